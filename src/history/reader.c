/* SPDX-License-Identifier: Apache-2.0 */
#include "history/reader.h"

#include "history/chunk.h"
#include "history/gather.h"
#include "history/open.h"
#include "history/schema.h"
#include "history/store.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHORT_S = 2 * 86400 };

/* A scan of one filter. */
struct scan {
    struct history_reader *reader;
    const struct history_filter *filter;
    struct history_takers takers;
    bool has_boxes;   /* the rows of chunks tell them */
    size_t next_open; /* the number of the open piece to be looked at next */
    bool has_open;    /* one is looked at: its positions from `open_first` on are to be given */
    uint32_t open_first;
    struct history_position open_of;
    struct history_columns open_columns;
};

struct history_reader {
    sqlite3 *database;
    struct history_open *open; /* what only the journal has */
    bool has_circles;          /* a chunk lies across the antimeridian */
    uint64_t broken_count;
    struct history_columns columns;
    struct scan scan;
};

/* The number that a query gives. False when it gives none. */
static bool read_number(sqlite3 *database, const char *query, int64_t *number)
{
    sqlite3_stmt *statement = NULL;
    bool is_there = sqlite3_prepare_v2(database, query, -1, &statement, NULL) == SQLITE_OK &&
                    sqlite3_step(statement) == SQLITE_ROW &&
                    sqlite3_column_type(statement, 0) != SQLITE_NULL;

    if (is_there)
        *number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return is_there;
}

static bool open_database(struct history_reader *reader, const char *directory, struct text *reason)
{
    reader->database = history_schema_open(directory, reason);
    if (reader->database == NULL)
        return false;
    /* All that is read from now on is of one moment. */
    static const char begin[] = "PRAGMA mmap_size = 17179869184; BEGIN; SELECT 1 FROM station";
    int64_t circles = 0;
    if (sqlite3_exec(reader->database, begin, NULL, NULL, NULL) != SQLITE_OK ||
        !read_number(reader->database,
                     "SELECT EXISTS (SELECT 1 FROM chunk_box WHERE east > 108000000"
                     " AND south <= 54000000)",
                     &circles)) {
        text_add(reason, sqlite3_errmsg(reader->database));
        return false;
    }
    reader->has_circles = circles != 0;
    return true;
}

struct history_reader *history_reader_open(const char *directory, struct text *reason)
{
    struct history_reader *reader = calloc(1, sizeof *reader);

    if (reader == NULL) {
        text_add(reason, "there is no memory");
        return NULL;
    }
    /* The journal first: what is closed into chunks meanwhile is then seen twice, and once left
     * out, but never missed. */
    reader->open = history_open_read(directory, reason);
    if (reader->open == NULL || !open_database(reader, directory, reason) ||
        !history_open_settle(reader->open, reader->database, reason)) {
        history_reader_close(reader);
        return NULL;
    }
    return reader;
}

void history_reader_close(struct history_reader *reader)
{
    if (reader == NULL)
        return;
    sqlite3_close_v2(reader->database);
    history_open_free(reader->open);
    free(reader);
}

uint64_t history_reader_broken_count(const struct history_reader *reader)
{
    return reader->broken_count;
}

const char *history_reader_station(const struct history_reader *reader, uint16_t number)
{
    return history_open_station(reader->open, number);
}

bool history_box_has(const struct history_box *box, int32_t longitude, int32_t latitude)
{
    if (latitude < box->south || latitude > box->north)
        return false;
    if (box->west <= box->east)
        return longitude >= box->west && longitude <= box->east;
    /* What is beyond 180 degrees is no place. */
    return (longitude >= box->west && longitude <= 180 * HISTORY_DEGREE) ||
           (longitude <= box->east && longitude >= -180 * HISTORY_DEGREE);
}

static int64_t seconds_of(int64_t time_ms)
{
    return time_ms / 1000 - (time_ms % 1000 < 0);
}

/* A segment's place against where the filter begins: below 0 before it. */
static int compare_to_begin(const struct history_place *begin, uint32_t mmsi, unsigned class_of)
{
    if (mmsi != begin->mmsi)
        return mmsi < begin->mmsi ? -1 : 1;
    return class_of < begin->class_of ? -1 : class_of > begin->class_of;
}

