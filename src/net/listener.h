/* SPDX-License-Identifier: Apache-2.0 */
/* A listening TCP socket that hands out the connections it accepts. */
#ifndef NET_LISTENER_H
#define NET_LISTENER_H

#include "base/text.h"
#include "net/loop.h"

struct net_listener;

/* `address` is an IP address, "" for all interfaces; port 0 takes a free one. `on_accept` gets
 * each connection, non-blocking, as a file descriptor that it owns from then on. NULL when the
 * address cannot be had; `reason` then says why, in the system's words. */
struct net_listener *net_listener_open(struct net_loop *loop, const char *address, uint16_t port,
                                       void (*on_accept)(void *user, int fd), void *user,
                                       struct text *reason);
void net_listener_close(struct net_listener *listener);
uint16_t net_listener_port(const struct net_listener *listener);

#endif
