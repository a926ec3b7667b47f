/* SPDX-License-Identifier: Apache-2.0 */
/* The bytes of docs/live.md, and nothing else: pure. */
#ifndef SERVER_FRAME_H
#define SERVER_FRAME_H

#include "track/target.h"

enum {
    SERVER_VIEW_BYTES = 21,
    SERVER_FRAME_HEADER_BYTES = 24,
    SERVER_RECORD_BYTES = 80,
    SERVER_FRAME_MORE = 1,  /* flag: more of this second follows at once */
    SERVER_FRAME_DRILL = 2, /* flag: the node is in a drill */
};

/* What a viewer looks at, in 1/10,000 minute, the longitudes in [-180, 180) degrees. Edges are
 * inclusive. */
struct server_view {
    bool is_whole_world; /* every longitude */
    int32_t west, south, east, north;
};

struct server_frame_header {
    uint8_t flags;
    uint32_t record_count;
    uint32_t gone_count;
    uint32_t known_count;
    int64_t time_ms; /* CLOCK_UNKNOWN_MS before anything was heard */
};

/* A viewer's message. False for anything that docs/live.md does not allow; `*view` is then
 * untouched. */
bool server_frame_read_view(const uint8_t *bytes, size_t size, struct server_view *view);

/* `longitude` in [-180, 180) degrees, as server_frame_longitude() gives it. */
bool server_frame_view_contains(const struct server_view *view, int32_t longitude,
                                int32_t latitude);

/* Degrees to 1/10,000 minute; 180 degrees east is 180 degrees west. The angle must be finite. */
int32_t server_frame_longitude(double longitude_deg);
int32_t server_frame_latitude(double latitude_deg);

void server_frame_write_header(uint8_t bytes[static SERVER_FRAME_HEADER_BYTES],
                               const struct server_frame_header *header);

/* `target` has a position. */
void server_frame_write_record(uint8_t bytes[static SERVER_RECORD_BYTES],
                               const struct track_target *target);

/* An MMSI of the list of those gone: four bytes. */
void server_frame_write_gone(uint8_t bytes[static 4], uint32_t mmsi);

#endif
