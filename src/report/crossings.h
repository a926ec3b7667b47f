/* SPDX-License-Identifier: Apache-2.0 */
/* Where and when ships pass through a gate. */
#ifndef REPORT_CROSSINGS_H
#define REPORT_CROSSINGS_H

#include "report/answer.h"

/* One passage, between two reports of a ship. */
struct report_crossing {
    uint32_t mmsi;
    enum history_class class_of;
    struct report_vertex at; /* on the straight line between the two places, at steady speed */
    int direction; /* above zero: from the gate's port side, seen from its first point to its last,
                      to its starboard side */
    int64_t before_ms;
    int64_t after_ms;
};

/* Whether a step goes through a query's gate, in its time and box. */
bool report_crossing_find(const struct report_query *query, const struct report_step *step,
                          struct report_crossing *crossing);

/* Gives the passages of a query, in order of MMSI, class and time. None is missed at the ends of
 * chunks or of the time. False as report_walk(). */
bool report_crossings_each(struct report_answer *answer,
                           bool (*take)(void *user, const struct report_crossing *crossing),
                           void *user);

/* A row for each. */
bool report_crossings_write(struct report_answer *answer);

#endif