/* Gives on `piece`, or what of it lies in the filter's time, when there is any, or when the way
 * from the head leads into it. */
static bool give(struct scan *scan, struct history_piece piece)
{
    const struct history_columns *columns = piece.columns;
    const struct history_filter *filter = scan->filter;
    int64_t from_ms = filter->from_ms;
    int to_begin = compare_to_begin(&filter->begin, piece.mmsi, piece.class_of);
    bool spans = columns->has_head && piece.first == 1 && columns->time_ms[0] < filter->until_ms &&
                 columns->time_ms[1] >= from_ms;

    if (to_begin < 0)
        return true;
    if (to_begin == 0 && from_ms < filter->begin.time_ms)
        from_ms = filter->begin.time_ms;
    while (piece.first < piece.end && columns->time_ms[piece.first] < from_ms)
        piece.first++;
    while (piece.end > piece.first && columns->time_ms[piece.end - 1] >= filter->until_ms)
        piece.end--;
    if (piece.first == piece.end && !spans)
        return true;
    return scan->takers.take(scan->takers.user, &piece);
}

/* Looks at the next open piece. False when there is none. */
static bool look_at_open(struct scan *scan)
{
    const struct history_filter *filter = scan->filter;
    const struct history_open *open = scan->reader->open;

    if (scan->has_open)
        return true;
    scan->next_open =
        history_open_find(open, scan->next_open, filter->mmsi, filter->from_ms, filter->until_ms);
    if (!history_open_get(open, scan->next_open, &scan->open_of, &scan->open_columns))
        return false;
    scan->next_open++;
    scan->open_first = scan->open_columns.has_head;
    scan->has_open = true;
    return true;
}

/* Gives the positions before `end` of the open piece that is looked at. */
static bool give_open_until(struct scan *scan, uint32_t end)
{
    struct history_piece piece = {
        .mmsi = scan->open_of.mmsi,
        .class_of = (enum history_class)scan->open_of.class_of,
        .first = scan->open_first,
        .end = end,
        .columns = &scan->open_columns,
    };

    scan->open_first = end;
    scan->has_open = end < scan->open_columns.count;
    if (scan->filter->mmsi != 0 && scan->filter->mmsi != piece.mmsi)
        return true;
    return give(scan, piece);
}

/* Gives open pieces: those before a segment, or all with `is_end`. */
static bool give_open(struct scan *scan, uint32_t mmsi, unsigned class_of, bool is_end)
{
    while (look_at_open(scan)) {
        const struct history_position *of = &scan->open_of;
        bool is_before = of->mmsi < mmsi || (of->mmsi == mmsi && of->class_of < class_of);
        if (!is_before && !is_end)
            return true;
        if (!give_open_until(scan, scan->open_columns.count))
            return false;
    }
    return true;
}

/* Whether an open position is of this segment, and its time before another. */
static bool has_open_before(struct scan *scan, const struct history_piece *piece, int64_t time_ms)
{
    return look_at_open(scan) && scan->open_of.mmsi == piece->mmsi &&
           scan->open_of.class_of == piece->class_of &&
           scan->open_columns.time_ms[scan->open_first] < time_ms;
}

/* Gives a chunk, and between its positions the open ones that came late. */
static bool give_merged(struct scan *scan, struct history_piece piece)
{
    const struct history_columns *columns = piece.columns, *open = &scan->open_columns;
    uint32_t end = piece.end;

    while (has_open_before(scan, &piece, columns->time_ms[end - 1])) {
        uint32_t open_end = scan->open_first;
        piece.end = piece.first;
        while (columns->time_ms[piece.end] <= open->time_ms[open_end])
            piece.end++;
        while (open_end < open->count && open->time_ms[open_end] < columns->time_ms[piece.end])
            open_end++;
        if ((piece.end > piece.first && !give(scan, piece)) || !give_open_until(scan, open_end))
            return false;
        piece.first = piece.end;
    }
    piece.end = end;
    return give(scan, piece);
}

