/* SPDX-License-Identifier: Apache-2.0 */
#include "history/open.h"

#include "history/chunk.h"
#include "history/gather.h"
#include "history/journal.h"
#include "history/replay.h"
#include "history/store.h"
#include "history/writer.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Positions of one segment, encoded. */
struct piece {
    struct history_position of;
    int64_t begin_ms; /* of its head, if it has one */
    int64_t first_ms;
    int64_t last_ms;
    size_t size; /* 0: all of it is in the database */
    uint8_t *bytes;
};

struct history_open {
    size_t count;
    size_t count_max;
    struct piece *pieces;
    bool has_no_memory;
    struct history_columns columns;
    struct history_columns stored;
    uint8_t bytes[HISTORY_CHUNK_SIZE_MAX];
    char names[HISTORY_STATION_NUMBER_COUNT][HISTORY_STATION_NAME_BYTES];
};

void history_open_free(struct history_open *open)
{
    if (open == NULL)
        return;
    for (size_t i = 0; i < open->count; i++)
        free(open->pieces[i].bytes);
    free(open->pieces);
    free(open);
}

const char *history_open_station(const struct history_open *open, uint16_t number)
{
    return open->names[number];
}

/* Encodes columns as what a piece holds. */
static bool put(struct history_open *open, struct piece *piece,
                const struct history_columns *columns)
{
    size_t size = history_chunk_encode(columns, HISTORY_CODEC_HOT, open->bytes);
    uint8_t *bytes = realloc(piece->bytes, size);

    if (bytes == NULL) {
        open->has_no_memory = true;
        return false;
    }
    memcpy(bytes, open->bytes, size);
    piece->bytes = bytes;
    piece->size = size;
    piece->begin_ms = columns->time_ms[0];
    piece->first_ms = columns->time_ms[columns->has_head];
    piece->last_ms = columns->time_ms[columns->count - 1];
    return true;
}

static void get(const struct piece *piece, struct history_columns *columns)
{
    enum history_chunk_error error = history_chunk_decode(piece->bytes, piece->size, columns);
    assert(error == HISTORY_CHUNK_OK); /* as it was encoded */
}

bool history_open_get(const struct history_open *open, size_t index, struct history_position *of,
                      struct history_columns *columns)
{
    if (index >= open->count)
        return false;
    *of = open->pieces[index].of;
    get(&open->pieces[index], columns);
    return true;
}

size_t history_open_find(const struct history_open *open, size_t index, uint32_t mmsi,
                         int64_t from_ms, int64_t until_ms)
{
    for (; index < open->count; index++) {
        const struct piece *piece = &open->pieces[index];
        if ((mmsi == 0 || piece->of.mmsi == mmsi) && piece->last_ms >= from_ms &&
            piece->begin_ms < until_ms)
            break;
    }
    return index;
}

static void add(void *user, const struct history_position *of,
                const struct history_columns *columns)
{
    struct history_open *open = user;

    if (open->count == open->count_max) {
        size_t more = open->count_max == 0 ? 1024 : 2 * open->count_max;
        struct piece *pieces = realloc(open->pieces, more * sizeof *pieces);
        if (pieces == NULL) {
            open->has_no_memory = true;
            return;
        }
        open->pieces = pieces;
        open->count_max = more;
    }
    open->pieces[open->count] = (struct piece){.of = *of};
    open->count += put(open, &open->pieces[open->count], columns);
}

/* What is full while the journal is read is kept here, until the database says that it has it. */
static bool keep(void *user, const struct history_position *of, struct history_columns *columns)
{
    add(user, of, columns);
    return true;
}

struct taker {
    struct history_open *open;
    struct history_tail *tail;
    struct history_hearers *hearers;
};

static uint16_t take_station(void *user, uint16_t number, const char *name)
{
    const struct taker *taker = user;

    snprintf(taker->open->names[number], HISTORY_STATION_NAME_BYTES, "%s", name);
    return number;
}

static void take_report(void *user, const struct evidence_report *report)
{
    const struct taker *taker = user;
    history_replay_take(taker->tail, taker->hearers, report);
}

static int compare(const void *one, const void *other)
{
    const struct piece *a = one, *b = other;

    if (a->of.mmsi != b->of.mmsi)
        return a->of.mmsi < b->of.mmsi ? -1 : 1;
    if (a->of.class_of != b->of.class_of)
        return a->of.class_of < b->of.class_of ? -1 : 1;
    return a->first_ms < b->first_ms ? -1 : a->first_ms > b->first_ms;
}

/* Replays the journal through a tail of its own, which is large: not for a store that has none. */
static bool replay(struct history_open *open, const char *directory, struct text *reason)
{
    if (!history_journal_is_there(directory))
        return true;
    struct taker taker = {.open = open, .hearers = history_hearers_new()};
    struct history_replay *replay = calloc(1, sizeof *replay);
    bool is_done = false;

    if (taker.hearers != NULL)
        taker.tail = history_tail_new(&(struct history_tail_options){
            .segment_count_max = HISTORY_WRITER_SEGMENTS,
            .position_count_max = HISTORY_WRITER_POSITIONS,
            .hearers = taker.hearers,
            .keep = keep,
            .user = open,
        });
    if (taker.tail != NULL && replay != NULL) {
        replay->tail = taker.tail;
        replay->hearers = taker.hearers;
        replay->station = take_station;
        replay->report = take_report;
        replay->user = &taker;
        is_done = history_replay_run(replay, directory, reason);
        history_tail_each(taker.tail, 0, add, open);
    } else {
        open->has_no_memory = true;
    }
    free(replay);
    history_tail_free(taker.tail);
    history_hearers_free(taker.hearers);
    return is_done;
}

