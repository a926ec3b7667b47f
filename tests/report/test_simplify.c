/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "geo/point.h"
#include "report/simplify.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum { VERTEX_MAX = 4000 };

struct line {
    size_t count;
    struct report_vertex vertices[VERTEX_MAX];
};

static double chance(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*state >> 33) / 0x1p31;
}

static struct geo_point place_of(const struct report_vertex *vertex)
{
    return (struct geo_point){vertex->longitude_deg_e6 / 1e6, vertex->latitude_deg_e6 / 1e6};
}

static struct report_vertex vertex_of(int64_t time_ms, struct geo_point place)
{
    return (struct report_vertex){time_ms, (int32_t)lround(place.longitude_deg * 1e6),
                                  (int32_t)lround(place.latitude_deg * 1e6)};
}

static void simplify(const struct line *whole, double bound_m, struct line *less)
{
    struct report_simplify simplify;
    struct report_vertex kept[2];

    report_simplify_init(&simplify, bound_m);
    less->count = 0;
    for (size_t i = 0; i < whole->count; i++) {
        size_t count = report_simplify_push(&simplify, &whole->vertices[i], kept);
        for (size_t j = 0; j < count; j++)
            less->vertices[less->count++] = kept[j];
    }
    if (report_simplify_end(&simplify, kept) == 1)
        less->vertices[less->count++] = kept[0];
}

/* Where a line is at a time, between vertex i and the next. */
static struct geo_point at(const struct line *line, size_t i, int64_t time_ms)
{
    const struct report_vertex *from = &line->vertices[i], *to = from + 1;
    double part = to->time_ms > from->time_ms
                      ? (double)(time_ms - from->time_ms) / (double)(to->time_ms - from->time_ms)
                      : 0;
    double longitude = geo_unroll_deg(to->longitude_deg_e6 / 1e6, from->longitude_deg_e6 / 1e6);
    return (struct geo_point){
        from->longitude_deg_e6 / 1e6 + part * (longitude - from->longitude_deg_e6 / 1e6),
        (from->latitude_deg_e6 + part * (to->latitude_deg_e6 - from->latitude_deg_e6)) / 1e6};
}

static bool is_same(const struct report_vertex *one, const struct report_vertex *other)
{
    return one->time_ms == other->time_ms && one->longitude_deg_e6 == other->longitude_deg_e6 &&
           one->latitude_deg_e6 == other->latitude_deg_e6;
}

/* The greatest synchronised distance of any vertex; NAN when what was kept is no part of it in its
 * order, with its first and its last. */
static double farthest_m(const struct line *whole, const struct line *less)
{
    double farthest = 0;
    size_t leg = 0;

    if (less->count == 0 || !is_same(&whole->vertices[0], &less->vertices[0]) ||
        !is_same(&whole->vertices[whole->count - 1], &less->vertices[less->count - 1]))
        return (double)NAN;
    for (size_t i = 1; i < whole->count; i++) {
        const struct report_vertex *vertex = &whole->vertices[i];
        if (leg + 1 < less->count && is_same(vertex, &less->vertices[leg + 1])) {
            leg++;
            continue;
        }
        if (leg + 1 == less->count && is_same(vertex, &less->vertices[leg]))
            continue; /* the last one, again */
        if (leg + 1 == less->count)
            return (double)NAN;
        struct geo_point there = at(less, leg, vertex->time_ms);
        farthest = fmax(farthest, geo_point_distance_m(there, place_of(vertex)));
    }
    return farthest;
}

