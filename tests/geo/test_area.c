/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "geo/area.h"
#include "rings.h"

#include <math.h>

static struct geo_area *area_of(const struct test_ring *ring)
{
    struct geo_ring rings[] = {{ring->points, ring->point_count}};
    return geo_area_new(rings, 1);
}

/* Two squares, one within the other. */
static const struct geo_point outer[] = {{10, 50}, {14, 50}, {14, 54}, {10, 54}, {10, 50}};
static const struct geo_point hole[] = {{11, 51}, {11, 52}, {12, 52}, {12, 51}};
static const struct geo_ring with_hole[] = {{outer, 5}, {hole, 4}};

static void a_hole_is_outside(void)
{
    struct geo_area *area = geo_area_new(with_hole, 2);
    CHECK(geo_area_contains(area, (struct geo_point){10.5, 50.5}));
    CHECK(geo_area_contains(area, (struct geo_point){10.5 + 360, 50.5}));
    CHECK(!geo_area_contains(area, (struct geo_point){11.5, 51.5}));
    CHECK(geo_area_contains(area, (struct geo_point){12.5, 51.5}));
    CHECK(!geo_area_contains(area, (struct geo_point){15, 51.5}));
    CHECK(!geo_area_contains(area, (struct geo_point){11.5, 55}));
    CHECK(!geo_area_contains(area, (struct geo_point){(double)NAN, 51}));
    CHECK(!geo_area_contains(area, (struct geo_point){10.5, (double)NAN}));
    struct geo_box box = geo_area_box(area);
    CHECK(box.west_deg == 10 && box.east_deg == 14 && box.south_deg == 50 && box.north_deg == 54);
    geo_area_free(area);
}

static void distances_by_the_geodesic(void)
{
    struct geo_area *area = geo_area_new(with_hole, 2);
    struct geo_point inside = {10.5, 52.5}, beside = {9.9, 52}, off = {14.1, 54.1};
    CHECK_REAL(geo_area_edge_distance_m(area, inside, (double)INFINITY),
               geodesic_distance_m(inside, (struct geo_point){10, 52.5}), 1);
    CHECK_REAL(geo_area_edge_distance_m(area, beside, (double)INFINITY),
               geodesic_distance_m(beside, (struct geo_point){10, 52}), 1);
    CHECK_REAL(geo_area_edge_distance_m(area, off, (double)INFINITY),
               geodesic_distance_m(off, (struct geo_point){14, 54}), 1);
    CHECK_REAL(geo_area_edge_distance_m(area, beside, 1000), 1000, 0);
    CHECK_REAL(geo_area_edge_distance_m(area, (struct geo_point){10, 51}, 1000), 0, 1e-6);
    CHECK_REAL(geo_area_edge_distance_m(area, (struct geo_point){(double)NAN, 51}, 1000),
               (double)NAN, 0);
    geo_area_free(area);
}

static void a_way_meets_the_first_edge_first(void)
{
    static const struct {
        struct geo_point from, to;
        double part;
    } cases[] = {
        {{9, 51.5}, {13, 51.5}, 0.25},     /* three edges, of which the first */
        {{13, 51.5}, {9, 51.5}, 0.25},     /* the hole's from the other side */
        {{9, 49}, {9, 55}, NAN},           /* past it */
        {{10.2, 50.2}, {10.8, 50.8}, NAN}, /* within it */
        {{9, 49}, {11, 51}, 0.5},          /* by a corner */
        {{9, 50}, {11, 50}, 0.5},          /* along an edge */
        {{10.5, 50}, {11.5, 50}, 0},       /* along an edge, from within it */
        {{10.5, 50}, {10.5, 49}, 0},       /* from an edge */
        {{10.5, 49}, {10.5, 50}, 1},       /* up to an edge */
        {{10.5, 49}, {10.5, 49.999}, NAN}, /* not quite */
        {{10, 50}, {10, 50}, NAN},         /* no way at all */
        {{13, 53}, {-347 + 2, 53}, 0.5},   /* written another time around */
    };
    struct geo_area *area = geo_area_new(with_hole, 2);
    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_REAL(geo_area_first_crossing(area, cases[i].from, cases[i].to), cases[i].part, 1e-12);
    geo_area_free(area);
}

