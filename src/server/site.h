/* SPDX-License-Identifier: Apache-2.0 */
/* What the URLs show: everything that an answer is made of, none of it changed by answering. */
#ifndef SERVER_SITE_H
#define SERVER_SITE_H

#include "server/status.h"
#include "track/picture.h"

struct server_site {
    const struct track_picture *picture;
    const struct evidence_stations *stations;
    void (*fill_status)(void *user, struct server_status *status); /* `status` is zeroed */
    void *user;
    const char *page_dir;    /* the map's files */
    const char *waters_path; /* a GeoJSON file, or NULL */
    bool has_archive;        /* the node keeps one */

    /* Of the server itself, for the status and the metrics. */
    size_t viewer_count;
    uint64_t viewers_refused_count;
    uint64_t frame_count;
    uint64_t frame_skipped_count;
    uint64_t connections_refused_count;
    uint64_t response_count;
    uint64_t archive_answered_count;
    uint64_t archive_refused_count; /* too many waited */
};

#endif
