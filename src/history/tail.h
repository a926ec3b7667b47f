/* SPDX-License-Identifier: Apache-2.0 */
/* The live tail: positions of each segment that are in no chunk yet.
 *
 * A segment's positions are closed into a chunk when there are HISTORY_CHUNK_NEW_MAX of them and
 * HISTORY_TAIL_KEPT more, so that what comes late or again still finds its place; or when the
 * oldest is as old as HISTORY_TAIL_PERIOD_MS, for ships heard seldom HISTORY_TAIL_SELDOM_PERIOD_MS.
 */
#ifndef HISTORY_TAIL_H
#define HISTORY_TAIL_H

#include "history/columns.h"
#include "history/hearers.h"
#include "history/position.h"

enum {
    HISTORY_TAIL_KEPT = 16,
    HISTORY_TAIL_PERIOD_MS = 6 * 3600 * 1000,
    HISTORY_TAIL_SELDOM_PERIOD_MS = 24 * 3600 * 1000,
    HISTORY_TAIL_SELDOM_COUNT = 128, /* fewer in the shorter period are seldom */
    HISTORY_TAIL_BLOCK_COUNT = 30,   /* positions that memory is given out by */
};

struct history_tail;

struct history_tail_options {
    size_t segment_count_max;
    size_t position_count_max;
    struct history_hearers *hearers; /* of the positions; must outlive the tail */

    /* Takes a chunk's worth of a segment's positions, without head, and may change `columns`. False
     * when they could not be kept: they stay in the tail. */
    bool (*keep)(void *user, const struct history_position *of, struct history_columns *columns);
    void *user;
};

/* NULL when there is no memory. */
struct history_tail *history_tail_new(const struct history_tail_options *options);
void history_tail_free(struct history_tail *tail);

/* Forgets everything. */
void history_tail_clear(struct history_tail *tail);

/* Adds a position that stations `hearers` heard, after closing what it makes due. False when there
 * is no room for it. */
bool history_tail_add(struct history_tail *tail, const struct history_position *position,
                      uint16_t hearers);

/* Finds the position of which this is a copy by its values, at most `period_ms` away, among the
 * segment's last ones, and adds a station to those that heard it. False when it is not there. */
bool history_tail_heard_again(struct history_tail *tail, const struct history_position *position,
                              int64_t period_ms, uint16_t station);

/* Closes what is due at `now_ms`. */
void history_tail_advance(struct history_tail *tail, int64_t now_ms);

/* Closes everything. False when something could not be kept. */
bool history_tail_close(struct history_tail *tail);

/* Gives all positions of segments whose MMSI is `mmsi` (0: of all) to `take`, as columns without
 * heads, and keeps them; a segment's come in order, in as many columns as they need. `take` must
 * not change the tail. */
void history_tail_each(struct history_tail *tail, uint32_t mmsi,
                       void (*take)(void *user, const struct history_position *of,
                                    const struct history_columns *columns),
                       void *user);

size_t history_tail_position_count(const struct history_tail *tail);

#endif
