/* SPDX-License-Identifier: Apache-2.0 */
/* The web server: the map's page, the HTTP interface and the live picture, on the node's loop. */
#ifndef SERVER_SERVER_H
#define SERVER_SERVER_H

#include "net/loop.h"
#include "server/status.h"
#include "track/picture.h"

enum {
    SERVER_VIEWER_COUNT_MAX = 64,           /* the default */
    SERVER_CONNECTION_COUNT_MAX = 512,      /* viewers and HTTP together */
    SERVER_RESPONSE_COUNT_MAX = 64,         /* under way at once; more are answered 503 */
    SERVER_RESPONSES_BYTES_MAX = 256 << 20, /* of their bodies together */
    SERVER_REQUEST_S_MAX = 10,              /* for a request to come in, and between two */
    SERVER_REQUEST_CROWDED_S_MAX = 2,       /* the same while over half the connections are taken */
    SERVER_STUCK_S_MAX = 60,                /* a peer that takes nothing for so long is dropped */
};

struct server;

/* Texts are copied; the pictures and stations must outlive the server. */
struct server_options {
    struct net_loop *loop;
    const char *address;     /* an IP address, "" for all interfaces */
    uint16_t port;           /* 0 for a free one */
    const char *page_dir;    /* the map's files */
    const char *waters_path; /* a GeoJSON file, or NULL */
    const char *store_dir;   /* of the history; NULL: the node keeps none */
    const char *host_name;   /* a name by which a proxy in front is called, or NULL */

    const struct track_picture *picture;
    size_t target_count_max; /* of the picture */
    const struct evidence_stations *stations;
    bool is_drill;           /* the node is in a drill: every frame says so */
    size_t viewer_count_max; /* 0 for SERVER_VIEWER_COUNT_MAX */

    /* Fills in what the node knows; `status` is zeroed before. */
    void (*fill_status)(void *user, struct server_status *status);
    void *user;
};

/* Serves from now on, as the loop turns. NULL when it cannot; `error` then says what and what
 * instead, in one line.
 *
 * On a loopback address only requests that mean this machine are answered, and a WebSocket only
 * for a page of the node's own (server/origin.h). */
struct server *server_new(const struct server_options *options, struct text *error);

/* Closes every connection; turns the loop until they are. Not from a callback of the loop. */
void server_free(struct server *server);

/* The port it listens on. */
uint16_t server_port(const struct server *server);

size_t server_viewer_count(const struct server *server);

#endif
