/* SPDX-License-Identifier: Apache-2.0 */
/* The time of a live node: the machine's UTC, but steady between its corrections.
 *
 * Small corrections are followed at once. A step of the machine's clock (set by hand, or by NTP
 * after a start without network) is told, so that nothing heard before and after it is mixed. */
#ifndef NODE_LIVE_CLOCK_H
#define NODE_LIVE_CLOCK_H

#include <stdint.h>

enum { NODE_LIVE_CLOCK_STEP_MS = 2000 /* a correction of more than this is a step */ };

struct node_live_clock {
    int64_t offset_ms; /* UTC less the steady clock */
};

/* Both clocks as they stand now (base/clock.h). */
void node_live_clock_init(struct node_live_clock *clock, int64_t utc_ms, int64_t steady_ms);

int64_t node_live_clock_now_ms(const struct node_live_clock *clock, int64_t steady_ms);

/* To be called every second or so. By how much the machine's clock was set since the last time
 * when that was a step; 0 otherwise. */
int64_t node_live_clock_follow(struct node_live_clock *clock, int64_t utc_ms, int64_t steady_ms);

#endif
