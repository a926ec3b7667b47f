/* SPDX-License-Identifier: Apache-2.0 */
#include "chance.h"
#include "check.h"
#include "geo/rhumb.h"

#include <math.h>

/* Values of GeographicLib's RhumbSolve 2.1.2. */
static void agrees_with_another_program_about_what_lies_between(void)
{
    static const struct {
        struct geo_point from, to;
        double course_deg, distance_m;
    } cases[] = {
        {{11, 57}, {11.086304, 57.047009}, 45.03630649454, 7408.013437},
        {{11.086304, 57.047009}, {11, 57}, 360 - 134.96369350546, 7408.013437},
        {{-73.779, 40.64}, {103.989, 1.359}, 103.58301900556, 18523523.968940},
        {{54, 26}, {57.3, 26.5}, 80.46185479399, 334306.074488},
        {{179.95, 0}, {-179.95, 0}, 90, 11131.949079},
        {{12, 55}, {13, 55.0000001}, 89.99999003288, 63994.129218},
        {{175, -33}, {-175, -30}, 70.69957202193, 1006393.541901},
        {{20, 70}, {15, 78}, 360 - 9.57853341915, 905477.349652},
        {{11, 56.3}, {12.5, 56.3}, 90, 92862.888563},
        {{10, 84}, {-100, 85}, 360 - 84.56718606847, 1179609.077772},
        {{56.1, 26.1}, {60.2, 22.5}, 133.77905095090, 576323.323188},
    };
    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct geo_rhumb rhumb = geo_rhumb_inverse(cases[i].from, cases[i].to);
        CHECK_REAL(rhumb.course_deg, cases[i].course_deg, 1e-9);
        CHECK_REAL(rhumb.distance_m, cases[i].distance_m, 1e-5);
    }
}

static void agrees_with_another_program_about_where_a_course_leads(void)
{
    static const struct {
        struct geo_point from;
        double course_deg, distance_m;
        struct geo_point to;
    } cases[] = {
        {{11, 57}, 45, 7408, {11.08624924187, 57.04703873100}},
        {{54, 26}, 100, 800000, {61.82833833749, 24.74597919355}},
        {{179.95, 0}, 90, 11131.949, {-179.95000000071, 0}},
        {{175, -33}, 60, 1000000, {-175.95205206658, -28.49002545967}},
        {{20, 70}, 350, 500000, {17.44248874567, 74.41268903823}},
        {{11, 56.3}, 90, 100000, {12.61528466668, 56.3}},
        {{11, 56.3}, 270.0000001, 100000, {9.38471533328, 56.30000000157}},
        {{12, 57}, 180.5, 300000, {11.95839238927, 54.30554252905}},
        {{-170, 80}, 280, 900000, {140.80063370531, 81.39958034528}},
    };
    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct geo_point to =
            geo_rhumb_direct(cases[i].from, cases[i].course_deg, cases[i].distance_m);
        CHECK_REAL(to.longitude_deg, cases[i].to.longitude_deg, 2e-11);
        CHECK_REAL(to.latitude_deg, cases[i].to.latitude_deg, 2e-11);
        struct geo_point start = geo_rhumb_direct(to, cases[i].course_deg, -cases[i].distance_m);
        CHECK_REAL(geo_point_distance_m(start, cases[i].from), 0, 1e-6);
    }
}

/* A rhumb line is many short geodesics, each of which has the course halfway along it. */
static struct geo_point sailed_in_steps(struct geo_point from, double course_deg, double distance_m)
{
    enum { STEPS = 1000 };
    double step_m = distance_m / STEPS;
    for (int i = 0; i < STEPS; i++) {
        double halfway_deg = 0;
        geodesic_moved(from, course_deg, step_m / 2, &halfway_deg);
        from = geodesic_moved(from, course_deg - geo_course_difference_deg(course_deg, halfway_deg),
                              step_m, NULL);
    }
    return from;
}

