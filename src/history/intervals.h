/* SPDX-License-Identifier: Apache-2.0 */
/* What ships said of themselves and of their voyages, kept in the store as intervals: a row lasts
 * from the first time that something was said to the last, while nothing said contradicts it. */
#ifndef HISTORY_INTERVALS_H
#define HISTORY_INTERVALS_H

#include "history/store.h"

enum { HISTORY_INTERVALS_SHIP_COUNT_MAX = 1 << 17 /* remembered at a time */ };

/* Takes what a message says. False when the database refused. */
bool history_intervals_take(struct history_store *store, const struct ais_message *message,
                            int64_t time_ms);

/* Writes down what is remembered only. False when the database refused. */
bool history_intervals_write(struct history_store *store);

#endif
