/* SPDX-License-Identifier: Apache-2.0 */
/* Events a second, over the last ten seconds of the machine's clock. */
#ifndef NODE_RATE_METER_H
#define NODE_RATE_METER_H

#include <stddef.h>
#include <stdint.h>

enum { NODE_RATE_METER_SECONDS = 10 };

struct node_rate_meter {
    uint64_t totals[NODE_RATE_METER_SECONDS + 1]; /* a ring of the count at each second */
    size_t next;
    size_t filled;
};

/* Once a second, with the count so far. */
void node_rate_meter_tick(struct node_rate_meter *meter, uint64_t total);

/* 0 before the second tick. */
double node_rate_meter_per_second(const struct node_rate_meter *meter);

#endif
