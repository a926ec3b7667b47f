/* SPDX-License-Identifier: Apache-2.0 */
/* Single positions out of a store. */
#ifndef HISTORY_POINTS_H
#define HISTORY_POINTS_H

#include "history/reader.h"

/* Gives every position in the filter. False when the store could not be read on, with the reason,
 * or `take` gave false. */
bool history_points_each(struct history_reader *reader, const struct history_filter *filter,
                         bool (*take)(void *user, const struct history_position *position),
                         void *user, struct text *reason);

#endif
