/* SPDX-License-Identifier: Apache-2.0 */
/* The event loop: the one thread that owns the picture waits here. libuv is behind it.
 *
 * Everything in this folder works on a loop and calls back from net_loop_run() or
 * net_loop_turn(), never from the call that asked for it. What is closed or freed calls back no
 * more; its memory goes on the loop's next turns, at the latest in net_loop_free(). */
#ifndef NET_LOOP_H
#define NET_LOOP_H

#include <stdbool.h>
#include <stdint.h>

struct net_loop;

/* NULL when there is no memory or no file descriptor left. */
struct net_loop *net_loop_new(void);

/* Everything opened on the loop must be closed before. */
void net_loop_free(struct net_loop *loop);

/* Turns until net_loop_stop(). */
void net_loop_run(struct net_loop *loop);

/* One turn: what is ready now is done; with `may_wait` it waits for the first thing to do. */
void net_loop_turn(struct net_loop *loop, bool may_wait);

/* Ends net_loop_run() after this turn. For the loop's own thread. */
void net_loop_stop(struct net_loop *loop);

/* SIGINT and SIGTERM stop the loop from now on. False when the system refuses. */
bool net_loop_stop_on_signals(struct net_loop *loop);

/* Milliseconds of the clock of clock_steady_ms(). */
int64_t net_loop_now_ms(const struct net_loop *loop);

/* Grows with every turn, so that a handle can take its share of one turn and no more. */
uint64_t net_loop_turn_number(const struct net_loop *loop);

/* libuv's own loop, for libwebsockets, which brings its own handles. */
void *net_loop_native(struct net_loop *loop);

#endif
