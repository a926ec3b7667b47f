/* SPDX-License-Identifier: Apache-2.0 */
/* Calls back while a file descriptor of another's is readable: a mailbox's (base/mailbox.h). */
#ifndef NET_WATCH_H
#define NET_WATCH_H

#include "net/loop.h"

struct net_watch;

/* `fd` stays the caller's, and open as long as the watch. NULL when there is no memory or it cannot
 * be watched. */
struct net_watch *net_watch_new(struct net_loop *loop, int fd, void (*on_readable)(void *user),
                                void *user);

/* May be called from on_readable(). NULL is fine. */
void net_watch_free(struct net_watch *watch);

#endif
