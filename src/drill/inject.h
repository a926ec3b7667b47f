/* SPDX-License-Identifier: Apache-2.0 */
/* Faults put into a recorded log. Bytes are pushed, bytes come out of a sink: lines that no fault
 * touches as they came, to the byte, noise and ends of lines included; messages that one touches
 * decoded, changed, and written again in the dialect they came in.
 *
 * Lines go out in the order they came in, but those whose time a fault changes: they go where their
 * new time belongs. A message in several sentences is looked at when it is whole; lines behind
 * its first wait for it, as long as the decoder waits. What waits has a
 * limit, `line_count_max`; when more would have to, the first goes out untouched or too
 * early, and is counted. Nothing is allocated after the start. The same log, faults and seed give
 * the same bytes.
 *
 * A fault with a period needs times in the log, by whatever dialect: from its first time minutes
 * are counted. What is not decoded (a bad checksum, noise) no fault touches. */
#ifndef DRILL_INJECT_H
#define DRILL_INJECT_H

#include "drill/faults.h"

/* Takes bytes; they are not kept. */
struct drill_sink {
    void *context;
    void (*write)(void *context, const char *bytes, size_t size);
};

/* What one fault did. */
struct drill_done {
    uint64_t messages;
    uint64_t lines;   /* left out, changed or new */
    uint64_t refused; /* messages that it could not be done to: they are as they came */
    uint64_t bits;    /* of DRILL_BIT_FLIP */
    int64_t first_ms; /* of the messages, as recorded; AIS_UNKNOWN_MS without times */
    int64_t last_ms;
    uint64_t by_ship[DRILL_FAULT_MMSI_COUNT_MAX]; /* messages of each that it names */
};

struct drill_inject_counts {
    uint64_t lines, sentences, messages;
    uint64_t early; /* lines that went out before their turn: the shelf was full */
    int64_t start_ms, end_ms;
    size_t ships; /* that sent anything */
};

struct drill_inject;

/* What it holds at most; memory for it is taken at the start. */
struct drill_inject_room {
    size_t line_count_max; /* that wait for their turn */
    size_t ship_count_max; /* that are counted */
};

/* For any log: 150 MB, of which only what is used becomes memory. */
static const struct drill_inject_room DRILL_INJECT_ROOM = {131072, 131072};

/* Copies the faults. NULL when there is no memory. */
struct drill_inject *drill_inject_new(const struct drill_faults *faults, uint64_t seed,
                                      struct drill_sink output,
                                      const struct drill_inject_room *room);
void drill_inject_free(struct drill_inject *inject);

/* The log in pieces as they come, then its end; nothing may be pushed after it. */
void drill_inject_push(struct drill_inject *inject, const char *bytes, size_t size);
void drill_inject_end(struct drill_inject *inject);

/* Or pulled line by line, at known times, without a sink. Minutes of the faults are then counted
 * from `start_ms` (UTC), before anything is given. */
void drill_inject_start_at(struct drill_inject *inject, int64_t start_ms);

/* Gives whole lines that were heard at `heard_ms`, whatever their stamps say: UTC, never before the
 * last. They must stay until drill_inject_next() has given false; only then comes the next. */
void drill_inject_give(struct drill_inject *inject, const char *bytes, size_t size,
                       int64_t heard_ms);

/* Instead, at the end; drill_inject_next() then gives the rest. */
void drill_inject_give_end(struct drill_inject *inject);

/* A line whose turn it is, with its end; until the next call. */
struct drill_inject_line {
    int64_t due_ms; /* UTC, when it is heard; never before the last one's */
    const char *bytes;
    size_t size;
};
bool drill_inject_next(struct drill_inject *inject, struct drill_inject_line *line);

struct drill_inject_counts drill_inject_counts(const struct drill_inject *inject);
const struct drill_done *drill_inject_done(const struct drill_inject *inject, size_t fault);

/* After the end: truth rows of what really was changed, `drill` and a `fault` each that did
 * something. `name` is the drill's, in UTF-8. */
void drill_inject_add_truth(const struct drill_inject *inject, const char *name,
                            struct drill_sink rows);

#endif
