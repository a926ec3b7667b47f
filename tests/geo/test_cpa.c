/* SPDX-License-Identifier: Apache-2.0 */
#include "base/units.h"
#include "chance.h"
#include "check.h"
#include "geo/cpa.h"
#include "geo/rhumb.h"

#include <math.h>
#include <stdio.h>

static const double MILE_M = 1852;

static struct geo_mover mover_at(double longitude_deg, double latitude_deg, double course_deg,
                                 double speed_kn)
{
    return (struct geo_mover){
        .position = {longitude_deg, latitude_deg},
        .course_deg = course_deg,
        .speed_mps = speed_kn * KNOT_MPS,
        .turning_s = (double)INFINITY,
    };
}

/* The scenarios of the detectors' page that have a number for it, with the tolerances there. */
static void scenarios_come_out(void)
{
    static const struct {
        struct geo_point own, other;
        double own_course_deg, own_kn, other_course_deg, other_kn;
        double tcpa_s, cpa_m;
    } cases[] = {
        {{0, 0}, {10.0 / 60, 0.2 / 60}, 90, 10, 270, 10, 1803, 368.6},
        {{11, 57}, {11.086304, 57.047009}, 0, 12, 270, 12, 848.5, 0},
        {{11, 57}, {11.060949, 56.998322}, 90, 20, 90, 8, 600, 185},
        {{179.95, 0}, {-179.95, 0}, 90, 10, 270, 10, 1082, 0},
    };
    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct geo_mover own = mover_at(cases[i].own.longitude_deg, cases[i].own.latitude_deg,
                                        cases[i].own_course_deg, cases[i].own_kn);
        struct geo_mover other = mover_at(cases[i].other.longitude_deg, cases[i].other.latitude_deg,
                                          cases[i].other_course_deg, cases[i].other_kn);
        struct geo_cpa found[] = {geo_cpa_find(&own, &other), geo_cpa_find_far(&own, &other),
                                  geo_cpa_find_turning(&own, &other, 3600)};
        for (int k = 0; k < 3; k++) {
            CHECK_REAL(found[k].tcpa_s, cases[i].tcpa_s, 2);
            CHECK_REAL(found[k].cpa_m, cases[i].cpa_m, 10);
        }
    }
}

static void the_date_line_is_no_distance(void)
{
    struct geo_mover own = mover_at(179.95, 0, 90, 10), other = mover_at(-179.95, 0, 270, 10);
    CHECK_REAL(geo_cpa_find(&own, &other).range_m, 11131.9, 0.1);
}

/* Scenario 3, its end: 0.1 mile abeam at the same speed. */
static void company_is_no_approach(void)
{
    struct geo_mover own = mover_at(11, 57, 90, 20), other = own;
    other.position = geo_rhumb_direct(own.position, 180, 0.1 * MILE_M);
    struct geo_cpa found[] = {geo_cpa_find(&own, &other), geo_cpa_find_far(&own, &other),
                              geo_cpa_find_turning(&own, &other, 3600)};
    for (int i = 0; i < 3; i++) {
        CHECK_REAL(found[i].tcpa_s, (double)NAN, 0);
        CHECK_REAL(found[i].cpa_m, 185.2, 0.1);
        CHECK_REAL(found[i].range_m, 185.2, 0.1);
    }
    other.speed_mps += 0.19;
    CHECK_REAL(geo_cpa_find(&own, &other).tcpa_s, (double)NAN, 0);
    other.position = geo_rhumb_direct(own.position, 270, 0.1 * MILE_M);
    other.speed_mps += 0.02;
    CHECK_REAL(geo_cpa_find(&own, &other).tcpa_s, 185.2 / 0.21, 1);
}

static void who_parts_is_closest_now(void)
{
    struct geo_mover own = mover_at(11, 57, 270, 10), other = mover_at(11.1, 57, 90, 10);
    struct geo_cpa found[] = {geo_cpa_find(&own, &other), geo_cpa_find_far(&own, &other),
                              geo_cpa_find_turning(&own, &other, 3600)};
    for (int i = 0; i < 3; i++) {
        CHECK_REAL(found[i].tcpa_s, (double)NAN, 0);
        CHECK_REAL(found[i].cpa_m, found[i].range_m, 0);
    }
}

