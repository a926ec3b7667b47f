/* SPDX-License-Identifier: Apache-2.0 */
#include "chance.h"
#include "check.h"
#include "geo/point.h"

#include <math.h>

static void angles_come_to_where_they_belong(void)
{
    static const struct {
        double angle_deg, wrapped_deg, course_deg;
    } cases[] = {
        {0, 0, 0},        {-0.0, 0, 0},
        {10, 10, 10},     {190, -170, 190},
        {-190, 170, 170}, {360, 0, 0},
        {-360, 0, 0},     {725, 5, 5},
        {-725, -5, 355},  {179.5, 179.5, 179.5},
        {-90, -90, 270},  {359.5, -0.5, 359.5},
        {-1e-20, 0, 0},   {36000.25, 0.25, 0.25},
    };
    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK_REAL(geo_wrap_deg(cases[i].angle_deg), cases[i].wrapped_deg, 1e-12);
        CHECK_REAL(geo_course_deg(cases[i].angle_deg), cases[i].course_deg, 1e-12);
    }
    CHECK_REAL(fabs(geo_wrap_deg(180)), 180, 0);
    CHECK_REAL(fabs(geo_wrap_deg(-540)), 180, 0);
    CHECK(!signbit(geo_course_deg(-360)));
    CHECK(geo_course_deg(-1e-20) < 360);
    CHECK_REAL(geo_wrap_deg((double)NAN), (double)NAN, 0);
    CHECK_REAL(geo_course_deg((double)NAN), (double)NAN, 0);
}

static void a_turn_goes_the_short_way(void)
{
    CHECK_REAL(geo_course_difference_deg(350, 10), 20, 1e-12);
    CHECK_REAL(geo_course_difference_deg(10, 350), -20, 1e-12);
    CHECK_REAL(geo_course_difference_deg(90, 90), 0, 0);
    CHECK_REAL(fabs(geo_course_difference_deg(0, 180)), 180, 0);
}

static void a_longitude_unrolls_to_the_nearest(void)
{
    CHECK_REAL(geo_unroll_deg(-179, 178), 181, 0);
    CHECK_REAL(geo_unroll_deg(179, -178), -181, 0);
    CHECK_REAL(geo_unroll_deg(0.1, 0.2), 0.1, 0);
    CHECK_REAL(geo_unroll_deg(370, 730), 730, 0);
    CHECK_REAL(geo_unroll_deg((double)NAN, 0), (double)NAN, 0);
}

static void tells_a_place_from_none(void)
{
    CHECK(geo_point_is_valid((struct geo_point){180, 90}));
    CHECK(geo_point_is_valid((struct geo_point){540, -90}));
    CHECK(!geo_point_is_valid((struct geo_point){181, 91}));
    CHECK(!geo_point_is_valid((struct geo_point){(double)NAN, 0}));
    CHECK(!geo_point_is_valid((struct geo_point){0, (double)NAN}));
    CHECK(!geo_point_is_valid((struct geo_point){(double)INFINITY, 0}));
}

/* A degree by the geodesic, measured over a ten-thousandth. */
static void a_degree_is_as_long_as_the_geodesic_says(void)
{
    for (double latitude_deg = -85; latitude_deg <= 85; latitude_deg += 5) {
        struct geo_plane plane = geo_plane_at(latitude_deg);
        double north_m = geodesic_distance_m((struct geo_point){7, latitude_deg - 5e-5},
                                             (struct geo_point){7, latitude_deg + 5e-5});
        double east_m = geodesic_distance_m((struct geo_point){7, latitude_deg},
                                            (struct geo_point){7 + 1e-4, latitude_deg});
        CHECK_REAL(plane.north_m_per_deg, north_m * 1e4, 1e-3);
        CHECK_REAL(plane.east_m_per_deg, east_m * 1e4, 1e-3);
    }
}

static void distances_are_those_of_the_geodesic(void)
{
    static const struct {
        double latitude_deg, distance_m, error_max_m;
    } rows[] = {
        {0, 22224, 0.05}, {35, 22224, 0.2}, {57, 22224, 0.4}, {70, 22224, 1},
        {80, 22224, 3},   {57, 44448, 3},   {57, 1000, 1e-4},
    };
    struct chance chance = {1};
    for (unsigned row = 0; row < sizeof rows / sizeof *rows; row++) {
        double worst_m = 0;
        for (int i = 0; i < 2000; i++) {
            struct geo_point from = {chance_between(&chance, -180, 180), rows[row].latitude_deg};
            double distance_m = rows[row].distance_m * chance_next(&chance);
            double course_deg = chance_between(&chance, 0, 360);
            struct geo_point to = geodesic_moved(from, course_deg, distance_m, NULL);
            worst_m = fmax(worst_m, fabs(geo_point_distance_m(from, to) - distance_m));
        }
        CHECK_REAL(worst_m, 0, rows[row].error_max_m);
    }
}

