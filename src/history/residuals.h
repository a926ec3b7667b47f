/* SPDX-License-Identifier: Apache-2.0 */
/* Columns as what cannot be foretold of them, and back: small numbers without sign, one a position
 * but the first, for a codec to write. */
#ifndef HISTORY_RESIDUALS_H
#define HISTORY_RESIDUALS_H

#include "history/columns.h"
#include "history/pack.h"

/* In the order in which they stand in a chunk. */
enum history_column {
    HISTORY_TIME,      /* the interval, from the usual one */
    HISTORY_SPEED,     /* the difference, as all below if not said otherwise */
    HISTORY_COURSE,    /* around the compass */
    HISTORY_HEADING,   /* around the compass */
    HISTORY_TURN,      /* modulo 256 */
    HISTORY_STATUS,    /* modulo 256 */
    HISTORY_LONGITUDE, /* from the forecast, around the globe */
    HISTORY_LATITUDE,  /* from the forecast */
    HISTORY_HEARD,     /* how many other sets were heard by since this one was */
    HISTORY_COLUMN_COUNT,
};

/* What the encoder chooses for a chunk. */
struct history_terms {
    bool in_ms;              /* not all times are whole seconds */
    bool has_any_course;     /* also above 3600, "not available" */
    bool has_any_heading;    /* also 360 to 510, or above 511 */
    bool has_any_longitude;  /* also places that are none, as "not available" is */
    uint32_t usual_interval; /* in seconds or milliseconds, as `gap` is */
    uint32_t shorter_max;    /* how much shorter than that some are; at most all of it */
    uint64_t gap;            /* from the head, if there is one, to the next position */
    int64_t until_ms; /* decoding: the first position at or after it is the last that is wanted */
};

struct history_residuals {
    uint32_t present; /* a bit for each column that has others than 0 */
    uint32_t values[HISTORY_COLUMN_COUNT][HISTORY_CHUNK_COUNT_MAX + HISTORY_UNPACK_SLACK_COUNT];
};

struct history_terms history_residuals_terms(const struct history_columns *columns);

void history_residuals_take(const struct history_columns *columns,
                            const struct history_terms *terms, struct history_residuals *residuals);

/* The rest of columns that have their count, sets and first position, as far as they are wanted.
 * `residuals` are used up; of a column that is not present none is read. False, with columns
 * undefined, when they say what is impossible. */
bool history_residuals_give(struct history_residuals *residuals, const struct history_terms *terms,
                            struct history_columns *columns);

#endif
