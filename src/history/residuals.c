/* SPDX-License-Identifier: Apache-2.0 */
#include "history/residuals.h"

#include "history/forecast.h"

#include <assert.h>

enum {
    MS_PER_S = 1000,
    COURSE_COUNT = 3601, /* 0 to 359.9 degrees, and "not available" */
    HEADING_COUNT = 361, /* likewise, with HEADING_NONE as the last */
    HEADING_NONE = 511,
    CODE_COUNT = 1 << 16,
    HALF_GLOBE = 180 * 600000,
    GLOBE = 2 * HALF_GLOBE + 1, /* 180 degrees is another code than -180 */
};

static unsigned unit_ms(const struct history_terms *terms)
{
    return terms->in_ms ? 1 : MS_PER_S;
}

/* The place of the first interval that is not the gap behind a head. */
static uint32_t first_interval(const struct history_columns *columns)
{
    return columns->has_head ? 1 : 0;
}

static uint32_t interval_at(const struct history_columns *columns, unsigned ms, uint32_t i)
{
    return (uint32_t)(((uint64_t)columns->time_ms[i + 1] - (uint64_t)columns->time_ms[i]) / ms);
}

/* The middle one of the intervals, found bit by bit. */
static uint32_t usual_interval(const struct history_columns *columns, unsigned ms)
{
    uint32_t intervals[HISTORY_CHUNK_COUNT_MAX];
    uint32_t count = 0;
    uint32_t most = 0;
    for (uint32_t i = first_interval(columns); i + 1 < columns->count; i++) {
        intervals[count] = interval_at(columns, ms, i);
        most |= intervals[count++];
    }

    uint32_t middle = 0;
    for (uint32_t bit = UINT32_C(1) << 31; bit > 0; bit >>= 1) {
        uint32_t below = 0;
        if (bit > most)
            continue;
        for (uint32_t i = 0; i < count; i++)
            below += intervals[i] < (middle | bit);
        if (below <= count / 2)
            middle |= bit;
    }
    return middle;
}

struct history_terms history_residuals_terms(const struct history_columns *columns)
{
    struct history_terms terms = {0};
    uint32_t count = columns->count;

    for (uint32_t i = 0; i < count; i++) {
        uint16_t heading_deg = columns->heading_deg[i];
        int32_t longitude_min_e4 = columns->longitude_min_e4[i];
        terms.in_ms |= columns->time_ms[i] % MS_PER_S != 0;
        terms.has_any_course |= columns->course_deg_e1[i] >= COURSE_COUNT;
        terms.has_any_heading |= heading_deg >= HEADING_COUNT - 1 && heading_deg != HEADING_NONE;
        terms.has_any_longitude |= longitude_min_e4 > HALF_GLOBE || longitude_min_e4 < -HALF_GLOBE;
    }
    if (columns->has_head && count > 1)
        terms.gap =
            ((uint64_t)columns->time_ms[1] - (uint64_t)columns->time_ms[0]) / unit_ms(&terms);
    terms.usual_interval = usual_interval(columns, unit_ms(&terms));
    return terms;
}

/* The way around from one code to another, the shorter one. */
static uint32_t around(int32_t from, int32_t to, int32_t count)
{
    int32_t difference = to - from;
    if (difference > count / 2)
        difference -= count;
    else if (difference < -(count / 2))
        difference += count;
    return history_zigzag(difference);
}

static int32_t heading_code(uint16_t heading_deg)
{
    return heading_deg == HEADING_NONE ? HEADING_COUNT - 1 : heading_deg;
}

static void take_simple(const struct history_columns *columns, const struct history_terms *terms,
                        struct history_residuals *residuals)
{
    int32_t course_count = terms->has_any_course ? CODE_COUNT : COURSE_COUNT;
    uint32_t ms = unit_ms(terms);

    for (uint32_t i = 0; i + 1 < columns->count; i++) {
        residuals->values[HISTORY_TIME][i] =
            history_zigzag((int32_t)(interval_at(columns, ms, i) - terms->usual_interval));
        residuals->values[HISTORY_SPEED][i] =
            around(columns->speed_kn_e1[i], columns->speed_kn_e1[i + 1], CODE_COUNT);
        residuals->values[HISTORY_COURSE][i] =
            around(columns->course_deg_e1[i], columns->course_deg_e1[i + 1], course_count);
        residuals->values[HISTORY_TURN][i] =
            around(columns->turn[i], columns->turn[i + 1], UINT8_MAX + 1);
        residuals->values[HISTORY_STATUS][i] =
            around(columns->status[i], columns->status[i + 1], UINT8_MAX + 1);
    }
    if (columns->has_head && columns->count > 1)
        residuals->values[HISTORY_TIME][0] = 0;
    for (uint32_t i = 0; i + 1 < columns->count; i++) {
        uint16_t from = columns->heading_deg[i];
        uint16_t to = columns->heading_deg[i + 1];
        residuals->values[HISTORY_HEADING][i] =
            terms->has_any_heading ? around(from, to, CODE_COUNT)
                                   : around(heading_code(from), heading_code(to), HEADING_COUNT);
    }
}

