/* SPDX-License-Identifier: Apache-2.0 */
#include "history/store.h"

#include "history/bounds.h"
#include "history/schema.h"
#include "history/store_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUSY_MS = 5000 };

static const char *const words[HISTORY_STATEMENT_COUNT] = {
    [HISTORY_BEGIN] = "BEGIN IMMEDIATE",
    [HISTORY_COMMIT] = "COMMIT",
    [HISTORY_ROLLBACK] = "ROLLBACK",
    [HISTORY_FIND_SEGMENT] = "SELECT id FROM segment WHERE mmsi = ? AND class = ?",
    [HISTORY_ADD_SEGMENT] = "INSERT INTO segment (mmsi, class) VALUES (?, ?)",
    [HISTORY_NEWEST_CHUNK] = "SELECT id, first_s, last_s, data FROM chunk WHERE segment = ?"
                             " ORDER BY first_s DESC LIMIT 1",
    [HISTORY_CHUNK_BEFORE] = "SELECT id, first_s, last_s, data FROM chunk WHERE segment = ?"
                             " AND first_s <= ? ORDER BY first_s DESC LIMIT 1",
    [HISTORY_CHUNK_AFTER] = "SELECT id, first_s, last_s, data FROM chunk WHERE segment = ?"
                            " AND first_s > ? ORDER BY first_s LIMIT 1",
    [HISTORY_LAST_ID] = "SELECT max(id) FROM chunk WHERE id < ?",
    [HISTORY_PUT_CHUNK] = "INSERT OR REPLACE INTO chunk VALUES (?, ?, ?, ?, ?, ?, ?)",
    [HISTORY_PUT_BOX] = "INSERT OR REPLACE INTO chunk_box VALUES (?, ?, ?, ?, ?, ?, ?)",
    [HISTORY_DROP_CHUNK] = "DELETE FROM chunk WHERE id = ?",
    [HISTORY_DROP_BOX] = "DELETE FROM chunk_box WHERE id = ?",
    [HISTORY_HOT_CHUNK] = "SELECT id FROM chunk WHERE codec = 1 AND id > ? AND id < ?"
                          " ORDER BY id LIMIT 1",
    [HISTORY_BUCKET_BOXES] =
        "SELECT id, west, east, south, north FROM chunk_box WHERE id >= ? AND id < ?",
    [HISTORY_CHUNK] = "SELECT id, first_s, last_s, data, segment FROM chunk WHERE id = ?",
    [HISTORY_OLD_CHUNKS] = "SELECT chunk.id FROM segment CROSS JOIN chunk ON segment = segment.id"
                           " WHERE class = ?1 AND first_s < ?2 AND last_s < ?2",
    [HISTORY_FIRST_CHUNKS] = "SELECT id FROM chunk ORDER BY id",
    [HISTORY_USED_PAGES] = "SELECT page_count - freelist_count FROM pragma_page_count(),"
                           " pragma_freelist_count()",
    [HISTORY_VACUUM] = "PRAGMA incremental_vacuum(500)",
    [HISTORY_FIND_STATION] = "SELECT id FROM station WHERE name = ?",
    [HISTORY_ADD_STATION] = "INSERT INTO station (name) VALUES (?)",
    [HISTORY_EACH_STATION] = "SELECT id, name FROM station ORDER BY id",
    [HISTORY_FIND_VESSEL] = "SELECT from_s, until_s, name, callsign, imo, ship_type, aid_type,"
                            " to_bow_m, to_stern_m, to_port_m, to_starboard_m FROM vessel"
                            " WHERE mmsi = ? AND from_s <= ? ORDER BY from_s DESC LIMIT 1",
    [HISTORY_PUT_VESSEL] =
        "INSERT OR REPLACE INTO vessel VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [HISTORY_FIND_VOYAGE] = "SELECT from_s, until_s, destination, eta_month, eta_day, eta_hour,"
                            " eta_minute, draught_m_e1 FROM voyage"
                            " WHERE mmsi = ? AND from_s <= ? ORDER BY from_s DESC LIMIT 1",
    [HISTORY_PUT_VOYAGE] = "INSERT OR REPLACE INTO voyage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
};

static bool prepare(struct history_store *store, struct text *reason)
{
    for (int i = 0; i < HISTORY_STATEMENT_COUNT; i++)
        if (sqlite3_prepare_v3(store->database, words[i], -1, SQLITE_PREPARE_PERSISTENT,
                               &store->statements[i], NULL) != SQLITE_OK) {
            text_add(reason, sqlite3_errmsg(store->database));
            return false;
        }
    return true;
}

