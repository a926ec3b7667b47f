/* SPDX-License-Identifier: Apache-2.0 */
/* Timers of a loop. */
#ifndef NET_TIMER_H
#define NET_TIMER_H

#include "net/loop.h"

struct net_timer;

/* A timer that is not running. NULL when there is no memory. */
struct net_timer *net_timer_new(struct net_loop *loop, void (*on_time)(void *user), void *user);

/* May be called from on_time(). */
void net_timer_free(struct net_timer *timer);

/* Calls on_time() once, `delay_ms` from now (0: on the next turn), instead of what was set. */
void net_timer_once(struct net_timer *timer, int64_t delay_ms);

/* Calls on_time() every `interval_ms`, first after one interval, instead of what was set. */
void net_timer_repeat(struct net_timer *timer, int64_t interval_ms);

void net_timer_stop(struct net_timer *timer);

#endif