/* The sets in the order in which they were last heard by, beginning with the first position's. */
static void begin_order(uint8_t order[static HISTORY_SET_COUNT_MAX], uint8_t first)
{
    order[0] = first;
    for (uint8_t set = 0, at = 1; at < HISTORY_SET_COUNT_MAX; set++)
        if (set != first)
            order[at++] = set;
}

static void move_to_front(uint8_t *order, size_t rank)
{
    uint8_t set = order[rank];
    memmove(order + 1, order, rank);
    order[0] = set;
}

static void take_heard(const struct history_columns *columns, uint32_t *ranks)
{
    uint8_t order[HISTORY_SET_COUNT_MAX];
    begin_order(order, columns->heard[0]);
    for (uint32_t i = 1; i < columns->count; i++) {
        uint32_t rank = 0;
        while (order[rank] != columns->heard[i])
            rank++;
        if (rank > 0)
            move_to_front(order, rank);
        ranks[i - 1] = rank;
    }
}

static bool give_heard(const uint32_t *ranks, struct history_columns *columns)
{
    uint8_t order[HISTORY_SET_COUNT_MAX];
    begin_order(order, columns->heard[0]);
    for (uint32_t i = 1; i < columns->count; i++) {
        uint32_t rank = ranks[i - 1];
        if (rank > 0) {
            if (rank >= columns->sets.count)
                return false;
            move_to_front(order, rank);
        }
        columns->heard[i] = order[0];
    }
    return true;
}

/* A longitude that a ship moved to: on the globe, unless the chunk has others. */
static int32_t wrap_longitude(int64_t longitude_min_e4, bool has_any)
{
    if (!has_any) {
        if (longitude_min_e4 > HALF_GLOBE)
            longitude_min_e4 -= GLOBE;
        else if (longitude_min_e4 < -HALF_GLOBE)
            longitude_min_e4 += GLOBE;
    }
    return (int32_t)(uint32_t)(uint64_t)longitude_min_e4;
}

static struct history_velocity velocity_at(const struct history_columns *columns, uint32_t i,
                                           struct history_velocity before)
{
    return history_forecast_velocity(before, columns->speed_kn_e1[i], columns->course_deg_e1[i],
                                     columns->heading_deg[i]);
}

static void take_places(const struct history_columns *columns, const struct history_terms *terms,
                        const uint32_t *intervals, struct history_residuals *residuals)
{
    uint32_t *longitudes = residuals->values[HISTORY_LONGITUDE];
    uint32_t *latitudes = residuals->values[HISTORY_LATITUDE];
    struct history_forecast forecast =
        history_forecast_init(columns->latitude_min_e4[0], terms->in_ms);
    struct history_velocity before = velocity_at(columns, 0, (struct history_velocity){0, 0});

    for (uint32_t i = 0; i + 1 < columns->count; i++) {
        struct history_velocity after = velocity_at(columns, i + 1, before);
        int64_t east = history_forecast_moved(forecast.east, before.east, after.east, intervals[i],
                                              terms->in_ms);
        int64_t north = history_forecast_moved(forecast.north, before.north, after.north,
                                               intervals[i], terms->in_ms);
        int32_t longitude =
            wrap_longitude(columns->longitude_min_e4[i] + east, terms->has_any_longitude);
        int64_t off = (int64_t)columns->longitude_min_e4[i + 1] - longitude;
        longitudes[i] = history_zigzag(wrap_longitude(off, terms->has_any_longitude));
        latitudes[i] =
            history_zigzag((int32_t)(uint32_t)(uint64_t)(columns->latitude_min_e4[i + 1] -
                                                         (columns->latitude_min_e4[i] + north)));
        before = after;
    }
}

void history_residuals_take(const struct history_columns *columns,
                            const struct history_terms *terms, struct history_residuals *residuals)
{
    uint32_t intervals[HISTORY_CHUNK_COUNT_MAX];

    for (uint32_t i = 0; i + 1 < columns->count; i++)
        intervals[i] = interval_at(columns, unit_ms(terms), i);
    if (columns->has_head)
        intervals[0] = terms->gap < UINT32_MAX ? (uint32_t)terms->gap : UINT32_MAX;
    take_simple(columns, terms, residuals);
    take_places(columns, terms, intervals, residuals);
    take_heard(columns, residuals->values[HISTORY_HEARD]);
}

/* Turns the residuals of the time into intervals. */
static bool give_times(uint32_t *intervals, const struct history_terms *terms,
                       struct history_columns *columns)
{
    uint32_t ms = unit_ms(terms);
    uint64_t start = (uint64_t)columns->time_ms[0];
    uint64_t room = ((uint64_t)INT64_MAX - start) / ms;
    uint64_t sum = 0;
    uint64_t wrong = 0;
    uint32_t i = 0;