static bool open_database(struct history_store *store, const char *directory, struct text *reason)
{
    char path[HISTORY_STORE_FILE_BYTES];

    snprintf(path, sizeof path, "%s/%s", directory, HISTORY_STORE_FILE);
    if (sqlite3_open_v2(path, &store->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) !=
        SQLITE_OK) {
        text_add(reason, sqlite3_errmsg(store->database));
        return false;
    }
    sqlite3_busy_timeout(store->database, BUSY_MS);
    return history_schema_prepare(store->database, reason) && prepare(store, reason);
}

struct history_store *history_store_open(const char *directory, struct text *reason)
{
    struct history_store *store = calloc(1, sizeof *store);
    if (store == NULL) {
        text_add(reason, "there is no memory");
        return NULL;
    }
    store->by_key = table_new(HISTORY_STORE_SEGMENT_COUNT_MAX);
    store->segments = malloc(HISTORY_STORE_SEGMENT_COUNT_MAX * sizeof *store->segments);
    store->hearers = history_hearers_new();
    store->intervals = history_intervals_new();
    bool has_memory = store->by_key != NULL && store->segments != NULL && store->hearers != NULL &&
                      store->intervals != NULL;
    if (!has_memory)
        text_add(reason, "there is no memory");
    if (!has_memory || !open_database(store, directory, reason)) {
        history_store_close(store);
        return NULL;
    }
    return store;
}

void history_store_close(struct history_store *store)
{
    if (store == NULL)
        return;
    for (int i = 0; i < HISTORY_STATEMENT_COUNT; i++)
        sqlite3_finalize(store->statements[i]);
    sqlite3_close(store->database);
    table_free(store->by_key);
    free(store->segments);
    history_hearers_free(store->hearers);
    history_intervals_free(store->intervals);
    free(store);
}

const char *history_store_reason(const struct history_store *store)
{
    return store->reason;
}

struct history_store_counts history_store_counts(const struct history_store *store)
{
    return store->counts;
}

sqlite3_stmt *history_store_statement(struct history_store *store, enum history_statement which)
{
    sqlite3_reset(store->statements[which]);
    return store->statements[which];
}

void history_store_forget_segments(struct history_store *store)
{
    table_clear(store->by_key);
    store->segment_count = 0;
}

/* What is remembered may be of what is gone with the transaction. */
bool history_store_failed(struct history_store *store)
{
    snprintf(store->reason, sizeof store->reason, "%s", sqlite3_errmsg(store->database));
    history_store_forget_segments(store);
    history_intervals_forget(store->intervals);
    if (!sqlite3_get_autocommit(store->database))
        sqlite3_step(history_store_statement(store, HISTORY_ROLLBACK));
    store->is_in_transaction = false;
    return false;
}

bool history_store_run(struct history_store *store, sqlite3_stmt *statement)
{
    int result = sqlite3_step(statement);
    sqlite3_reset(statement);
    return result == SQLITE_DONE || history_store_failed(store);
}

bool history_store_begin(struct history_store *store)
{
    if (!store->is_in_transaction)
        store->is_in_transaction =
            history_store_run(store, history_store_statement(store, HISTORY_BEGIN));
    return store->is_in_transaction;
}

bool history_store_commit(struct history_store *store)
{
    bool was_in = store->is_in_transaction;
    store->is_in_transaction = false;
    return !was_in || history_store_run(store, history_store_statement(store, HISTORY_COMMIT));
}

bool history_store_number(struct history_store *store, sqlite3_stmt *statement, int64_t *number,
                          bool *is_there)
{
    int result = sqlite3_step(statement);

    *is_there = result == SQLITE_ROW && sqlite3_column_type(statement, 0) != SQLITE_NULL;
    if (*is_there)
        *number = sqlite3_column_int64(statement, 0);
    sqlite3_reset(statement);
    return result == SQLITE_ROW || result == SQLITE_DONE || history_store_failed(store);
}

bool history_store_station(struct history_store *store, const char *name, uint16_t *number)
{
    sqlite3_stmt *find = history_store_statement(store, HISTORY_FIND_STATION);
    sqlite3_stmt *add = history_store_statement(store, HISTORY_ADD_STATION);
    int64_t id = 0;
    bool is_there;

    sqlite3_bind_text(find, 1, name, -1, SQLITE_TRANSIENT);
    if (!history_store_begin(store) || !history_store_number(store, find, &id, &is_there))
        return false;
    if (!is_there) {
        sqlite3_bind_text(add, 1, name, -1, SQLITE_TRANSIENT);
        if (!history_store_run(store, add))
            return false;
        id = sqlite3_last_insert_rowid(store->database);
    }
    if (id > UINT16_MAX) {
        snprintf(store->reason, sizeof store->reason, "it has as many stations as it can");
        return false;
    }
    *number = (uint16_t)id;
    return true;
}

