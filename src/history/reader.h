/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a store, beside its writer or without one: what is in the database, and what only the
 * journal has yet. All answers of one reader are of the moment in which it was opened. Not for
 * several threads at once; each opens its own. */
#ifndef HISTORY_READER_H
#define HISTORY_READER_H

#include "base/text.h"
#include "history/columns.h"
#include "history/position.h"
#include "history/said.h"

struct history_reader;

/* NULL, with the reason, when there is no store that can be read. */
struct history_reader *history_reader_open(const char *directory, struct text *reason);
void history_reader_close(struct history_reader *reader);

/* Ten-thousandths of a minute of arc. Where `west` is greater than `east` it goes across the
 * antimeridian. */
struct history_box {
    int32_t west;
    int32_t south;
    int32_t east;
    int32_t north;
};

bool history_box_has(const struct history_box *box, int32_t longitude, int32_t latitude);

/* A place in the order of MMSI, class and time. */
struct history_place {
    uint32_t mmsi;
    uint32_t class_of;
    int64_t time_ms;
};

struct history_filter {
    const struct history_box *box; /* NULL: everywhere */
    uint32_t mmsi;                 /* 0: all */
    int64_t from_ms;               /* INT64_MIN: no limit */
    int64_t until_ms;              /* not itself; INT64_MAX: no limit */
    bool in_order;                 /* by MMSI, class, time; else as it comes, which is quicker */
    struct history_place begin;    /* in order: nothing before it is given; zeros for all */
};

/* A chunk that has something in the filter's time. Its positions `first` to `end` - 1 lie in it,
 * the head left out; those outside of the box are not left out. */
struct history_piece {
    uint32_t mmsi;
    enum history_class class_of;
    uint32_t first;
    uint32_t end;
    const struct history_columns *columns;
};

/* Gives every chunk that may have positions in the filter, or whose head and first position span
 * it; by MMSI or by time alone those that span its end are not found, so that who looks at ways
 * asks for as much more time as a way may take. False when the store could not be read on, with the
 * reason, or `take` gave false. Chunks that are broken are left out, and counted. In order, a chunk
 * is given in several pieces where what only the journal has stands within its time. */
bool history_reader_scan(struct history_reader *reader, const struct history_filter *filter,
                         bool (*take)(void *user, const struct history_piece *piece), void *user,
                         struct text *reason);

/* What a scan gives where positions need not be seen one by one. */
struct history_takers {
    bool (*take)(void *user, const struct history_piece *piece);

    /* A chunk of which every position lies in the filter, not decoded. */
    bool (*take_whole)(void *user, uint32_t mmsi, uint32_t position_count);
    void *user;
};

/* The same, with chunks given whole where that can be known from outside: most of a large box. */
bool history_reader_scan_whole(struct history_reader *reader, const struct history_filter *filter,
                               const struct history_takers *takers, struct text *reason);

uint64_t history_reader_broken_count(const struct history_reader *reader);

/* The name of a station by the store's number. "" when there is none. */
const char *history_reader_station(const struct history_reader *reader, uint16_t number);

/* A row of what ships said. */
struct history_said_row {
    uint32_t mmsi;
    int64_t from_s;
    int64_t until_s;
    union history_said said;
};

/* Gives the rows of a kind that touch the filter's time, in order of MMSI and of when they began;
 * `begin` holds by these two; the box is not asked. False as above. */
bool history_reader_said(struct history_reader *reader, enum history_said_kind kind,
                         const struct history_filter *filter,
                         bool (*take)(void *user, const struct history_said_row *row), void *user,
                         struct text *reason);

/* Positions that are kept together: of a chunk, or open. */
struct history_span {
    int64_t first_ms;
    int64_t last_ms;
    uint32_t count;
};

/* Gives every span that touches a time; nothing is decoded but what is open. False as above. */
bool history_reader_spans(struct history_reader *reader, int64_t from_ms, int64_t until_ms,
                          void (*take)(void *user, const struct history_span *span), void *user);

/* When the first and the last position of all were; false when there are none. */
bool history_reader_period(struct history_reader *reader, int64_t *first_ms, int64_t *last_ms);

#endif
