/* SPDX-License-Identifier: Apache-2.0 */
/* A server on a loop with a picture, as the node has it. */
#ifndef SERVER_NODE_H
#define SERVER_NODE_H

#include "check.h"
#include "client.h"
#include "fleet.h"
#include "server/server.h"

#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>

struct node {
    struct net_loop *loop;
    struct track_picture *picture;
    struct evidence_stations *stations;
    struct server *server;
    char page_dir[64];
    char waters_path[96];
};

static inline void node_fill_status(void *user, struct server_status *status)
{
    (void)user;
    status->name = "test";
    status->version = "0.0.0";
    status->mode = "live";
    status->speed = (double)NAN;
    status->target_count_max = 100;
    status->message_count = 7;
    status->messages_per_second = 1.25;
    status->message_count_by_type[1] = 5;
    status->message_count_by_type[5] = 2;
    status->refusals[0] = (struct server_status_count){"bad_checksum", 3};
    status->refusal_count = 1;
    status->sources[0] = (struct server_status_source){.name = "ro\"of",
                                                       .from = "udp://:10110",
                                                       .state = "receiving",
                                                       .detail = "",
                                                       .heard_ms = FLEET_START_MS,
                                                       .silent_s = 0.44,
                                                       .byte_count = 123,
                                                       .message_count = 7,
                                                       .messages_per_second = 1.25,
                                                       .refused_count = 3,
                                                       .is_up = true};
    status->sources[1] = (struct server_status_source){.name = "feed",
                                                       .from = "tcp://host:1",
                                                       .state = "connecting",
                                                       .detail = "connection refused",
                                                       .heard_ms = CLOCK_UNKNOWN_MS,
                                                       .silent_s = (double)NAN};
    status->source_count = 2;
}

static inline void node_write_file(const char *directory, const char *name, const char *content)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    CHECK_INT(write(fd, content, strlen(content)), (long long)strlen(content));
    close(fd);
}

static inline struct node node_new(size_t target_count_max, size_t viewer_count_max)
{
    char error_bytes[512];
    struct text error = text_init(error_bytes, sizeof error_bytes);
    struct node node = {.loop = net_loop_new(),
                        .picture = fleet_new(target_count_max),
                        .stations = evidence_stations_new()};
    memcpy(node.page_dir, "/tmp/narrows-page-XXXXXX", 25);
    CHECK(mkdtemp(node.page_dir) != NULL);
    node_write_file(node.page_dir, "index.html", "<!doctype html><title>map</title>");
    node_write_file(node.page_dir, "app.js", "'use strict';");
    node_write_file(node.page_dir, ".secret", "no");
    node_write_file(node.page_dir, "waters.geojson", "{\"type\":\"FeatureCollection\"}");
    snprintf(node.waters_path, sizeof node.waters_path, "%s/waters.geojson", node.page_dir);
    CHECK_INT(evidence_stations_number(node.stations, "roof"), 1);
    node.server = server_new(&(struct server_options){.loop = node.loop,
                                                      .address = "127.0.0.1",
                                                      .page_dir = node.page_dir,
                                                      .waters_path = node.waters_path,
                                                      .picture = node.picture,
                                                      .target_count_max = target_count_max,
                                                      .stations = node.stations,
                                                      .viewer_count_max = viewer_count_max,
                                                      .fill_status = node_fill_status},
                             &error);
    CHECK_TEXT(error.bytes, "");
    return node;
}

static inline void node_free(struct node *node)
{
    static const char *const names[] = {"index.html", "app.js", ".secret", "waters.geojson"};
    char path[256];
    server_free(node->server);
    net_loop_free(node->loop);
    track_picture_free(node->picture);
    evidence_stations_free(node->stations);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", node->page_dir, names[i]);
        unlink(path);
    }
    rmdir(node->page_dir);
}

#endif
