/* SPDX-License-Identifier: Apache-2.0 */
/* Is a store whole? */
#ifndef HISTORY_CHECK_H
#define HISTORY_CHECK_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

enum { HISTORY_CHECK_FAULT_COUNT_MAX = 10 };

struct history_check {
    uint64_t chunk_count;
    uint64_t position_count;
    uint64_t cold_count; /* chunks */
    uint64_t data_size;  /* of all chunks, bytes */
    uint64_t file_size;
    uint64_t fault_count;
};

/* Reads every page and every chunk: checks sums, order, bounds, counts, heads. Each fault is a line
 * for `tell`, up to the number above. False, with the reason, when it cannot be read at all. */
bool history_check_run(const char *directory, struct history_check *check,
                       void (*tell)(void *user, const char *fault), void *user,
                       struct text *reason);

#endif
