/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/application.h"

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_waypoint, member)
static const struct ais_field waypoint_fields[] = {
    {"lon", ROW(longitude_min_e4),  0, 28, AIS_SIGNED, 181 * 600000, 600000, 6, 0},
    {"lat", ROW(latitude_min_e4),  28, 27, AIS_SIGNED,  91 * 600000, 600000, 6, 0},
};
#undef ROW

static const struct ais_layout waypoint_layout = {
    waypoint_fields, sizeof waypoint_fields / sizeof waypoint_fields[0],
    .core_bit_count = 55, .bit_count_min = 55, .bit_count_max = 55,
};
static const struct ais_layout *const waypoint_layouts[] = {&waypoint_layout};

#define ROW(member) AIS_MEMBER(struct ais_route, member)
static const struct ais_field route_fields[] = {
    {"linkage",  ROW(linkage),         0, 10, AIS_UNSIGNED,         0, 1, 0, 0},
    {"sender",   ROW(sender),         10,  3, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"rtype",    ROW(route_type),     13,  5, AIS_UNSIGNED,         0, 1, 0, 0},
    {"start",    ROW(start),          18, 20, AIS_ETA,      AIS_NEVER, 1, 0, 0},
    {"duration", ROW(duration_min),   38, 18, AIS_UNSIGNED,    262143, 1, 0, 0},
    {"waycount", ROW(waypoint_count), 56,  5, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
};
#undef ROW

static const struct ais_list waypoints = {
    "waypoints", waypoint_layouts, .first_bit = 61, .bit_count = 55,
    .count_max = AIS_WAYPOINT_COUNT_MAX,
    .offset = offsetof(struct ais_route, waypoints), .element_size = sizeof(struct ais_waypoint),
    .count_offset = offsetof(struct ais_route, waypoint_count), .is_counted = true,
};

const struct ais_layout ais_route_layout = {
    route_fields, sizeof route_fields / sizeof route_fields[0],
    .title = "Route",
    .core_bit_count = 61, .bit_count_min = 61, .bit_count_max = 61 + 16 * 55,
    .list = &waypoints,
};
/* clang-format on */
