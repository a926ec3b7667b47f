/* SPDX-License-Identifier: Apache-2.0 */
#include "net/watch.h"

#include <stdlib.h>
#include <uv.h>

struct net_watch {
    uv_poll_t native;
    void (*on_readable)(void *user);
    void *user;
};

static void on_poll(uv_poll_t *native, int status, int events)
{
    struct net_watch *watch = native->data;

    (void)status, (void)events;
    watch->on_readable(watch->user);
}

struct net_watch *net_watch_new(struct net_loop *loop, int fd, void (*on_readable)(void *user),
                                void *user)
{
    struct net_watch *watch = malloc(sizeof *watch);

    if (watch == NULL || uv_poll_init(net_loop_native(loop), &watch->native, fd) != 0) {
        free(watch);
        return NULL;
    }
    watch->native.data = watch;
    watch->on_readable = on_readable;
    watch->user = user;
    uv_poll_start(&watch->native, UV_READABLE, on_poll);
    return watch;
}

static void release(uv_handle_t *handle)
{
    free(handle->data);
}

void net_watch_free(struct net_watch *watch)
{
    if (watch == NULL)
        return;
    uv_poll_stop(&watch->native);
    uv_close((uv_handle_t *)&watch->native, release);
}
