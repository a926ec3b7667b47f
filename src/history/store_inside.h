/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the store share. */
#ifndef HISTORY_STORE_INSIDE_H
#define HISTORY_STORE_INSIDE_H

#include "base/table.h"
#include "history/chunk.h"
#include "history/gather.h"
#include "history/store.h"

#include <sqlite3.h>

enum history_statement {
    HISTORY_BEGIN,
    HISTORY_COMMIT,
    HISTORY_ROLLBACK,
    HISTORY_FIND_SEGMENT,
    HISTORY_ADD_SEGMENT,
    HISTORY_NEWEST_CHUNK,
    HISTORY_CHUNK_BEFORE,
    HISTORY_CHUNK_AFTER,
    HISTORY_LAST_ID,
    HISTORY_PUT_CHUNK,
    HISTORY_PUT_BOX,
    HISTORY_DROP_CHUNK,
    HISTORY_DROP_BOX,
    HISTORY_HOT_CHUNK,
    HISTORY_BUCKET_BOXES,
    HISTORY_CHUNK,
    HISTORY_OLD_CHUNKS,
    HISTORY_FIRST_CHUNKS,
    HISTORY_USED_PAGES,
    HISTORY_VACUUM,
    HISTORY_FIND_STATION,
    HISTORY_ADD_STATION,
    HISTORY_EACH_STATION,
    HISTORY_FIND_VESSEL,
    HISTORY_PUT_VESSEL,
    HISTORY_FIND_VOYAGE,
    HISTORY_PUT_VOYAGE,
    HISTORY_STATEMENT_COUNT,
};

/* What is remembered of a segment: its last chunk. */
struct history_segment {
    int64_t id;
    bool is_known;  /* the rest */
    bool has_chunk; /* the rest but this */
    int64_t first_s;
    int64_t last_s;
    uint32_t position_count;
    struct history_row last; /* its last position */
};

/* A chunk as it is stored. */
struct history_stored {
    int64_t id;
    int64_t first_s;
    int64_t last_s;
    struct history_columns columns;
};

enum { HISTORY_MERGED_COUNT_MAX = 2 * HISTORY_CHUNK_NEW_MAX };

struct history_intervals;

struct history_store {
    sqlite3 *database;
    sqlite3_stmt *statements[HISTORY_STATEMENT_COUNT];
    bool is_in_transaction;
    char reason[256];
    struct history_store_counts counts;

    struct table *by_key; /* MMSI and class */
    struct history_segment *segments;
    size_t segment_count;

    struct history_intervals *intervals;

    /* For merging. */
    struct history_hearers *hearers;
    struct history_row come[HISTORY_CHUNK_NEW_MAX];
    struct history_row merged[HISTORY_MERGED_COUNT_MAX];
    struct history_stored before;
    struct history_stored after;
    struct history_columns columns;
    uint8_t bytes[HISTORY_CHUNK_SIZE_MAX];
};

/* Before anything is written. */
bool history_store_begin(struct history_store *store);

/* A statement ready for its parameters. */
sqlite3_stmt *history_store_statement(struct history_store *store, enum history_statement which);

/* Runs it, when it gives no rows. */
bool history_store_run(struct history_store *store, sqlite3_stmt *statement);

/* The last chunk of a segment may be another now. */
void history_store_forget_segments(struct history_store *store);

/* Takes note of what the database said; false. */
bool history_store_failed(struct history_store *store);

/* The first free number for a chunk that begins at a time. */
bool history_store_next_id(struct history_store *store, int64_t first_s, int64_t *id);

/* Writes columns as chunk `id` of a segment, in place of what has that number. */
bool history_store_write(struct history_store *store, int64_t id, int64_t segment,
                         const struct history_columns *columns, enum history_codec codec);

/* Removes a chunk. */
bool history_store_drop(struct history_store *store, int64_t id);

/* The number that a statement finds. */
bool history_store_number(struct history_store *store, sqlite3_stmt *statement, int64_t *number,
                          bool *is_there);

/* Writes columns as a chunk of a segment, as a new one or in place of chunk `id`. */
bool history_store_put(struct history_store *store, int64_t segment,
                       const struct history_columns *columns, const int64_t *id);

/* Reads the chunk that a statement finds; `*is_there` says whether there is one. */
bool history_store_read(struct history_store *store, sqlite3_stmt *statement,
                        struct history_stored *stored, bool *is_there);

/* Merges columns with what the segment has in their time. */
bool history_merge(struct history_store *store, struct history_segment *segment,
                   const struct history_columns *columns);

/* What is remembered of ships' intervals. */
struct history_intervals *history_intervals_new(void);
void history_intervals_free(struct history_intervals *intervals);
void history_intervals_forget(struct history_intervals *intervals);

#endif
