/* SPDX-License-Identifier: Apache-2.0 */
#include "history/check.h"

#include "history/bounds.h"
#include "history/chunk.h"
#include "history/gather.h"
#include "history/schema.h"
#include "history/store.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { PATH_SIZE = HISTORY_STORE_FILE_BYTES + 32 };

/* A run of the check. */
struct run {
    struct history_check *check;
    void (*tell)(void *user, const char *fault);
    void *user;
    int64_t segment; /* of the chunk before */
    struct history_row last;
    struct history_columns columns;
};

static void fault(struct run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void fault(struct run *run, const char *format, ...)
{
    char bytes[256];
    struct text words = text_init(bytes, sizeof bytes);
    va_list arguments;

    if (run->check->fault_count++ >= HISTORY_CHECK_FAULT_COUNT_MAX)
        return;
    va_start(arguments, format);
    text_add_format_list(&words, format, arguments);
    va_end(arguments);
    run->tell(run->user, bytes);
}

/* A row of the chunk's numbers in the database. */
enum { ID, SEGMENT, FIRST_S, LAST_S, COUNT, CODEC, DATA, WEST, EAST, SOUTH, NORTH, FIRST, LAST };

static void check_bounds(struct run *run, sqlite3_stmt *row)
{
    struct history_bounds bounds = history_bounds_of(&run->columns);
    long long id = sqlite3_column_int64(row, ID);

    if (sqlite3_column_type(row, WEST) == SQLITE_NULL)
        fault(run, "chunk %lld has no box: queries by place do not find it", id);
    else if (sqlite3_column_int(row, WEST) != bounds.west ||
             sqlite3_column_int(row, EAST) != bounds.east ||
             sqlite3_column_int(row, SOUTH) != bounds.south ||
             sqlite3_column_int(row, NORTH) != bounds.north ||
             sqlite3_column_int64(row, FIRST) != bounds.first_s - HISTORY_BOX_EPOCH_S ||
             sqlite3_column_int64(row, LAST) != bounds.last_s - HISTORY_BOX_EPOCH_S)
        fault(run, "chunk %lld does not lie in its box", id);
}

/* Whether it goes on where the chunk before it of the same segment ended. */
static void check_order(struct run *run, sqlite3_stmt *row)
{
    const struct history_columns *columns = &run->columns;
    long long id = sqlite3_column_int64(row, ID);
    struct history_row first = {columns->time_ms[0], history_gather_values(columns, 0), 0};

    for (uint32_t i = 1; i < columns->count; i++)
        if (columns->time_ms[i] < columns->time_ms[i - 1]) {
            fault(run, "chunk %lld goes back in time", id);
            break;
        }
    if (run->segment == sqlite3_column_int64(row, SEGMENT)) {
        if (columns->time_ms[columns->has_head] < run->last.time_ms)
            fault(run, "chunk %lld begins before the one before it ends", id);
        if (columns->has_head && !history_row_is_same(&first, &run->last))
            fault(run, "chunk %lld does not begin with the last position before it", id);
    }
    run->segment = sqlite3_column_int64(row, SEGMENT);
    run->last.time_ms = columns->time_ms[columns->count - 1];
    run->last.values = history_gather_values(columns, columns->count - 1);
}

static void check_chunk(struct run *run, sqlite3_stmt *row)
{
    static const char *const errors[] = {"", "is cut short", "is broken", "is of a later version"};
    struct history_columns *columns = &run->columns;
    long long id = sqlite3_column_int64(row, ID);
    size_t size = (size_t)sqlite3_column_bytes(row, DATA);
    enum history_chunk_error error =
        history_chunk_decode(sqlite3_column_blob(row, DATA), size, columns);

    run->check->chunk_count++;
    run->check->data_size += size;
    run->check->cold_count += sqlite3_column_int(row, CODEC) == HISTORY_CODEC_COLD;
    if (error != HISTORY_CHUNK_OK) {
        fault(run, "chunk %lld %s", id, errors[error]);
        run->segment = -1;
        return;
    }
    uint32_t count = columns->count - columns->has_head;
    run->check->position_count += count;
    if (sqlite3_column_int64(row, COUNT) != count ||
        sqlite3_column_int64(row, FIRST_S) != columns->time_ms[columns->has_head] / 1000 ||
        sqlite3_column_int64(row, LAST_S) != columns->time_ms[columns->count - 1] / 1000)
        fault(run, "chunk %lld is not what its row says", id);
    check_bounds(run, row);
    check_order(run, row);
}

static bool check_chunks(struct run *run, sqlite3 *database)
{
    static const char words[] =
        "SELECT chunk.id, segment, first_s, last_s, position_count, codec, data, west, east, south,"
        " north, first, last FROM chunk LEFT JOIN chunk_box ON chunk_box.id = chunk.id"
        " ORDER BY segment, first_s, last_s";
    sqlite3_stmt *rows = NULL;
    int result = sqlite3_prepare_v2(database, words, -1, &rows, NULL);

    while (result == SQLITE_OK || result == SQLITE_ROW) {
        result = sqlite3_step(rows);
        if (result == SQLITE_ROW)
            check_chunk(run, rows);
    }
    sqlite3_finalize(rows);
    return result == SQLITE_DONE;
}

/* SQLite's own check of its pages. */
static bool check_pages(struct run *run, sqlite3 *database)
{
    sqlite3_stmt *rows = NULL;
    int result = sqlite3_prepare_v2(database, "PRAGMA integrity_check(10)", -1, &rows, NULL);

    while (result == SQLITE_OK || result == SQLITE_ROW) {
        result = sqlite3_step(rows);
        const char *words = result == SQLITE_ROW ? (const char *)sqlite3_column_text(rows, 0) : "";
        if (result == SQLITE_ROW && sqlite3_stricmp(words, "ok") != 0)
            fault(run, "%s", words);
    }
    sqlite3_finalize(rows);
    return result == SQLITE_DONE;
}

bool history_check_run(const char *directory, struct history_check *check,
                       void (*tell)(void *user, const char *fault), void *user, struct text *reason)
{
    struct run *run = malloc(sizeof *run);
    sqlite3 *database = history_schema_open(directory, reason);
    char path[PATH_SIZE];
    struct stat state;

    *check = (struct history_check){0};
    if (run == NULL || database == NULL) {
        if (run == NULL)
            text_add(reason, "there is no memory");
        sqlite3_close(database);
        free(run);
        return false;
    }
    run->check = check;
    run->tell = tell;
    run->user = user;
    run->segment = -1;
    snprintf(path, sizeof path, "%s/%s", directory, HISTORY_STORE_FILE);
    if (stat(path, &state) == 0)
        check->file_size = (uint64_t)state.st_size;
    bool is_read = check_pages(run, database) && check_chunks(run, database);
    if (!is_read)
        text_add(reason, sqlite3_errmsg(database));
    sqlite3_close(database);
    free(run);
    return is_read;
}
