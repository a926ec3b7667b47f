/* SPDX-License-Identifier: Apache-2.0 */
#include "net/udp.h"

#include "base/hash.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <uv.h>

/* A burst that comes while the loop is busy waits in the kernel. */
enum { KERNEL_BUFFER_BYTES = 4 << 20 };

struct net_udp_receiver {
    uv_udp_t native;
    void (*on_bytes)(void *user, const char *bytes, size_t size, uint32_t sender);
    void *user;
    char buffer[NET_UDP_BYTES_MAX];
};

static void give_buffer(uv_handle_t *handle, size_t wished, uv_buf_t *buffer)
{
    (void)wished;
    struct net_udp_receiver *receiver = handle->data;
    *buffer = uv_buf_init(receiver->buffer, NET_UDP_BYTES_MAX);
}

/* By the address alone: many a sender takes a new port for each datagram. */
static uint32_t sender_number(const struct sockaddr *address)
{
    uint64_t hash = 0;
    if (address->sa_family == AF_INET6) {
        const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)(const void *)address;
        hash = hash_bytes(&v6->sin6_addr, sizeof v6->sin6_addr);
    } else if (address->sa_family == AF_INET) {
        const struct sockaddr_in *v4 = (const struct sockaddr_in *)(const void *)address;
        hash = hash_bytes(&v4->sin_addr, sizeof v4->sin_addr);
    }
    uint32_t number = (uint32_t)(hash ^ hash >> 32);
    return number != 0 ? number : 1;
}

static void take_datagram(uv_udp_t *native, ssize_t size, const uv_buf_t *buffer,
                          const struct sockaddr *sender, unsigned flags)
{
    (void)flags;
    struct net_udp_receiver *receiver = native->data;
    /* Errors here are a sender's ICMP answers and the like: the socket goes on. */
    if (size > 0 && sender != NULL)
        receiver->on_bytes(receiver->user, buffer->base, (size_t)size, sender_number(sender));
}

static bool is_multicast(const struct sockaddr_storage *address)
{
    if (address->ss_family == AF_INET6) {
        const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)(const void *)address;
        return IN6_IS_ADDR_MULTICAST(&v6->sin6_addr);
    }
    const struct sockaddr_in *v4 = (const struct sockaddr_in *)(const void *)address;
    return IN_MULTICAST(ntohl(v4->sin_addr.s_addr));
}

static int parse_address(const char *host, uint16_t port, struct sockaddr_storage *address)
{
    if (host[0] == '\0') /* both families in one socket */
        return uv_ip6_addr("::", port, (struct sockaddr_in6 *)(void *)address);
    if (strchr(host, ':') != NULL)
        return uv_ip6_addr(host, port, (struct sockaddr_in6 *)(void *)address);
    return uv_ip4_addr(host, port, (struct sockaddr_in *)(void *)address);
}

static int bind_native(uv_udp_t *native, const char *host, uint16_t port)
{
    struct sockaddr_storage address;
    int result = parse_address(host, port, &address);
    if (result != 0)
        return result;
    bool multicast = is_multicast(&address);
    /* Several programs may listen to one group; to one port of our own only one. */
    result =
        uv_udp_bind(native, (const struct sockaddr *)&address, multicast ? UV_UDP_REUSEADDR : 0);
    if (result == UV_EAFNOSUPPORT && host[0] == '\0') { /* a machine without IPv6 */
        uv_ip4_addr("0.0.0.0", port, (struct sockaddr_in *)(void *)&address);
        result = uv_udp_bind(native, (const struct sockaddr *)&address, 0);
    }
    if (result == 0 && multicast)
        result = uv_udp_set_membership(native, host, NULL, UV_JOIN_GROUP);
    return result;
}

static void release_receiver(uv_handle_t *handle)
{
    free(handle->data);
}

struct net_udp_receiver *net_udp_receiver_open(struct net_loop *loop,
                                               const struct net_udp_receiver_options *options,
                                               struct text *reason)
{
    struct net_udp_receiver *receiver = malloc(sizeof *receiver);
    if (receiver == NULL) {
        text_add(reason, "no memory");
        return NULL;
    }
    receiver->on_bytes = options->on_bytes;
    receiver->user = options->user;
    receiver->native.data = receiver;
    uv_udp_init(net_loop_native(loop), &receiver->native);

    int result = bind_native(&receiver->native, options->host, options->port);
    if (result == 0)
        result = uv_udp_recv_start(&receiver->native, give_buffer, take_datagram);
    if (result != 0) {
        text_add(reason, result == UV_EINVAL ? "not an IP address" : uv_strerror(result));
        net_udp_receiver_close(receiver);
        return NULL;
    }
    int size = KERNEL_BUFFER_BYTES;
    uv_recv_buffer_size((uv_handle_t *)&receiver->native, &size); /* as much as is allowed */
    return receiver;
}

void net_udp_receiver_close(struct net_udp_receiver *receiver)
{
    if (receiver != NULL)
        uv_close((uv_handle_t *)&receiver->native, release_receiver);
}

uint16_t net_udp_receiver_port(const struct net_udp_receiver *receiver)
{
    struct sockaddr_storage address = {0};
    int size = sizeof address;
    uv_udp_getsockname(&receiver->native, (struct sockaddr *)&address, &size);
    if (address.ss_family == AF_INET6)
        return ntohs(((const struct sockaddr_in6 *)(const void *)&address)->sin6_port);
    return ntohs(((const struct sockaddr_in *)(const void *)&address)->sin_port);
}

struct net_udp_sender {
    int fd;
};

struct net_udp_sender *net_udp_sender_open(const char *host, uint16_t port, struct text *reason)
{
    struct addrinfo wish = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_DGRAM};
    struct addrinfo *found = NULL;
    char port_text[8];
    struct text port_words = text_init(port_text, sizeof port_text);
    text_add_int(&port_words, port);

    int result = getaddrinfo(host, port_text, &wish, &found);
    if (result != 0) {
        text_add(reason, gai_strerror(result));
        return NULL;
    }
    struct net_udp_sender *sender = malloc(sizeof *sender);
    int fd = -1;
    /* Connected, so that each datagram needs no address and errors are this socket's own. */
    for (struct addrinfo *at = found; sender != NULL && at != NULL && fd < 0; at = at->ai_next) {
        fd = socket(at->ai_family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, at->ai_protocol);
        if (fd >= 0 && connect(fd, at->ai_addr, at->ai_addrlen) != 0) {
            close(fd);
            fd = -1;
        }
    }
    freeaddrinfo(found);
    if (fd < 0) {
        text_add(reason, "no way to that address from here");
        free(sender);
        return NULL;
    }
    sender->fd = fd;
    return sender;
}

void net_udp_sender_close(struct net_udp_sender *sender)
{
    if (sender == NULL)
        return;
    close(sender->fd);
    free(sender);
}

bool net_udp_sender_send(struct net_udp_sender *sender, const char *bytes, size_t size)
{
    ssize_t sent = send(sender->fd, bytes, size, 0);
    if (sent < 0) /* the answer to an earlier one, "nobody listens", is reported on the next */
        sent = send(sender->fd, bytes, size, 0);
    return sent == (ssize_t)size;
}
