/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "net/drive.h"
#include "net/listener.h"
#include "net/tcp.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct peer {
    int fd; /* of the connection accepted last, or -1 */
};

static void accept_peer(void *user, int fd)
{
    struct peer *peer = user;
    peer->fd = fd;
}

struct client {
    struct net_loop *loop;
    struct net_tcp *tcp;
    bool is_open;
    bool is_closed;
    char reason[128];
    size_t byte_count;
    size_t size_max;    /* of one delivery */
    uint64_t last_turn; /* of the last delivery */
    bool came_twice_a_turn;
    bool closes_on_bytes;
};

static void on_open(void *user)
{
    ((struct client *)user)->is_open = true;
}

static void on_bytes(void *user, const char *bytes, size_t size)
{
    struct client *client = user;
    (void)bytes;
    uint64_t turn = net_loop_turn_number(client->loop);
    client->came_twice_a_turn |= client->byte_count > 0 && turn == client->last_turn;
    client->last_turn = turn;
    client->byte_count += size;
    if (size > client->size_max)
        client->size_max = size;
    if (client->closes_on_bytes) {
        net_tcp_close(client->tcp);
        client->tcp = NULL;
    }
}

static void on_closed(void *user, const char *reason)
{
    struct client *client = user;
    client->is_closed = true;
    struct text text = text_init(client->reason, sizeof client->reason);
    text_add(&text, reason);
}

static void connect_client(struct client *client, struct net_loop *loop, uint16_t port)
{
    client->loop = loop;
    client->tcp = net_tcp_open(loop, &(struct net_tcp_options){.host = "localhost",
                                                               .port = port,
                                                               .on_open = on_open,
                                                               .on_bytes = on_bytes,
                                                               .on_closed = on_closed,
                                                               .user = client});
}

static struct net_listener *open_listener(struct net_loop *loop, struct peer *peer)
{
    char reason_bytes[128];
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);
    peer->fd = -1;
    return net_listener_open(loop, "127.0.0.1", 0, accept_peer, peer, &reason);
}

static void delivers_bytes_and_reports_the_close(void)
{
    struct net_loop *loop = net_loop_new();
    struct peer peer;
    struct client client = {0};
    struct net_listener *listener = open_listener(loop, &peer);
    connect_client(&client, loop, net_listener_port(listener));
    DRIVE_UNTIL(loop, client.is_open && peer.fd >= 0);

    CHECK_INT(write(peer.fd, "abc", 3), 3);
    DRIVE_UNTIL(loop, client.byte_count == 3);
    CHECK(!client.is_closed);
    close(peer.fd);
    DRIVE_UNTIL(loop, client.is_closed);
    CHECK_TEXT(client.reason, "closed by the other side");

    net_tcp_close(client.tcp);
    net_listener_close(listener);
    net_loop_free(loop);
}

static void says_that_nobody_listens(void)
{
    struct net_loop *loop = net_loop_new();
    struct peer peer;
    struct client client = {0};
    struct net_listener *listener = open_listener(loop, &peer);
    uint16_t port = net_listener_port(listener);
    net_listener_close(listener);
    connect_client(&client, loop, port);
    DRIVE_UNTIL(loop, client.is_closed);
    CHECK(!client.is_open);
    CHECK_TEXT(client.reason, "connection refused");
    net_tcp_close(client.tcp);
    net_loop_free(loop);
}

static void says_that_a_name_is_not_known(void)
{
    struct net_loop *loop = net_loop_new();
    struct client client = {.loop = loop};
    client.tcp = net_tcp_open(loop, &(struct net_tcp_options){.host = "no such host",
                                                              .port = 1,
                                                              .on_open = on_open,
                                                              .on_bytes = on_bytes,
                                                              .on_closed = on_closed,
                                                              .user = &client});
    DRIVE_UNTIL(loop, client.is_closed);
    CHECK(!client.is_open);
    CHECK(client.reason[0] != '\0');
    net_tcp_close(client.tcp);
    net_loop_free(loop);
}

static void one_peer_gets_one_buffer_a_turn(void)
{
    static char flood[1 << 20];
    struct net_loop *loop = net_loop_new();
    struct peer peer;
    struct client client = {0};
    struct net_listener *listener = open_listener(loop, &peer);
    connect_client(&client, loop, net_listener_port(listener));
    DRIVE_UNTIL(loop, client.is_open && peer.fd >= 0);

    size_t sent = 0;
    for (ssize_t size; (size = send(peer.fd, flood, sizeof flood, MSG_DONTWAIT)) > 0;)
        sent += (size_t)size;
    CHECK(sent > (size_t)2 * NET_TCP_BYTES_MAX);
    DRIVE_UNTIL(loop, client.byte_count == sent);
    CHECK(!client.came_twice_a_turn);
    CHECK(client.size_max <= NET_TCP_BYTES_MAX);

    close(peer.fd);
    net_tcp_close(client.tcp);
    net_listener_close(listener);
    net_loop_free(loop);
}

static void may_be_closed_at_any_moment(void)
{
    struct net_loop *loop = net_loop_new();
    struct peer peer;
    struct client client = {.closes_on_bytes = true};
    struct net_listener *listener = open_listener(loop, &peer);

    connect_client(&client, loop, net_listener_port(listener));
    net_tcp_close(client.tcp); /* while it looks the name up */

    connect_client(&client, loop, net_listener_port(listener));
    DRIVE_UNTIL(loop, client.is_open && peer.fd >= 0);
    CHECK_INT(write(peer.fd, "abc", 3), 3);
    DRIVE_UNTIL(loop, client.byte_count == 3); /* and closes itself there */
    CHECK(!client.is_closed);
    CHECK(client.tcp == NULL);

    close(peer.fd);
    net_listener_close(listener);
    net_loop_free(loop);
}

static void says_why_it_cannot_listen(void)
{
    char reason_bytes[128];
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);
    struct net_loop *loop = net_loop_new();
    struct peer peer;
    struct net_listener *holder = open_listener(loop, &peer);
    uint16_t port = net_listener_port(holder);
    CHECK(net_listener_open(loop, "127.0.0.1", port, accept_peer, &peer, &reason) == NULL);
    CHECK_TEXT(reason.bytes, "Address already in use");
    net_listener_close(holder);
    net_loop_free(loop);
}

int main(void)
{
    RUN(delivers_bytes_and_reports_the_close);
    RUN(says_that_nobody_listens);
    RUN(says_that_a_name_is_not_known);
    RUN(one_peer_gets_one_buffer_a_turn);
    RUN(may_be_closed_at_any_moment);
    RUN(says_why_it_cannot_listen);
    return check_summary();
}
