/* SPDX-License-Identifier: Apache-2.0 */
#include "track/target.h"

#include <assert.h>

const struct track_past *track_target_past(const struct track_target *target, size_t index)
{
    assert(index < target->past_count);
    return &target->past[(target->past_first + index) % TRACK_PAST_COUNT_MAX];
}

enum track_kind track_kind_by_identity(uint32_t mmsi)
{
    switch (mmsi / 1000000) {
    case 970:
        return TRACK_KIND_SART;
    case 972:
        return TRACK_KIND_MOB;
    case 974:
        return TRACK_KIND_EPIRB;
    default:
        return TRACK_KIND_UNKNOWN;
    }
}

const char *track_kind_name(enum track_kind kind)
{
    static const char *const names[TRACK_KIND_COUNT] = {
        [TRACK_KIND_UNKNOWN] = "unknown", [TRACK_KIND_CLASS_A] = "class_a",
        [TRACK_KIND_CLASS_B] = "class_b", [TRACK_KIND_BASE_STATION] = "base_station",
        [TRACK_KIND_AID] = "aid",         [TRACK_KIND_SAR_AIRCRAFT] = "sar_aircraft",
        [TRACK_KIND_SART] = "sart",       [TRACK_KIND_MOB] = "mob",
        [TRACK_KIND_EPIRB] = "epirb",
    };

    assert(kind < TRACK_KIND_COUNT);
    return names[kind];
}

const char *track_field_name(enum track_field field)
{
    static const char *const names[TRACK_FIELD_COUNT] = {
        [TRACK_FIELD_POSITION] = "position",
        [TRACK_FIELD_SPEED] = "speed",
        [TRACK_FIELD_COURSE] = "course",
        [TRACK_FIELD_HEADING] = "heading",
        [TRACK_FIELD_TURN] = "turn",
        [TRACK_FIELD_STATUS] = "status",
        [TRACK_FIELD_ALTITUDE] = "altitude",
        [TRACK_FIELD_NAME] = "name",
        [TRACK_FIELD_CALLSIGN] = "callsign",
        [TRACK_FIELD_IMO] = "imo",
        [TRACK_FIELD_SHIP_TYPE] = "ship_type",
        [TRACK_FIELD_DIMENSIONS] = "dimensions",
        [TRACK_FIELD_DRAUGHT] = "draught",
        [TRACK_FIELD_DESTINATION] = "destination",
        [TRACK_FIELD_ETA] = "eta",
        [TRACK_FIELD_AID_TYPE] = "aid_type",
        [TRACK_FIELD_AID_STATE] = "aid_state",
        [TRACK_FIELD_TEXT] = "text",
    };

    assert(field < TRACK_FIELD_COUNT);
    return names[field];
}
