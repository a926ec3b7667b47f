/* SPDX-License-Identifier: Apache-2.0 */
/* Turning a loop in a test until something holds, with a deadline that only a defect meets. */
#ifndef NET_DRIVE_H
#define NET_DRIVE_H

#include "check.h"
#include "net/loop.h"
#include "net/timer.h"

#include <stddef.h>

enum { DRIVE_MS_MAX = 20000, DRIVE_TICK_MS = 5 };

/* The tick lets the condition be looked at again when the loop itself has nothing to do. */
#define DRIVE_UNTIL(loop, condition)                                                               \
    do {                                                                                           \
        struct net_timer *drive_tick = net_timer_new((loop), drive_nothing, NULL);                 \
        int64_t drive_end_ms = net_loop_now_ms(loop) + DRIVE_MS_MAX;                               \
        net_timer_repeat(drive_tick, DRIVE_TICK_MS);                                               \
        while (!(condition) && net_loop_now_ms(loop) < drive_end_ms)                               \
            net_loop_turn((loop), true);                                                           \
        net_timer_free(drive_tick);                                                                \
        CHECK(condition);                                                                          \
    } while (0)

static inline void drive_nothing(void *user)
{
    (void)user;
}

#endif