/* What stands in a row of a chunk. */
enum {
    MMSI_AT,
    CLASS_AT,
    DATA_AT,
    COUNT_AT,
    FIRST_AT,
    LAST_AT,
    WEST_AT,
    EAST_AT,
    SOUTH_AT,
    NORTH_AT
};

/* Whether all positions of a row's chunk lie in the filter. A box that holds the chunk's has no
 * position that is no place. */
static bool is_whole(const struct scan *scan, sqlite3_stmt *row)
{
    const struct history_filter *filter = scan->filter;
    const struct history_box *box = filter->box;

    if (sqlite3_column_int64(row, FIRST_AT) * 1000 < filter->from_ms ||
        sqlite3_column_int64(row, LAST_AT) * 1000 + 999 >= filter->until_ms)
        return false;
    if (box == NULL)
        return true;
    return scan->has_boxes && sqlite3_column_int64(row, WEST_AT) >= box->west &&
           sqlite3_column_int64(row, EAST_AT) <= box->east &&
           sqlite3_column_int64(row, SOUTH_AT) >= box->south &&
           sqlite3_column_int64(row, NORTH_AT) <= box->north &&
           history_chunk_has_places(sqlite3_column_blob(row, DATA_AT),
                                    (size_t)sqlite3_column_bytes(row, DATA_AT));
}

/* Gives a row of a statement. False when no more is wanted. */
static bool give_row(struct scan *scan, sqlite3_stmt *statement)
{
    struct history_reader *reader = scan->reader;
    uint32_t mmsi = (uint32_t)sqlite3_column_int64(statement, MMSI_AT);
    int class_of = sqlite3_column_int(statement, CLASS_AT);

    if (scan->takers.take_whole != NULL && is_whole(scan, statement))
        return scan->takers.take_whole(scan->takers.user, mmsi,
                                       (uint32_t)sqlite3_column_int64(statement, COUNT_AT));
    const void *bytes = sqlite3_column_blob(statement, DATA_AT);
    size_t size = (size_t)sqlite3_column_bytes(statement, DATA_AT);
    if (scan->filter->in_order && !give_open(scan, mmsi, (unsigned)class_of, false))
        return false;
    if (class_of < 0 || class_of >= HISTORY_CLASS_COUNT ||
        history_chunk_decode_until(bytes, size, scan->filter->until_ms, &reader->columns) !=
            HISTORY_CHUNK_OK) {
        reader->broken_count++;
        return true;
    }
    struct history_piece piece = {
        .mmsi = mmsi,
        .class_of = (enum history_class)class_of,
        .first = reader->columns.has_head,
        .end = reader->columns.count,
        .columns = &reader->columns,
    };
    return scan->filter->in_order ? give_merged(scan, piece) : give(scan, piece);
}

#define CHUNK_COLUMNS "SELECT mmsi, class, data, position_count, first_s, last_s"
#define CHUNK_ROWS    CHUNK_COLUMNS " FROM "
#define BOX_ROWS      CHUNK_COLUMNS ", west, east, south, north FROM "
#define IN_TIME       " AND last_s >= ?1 AND first_s <= ?2"
/* No chunk is longer than a day; with this fewer are looked at. */
#define IN_ORDER                                                                                   \
    " AND first_s >= ?1 - 86400 AND (mmsi, class) >= (?9, ?10) AND (last_s >= ?11 OR (mmsi, "      \
    "class)"                                                                                       \
    " > (?9, ?10)) ORDER BY mmsi, class, first_s"
#define OF_BOXES                                                                                   \
    "chunk_box CROSS JOIN chunk ON chunk.id = chunk_box.id CROSS JOIN segment"                     \
    " ON segment.id = segment WHERE "
#define IN_BOX(west, east)                                                                         \
    "east >= " west " AND west <= " east " AND north >= ?5 AND south <= ?6 AND last >= ?7"         \
    " AND first <= ?8"
/* What a box finds is sorted by its numbers alone, and then fetched: chunks need no room there. */
#define BOXES_IN_ORDER(found)                                                                      \
    "SELECT mmsi, class, (SELECT data FROM chunk WHERE id = found.id) FROM"                        \
    " (SELECT chunk.id AS id, mmsi, class FROM " found IN_ORDER " LIMIT -1) AS found"
