/* SPDX-License-Identifier: Apache-2.0 */
/* The scenario of the demo, drills/hormuz.json, against the land: a day of it is tried by
 * tests/system/test_drill_hormuz.py. */
#include "base/whole_file.h"
#include "check.h"
#include "drill/sea.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 1024, REASON_BYTES = 512, STEP_M = 100, CELLS = 60 };

static const double SHORE_M_MIN = 100;

struct scene {
    struct drill_scenario *scenario;
    struct geo_waters *waters;
    struct drill_sea *sea; /* NULL when something cannot be read */
};

static const char *path_of(char path[static PATH_BYTES], const char *name)
{
    const char *root = getenv("NARROWS_ROOT");
    snprintf(path, PATH_BYTES, "%s/%s", root != NULL ? root : ".", name);
    return path;
}

static void scene_free(struct scene *scene)
{
    drill_sea_free(scene->sea);
    geo_waters_free(scene->waters);
    drill_scenario_free(scene->scenario);
}

static struct scene scene_new(void)
{
    struct scene scene = {0};
    char words[REASON_BYTES], path[PATH_BYTES], land[PATH_BYTES];
    struct text reason = text_init(words, sizeof words);
    size_t size;
    char *bytes = whole_file_read(path_of(path, "drills/hormuz.json"), 1 << 20, &size, &reason);
    if (bytes != NULL)
        scene.scenario = drill_scenario_read(bytes, size, &reason);
    free(bytes);
    scene.waters = geo_waters_read(path_of(path, "waters/hormuz.geojson"),
                                   path_of(land, "data/land"), &reason);
    if (scene.scenario != NULL && scene.waters != NULL)
        scene.sea = drill_sea_new(scene.scenario, scene.waters, &reason);
    CHECK_TEXT(words, "");
    CHECK(scene.sea != NULL);
    return scene;
}

static double shore_m(const struct scene *scene, struct geo_point point)
{
    double distance_m = geo_land_edge_distance_m(scene->waters->land, point, 10000);
    return geo_land_contains(scene->waters->land, point) ? -distance_m : distance_m;
}

/* Of those that sail along it, the furthest from its middle. */
static double spread_m(const struct scene *scene, const char *route)
{
    double most_m = 0;
    for (size_t i = 0; i < scene->scenario->fleet_count; i++)
        for (size_t j = 0; j < scene->scenario->fleets[i].route_count; j++)
            if (strcmp(scene->scenario->fleets[i].routes[j].text, route) == 0)
                most_m = fmax(most_m, scene->scenario->fleets[i].spread_m);
    return most_m;
}

/* How near to land one comes along the middle and as far beside it as ships go. */
static double route_shore_m(const struct scene *scene, const struct drill_route *route,
                            double beside_m)
{
    double least_m = INFINITY;
    uint32_t leg = 0;
    for (double along_m = 0; along_m <= drill_route_length_m(route); along_m += STEP_M)
        for (int side = -1; side <= 1; side++) {
            struct drill_motion motion = drill_route_at(route, along_m, side * beside_m, 5, &leg);
            least_m = fmin(least_m, shore_m(scene, motion.position));
        }
    return least_m;
}

static void every_leg_of_every_route_is_in_the_water(void)
{
    struct scene scene = scene_new();
    for (size_t i = 0; scene.sea != NULL && i < scene.scenario->route_count; i++) {
        const char *name = scene.scenario->routes[i].name;
        double beside_m = spread_m(&scene, name);
        CHECK(beside_m > 0); /* a route that nobody sails is a mistake */
        double least_m = route_shore_m(&scene, drill_sea_route(scene.sea, name, false), beside_m);
        CHECK(least_m > SHORE_M_MIN);
        if (!(least_m > SHORE_M_MIN))
            printf("# %s comes within %.0f m of land\n", name, least_m);
    }
    scene_free(&scene);
}

/* Areas have no island in them, and some water to their shores. */
static void every_area_is_water(void)
{
    struct scene scene = scene_new();
    for (size_t i = 0; scene.sea != NULL && i < scene.sea->area_count; i++) {
        const struct geo_area *area = scene.sea->areas[i];
        struct geo_box box = geo_area_box(area);
        size_t count = 0;
        double least_m = INFINITY;
        for (int cell = 0; cell < CELLS * CELLS; cell++) {
            double east = (double)(cell % CELLS) / (CELLS - 1);
            double north = (double)(cell / CELLS) / (CELLS - 1);
            struct geo_point point = {box.west_deg + east * (box.east_deg - box.west_deg),
                                      box.south_deg + north * (box.north_deg - box.south_deg)};
            if (!geo_area_contains(area, point))
                continue;
            count++;
            least_m = fmin(least_m, shore_m(&scene, point));
        }
        CHECK(count > 100);
        CHECK(least_m > SHORE_M_MIN);
        if (!(least_m > SHORE_M_MIN))
            printf("# %s: %.0f m\n", scene.scenario->areas[i].id, least_m);
    }
    scene_free(&scene);
}

static void it_has_six_hundred_ships_of_every_kind_and_stations_on_both_shores(void)
{
    struct scene scene = scene_new();
    double count = 0, class_b = 0, north = 0;
    bool has_type[256] = {false};
    for (size_t i = 0; scene.sea != NULL && i < scene.scenario->fleet_count; i++) {
        const struct drill_fleet *fleet = &scene.scenario->fleets[i];
        count += fleet->count;
        class_b += strcmp(fleet->class_name, "B") == 0 ? fleet->count : 0;
        has_type[(size_t)fleet->type] = true;
    }
    CHECK_INT(count, 600);
    CHECK(class_b > 100 && class_b < 250);
    static const int types[] = {30, 36, 40, 50, 52, 60, 70, 71, 80, 84};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        CHECK(has_type[types[i]]);
    for (size_t i = 0; scene.sea != NULL && i < scene.scenario->station_count; i++)
        north += scene.scenario->stations[i].at.latitude_deg > 26.3 ||
                 scene.scenario->stations[i].at.longitude_deg > 57.5;
    CHECK(north >= 4);
    scene_free(&scene);
}

int main(void)
{
    RUN(every_leg_of_every_route_is_in_the_water);
    RUN(every_area_is_water);
    RUN(it_has_six_hundred_ships_of_every_kind_and_stations_on_both_shores);
    return check_summary();
}
