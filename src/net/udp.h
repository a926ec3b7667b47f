/* SPDX-License-Identifier: Apache-2.0 */
/* Datagrams: a receiver, and a sender for replays. */
#ifndef NET_UDP_H
#define NET_UDP_H

#include "base/text.h"
#include "net/loop.h"

enum { NET_UDP_BYTES_MAX = 65536 }; /* more than any datagram carries */

struct net_udp_receiver;

struct net_udp_receiver_options {
    const char *host; /* an IP address; "" for all interfaces; a multicast group is joined */
    uint16_t port;    /* 0 for a free one */

    /* One datagram, never empty. `bytes` hold until the call returns. `sender` stands for the
     * sender's address, whatever the port, and is never 0. */
    void (*on_bytes)(void *user, const char *bytes, size_t size, uint32_t sender);
    void *user;
};

/* At most 32 datagrams are taken each turn of the loop. NULL when it cannot be had; `reason`
 * then says why, in the system's words. */
struct net_udp_receiver *net_udp_receiver_open(struct net_loop *loop,
                                               const struct net_udp_receiver_options *options,
                                               struct text *reason);
void net_udp_receiver_close(struct net_udp_receiver *receiver);
uint16_t net_udp_receiver_port(const struct net_udp_receiver *receiver);

struct net_udp_sender;

/* `host` is a name or an IP address and is looked up before this returns. */
struct net_udp_sender *net_udp_sender_open(const char *host, uint16_t port, struct text *reason);
void net_udp_sender_close(struct net_udp_sender *sender);

/* False when the system did not take it now; a lost datagram is not noticed. */
bool net_udp_sender_send(struct net_udp_sender *sender, const char *bytes, size_t size);

#endif