/* The plane turns neither way when looked at from the other end, in another place of the same
 * latitude, in the other hemisphere, in a mirror. */
static void the_world_is_the_same_from_every_side(void)
{
    struct chance chance = {2};
    for (int i = 0; i < 10000; i++) {
        struct geo_point a = chance_place(&chance, 80);
        struct geo_point b = chance_around(&chance, a, 1);
        struct geo_offset offset = geo_point_offset_m(a, b), back = geo_point_offset_m(b, a);
        CHECK_REAL(back.east_m, -offset.east_m, 1e-6);
        CHECK_REAL(back.north_m, -offset.north_m, 1e-6);

        double shift_deg = chance_between(&chance, -720, 720);
        struct geo_offset shifted =
            geo_point_offset_m((struct geo_point){a.longitude_deg + shift_deg, a.latitude_deg},
                               (struct geo_point){b.longitude_deg + shift_deg, b.latitude_deg});
        CHECK_REAL(shifted.east_m, offset.east_m, 1e-6);

        struct geo_offset mirrored =
            geo_point_offset_m((struct geo_point){-a.longitude_deg, -a.latitude_deg},
                               (struct geo_point){-b.longitude_deg, -b.latitude_deg});
        CHECK_REAL(mirrored.east_m, -offset.east_m, 1e-6);
        CHECK_REAL(mirrored.north_m, -offset.north_m, 1e-6);
    }
}

static void moving_undoes_measuring(void)
{
    struct chance chance = {3};
    for (int i = 0; i < 10000; i++) {
        struct geo_point from = chance_place(&chance, 80);
        struct geo_offset offset = {.east_m = chance_between(&chance, -2e5, 2e5)};
        offset.north_m = chance_between(&chance, -2e5, 2e5);
        struct geo_point to = geo_point_moved(from, offset);
        struct geo_offset found = geo_point_offset_m(from, to);
        CHECK(fabs(to.longitude_deg) <= 180);
        CHECK_REAL(found.east_m, offset.east_m, 1e-3);
        CHECK_REAL(found.north_m, offset.north_m, 1e-3);
    }
}

static void the_date_line_is_a_line_like_any_other(void)
{
    struct geo_point west = {179.95, 0}, east = {-179.95, 0};
    CHECK_REAL(geo_point_distance_m(west, east), 11131.9, 0.1);
    CHECK_REAL(geo_point_bearing_deg(west, east), 90, 1e-9);
    CHECK_REAL(geo_point_bearing_deg(east, west), 270, 1e-9);
    struct geo_point over = geo_point_moved(west, (struct geo_offset){11131.949, 0});
    CHECK_REAL(over.longitude_deg, -179.95, 1e-7);
    CHECK_REAL(geo_point_distance_m((struct geo_point){180, 10}, (struct geo_point){-180, 10}), 0,
               1e-9);
}

static void nobody_moves_beyond_a_pole(void)
{
    struct geo_point north =
        geo_point_moved((struct geo_point){20, 89.9}, (struct geo_offset){0, 1e6});
    CHECK_REAL(north.latitude_deg, 90, 0);
    CHECK_REAL(north.longitude_deg, 20, 0);
    struct geo_point pole = geo_point_moved((struct geo_point){20, -90}, (struct geo_offset){5, 0});
    CHECK(geo_point_is_valid(pole));
}

static void offsets_are_courses_and_lengths(void)
{
    struct geo_offset offset = geo_offset_along(210, 1000);
    CHECK_REAL(offset.east_m, -500, 1e-9);
    CHECK_REAL(offset.north_m, -866.0254037844386, 1e-9);
    CHECK_REAL(geo_offset_length_m(offset), 1000, 1e-9);
    CHECK_REAL(geo_offset_course_deg(offset), 210, 1e-9);
    CHECK_REAL(geo_offset_course_deg((struct geo_offset){0, 0}), 0, 0);
    CHECK_REAL(geo_offset_course_deg((struct geo_offset){-1, 0}), 270, 1e-12);
}

int main(void)
{
    RUN(angles_come_to_where_they_belong);
    RUN(a_turn_goes_the_short_way);
    RUN(a_longitude_unrolls_to_the_nearest);
    RUN(tells_a_place_from_none);
    RUN(a_degree_is_as_long_as_the_geodesic_says);
    RUN(distances_are_those_of_the_geodesic);
    RUN(the_world_is_the_same_from_every_side);
    RUN(moving_undoes_measuring);
    RUN(the_date_line_is_a_line_like_any_other);
    RUN(nobody_moves_beyond_a_pole);
    RUN(offsets_are_courses_and_lengths);
    return check_summary();
}
