/* SPDX-License-Identifier: Apache-2.0 */
/* One input of the node: a live source, a recording or a drill, and its way into the pipeline. */
#ifndef NODE_INPUT_H
#define NODE_INPUT_H

#include "base/text.h"
#include "net/loop.h"
#include "node/config.h"
#include "node/drill_play.h"
#include "node/live_clock.h"
#include "node/pipeline.h"
#include "server/status.h"

struct node_input;

/* A live source; what it says is taken at the time of `clock`. `clock` and `config` must outlive
 * it. NULL when there is no memory. */
struct node_input *node_input_open_source(struct net_loop *loop, struct node_pipeline *pipeline,
                                          const struct node_live_clock *clock,
                                          const struct node_source_config *config);

struct node_input_recording {
    const char *path; /* must outlive the input; "-" for standard input */
    double speed;     /* 0: as fast as it goes */
    bool is_looping;
    /* At the end; the last message is in. `reason` is "" or says what went wrong. */
    void (*on_end)(void *user, const char *reason);
    void *user;
};

/* A recording with its own times, which begins with the loop's next turn. NULL when it cannot be
 * read; `reason` then says why. */
struct node_input *node_input_open_recording(struct net_loop *loop, struct node_pipeline *pipeline,
                                             const struct node_input_recording *recording,
                                             struct text *reason);

/* A drill that is played live (node/drill_play.h). When it is over, or the clock was set, it begins
 * anew with an empty picture. The options and `clock` must outlive the input. NULL when it cannot
 * be played; `reason` then says why. */
struct node_input *node_input_open_drill(struct net_loop *loop, struct node_pipeline *pipeline,
                                         const struct node_live_clock *clock,
                                         const struct node_drill_options *options,
                                         struct text *reason);

/* The path of the drill's waters file; NULL when there is none, or it is no drill. */
const char *node_input_drill_waters(const struct node_input *input);

void node_input_close(struct node_input *input);

const struct ais_counts *node_input_counts(const struct node_input *input);

/* Once a second, for the rates. */
void node_input_tick(struct node_input *input);

void node_input_fill_status(const struct node_input *input, struct server_status_source *status);

#endif
