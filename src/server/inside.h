/* SPDX-License-Identifier: Apache-2.0 */
/* The server from inside: what its connections share. For this folder only. */
#ifndef SERVER_INSIDE_H
#define SERVER_INSIDE_H

#include "net/listener.h"
#include "net/timer.h"
#include "server/archive.h"
#include "server/server.h"
#include "server/site.h"
#include "server/viewer.h"

#include <libwebsockets.h>

/* One place for a viewer; the places and their memory are made at the start. */
struct server_live_viewer {
    struct lws *wsi; /* NULL: the place is free */
    struct server_viewer viewer;
    bool has_view;
    bool has_new_view;     /* to be answered before the second is over */
    bool is_due;           /* a frame is to be written as soon as the last one has left */
    int64_t frame_ms;      /* when the last one was written */
    uint64_t acknowledged; /* bytes, when last looked */
    int64_t moved_ms;      /* when that grew last, or nothing was due */
};

struct server_live {
    struct server_live_viewer *viewers;
    uint32_t *told; /* the viewers' memories */
    size_t viewer_count_max;
    struct server_snapshot *snapshot;
    int64_t refreshed_ms; /* CLOCK_UNKNOWN_MS before the first time */
    struct net_timer *timer;
    unsigned tick;
    uint8_t *frame; /* LWS_PRE bytes, then SERVER_VIEWER_FRAME_BYTES_MAX */
};

struct server {
    struct net_loop *loop;
    struct server_site site;
    struct server_live live;
    struct server_archive *archive; /* NULL: the node keeps none */
    struct net_listener *listener;
    struct lws_context *context; /* set to NULL by libwebsockets when it is all gone */
    struct lws_vhost *vhost;
    size_t connection_count;
    size_t response_count; /* under way */
    size_t response_bytes; /* of their bodies */
    bool is_drill;         /* the node is in a drill */
    bool is_local;         /* listens on a loopback address */
    char own_name[256];    /* of the machine */
    char host_name[256];   /* of a proxy in front, or "" */
    char *page_dir;
    char *waters_path;
};

/* Whether this request may be answered: by its Host and, where `is_upgrade`, its Origin. */
bool server_http_is_allowed(struct server *server, struct lws *wsi, bool is_upgrade);

/* Called by the archive with the answer of a request that waited for it. */
void server_http_on_answer(void *asker, struct server_response *response);

/* Whether the peer of such a request is still there. */
bool server_http_is_there(void *asker);

/* The callbacks of the two protocols (libwebsockets' signature). */
int server_http_callback(struct lws *wsi, enum lws_callback_reasons reason, void *session, void *in,
                         size_t size);
int server_live_callback(struct lws *wsi, enum lws_callback_reasons reason, void *session, void *in,
                         size_t size);

enum { SERVER_HTTP_SESSION_BYTES = 256, SERVER_LIVE_SESSION_BYTES = 16 };

/* False when there is no memory. */
bool server_live_init(struct server *server, const struct server_options *options);
void server_live_release(struct server *server);

/* Whether another viewer may come. */
bool server_live_has_room(const struct server *server);

#endif