/* Boxes across the antimeridian have longitudes beyond 180 degrees: all circles are asked for. */
#define CIRCLE "216000000"
#define OF_ALL_CIRCLES                                                                             \
    "chunk JOIN segment ON segment.id = segment WHERE chunk.id IN (SELECT id FROM chunk_box "      \
    "WHERE " IN_BOX("?3", "?4") " UNION SELECT id FROM chunk_box WHERE " IN_BOX(                   \
        "?3 + " CIRCLE,                                                                            \
        "?4 + " CIRCLE) " UNION SELECT id FROM chunk_box WHERE " IN_BOX("?3 - " CIRCLE,            \
                                                                        "?4 - " CIRCLE) ")"

/* The ways to find a filter's chunks. ?1 and ?2 are the time in seconds; ?3 an MMSI, or ?3 to ?6 a
 * box and ?7 and ?8 the time in boxes; or ?7 and ?8 the numbers of chunks; ?9 to ?11 where to
 * begin. */
enum way { BY_SHIP, BY_BOX, BY_CIRCLES, BY_NUMBER, WAY_COUNT };

static const struct {
    const char *any;
    const char *in_order;
} words[WAY_COUNT] = {
    [BY_SHIP] = {CHUNK_ROWS
                 "segment JOIN chunk ON segment = segment.id WHERE mmsi = ?3" IN_TIME IN_ORDER,
                 CHUNK_ROWS
                 "segment JOIN chunk ON segment = segment.id WHERE mmsi = ?3" IN_TIME IN_ORDER},
    [BY_BOX] = {BOX_ROWS OF_BOXES IN_BOX("?3", "?4"), BOXES_IN_ORDER(OF_BOXES IN_BOX("?3", "?4"))},
    [BY_CIRCLES] = {CHUNK_ROWS OF_ALL_CIRCLES, BOXES_IN_ORDER(OF_ALL_CIRCLES)},
    [BY_NUMBER] = {CHUNK_ROWS "chunk CROSS JOIN segment ON segment.id = segment"
                              " WHERE chunk.id >= ?7 AND chunk.id < ?8" IN_TIME,
                   CHUNK_ROWS
                   "segment JOIN chunk ON segment = segment.id WHERE 1" IN_TIME IN_ORDER},
};

static enum way way_of(const struct history_reader *reader, const struct history_filter *filter)
{
    if (filter->mmsi != 0)
        return BY_SHIP;
    if (filter->box == NULL)
        return BY_NUMBER;
    return reader->has_circles || filter->box->west > filter->box->east ? BY_CIRCLES : BY_BOX;
}

/* Seconds that a box's 32 bits can count. */
static int64_t clamp(int64_t time_s)
{
    int64_t least = HISTORY_BOX_EPOCH_S + INT32_MIN, most = HISTORY_BOX_EPOCH_S + INT32_MAX;
    return time_s < least ? least : time_s > most ? most : time_s;
}

/* The numbers of the chunks that may have something in a time. */
static void bind_numbers(sqlite3_stmt *statement, int place, int64_t from_s, int64_t until_s)
{
    sqlite3_bind_int64(statement, place,
                       history_schema_chunk_number(from_s - HISTORY_GATHER_SPAN_MAX_MS / 1000));
    sqlite3_bind_int64(statement, place + 1,
                       history_schema_chunk_number(until_s + HISTORY_SCHEMA_BUCKET_S));
}