static void two_in_one_place_meet_now(void)
{
    struct geo_mover own = mover_at(11, 57, 270, 10), other = mover_at(11, 57, 90, 10);
    struct geo_cpa found[] = {geo_cpa_find(&own, &other), geo_cpa_find_far(&own, &other),
                              geo_cpa_find_turning(&own, &other, 3600)};
    for (int i = 0; i < 3; i++) {
        CHECK_REAL(found[i].tcpa_s, 0, 0);
        CHECK_REAL(found[i].cpa_m, 0, 0);
    }
}

/* Both along rhumb lines, the range by the geodesic: by steps, then by ever smaller ones. */
static struct geo_cpa true_cpa(const struct geo_mover *own, const struct geo_mover *other)
{
    struct geo_cpa best = {geodesic_distance_m(own->position, other->position), 0, INFINITY};
    double low_s = 0, high_s = 5400;
    while (high_s - low_s > 0.01) {
        double step_s = (high_s - low_s) / 20;
        for (double after_s = low_s; after_s <= high_s; after_s += step_s) {
            double range_m = geodesic_distance_m(
                geo_rhumb_direct(own->position, own->course_deg, own->speed_mps * after_s),
                geo_rhumb_direct(other->position, other->course_deg, other->speed_mps * after_s));
            if (range_m < best.cpa_m)
                best.cpa_m = range_m, best.tcpa_s = after_s;
        }
        low_s = fmax(best.tcpa_s - step_s, 0);
        high_s = best.tcpa_s + step_s;
    }
    return best;
}

static double relative_speed_kn(const struct geo_mover pair[static 2])
{
    struct geo_velocity own = geo_mover_velocity(&pair[0]), other = geo_mover_velocity(&pair[1]);
    return hypot(own.east_mps - other.east_mps, own.north_mps - other.north_mps) / KNOT_MPS;
}

/* A pair at that latitude and about that range that meets within an hour. Where two go almost side
 * by side, the time of the closest moment hangs on a hair: those are left out. */
static void random_pair(struct chance *chance, double latitude_deg, double range_m,
                        struct geo_mover pair[static 2])
{
    do {
        for (int i = 0; i < 2; i++) {
            double course_deg = chance_between(chance, 0, 360);
            pair[i] = mover_at(0, latitude_deg, course_deg, chance_between(chance, 2, 25));
        }
        pair[0].position.longitude_deg = chance_between(chance, -180, 180);
        double bearing_deg = chance_between(chance, 0, 360);
        pair[1].position = geodesic_moved(pair[0].position, bearing_deg,
                                          range_m * chance_between(chance, 0.5, 1), NULL);
    } while (relative_speed_kn(pair) < 10 || !(geo_cpa_find(&pair[0], &pair[1]).tcpa_s < 3600));
}

/* The table of section 1.1 of the detectors' page, for more pairs than there: what the plane
 * costs, and that hardly anything of it is left along rhumb lines. At 24 miles these pairs are
 * worse than those of the page (170 m, 9 s), which has no row for them at 80 degrees. */
static void is_as_right_as_the_table_says(void)
{
    static const struct {
        double latitude_deg, range_miles, error_max_m, error_max_s, far_error_max_m;
    } rows[] = {
        {0, 6, 0.1, 0.1, 0.1},   {35, 6, 8, 2.5, 0.1}, {57, 6, 17, 5, 0.1},
        {70, 6, 47, 11, 0.1},    {80, 6, 94, 28, 0.1}, {57, 24, 230, 80, 0.5},
        {80, 24, 700, 250, 3.5},
    };
    struct chance chance = {30};
    for (unsigned row = 0; row < sizeof rows / sizeof *rows; row++) {
        double plane_m = 0, plane_s = 0, far_m = 0, far_s = 0;
        for (int i = 0; i < 200; i++) {
            struct geo_mover pair[2];
            random_pair(&chance, rows[row].latitude_deg, rows[row].range_miles * MILE_M, pair);
            struct geo_cpa truth = true_cpa(&pair[0], &pair[1]);
            struct geo_cpa plane = geo_cpa_find(&pair[0], &pair[1]);
            struct geo_cpa far = geo_cpa_find_far(&pair[0], &pair[1]);
            plane_m = fmax(plane_m, fabs(plane.cpa_m - truth.cpa_m));
            plane_s = fmax(plane_s, fabs(plane.tcpa_s - truth.tcpa_s));
            far_m = fmax(far_m, fabs(far.cpa_m - truth.cpa_m));
            far_s = fmax(far_s, fabs((isnan(far.tcpa_s) ? 0 : far.tcpa_s) - truth.tcpa_s));
        }
        printf("# %g deg %g nm: plane %.1f m %.1f s, rhumb %.2f m %.2f s\n", rows[row].latitude_deg,
               rows[row].range_miles, plane_m, plane_s, far_m, far_s);
        CHECK_REAL(plane_m, 0, rows[row].error_max_m);
        CHECK_REAL(plane_s, 0, rows[row].error_max_s);
        CHECK_REAL(far_m, 0, rows[row].far_error_max_m);
        CHECK_REAL(far_s, 0, 1);
    }
}

