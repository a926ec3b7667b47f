/* SPDX-License-Identifier: Apache-2.0 */
#include "node/live_clock.h"

void node_live_clock_init(struct node_live_clock *clock, int64_t utc_ms, int64_t steady_ms)
{
    clock->offset_ms = utc_ms - steady_ms;
}

int64_t node_live_clock_now_ms(const struct node_live_clock *clock, int64_t steady_ms)
{
    return steady_ms + clock->offset_ms;
}

int64_t node_live_clock_follow(struct node_live_clock *clock, int64_t utc_ms, int64_t steady_ms)
{
    int64_t change_ms = utc_ms - steady_ms - clock->offset_ms;

    clock->offset_ms += change_ms;
    if (change_ms <= NODE_LIVE_CLOCK_STEP_MS && change_ms >= -NODE_LIVE_CLOCK_STEP_MS)
        return 0;
    return change_ms;
}
