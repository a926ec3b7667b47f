/* SPDX-License-Identifier: Apache-2.0 */
#include "chance.h"
#include "check.h"
#include "geo/path.h"
#include "geo/rhumb.h"

#include <math.h>

/* Through a strait, eastwards then to the south-east. */
static const struct geo_point strait[] = {{55.5, 26.3}, {56.3, 26.5}, {56.6, 26.5}, {57.2, 25.9}};

static void goes_through_its_points(void)
{
    struct geo_path *path = geo_path_new(strait, 4);
    CHECK_INT(geo_path_point_count(path), 4);
    double along_m = 0;
    for (int i = 0; i < 4; i++) {
        struct geo_path_place place = geo_path_at(path, along_m);
        CHECK_REAL(geodesic_distance_m(place.point, strait[i]), 0, 1e-5);
        CHECK_REAL(place.along_m, along_m, 1e-6);
        CHECK_REAL(place.starboard_m, 0, 0);
        if (i == 3)
            break;
        struct geo_rhumb leg = geo_rhumb_inverse(strait[i], strait[i + 1]);
        CHECK_REAL(geo_path_at(path, along_m + 1e-3).course_deg, leg.course_deg, 1e-9);
        CHECK_REAL(geo_path_at(path, along_m + leg.distance_m * 0.999).course_deg, leg.course_deg,
                   1e-9);
        /* At a corner the leg that begins is meant. */
        CHECK_REAL(geo_path_nearest(path, strait[i]).course_deg, leg.course_deg, 1e-9);
        along_m += leg.distance_m;
    }
    CHECK_REAL(geo_path_length_m(path), along_m, 1e-6);
    geo_path_free(path);
}

static void has_a_beginning_and_an_end(void)
{
    struct geo_path *path = geo_path_new(strait, 4);
    struct geo_path_place before = geo_path_at(path, -100), after = geo_path_at(path, 1e9);
    CHECK_REAL(before.along_m, 0, 0);
    CHECK_REAL(before.point.longitude_deg, 55.5, 1e-9);
    CHECK_REAL(after.along_m, geo_path_length_m(path), 0);
    CHECK_REAL(after.point.latitude_deg, 25.9, 1e-9);
    CHECK_REAL(geo_path_at(path, (double)NAN).along_m, (double)NAN, 0);

    /* Astern of the beginning, a little to port. */
    struct geo_path_place nearest = geo_path_nearest(path, (struct geo_point){55.4, 26.3});
    CHECK_REAL(nearest.along_m, 0, 1e-6);
    CHECK_REAL(nearest.starboard_m, -geodesic_distance_m(strait[0], (struct geo_point){55.4, 26.3}),
               0.1);
    nearest = geo_path_nearest(path, (struct geo_point){57.3, 25.75});
    CHECK_REAL(nearest.along_m, geo_path_length_m(path), 1e-6);
    CHECK(nearest.starboard_m > 0);
    geo_path_free(path);
}

static void what_is_no_path_is_none(void)
{
    static const struct geo_point same[] = {{10, 50}, {10, 50}, {370, 50}};
    static const struct geo_point unknown[] = {{10, 50}, {(double)NAN, 50}};
    static const struct geo_point pole[] = {{10, 50}, {10, 90}};
    CHECK(geo_path_new(same, 0) == NULL);
    CHECK(geo_path_new(same, 1) == NULL);
    CHECK(geo_path_new(same, 2) == NULL);
    CHECK(geo_path_new(same, 3) == NULL);
    CHECK(geo_path_new(unknown, 2) == NULL);
    CHECK(geo_path_new(pole, 2) == NULL);
    geo_path_free(NULL);

    struct geo_path *path = geo_path_new(strait, 2);
    struct geo_path_place nearest = geo_path_nearest(path, (struct geo_point){(double)NAN, 26});
    CHECK_REAL(nearest.along_m, (double)NAN, 0);
    CHECK_REAL(nearest.starboard_m, (double)NAN, 0);
    CHECK(geo_path_new_beside(path, (double)NAN) == NULL);
    geo_path_free(path);
}

