/* SPDX-License-Identifier: Apache-2.0 */
#include "history/gather.h"

#include <assert.h>
#include <string.h>

/* Columns being filled. */
struct gather {
    struct history_columns *columns;
    const struct history_hearers *hearers;
    uint16_t numbers[HISTORY_SET_COUNT_MAX]; /* of the sets, in `hearers` */
};

bool history_row_is_same(const struct history_row *one, const struct history_row *other)
{
    const struct history_values *a = &one->values;
    const struct history_values *b = &other->values;

    return one->time_ms == other->time_ms && a->longitude_min_e4 == b->longitude_min_e4 &&
           a->latitude_min_e4 == b->latitude_min_e4 && a->speed_kn_e1 == b->speed_kn_e1 &&
           a->course_deg_e1 == b->course_deg_e1 && a->heading_deg == b->heading_deg &&
           a->status == b->status && a->turn == b->turn;
}

/* The columns' own number of a combination; HISTORY_SET_COUNT_MAX when there is no room for it. */
static unsigned set_of(struct gather *gather, uint16_t hearers)
{
    struct history_sets *sets = &gather->columns->sets;
    size_t first = sets->count > 0 ? sets->ends[sets->count - 1] : 0;
    size_t count;

    for (unsigned i = sets->count; i > 0; i--)
        if (gather->numbers[i - 1] == hearers)
            return i - 1;
    const uint16_t *stations = history_hearers_get(gather->hearers, hearers, &count);
    if (sets->count == HISTORY_SET_COUNT_MAX || first + count > HISTORY_SET_STATION_COUNT_MAX)
        return HISTORY_SET_COUNT_MAX;
    memcpy(sets->stations + first, stations, count * sizeof *stations);
    sets->ends[sets->count] = (uint16_t)(first + count);
    gather->numbers[sets->count] = hearers;
    return sets->count++;
}

void history_gather_put(struct history_columns *columns, size_t index, int64_t time_ms,
                        const struct history_values *values)
{
    columns->time_ms[index] = time_ms;
    columns->longitude_min_e4[index] = values->longitude_min_e4;
    columns->latitude_min_e4[index] = values->latitude_min_e4;
    columns->speed_kn_e1[index] = values->speed_kn_e1;
    columns->course_deg_e1[index] = values->course_deg_e1;
    columns->heading_deg[index] = values->heading_deg;
    columns->status[index] = values->status;
    columns->turn[index] = values->turn;
}

static bool add(struct gather *gather, const struct history_row *row)
{
    struct history_columns *columns = gather->columns;
    size_t index = columns->count;

    if (index == HISTORY_CHUNK_NEW_MAX ||
        (index > 0 && row->time_ms - columns->time_ms[0] > HISTORY_GATHER_SPAN_MAX_MS))
        return false;
    assert(index == 0 || row->time_ms >= columns->time_ms[index - 1]);
    unsigned set = set_of(gather, row->hearers);
    if (set == HISTORY_SET_COUNT_MAX)
        return false;
    history_gather_put(columns, index, row->time_ms, &row->values);
    columns->heard[index] = (uint8_t)set;
    columns->count++;
    return true;
}

size_t history_gather_fill(struct history_columns *columns, const struct history_hearers *hearers,
                           const struct history_row *rows, size_t count)
{
    struct gather gather = {.columns = columns, .hearers = hearers};
    size_t done = 0;

    columns->count = 0;
    columns->has_head = false;
    columns->sets.count = 0;
    while (done < count && add(&gather, &rows[done]))
        done++;
    assert(done > 0);
    size_t whole = done;
    while (whole > 0 && done < count && rows[whole - 1].time_ms / 1000 == rows[done].time_ms / 1000)
        whole--;
    if (whole > 0)
        columns->count = (uint32_t)whole;
    return columns->count;
}

void history_gather_head(struct history_columns *columns, int64_t time_ms,
                         const struct history_values *values)
{
    size_t count = columns->count;

    assert(!columns->has_head && count > 0 && count <= HISTORY_CHUNK_NEW_MAX);
#define SHIFT(column)                                                                              \
    memmove(columns->column + 1, columns->column, count * sizeof columns->column[0])
    SHIFT(time_ms);
    SHIFT(longitude_min_e4);
    SHIFT(latitude_min_e4);
    SHIFT(speed_kn_e1);
    SHIFT(course_deg_e1);
    SHIFT(heading_deg);
    SHIFT(status);
    SHIFT(turn);
    SHIFT(heard);
#undef SHIFT
    history_gather_put(columns, 0, time_ms, values);
    columns->heard[0] = columns->heard[1]; /* who heard it stands in its own chunk */
    columns->has_head = true;
    columns->count++;
}

struct history_values history_gather_values(const struct history_columns *columns, size_t index)
{
    return (struct history_values){
        .longitude_min_e4 = columns->longitude_min_e4[index],
        .latitude_min_e4 = columns->latitude_min_e4[index],
        .speed_kn_e1 = columns->speed_kn_e1[index],
        .course_deg_e1 = columns->course_deg_e1[index],
        .heading_deg = columns->heading_deg[index],
        .status = columns->status[index],
        .turn = columns->turn[index],
    };
}

const uint16_t *history_gather_stations(const struct history_columns *columns, size_t index,
                                        size_t *count)
{
    const struct history_sets *sets = &columns->sets;
    unsigned set = columns->heard[index];
    size_t first = set > 0 ? sets->ends[set - 1] : 0;

    *count = sets->ends[set] - first;
    return sets->stations + first;
}