static void is_many_short_geodesics(void)
{
    struct chance chance = {4};
    for (int i = 0; i < 60; i++) {
        struct geo_point from = chance_place(&chance, 72);
        double course_deg = chance_between(&chance, 0, 360);
        double distance_m = chance_between(&chance, 0, 800000);
        struct geo_point to = geo_rhumb_direct(from, course_deg, distance_m);
        CHECK_REAL(geodesic_distance_m(sailed_in_steps(from, course_deg, distance_m), to), 0, 0.1);
    }
}

static void a_meridian_is_a_geodesic(void)
{
    struct chance chance = {5};
    for (int i = 0; i < 1000; i++) {
        double longitude_deg = chance_between(&chance, -180, 180);
        struct geo_point from = {longitude_deg, chance_between(&chance, -90, 90)};
        struct geo_point to = {longitude_deg, chance_between(&chance, -90, 90)};
        struct geo_rhumb rhumb = geo_rhumb_inverse(from, to);
        CHECK_REAL(rhumb.distance_m, geodesic_distance_m(from, to), 1e-6);
        CHECK_REAL(rhumb.course_deg, from.latitude_deg < to.latitude_deg ? 0 : 180, 1e-9);
    }
}

/* A hair's breadth off the parallel changes nothing, nor does the change from one way of
 * computing to the other. */
static void a_parallel_is_a_circle(void)
{
    for (double latitude_deg = -85; latitude_deg <= 85; latitude_deg += 17) {
        double exact_m = geo_plane_at(latitude_deg).east_m_per_deg * 9;
        for (double off_deg = 0; off_deg < 1e-6; off_deg = off_deg * 10 + 1e-16) {
            struct geo_rhumb rhumb =
                geo_rhumb_inverse((struct geo_point){175, latitude_deg},
                                  (struct geo_point){-176, latitude_deg + off_deg});
            CHECK_REAL(rhumb.distance_m, exact_m, 1e-6 * exact_m);
            CHECK_REAL(rhumb.course_deg, 90, 1e-4);
        }
    }
}

static void what_leads_there_is_what_lies_between(void)
{
    struct chance chance = {6};
    for (int i = 0; i < 20000; i++) {
        struct geo_point from = chance_place(&chance, 80);
        double course_deg = chance_between(&chance, 0, 360);
        double distance_m = pow(10, chance_between(&chance, -1, 5.7));
        struct geo_point to = geo_rhumb_direct(from, course_deg, distance_m);
        struct geo_rhumb rhumb = geo_rhumb_inverse(from, to), back = geo_rhumb_inverse(to, from);
        CHECK_REAL(rhumb.distance_m, distance_m, 1e-5);
        CHECK_REAL(geo_course_difference_deg(rhumb.course_deg, course_deg) * distance_m, 0, 1e-3);
        CHECK_REAL(back.distance_m, rhumb.distance_m, 1e-6);
        CHECK_REAL(fabs(geo_course_difference_deg(rhumb.course_deg, back.course_deg)), 180, 1e-9);
        CHECK(fabs(to.longitude_deg) <= 180);
    }
}

static void a_mirror_changes_sides_only(void)
{
    struct chance chance = {7};
    for (int i = 0; i < 1000; i++) {
        struct geo_point from = chance_place(&chance, 80);
        double course_deg = chance_between(&chance, 0, 360), distance_m = 300000;
        struct geo_point to = geo_rhumb_direct(from, course_deg, distance_m);
        struct geo_point east = geo_rhumb_direct(
            (struct geo_point){-from.longitude_deg, from.latitude_deg}, -course_deg, distance_m);
        struct geo_point south =
            geo_rhumb_direct((struct geo_point){from.longitude_deg, -from.latitude_deg},
                             180 - course_deg, distance_m);
        CHECK_REAL(geo_wrap_deg(east.longitude_deg + to.longitude_deg), 0, 1e-10);
        CHECK_REAL(east.latitude_deg, to.latitude_deg, 1e-10);
        CHECK_REAL(geo_wrap_deg(south.longitude_deg - to.longitude_deg), 0, 1e-10);
        CHECK_REAL(south.latitude_deg, -to.latitude_deg, 1e-10);
    }
}

