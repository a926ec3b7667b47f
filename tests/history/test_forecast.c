/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of history/forecast.h. */
#include "base/trig.h"
#include "check.h"
#include "history/forecast.h"

#include <math.h>

enum { KN_E1 = 200, ABSENT = 65535 };

static struct history_velocity velocity_of(uint16_t speed, uint16_t course, uint16_t heading)
{
    static struct history_columns columns;
    struct history_velocity velocity;
    columns.count = 1;
    columns.speed_kn_e1[0] = speed;
    columns.course_deg_e1[0] = course;
    columns.heading_deg[0] = heading;
    history_forecast_velocities(&columns, &velocity);
    return velocity;
}

static void velocities_are_the_sines_of_the_courses(void)
{
    for (uint16_t course = 0; course < 3600; course++) {
        struct history_velocity velocity = velocity_of(KN_E1, course, 511);
        double scale = KN_E1 * HISTORY_FORECAST_SCALE;
        CHECK_REAL(velocity.east / scale, trig_sin_deg(course / 10.0), 0.5001 / 8192);
        CHECK_REAL(velocity.north / scale, trig_cos_deg(course / 10.0), 0.5001 / 8192);
    }
}

static void without_a_course_the_heading_says_where_to(void)
{
    struct history_velocity by_course = velocity_of(KN_E1, 1230, 511);
    struct history_velocity by_heading = velocity_of(KN_E1, 3600, 123);
    CHECK_INT(by_heading.east, by_course.east);
    CHECK_INT(by_heading.north, by_course.north);
}

static void what_is_not_known_stays_as_it_was(void)
{
    static struct history_columns columns;
    static const uint16_t speeds[] = {KN_E1, 1023, KN_E1, ABSENT, KN_E1, 0, 1023};
    static const uint16_t courses[] = {900, 900, 3600, 900, ABSENT, 3600, 900};
    struct history_velocity velocities[7];

    columns.count = 7;
    for (size_t i = 0; i < columns.count; i++) {
        columns.speed_kn_e1[i] = speeds[i];
        columns.course_deg_e1[i] = courses[i];
        columns.heading_deg[i] = 511;
    }
    history_forecast_velocities(&columns, velocities);
    for (size_t i = 0; i < columns.count; i++) {
        CHECK_INT(velocities[i].east, i < 5 ? KN_E1 * HISTORY_FORECAST_SCALE : 0);
        CHECK_INT(velocities[i].north, 0);
    }
}

/* The ellipsoid's (WGS 84) radii of curvature say how long a minute of arc is. */
static void ways_are_those_of_the_ellipsoid(void)
{
    static const double squared = 0.00669437999014; /* its eccentricity */
    static const double minute_a_radian = 180 * 60 / 3.14159265358979323846;

    for (int degrees = -84; degrees <= 84; degrees += 7)
        for (int in_ms = 0; in_ms <= 1; in_ms++) {
            struct history_forecast forecast = history_forecast_init(degrees * 600000, in_ms == 1);
            struct history_velocity north_east = velocity_of(KN_E1, 450, 511);
            struct history_velocity ends[2] = {north_east, north_east};
            struct history_way way =
                history_forecast_way(&forecast, ends, in_ms == 1 ? 600000 : 600);
            double sine = trig_sin_deg(degrees);
            double root = sqrt(1 - squared * sine * sine);
            double way_m = KN_E1 / 10.0 * 1852 / 6 * trig_sin_deg(45);
            double east_m = 6378137 / root * trig_cos_deg(degrees);
            double north_m = 6378137 * (1 - squared) / (root * root * root);
            double east = way_m / east_m * minute_a_radian * 1e4;
            double north = way_m / north_m * minute_a_radian * 1e4;
            CHECK_REAL((double)way.east, east, east * 1e-3);
            CHECK_REAL((double)way.north, north, north * 1e-3);
        }
}

static void nothing_overflows(void)
{
    static const uint16_t speeds[] = {0, 1022, 8191, 8192, ABSENT};
    static const int32_t latitudes[] = {INT32_MIN, -54600000, -54000000, 53999999, INT32_MAX};
    for (size_t i = 0; i < 5; i++)
        for (size_t j = 0; j < 5; j++)
            for (int in_ms = 0; in_ms <= 1; in_ms++) {
                struct history_velocity fast = velocity_of(speeds[i], 3599, 511);
                struct history_velocity ends[2] = {fast, fast};
                struct history_forecast forecast = history_forecast_init(latitudes[j], in_ms == 1);
                struct history_way way = history_forecast_way(&forecast, ends, UINT32_MAX);
                CHECK(way.east > -(1 << 27) && way.east < 1 << 27);
                CHECK(way.north > -(1 << 27) && way.north < 1 << 27);
            }
}

int main(void)
{
    RUN(velocities_are_the_sines_of_the_courses);
    RUN(without_a_course_the_heading_says_where_to);
    RUN(what_is_not_known_stays_as_it_was);
    RUN(ways_are_those_of_the_ellipsoid);
    RUN(nothing_overflows);
    return check_summary();
}
