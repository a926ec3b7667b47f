/* SPDX-License-Identifier: Apache-2.0 */
#include "history/keeper.h"

#include "history/schema.h"
#include "history/store_inside.h"

#include <stdlib.h>

enum { DROP_COUNT_MAX = 1000 };

/* A chunk of the six hours at hand. */
struct item {
    uint32_t place; /* along a curve that keeps neighbours together */
    int64_t id;
};

struct history_keeper {
    struct history_store *store;
    struct history_keep keep;
    struct history_keeper_counts counts;
    struct item *items;
    size_t count, count_max, done;
    int64_t behind; /* chunks up to this number were looked at: what is still hot there is broken */
    struct history_columns columns;
};

struct history_keeper *history_keeper_new(struct history_store *store,
                                          const struct history_keep *keep)
{
    struct history_keeper *keeper = calloc(1, sizeof *keeper);
    if (keeper == NULL)
        return NULL;
    keeper->store = store;
    keeper->keep = *keep;
    keeper->behind = INT64_MIN;
    return keeper;
}

void history_keeper_free(struct history_keeper *keeper)
{
    if (keeper == NULL)
        return;
    free(keeper->items);
    free(keeper);
}

struct history_keeper_counts history_keeper_counts(const struct history_keeper *keeper)
{
    return keeper->counts;
}

/* Sixteen bits of each coordinate, in turn (Morton's order). */
static uint32_t place_of(int32_t longitude, int32_t latitude)
{
    uint32_t east = (uint32_t)((longitude + INT64_C(180) * HISTORY_DEGREE) / 6592);
    uint32_t north = (uint32_t)((latitude + INT64_C(90) * HISTORY_DEGREE) / 3296);
    uint32_t place = 0;

    for (unsigned bit = 0; bit < 16; bit++)
        place |= (east >> bit & 1) << (2 * bit) | (north >> bit & 1) << (2 * bit + 1);
    return place;
}

static int compare(const void *one, const void *other)
{
    const struct item *a = one, *b = other;

    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    return a->id < b->id ? -1 : a->id > b->id;
}

static bool add_item(struct history_keeper *keeper, struct item item)
{
    if (keeper->count == keeper->count_max) {
        size_t more = keeper->count_max == 0 ? 4096 : 2 * keeper->count_max;
        struct item *items = realloc(keeper->items, more * sizeof *items);
        if (items == NULL)
            return false; /* the rest stays hot until there is memory */
        keeper->items = items;
        keeper->count_max = more;
    }
    keeper->items[keeper->count++] = item;
    return true;
}

/* Lists the chunks of the first six hours that have a hot one. */
static bool list(struct history_keeper *keeper, int64_t now_s)
{
    struct history_store *store = keeper->store;
    sqlite3_stmt *hot = history_store_statement(store, HISTORY_HOT_CHUNK);
    int64_t bucket_size = INT64_C(1) << HISTORY_SCHEMA_BUCKET_BITS;
    int64_t id = 0;
    bool is_there;
    int result;

    keeper->count = keeper->done = 0;
    sqlite3_bind_int64(hot, 1, keeper->behind);
    sqlite3_bind_int64(hot, 2, history_schema_chunk_number(now_s - HISTORY_COLD_AFTER_S));
    if (!history_store_number(store, hot, &id, &is_there))
        return false;
    if (!is_there)
        return true;
    int64_t first = id / bucket_size * bucket_size - (id % bucket_size < 0 ? bucket_size : 0);
    sqlite3_stmt *boxes = history_store_statement(store, HISTORY_BUCKET_BOXES);
    sqlite3_bind_int64(boxes, 1, first);
    sqlite3_bind_int64(boxes, 2, first + bucket_size);
    while ((result = sqlite3_step(boxes)) == SQLITE_ROW) {
        struct item item = {
            place_of(sqlite3_column_int(boxes, 1) / 2 + sqlite3_column_int(boxes, 2) / 2,
                     sqlite3_column_int(boxes, 3) / 2 + sqlite3_column_int(boxes, 4) / 2),
            sqlite3_column_int64(boxes, 0)};
        if (!add_item(keeper, item))
            break;
    }
    sqlite3_reset(boxes);
    keeper->behind = first + bucket_size - 1;
    if (keeper->count > 0)
        qsort(keeper->items, keeper->count, sizeof *keeper->items, compare);
    return result == SQLITE_DONE || result == SQLITE_ROW || history_store_failed(store);
}