static void ends_at_a_pole(void)
{
    struct geo_point to = geo_rhumb_direct((struct geo_point){20, 89}, 10, 1e7);
    CHECK_REAL(to.latitude_deg, 90, 0);
    to = geo_rhumb_direct((struct geo_point){20, -89}, 170, 1e7);
    CHECK_REAL(to.latitude_deg, -90, 0);
    CHECK(geo_point_is_valid(geo_rhumb_direct((struct geo_point){20, 90}, 90, 1000)));
    CHECK(geo_point_is_valid(geo_rhumb_direct((struct geo_point){20, 90}, 135, 1000)));
    CHECK(geo_point_is_valid(geo_rhumb_direct((struct geo_point){20, -90}, 0, 1e6)));
    struct geo_rhumb from_pole =
        geo_rhumb_inverse((struct geo_point){20, 90}, (struct geo_point){50, 80});
    CHECK(isfinite(from_pole.course_deg) && isfinite(from_pole.distance_m));
}

static void one_place_is_no_way(void)
{
    struct geo_point place = {11, 57};
    CHECK_REAL(geo_rhumb_inverse(place, place).distance_m, 0, 0);
    CHECK_REAL(geo_rhumb_inverse(place, place).course_deg, 0, 0);
    struct geo_rhumb around =
        geo_rhumb_inverse((struct geo_point){180, 57}, (struct geo_point){-180, 57});
    CHECK_REAL(around.distance_m, 0, 1e-9);
}

static void what_is_absent_stays_absent(void)
{
    struct geo_point place = {11, 57}, nowhere = {(double)NAN, (double)NAN};
    CHECK_REAL(geo_rhumb_inverse(place, nowhere).distance_m, (double)NAN, 0);
    CHECK_REAL(geo_rhumb_direct(nowhere, 90, 1).latitude_deg, (double)NAN, 0);
    CHECK_REAL(geo_rhumb_direct(place, (double)NAN, 1).latitude_deg, (double)NAN, 0);
    CHECK_REAL(geo_rhumb_isometric_deg((double)NAN), (double)NAN, 0);
}

static void the_map_of_mercator_goes_both_ways(void)
{
    for (double latitude_deg = -89.9; latitude_deg < 90; latitude_deg += 0.1) {
        double isometric_deg = geo_rhumb_isometric_deg(latitude_deg);
        CHECK_REAL(geo_rhumb_latitude_deg(isometric_deg), latitude_deg, 1e-12);
    }
    CHECK(isinf(geo_rhumb_isometric_deg(90)) && geo_rhumb_isometric_deg(-90) < 0);
    CHECK_REAL(geo_rhumb_latitude_deg((double)INFINITY), 90, 1e-12);
    /* EPSG Guidance Note 7-2, Mercator variant B: its equation by hand at 60 degrees. */
    double sine = 0.8660254037844386, eccentricity = 0.0818191908426215;
    double by_hand = log(tan(75 * 3.14159265358979323846 / 180)) -
                     eccentricity / 2 * log((1 + eccentricity * sine) / (1 - eccentricity * sine));
    CHECK_REAL(geo_rhumb_isometric_deg(60), by_hand * 180 / 3.14159265358979323846, 1e-11);
}

int main(void)
{
    RUN(agrees_with_another_program_about_what_lies_between);
    RUN(agrees_with_another_program_about_where_a_course_leads);
    RUN(is_many_short_geodesics);
    RUN(a_meridian_is_a_geodesic);
    RUN(a_parallel_is_a_circle);
    RUN(what_leads_there_is_what_lies_between);
    RUN(a_mirror_changes_sides_only);
    RUN(ends_at_a_pole);
    RUN(one_place_is_no_way);
    RUN(what_is_absent_stays_absent);
    RUN(the_map_of_mercator_goes_both_ways);
    return check_summary();
}
