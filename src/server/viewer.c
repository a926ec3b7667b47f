/* SPDX-License-Identifier: Apache-2.0 */
#include "server/viewer.h"

#include <string.h>

enum {
    GONE_OFFSET = SERVER_FRAME_HEADER_BYTES + SERVER_VIEWER_RECORD_COUNT_MAX * SERVER_RECORD_BYTES
};

void server_viewer_init(struct server_viewer *viewer, uint32_t *told, size_t slot_count)
{
    memset(told, 0, slot_count * sizeof told[0]);
    *viewer = (struct server_viewer){.told = told};
}

void server_viewer_look(struct server_viewer *viewer, const struct server_view *view)
{
    viewer->view = *view;
    viewer->next_slot = 0;
}

static bool is_in_view(const struct server_viewer *viewer, const struct server_place *place)
{
    return place->mmsi != 0 &&
           server_frame_view_contains(&viewer->view, place->longitude, place->latitude);
}

/* Makes told[slot] 0 or what now stands there in view. True when the MMSI that stood there is to
 * be told as gone.
 *
 * A target may have gone and come back in another slot since. The viewer still has it, so what
 * was told moves along; a record behind which "gone" came would make it vanish there. */
static bool settle(struct server_viewer *viewer, const struct server_snapshot *snapshot,
                   size_t slot, uint32_t *gone)
{
    const struct server_place *places = server_snapshot_places(snapshot);
    uint32_t *told = viewer->told;
    uint32_t other;

    while (told[slot] != 0 &&
           !(places[slot].mmsi == told[slot] && is_in_view(viewer, &places[slot]))) {
        uint32_t had = told[slot];
        if (!server_snapshot_find(snapshot, had, &other) || !is_in_view(viewer, &places[other])) {
            *gone = had;
            told[slot] = 0;
            return true;
        }
        told[slot] = told[other] == had ? 0 : told[other];
        told[other] = had;
    }
    return false;
}

/* True when the target in `slot` is in view and new to the viewer or changed. */
static bool is_due(const struct server_viewer *viewer, const struct server_place *place,
                   uint32_t told)
{
    return is_in_view(viewer, place) && (told != place->mmsi || place->revision > viewer->revision);
}

size_t server_viewer_write(struct server_viewer *viewer, const struct server_snapshot *snapshot,
                           uint8_t *bytes, bool *is_more)
{
    const struct server_place *places = server_snapshot_places(snapshot);
    size_t slot_count = server_snapshot_slot_count(snapshot);
    struct server_frame_header header = {.known_count = server_snapshot_known_count(snapshot),
                                         .time_ms = server_snapshot_time_ms(snapshot)};
    size_t slot = viewer->next_slot;
    if (slot == 0)
        viewer->pass_revision = server_snapshot_revision(snapshot);

    for (; slot < slot_count && header.record_count < SERVER_VIEWER_RECORD_COUNT_MAX &&
           header.gone_count < SERVER_VIEWER_GONE_COUNT_MAX;
         slot++) {
        uint32_t gone;
        if (viewer->told[slot] != 0 && settle(viewer, snapshot, slot, &gone))
            server_frame_write_gone(bytes + GONE_OFFSET + 4 * (size_t)header.gone_count++, gone);
        if (!is_due(viewer, &places[slot], viewer->told[slot]))
            continue;
        memcpy(bytes + SERVER_FRAME_HEADER_BYTES +
                   (size_t)header.record_count++ * SERVER_RECORD_BYTES,
               server_snapshot_record(snapshot, slot), SERVER_RECORD_BYTES);
        viewer->told[slot] = places[slot].mmsi;
    }
    *is_more = slot < slot_count;
    header.flags =
        (uint8_t)((*is_more ? SERVER_FRAME_MORE : 0) | (viewer->is_drill ? SERVER_FRAME_DRILL : 0));
    viewer->next_slot = *is_more ? slot : 0;
    if (!*is_more)
        viewer->revision = viewer->pass_revision;

    size_t size = SERVER_FRAME_HEADER_BYTES + (size_t)header.record_count * SERVER_RECORD_BYTES;
    memmove(bytes + size, bytes + GONE_OFFSET, 4 * (size_t)header.gone_count);
    server_frame_write_header(bytes, &header);
    return size + 4 * (size_t)header.gone_count;
}
