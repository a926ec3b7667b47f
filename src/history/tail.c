/* SPDX-License-Identifier: Apache-2.0 */
#include "history/tail.h"

#include "base/large.h"
#include "base/table.h"
#include "history/gather.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX /* no block, no segment */

enum {
    SORTED_COUNT_MAX = 8 * HISTORY_CHUNK_NEW_MAX,
    AGAIN_COUNT_MAX = 24, /* how far back a copy is looked for */
};

struct block {
    uint32_t next;
    uint32_t before;
    struct history_row entries[HISTORY_TAIL_BLOCK_COUNT];
};

struct segment {
    int64_t first_ms;
    int64_t last_ms;
    uint32_t mmsi;
    uint8_t class_of;
    uint32_t count; /* 0: the place is free, and `first_block` the next free one */
    uint32_t first_block;
    uint32_t last_block;
};

struct history_tail {
    struct history_tail_options options;
    struct table *by_key;
    struct segment *segments;
    struct block *blocks;
    size_t block_count_max;
    size_t used_segment_count; /* places behind them were never touched */
    size_t used_block_count;
    uint32_t free_segment; /* of those that were given back */
    uint32_t free_block;
    size_t position_count;
    struct history_row sorted[SORTED_COUNT_MAX];
    struct history_columns columns;
};

static uint64_t key_of(uint32_t mmsi, uint8_t class_of)
{
    return (uint64_t)mmsi << 8 | class_of;
}

struct history_tail *history_tail_new(const struct history_tail_options *options)
{
    struct history_tail *tail = calloc(1, sizeof *tail);
    if (tail == NULL)
        return NULL;
    tail->options = *options;
    tail->block_count_max = options->position_count_max / HISTORY_TAIL_BLOCK_COUNT + 1;
    tail->by_key = table_new(options->segment_count_max);
    tail->segments = large_new(options->segment_count_max * sizeof *tail->segments);
    tail->blocks = large_new(tail->block_count_max * sizeof *tail->blocks);
    if (tail->by_key == NULL || tail->segments == NULL || tail->blocks == NULL) {
        history_tail_free(tail);
        return NULL;
    }
    history_tail_clear(tail);
    return tail;
}

void history_tail_free(struct history_tail *tail)
{
    if (tail == NULL)
        return;
    table_free(tail->by_key);
    free(tail->segments);
    free(tail->blocks);
    free(tail);
}

void history_tail_clear(struct history_tail *tail)
{
    table_clear(tail->by_key);
    tail->used_segment_count = tail->used_block_count = 0;
    tail->free_segment = tail->free_block = NONE;
    tail->position_count = 0;
}

static struct segment *find(const struct history_tail *tail, uint32_t mmsi, uint8_t class_of)
{
    uint32_t number;
    bool is_there = table_find(tail->by_key, key_of(mmsi, class_of), &number);
    return is_there ? &tail->segments[number] : NULL;
}

static struct segment *begin(struct history_tail *tail, const struct history_position *position)
{
    bool is_given_back = tail->free_segment != NONE;
    uint32_t number = is_given_back ? tail->free_segment : (uint32_t)tail->used_segment_count;

    if (number == tail->options.segment_count_max ||
        !table_set(tail->by_key, key_of(position->mmsi, position->class_of), number))
        return NULL;
    struct segment *segment = tail->segments + number;
    assert(segment != NULL);
    if (is_given_back)
        tail->free_segment = segment->first_block;
    else
        tail->used_segment_count++;
    *segment = (struct segment){
        .first_ms = INT64_MAX,
        .last_ms = INT64_MIN,
        .mmsi = position->mmsi,
        .class_of = position->class_of,
        .first_block = NONE,
        .last_block = NONE,
    };
    return segment;
}

/* Gives an empty segment's place back. */
static void end(struct history_tail *tail, struct segment *segment)
{
    assert(segment->count == 0);
    table_remove(tail->by_key, key_of(segment->mmsi, segment->class_of));
    segment->first_block = tail->free_segment;
    tail->free_segment = (uint32_t)(segment - tail->segments);
}

