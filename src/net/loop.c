/* SPDX-License-Identifier: Apache-2.0 */
#include "net/loop.h"

#include <assert.h>
#include <signal.h>
#include <stdlib.h>
#include <uv.h>

enum { SIGNAL_COUNT = 2 };

struct net_loop {
    uv_loop_t native;
    uv_check_t turn; /* runs once a turn */
    uint64_t turn_number;
    uv_signal_t signals[SIGNAL_COUNT];
};

static void count_turn(uv_check_t *turn)
{
    struct net_loop *loop = turn->data;
    loop->turn_number++;
}

struct net_loop *net_loop_new(void)
{
    struct net_loop *loop = calloc(1, sizeof *loop);
    if (loop == NULL)
        return NULL;
    if (uv_loop_init(&loop->native) != 0) {
        free(loop);
        return NULL;
    }
    loop->turn.data = loop;
    uv_check_init(&loop->native, &loop->turn);
    uv_check_start(&loop->turn, count_turn);
    for (int i = 0; i < SIGNAL_COUNT; i++)
        uv_signal_init(&loop->native, &loop->signals[i]);
    return loop;
}

void net_loop_free(struct net_loop *loop)
{
    if (loop == NULL)
        return;
    uv_close((uv_handle_t *)&loop->turn, NULL);
    for (int i = 0; i < SIGNAL_COUNT; i++)
        uv_close((uv_handle_t *)&loop->signals[i], NULL);
    /* Only closing handles and cancelled requests are left; the last of them ends this run. */
    uv_run(&loop->native, UV_RUN_DEFAULT);
    int result = uv_loop_close(&loop->native);
    assert(result == 0);
    free(loop);
}

void net_loop_run(struct net_loop *loop)
{
    uv_run(&loop->native, UV_RUN_DEFAULT);
}

void net_loop_turn(struct net_loop *loop, bool may_wait)
{
    uv_run(&loop->native, may_wait ? UV_RUN_ONCE : UV_RUN_NOWAIT);
}

void net_loop_stop(struct net_loop *loop)
{
    uv_stop(&loop->native);
}

static void stop_on_signal(uv_signal_t *handle, int number)
{
    (void)number;
    uv_stop(handle->loop);
}

bool net_loop_stop_on_signals(struct net_loop *loop)
{
    static const int numbers[SIGNAL_COUNT] = {SIGINT, SIGTERM};

    for (int i = 0; i < SIGNAL_COUNT; i++)
        if (uv_signal_start(&loop->signals[i], stop_on_signal, numbers[i]) != 0)
            return false;
    return true;
}

int64_t net_loop_now_ms(const struct net_loop *loop)
{
    (void)loop;
    return (int64_t)(uv_hrtime() / 1000000);
}

uint64_t net_loop_turn_number(const struct net_loop *loop)
{
    return loop->turn_number;
}

void *net_loop_native(struct net_loop *loop)
{
    return &loop->native;
}
