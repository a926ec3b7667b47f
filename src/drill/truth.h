/* SPDX-License-Identifier: Apache-2.0 */
/* What was really so, row by row (docs/drills.md): who is there, where, who met whom, who passed
 * which gate, who was silent, who was heard. */
#ifndef DRILL_TRUTH_H
#define DRILL_TRUTH_H

#include "drill/air.h"
#include "drill/serve.h"
#include "drill/simulation.h"

struct drill_truth;

struct drill_truth_view {
    const struct drill_scenario *scenario;
    const struct drill_sea *sea;
    const struct drill_craft *crafts;
    size_t craft_count;
};

/* Keeps what the view and the sink point to. NULL when there is no memory. */
struct drill_truth *drill_truth_new(const struct drill_truth_view *view,
                                    const struct drill_truth_sink *sink);
void drill_truth_free(struct drill_truth *truth); /* NULL is fine */

/* The rows with which a drill begins. */
void drill_truth_begin(struct drill_truth *truth);

/* Somebody new is that craft. */
void drill_truth_new_craft(struct drill_truth *truth, size_t index, double time_s);

/* A boat was alongside a ship. */
void drill_truth_alongside(struct drill_truth *truth, const struct drill_alongside *alongside);

/* The end of the tick that began DRILL_TICK_S before: before anybody goes on. */
void drill_truth_tick(struct drill_truth *truth, double time_s);

/* A message was on the air. */
void drill_truth_sent(struct drill_truth *truth, const struct drill_message *message,
                      double time_s);

/* The drill is over. */
void drill_truth_end(struct drill_truth *truth, double time_s);

#endif