/* False when there is no block left. */
static bool append(struct history_tail *tail, struct segment *segment, struct history_row entry)
{
    uint32_t place = segment->count % HISTORY_TAIL_BLOCK_COUNT;

    if (place == 0) {
        bool is_given_back = tail->free_block != NONE;
        uint32_t number = is_given_back ? tail->free_block : (uint32_t)tail->used_block_count;
        if (number == tail->block_count_max)
            return false;
        struct block *block = &tail->blocks[number];
        if (is_given_back)
            tail->free_block = block->next;
        else
            tail->used_block_count++;
        block->next = NONE;
        block->before = segment->last_block;
        if (segment->last_block == NONE)
            segment->first_block = number;
        else
            tail->blocks[segment->last_block].next = number;
        segment->last_block = number;
    }
    tail->blocks[segment->last_block].entries[place] = entry;
    segment->count++;
    segment->first_ms = entry.time_ms < segment->first_ms ? entry.time_ms : segment->first_ms;
    segment->last_ms = entry.time_ms > segment->last_ms ? entry.time_ms : segment->last_ms;
    tail->position_count++;
    return true;
}

/* Empties a segment, which stays. */
static void empty(struct history_tail *tail, struct segment *segment)
{
    tail->position_count -= segment->count;
    if (segment->last_block != NONE) {
        tail->blocks[segment->last_block].next = tail->free_block;
        tail->free_block = segment->first_block;
    }
    segment->count = 0;
    segment->first_block = segment->last_block = NONE;
    segment->first_ms = INT64_MAX;
    segment->last_ms = INT64_MIN;
}

/* Whether the same is there already among those of its time; who heard it goes to that. */
static bool is_there(const struct history_tail *tail, struct history_row *sorted, size_t place,
                     const struct history_row *row)
{
    for (; place > 0 && sorted[place - 1].time_ms == row->time_ms; place--) {
        struct history_row *other = &sorted[place - 1];
        if (!history_row_is_same(other, row))
            continue;
        other->hearers =
            history_hearers_of_both(tail->options.hearers, other->hearers, row->hearers);
        return true;
    }
    return false;
}

/* Copies the segment's entries in order of time, the first that came before others of the same
 * time, each once, and gives their number. They are nearly in order. */
static size_t sort(const struct history_tail *tail, const struct segment *segment,
                   struct history_row sorted[static SORTED_COUNT_MAX])
{
    uint32_t block = segment->first_block;
    size_t count = 0;

    assert(segment->count <= SORTED_COUNT_MAX);
    for (size_t i = 0; i < segment->count; i++) {
        struct history_row row = tail->blocks[block].entries[i % HISTORY_TAIL_BLOCK_COUNT];
        size_t place = count;
        while (place > 0 && sorted[place - 1].time_ms > row.time_ms)
            place--;
        if (!is_there(tail, sorted, place, &row)) {
            memmove(sorted + place + 1, sorted + place, (count - place) * sizeof *sorted);
            sorted[place] = row;
            count++;
        }
        if (i % HISTORY_TAIL_BLOCK_COUNT == HISTORY_TAIL_BLOCK_COUNT - 1)
            block = tail->blocks[block].next;
    }
    return count;
}

/* Closes a segment's positions: all, or full chunks alone. False when something was not kept. */
static bool close_segment(struct history_tail *tail, struct segment *segment, bool all)
{
    struct history_position of = {.mmsi = segment->mmsi, .class_of = segment->class_of};
    size_t count = sort(tail, segment, tail->sorted);
    size_t done = 0;
    bool is_kept = true;

    while (is_kept && count > done && (all || count - done >= HISTORY_CHUNK_NEW_MAX)) {
        size_t taken = history_gather_fill(&tail->columns, tail->options.hearers,
                                           tail->sorted + done, count - done);
        is_kept = tail->options.keep(tail->options.user, &of, &tail->columns);
        done += is_kept ? taken : 0;
    }
    if (done == 0)
        return is_kept;
    empty(tail, segment);
    for (size_t i = done; i < count; i++)
        append(tail, segment, tail->sorted[i]); /* there is room: more was there before */
    return is_kept;
}

