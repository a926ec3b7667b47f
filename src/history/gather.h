/* SPDX-License-Identifier: Apache-2.0 */
/* Positions into columns, and out of them. */
#ifndef HISTORY_GATHER_H
#define HISTORY_GATHER_H

#include "history/columns.h"
#include "history/hearers.h"
#include "history/position.h"

/* What a chunk of the store spans at most, less than its codec could: so far back a query looks for
 * chunks that reach into its time. */
enum { HISTORY_GATHER_SPAN_MAX_MS = 24 * 3600 * 1000 };

/* A position of one segment. */
struct history_row {
    int64_t time_ms;
    struct history_values values;
    uint16_t hearers; /* the number of a combination of stations */
};

/* Whether all is the same but who heard it. */
bool history_row_is_same(const struct history_row *one, const struct history_row *other);

/* Adds rows in order of time until the columns are full: there are HISTORY_CHUNK_NEW_MAX, or no set
 * more has room, or it would be too long for a chunk. Gives how many were taken, one at least. All
 * that lies in one second goes into the same columns, where it is no more than fills them, so that
 * what is heard again later can be compared with one chunk. */
size_t history_gather_fill(struct history_columns *columns, const struct history_hearers *hearers,
                           const struct history_row *rows, size_t count);

/* Puts a position in front of columns without one, as their head. */
void history_gather_head(struct history_columns *columns, int64_t time_ms,
                         const struct history_values *values);

/* Sets a position but for who heard it. */
void history_gather_put(struct history_columns *columns, size_t index, int64_t time_ms,
                        const struct history_values *values);

struct history_values history_gather_values(const struct history_columns *columns, size_t index);

/* The stations that heard a position. */
const uint16_t *history_gather_stations(const struct history_columns *columns, size_t index,
                                        size_t *count);

#endif
