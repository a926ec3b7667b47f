/* SPDX-License-Identifier: Apache-2.0 */
#include "net/timer.h"

#include <assert.h>
#include <stdlib.h>
#include <uv.h>

/* libuv runs a timer of no delay that is set by a timer's callback within the same turn, again
 * and again, and nothing else; an idle handle comes once a turn. */
struct net_timer {
    uv_timer_t native;
    uv_idle_t next_turn;
    int open_handles;
    void (*on_time)(void *user);
    void *user;
};

struct net_timer *net_timer_new(struct net_loop *loop, void (*on_time)(void *user), void *user)
{
    struct net_timer *timer = calloc(1, sizeof *timer);
    if (timer == NULL)
        return NULL;
    timer->on_time = on_time;
    timer->user = user;
    timer->native.data = timer;
    timer->next_turn.data = timer;
    timer->open_handles = 2;
    uv_timer_init(net_loop_native(loop), &timer->native);
    uv_idle_init(net_loop_native(loop), &timer->next_turn);
    return timer;
}

static void release(uv_handle_t *handle)
{
    struct net_timer *timer = handle->data;
    if (--timer->open_handles == 0)
        free(timer);
}

void net_timer_free(struct net_timer *timer)
{
    if (timer == NULL)
        return;
    uv_close((uv_handle_t *)&timer->native, release);
    uv_close((uv_handle_t *)&timer->next_turn, release);
}

static void call(uv_timer_t *native)
{
    struct net_timer *timer = native->data;
    timer->on_time(timer->user);
}

static void call_once(uv_idle_t *next_turn)
{
    struct net_timer *timer = next_turn->data;
    uv_idle_stop(next_turn);
    timer->on_time(timer->user);
}

static void start(struct net_timer *timer, int64_t delay_ms, int64_t repeat_ms)
{
    uv_idle_stop(&timer->next_turn);
    /* Counted from now and not from the start of this turn, which may have been long. */
    uv_update_time(timer->native.loop);
    uv_timer_start(&timer->native, call, (uint64_t)delay_ms, (uint64_t)repeat_ms);
}

void net_timer_once(struct net_timer *timer, int64_t delay_ms)
{
    assert(delay_ms >= 0);
    if (delay_ms > 0) {
        start(timer, delay_ms, 0);
        return;
    }
    uv_timer_stop(&timer->native);
    uv_idle_start(&timer->next_turn, call_once);
}

void net_timer_repeat(struct net_timer *timer, int64_t interval_ms)
{
    assert(interval_ms > 0);
    start(timer, interval_ms, interval_ms);
}

void net_timer_stop(struct net_timer *timer)
{
    uv_timer_stop(&timer->native);
    uv_idle_stop(&timer->next_turn);
}
