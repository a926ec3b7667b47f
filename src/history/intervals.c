/* SPDX-License-Identifier: Apache-2.0 */
#include "history/intervals.h"

#include "history/facts.h"
#include "history/store_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { VESSEL, VOYAGE, KIND_COUNT };

union said {
    struct history_vessel vessel;
    struct history_voyage voyage;
};

struct interval {
    int64_t from_s;
    int64_t until_s;
    bool is_there;
    bool is_changed; /* since it was written */
    union said said;
};

struct ship {
    uint32_t mmsi;
    struct interval intervals[KIND_COUNT];
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

static void bind_text(sqlite3_stmt *statement, int place, const char *text)
{
    if (text[0] != '\0')
        sqlite3_bind_text(statement, place, text, -1, SQLITE_TRANSIENT);
    else
        sqlite3_bind_null(statement, place);
}

static void bind_number(sqlite3_stmt *statement, int place, int32_t number)
{
    if (number != -1)
        sqlite3_bind_int(statement, place, number);
    else
        sqlite3_bind_null(statement, place);
}

static void column_text(sqlite3_stmt *statement, int place, char *text, size_t size)
{
    const unsigned char *found = sqlite3_column_text(statement, place);
    snprintf(text, size, "%s", found != NULL ? (const char *)found : "");
}

static int32_t column_number(sqlite3_stmt *statement, int place)
{
    bool is_null = sqlite3_column_type(statement, place) == SQLITE_NULL;
    return is_null ? -1 : sqlite3_column_int(statement, place);
}

/* Where the texts and numbers of a kind stand, in the order of its table's columns. */
struct layout {
    enum history_statement find;
    enum history_statement put;
    size_t text_count;
    size_t text_offsets[2];
    size_t text_sizes[2];
    size_t numbers_offset;
    size_t number_count;
};

static const struct layout layouts[KIND_COUNT] = {
    [VESSEL] = {HISTORY_FIND_VESSEL,
                HISTORY_PUT_VESSEL,
                2,
                {offsetof(struct history_vessel, name), offsetof(struct history_vessel, callsign)},
                {HISTORY_NAME_BYTES, HISTORY_CALLSIGN_BYTES},
                offsetof(struct history_vessel, imo),
                HISTORY_VESSEL_NUMBER_COUNT},
    [VOYAGE] = {HISTORY_FIND_VOYAGE,
                HISTORY_PUT_VOYAGE,
                1,
                {offsetof(struct history_voyage, destination)},
                {HISTORY_DESTINATION_BYTES},
                offsetof(struct history_voyage, eta_month),
                HISTORY_VOYAGE_NUMBER_COUNT},
};

static char *text_at(const struct layout *layout, union said *said, size_t index)
{
    return (char *)said + layout->text_offsets[index];
}

static int32_t *numbers_at(const struct layout *layout, union said *said)
{
    return (int32_t *)(void *)((char *)said + layout->numbers_offset);
}

static bool join(enum kind kind, union said *known, const union said *said, bool *has_grown)
{
    return kind == VESSEL ? history_facts_join_vessel(&known->vessel, &said->vessel, has_grown)
                          : history_facts_join_voyage(&known->voyage, &said->voyage, has_grown);
}

/* Writes an interval, when it has changed. */
static bool put(struct history_store *store, uint32_t mmsi, enum kind kind,
                struct interval *interval)
{
    const struct layout *layout = &layouts[kind];
    sqlite3_stmt *statement = history_store_statement(store, layout->put);
    int place = 4;

    if (!interval->is_there || !interval->is_changed)
        return true;
    sqlite3_bind_int64(statement, 1, mmsi);
    sqlite3_bind_int64(statement, 2, interval->from_s);
    sqlite3_bind_int64(statement, 3, interval->until_s);
    for (size_t i = 0; i < layout->text_count; i++)
        bind_text(statement, place++, text_at(layout, &interval->said, i));
    for (size_t i = 0; i < layout->number_count; i++)
        bind_number(statement, place++, numbers_at(layout, &interval->said)[i]);
    interval->is_changed = false;
    return history_store_run(store, statement);
}

/* Reads the interval that begins last at or before a time. */
static bool read(struct history_store *store, uint32_t mmsi, enum kind kind, int64_t time_s,
                 struct interval *interval)
{
    const struct layout *layout = &layouts[kind];
    sqlite3_stmt *statement = history_store_statement(store, layout->find);
    int place = 2;

    sqlite3_bind_int64(statement, 1, mmsi);
    sqlite3_bind_int64(statement, 2, time_s);
    int result = sqlite3_step(statement);
    memset(interval, 0, sizeof *interval);
    interval->is_there = result == SQLITE_ROW;
    if (interval->is_there) {
        interval->from_s = sqlite3_column_int64(statement, 0);
        interval->until_s = sqlite3_column_int64(statement, 1);
        for (size_t i = 0; i < layout->text_count; i++)
            column_text(statement, place++, text_at(layout, &interval->said, i),
                        layout->text_sizes[i]);
        for (size_t i = 0; i < layout->number_count; i++)
            numbers_at(layout, &interval->said)[i] = column_number(statement, place++);
    }
    sqlite3_reset(statement);
    return result == SQLITE_ROW || result == SQLITE_DONE || history_store_failed(store);
}

/* Takes what was said into an interval that began before. */
static bool extend(enum kind kind, struct interval *interval, const union said *said,
                   int64_t time_s)
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
static bool take(struct history_store *store, uint32_t mmsi, enum kind kind,
                 struct interval *interval, const union said *said, int64_t time_s)
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
    union said said[KIND_COUNT] = {0};
    const bool is_said[KIND_COUNT] = {
        [VESSEL] = history_facts_vessel(message, &said[VESSEL].vessel),
        [VOYAGE] = history_facts_voyage(message, &said[VOYAGE].voyage),
    };

    if (!is_said[VESSEL] && !is_said[VOYAGE])
        return true;
    struct ship *ship = history_store_begin(store) ? ship_of(store, message->mmsi) : NULL;
    if (ship == NULL)
        return false;
    for (enum kind kind = 0; kind < KIND_COUNT; kind++)
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
        for (enum kind kind = 0; kind < KIND_COUNT; kind++)
            if (!put(store, intervals->ships[i].mmsi, kind, &intervals->ships[i].intervals[kind]))
                return false;
    return true;
}
