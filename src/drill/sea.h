/* SPDX-License-Identifier: Apache-2.0 */
/* Where a drill's traffic goes: the scenario's routes, areas and gates, with what the waters have
 * of them. */
#ifndef DRILL_SEA_H
#define DRILL_SEA_H

#include "drill/route.h"
#include "drill/scenario.h"
#include "geo/area.h"
#include "geo/gate.h"
#include "geo/waters.h"

struct drill_sea_gate {
    const char *id;
    struct geo_gate gate;
    double reach_m; /* no place of it is farther from its first */
};

struct drill_sea {
    const struct geo_waters *waters; /* NULL: open sea */
    struct drill_route **routes;     /* of each of the scenario's two: there, and back */
    size_t route_count;              /* of the scenario */
    struct geo_area **areas;         /* of the scenario; the waters' are asked by their id */
    size_t area_count;
    struct drill_sea_gate *gates;
    size_t gate_count;
    const struct drill_scenario *scenario;
};

/* Keeps both pointers. NULL, and the reason, when a route or an area is none. */
struct drill_sea *drill_sea_new(const struct drill_scenario *scenario,
                                const struct geo_waters *waters, struct text *reason);
void drill_sea_free(struct drill_sea *sea); /* NULL is fine */

/* The route of that name, or back along it; NULL when there is none. */
const struct drill_route *drill_sea_route(const struct drill_sea *sea, const char *name,
                                          bool is_back);

/* An area of the scenario or an anchorage of the waters; NULL when there is none. */
const struct geo_area *drill_sea_area(const struct drill_sea *sea, const char *id);

/* False on land. */
bool drill_sea_is_water(const struct drill_sea *sea, struct geo_point point);

/* Whether the straight line from one place to another meets no land. */
bool drill_sea_is_open(const struct drill_sea *sea, struct geo_point from, struct geo_point to);

#endif