bool history_store_each_station(struct history_store *store,
                                void (*take)(void *user, uint16_t number, const char *name),
                                void *user)
{
    sqlite3_stmt *each = history_store_statement(store, HISTORY_EACH_STATION);
    int result;

    while ((result = sqlite3_step(each)) == SQLITE_ROW)
        take(user, (uint16_t)sqlite3_column_int(each, 0),
             (const char *)sqlite3_column_text(each, 1));
    sqlite3_reset(each);
    return result == SQLITE_DONE || history_store_failed(store);
}

bool history_store_read(struct history_store *store, sqlite3_stmt *statement,
                        struct history_stored *stored, bool *is_there)
{
    int result = sqlite3_step(statement);

    *is_there = result == SQLITE_ROW;
    if (*is_there) {
        stored->id = sqlite3_column_int64(statement, 0);
        stored->first_s = sqlite3_column_int64(statement, 1);
        stored->last_s = sqlite3_column_int64(statement, 2);
        enum history_chunk_error error =
            history_chunk_decode(sqlite3_column_blob(statement, 3),
                                 (size_t)sqlite3_column_bytes(statement, 3), &stored->columns);
        if (error != HISTORY_CHUNK_OK)
            stored->columns.count = 0; /* nothing can be said of it but where it was */
    }
    sqlite3_reset(statement);
    return result == SQLITE_ROW || result == SQLITE_DONE || history_store_failed(store);
}

static int64_t floor_division(int64_t value, int64_t divisor)
{
    return value / divisor - (value % divisor < 0);
}

bool history_store_next_id(struct history_store *store, int64_t first_s, int64_t *id)
{
    sqlite3_stmt *last = history_store_statement(store, HISTORY_LAST_ID);
    int64_t first = history_schema_chunk_number(first_s);
    bool is_there;

    *id = first;
    sqlite3_bind_int64(last, 1, first + (INT64_C(1) << HISTORY_SCHEMA_BUCKET_BITS));
    if (!history_store_number(store, last, id, &is_there))
        return false;
    *id = (*id < first ? first : *id) + 1;
    return true;
}

static bool put_box(struct history_store *store, int64_t id, const struct history_columns *columns)
{
    sqlite3_stmt *put = history_store_statement(store, HISTORY_PUT_BOX);
    struct history_bounds bounds = history_bounds_of(columns);

    sqlite3_bind_int64(put, 1, id);
    sqlite3_bind_int(put, 2, bounds.west);
    sqlite3_bind_int(put, 3, bounds.east);
    sqlite3_bind_int(put, 4, bounds.south);
    sqlite3_bind_int(put, 5, bounds.north);
    sqlite3_bind_int64(put, 6, bounds.first_s - HISTORY_BOX_EPOCH_S);
    sqlite3_bind_int64(put, 7, bounds.last_s - HISTORY_BOX_EPOCH_S);
    return history_store_run(store, put);
}

bool history_store_drop(struct history_store *store, int64_t id)
{
    sqlite3_stmt *chunk = history_store_statement(store, HISTORY_DROP_CHUNK);
    sqlite3_stmt *box = history_store_statement(store, HISTORY_DROP_BOX);

    sqlite3_bind_int64(chunk, 1, id);
    sqlite3_bind_int64(box, 1, id);
    return history_store_run(store, chunk) && history_store_run(store, box);
}

bool history_store_write(struct history_store *store, int64_t id, int64_t segment,
                         const struct history_columns *columns, enum history_codec codec)
{
    size_t first = columns->has_head ? 1 : 0;
    size_t size = history_chunk_encode(columns, codec, store->bytes);
    sqlite3_stmt *put = history_store_statement(store, HISTORY_PUT_CHUNK);

    sqlite3_bind_int64(put, 1, id);
    sqlite3_bind_int64(put, 2, segment);
    sqlite3_bind_int64(put, 3, floor_division(columns->time_ms[first], 1000));
    sqlite3_bind_int64(put, 4, floor_division(columns->time_ms[columns->count - 1], 1000));
    sqlite3_bind_int64(put, 5, (int64_t)(columns->count - first));
    sqlite3_bind_int(put, 6, (int)codec);
    sqlite3_bind_blob(put, 7, store->bytes, (int)size, SQLITE_STATIC);
    store->counts.chunks++;
    return history_store_run(store, put) && put_box(store, id, columns);
}

