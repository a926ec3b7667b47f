/* SPDX-License-Identifier: Apache-2.0 */
/* What one viewer has been told, and what to tell it next: pure, without a connection. */
#ifndef SERVER_VIEWER_H
#define SERVER_VIEWER_H

#include "server/snapshot.h"

enum {
    SERVER_VIEWER_RECORD_COUNT_MAX = 4096, /* in one frame */
    SERVER_VIEWER_GONE_COUNT_MAX = 4096,
    SERVER_VIEWER_FRAME_BYTES_MAX = SERVER_FRAME_HEADER_BYTES +
                                    SERVER_VIEWER_RECORD_COUNT_MAX * SERVER_RECORD_BYTES +
                                    SERVER_VIEWER_GONE_COUNT_MAX * 4,
};

struct server_viewer {
    struct server_view view;
    uint64_t revision;      /* everything up to it was told */
    uint64_t pass_revision; /* of the pass over the slots that is under way */
    size_t next_slot;       /* of that pass; 0: none is */
    bool is_drill;          /* said in every frame; set by who wants it */
    uint32_t *told;         /* for each slot of the snapshot the MMSI that the viewer has, or 0 */
};

/* A viewer that has nothing. `told` is the caller's, one for each slot of the snapshot, and must
 * outlive the viewer. */
void server_viewer_init(struct server_viewer *viewer, uint32_t *told, size_t slot_count);

void server_viewer_look(struct server_viewer *viewer, const struct server_view *view);

/* Writes the next frame, SERVER_VIEWER_FRAME_BYTES_MAX at most, and returns its size. `*is_more`
 * says that there is more to tell at once; the snapshot may be refreshed between. A target that
 * has left the view or the picture is told as gone exactly once. */
size_t server_viewer_write(struct server_viewer *viewer, const struct server_snapshot *snapshot,
                           uint8_t *bytes, bool *is_more);

#endif
