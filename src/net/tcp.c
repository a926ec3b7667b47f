/* SPDX-License-Identifier: Apache-2.0 */
#include "net/tcp.h"

#include "base/text.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <uv.h>

enum {
    KEEPALIVE_IDLE_S = 30,
    KEEPALIVE_INTERVAL_S = 10,
    KEEPALIVE_COUNT = 3,
};

struct net_tcp {
    struct net_tcp_options options;
    struct net_loop *loop;
    uv_tcp_t native;
    uv_getaddrinfo_t lookup;
    uv_connect_t connect;
    struct addrinfo *addresses;
    struct addrinfo *next; /* to be tried when the present attempt fails */
    int error;             /* of the last attempt */
    bool is_looking_up;
    bool has_native;    /* `native` is initialised and not closed */
    bool is_given_up;   /* by net_tcp_close(): no callback any more */
    bool is_open;       /* on_open() was called */
    uint64_t read_turn; /* the turn in which the buffer was last given */
    char host[NET_TCP_HOST_BYTES];
    char buffer[NET_TCP_BYTES_MAX];
};

static void try_next(struct net_tcp *tcp);

/* The memory goes when libuv has let go of both the handle and the lookup. */
static void release_if_unused(struct net_tcp *tcp)
{
    if (!tcp->is_given_up || tcp->has_native || tcp->is_looking_up)
        return;
    uv_freeaddrinfo(tcp->addresses);
    free(tcp);
}

static void tell_closed(struct net_tcp *tcp, int error)
{
    const char *reason = error == UV_EOF ? "closed by the other side" : uv_strerror(error);
    tcp->options.on_closed(tcp->options.user, reason);
}

static void after_close(uv_handle_t *handle)
{
    struct net_tcp *tcp = handle->data;
    tcp->has_native = false;
    if (tcp->is_given_up)
        release_if_unused(tcp);
    else if (tcp->is_open)
        tell_closed(tcp, tcp->error);
    else
        try_next(tcp);
}

static void close_native(struct net_tcp *tcp)
{
    if (tcp->has_native && !uv_is_closing((uv_handle_t *)&tcp->native))
        uv_close((uv_handle_t *)&tcp->native, after_close);
}

/* One buffer a turn: refusing a second one makes libuv come back in the next turn. */
static void give_buffer(uv_handle_t *handle, size_t wished, uv_buf_t *buffer)
{
    (void)wished;
    struct net_tcp *tcp = handle->data;
    uint64_t turn = net_loop_turn_number(tcp->loop);
    bool is_due = tcp->read_turn != turn;
    tcp->read_turn = turn;
    *buffer = uv_buf_init(is_due ? tcp->buffer : NULL, is_due ? NET_TCP_BYTES_MAX : 0);
}

static void take_bytes(uv_stream_t *stream, ssize_t size, const uv_buf_t *buffer)
{
    struct net_tcp *tcp = stream->data;
    if (size > 0) {
        tcp->options.on_bytes(tcp->options.user, buffer->base, (size_t)size);
    } else if (size < 0 && size != UV_ENOBUFS) {
        tcp->error = (int)size;
        close_native(tcp);
    }
}

/* Best effort: without it a vanished peer is noticed by its silence. */
static void set_keepalive(uv_tcp_t *native)
{
    int fd;
    if (uv_tcp_keepalive(native, 1, KEEPALIVE_IDLE_S) != 0 ||
        uv_fileno((const uv_handle_t *)native, &fd) != 0)
        return;
    setsockopt(fd, IPPROTO_TCP, TCP_KEEPINTVL, &(int){KEEPALIVE_INTERVAL_S}, sizeof(int));
    setsockopt(fd, IPPROTO_TCP, TCP_KEEPCNT, &(int){KEEPALIVE_COUNT}, sizeof(int));
}

static void after_connect(uv_connect_t *connect, int status)
{
    struct net_tcp *tcp = connect->data;
    if (tcp->is_given_up)
        return;
    if (status == 0)
        status = uv_read_start((uv_stream_t *)&tcp->native, give_buffer, take_bytes);
    if (status != 0) {
        tcp->error = status;
        close_native(tcp);
        return;
    }
    set_keepalive(&tcp->native);
    tcp->is_open = true;
    tcp->options.on_open(tcp->options.user);
}

static void try_next(struct net_tcp *tcp)
{
    if (tcp->next == NULL) {
        tell_closed(tcp, tcp->error);
        return;
    }
    const struct sockaddr *address = tcp->next->ai_addr;
    tcp->next = tcp->next->ai_next;
    tcp->native.data = tcp;
    tcp->connect.data = tcp;
    uv_tcp_init(net_loop_native(tcp->loop), &tcp->native);
    tcp->has_native = true;
    tcp->error = uv_tcp_connect(&tcp->connect, &tcp->native, address, after_connect);
    if (tcp->error != 0)
        close_native(tcp);
}

static void after_lookup(uv_getaddrinfo_t *lookup, int status, struct addrinfo *found)
{
    struct net_tcp *tcp = lookup->data;
    tcp->is_looking_up = false;
    tcp->addresses = found;
    tcp->next = found;
    tcp->error = status;
    if (tcp->is_given_up)
        release_if_unused(tcp);
    else
        try_next(tcp);
}

struct net_tcp *net_tcp_open(struct net_loop *loop, const struct net_tcp_options *options)
{
    struct net_tcp *tcp = calloc(1, sizeof *tcp);
    if (tcp == NULL)
        return NULL;
    tcp->options = *options;
    tcp->loop = loop;
    tcp->read_turn = UINT64_MAX;
    tcp->lookup.data = tcp;
    struct text host = text_init(tcp->host, sizeof tcp->host);
    text_add(&host, options->host);
    tcp->options.host = tcp->host;

    char port_bytes[8];
    struct text port = text_init(port_bytes, sizeof port_bytes);
    text_add_int(&port, options->port);
    struct addrinfo wish = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
    if (uv_getaddrinfo(net_loop_native(loop), &tcp->lookup, after_lookup, tcp->host, port_bytes,
                       &wish) != 0) {
        free(tcp);
        return NULL;
    }
    tcp->is_looking_up = true;
    return tcp;
}

void net_tcp_close(struct net_tcp *tcp)
{
    if (tcp == NULL)
        return;
    tcp->is_given_up = true;
    if (tcp->is_looking_up)
        uv_cancel((uv_req_t *)&tcp->lookup); /* too late for one that runs: it is waited for */
    close_native(tcp);
    release_if_unused(tcp);
}