static void a_repeated_point_is_left_out(void)
{
    static const struct geo_point points[] = {{10, 50}, {10, 50}, {11, 50}, {371, 50}, {12, 51}};
    struct geo_path *path = geo_path_new(points, 5);
    CHECK_INT(geo_path_point_count(path), 3);
    CHECK_REAL(geo_path_at(path, 0).course_deg, 90, 1e-9);
    geo_path_free(path);
}

/* Beside a leg, far from corners: what goes along and across comes back. */
static void along_and_across_come_back(void)
{
    struct chance chance = {70};
    for (int i = 0; i < 2000; i++) {
        struct geo_point points[2] = {chance_place(&chance, 65)};
        if (i % 2)
            points[0].longitude_deg = 179.9;
        double leg_deg = chance_between(&chance, 0, 360);
        points[1] = geo_rhumb_direct(points[0], leg_deg, chance_between(&chance, 10000, 200000));
        struct geo_path *path = geo_path_new(points, 2);
        double along_m = geo_path_length_m(path) * chance_between(&chance, 0.1, 0.9);
        double starboard_m = chance_between(&chance, -900, 900);
        struct geo_path_place place = geo_path_at(path, along_m);
        struct geo_point point =
            geodesic_moved(place.point, place.course_deg + 90, starboard_m, NULL);
        struct geo_path_place nearest = geo_path_nearest(path, point);
        CHECK_REAL(nearest.along_m, along_m, 0.5);
        CHECK_REAL(nearest.starboard_m, starboard_m, 0.1);
        CHECK_REAL(nearest.course_deg, place.course_deg, 1e-9);
        CHECK_REAL(geodesic_distance_m(nearest.point, place.point), 0, 0.5);
        geo_path_free(path);
    }
}

/* A path that winds, no leg longer than 20 km. */
static struct geo_path *random_path(struct chance *chance, struct geo_point start)
{
    struct geo_point points[12] = {start};
    double course_deg = chance_between(chance, 0, 360);
    for (int i = 1; i < 12; i++) {
        points[i] =
            geo_rhumb_direct(points[i - 1], course_deg, chance_between(chance, 2000, 20000));
        course_deg += chance_between(chance, -100, 100);
    }
    return geo_path_new(points, 12);
}

/* Against all places along it, by the geodesic. */
static void the_nearest_place_is_the_nearest_of_all(void)
{
    struct chance chance = {71};
    for (int i = 0; i < 100; i++) {
        struct geo_point start = chance_place(&chance, 65);
        if (i % 2)
            start.longitude_deg = -179.9;
        struct geo_path *path = random_path(&chance, start);
        double length_m = geo_path_length_m(path);
        struct geo_path_place near = geo_path_at(path, length_m * chance_next(&chance));
        double bearing_deg = chance_between(&chance, 0, 360);
        struct geo_point point =
            geo_rhumb_direct(near.point, bearing_deg, chance_between(&chance, 0, 10000));
        double least_m = INFINITY;
        for (double along_m = 0; along_m <= length_m + 10; along_m += 10)
            least_m = fmin(least_m, geodesic_distance_m(geo_path_at(path, along_m).point, point));
        struct geo_path_place nearest = geo_path_nearest(path, point);
        /* The very nearest place may lie up to 5 m from those tried. */
        CHECK(fabs(nearest.starboard_m) <= least_m + 0.1);
        CHECK(fabs(nearest.starboard_m) >= least_m - 5);
        CHECK_REAL(geodesic_distance_m(nearest.point, point), fabs(nearest.starboard_m), 0.1);
        CHECK_REAL(geodesic_distance_m(geo_path_at(path, nearest.along_m).point, nearest.point), 0,
                   1e-3);
        geo_path_free(path);
    }
}

static void off_a_sharp_corner_the_side_is_the_outer_one(void)
{
    /* East, then back west-north-west: a turn to port of 160 degrees. What is ahead of the corner
     * lies to starboard of the turn, wherever it is. */
    struct geo_point corner = {10, 0};
    struct geo_point points[] = {geo_rhumb_direct(corner, 270, 20000), corner,
                                 geo_rhumb_direct(corner, 290, 20000)};
    struct geo_path *path = geo_path_new(points, 3);
    for (double bearing_deg = 21; bearing_deg < 179; bearing_deg += 1) {
        struct geo_point point = geo_rhumb_direct(corner, bearing_deg, 1000);
        CHECK_REAL(geo_path_nearest(path, point).starboard_m, 1000, 1);
    }
    /* Within it, to port. */
    struct geo_point within = geo_rhumb_direct(corner, 280, 5000);
    CHECK_REAL(geo_path_nearest(path, within).starboard_m, -868, 1);
    geo_path_free(path);
}