    if (columns->has_head && columns->count > 1) {
        if (terms->gap > room)
            return false;
        sum = terms->gap;
        columns->time_ms[1] = (int64_t)(start + sum * ms);
        intervals[0] = sum < UINT32_MAX ? (uint32_t)sum : UINT32_MAX;
        i = 1;
    }
    for (; i + 1 < columns->count; i++) {
        int64_t interval = (int64_t)terms->usual_interval + history_unzigzag(intervals[i]);
        wrong |= (uint64_t)interval >> 31;
        intervals[i] = (uint32_t)interval;
        sum += intervals[i];
        columns->time_ms[i + 1] = (int64_t)(start + sum * ms);
    }
    return wrong == 0 && sum <= room && sum - terms->gap <= HISTORY_CHUNK_SPAN_MAX_MS / ms;
}

static int32_t turned(int32_t code, uint32_t residual, int32_t count)
{
    code = (int32_t)((uint32_t)code + (uint32_t)history_unzigzag(residual));
    if (code >= count)
        code -= count;
    return code < 0 ? code + count : code;
}

static void give_codes(const uint32_t *residuals, int32_t code_count, uint32_t count,
                       uint16_t *codes)
{
    int32_t code = codes[0];
    for (uint32_t i = 1; i < count; i++) {
        code = turned(code, residuals[i - 1], code_count);
        codes[i] = (uint16_t)code;
    }
}

static void give_headings(const uint32_t *residuals, uint32_t count, uint16_t *headings)
{
    int32_t code = heading_code(headings[0]);
    for (uint32_t i = 1; i < count; i++) {
        code = turned(code, residuals[i - 1], HEADING_COUNT);
        headings[i] = code == HEADING_COUNT - 1 ? HEADING_NONE : (uint16_t)code;
    }
}

static void give_bytes(const uint32_t *residuals, uint32_t count, uint8_t *bytes)
{
    for (uint32_t i = 1; i < count; i++)
        bytes[i] = (uint8_t)(bytes[i - 1] + (uint32_t)history_unzigzag(residuals[i - 1]));
}

static void give_places(const struct history_residuals *residuals,
                        const struct history_terms *terms, struct history_columns *columns)
{
    const uint32_t *intervals = residuals->values[HISTORY_TIME];
    struct history_forecast forecast =
        history_forecast_init(columns->latitude_min_e4[0], terms->in_ms);
    struct history_velocity before = velocity_at(columns, 0, (struct history_velocity){0, 0});
    int32_t longitude = columns->longitude_min_e4[0];
    uint32_t latitude = (uint32_t)columns->latitude_min_e4[0];

    for (uint32_t i = 0; i + 1 < columns->count; i++) {
        struct history_velocity after = velocity_at(columns, i + 1, before);
        int64_t east = history_forecast_moved(forecast.east, before.east, after.east, intervals[i],
                                              terms->in_ms);
        int64_t north = history_forecast_moved(forecast.north, before.north, after.north,
                                               intervals[i], terms->in_ms);
        longitude = wrap_longitude(longitude + east, terms->has_any_longitude);
        longitude = wrap_longitude((int64_t)longitude +
                                       history_unzigzag(residuals->values[HISTORY_LONGITUDE][i]),
                                   terms->has_any_longitude);
        latitude +=
            (uint32_t)north + (uint32_t)history_unzigzag(residuals->values[HISTORY_LATITUDE][i]);
        columns->longitude_min_e4[i + 1] = longitude;
        columns->latitude_min_e4[i + 1] = (int32_t)latitude;
        before = after;
    }
}

bool history_residuals_give(struct history_residuals *residuals, const struct history_terms *terms,
                            struct history_columns *columns)
{
    uint32_t count = columns->count;

    if (!give_times(residuals->values[HISTORY_TIME], terms, columns) ||
        !give_heard(residuals->values[HISTORY_HEARD], columns))
        return false;
    give_codes(residuals->values[HISTORY_SPEED], CODE_COUNT, count, columns->speed_kn_e1);
    give_codes(residuals->values[HISTORY_COURSE], terms->has_any_course ? CODE_COUNT : COURSE_COUNT,
               count, columns->course_deg_e1);
    if (terms->has_any_heading)
        give_codes(residuals->values[HISTORY_HEADING], CODE_COUNT, count, columns->heading_deg);
    else
        give_headings(residuals->values[HISTORY_HEADING], count, columns->heading_deg);
    give_bytes(residuals->values[HISTORY_TURN], count, (uint8_t *)columns->turn);
    give_bytes(residuals->values[HISTORY_STATUS], count, columns->status);
    give_places(residuals, terms, columns);
    return true;
}
