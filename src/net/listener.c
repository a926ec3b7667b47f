/* SPDX-License-Identifier: Apache-2.0 */
#include "net/listener.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <uv.h>

enum { BACKLOG = 128, ACCEPT_COUNT_MAX = 32 };

struct net_listener {
    uv_poll_t poll;
    int fd;
    int spare_fd; /* given up for a moment to turn callers away when there is no other left */
    void (*on_accept)(void *user, int fd);
    void *user;
};

static int open_spare(void)
{
    return open("/dev/null", O_RDONLY | O_CLOEXEC);
}

/* Without this a caller that cannot be accepted stays in the queue and wakes the loop for ever. */
static void turn_away(struct net_listener *listener)
{
    close(listener->spare_fd);
    int fd = accept4(listener->fd, NULL, NULL, SOCK_CLOEXEC);
    if (fd >= 0)
        close(fd);
    listener->spare_fd = open_spare();
}

/* So many a turn, that a flood of connections leaves room for the rest. */
static void accept_some(uv_poll_t *poll, int status, int events)
{
    (void)status;
    (void)events;
    struct net_listener *listener = poll->data;
    for (int i = 0; i < ACCEPT_COUNT_MAX && !uv_is_closing((uv_handle_t *)poll); i++) {
        int fd = accept4(listener->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0 && (errno == EMFILE || errno == ENFILE))
            turn_away(listener);
        if (fd < 0)
            return;
        listener->on_accept(listener->user, fd);
    }
}

/* -1 and errno when it cannot be had. */
static int open_fd(const char *address, uint16_t port)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons(port)};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
    bool is_v4 = inet_pton(AF_INET, address, &v4.sin_addr) == 1;
    if (!is_v4 && address[0] != '\0' && inet_pton(AF_INET6, address, &v6.sin6_addr) != 1) {
        errno = EINVAL;
        return -1;
    }
    int fd = socket(is_v4 ? AF_INET : AF_INET6, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0 && errno == EAFNOSUPPORT && address[0] == '\0') /* a machine without IPv6 */
        return open_fd("0.0.0.0", port);
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int)); /* after a restart */
    const void *name = is_v4 ? (const void *)&v4 : (const void *)&v6;
    socklen_t name_size = is_v4 ? sizeof v4 : sizeof v6;
    if (bind(fd, name, name_size) != 0 || listen(fd, BACKLOG) != 0) {
        int error = errno;
        close(fd);
        errno = error;
        return -1;
    }
    return fd;
}

static void release(uv_handle_t *handle)
{
    free(handle->data);
}

struct net_listener *net_listener_open(struct net_loop *loop, const char *address, uint16_t port,
                                       void (*on_accept)(void *user, int fd), void *user,
                                       struct text *reason)
{
    struct net_listener *listener = calloc(1, sizeof *listener);
    if (listener == NULL) {
        text_add(reason, "no memory");
        return NULL;
    }
    listener->fd = open_fd(address, port);
    if (listener->fd < 0) {
        text_add(reason, strerror(errno));
        free(listener);
        return NULL;
    }
    listener->spare_fd = open_spare();
    listener->on_accept = on_accept;
    listener->user = user;
    listener->poll.data = listener;
    uv_poll_init(net_loop_native(loop), &listener->poll, listener->fd);
    uv_poll_start(&listener->poll, UV_READABLE, accept_some);
    return listener;
}

void net_listener_close(struct net_listener *listener)
{
    if (listener == NULL)
        return;
    uv_close((uv_handle_t *)&listener->poll, release);
    close(listener->spare_fd);
    close(listener->fd); /* libuv has taken it out of its set by now */
}

uint16_t net_listener_port(const struct net_listener *listener)
{
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
    } address = {.v6 = {0}};
    socklen_t size = sizeof address;
    getsockname(listener->fd, &address.any, &size);
    return ntohs(address.any.sa_family == AF_INET6 ? address.v6.sin6_port : address.v4.sin_port);
}