static void says_what_is_not_sound(void)
{
    static const struct geo_point two[] = {{1, 1}, {2, 2}};
    static const struct geo_point beyond[] = {{1, 1}, {2, 2}, {3, 91}};
    static const struct geo_point unknown[] = {{1, 1}, {2, 2}, {(double)NAN, 5}};
    static const struct geo_point around[] = {{0, 60}, {120, 60}, {-120, 60}};
    static const struct geo_point sound[] = {{0, 60}, {120, 60}, {-120, 60}, {120, 70}};
    /* Around and a little farther, then back. */
    static const struct geo_point winding[] = {{0, 60},   {120, 60}, {240, 60}, {370, 60},
                                               {370, 70}, {240, 70}, {120, 70}};
    struct geo_ring ring[] = {{two, 2},    {beyond, 3}, {unknown, 3},
                              {around, 3}, {sound, 4},  {winding, 7}};
    CHECK_INT(geo_area_check(&ring[5], 1), GEO_AREA_TOO_WIDE);
    CHECK_INT(geo_area_check(ring, 0), GEO_AREA_NO_RING);
    CHECK_INT(geo_area_check(&ring[0], 1), GEO_AREA_FEW_POINTS);
    CHECK_INT(geo_area_check(&ring[1], 1), GEO_AREA_NOT_A_PLACE);
    CHECK_INT(geo_area_check(&ring[2], 1), GEO_AREA_NOT_A_PLACE);
    CHECK_INT(geo_area_check(&ring[3], 1), GEO_AREA_TOO_WIDE);
    CHECK_INT(geo_area_check(&ring[4], 1), GEO_AREA_SOUND);
    CHECK(geo_area_new(ring, 1) == NULL);
    CHECK(geo_area_new(&ring[3], 2) == NULL);
    geo_area_free(NULL);
}

/* In steps that add up to a little less or more than once around. */
static void no_ring_goes_around_the_earth(void)
{
    struct geo_point steps[200];
    for (size_t count = 3; count <= 200; count++) {
        for (size_t i = 0; i < count; i++)
            steps[i] = (struct geo_point){geo_wrap_deg(360 * (double)i / (double)count), 60};
        struct geo_ring ring = {steps, count};
        CHECK_INT(geo_area_check(&ring, 1), GEO_AREA_TOO_WIDE);
    }
}

/* Against the angle swept, for shores of all sizes, half of them across the antimeridian. */
static void contains_what_the_ring_sweeps_around(void)
{
    struct chance chance = {40};
    for (int round = 0; round < 200; round++) {
        struct geo_point middle = chance_place(&chance, 70);
        if (round % 2)
            middle.longitude_deg = 179.5;
        struct test_ring ring;
        if (round % 3 == 0)
            make_scribble(&ring, &chance, middle, 8, 3 + (size_t)round);
        else
            make_shore(&ring, &chance, middle, 8, 3 + (size_t)round * 4);
        struct geo_area *area = area_of(&ring);
        for (int i = 0; i < 300; i++) {
            struct geo_point point = chance_around(&chance, middle, 10);
            if (degrees_to_edge(&ring, point) > 1e-9)
                CHECK_INT(geo_area_contains(area, point), sweeps_oddly_around(&ring, point));
        }
        geo_area_free(area);
    }
}

/* Rings that cut a square into triangles about a middle: whatever lies on an edge or a corner lies
 * in one of them. */
static void a_place_on_a_common_edge_is_in_one_area(void)
{
    enum { SIDES = 12 };
    struct chance chance = {41};
    struct geo_area *areas[SIDES];
    struct geo_point rim[SIDES + 1], middle = {180, 3};
    for (int i = 0; i <= SIDES; i++) {
        double angle = i % SIDES * 2 * 3.14159265358979323846 / SIDES;
        rim[i] = (struct geo_point){geo_wrap_deg(180 + round(8 * cos(angle))),
                                    3 + round(8 * sin(angle))};
    }
    for (int i = 0; i < SIDES; i++) {
        struct geo_point triangle[] = {middle, rim[i], rim[i + 1]};
        struct geo_ring ring = {triangle, 3};
        areas[i] = geo_area_new(&ring, 1);
    }
    for (int k = 0; k < 20000; k++) {
        struct geo_point edge = rim[k % SIDES];
        double part = k % 3 == 0 ? round(chance_between(&chance, 0, 7)) / 8 : chance_next(&chance);
        if (part >= 1)
            continue;
        struct geo_point point = {
            180 + part * geo_wrap_deg(edge.longitude_deg - 180),
            3 + part * (edge.latitude_deg - 3),
        };
        int count = 0;
        for (int i = 0; i < SIDES; i++)
            count += geo_area_contains(areas[i], point);
        CHECK_INT(count, 1);
    }
    for (int i = 0; i < SIDES; i++)
        geo_area_free(areas[i]);
}

