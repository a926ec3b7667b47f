/* SPDX-License-Identifier: Apache-2.0 */
/* A scenario played live: its times are those of the clock, from some moment before now, or from
 * one that several nodes have in common. */
#ifndef NODE_DRILL_PLAY_H
#define NODE_DRILL_PLAY_H

#include "base/text.h"
#include "drill/stream.h"

struct node_drill_play;

struct node_drill_options {
    const char *path;     /* of the scenario */
    int64_t start_ms;     /* UTC, in common with others; CLOCK_UNKNOWN_MS: of its own */
    const char *stations; /* which of its stations are heard, "khasab, larak"; "" for all */
};

/* The scenario of that file, with its waters and their land. NULL, and the reason, when one of them
 * cannot be read, or a station is not there. */
struct node_drill_play *node_drill_play_open(const struct node_drill_options *options,
                                             struct text *reason);
void node_drill_play_close(struct node_drill_play *play); /* NULL is fine */

/* The path of its waters file; "" when the scenario names none. */
const char *node_drill_play_waters(const struct node_drill_play *play);

/* Begins, or begins anew: twenty minutes before now, so that the picture is there at once. With a
 * start in common there, or as many whole lengths of the scenario after it as have passed. False,
 * and the reason, when the scenario cannot be played. */
bool node_drill_play_begin(struct node_drill_play *play, int64_t now_ms, struct text *reason);

/* When it began, or will. */
int64_t node_drill_play_begin_ms(const struct node_drill_play *play);

/* What was heard next, if that was before `now_ms` (UTC), and in the twenty minutes before it
 * began to be played. False when it was not, or when the drill is over. */
bool node_drill_play_next(struct node_drill_play *play, int64_t now_ms,
                          struct drill_streamed *streamed);

/* It has to begin anew: nothing follows, or with a start in common its length has passed. */
bool node_drill_play_is_over(const struct node_drill_play *play, int64_t now_ms);

#endif