static bool is_due(const struct segment *segment, int64_t now_ms)
{
    int64_t period_ms = segment->count < HISTORY_TAIL_SELDOM_COUNT ? HISTORY_TAIL_SELDOM_PERIOD_MS
                                                                   : HISTORY_TAIL_PERIOD_MS;
    return segment->count > 0 && now_ms - segment->first_ms >= period_ms;
}

/* Closes what another position at `time_ms` makes due. */
static void make_way(struct history_tail *tail, struct segment *segment, int64_t time_ms)
{
    if (is_due(segment, time_ms) ||
        (segment->count > 0 && segment->last_ms - time_ms >= HISTORY_TAIL_PERIOD_MS))
        close_segment(tail, segment, true);
    else if (segment->count >= HISTORY_CHUNK_NEW_MAX + HISTORY_TAIL_KEPT &&
             segment->count % HISTORY_TAIL_KEPT == 0) /* seldom, while it cannot be kept */
        close_segment(tail, segment, false);
}

bool history_tail_add(struct history_tail *tail, const struct history_position *position,
                      uint16_t hearers)
{
    struct segment *segment = find(tail, position->mmsi, position->class_of);
    struct history_row entry = {position->time_ms, position->values, hearers};

    if (segment == NULL)
        segment = begin(tail, position);
    else
        make_way(tail, segment, position->time_ms);
    bool has_room = segment != NULL && segment->count < SORTED_COUNT_MAX;
    if (has_room && append(tail, segment, entry))
        return true;
    if (segment != NULL && segment->count == 0)
        end(tail, segment);
    return false;
}

bool history_tail_heard_again(struct history_tail *tail, const struct history_position *position,
                              int64_t period_ms, uint16_t station)
{
    const struct segment *segment = find(tail, position->mmsi, position->class_of);
    struct history_row again = {.values = position->values};

    if (segment == NULL)
        return false;
    uint32_t block = segment->last_block;
    for (size_t i = segment->count, seen = 0; i > 0 && seen < AGAIN_COUNT_MAX; i--, seen++) {
        size_t place = (i - 1) % HISTORY_TAIL_BLOCK_COUNT;
        struct history_row *entry = &tail->blocks[block].entries[place];
        again.time_ms = entry->time_ms;
        if (history_row_is_same(entry, &again) &&
            llabs(entry->time_ms - position->time_ms) <= period_ms) {
            entry->hearers = history_hearers_with(tail->options.hearers, entry->hearers, station);
            return true;
        }
        if (place == 0)
            block = tail->blocks[block].before;
    }
    return false;
}

/* Closes segments: those that are due at `now_ms`, or all. */
static bool close_some(struct history_tail *tail, bool all, int64_t now_ms)
{
    bool is_kept = true;

    for (size_t i = 0; i < tail->used_segment_count; i++) {
        struct segment *segment = &tail->segments[i];
        if (segment->count == 0 || !(all || is_due(segment, now_ms)))
            continue;
        is_kept = close_segment(tail, segment, true) && is_kept;
        if (segment->count == 0)
            end(tail, segment);
    }
    return is_kept;
}

void history_tail_advance(struct history_tail *tail, int64_t now_ms)
{
    close_some(tail, false, now_ms);
}

bool history_tail_close(struct history_tail *tail)
{
    return close_some(tail, true, 0);
}

void history_tail_each(struct history_tail *tail, uint32_t mmsi,
                       void (*take)(void *user, const struct history_position *of,
                                    const struct history_columns *columns),
                       void *user)
{
    for (size_t i = 0; i < tail->used_segment_count; i++) {
        const struct segment *segment = &tail->segments[i];
        struct history_position of = {.mmsi = segment->mmsi, .class_of = segment->class_of};
        if (segment->count == 0 || (mmsi != 0 && segment->mmsi != mmsi))
            continue;
        size_t count = sort(tail, segment, tail->sorted);
        for (size_t done = 0; done < count;) {
            done += history_gather_fill(&tail->columns, tail->options.hearers, tail->sorted + done,
                                        count - done);
            take(user, &of, &tail->columns);
        }
    }
}

size_t history_tail_position_count(const struct history_tail *tail)
{
    return tail->position_count;
}
