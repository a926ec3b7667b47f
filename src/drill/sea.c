/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/sea.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUTE_POINTS_MAX = 4096 };

struct points {
    struct geo_point points[ROUTE_POINTS_MAX];
    size_t count;
};

static bool add_point(struct points *points, struct geo_point point)
{
    if (points->count == ROUTE_POINTS_MAX || !geo_point_is_valid(point))
        return false;
    points->points[points->count++] = point;
    return true;
}

/* "57.4,25.2" */
static bool add_place(struct points *points, const char *words)
{
    char *end;
    double longitude_deg = strtod(words, &end);
    if (end == words || *end != ',')
        return false;
    const char *second = end + 1;
    double latitude_deg = strtod(second, &end);
    if (end == second || *end != '\0' || !(fabs(longitude_deg) <= 180) ||
        !(fabs(latitude_deg) <= 85))
        return false;
    return add_point(points, (struct geo_point){longitude_deg, latitude_deg});
}

static bool add_area(struct points *points, const struct geo_area *area)
{
    struct geo_box box = geo_area_box(area);
    double width_deg = geo_unroll_deg(box.east_deg, box.west_deg) - box.west_deg;
    return add_point(points, (struct geo_point){box.west_deg + width_deg / 2,
                                                (box.south_deg + box.north_deg) / 2});
}

static const struct geo_waters_feature *find(const struct geo_waters *waters,
                                             enum geo_waters_kind kind, const char *id)
{
    for (size_t i = 0; waters != NULL && i < waters->feature_count; i++)
        if (waters->features[i].kind == kind && strcmp(waters->features[i].id, id) == 0)
            return &waters->features[i];
    return NULL;
}

/* What a word of a route stands for. */
static bool add_words(const struct drill_sea *sea, const char *words, struct points *points)
{
    static const struct {
        const char *prefix;
        enum geo_waters_kind kind;
    } kinds[] = {{"lane:", GEO_WATERS_LANE},
                 {"port:", GEO_WATERS_PORT},
                 {"ferry:", GEO_WATERS_FERRY},
                 {"anchorage:", GEO_WATERS_ANCHORAGE}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        size_t size = strlen(kinds[i].prefix);
        if (strncmp(words, kinds[i].prefix, size) != 0)
            continue;
        const struct geo_waters_feature *feature = find(sea->waters, kinds[i].kind, words + size);
        if (feature == NULL)
            return false;
        if (feature->point_count == 0)
            return feature->area != NULL && add_area(points, feature->area);
        bool is_added = true;
        for (size_t at = 0; at < feature->point_count && is_added; at++)
            is_added = add_point(points, feature->points[at]);
        return is_added;
    }
    return add_place(points, words);
}

static bool add_route(struct drill_sea *sea, const struct drill_route_text *text,
                      struct points *points, struct text *reason)
{
    points->count = 0;
    for (size_t i = 0; i < text->point_count; i++)
        if (!add_words(sea, text->points[i].text, points)) {
            text_add_format(reason, "routes.%s: there is no '%s'%s", text->name,
                            text->points[i].text,
                            sea->waters == NULL ? ", and the scenario has no waters" : "");
            return false;
        }
    struct drill_route **both = &sea->routes[2 * sea->route_count++];
    both[0] = drill_route_new(points->points, points->count);
    for (size_t i = 0; i < points->count / 2; i++) {
        struct geo_point first = points->points[i];
        points->points[i] = points->points[points->count - 1 - i];
        points->points[points->count - 1 - i] = first;
    }
    both[1] = drill_route_new(points->points, points->count);
    if (both[0] != NULL && both[1] != NULL)
        return true;
    text_add_format(reason, "routes.%s: makes no line", text->name);
    return false;
}

static bool add_routes(struct drill_sea *sea, struct text *reason)
{
    const struct drill_scenario *scenario = sea->scenario;
    struct points *points = malloc(sizeof *points);
    sea->routes = calloc(scenario->route_count * 2 + 1, sizeof(void *));
    bool is_good = points != NULL && sea->routes != NULL;
    for (size_t i = 0; i < scenario->route_count && is_good; i++)
        is_good = add_route(sea, &scenario->routes[i], points, reason);
    free(points);
    return is_good;
}