struct history_open *history_open_read(const char *directory, struct text *reason)
{
    struct history_open *open = calloc(1, sizeof *open);

    if (open != NULL && replay(open, directory, reason) && !open->has_no_memory) {
        if (open->count > 0)
            qsort(open->pieces, open->count, sizeof *open->pieces, compare);
        return open;
    }
    if (open == NULL || open->has_no_memory)
        text_add(reason, "there is no memory");
    history_open_free(open);
    return NULL;
}

/* The first position of a chunk that is not before a time; all that is the same has its time. */
static size_t find_time(const struct history_columns *stored, int64_t time_ms)
{
    size_t low = stored->has_head, high = stored->count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (stored->time_ms[middle] < time_ms)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_stored(const struct history_columns *stored, const struct history_row *row)
{
    for (size_t i = find_time(stored, row->time_ms);
         i < stored->count && stored->time_ms[i] == row->time_ms; i++) {
        struct history_row other = {stored->time_ms[i], history_gather_values(stored, i), 0};
        if (history_row_is_same(&other, row))
            return true;
    }
    return false;
}

/* Leaves out of `columns` what a chunk has. */
static void leave_out(struct history_columns *columns, const struct history_columns *stored)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < columns->count; i++) {
        struct history_row row = {columns->time_ms[i], history_gather_values(columns, i), 0};
        if (is_stored(stored, &row))
            continue;
        history_gather_put(columns, kept, row.time_ms, &row.values);
        columns->heard[kept++] = columns->heard[i];
    }
    columns->count = kept;
}

/* Holds a piece against the chunks of its segment, of which the statement gives those that end last
 * first, and gives it the head that it follows. */
static bool settle(struct history_open *open, struct piece *piece, sqlite3_stmt *chunks)
{
    struct history_columns *columns = &open->columns, *stored = &open->stored;
    struct history_row head = {.time_ms = INT64_MIN};

    get(piece, columns);
    sqlite3_bind_int64(chunks, 1, piece->of.mmsi);
    sqlite3_bind_int64(chunks, 2, piece->of.class_of);
    sqlite3_bind_int64(chunks, 3, columns->time_ms[columns->count - 1] / 1000);
    while (columns->count > 0 && sqlite3_step(chunks) == SQLITE_ROW) {
        if (history_chunk_decode(sqlite3_column_blob(chunks, 0),
                                 (size_t)sqlite3_column_bytes(chunks, 0),
                                 stored) != HISTORY_CHUNK_OK)
            break;
        uint32_t last = stored->count - 1;
        leave_out(columns, stored);
        if (columns->count > 0 && stored->time_ms[last] <= columns->time_ms[0] &&
            stored->time_ms[last] > head.time_ms) {
            head.time_ms = stored->time_ms[last];
            head.values = history_gather_values(stored, last);
        }
        if (columns->count == 0 || stored->time_ms[stored->has_head] < columns->time_ms[0])
            break;
    }
    sqlite3_reset(chunks);
    piece->size = 0;
    if (columns->count == 0)
        return true;
    if (head.time_ms != INT64_MIN && columns->time_ms[0] - head.time_ms <= HISTORY_HEAD_GAP_MAX_MS)
        history_gather_head(columns, head.time_ms, &head.values);
    return put(open, piece, columns);
}

/* Names in the database of stations that the journal does not tell. */
static bool read_stations(struct history_open *open, sqlite3 *database)
{
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(database, "SELECT id, name FROM station", -1, &statement, NULL);

    while (result == SQLITE_OK || result == SQLITE_ROW) {
        result = sqlite3_step(statement);
        int64_t number = result == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
        if (result == SQLITE_ROW && number > 0 && number < HISTORY_STATION_NUMBER_COUNT)
            snprintf(open->names[number], HISTORY_STATION_NAME_BYTES, "%s",
                     (const char *)sqlite3_column_text(statement, 1));
    }
    sqlite3_finalize(statement);
    return result == SQLITE_DONE;
}

bool history_open_settle(struct history_open *open, sqlite3 *database, struct text *reason)
{
    static const char words[] = "SELECT data FROM segment JOIN chunk ON segment = segment.id"
                                " WHERE mmsi = ? AND class = ? AND first_s <= ?"
                                " ORDER BY first_s DESC";
    sqlite3_stmt *chunks;
    size_t kept = 0;

    if (!read_stations(open, database) ||
        sqlite3_prepare_v2(database, words, -1, &chunks, NULL) != SQLITE_OK) {
        text_add(reason, sqlite3_errmsg(database));
        return false;
    }
    for (size_t i = 0; i < open->count; i++) {
        if (!settle(open, &open->pieces[i], chunks))
            open->pieces[i].size = 0;
        if (open->pieces[i].size == 0)
            free(open->pieces[i].bytes);
        else
            open->pieces[kept++] = open->pieces[i];
    }
    open->count = kept;
    sqlite3_finalize(chunks);
    if (open->has_no_memory)
        text_add(reason, "there is no memory");
    return !open->has_no_memory;
}
