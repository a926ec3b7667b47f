/* SPDX-License-Identifier: Apache-2.0 */
/* A scenario played live: its times are those of the clock, from some moment before now. */
#ifndef NODE_DRILL_PLAY_H
#define NODE_DRILL_PLAY_H

#include "base/text.h"
#include "drill/stream.h"

struct node_drill_play;

/* The scenario of that file, with its waters and their land. NULL, and the reason, when one of them
 * cannot be read. */
struct node_drill_play *node_drill_play_open(const char *path, struct text *reason);
void node_drill_play_close(struct node_drill_play *play); /* NULL is fine */

/* The path of its waters file; "" when the scenario names none. */
const char *node_drill_play_waters(const struct node_drill_play *play);

/* Begins, or begins anew, as if its first moment were `from_ms` (UTC). False, and the reason, when
 * the scenario cannot be played. */
bool node_drill_play_begin(struct node_drill_play *play, int64_t from_ms, struct text *reason);

/* What was heard next, if that was before `until_ms` (UTC). False when it was not, or when the
 * drill is over. */
bool node_drill_play_next(struct node_drill_play *play, int64_t until_ms,
                          struct drill_streamed *streamed);
bool node_drill_play_is_over(const struct node_drill_play *play);

#endif
