/* SPDX-License-Identifier: Apache-2.0 */
/* How many positions each ship has somewhere. */
#ifndef HISTORY_COUNTS_H
#define HISTORY_COUNTS_H

#include "history/reader.h"

struct history_count {
    uint32_t mmsi;
    uint64_t position_count;
};

struct history_counts {
    size_t count; /* ships that have a position there */
    size_t count_max;
    struct history_count *rows; /* the caller's, room for `count_max`, at least one */
};

/* Counts the positions in the filter, in no order. False, with the reason, when the store could not
 * be read on, or there are more ships than `counts` has room for. */
bool history_counts_read(struct history_reader *reader, const struct history_filter *filter,
                         struct history_counts *counts, struct text *reason);

#endif
