/* SPDX-License-Identifier: Apache-2.0 */
/* A client's TCP connection. */
#ifndef NET_TCP_H
#define NET_TCP_H

#include "net/loop.h"

#include <stddef.h>

enum { NET_TCP_HOST_BYTES = 256, NET_TCP_BYTES_MAX = 65536 };

struct net_tcp;

struct net_tcp_options {
    const char *host; /* a name or an IP address; copied */
    uint16_t port;

    /* The connection stands. */
    void (*on_open)(void *user);

    /* Bytes came, at most NET_TCP_BYTES_MAX in one turn of the loop, so that no peer keeps the
     * others waiting. `bytes` hold until the call returns. */
    void (*on_bytes)(void *user, const char *bytes, size_t size);

    /* It ended, or never came about: `reason` says why, in the system's words. Nothing follows;
     * net_tcp_close() is still to be called. */
    void (*on_closed)(void *user, const char *reason);
    void *user;
};

/* Begins to look up and connect; every address of the host is tried in turn. A peer that is
 * gone without a word is noticed after about a minute (TCP keepalive); one that says nothing is
 * the caller's to judge. NULL when there is no memory. */
struct net_tcp *net_tcp_open(struct net_loop *loop, const struct net_tcp_options *options);

/* At any time, also from a callback. */
void net_tcp_close(struct net_tcp *tcp);

#endif
