/* SPDX-License-Identifier: Apache-2.0 */
/* Columns for tests: ships that sail, numbers that look random and are the same every time, and
 * whether two are the same. */
#ifndef TESTS_HISTORY_COLUMNS_H
#define TESTS_HISTORY_COLUMNS_H

#include "history/columns.h"

#include <string.h>

static inline uint64_t columns_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* From 0 to `count` - 1. */
static inline uint32_t columns_below(uint64_t *state, uint32_t count)
{
    return (uint32_t)((columns_random(state) >> 11) % count);
}

/* One set, of one station. */
static inline void columns_one_set(struct history_columns *columns, uint16_t station)
{
    columns->sets.count = 1;
    columns->sets.ends[0] = 1;
    columns->sets.stations[0] = station;
}

static inline void columns_random_sets(struct history_columns *columns, uint64_t *state)
{
    struct history_sets *sets = &columns->sets;
    uint16_t end = 0;
    sets->count = (uint16_t)(1 + columns_below(state, HISTORY_SET_COUNT_MAX));
    for (uint32_t set = 0; set < sets->count; set++) {
        uint32_t station = columns_below(state, 9000);
        for (uint32_t left = columns_below(state, 9); left > 0; left--) {
            sets->stations[end++] = (uint16_t)station;
            station += 1 + columns_below(state, 7000);
        }
        sets->ends[set] = end;
    }
    for (uint32_t i = 0; i < columns->count; i++)
        columns->heard[i] = (uint8_t)columns_below(state, sets->count);
}

/* A ship of class A that turns and is now and then late, heard by one or two stations. */
static inline void columns_sailing(struct history_columns *columns, uint32_t count, uint64_t seed)
{
    uint64_t state = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
    int64_t time_ms = INT64_C(1700000000000);
    int32_t longitude = 12 * 600000;
    int32_t latitude = 56 * 600000;
    uint16_t course = (uint16_t)columns_below(&state, 3600);

    columns->count = count;
    columns->has_head = false;
    columns->sets = (struct history_sets){.count = 2, .ends = {1, 3}, .stations = {4, 4, 300}};
    for (uint32_t i = 0; i < count; i++) {
        uint32_t interval_s = 8 + columns_below(&state, 5);
        time_ms += 1000 * (int64_t)interval_s;
        course = (uint16_t)((course + 3600 + columns_below(&state, 40) - 19) % 3600);
        longitude += (int32_t)(columns_below(&state, 9) + 40 * interval_s);
        latitude -= (int32_t)(columns_below(&state, 9) + 20 * interval_s);
        columns->time_ms[i] = time_ms;
        columns->longitude_min_e4[i] = longitude;
        columns->latitude_min_e4[i] = latitude;
        columns->speed_kn_e1[i] = (uint16_t)(130 + columns_below(&state, 4));
        columns->course_deg_e1[i] = course;
        columns->heading_deg[i] = (uint16_t)((course / 10 + columns_below(&state, 3)) % 360);
        columns->status[i] = 0;
        columns->turn[i] = (int8_t)(columns_below(&state, 5) == 0 ? -5 : 0);
        columns->heard[i] = columns_below(&state, 4) == 0;
    }
}

/* Every value of any bits, but for times, which do not fall. */
static inline void columns_chaos(struct history_columns *columns, uint32_t count, uint64_t seed)
{
    uint64_t state = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
    int64_t time_ms = (int64_t)(columns_random(&state) >> 2);

    columns->count = count;
    columns->has_head = columns_below(&state, 2) == 0;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t bits = columns_random(&state);
        time_ms += columns_below(&state, HISTORY_CHUNK_SPAN_MAX_MS / HISTORY_CHUNK_COUNT_MAX);
        columns->time_ms[i] = time_ms;
        columns->longitude_min_e4[i] = (int32_t)(uint32_t)bits;
        columns->latitude_min_e4[i] = (int32_t)(uint32_t)(bits >> 32);
        bits = columns_random(&state);
        columns->speed_kn_e1[i] = (uint16_t)bits;
        columns->course_deg_e1[i] = (uint16_t)(bits >> 16);
        columns->heading_deg[i] = (uint16_t)(bits >> 32);
        columns->status[i] = (uint8_t)(bits >> 48);
        columns->turn[i] = (int8_t)(bits >> 56);
    }
    columns_random_sets(columns, &state);
}

static inline bool columns_same_sets(const struct history_sets *a, const struct history_sets *b)
{
    return a->count == b->count && memcmp(a->ends, b->ends, a->count * sizeof *a->ends) == 0 &&
           memcmp(a->stations, b->stations, a->ends[a->count - 1] * sizeof *a->stations) == 0;
}

static inline bool columns_same(const struct history_columns *a, const struct history_columns *b)
{
#define SAME(column) (memcmp(a->column, b->column, a->count * sizeof *a->column) == 0)
    return a->count == b->count && a->has_head == b->has_head &&
           columns_same_sets(&a->sets, &b->sets) && SAME(time_ms) && SAME(longitude_min_e4) &&
           SAME(latitude_min_e4) && SAME(speed_kn_e1) && SAME(course_deg_e1) && SAME(heading_deg) &&
           SAME(status) && SAME(turn) && SAME(heard);
#undef SAME
}

#endif
