/* SPDX-License-Identifier: Apache-2.0 */
/* A drill, pulled sentence by sentence: the same scenario and seed give the same bytes anywhere. */
#ifndef DRILL_SIMULATION_H
#define DRILL_SIMULATION_H

#include "drill/sea.h"

#include <stdint.h>

struct drill_simulation;

/* Keeps both pointers; `waters` NULL is the open sea. NULL, and the reason, when the scenario names
 * what is not there, or there is no memory. All memory is had here. */
struct drill_simulation *drill_simulation_new(const struct drill_scenario *scenario,
                                              const struct geo_waters *waters, struct text *reason);
void drill_simulation_free(struct drill_simulation *simulation); /* NULL is fine */

/* Gives rows of truth to a sink as they come: JSON, without the end of the line; until the drill is
 * over. `positions_s` (0: none) is the interval of rows of position, rounded up to whole ticks of
 * DRILL_TICK_S. To be called before the first pull. */
enum { DRILL_TICK_S = 10 };
struct drill_truth_sink {
    void (*on_row)(void *user, const char *row, size_t size);
    void *user;
    double positions_s;
};
void drill_simulation_truth(struct drill_simulation *simulation,
                            const struct drill_truth_sink *sink);

/* What a station heard: one sentence, or the several of one message. */
struct drill_heard {
    int64_t time_ms; /* the station's own stamp */
    int64_t true_ms; /* UTC, of the slot; never before that of the last */
    const char *station;
    const char *line; /* with TAG blocks, a line feed behind each sentence; until the next call */
    size_t size;
};

/* False at the end of the drill. */
bool drill_simulation_next(struct drill_simulation *simulation, struct drill_heard *heard);

#endif
