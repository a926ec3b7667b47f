/* SPDX-License-Identifier: Apache-2.0 */
/* A drill as its stations hear it, with its faults, message by message and each with the time at
 * which it is heard: the same bytes into a file as live. */
#ifndef DRILL_STREAM_H
#define DRILL_STREAM_H

#include "drill/inject.h"
#include "drill/simulation.h"

struct drill_stream;

/* Keeps the scenario and the waters (NULL: open sea); copies the faults (NULL: none), whose times
 * count from the scenario's beginning. NULL, and the reason, when the scenario cannot be played. */
struct drill_stream *drill_stream_new(const struct drill_scenario *scenario,
                                      const struct geo_waters *waters,
                                      const struct drill_faults *faults, struct text *reason);
void drill_stream_free(struct drill_stream *stream); /* NULL is fine */

/* As drill_simulation_truth. */
void drill_stream_truth(struct drill_stream *stream, const struct drill_truth_sink *sink);

/* Gives out from now on only what these of the scenario's stations hear, as bits in their order:
 * the same of each as with all of them, and the truth is the same. What names no station stays. */
void drill_stream_choose(struct drill_stream *stream, uint32_t stations);

/* The sentences of one message with their ends, or a line that belongs to none. */
struct drill_streamed {
    int64_t due_ms; /* UTC, when it is heard; never before the last one's */
    const char *bytes;
    size_t size; /* until the next call */
};

/* False when the drill is over and nothing waits any more, which may be later than its end. */
bool drill_stream_next(struct drill_stream *stream, struct drill_streamed *streamed);

/* What the faults did, NULL without faults; at the end their rows of truth: JSON lines, `fault`
 * only. */
const struct drill_inject *drill_stream_inject(const struct drill_stream *stream);
void drill_stream_add_fault_truth(const struct drill_stream *stream, struct drill_sink rows);

#endif
