/* SPDX-License-Identifier: Apache-2.0 */
/* Ships for the server's tests: a picture filled as the pipeline fills it. */
#ifndef SERVER_FLEET_H
#define SERVER_FLEET_H

#include "ais/layouts.h"
#include "ais/message.h"
#include "base/text.h"
#include "track/picture.h"

enum { FLEET_UNITS_PER_DEG = 600000 };

static const int64_t FLEET_START_MS = INT64_C(1542625200000); /* 2018-11-19T11:00:00Z */

/* A whole message, its fields all zero. */
static inline struct ais_message fleet_message(uint8_t type, uint32_t mmsi,
                                               const struct ais_layout *layout)
{
    return (struct ais_message){
        .type = type, .mmsi = mmsi, .layout = layout, .bits.bit_count = layout->bit_count_min};
}

/* A class A position report. */
static inline void fleet_report(struct track_picture *picture, uint32_t mmsi, double longitude_deg,
                                double latitude_deg, int64_t time_ms)
{
    struct ais_message message = fleet_message(1, mmsi, &ais_position_layout);
    message.fields.position = (struct ais_position){
        .speed_kn_e1 = 123,
        .longitude_min_e4 = (int32_t)(longitude_deg * FLEET_UNITS_PER_DEG),
        .latitude_min_e4 = (int32_t)(latitude_deg * FLEET_UNITS_PER_DEG),
        .course_deg_e1 = 900,
        .heading_deg = 91,
    };
    track_picture_update(
        picture, &(struct evidence_report){.message = &message, .time_ms = time_ms, .station = 1});
}

/* Static and voyage data, of which the position is not known from this. */
static inline void fleet_voyage(struct track_picture *picture, uint32_t mmsi, const char *name,
                                int64_t time_ms)
{
    struct ais_message message = fleet_message(5, mmsi, &ais_voyage_layout);
    message.fields.voyage = (struct ais_voyage){
        .ship_type = 70, .to_bow_m = 100, .to_stern_m = 20, .to_port_m = 5, .to_starboard_m = 6};
    struct text text =
        text_init(message.fields.voyage.ship_name, sizeof message.fields.voyage.ship_name);
    text_add(&text, name);
    track_picture_update(
        picture, &(struct evidence_report){.message = &message, .time_ms = time_ms, .station = 1});
}

static inline struct track_picture *fleet_new(size_t target_count_max)
{
    return track_picture_new(&(struct track_picture_options){.target_count_max = target_count_max,
                                                             .keep_lost_ms = 600000});
}

#endif