static void bind(sqlite3_stmt *statement, enum way way, const struct history_filter *filter)
{
    int64_t from_s = clamp(seconds_of(filter->from_ms));
    int64_t until_s = clamp(seconds_of(filter->until_ms));
    const struct history_box *box = filter->box;

    sqlite3_bind_int64(statement, 1, from_s);
    sqlite3_bind_int64(statement, 2, until_s);
    if (filter->in_order || way == BY_SHIP) {
        sqlite3_bind_int64(statement, 9, filter->begin.mmsi);
        sqlite3_bind_int64(statement, 10, filter->begin.class_of);
        sqlite3_bind_int64(statement, 11, seconds_of(filter->begin.time_ms));
    }
    if (way == BY_SHIP)
        sqlite3_bind_int64(statement, 3, filter->mmsi);
    if (way == BY_NUMBER)
        bind_numbers(statement, 7, from_s, until_s);
    if (way != BY_BOX && way != BY_CIRCLES)
        return;
    int64_t circle = box->west > box->east ? 360 * HISTORY_DEGREE : 0;
    sqlite3_bind_int64(statement, 3, box->west);
    sqlite3_bind_int64(statement, 4, box->east + circle);
    sqlite3_bind_int64(statement, 5, box->south);
    sqlite3_bind_int64(statement, 6, box->north);
    sqlite3_bind_int64(statement, 7, from_s - HISTORY_BOX_EPOCH_S);
    sqlite3_bind_int64(statement, 8, until_s - HISTORY_BOX_EPOCH_S);
}

bool history_reader_scan(struct history_reader *reader, const struct history_filter *filter,
                         bool (*take)(void *user, const struct history_piece *piece), void *user,
                         struct text *reason)
{
    struct history_takers takers = {.take = take, .user = user};

    return history_reader_scan_whole(reader, filter, &takers, reason);
}

bool history_reader_scan_whole(struct history_reader *reader, const struct history_filter *filter,
                               const struct history_takers *takers, struct text *reason)
{
    struct scan *scan = &reader->scan;
    enum way way = way_of(reader, filter);
    sqlite3_stmt *statement;
    int result;

    *scan = (struct scan){.reader = reader,
                          .filter = filter,
                          .takers = *takers,
                          .has_boxes = way == BY_BOX && !filter->in_order};
    if (sqlite3_prepare_v2(reader->database,
                           filter->in_order ? words[way].in_order : words[way].any, -1, &statement,
                           NULL) != SQLITE_OK) {
        text_add(reason, sqlite3_errmsg(reader->database));
        return false;
    }
    bind(statement, way, filter);
    while ((result = sqlite3_step(statement)) == SQLITE_ROW && give_row(scan, statement))
        continue;
    if (result != SQLITE_ROW && result != SQLITE_DONE)
        text_add(reason, sqlite3_errmsg(reader->database));
    sqlite3_finalize(statement);
    return result == SQLITE_DONE && give_open(scan, 0, 0, true);
}

bool history_reader_period(struct history_reader *reader, int64_t *first_ms, int64_t *last_ms)
{
    struct history_position of;
    struct history_columns *columns = &reader->scan.open_columns;
    int64_t first_s, last_s;
    bool is_there = read_number(reader->database, "SELECT min(first_s) FROM chunk", &first_s) &&
                    read_number(reader->database, "SELECT max(last_s) FROM chunk", &last_s);

    if (is_there) {
        *first_ms = first_s * 1000;
        *last_ms = last_s * 1000;
    }
    for (size_t i = 0; history_open_get(reader->open, i, &of, columns); i++) {
        int64_t first = columns->time_ms[columns->has_head];
        int64_t last = columns->time_ms[columns->count - 1];
        *first_ms = !is_there || first < *first_ms ? first : *first_ms;
        *last_ms = !is_there || last > *last_ms ? last : *last_ms;
        is_there = true;
    }
    return is_there;
}

/* The spans of chunks: of a short time by their numbers, of a long one from the index, which has
 * all that is asked for and is much smaller than the chunks. */
