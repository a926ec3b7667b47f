/* SPDX-License-Identifier: Apache-2.0 */
/* Where ships were last. */
#ifndef HISTORY_LATEST_H
#define HISTORY_LATEST_H

#include "history/reader.h"

struct history_latest {
    size_t count; /* ships that have a position there */
    size_t count_max;
    struct history_position *rows; /* the caller's, room for `count_max`, at least one */
};

/* The last position of each ship among those in the filter, in no order of ships. Of several of one
 * time it is one of the highest class, the last that came. False, with the reason, when the store
 * could not be read on, or there are more ships than `latest` has room for. */
bool history_latest_read(struct history_reader *reader, const struct history_filter *filter,
                         struct history_latest *latest, struct text *reason);

#endif
