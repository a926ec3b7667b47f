/* SPDX-License-Identifier: Apache-2.0 */
/* Pilot boats and tugs: each lies at her station, runs out to a ship that comes by the place where
 * they meet, goes alongside for a while or to the end of the ship's voyage, and runs back. */
#ifndef DRILL_SERVE_H
#define DRILL_SERVE_H

#include "drill/craft.h"

struct drill_services;

/* Of all fleets of the scenario that serve, whose boats are among the crafts. Keeps all that it is
 * given. NULL, and the reason, when a route that one serves is not there, or does not come by the
 * place, or land lies between that and the station. */
struct drill_services *drill_services_new(const struct drill_sea *sea, struct drill_random *random,
                                          struct drill_craft *crafts, size_t craft_count,
                                          struct text *reason);
void drill_services_free(struct drill_services *services); /* NULL is fine */

/* Lays a boat at her station. False when there is no water about it. */
bool drill_services_lay(const struct drill_sea *sea, struct drill_random *random,
                        struct drill_craft *craft);

/* A boat was alongside a ship. */
struct drill_alongside {
    size_t boat_index;
    uint32_t ship_mmsi;
    double from_s, to_s;
};

/* All go on as far as `time_s`, after the ships have. `ships` are those that sail along routes, as
 * indices. For each boat that casts off `on_alongside` is called; NULL is fine. */
struct drill_service_tick {
    double time_s;
    const uint32_t *ships;
    size_t ship_count;
    void (*on_alongside)(void *user, const struct drill_alongside *alongside);
    void *user;
};
void drill_services_tick(struct drill_services *services, const struct drill_service_tick *tick);

#endif