static void is_the_same_from_every_side(void)
{
    struct chance chance = {31};
    for (int i = 0; i < 5000; i++) {
        struct geo_mover pair[2];
        random_pair(&chance, chance_between(&chance, -60, 60), 6 * MILE_M, pair);
        struct geo_cpa found = geo_cpa_find(&pair[0], &pair[1]);
        struct geo_cpa swapped = geo_cpa_find(&pair[1], &pair[0]);
        CHECK_REAL(swapped.tcpa_s, found.tcpa_s, 1e-4);
        CHECK_REAL(swapped.cpa_m, found.cpa_m, 1e-4);

        struct geo_mover moved[2] = {pair[0], pair[1]};
        double shift_deg = chance_between(&chance, -360, 360);
        moved[0].position.longitude_deg += shift_deg;
        moved[1].position.longitude_deg += shift_deg;
        CHECK_REAL(geo_cpa_find(&moved[0], &moved[1]).cpa_m, found.cpa_m, 1e-4);

        struct geo_mover mirrored[2] = {pair[0], pair[1]};
        for (int k = 0; k < 2; k++) {
            mirrored[k].position.longitude_deg = -pair[k].position.longitude_deg;
            mirrored[k].course_deg = -pair[k].course_deg;
        }
        CHECK_REAL(geo_cpa_find(&mirrored[0], &mirrored[1]).cpa_m, found.cpa_m, 1e-4);
        CHECK_REAL(geo_cpa_find(&mirrored[0], &mirrored[1]).tcpa_s, found.tcpa_s, 1e-4);
    }
}

/* About a place on the equator all may be turned about it. */
static void turning_the_world_changes_nothing(void)
{
    struct chance chance = {32};
    for (int i = 0; i < 5000; i++) {
        struct geo_mover own = mover_at(20, 0, chance_between(&chance, 0, 360), 10);
        struct geo_mover other = mover_at(0, 0, chance_between(&chance, 0, 360), 15);
        double bearing_deg = chance_between(&chance, 0, 360), turn_deg = bearing_deg * 7;
        other.position = geo_point_moved(own.position, geo_offset_along(bearing_deg, 5000));
        struct geo_cpa found = geo_cpa_find(&own, &other);
        own.course_deg += turn_deg, other.course_deg += turn_deg;
        other.position =
            geo_point_moved(own.position, geo_offset_along(bearing_deg + turn_deg, 5000));
        struct geo_cpa turned = geo_cpa_find(&own, &other);
        CHECK_REAL(turned.tcpa_s, found.tcpa_s, 1e-3);
        CHECK_REAL(turned.cpa_m, found.cpa_m, 1e-3);
    }
}

