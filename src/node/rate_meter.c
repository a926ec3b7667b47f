/* SPDX-License-Identifier: Apache-2.0 */
#include "node/rate_meter.h"

enum { RING_SIZE = NODE_RATE_METER_SECONDS + 1 };

void node_rate_meter_tick(struct node_rate_meter *meter, uint64_t total)
{
    meter->totals[meter->next] = total;
    meter->next = (meter->next + 1) % RING_SIZE;
    if (meter->filled < RING_SIZE)
        meter->filled++;
}

double node_rate_meter_per_second(const struct node_rate_meter *meter)
{
    if (meter->filled < 2)
        return 0;
    size_t newest = (meter->next + RING_SIZE - 1) % RING_SIZE;
    size_t oldest = (meter->next + RING_SIZE - meter->filled) % RING_SIZE;
    return (double)(meter->totals[newest] - meter->totals[oldest]) / (double)(meter->filled - 1);
}
