/* SPDX-License-Identifier: Apache-2.0 */
#include "server/snapshot.h"

#include "base/table.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct server_snapshot {
    size_t slot_count;
    uint64_t revision;
    int64_t time_ms;
    uint32_t known_count;
    size_t used_count;   /* places from here on are empty */
    struct table *slots; /* by MMSI */
    struct server_place *places;
    uint8_t (*records)[SERVER_RECORD_BYTES];
};

struct server_snapshot *server_snapshot_new(size_t target_count_max)
{
    struct server_snapshot *snapshot = calloc(1, sizeof *snapshot);
    if (snapshot == NULL)
        return NULL;
    snapshot->slot_count = target_count_max;
    snapshot->revision = UINT64_MAX; /* no picture has it, so the first refresh reads all */
    snapshot->time_ms = CLOCK_UNKNOWN_MS;
    snapshot->slots = table_new(target_count_max + 1);
    snapshot->places = calloc(target_count_max, sizeof snapshot->places[0]);
    snapshot->records = calloc(target_count_max, sizeof snapshot->records[0]);
    if (snapshot->slots == NULL || snapshot->places == NULL || snapshot->records == NULL) {
        server_snapshot_free(snapshot);
        return NULL;
    }
    return snapshot;
}

void server_snapshot_free(struct server_snapshot *snapshot)
{
    if (snapshot == NULL)
        return;
    table_free(snapshot->slots);
    free(snapshot->places);
    free(snapshot->records);
    free(snapshot);
}

/* The table's entry may already speak of another slot, to which the target has moved. */
static void forget(struct server_snapshot *snapshot, size_t slot)
{
    uint32_t found;
    uint32_t mmsi = snapshot->places[slot].mmsi;
    if (mmsi != 0 && table_find(snapshot->slots, mmsi, &found) && found == slot)
        table_remove(snapshot->slots, mmsi);
    snapshot->places[slot].mmsi = 0;
}

static bool is_shown(const struct track_target *target)
{
    return target != NULL && track_target_has(target, TRACK_FIELD_POSITION) &&
           isfinite(target->longitude_deg) && isfinite(target->latitude_deg);
}

static void refresh_slot(struct server_snapshot *snapshot, size_t slot,
                         const struct track_target *target)
{
    struct server_place *place = &snapshot->places[slot];
    if (!is_shown(target)) {
        forget(snapshot, slot);
        return;
    }
    if (place->mmsi != target->mmsi) {
        forget(snapshot, slot);
        bool has_room = table_set(snapshot->slots, target->mmsi, (uint32_t)slot);
        assert(has_room);
    } else if (place->revision == target->revision) {
        return;
    }
    place->mmsi = target->mmsi;
    place->longitude = server_frame_longitude(target->longitude_deg);
    place->latitude = server_frame_latitude(target->latitude_deg);
    place->revision = target->revision;
    server_frame_write_record(snapshot->records[slot], target);
}

void server_snapshot_refresh(struct server_snapshot *snapshot, const struct track_picture *picture)
{
    size_t count = track_picture_slot_count(picture);
    assert(count <= snapshot->slot_count);
    snapshot->time_ms = track_picture_time_ms(picture);
    if (snapshot->revision == track_picture_revision(picture))
        return;
    snapshot->revision = track_picture_revision(picture);
    snapshot->known_count = 0;
    for (size_t slot = 0; slot < count; slot++) {
        const struct track_target *target = track_picture_slot(picture, slot);
        snapshot->known_count += target != NULL;
        refresh_slot(snapshot, slot, target);
    }
    for (size_t slot = count; slot < snapshot->used_count; slot++)
        forget(snapshot, slot);
    snapshot->used_count = count;
}

uint64_t server_snapshot_revision(const struct server_snapshot *snapshot)
{
    return snapshot->revision;
}

int64_t server_snapshot_time_ms(const struct server_snapshot *snapshot)
{
    return snapshot->time_ms;
}

uint32_t server_snapshot_known_count(const struct server_snapshot *snapshot)
{
    return snapshot->known_count;
}

size_t server_snapshot_slot_count(const struct server_snapshot *snapshot)
{
    return snapshot->slot_count;
}

const struct server_place *server_snapshot_places(const struct server_snapshot *snapshot)
{
    return snapshot->places;
}

const uint8_t *server_snapshot_record(const struct server_snapshot *snapshot, size_t slot)
{
    return snapshot->records[slot];
}

bool server_snapshot_find(const struct server_snapshot *snapshot, uint32_t mmsi, uint32_t *slot)
{
    return table_find(snapshot->slots, mmsi, slot);
}
