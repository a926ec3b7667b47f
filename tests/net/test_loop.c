/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "net/drive.h"
#include "net/loop.h"
#include "net/timer.h"

#include <signal.h>
#include <unistd.h>

struct ticks {
    struct net_loop *loop;
    struct net_timer *timer;
    int count;
    int stop_at;
};

static void tick(void *user)
{
    struct ticks *ticks = user;
    if (++ticks->count == ticks->stop_at)
        net_loop_stop(ticks->loop);
}

static void runs_until_it_is_stopped(void)
{
    struct net_loop *loop = net_loop_new();
    struct ticks ticks = {.loop = loop, .stop_at = 3};
    struct net_timer *timer = net_timer_new(loop, tick, &ticks);
    net_timer_repeat(timer, 1);
    net_loop_run(loop);
    CHECK_INT(ticks.count, 3);
    net_timer_free(timer);
    net_loop_free(loop);
}

static void a_timer_once_comes_once_and_not_before_its_time(void)
{
    struct net_loop *loop = net_loop_new();
    struct ticks ticks = {.loop = loop};
    struct net_timer *timer = net_timer_new(loop, tick, &ticks);
    int64_t start_ms = net_loop_now_ms(loop);
    net_timer_once(timer, 30);
    DRIVE_UNTIL(loop, ticks.count > 0);
    CHECK(net_loop_now_ms(loop) - start_ms >= 29);
    int64_t end_ms = net_loop_now_ms(loop) + 60;
    DRIVE_UNTIL(loop, net_loop_now_ms(loop) > end_ms);
    CHECK_INT(ticks.count, 1);
    net_timer_free(timer);
    net_loop_free(loop);
}

struct chain {
    struct net_loop *loop;
    struct net_timer *timer;
    uint64_t turns[4];
    int count;
};

static void again_at_once(void *user)
{
    struct chain *chain = user;
    if (chain->count < 4)
        chain->turns[chain->count++] = net_loop_turn_number(chain->loop);
    net_timer_once(chain->timer, 0);
}

/* Who has much to do sets a timer of no delay; the others must get their turn between. */
static void no_delay_means_the_next_turn(void)
{
    struct chain chain = {.loop = net_loop_new()};
    chain.timer = net_timer_new(chain.loop, again_at_once, &chain);
    net_timer_once(chain.timer, 1);
    DRIVE_UNTIL(chain.loop, chain.count == 4);
    for (int i = 2; i < 4; i++)
        CHECK_INT(chain.turns[i] - chain.turns[i - 1], 1);
    net_timer_free(chain.timer);
    net_loop_free(chain.loop);
}

static void free_itself(void *user)
{
    struct ticks *ticks = user;
    ticks->count++;
    net_timer_free(ticks->timer);
}

static void a_timer_may_be_freed_from_its_callback(void)
{
    struct net_loop *loop = net_loop_new();
    struct ticks ticks = {.loop = loop};
    ticks.timer = net_timer_new(loop, free_itself, &ticks);
    net_timer_repeat(ticks.timer, 1);
    int64_t end_ms = net_loop_now_ms(loop) + 30;
    DRIVE_UNTIL(loop, net_loop_now_ms(loop) > end_ms);
    CHECK_INT(ticks.count, 1);
    net_loop_free(loop);
}

static void a_stopped_timer_does_not_come(void)
{
    struct net_loop *loop = net_loop_new();
    struct ticks ticks = {.loop = loop};
    struct net_timer *timer = net_timer_new(loop, tick, &ticks);
    net_timer_repeat(timer, 1);
    net_timer_stop(timer);
    int64_t end_ms = net_loop_now_ms(loop) + 30;
    DRIVE_UNTIL(loop, net_loop_now_ms(loop) > end_ms);
    CHECK_INT(ticks.count, 0);
    net_timer_free(timer);
    net_loop_free(loop);
}

static void raise_terminate(void *user)
{
    (void)user;
    kill(getpid(), SIGTERM);
}

static void stops_on_the_signal_to_terminate(void)
{
    struct net_loop *loop = net_loop_new();
    struct net_timer *timer = net_timer_new(loop, raise_terminate, NULL);
    CHECK(net_loop_stop_on_signals(loop));
    net_timer_once(timer, 0);
    net_loop_run(loop);
    net_timer_free(timer);
    net_loop_free(loop);
}

static void turns_are_numbered(void)
{
    struct net_loop *loop = net_loop_new();
    uint64_t before = net_loop_turn_number(loop);
    net_loop_turn(loop, false);
    net_loop_turn(loop, false);
    CHECK_INT(net_loop_turn_number(loop) - before, 2);
    net_loop_free(loop);
}

int main(void)
{
    RUN(runs_until_it_is_stopped);
    RUN(a_timer_once_comes_once_and_not_before_its_time);
    RUN(no_delay_means_the_next_turn);
    RUN(a_timer_may_be_freed_from_its_callback);
    RUN(a_stopped_timer_does_not_come);
    RUN(stops_on_the_signal_to_terminate);
    RUN(turns_are_numbered);
    return check_summary();
}