bool history_store_put(struct history_store *store, int64_t segment,
                       const struct history_columns *columns, const int64_t *id)
{
    int64_t first_s = floor_division(columns->time_ms[columns->has_head], 1000);
    int64_t bucket = history_schema_chunk_number(first_s);
    int64_t number;

    if (id != NULL && *id > bucket && *id - bucket < INT64_C(1) << HISTORY_SCHEMA_BUCKET_BITS)
        number = *id;
    else if ((id != NULL && !history_store_drop(store, *id)) ||
             !history_store_next_id(store, first_s, &number))
        return false;
    return history_store_write(store, number, segment, columns, HISTORY_CODEC_HOT);
}

/* What is remembered of a segment, found or made. NULL when the database refused. */
static struct history_segment *segment_of(struct history_store *store,
                                          const struct history_position *of)
{
    uint64_t key = (uint64_t)of->mmsi << 8 | of->class_of;
    uint32_t number;
    bool is_there;
    int64_t id = 0;

    if (table_find(store->by_key, key, &number))
        return &store->segments[number];
    if (store->segment_count == HISTORY_STORE_SEGMENT_COUNT_MAX) {
        table_clear(store->by_key);
        store->segment_count = 0;
    }
    sqlite3_stmt *find = history_store_statement(store, HISTORY_FIND_SEGMENT);
    sqlite3_bind_int64(find, 1, of->mmsi);
    sqlite3_bind_int64(find, 2, of->class_of);
    if (!history_store_number(store, find, &id, &is_there))
        return NULL;
    if (!is_there) {
        sqlite3_stmt *add = history_store_statement(store, HISTORY_ADD_SEGMENT);
        sqlite3_bind_int64(add, 1, of->mmsi);
        sqlite3_bind_int64(add, 2, of->class_of);
        if (!history_store_run(store, add))
            return NULL;
        id = sqlite3_last_insert_rowid(store->database);
    }
    struct history_segment *segment = &store->segments[store->segment_count];
    *segment = (struct history_segment){.id = id, .is_known = !is_there};
    table_set(store->by_key, key, (uint32_t)store->segment_count++);
    return segment;
}

static void remember(struct history_segment *segment, const struct history_columns *columns,
                     int64_t first_s, int64_t last_s)
{
    segment->is_known = segment->has_chunk = true;
    segment->first_s = first_s;
    segment->last_s = last_s;
    segment->position_count = columns->count - columns->has_head;
    segment->last = (struct history_row){0};
    if (columns->count == 0)
        return;
    segment->last.time_ms = columns->time_ms[columns->count - 1];
    segment->last.values = history_gather_values(columns, columns->count - 1);
}

/* Looks up the segment's last chunk, when it is not remembered. */
static bool know(struct history_store *store, struct history_segment *segment)
{
    bool is_there;

    if (segment->is_known)
        return true;
    sqlite3_stmt *newest = history_store_statement(store, HISTORY_NEWEST_CHUNK);
    sqlite3_bind_int64(newest, 1, segment->id);
    if (!history_store_read(store, newest, &store->before, &is_there))
        return false;
    segment->is_known = true;
    segment->has_chunk = is_there;
    if (is_there)
        remember(segment, &store->before.columns, store->before.first_s, store->before.last_s);
    return true;
}

/* Whether all of it comes behind the segment's last chunk, which is full or long over. */
static bool is_next(const struct history_segment *segment, const struct history_columns *columns)
{
    int64_t first_s = floor_division(columns->time_ms[0], 1000);

    if (!segment->has_chunk)
        return true;
    if (first_s <= segment->last_s)
        return false;
    return segment->position_count + columns->count > HISTORY_CHUNK_NEW_MAX ||
           (first_s - segment->first_s) * 1000 >= HISTORY_HEAD_GAP_MAX_MS;
}

bool history_store_add(struct history_store *store, const struct history_position *of,
                       struct history_columns *columns)
{
    struct history_segment *segment = history_store_begin(store) ? segment_of(store, of) : NULL;

    if (segment == NULL || !know(store, segment))
        return false;
    if (!is_next(segment, columns)) {
        segment->is_known = false;
        return history_merge(store, segment, columns);
    }
    size_t last = columns->count - 1;
    int64_t first_s = floor_division(columns->time_ms[0], 1000);
    int64_t last_s = floor_division(columns->time_ms[last], 1000);
    store->counts.positions += columns->count;
    if (segment->has_chunk &&
        columns->time_ms[0] - segment->last.time_ms <= HISTORY_HEAD_GAP_MAX_MS)
        history_gather_head(columns, segment->last.time_ms, &segment->last.values);
    if (!history_store_put(store, segment->id, columns, NULL))
        return false;
    remember(segment, columns, first_s, last_s);
    return true;
}