/* Against every edge, cut into places so close that it hardly matters, by the geodesic. */
static void the_nearest_edge_is_the_nearest_of_all(void)
{
    enum { PLACES = 200 };
    struct chance chance = {42};
    for (int round = 0; round < 40; round++) {
        struct geo_point middle = chance_place(&chance, 65);
        if (round % 2)
            middle.longitude_deg = -179.9;
        struct test_ring ring;
        make_shore(&ring, &chance, middle, 0.2, 3 + (size_t)round);
        struct geo_area *area = area_of(&ring);
        struct geo_point point = chance_around(&chance, middle, 0.3);
        double least_m = INFINITY;
        for (size_t i = 0; i < ring.point_count * PLACES; i++) {
            struct geo_point one = ring.points[i / PLACES];
            struct geo_point other = ring.points[(i / PLACES + 1) % ring.point_count];
            double part = (double)(i % PLACES) / PLACES;
            struct geo_point place = {
                one.longitude_deg + part * geo_wrap_deg(other.longitude_deg - one.longitude_deg),
                one.latitude_deg + part * (other.latitude_deg - one.latitude_deg)};
            least_m = fmin(least_m, geodesic_distance_m(point, place));
        }
        double found_m = geo_area_edge_distance_m(area, point, (double)INFINITY);
        /* An edge is at most 45 km long, and no place on it farther than 120 m from one tried. */
        CHECK(found_m <= least_m + 1);
        CHECK(found_m >= least_m - 120);
        CHECK_REAL(geo_area_edge_distance_m(area, point, found_m * 1.001), found_m, 1e-9);
        CHECK_REAL(geo_area_edge_distance_m(area, point, found_m * 0.999), found_m * 0.999, 1e-9);
        geo_area_free(area);
    }
}

/* On an edge of hundreds of miles, whose measure changes on the way: by ever smaller steps. */
static double distance_to_edge_m(struct geo_point one, struct geo_point other,
                                 struct geo_point point)
{
    double low = 0, high = 1, best_m = INFINITY, best = 0;
    while (high - low > 1e-7) {
        double step = (high - low) / 50;
        for (double part = low; part <= high; part += step) {
            struct geo_point place = {
                one.longitude_deg + part * (other.longitude_deg - one.longitude_deg),
                one.latitude_deg + part * (other.latitude_deg - one.latitude_deg)};
            double distance_m = geodesic_distance_m(point, place);
            if (distance_m < best_m)
                best_m = distance_m, best = part;
        }
        low = fmax(best - step, 0);
        high = fmin(best + step, 1);
    }
    return best_m;
}

static void a_long_edge_is_no_farther_than_it_is(void)
{
    struct chance chance = {45};
    for (int i = 0; i < 200; i++) {
        struct geo_point middle = chance_place(&chance, 60);
        struct geo_point corners[3];
        for (int k = 0; k < 3; k++)
            corners[k] = chance_around(&chance, middle, 6);
        struct geo_ring ring = {corners, 3};
        struct geo_area *area = geo_area_new(&ring, 1);
        double part = chance_next(&chance);
        struct geo_point near = {
            corners[0].longitude_deg + part * (corners[1].longitude_deg - corners[0].longitude_deg),
            corners[0].latitude_deg + part * (corners[1].latitude_deg - corners[0].latitude_deg)};
        struct geo_point point = chance_around(&chance, near, 0.2);
        double least_m = INFINITY;
        for (int k = 0; k < 3; k++)
            least_m = fmin(least_m, distance_to_edge_m(corners[k], corners[(k + 1) % 3], point));
        CHECK_REAL(geo_area_edge_distance_m(area, point, (double)INFINITY), least_m,
                   0.1 + 1e-4 * least_m);
        geo_area_free(area);
    }
}

