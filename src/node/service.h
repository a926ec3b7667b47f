/* SPDX-License-Identifier: Apache-2.0 */
/* The node at work: inputs, pipeline, web server, until it is told to stop. */
#ifndef NODE_SERVICE_H
#define NODE_SERVICE_H

#include "node/command.h"
#include "node/config.h"

enum node_mode {
    NODE_MODE_LIVE,
    NODE_MODE_REPLAY, /* a recording, once */
    NODE_MODE_DEMO,   /* a recording, again and again */
};

struct node_service_options {
    const char *command; /* for messages */
    const struct node_config *config;
    enum node_mode mode;
    const char *drill;     /* the path of a scenario that is played live; NULL for none */
    const char *recording; /* of a replay or demo; NULL when live */
    double speed;
    bool is_serving;      /* the map and the HTTP interface */
    bool prints_digest;   /* at the end of a replay, and ends there */
    const char *greeting; /* printed behind the map's address, or NULL */
};

/* Until SIGINT or SIGTERM, or the end of a replay that prints its digest. */
enum command_status node_service_run(const struct node_service_options *options);

#endif
