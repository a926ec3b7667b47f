/* SPDX-License-Identifier: Apache-2.0 */
/* One input of the node: a live source or a recording, and its way into the pipeline. */
#ifndef NODE_INPUT_H
#define NODE_INPUT_H

#include "base/text.h"
#include "net/loop.h"
#include "node/config.h"
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

void node_input_close(struct node_input *input);

const struct ais_counts *node_input_counts(const struct node_input *input);

/* Once a second, for the rates. */
void node_input_tick(struct node_input *input);

void node_input_fill_status(const struct node_input *input, struct server_status_source *status);

#endif
