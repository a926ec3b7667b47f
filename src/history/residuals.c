/* SPDX-License-Identifier: Apache-2.0 */
#include "history/residuals.h"

#include "history/forecast.h"

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

/* The least interval, and the middle one, which is found bit by bit. */
static void find_intervals(const struct history_columns *columns, struct history_terms *terms)
{
    uint32_t intervals[HISTORY_CHUNK_COUNT_MAX];
    uint32_t count = 0;
    uint32_t most = 0;
    uint32_t least = UINT32_MAX;
    for (uint32_t i = first_interval(columns); i + 1 < columns->count; i++) {
        uint32_t interval = interval_at(columns, unit_ms(terms), i);
        intervals[count++] = interval;
        most |= interval;
        least = interval < least ? interval : least;
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
    terms->usual_interval = middle;
    terms->shorter_max = count > 0 ? middle - least : 0;
}

/* Shorter and longer ones in turn, as far as there are shorter ones; then only longer ones. */
static uint32_t fold_interval(const struct history_terms *terms, uint32_t interval)
{
    int32_t longer = (int32_t)(interval - terms->usual_interval);
    return longer > (int32_t)terms->shorter_max ? (uint32_t)longer + terms->shorter_max
                                                : history_zigzag(longer);
}

static uint32_t unfold_interval(const struct history_terms *terms, uint32_t residual)
{
    uint32_t shorter_max = terms->shorter_max;
    return terms->usual_interval + (residual > 2 * shorter_max
                                        ? residual - shorter_max
                                        : (uint32_t)history_unzigzag(residual));
}

struct history_terms history_residuals_terms(const struct history_columns *columns)
{
    struct history_terms terms = {0};
    uint32_t count = columns->count;

    for (uint32_t i = 0; i < count; i++) {
        uint16_t heading_deg = columns->heading_deg[i];
        int32_t longitude_min_e4 = columns->longitude_min_e4[i];
        int32_t latitude_min_e4 = columns->latitude_min_e4[i];
        terms.in_ms |= columns->time_ms[i] % MS_PER_S != 0;
        terms.has_any_course |= columns->course_deg_e1[i] >= COURSE_COUNT;
        terms.has_any_heading |= heading_deg >= HEADING_COUNT - 1 && heading_deg != HEADING_NONE;
        terms.has_any_longitude |=
            longitude_min_e4 > HALF_GLOBE || longitude_min_e4 < -HALF_GLOBE ||
            latitude_min_e4 > HALF_GLOBE / 2 || latitude_min_e4 < -HALF_GLOBE / 2;
    }
    if (columns->has_head && count > 1)
        terms.gap =
            ((uint64_t)columns->time_ms[1] - (uint64_t)columns->time_ms[0]) / unit_ms(&terms);
    find_intervals(columns, &terms);
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
        residuals->values[HISTORY_TIME][i] = fold_interval(terms, interval_at(columns, ms, i));
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
    size_t at = 0;
    order[at++] = first;
    for (unsigned set = 0; at < HISTORY_SET_COUNT_MAX; set++)
        if (set != first)
            order[at++] = (uint8_t)set;
}

static void move_to_front(uint8_t *order, size_t rank)
{
    uint8_t set = order[rank];
    if (rank > 1)
        memmove(order + 2, order + 1, rank - 1);
    order[1] = order[0]; /* by itself: two sets in turn are common */
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

/* A longitude that a ship moved to, or a way between two: on the globe, unless the chunk has
 * others; then, and for latitudes, modulo 2^32. */
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

static int32_t wrap_latitude(int64_t latitude_min_e4)
{
    return wrap_longitude(latitude_min_e4, true);
}

static bool is_eastward(struct history_way way)
{
    return way.east * way.east >= way.north * way.north;
}

/* Most of an error lies along the course: a time that is a second late. By how much a ship is off
 * on the greater part of its way foretells by how much it is on the smaller one. */
static int64_t lean(int64_t off, int64_t greater, int64_t smaller)
{
    enum { GREATER_MIN = 32, OFF_MAX = 1 << 20 }; /* else noise, or a jump */
    if (greater < GREATER_MIN && greater > -GREATER_MIN)
        return 0;
    return off > OFF_MAX || off < -OFF_MAX ? 0 : off * smaller / greater;
}

static void take_places(const struct history_columns *columns, const struct history_terms *terms,
                        const uint32_t *intervals, struct history_residuals *residuals)
{
    const int32_t *longitudes = columns->longitude_min_e4;
    const int32_t *latitudes = columns->latitude_min_e4;
    bool has_any = terms->has_any_longitude;
    struct history_forecast forecast = history_forecast_init(latitudes[0], terms->in_ms);
    struct history_velocity velocities[HISTORY_CHUNK_COUNT_MAX];

    history_forecast_velocities(columns, velocities);
    for (uint32_t i = 0; i + 1 < columns->count; i++) {
        struct history_way way = history_forecast_way(&forecast, velocities + i, intervals[i]);
        int32_t longitude = wrap_longitude(longitudes[i] + way.east, has_any);
        int32_t east = wrap_longitude((int64_t)longitudes[i + 1] - longitude, has_any);
        int32_t north = wrap_latitude(latitudes[i + 1] - (latitudes[i] + way.north));
        if (is_eastward(way))
            north = wrap_latitude(north - lean(east, way.east, way.north));
        else
            east = wrap_longitude(east - lean(north, way.north, way.east), has_any);
        residuals->values[HISTORY_LONGITUDE][i] = history_zigzag(east);
        residuals->values[HISTORY_LATITUDE][i] = history_zigzag(north);
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
    residuals->present = 0;
    for (unsigned column = 0; column < HISTORY_COLUMN_COUNT; column++) {
        uint32_t all = 0;
        for (uint32_t i = 0; i + 1 < columns->count; i++)
            all |= residuals->values[column][i];
        residuals->present |= (all != 0 ? UINT32_C(1) : 0) << column;
    }
}

static bool is_present(const struct history_residuals *residuals, enum history_column column)
{
    return (residuals->present >> column & 1) != 0;
}

/* Turns the residuals of the time into intervals, as far as they are wanted. */
static bool give_times(struct history_residuals *residuals, const struct history_terms *terms,
                       struct history_columns *columns)
{
    uint32_t *intervals = residuals->values[HISTORY_TIME];
    uint32_t ms = unit_ms(terms);
    uint64_t start = (uint64_t)columns->time_ms[0];
    uint64_t room = ((uint64_t)INT64_MAX - start) / ms;
    uint64_t sum = 0;
    uint32_t i = 0;

    if (columns->has_head && columns->count > 1) {
        if (terms->gap > room)
            return false;
        sum = terms->gap;
        columns->time_ms[1] = (int64_t)(start + sum * ms);
        intervals[0] = sum < UINT32_MAX ? (uint32_t)sum : UINT32_MAX;
        i = 1;
    }
    bool is_even = !is_present(residuals, HISTORY_TIME), is_all = terms->until_ms == INT64_MAX;
    for (; i + 1 < columns->count && (is_all || columns->time_ms[i] < terms->until_ms); i++) {
        intervals[i] = is_even ? terms->usual_interval : unfold_interval(terms, intervals[i]);
        sum += intervals[i];
        columns->time_ms[i + 1] = (int64_t)(start + sum * ms);
    }
    columns->count = columns->count > 1 ? i + 1 : columns->count;
    return sum <= room && sum - terms->gap <= HISTORY_CHUNK_SPAN_MAX_MS / ms;
}

static int32_t turned(int32_t code, uint32_t residual, int32_t count)
{
    code = (int32_t)((uint32_t)code + (uint32_t)history_unzigzag(residual));
    if (code >= count)
        code -= count;
    return code < 0 ? code + count : code;
}

/* The first code over and over, eight bytes at a time. */
static void repeat_code(uint16_t *codes, uint32_t count)
{
    uint64_t four = codes[0] * UINT64_C(0x0001000100010001);
    uint32_t i = 0;

    for (; i + 4 <= count; i += 4)
        memcpy(codes + i, &four, sizeof four);
    for (; i < count; i++)
        codes[i] = (uint16_t)four;
}

static void give_codes(const struct history_residuals *residuals, enum history_column column,
                       int32_t code_count, uint32_t count, uint16_t *codes)
{
    int32_t code = codes[0];
    if (!is_present(residuals, column)) {
        repeat_code(codes, count);
    } else if (code_count == CODE_COUNT) {
        uint32_t sum = codes[0];
        for (uint32_t i = 1; i < count; i++) {
            sum += (uint32_t)history_unzigzag(residuals->values[column][i - 1]);
            codes[i] = (uint16_t)sum;
        }
    } else {
        for (uint32_t i = 1; i < count; i++) {
            code = turned(code, residuals->values[column][i - 1], code_count);
            codes[i] = (uint16_t)code;
        }
    }
}

static void give_headings(const struct history_residuals *residuals, bool has_any, uint32_t count,
                          uint16_t *headings)
{
    if (has_any) {
        give_codes(residuals, HISTORY_HEADING, CODE_COUNT, count, headings);
        return;
    }
    if (!is_present(residuals, HISTORY_HEADING)) {
        repeat_code(headings, count);
        return;
    }
    headings[0] = (uint16_t)heading_code(headings[0]);
    give_codes(residuals, HISTORY_HEADING, HEADING_COUNT, count, headings);
    for (uint32_t i = 0; i < count; i++)
        headings[i] = headings[i] == HEADING_COUNT - 1 ? HEADING_NONE : headings[i];
}

static void give_bytes(const struct history_residuals *residuals, enum history_column column,
                       uint32_t count, uint8_t *bytes)
{
    if (!is_present(residuals, column)) {
        memset(bytes, bytes[0], count);
        return;
    }
    for (uint32_t i = 1; i < count; i++)
        bytes[i] =
            (uint8_t)(bytes[i - 1] + (uint32_t)history_unzigzag(residuals->values[column][i - 1]));
}

static bool give_heard(const struct history_residuals *residuals, struct history_columns *columns)
{
    uint8_t order[HISTORY_SET_COUNT_MAX];

    if (!is_present(residuals, HISTORY_HEARD)) {
        memset(columns->heard, columns->heard[0], columns->count);
        return true;
    }
    begin_order(order, columns->heard[0]);
    for (uint32_t i = 1; i < columns->count; i++) {
        uint32_t rank = residuals->values[HISTORY_HEARD][i - 1];
        if (rank > 0) {
            if (rank >= columns->sets.count)
                return false;
            move_to_front(order, rank);
        }
        columns->heard[i] = order[0];
    }
    return true;
}

/* Of a ship that lies still all the time nothing is foretold. */
static bool lies_still(const struct history_residuals *residuals,
                       const struct history_columns *columns)
{
    return !is_present(residuals, HISTORY_SPEED) && columns->speed_kn_e1[0] == 0;
}

static void give_still_places(const struct history_residuals *residuals, bool has_any,
                              struct history_columns *columns)
{
    int32_t longitude = columns->longitude_min_e4[0];
    int32_t latitude = columns->latitude_min_e4[0];

    for (uint32_t i = 0; i + 1 < columns->count; i++) {
        int32_t east = history_unzigzag(residuals->values[HISTORY_LONGITUDE][i]);
        int32_t north = history_unzigzag(residuals->values[HISTORY_LATITUDE][i]);
        longitude = wrap_longitude((int64_t)longitude + east, has_any);
        latitude = wrap_latitude((int64_t)latitude + north);
        columns->longitude_min_e4[i + 1] = longitude;
        columns->latitude_min_e4[i + 1] = latitude;
    }
}

static void give_places(const struct history_residuals *residuals,
                        const struct history_terms *terms, struct history_columns *columns)
{
    const uint32_t *intervals = residuals->values[HISTORY_TIME];
    bool has_any = terms->has_any_longitude;
    int32_t longitude = columns->longitude_min_e4[0];
    int32_t latitude = columns->latitude_min_e4[0];
    struct history_forecast forecast = history_forecast_init(latitude, terms->in_ms);
    struct history_velocity velocities[HISTORY_CHUNK_COUNT_MAX];

    history_forecast_velocities(columns, velocities);
    for (uint32_t i = 0; i + 1 < columns->count; i++) {
        struct history_way way = history_forecast_way(&forecast, velocities + i, intervals[i]);
        int32_t east = history_unzigzag(residuals->values[HISTORY_LONGITUDE][i]);
        int32_t north = history_unzigzag(residuals->values[HISTORY_LATITUDE][i]);
        if (is_eastward(way))
            north = wrap_latitude(north + lean(east, way.east, way.north));
        else
            east = wrap_longitude(east + lean(north, way.north, way.east), has_any);
        longitude =
            wrap_longitude(wrap_longitude(longitude + way.east, has_any) + (int64_t)east, has_any);
        latitude = wrap_latitude(latitude + way.north + north);
        columns->longitude_min_e4[i + 1] = longitude;
        columns->latitude_min_e4[i + 1] = latitude;
    }
}

bool history_residuals_give(struct history_residuals *residuals, const struct history_terms *terms,
                            struct history_columns *columns)
{
    static const enum history_column always[] = {HISTORY_TIME, HISTORY_LONGITUDE, HISTORY_LATITUDE};
    uint32_t count = columns->count;

    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
        if (!is_present(residuals, always[i]))
            memset(residuals->values[always[i]], 0, count * sizeof(uint32_t));
    if (!give_times(residuals, terms, columns) || !give_heard(residuals, columns))
        return false;
    count = columns->count;
    give_codes(residuals, HISTORY_SPEED, CODE_COUNT, count, columns->speed_kn_e1);
    give_codes(residuals, HISTORY_COURSE, terms->has_any_course ? CODE_COUNT : COURSE_COUNT, count,
               columns->course_deg_e1);
    give_headings(residuals, terms->has_any_heading, count, columns->heading_deg);
    give_bytes(residuals, HISTORY_TURN, count, (uint8_t *)columns->turn);
    give_bytes(residuals, HISTORY_STATUS, count, columns->status);
    if (lies_still(residuals, columns))
        give_still_places(residuals, terms->has_any_longitude, columns);
    else
        give_places(residuals, terms, columns);
    return true;
}