/* What a way meets first, edge by edge: the equations of two lines, solved. */
static double first_met(const struct test_ring *ring, struct geo_point from, struct geo_point to)
{
    double first = (double)NAN;
    struct test_place way = seen_from(from, to);
    for (size_t i = 0; i < ring->point_count; i++) {
        struct test_place one = seen_from(from, ring->points[i]);
        struct test_place other = seen_from(from, ring->points[(i + 1) % ring->point_count]);
        double x = other.x - one.x, y = other.y - one.y, divisor = way.x * y - way.y * x;
        double along_way = (one.x * y - one.y * x) / divisor;
        double along_edge = (one.x * way.y - one.y * way.x) / divisor;
        if (along_way >= 0 && along_way <= 1 && along_edge >= 0 && along_edge <= 1)
            first = fmin(first, along_way);
    }
    return first;
}

static void the_first_crossing_is_the_first_of_all(void)
{
    struct chance chance = {43};
    int met_count = 0;
    for (int round = 0; round < 200; round++) {
        struct geo_point middle = chance_place(&chance, 70);
        if (round % 2)
            middle.longitude_deg = 180;
        struct test_ring ring;
        make_shore(&ring, &chance, middle, 8, 3 + (size_t)round * 3);
        struct geo_area *area = area_of(&ring);
        for (int i = 0; i < 100; i++) {
            struct geo_point from = chance_around(&chance, middle, 10);
            struct geo_point to = chance_around(&chance, from, 3);
            double part = geo_area_first_crossing(area, from, to);
            CHECK_REAL(part, first_met(&ring, from, to), 1e-9);
            met_count += !isnan(part);
            if (isnan(part))
                CHECK_INT(geo_area_contains(area, from), geo_area_contains(area, to));
        }
        geo_area_free(area);
    }
    CHECK(met_count > 5000 && met_count < 15000);
}

static void which_way_round_does_not_matter(void)
{
    struct chance chance = {44};
    for (int round = 0; round < 50; round++) {
        struct geo_point middle = {179, chance_between(&chance, -70, 70)};
        struct test_ring ring, back;
        make_shore(&ring, &chance, middle, 5, 200);
        back.point_count = ring.point_count;
        for (size_t i = 0; i < ring.point_count; i++) {
            back.points[i] = ring.points[(ring.point_count * 2 - 1 - i - 17) % ring.point_count];
            back.points[i].longitude_deg += 360 * round;
        }
        struct geo_area *one = area_of(&ring), *other = area_of(&back);
        for (int i = 0; i < 200; i++) {
            struct geo_point point = chance_around(&chance, middle, 6);
            CHECK_INT(geo_area_contains(one, point), geo_area_contains(other, point));
            CHECK_REAL(geo_area_edge_distance_m(other, point, (double)INFINITY),
                       geo_area_edge_distance_m(one, point, (double)INFINITY), 1e-3);
        }
        geo_area_free(one);
        geo_area_free(other);
    }
}

static void its_rings_are_those_it_was_made_of(void)
{
    const struct geo_point around[] = {{179, 1}, {-179, 1}, {-179, 3}, {179, 3}};
    const struct geo_point within[] = {{179.5, 1.5}, {179.9, 1.5}, {179.9, 2}, {179.5, 1.5}};
    const struct geo_ring rings[] = {{around, 4}, {within, 4}};
    struct geo_area *area = geo_area_new(rings, 2);
    CHECK_INT(geo_area_ring_count(area), 2);
    struct geo_ring ring = geo_area_ring(area, 0);
    CHECK_INT(ring.point_count, 5);
    const double longitudes_deg[] = {179, 181, 181, 179, 179};
    for (size_t i = 0; i < 5; i++) {
        CHECK_REAL(ring.points[i].longitude_deg, longitudes_deg[i], 1e-12);
        CHECK_REAL(ring.points[i].latitude_deg, around[i % 4].latitude_deg, 1e-12);
    }
    CHECK_INT(geo_area_ring(area, 1).point_count, 4);
    geo_area_free(area);
}

int main(void)
{
    RUN(a_hole_is_outside);
    RUN(distances_by_the_geodesic);
    RUN(a_way_meets_the_first_edge_first);
    RUN(says_what_is_not_sound);
    RUN(no_ring_goes_around_the_earth);
    RUN(contains_what_the_ring_sweeps_around);
    RUN(a_place_on_a_common_edge_is_in_one_area);
    RUN(the_nearest_edge_is_the_nearest_of_all);
    RUN(a_long_edge_is_no_farther_than_it_is);
    RUN(the_first_crossing_is_the_first_of_all);
    RUN(which_way_round_does_not_matter);
    RUN(its_rings_are_those_it_was_made_of);
    return check_summary();
}
