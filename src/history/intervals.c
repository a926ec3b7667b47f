/* SPDX-License-Identifier: Apache-2.0 */
#include "history/intervals.h"

#include "history/said.h"
#include "history/store_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct interval {
    int64_t from_s;
    int64_t until_s;
    bool is_there;
    bool is_changed; /* since it was written */
    union history_said said;
};

struct ship {
    uint32_t mmsi;
    struct interval intervals[HISTORY_SAID_COUNT];
};

struct history_intervals {
    struct table *by_mmsi;
    size_t count;
    struct ship ships[HISTORY_INTERVALS_SHIP_COUNT_MAX];
};

struct history_intervals *history_intervals_new(void)
{
    struct history_intervals *intervals = malloc(sizeof *intervals);
    if (intervals == NULL)
        return NULL;
    intervals->count = 0;
    intervals->by_mmsi = table_new(HISTORY_INTERVALS_SHIP_COUNT_MAX);
    if (intervals->by_mmsi == NULL) {
        free(intervals);
        return NULL;
    }
    return intervals;
}

void history_intervals_free(struct history_intervals *intervals)
{
    if (intervals == NULL)
        return;
    table_free(intervals->by_mmsi);
    free(intervals);
}

void history_intervals_forget(struct history_intervals *intervals)
{
    table_clear(intervals->by_mmsi);
    intervals->count = 0;
}

static const enum history_statement find_words[HISTORY_SAID_COUNT] = {
    [HISTORY_SAID_VESSEL] = HISTORY_FIND_VESSEL, [HISTORY_SAID_VOYAGE] = HISTORY_FIND_VOYAGE};
static const enum history_statement put_words[HISTORY_SAID_COUNT] = {
    [HISTORY_SAID_VESSEL] = HISTORY_PUT_VESSEL, [HISTORY_SAID_VOYAGE] = HISTORY_PUT_VOYAGE};

static bool join(enum history_said_kind kind, union history_said *known,
                 const union history_said *said, bool *has_grown)
{
    return kind == HISTORY_SAID_VESSEL
               ? history_facts_join_vessel(&known->vessel, &said->vessel, has_grown)
               : history_facts_join_voyage(&known->voyage, &said->voyage, has_grown);
}

/* Writes an interval, when it has changed. */
static bool put(struct history_store *store, uint32_t mmsi, enum history_said_kind kind,
                struct interval *interval)
{
    sqlite3_stmt *statement = history_store_statement(store, put_words[kind]);

    if (!interval->is_there || !interval->is_changed)
        return true;
    sqlite3_bind_int64(statement, 1, mmsi);
    sqlite3_bind_int64(statement, 2, interval->from_s);
    sqlite3_bind_int64(statement, 3, interval->until_s);
    history_said_bind(kind, statement, 4, &interval->said);
    interval->is_changed = false;
    return history_store_run(store, statement);
}

/* Reads the interval that begins last at or before a time. */
static bool read(struct history_store *store, uint32_t mmsi, enum history_said_kind kind,
                 int64_t time_s, struct interval *interval)
{
    sqlite3_stmt *statement = history_store_statement(store, find_words[kind]);

    sqlite3_bind_int64(statement, 1, mmsi);
    sqlite3_bind_int64(statement, 2, time_s);
    int result = sqlite3_step(statement);
    memset(interval, 0, sizeof *interval);
    interval->is_there = result == SQLITE_ROW;
    if (interval->is_there) {
        interval->from_s = sqlite3_column_int64(statement, 0);
        interval->until_s = sqlite3_column_int64(statement, 1);
        history_said_read(kind, statement, 2, &interval->said);
    }
    sqlite3_reset(statement);
    return result == SQLITE_ROW || result == SQLITE_DONE || history_store_failed(store);
}

/* Takes what was said into an interval that began before. */
static bool extend(enum history_said_kind kind, struct interval *interval,
                   const union history_said *said, int64_t time_s)
{
    bool has_grown;

    if (!interval->is_there || time_s < interval->from_s ||
        !join(kind, &interval->said, said, &has_grown))
        return false;
    interval->is_changed |= has_grown || time_s > interval->until_s;
    interval->until_s = time_s > interval->until_s ? time_s : interval->until_s;
    return true;
}

/* Takes what was said at a time into the interval of that time, or begins one. */
static bool take(struct history_store *store, uint32_t mmsi, enum history_said_kind kind,
                 struct interval *interval, const union history_said *said, int64_t time_s)
{
    if (extend(kind, interval, said, time_s))
        return true;
    if (!put(store, mmsi, kind, interval) || !read(store, mmsi, kind, time_s, interval))
        return false;
    if (extend(kind, interval, said, time_s))
        return true;
    /* What began in the very same second and contradicts it gives way: one row has that time. */
    *interval = (struct interval){.from_s = time_s, .until_s = time_s, .is_there = true};
    interval->is_changed = true;
    interval->said = *said;
    return true;
}

/* What is remembered of a ship; all is written down when there is no room for another. */
static struct ship *ship_of(struct history_store *store, uint32_t mmsi)
{
    struct history_intervals *intervals = store->intervals;
    uint32_t number;

    if (table_find(intervals->by_mmsi, mmsi, &number))
        return &intervals->ships[number];
    if (intervals->count == HISTORY_INTERVALS_SHIP_COUNT_MAX) {
        if (!history_intervals_write(store))
            return NULL;
        history_intervals_forget(intervals);
    }
    struct ship *ship = &intervals->ships[intervals->count];
    memset(ship, 0, sizeof *ship);
    ship->mmsi = mmsi;
    table_set(intervals->by_mmsi, mmsi, (uint32_t)intervals->count++);
    return ship;
}

bool history_intervals_take(struct history_store *store, const struct ais_message *message,
                            int64_t time_ms)
{
    union history_said said[HISTORY_SAID_COUNT];

    if (!history_facts_are_of(message->type))
        return true;
    memset(said, 0, sizeof said);
    const bool is_said[HISTORY_SAID_COUNT] = {
        [HISTORY_SAID_VESSEL] = history_facts_vessel(message, &said[HISTORY_SAID_VESSEL].vessel),
        [HISTORY_SAID_VOYAGE] = history_facts_voyage(message, &said[HISTORY_SAID_VOYAGE].voyage),
    };

    if (!is_said[HISTORY_SAID_VESSEL] && !is_said[HISTORY_SAID_VOYAGE])
        return true;
    struct ship *ship = history_store_begin(store) ? ship_of(store, message->mmsi) : NULL;
    if (ship == NULL)
        return false;
    for (enum history_said_kind kind = 0; kind < HISTORY_SAID_COUNT; kind++)
        if (is_said[kind] &&
            !take(store, message->mmsi, kind, &ship->intervals[kind], &said[kind], time_ms / 1000))
            return false;
    return true;
}

bool history_intervals_write(struct history_store *store)
{
    struct history_intervals *intervals = store->intervals;

    if (intervals->count > 0 && !history_store_begin(store))
        return false;
    for (size_t i = 0; i < intervals->count; i++)
        for (enum history_said_kind kind = 0; kind < HISTORY_SAID_COUNT; kind++)
            if (!put(store, intervals->ships[i].mmsi, kind, &intervals->ships[i].intervals[kind]))
                return false;
    return true;
}