static bool give_spans(struct history_reader *reader, int64_t from_ms, int64_t until_ms,
                       void (*take)(void *user, const struct history_span *span), void *user)
{
    static const char by_number[] = "SELECT first_s, last_s, position_count FROM chunk"
                                    " WHERE chunk.id >= ?3 AND chunk.id < ?4" IN_TIME;
    static const char by_index[] = "SELECT first_s, last_s, position_count FROM chunk"
                                   " INDEXED BY chunk_by_segment WHERE 1" IN_TIME;
    sqlite3_stmt *statement = NULL;
    int64_t from_s = clamp(seconds_of(from_ms)), until_s = clamp(seconds_of(until_ms));
    bool is_short = until_s - from_s <= SHORT_S;
    int result =
        sqlite3_prepare_v2(reader->database, is_short ? by_number : by_index, -1, &statement, NULL);

    if (result == SQLITE_OK) {
        sqlite3_bind_int64(statement, 1, from_s);
        sqlite3_bind_int64(statement, 2, until_s);
        if (is_short)
            bind_numbers(statement, 3, from_s, until_s);
        while ((result = sqlite3_step(statement)) == SQLITE_ROW)
            take(user, &(struct history_span){
                           .first_ms = sqlite3_column_int64(statement, 0) * 1000,
                           .last_ms = sqlite3_column_int64(statement, 1) * 1000,
                           .count = (uint32_t)sqlite3_column_int64(statement, 2),
                       });
    }
    sqlite3_finalize(statement);
    return result == SQLITE_DONE;
}

bool history_reader_spans(struct history_reader *reader, int64_t from_ms, int64_t until_ms,
                          void (*take)(void *user, const struct history_span *span), void *user)
{
    struct history_position of;
    struct history_columns *columns = &reader->scan.open_columns;

    for (size_t i = 0; history_open_get(reader->open, i, &of, columns); i++) {
        struct history_span span = {
            .first_ms = columns->time_ms[columns->has_head],
            .last_ms = columns->time_ms[columns->count - 1],
            .count = columns->count - columns->has_head,
        };
        if (span.last_ms >= from_ms && span.first_ms < until_ms)
            take(user, &span);
    }
    return give_spans(reader, from_ms, until_ms, take, user);
}

bool history_reader_said(struct history_reader *reader, enum history_said_kind kind,
                         const struct history_filter *filter,
                         bool (*take)(void *user, const struct history_said_row *row), void *user,
                         struct text *reason)
{
    static const char *const queries[HISTORY_SAID_COUNT] = {
        [HISTORY_SAID_VESSEL] =
            "SELECT * FROM vessel WHERE mmsi BETWEEN ?1 AND ?4 AND until_s >= ?2"
            " AND from_s <= ?3 AND (mmsi, from_s) >= (?5, ?6) ORDER BY mmsi, from_s",
        [HISTORY_SAID_VOYAGE] =
            "SELECT * FROM voyage WHERE mmsi BETWEEN ?1 AND ?4 AND until_s >= ?2"
            " AND from_s <= ?3 AND (mmsi, from_s) >= (?5, ?6) ORDER BY mmsi, from_s",
    };
    sqlite3_stmt *statement;
    bool is_wanted = true;
    int result;

    if (sqlite3_prepare_v2(reader->database, queries[kind], -1, &statement, NULL) != SQLITE_OK) {
        text_add(reason, sqlite3_errmsg(reader->database));
        return false;
    }
    sqlite3_bind_int64(statement, 1, filter->mmsi != 0 ? filter->mmsi : filter->begin.mmsi);
    sqlite3_bind_int64(statement, 2, seconds_of(filter->from_ms));
    sqlite3_bind_int64(statement, 3, seconds_of(filter->until_ms));
    sqlite3_bind_int64(statement, 4, filter->mmsi != 0 ? filter->mmsi : UINT32_MAX);
    sqlite3_bind_int64(statement, 5, filter->begin.mmsi);
    sqlite3_bind_int64(statement, 6, seconds_of(filter->begin.time_ms));
    while (is_wanted && (result = sqlite3_step(statement)) == SQLITE_ROW) {
        struct history_said_row row = {
            .mmsi = (uint32_t)sqlite3_column_int64(statement, 0),
            .from_s = sqlite3_column_int64(statement, 1),
            .until_s = sqlite3_column_int64(statement, 2),
        };
        history_said_read(kind, statement, 3, &row.said);
        is_wanted = take(user, &row);
    }
    if (is_wanted && result != SQLITE_DONE)
        text_add(reason, sqlite3_errmsg(reader->database));
    sqlite3_finalize(statement);
    return is_wanted && result == SQLITE_DONE;
}