static bool add_areas(struct drill_sea *sea, struct text *reason)
{
    const struct drill_scenario *scenario = sea->scenario;
    sea->areas = calloc(scenario->area_count + 1, sizeof(void *));
    for (size_t i = 0; i < scenario->area_count && sea->areas != NULL; i++) {
        const struct drill_area_text *text = &scenario->areas[i];
        struct geo_ring ring = {text->ring, text->ring_count};
        sea->areas[sea->area_count++] = geo_area_new(&ring, 1);
        if (sea->areas[i] == NULL) {
            text_add_format(reason, "areas[%zu].ring is no polygon", i);
            return false;
        }
    }
    return sea->areas != NULL;
}

static void add_gate(struct drill_sea *sea, const char *id, const struct geo_point *points,
                     size_t point_count)
{
    struct drill_sea_gate *gate = &sea->gates[sea->gate_count++];
    *gate = (struct drill_sea_gate){.id = id, .gate = {points, point_count}};
    for (size_t i = 0; i < point_count; i++)
        gate->reach_m = fmax(gate->reach_m, geo_point_distance_m(points[0], points[i]));
}

static bool add_gates(struct drill_sea *sea)
{
    const struct drill_scenario *scenario = sea->scenario;
    size_t feature_count = sea->waters == NULL ? 0 : sea->waters->feature_count;
    sea->gates = calloc(scenario->gate_count + feature_count + 1, sizeof sea->gates[0]);
    if (sea->gates == NULL)
        return false;
    for (size_t i = 0; i < scenario->gate_count; i++)
        add_gate(sea, scenario->gates[i].id, scenario->gates[i].line,
                 scenario->gates[i].line_count);
    for (size_t i = 0; i < feature_count; i++) {
        const struct geo_waters_feature *feature = &sea->waters->features[i];
        if (feature->kind == GEO_WATERS_GATE)
            add_gate(sea, feature->id, feature->points, feature->point_count);
    }
    return true;
}

struct drill_sea *drill_sea_new(const struct drill_scenario *scenario,
                                const struct geo_waters *waters, struct text *reason)
{
    struct drill_sea *sea = calloc(1, sizeof *sea);
    size_t said = reason->size;
    if (sea == NULL)
        goto fail;
    sea->scenario = scenario;
    sea->waters = waters;
    if (add_routes(sea, reason) && add_areas(sea, reason) && add_gates(sea))
        return sea;
fail:
    if (reason->size == said)
        text_add(reason, "no memory");
    drill_sea_free(sea);
    return NULL;
}

void drill_sea_free(struct drill_sea *sea)
{
    if (sea == NULL)
        return;
    for (size_t i = 0; i < 2 * sea->route_count; i++)
        drill_route_free(sea->routes[i]);
    for (size_t i = 0; i < sea->area_count; i++)
        geo_area_free(sea->areas[i]);
    free(sea->routes);
    free(sea->areas);
    free(sea->gates);
    free(sea);
}

const struct drill_route *drill_sea_route(const struct drill_sea *sea, const char *name,
                                          bool is_back)
{
    for (size_t i = 0; i < sea->route_count; i++)
        if (strcmp(sea->scenario->routes[i].name, name) == 0)
            return sea->routes[2 * i + is_back];
    return NULL;
}

const struct geo_area *drill_sea_area(const struct drill_sea *sea, const char *id)
{
    for (size_t i = 0; i < sea->area_count; i++)
        if (strcmp(sea->scenario->areas[i].id, id) == 0)
            return sea->areas[i];
    const struct geo_waters_feature *feature = find(sea->waters, GEO_WATERS_ANCHORAGE, id);
    return feature == NULL ? NULL : feature->area;
}

bool drill_sea_is_water(const struct drill_sea *sea, struct geo_point point)
{
    return sea->waters == NULL || !geo_land_contains(sea->waters->land, point);
}

bool drill_sea_is_open(const struct drill_sea *sea, struct geo_point from, struct geo_point to)
{
    return sea->waters == NULL || !geo_land_is_between(sea->waters->land, from, to);
}