/* A ship under way with turns, stops, jumps, and reports at the same moment. */
static void make(uint64_t *state, struct line *line)
{
    struct geo_point place = {-180 + 360 * chance(state), -80 + 160 * chance(state)};
    double course_deg = 360 * chance(state), speed_mps = 20 * chance(state);
    double noise_m = chance(state) < 0.5 ? 0 : 30 * chance(state);
    int64_t time_ms = INT64_C(1542625200000);

    line->count = 2 + (size_t)(chance(state) * (VERTEX_MAX - 2));
    for (size_t i = 0; i < line->count; i++) {
        struct geo_offset noise = geo_offset_along(360 * chance(state), noise_m * chance(state));
        line->vertices[i] = vertex_of(time_ms, geo_point_moved(place, noise));
        double after_s = chance(state) < 0.02 ? 0 : 2 + 20 * chance(state);
        after_s = chance(state) < 0.01 ? 3600 : after_s;
        time_ms += (int64_t)(after_s * 1000);
        if (chance(state) < 0.05)
            course_deg += -60 + 120 * chance(state);
        if (chance(state) < 0.01)
            speed_mps = chance(state) < 0.3 ? 0 : 20 * chance(state);
        double length_m = chance(state) < 0.002 ? 50000 : speed_mps * after_s;
        place = geo_point_moved(place, geo_offset_along(course_deg, length_m));
        if (fabs(place.latitude_deg) > 85)
            course_deg += 180;
    }
}

static void no_vertex_is_farther_from_the_line_than_the_bound(void)
{
    static const double bounds_m[] = {0.5, 5, 20, 200};
    static struct line whole, less;
    uint64_t state = 9;

    for (int round = 0; round < 200; round++) {
        double bound_m = bounds_m[round % 4];
        make(&state, &whole);
        simplify(&whole, bound_m, &less);
        double farthest = farthest_m(&whole, &less);
        if (!(farthest <= bound_m))
            CHECK_REAL(farthest, 0, bound_m);
    }
}

static void a_straight_way_at_steady_speed_becomes_its_ends(void)
{
    static struct line whole, less;
    struct geo_point place = {12.6, 56};

    whole.count = 1000;
    for (size_t i = 0; i < whole.count; i++) {
        whole.vertices[i] = vertex_of((int64_t)i * 10000, place);
        place.longitude_deg += 0.0005;
    }
    simplify(&whole, 20, &less);
    CHECK_INT(less.count, 2);
    CHECK_REAL(farthest_m(&whole, &less), 0, 1);
}

/* On the same line a ship that waits is elsewhere at a time than one that does not. */
static void a_stop_on_a_straight_way_is_kept(void)
{
    static struct line whole, less;
    struct geo_point place = {12.6, 56};

    whole.count = 300;
    for (size_t i = 0; i < whole.count; i++) {
        whole.vertices[i] = vertex_of((int64_t)i * 10000, place);
        place.longitude_deg += i / 100 == 1 ? 0 : 0.001;
    }
    simplify(&whole, 20, &less);
    CHECK_INT(less.count, 4);
    CHECK(farthest_m(&whole, &less) <= 20);
}

static void what_is_left_out_is_most_of_it(void)
{
    static struct line whole, less;
    struct geo_point place = {12.6, 56};
    uint64_t state = 3;

    whole.count = 3000;
    for (size_t i = 0; i < whole.count; i++) {
        struct geo_offset noise = geo_offset_along(360 * chance(&state), 8 * chance(&state));
        whole.vertices[i] = vertex_of((int64_t)i * 10000, geo_point_moved(place, noise));
        place = geo_point_moved(place, geo_offset_along((double)(i / 300) * 15, 60));
    }
    simplify(&whole, 20, &less);
    CHECK(farthest_m(&whole, &less) <= 20);
    CHECK(less.count < 40);
}

static void two_places_at_one_moment_are_both_kept(void)
{
    static struct line whole, less;

    whole.count = 4;
    whole.vertices[0] = (struct report_vertex){0, 12600000, 56000000};
    whole.vertices[1] = (struct report_vertex){0, 12700000, 56000000};
    whole.vertices[2] = (struct report_vertex){10000, 12700000, 56000000};
    whole.vertices[3] = (struct report_vertex){10000, 12600000, 56000000};
    simplify(&whole, 20, &less);
    CHECK_INT(less.count, 4);
    whole.count = 1;
    simplify(&whole, 20, &less);
    CHECK_INT(less.count, 1);
}

int main(void)
{
    RUN(no_vertex_is_farther_from_the_line_than_the_bound);
    RUN(a_straight_way_at_steady_speed_becomes_its_ends);
    RUN(a_stop_on_a_straight_way_is_kept);
    RUN(what_is_left_out_is_most_of_it);
    RUN(two_places_at_one_moment_are_both_kept);
    return check_summary();
}
