/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "geo/land.h"
#include "rings.h"

#include <math.h>

enum { ISLANDS = 150 };

struct archipelago {
    struct test_ring rings[ISLANDS];
    struct geo_area *areas[ISLANDS];
    struct geo_land *land;
};

/* Islands around a middle, some of which overlap. */
static void raise(struct archipelago *sea, struct chance *chance, struct geo_point middle)
{
    for (int i = 0; i < ISLANDS; i++) {
        struct geo_point place = chance_around(chance, middle, 20);
        make_shore(&sea->rings[i], chance, place, chance_between(chance, 0.1, 3), 30);
        struct geo_ring ring = {sea->rings[i].points, sea->rings[i].point_count};
        sea->areas[i] = geo_area_new(&ring, 1);
    }
    const struct geo_area *areas[ISLANDS];
    for (int i = 0; i < ISLANDS; i++)
        areas[i] = sea->areas[i];
    sea->land = geo_land_new(areas, ISLANDS);
}

static void sink(struct archipelago *sea)
{
    geo_land_free(sea->land);
    for (int i = 0; i < ISLANDS; i++)
        geo_area_free(sea->areas[i]);
}

/* Each question against the same to every island. */
static void is_all_its_areas_at_once(void)
{
    static struct archipelago sea;
    static const double middles_deg[] = {0, 179, -175, 57};
    struct chance chance = {50};
    int land_count = 0, met_count = 0;
    for (int round = 0; round < 4; round++) {
        struct geo_point middle = {middles_deg[round], 20};
        raise(&sea, &chance, middle);
        for (int i = 0; i < 1000; i++) {
            struct geo_point from = chance_around(&chance, middle, 25);
            struct geo_point to = chance_around(&chance, from, 3);
            bool is_land = false, is_between = false;
            double least_m = INFINITY;
            for (int k = 0; k < ISLANDS; k++) {
                is_land |= geo_area_contains(sea.areas[k], from);
                is_between |= geo_area_contains(sea.areas[k], from) ||
                              !isnan(geo_area_first_crossing(sea.areas[k], from, to));
                least_m = geo_area_edge_distance_m(sea.areas[k], from, least_m);
            }
            CHECK_INT(geo_land_contains(sea.land, from), is_land);
            CHECK_INT(geo_land_is_between(sea.land, from, to), is_between);
            CHECK_REAL(geo_land_edge_distance_m(sea.land, from, (double)INFINITY), least_m, 1e-6);
            CHECK_REAL(geo_land_edge_distance_m(sea.land, from, 5000), fmin(least_m, 5000), 1e-6);
            land_count += is_land;
            met_count += is_between;
        }
        sink(&sea);
    }
    CHECK(land_count > 400 && land_count < 3600);
    CHECK(met_count > land_count + 100);
}

static void no_land_is_open_sea(void)
{
    struct geo_land *land = geo_land_new(NULL, 0);
    struct geo_point here = {11, 57}, there = {12, 57};
    CHECK(!geo_land_contains(land, here));
    CHECK(!geo_land_is_between(land, here, there));
    CHECK(isinf(geo_land_edge_distance_m(land, here, (double)INFINITY)));
    geo_land_free(land);
    geo_land_free(NULL);
}

/* GeoJSON cuts an island at the antimeridian (RFC 7946, 3.1.9): nothing is lost between. */
static void an_island_cut_at_the_antimeridian_is_whole(void)
{
    static const struct geo_point west[] = {{178, 10}, {180, 10}, {180, 12}, {178, 12}};
    static const struct geo_point east[] = {{-180, 10}, {-178, 10}, {-178, 12}, {-180, 12}};
    struct geo_ring rings[] = {{west, 4}, {east, 4}};
    struct geo_area *areas[] = {geo_area_new(&rings[0], 1), geo_area_new(&rings[1], 1)};
    const struct geo_area *list[] = {areas[0], areas[1]};
    struct geo_land *land = geo_land_new(list, 2);
    for (double longitude_deg = 178.01; longitude_deg < 182; longitude_deg += 0.01)
        CHECK(geo_land_contains(land, (struct geo_point){longitude_deg, 11}));
    CHECK(geo_land_contains(land, (struct geo_point){180, 11}));
    CHECK(geo_land_contains(land, (struct geo_point){-180, 11}));
    CHECK(!geo_land_contains(land, (struct geo_point){177.9, 11}));
    CHECK(geo_land_is_between(land, (struct geo_point){179.9, 9}, (struct geo_point){-179.9, 13}));
    struct geo_point off = {-177.9, 11};
    CHECK_REAL(geo_land_edge_distance_m(land, off, (double)INFINITY),
               geodesic_distance_m(off, (struct geo_point){-178, 11}), 1);
    geo_land_free(land);
    geo_area_free(areas[0]);
    geo_area_free(areas[1]);
}

int main(void)
{
    RUN(is_all_its_areas_at_once);
    RUN(no_land_is_open_sea);
    RUN(an_island_cut_at_the_antimeridian_is_whole);
    return check_summary();
}