/* As AIS rounds them: 0.0001 minutes, 0.1 knots, 0.1 degrees. */
static void rounding_costs_little(void)
{
    struct chance chance = {33};
    for (int i = 0; i < 2000; i++) {
        struct geo_mover pair[2], rounded[2];
        random_pair(&chance, 40, 6 * MILE_M, pair);
        for (int k = 0; k < 2; k++) {
            rounded[k] = pair[k];
            rounded[k].position.longitude_deg =
                round(pair[k].position.longitude_deg * 600000) / 600000;
            rounded[k].position.latitude_deg =
                round(pair[k].position.latitude_deg * 600000) / 600000;
            rounded[k].course_deg = round(pair[k].course_deg * 10) / 10;
            rounded[k].speed_mps = round(pair[k].speed_mps / KNOT_MPS * 10) / 10 * KNOT_MPS;
        }
        struct geo_cpa exact = geo_cpa_find(&pair[0], &pair[1]);
        struct geo_cpa found = geo_cpa_find(&rounded[0], &rounded[1]);
        /* At most 0.05 knots and 0.05 degrees of 25 knots each, for the time it takes. */
        CHECK_REAL(found.cpa_m, exact.cpa_m, 1 + 2 * exact.tcpa_s * (0.05 + 0.022) * KNOT_MPS);
    }
}

/* Scenario 5. */
static void a_turn_is_found_that_a_straight_line_misses(void)
{
    struct geo_mover turning = mover_at(11, 57, 0, 12), stopped = mover_at(0, 0, (double)NAN, 0);
    turning.turn_deg_per_s = 10.0 / 60;
    stopped.position = geo_point_moved(turning.position, (struct geo_offset){2122.2, 2122.2});
    struct geo_cpa straight = geo_cpa_find(&stopped, &turning);
    CHECK_REAL(straight.tcpa_s, 343.8, 2);
    CHECK_REAL(straight.cpa_m, 2122, 10);
    struct geo_cpa turn = geo_cpa_find_turning(&stopped, &turning, 1200);
    CHECK_REAL(turn.tcpa_s, 540, 2);
    CHECK_REAL(turn.cpa_m, 0, 10);
    CHECK_REAL(turn.range_m, straight.range_m, 1e-9);
    turning.turning_s = 180;
    CHECK(geo_cpa_find_turning(&stopped, &turning, 1200).cpa_m > 500);
    turning.turning_s = (double)INFINITY;
    turning.turn_deg_per_s = -turning.turn_deg_per_s;
    CHECK(geo_cpa_find_turning(&stopped, &turning, 1200).cpa_m > 2000);
}

static void without_a_turn_the_search_finds_what_the_equation_does(void)
{
    struct chance chance = {34};
    for (int i = 0; i < 1000; i++) {
        struct geo_mover pair[2];
        random_pair(&chance, chance_between(&chance, -60, 60), 6 * MILE_M, pair);
        struct geo_cpa exact = geo_cpa_find(&pair[0], &pair[1]);
        struct geo_cpa found = geo_cpa_find_turning(&pair[0], &pair[1], 3600);
        CHECK_REAL(found.cpa_m, exact.cpa_m, 2e-3);
        /* In the last instants before it two ships come hardly closer. */
        CHECK_REAL(isnan(found.tcpa_s) ? 0 : found.tcpa_s, exact.tcpa_s, 2 + exact.cpa_m / 100);
        struct geo_cpa half = geo_cpa_find_turning(&pair[0], &pair[1], exact.tcpa_s / 2);
        CHECK(half.cpa_m >= exact.cpa_m);
        CHECK(!(half.tcpa_s > exact.tcpa_s / 2));
    }
}

/* Scenario 4. */
static void hulls_are_closer_than_antennas(void)
{
    struct geo_ship anchored = {mover_at(11, 57, (double)NAN, 0), {350, 50, 30, 30}, 0};
    struct geo_ship passing = {mover_at(0, 0, 90, 10), {70, 130, 16, 16}, 90};
    passing.mover.position =
        geo_point_moved(anchored.mover.position, (struct geo_offset){-3000, 400});
    struct geo_cpa antennas = geo_cpa_find(&anchored.mover, &passing.mover);
    CHECK_REAL(antennas.cpa_m, 400, 0.5);
    CHECK_REAL(antennas.tcpa_s, 3000 / (10 * KNOT_MPS), 2);
    struct geo_cpa hulls = geo_cpa_find_gap(&anchored, &passing, 1200);
    CHECK_REAL(hulls.cpa_m, 34, 0.5);
    /* From when the passing bow is level with the anchored one. */
    CHECK_REAL(hulls.tcpa_s, (3000 - 30 - 70) / (10 * KNOT_MPS), 2);
    CHECK_REAL(hulls.range_m, hypot(3000 - 30 - 70, 34), 1);
    struct geo_cpa swapped = geo_cpa_find_gap(&passing, &anchored, 1200);
    CHECK_REAL(swapped.cpa_m, hulls.cpa_m, 1e-6);
    CHECK_REAL(swapped.tcpa_s, hulls.tcpa_s, 1e-3);
}