/* Writes a chunk cold, behind all others of its six hours. */
static bool rewrite(struct history_keeper *keeper, int64_t id)
{
    struct history_store *store = keeper->store;
    sqlite3_stmt *chunk = history_store_statement(store, HISTORY_CHUNK);
    int64_t number;

    sqlite3_bind_int64(chunk, 1, id);
    if (sqlite3_step(chunk) != SQLITE_ROW) {
        sqlite3_reset(chunk);
        return true; /* it was merged away meanwhile */
    }
    int64_t first_s = sqlite3_column_int64(chunk, 1);
    int64_t segment = sqlite3_column_int64(chunk, 4);
    enum history_chunk_error error = history_chunk_decode(
        sqlite3_column_blob(chunk, 3), (size_t)sqlite3_column_bytes(chunk, 3), &keeper->columns);
    sqlite3_reset(chunk);
    if (error != HISTORY_CHUNK_OK) {
        keeper->counts.broken++;
        return true;
    }
    keeper->counts.compacted++;
    return history_store_next_id(store, first_s, &number) &&
           history_store_write(store, number, segment, &keeper->columns, HISTORY_CODEC_COLD) &&
           history_store_drop(store, id);
}

/* Gives pages that hold nothing back to the disk. */
static bool vacuum(struct history_store *store)
{
    sqlite3_stmt *step = history_store_statement(store, HISTORY_VACUUM);
    int result;

    while ((result = sqlite3_step(step)) == SQLITE_ROW) /* a row a page */
        continue;
    sqlite3_reset(step);
    return result == SQLITE_DONE || history_store_failed(store);
}

bool history_keeper_compact(struct history_keeper *keeper, int64_t now_s, size_t chunk_count,
                            bool *is_done)
{
    *is_done = false;
    if (!history_store_begin(keeper->store))
        return false;
    for (size_t i = 0; i < chunk_count; i++) {
        if (keeper->done == keeper->count && !list(keeper, now_s))
            return false;
        if (keeper->count == 0) {
            keeper->behind = INT64_MIN; /* late ones may come */
            *is_done = true;
            break;
        }
        if (!rewrite(keeper, keeper->items[keeper->done++].id))
            return false;
    }
    return vacuum(keeper->store);
}

/* Drops the chunks that a statement finds; how many. */
static bool drop_found(struct history_keeper *keeper, sqlite3_stmt *found, size_t *count)
{
    int64_t ids[DROP_COUNT_MAX];
    int result;

    *count = 0;
    while ((result = sqlite3_step(found)) == SQLITE_ROW && *count < DROP_COUNT_MAX)
        ids[(*count)++] = sqlite3_column_int64(found, 0);
    sqlite3_reset(found);
    if (result != SQLITE_ROW && result != SQLITE_DONE)
        return history_store_failed(keeper->store);
    for (size_t i = 0; i < *count; i++)
        if (!history_store_drop(keeper->store, ids[i]))
            return false;
    keeper->counts.dropped += *count;
    return true;
}

/* Bytes of the database that hold something. */
static bool read_size(struct history_store *store, uint64_t *size)
{
    sqlite3_stmt *pages = history_store_statement(store, HISTORY_USED_PAGES);
    int64_t count = 0;
    bool is_there;

    if (!history_store_number(store, pages, &count, &is_there))
        return false;
    *size = (uint64_t)count * HISTORY_PAGE_SIZE;
    return true;
}

/* Drops the oldest of all while there is too much. */
static bool drop_by_size(struct history_keeper *keeper, size_t *count)
{
    uint64_t size;

    *count = 0;
    if (keeper->keep.size_max == 0)
        return true;
    if (!read_size(keeper->store, &size))
        return false;
    return size <= keeper->keep.size_max ||
           drop_found(keeper, history_store_statement(keeper->store, HISTORY_FIRST_CHUNKS), count);
}

bool history_keeper_drop(struct history_keeper *keeper, int64_t now_s, bool *is_done)
{
    struct history_store *store = keeper->store;
    size_t dropped = 0, count;

    *is_done = false;
    if (!history_store_begin(store))
        return false;
    for (int i = 0; i < HISTORY_CLASS_COUNT; i++) {
        if (keeper->keep.days[i] == 0)
            continue;
        sqlite3_stmt *old = history_store_statement(store, HISTORY_OLD_CHUNKS);
        sqlite3_bind_int(old, 1, i);
        sqlite3_bind_int64(old, 2, now_s - keeper->keep.days[i] * 86400);
        if (!drop_found(keeper, old, &count))
            return false;
        dropped += count;
    }
    if (!drop_by_size(keeper, &count))
        return false;
    dropped += count;
    *is_done = dropped == 0;
    if (*is_done)
        return true;
    history_store_forget_segments(store);
    return vacuum(store);
}
