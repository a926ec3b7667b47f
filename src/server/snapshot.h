/* SPDX-License-Identifier: Apache-2.0 */
/* The picture as the viewers are told it: one record a target, encoded once for all of them.
 *
 * A viewer's frame reads two narrow arrays instead of the picture's wide targets, so that many
 * viewers of many targets cost little. */
#ifndef SERVER_SNAPSHOT_H
#define SERVER_SNAPSHOT_H

#include "server/frame.h"
#include "track/picture.h"

struct server_snapshot;

/* The place of a target with a position. */
struct server_place {
    uint32_t mmsi;               /* 0: nothing to show in this slot */
    int32_t longitude, latitude; /* server_frame_longitude() */
    uint64_t revision;
};

/* NULL when there is no memory. */
struct server_snapshot *server_snapshot_new(size_t target_count_max);
void server_snapshot_free(struct server_snapshot *snapshot);

/* Brings it up to the picture, which has at most `target_count_max` slots. */
void server_snapshot_refresh(struct server_snapshot *snapshot, const struct track_picture *picture);

uint64_t server_snapshot_revision(const struct server_snapshot *snapshot); /* of the picture */
int64_t server_snapshot_time_ms(const struct server_snapshot *snapshot);
uint32_t server_snapshot_known_count(const struct server_snapshot *snapshot);

/* The slots are those of the picture; there are always `target_count_max`. */
size_t server_snapshot_slot_count(const struct server_snapshot *snapshot);
const struct server_place *server_snapshot_places(const struct server_snapshot *snapshot);
const uint8_t *server_snapshot_record(const struct server_snapshot *snapshot, size_t slot);

/* True and the slot when the target is shown. */
bool server_snapshot_find(const struct server_snapshot *snapshot, uint32_t mmsi, uint32_t *slot);

#endif