static void hulls_meet_when_they_first_touch(void)
{
    struct geo_ship own = {mover_at(0, 0, 90, 10), {100, 100, 10, 10}, 90};
    struct geo_ship other = {mover_at(0, 0, 270, 10), {50, 150, 10, 10}, 270};
    other.mover.position = geo_point_moved(own.mover.position, (struct geo_offset){5000, 0});
    struct geo_cpa found = geo_cpa_find_gap(&own, &other, 1200);
    CHECK_REAL(found.range_m, 4850, 1e-6);
    CHECK_REAL(found.cpa_m, 0, 0);
    CHECK_REAL(found.tcpa_s, 4850 / (20 * KNOT_MPS), 1e-3);
    other.mover.position = geo_point_moved(own.mover.position, (struct geo_offset){140, 5});
    CHECK_REAL(geo_cpa_find_gap(&own, &other, 1200).tcpa_s, 0, 0);
    own.mover.speed_mps = other.mover.speed_mps = 0;
    CHECK_REAL(geo_cpa_find_gap(&own, &other, 1200).tcpa_s, 0, 0);
}

/* She lies across the stream: the heading stands 90 degrees off the course, and turns with it. */
static void a_hull_turns_with_its_ship(void)
{
    struct geo_ship turning = {mover_at(0, 0, 0, 12), {200, 200, 0, 0}, 90};
    turning.mover.turn_deg_per_s = 10.0 / 60;
    struct geo_ship mark = {mover_at(0, 0, 0, 0), {0, 0, 0, 0}, 0};
    double radius_m = 12 * KNOT_MPS / (10.0 / 60 * 3.14159265358979323846 / 180);
    mark.mover.position =
        geo_point_moved(turning.mover.position, (struct geo_offset){radius_m, radius_m + 250});
    struct geo_cpa found = geo_cpa_find_gap(&turning, &mark, 900);
    CHECK_REAL(found.tcpa_s, 540, 2);
    CHECK_REAL(found.cpa_m, 50, 1);
}

static void what_is_absent_is_no_approach(void)
{
    struct geo_mover own = mover_at(11, 57, 0, 10), other = mover_at(11.1, 57, (double)NAN, 10);
    struct geo_cpa found[] = {geo_cpa_find(&own, &other), geo_cpa_find_far(&own, &other),
                              geo_cpa_find_turning(&own, &other, 600)};
    for (int i = 0; i < 3; i++) {
        CHECK(found[i].range_m > 6000);
        CHECK_REAL(found[i].tcpa_s, (double)NAN, 0);
        CHECK_REAL(found[i].cpa_m, (double)NAN, 0);
    }
    other = mover_at((double)NAN, (double)NAN, 90, 10);
    CHECK_REAL(geo_cpa_find(&own, &other).cpa_m, (double)NAN, 0);
    CHECK_REAL(geo_cpa_find_far(&own, &other).range_m, (double)NAN, 0);
    CHECK_REAL(geo_cpa_find_turning(&own, &other, 600).cpa_m, (double)NAN, 0);
}

int main(void)
{
    RUN(scenarios_come_out);
    RUN(the_date_line_is_no_distance);
    RUN(company_is_no_approach);
    RUN(who_parts_is_closest_now);
    RUN(two_in_one_place_meet_now);
    RUN(is_as_right_as_the_table_says);
    RUN(is_the_same_from_every_side);
    RUN(turning_the_world_changes_nothing);
    RUN(rounding_costs_little);
    RUN(a_turn_is_found_that_a_straight_line_misses);
    RUN(without_a_turn_the_search_finds_what_the_equation_does);
    RUN(hulls_are_closer_than_antennas);
    RUN(hulls_meet_when_they_first_touch);
    RUN(a_hull_turns_with_its_ship);
    RUN(what_is_absent_is_no_approach);
    return check_summary();
}
