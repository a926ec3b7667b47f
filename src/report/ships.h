/* SPDX-License-Identifier: Apache-2.0 */
/* Ships that were somewhere, and what they say of themselves. */
#ifndef REPORT_SHIPS_H
#define REPORT_SHIPS_H

#include "report/answer.h"

/* Gives, once and in rising order, every MMSI above 0 that crosses the query's gate, or where there
 * is none, has a position in its time and box. They are noted in a temporary file first, so that
 * `take` may read the archive, and memory stays the same for any number. False as report_walk(). */
bool report_ships_each(struct report_answer *answer, bool (*take)(void *user, uint32_t mmsi),
                       void *user);

/* A row for each interval of vessel or voyage data that touches the query's time; with a gate or a
 * box only of those ships. */
bool report_ships_write(struct report_answer *answer);

#endif
