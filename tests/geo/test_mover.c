/* SPDX-License-Identifier: Apache-2.0 */
#include "base/units.h"
#include "chance.h"
#include "check.h"
#include "geo/mover.h"
#include "geo/rhumb.h"

#include <math.h>

static struct geo_mover random_mover(struct chance *chance)
{
    struct geo_mover mover = {.position = chance_place(chance, 70)};
    mover.course_deg = chance_between(chance, 0, 360);
    mover.speed_mps = chance_between(chance, 0, 20);
    mover.turn_deg_per_s = chance_between(chance, -0.5, 0.5);
    mover.turning_s = chance_between(chance, 0, 600);
    return mover;
}

/* Scenario 5 of the detectors' page. */
static void a_quarter_turn_ends_a_radius_ahead_and_a_radius_right(void)
{
    struct geo_mover mover = {{11, 57}, 0, 12 * KNOT_MPS, 10.0 / 60, (double)INFINITY};
    struct geo_offset offset = geo_mover_offset(&mover, 540);
    CHECK_REAL(offset.east_m, 2122.2, 0.1);
    CHECK_REAL(offset.north_m, 2122.2, 0.1);
    CHECK_REAL(geo_mover_turned_deg(&mover, 540), 90, 1e-9);
    struct geo_mover later = geo_mover_after(&mover, 540);
    CHECK_REAL(later.course_deg, 90, 1e-9);
    CHECK_REAL(geodesic_distance_m(mover.position, later.position), 2122.2 * sqrt(2), 0.3);
}

/* Straight-line error while turning 10 degrees a minute at 12 knots, section 1.5 there. */
static void a_straight_line_errs_as_measured(void)
{
    struct geo_mover turning = {{11, 57}, 30, 12 * KNOT_MPS, 10.0 / 60, (double)INFINITY};
    struct geo_mover straight = turning;
    straight.turn_deg_per_s = 0;
    static const double minutes_and_errors_m[][2] = {{1, 32}, {3, 289}, {5, 791}};
    for (int i = 0; i < 3; i++) {
        struct geo_offset arc = geo_mover_offset(&turning, minutes_and_errors_m[i][0] * 60);
        struct geo_offset line = geo_mover_offset(&straight, minutes_and_errors_m[i][0] * 60);
        CHECK_REAL(hypot(arc.east_m - line.east_m, arc.north_m - line.north_m),
                   minutes_and_errors_m[i][1], 0.6);
    }
}

static void a_turn_is_many_short_lines(void)
{
    struct chance chance = {10};
    for (int i = 0; i < 100; i++) {
        struct geo_mover mover = random_mover(&chance);
        double after_s = chance_between(&chance, 0, 900), east_m = 0, north_m = 0;
        enum { STEPS = 20000 };
        for (int step = 0; step < STEPS; step++) {
            double turned_deg =
                mover.turn_deg_per_s * fmin(after_s * (step + 0.5) / STEPS, mover.turning_s);
            struct geo_offset way =
                geo_offset_along(mover.course_deg + turned_deg, mover.speed_mps * after_s / STEPS);
            east_m += way.east_m;
            north_m += way.north_m;
        }
        CHECK_REAL(geo_mover_offset(&mover, after_s).east_m, east_m, 0.01);
        CHECK_REAL(geo_mover_offset(&mover, after_s).north_m, north_m, 0.01);
    }
}

static void goes_straight_along_the_rhumb_line(void)
{
    struct geo_mover mover = {{179.9, 60}, 80, 10, 0, (double)INFINITY};
    struct geo_mover later = geo_mover_after(&mover, 7200);
    struct geo_point end = geo_rhumb_direct(mover.position, 80, 72000);
    CHECK_REAL(geo_point_distance_m(later.position, end), 0, 1e-9);
    CHECK(later.position.longitude_deg < -178);
    CHECK_REAL(later.course_deg, 80, 0);
}

static void two_steps_are_one(void)
{
    struct chance chance = {11};
    for (int i = 0; i < 2000; i++) {
        struct geo_mover mover = random_mover(&chance);
        double first_s = chance_between(&chance, 0, 500), next_s = chance_between(&chance, 0, 500);
        struct geo_mover one = geo_mover_after(&mover, first_s + next_s);
        struct geo_mover middle = geo_mover_after(&mover, first_s);
        struct geo_mover two = geo_mover_after(&middle, next_s);
        CHECK_REAL(geo_point_distance_m(one.position, two.position), 0, 20);
        CHECK_REAL(geo_course_difference_deg(one.course_deg, two.course_deg), 0, 1e-9);
        CHECK_REAL(one.turning_s, two.turning_s, 1e-9);
    }
}

static void time_runs_back_as_well(void)
{
    struct chance chance = {12};
    for (int i = 0; i < 2000; i++) {
        struct geo_mover mover = random_mover(&chance);
        double after_s = chance_between(&chance, 0, mover.turning_s);
        struct geo_mover later = geo_mover_after(&mover, after_s);
        struct geo_mover back = geo_mover_after(&later, -after_s);
        CHECK_REAL(geo_point_distance_m(back.position, mover.position), 0, 0.01);
        CHECK_REAL(geo_course_difference_deg(back.course_deg, mover.course_deg), 0, 1e-9);
        CHECK_REAL(back.turning_s, mover.turning_s, 1e-9);
    }
}

static void who_lies_still_needs_no_course(void)
{
    struct geo_mover mover = {{11, 57}, (double)NAN, 0, 0, 0};
    CHECK_REAL(geo_mover_offset(&mover, 100).east_m, 0, 0);
    CHECK_REAL(geo_mover_velocity(&mover).north_mps, 0, 0);
    CHECK_REAL(geo_mover_after(&mover, 100).position.latitude_deg, 57, 0);
    mover.speed_mps = 1;
    CHECK_REAL(geo_mover_offset(&mover, 100).east_m, (double)NAN, 0);
}

int main(void)
{
    RUN(a_quarter_turn_ends_a_radius_ahead_and_a_radius_right);
    RUN(a_straight_line_errs_as_measured);
    RUN(a_turn_is_many_short_lines);
    RUN(goes_straight_along_the_rhumb_line);
    RUN(two_steps_are_one);
    RUN(time_runs_back_as_well);
    RUN(who_lies_still_needs_no_course);
    return check_summary();
}
