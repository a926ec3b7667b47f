/* SPDX-License-Identifier: Apache-2.0 */
/* Plays a recording on the loop, with its own timing or faster. */
#ifndef SOURCE_PACER_H
#define SOURCE_PACER_H

#include "net/loop.h"
#include "source/recording.h"

enum {
    SOURCE_PACER_BATCH_MAX = 256,     /* lines in one turn of the loop */
    SOURCE_PACER_ROUND_MS_MIN = 1000, /* from one start of a looping recording to the next */
};

struct source_pacer;

struct source_pacer_options {
    struct net_loop *loop;
    struct source_recording *recording; /* the caller's, to be closed after the pacer is freed */
    double speed;    /* 1: as it was; 10: ten times as fast; 0: as fast as it goes */
    bool is_looping; /* plays it again and again, when it is a file */

    /* One line, when it is due. A line is never early, and lateness does not add up: all are
     * measured from the first one. */
    void (*on_line)(void *user, const struct source_recording_line *line);

    /* The next line is again the first one, and is due now. NULL when not looping. */
    void (*on_restart)(void *user);

    /* Nothing follows. `reason` is "" at the end of the recording, or says what went wrong. */
    void (*on_end)(void *user, const char *reason);
    void *user;
};

/* Begins with the loop's next turn. NULL when there is no memory. */
struct source_pacer *source_pacer_new(const struct source_pacer_options *options);

/* At any time but from its callbacks. */
void source_pacer_free(struct source_pacer *pacer);

/* When, on the clock of the loop, a line of the time `line_ms` is due, if the line of the time
 * `first_ms` was played at `start_ms`. `speed` is above 0; at most 10^15 ms behind `start_ms`. */
int64_t source_pacer_due_ms(int64_t start_ms, int64_t first_ms, int64_t line_ms, double speed);

#endif