static void a_mirror_changes_sides_only(void)
{
    struct chance chance = {72};
    for (int i = 0; i < 300; i++) {
        struct geo_point points[4], mirrored[4], reversed[4];
        for (int k = 0; k < 4; k++) {
            points[k] = chance_around(&chance, (struct geo_point){10, 50.5}, 1);
            mirrored[k] = (struct geo_point){180 - points[k].longitude_deg, points[k].latitude_deg};
            reversed[3 - k] = points[k];
        }
        struct geo_point point = chance_around(&chance, (struct geo_point){10, 50.5}, 1);
        struct geo_path *path = geo_path_new(points, 4), *other = geo_path_new(mirrored, 4);
        struct geo_path *back = geo_path_new(reversed, 4);
        struct geo_path_place place = geo_path_nearest(path, point);
        struct geo_path_place seen = geo_path_nearest(
            other, (struct geo_point){180 - point.longitude_deg, point.latitude_deg});
        struct geo_path_place returned = geo_path_nearest(back, point);
        CHECK_REAL(seen.along_m, place.along_m, 1e-3);
        CHECK_REAL(seen.starboard_m, -place.starboard_m, 1e-6);
        CHECK_REAL(returned.along_m, geo_path_length_m(path) - place.along_m, 1e-3);
        CHECK_REAL(returned.starboard_m, -place.starboard_m, 1e-6);
        geo_path_free(path);
        geo_path_free(other);
        geo_path_free(back);
    }
}

/* Ships keep to starboard of a lane's middle, without a jump at its corners. */
static void a_path_beside_keeps_its_distance(void)
{
    struct geo_path *path = geo_path_new(strait, 4);
    static const double distances_m[] = {500, -500, 2000, -2000};
    for (int i = 0; i < 4; i++) {
        struct geo_path *beside = geo_path_new_beside(path, distances_m[i]);
        CHECK_INT(geo_path_point_count(beside), 4);
        for (double along_m = 0; along_m < geo_path_length_m(beside); along_m += 100) {
            struct geo_path_place place = geo_path_at(beside, along_m);
            struct geo_path_place middle = geo_path_nearest(path, place.point);
            /* At the outside of a corner it goes straight on, to the cosine of half the turn. */
            CHECK(fabs(middle.starboard_m) >= fabs(distances_m[i]) * 0.999);
            CHECK(fabs(middle.starboard_m) <= fabs(distances_m[i]) * 1.1);
            CHECK((middle.starboard_m > 0) == (distances_m[i] > 0));
            CHECK_REAL(geodesic_distance_m(geo_path_at(beside, along_m + 1).point, place.point), 1,
                       0.1);
        }
        geo_path_free(beside);
    }
    geo_path_free(path);
}

/* Where it turns back, a path beside it goes no farther away than twice the distance. */
static void a_path_beside_does_not_run_away(void)
{
    static const struct geo_point points[] = {{10, 50}, {10.5, 50}, {10, 50.001}, {10.5, 50.2}};
    struct geo_path *path = geo_path_new(points, 4);
    struct geo_path *beside = geo_path_new_beside(path, 300);
    for (double along_m = 0; along_m < geo_path_length_m(beside); along_m += 50) {
        struct geo_point point = geo_path_at(beside, along_m).point;
        CHECK(fabs(geo_path_nearest(path, point).starboard_m) <= 601);
    }
    geo_path_free(beside);
    geo_path_free(path);
}

int main(void)
{
    RUN(goes_through_its_points);
    RUN(has_a_beginning_and_an_end);
    RUN(what_is_no_path_is_none);
    RUN(a_repeated_point_is_left_out);
    RUN(along_and_across_come_back);
    RUN(the_nearest_place_is_the_nearest_of_all);
    RUN(off_a_sharp_corner_the_side_is_the_outer_one);
    RUN(a_mirror_changes_sides_only);
    RUN(a_path_beside_keeps_its_distance);
    RUN(a_path_beside_does_not_run_away);
    return check_summary();
}
