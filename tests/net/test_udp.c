/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "net/drive.h"
#include "net/udp.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { DATAGRAM_COUNT_MAX = 8 };

struct received {
    size_t count;
    char bytes[DATAGRAM_COUNT_MAX][64];
    uint32_t senders[DATAGRAM_COUNT_MAX];
};

static void receive(void *user, const char *bytes, size_t size, uint32_t sender)
{
    struct received *received = user;
    if (received->count == DATAGRAM_COUNT_MAX || size >= sizeof received->bytes[0])
        return;
    memcpy(received->bytes[received->count], bytes, size);
    received->senders[received->count++] = sender;
}

static struct net_udp_receiver *open_receiver(struct net_loop *loop, const char *host,
                                              uint16_t port, struct received *received,
                                              struct text *reason)
{
    struct net_udp_receiver_options options = {
        .host = host, .port = port, .on_bytes = receive, .user = received};
    return net_udp_receiver_open(loop, &options, reason);
}

/* A datagram from a loopback address of the caller's choice and a port of the system's. */
static void send_from(const char *host, uint16_t port, const char *text)
{
    struct sockaddr_in from = {.sin_family = AF_INET};
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    CHECK_INT(inet_pton(AF_INET, host, &from.sin_addr), 1);
    CHECK_INT(inet_pton(AF_INET, "127.0.0.1", &to.sin_addr), 1);
    CHECK_INT(bind(fd, (struct sockaddr *)(void *)&from, sizeof from), 0);
    CHECK_INT(sendto(fd, text, strlen(text), 0, (struct sockaddr *)(void *)&to, sizeof to),
              (long long)strlen(text));
    close(fd);
}

/* By its address: many a sender takes a new port for each datagram. */
static void delivers_datagrams_and_tells_senders_apart(void)
{
    static const char *const hosts[] = {"127.0.0.1", ""}; /* "": IPv4 within IPv6 */
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
        char reason_bytes[128];
        struct text reason = text_init(reason_bytes, sizeof reason_bytes);
        struct net_loop *loop = net_loop_new();
        struct received received = {0};
        struct net_udp_receiver *receiver = open_receiver(loop, hosts[i], 0, &received, &reason);
        uint16_t port = net_udp_receiver_port(receiver);
        CHECK(port != 0);

        send_from("127.0.0.1", port, "one");
        send_from("127.0.0.2", port, "two");
        send_from("127.0.0.1", port, "three");
        DRIVE_UNTIL(loop, received.count == 3);
        CHECK_TEXT(received.bytes[0], "one");
        CHECK_TEXT(received.bytes[1], "two");
        CHECK_TEXT(received.bytes[2], "three");
        CHECK(received.senders[0] != received.senders[1]);
        CHECK(received.senders[0] == received.senders[2]);
        CHECK(received.senders[0] != 0);

        net_udp_receiver_close(receiver);
        net_loop_free(loop);
    }
}

static void no_host_means_every_interface(void)
{
    char reason_bytes[128];
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);
    struct net_loop *loop = net_loop_new();
    struct received received = {0};
    struct net_udp_receiver *receiver = open_receiver(loop, "", 0, &received, &reason);
    struct net_udp_sender *sender =
        net_udp_sender_open("127.0.0.1", net_udp_receiver_port(receiver), &reason);
    CHECK(net_udp_sender_send(sender, "four", 4));
    DRIVE_UNTIL(loop, received.count == 1);
    net_udp_sender_close(sender);
    net_udp_receiver_close(receiver);
    net_loop_free(loop);
}

static void says_why_a_port_cannot_be_had(void)
{
    char reason_bytes[128];
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);
    struct net_loop *loop = net_loop_new();
    struct received received = {0};
    struct net_udp_receiver *holder = open_receiver(loop, "127.0.0.1", 0, &received, &reason);
    uint16_t port = net_udp_receiver_port(holder);
    CHECK(open_receiver(loop, "127.0.0.1", port, &received, &reason) == NULL);
    CHECK_TEXT(reason.bytes, "address already in use");
    text_clear(&reason);
    CHECK(open_receiver(loop, "nonsense", 0, &received, &reason) == NULL);
    CHECK_TEXT(reason.bytes, "not an IP address");
    net_udp_receiver_close(holder);
    net_loop_free(loop);
}

/* Several programs on one machine listen to a receiver's multicast. */
static void two_receivers_share_a_multicast_group(void)
{
    char reason_bytes[128];
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);
    struct net_loop *loop = net_loop_new();
    struct received received = {0};
    struct net_udp_receiver *first = open_receiver(loop, "239.192.0.4", 0, &received, &reason);
    if (first != NULL) { /* a machine without any network has no multicast either */
        uint16_t port = net_udp_receiver_port(first);
        struct net_udp_receiver *second =
            open_receiver(loop, "239.192.0.4", port, &received, &reason);
        CHECK(second != NULL);
        net_udp_receiver_close(second);
    }
    net_udp_receiver_close(first);
    net_loop_free(loop);
}

int main(void)
{
    RUN(delivers_datagrams_and_tells_senders_apart);
    RUN(no_host_means_every_interface);
    RUN(says_why_a_port_cannot_be_had);
    RUN(two_receivers_share_a_multicast_group);
    return check_summary();
}
