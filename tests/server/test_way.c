/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "geo/point.h"
#include "history/gather.h"
#include "server/way.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT = 500, STEP_MS = 10000 };

/* A ship that turns slowly, near the antimeridian when `west` is. */
static struct history_columns *make(int32_t west)
{
    struct history_columns *columns = calloc(1, sizeof *columns);
    double course_deg = 60, longitude = west, latitude = 15900000;

    for (uint32_t i = 0; i < COUNT; i++) {
        struct history_values values = {
            .speed_kn_e1 = 120, .course_deg_e1 = 600, .heading_deg = 60};
        course_deg += i % 100 < 20 ? 3 : 0;
        longitude += 300 * sin(course_deg * 0.0174532925);
        latitude += 300 * cos(course_deg * 0.0174532925);
        values.longitude_min_e4 =
            (int32_t)(longitude > 108000000 ? longitude - 216000000 : longitude);
        values.latitude_min_e4 = (int32_t)latitude;
        history_gather_put(columns, i, (int64_t)i * STEP_MS, &values);
    }
    columns->count = COUNT;
    return columns;
}

static struct server_way *gather(const struct history_columns *columns)
{
    struct server_way *way = server_way_new();
    CHECK(way != NULL);
    server_way_clear(way, HISTORY_CLASS_A);
    for (uint32_t i = 0; i < columns->count; i++)
        CHECK(server_way_add(way, columns, i));
    return way;
}

static struct geo_point at(const struct server_way_position *position)
{
    return (struct geo_point){(double)position->longitude_min_e4 / HISTORY_DEGREE,
                              (double)position->latitude_min_e4 / HISTORY_DEGREE};
}

/* How far the simpler way is from where the ship was, at most, in metres. */
static double most_away_m(const struct server_way *way, const struct history_columns *columns)
{
    double most_m = 0;
    size_t leg = 1;
    for (uint32_t i = 0; i < columns->count; i++) {
        while (leg + 1 < way->count && way->positions[leg].time_ms < columns->time_ms[i])
            leg++;
        const struct server_way_position *from = &way->positions[leg - 1], *to = from + 1;
        double part =
            (double)(columns->time_ms[i] - from->time_ms) / (double)(to->time_ms - from->time_ms);
        struct geo_point begin = at(from), end = at(to);
        struct geo_point there = {
            begin.longitude_deg + part * geo_wrap_deg(end.longitude_deg - begin.longitude_deg),
            begin.latitude_deg + part * (end.latitude_deg - begin.latitude_deg)};
        struct geo_point was = {(double)columns->longitude_min_e4[i] / HISTORY_DEGREE,
                                (double)columns->latitude_min_e4[i] / HISTORY_DEGREE};
        most_m = fmax(most_m, geo_point_distance_m(there, was));
    }
    return most_m;
}

static void a_simpler_way_is_never_farther_away_than_asked_for(void)
{
    static const int32_t wests[] = {33600000, 107990000};
    static const double limits_m[] = {1, 10, 100, 1000};
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < 4; j++) {
            struct history_columns *columns = make(wests[i]);
            struct server_way *way = gather(columns);
            server_way_simplify(way, limits_m[j]);
            CHECK(way->count < COUNT);
            CHECK(j < 2 || way->count < COUNT / 10);
            CHECK(most_away_m(way, columns) <= limits_m[j] + 0.1); /* millionths of degrees */
            CHECK_INT(way->positions[0].time_ms, 0);
            CHECK_INT(way->positions[way->count - 1].time_ms, (COUNT - 1) * STEP_MS);
            server_way_free(way);
            free(columns);
        }
}

static void gaps_stay_gaps(void)
{
    struct history_columns *columns = make(33600000);
    for (uint32_t i = 200; i < COUNT; i++)
        columns->time_ms[i] += SERVER_WAY_GAP_MS;
    struct server_way *way = gather(columns);
    CHECK(way->positions[200].has_gap);
    server_way_simplify(way, 1000);
    size_t gaps = 0;
    for (size_t i = 0; i < way->count; i++) {
        if (!way->positions[i].has_gap)
            continue;
        gaps++;
        CHECK_INT(way->positions[i].time_ms, columns->time_ms[200]);
        CHECK_INT(way->positions[i - 1].time_ms, columns->time_ms[199]);
    }
    CHECK_INT(gaps, 1);
    server_way_free(way);
    free(columns);
}

static void what_has_no_place_is_left_out(void)
{
    struct history_columns *columns = make(33600000);
    columns->longitude_min_e4[7] = HISTORY_NO_LONGITUDE;
    struct server_way *way = gather(columns);
    CHECK_INT(way->count, COUNT - 1);
    server_way_free(way);
    free(columns);
}

static void a_box_keeps_what_is_in_it_and_what_is_next_to_that(void)
{
    struct history_columns *columns = make(107990000);
    struct geo_box box = {179.99, -90, -179.99, 90};
    struct server_way *way = gather(columns);
    bool wanted[COUNT + 2] = {false};
    size_t count = 0;
    for (size_t i = 0; i < COUNT; i++)
        if (geo_box_contains(&box, at(&way->positions[i]).longitude_deg, 26))
            wanted[i] = wanted[i + 1] = wanted[i + 2] = true;
    for (size_t i = 1; i <= COUNT; i++)
        count += wanted[i];
    CHECK(count > 10 && count < COUNT - 10);
    server_way_clip(way, &box);
    CHECK_INT(way->count, count);
    CHECK(!way->positions[0].has_gap);
    server_way_free(way);
    free(columns);
}

static void a_way_meets_a_box_that_it_only_crosses(void)
{
    struct history_columns *columns = calloc(1, sizeof *columns);
    static const struct {
        int32_t from[2], to[2];
        struct geo_box box;
        bool is_met;
    } rows[] = {
        {{0, 0}, {600000, 600000}, {0.4, 0.3, 0.6, 0.45}, true},
        {{0, 0}, {600000, 600000}, {0.5, 0.1, 0.6, 0.45}, false},
        {{107400000, 0}, {-107400000, 600000}, {179.9, 0.4, -179.9, 0.6}, true},
        {{107400000, 0}, {-107400000, 600000}, {-180, 0.4, -179.9, 0.6}, true},
        {{107400000, 0}, {-107400000, 600000}, {-10, 0.4, 10, 0.6}, false},
        {{600000, 600000}, {0, 600000}, {0.4, 1, 0.6, 1}, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct history_values values = {rows[i].from[0], rows[i].from[1], 0, 0, 0, 0, 0};
        history_gather_put(columns, 0, 0, &values);
        values.longitude_min_e4 = rows[i].to[0];
        values.latitude_min_e4 = rows[i].to[1];
        history_gather_put(columns, 1, 1000, &values);
        columns->count = 2;
        struct server_way *way = gather(columns);
        CHECK(server_way_meets(way, &rows[i].box) == rows[i].is_met);
        way->positions[1].has_gap = true;
        CHECK(!server_way_meets(way, &rows[i].box));
        server_way_free(way);
    }
    free(columns);
}

int main(void)
{
    RUN(a_simpler_way_is_never_farther_away_than_asked_for);
    RUN(gaps_stay_gaps);
    RUN(what_has_no_place_is_left_out);
    RUN(a_box_keeps_what_is_in_it_and_what_is_next_to_that);
    RUN(a_way_meets_a_box_that_it_only_crosses);
    return check_summary();
}
