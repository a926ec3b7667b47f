/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_group_assignment, member)
static const struct ais_field group_assignment_fields[] = {
    {"ne_lon",      ROW(ne_longitude_min_e1),  40, 18, AIS_SIGNED,   181 * 600, 600, 4, 0},
    {"ne_lat",      ROW(ne_latitude_min_e1),   58, 17, AIS_SIGNED,    91 * 600, 600, 4, 0},
    {"sw_lon",      ROW(sw_longitude_min_e1),  75, 18, AIS_SIGNED,   181 * 600, 600, 4, 0},
    {"sw_lat",      ROW(sw_latitude_min_e1),   93, 17, AIS_SIGNED,    91 * 600, 600, 4, 0},
    {"stationtype", ROW(station_type),        110,  4, AIS_UNSIGNED, AIS_NEVER,   1, 0, 0},
    {"shiptype",    ROW(ship_type),           114,  8, AIS_UNSIGNED, AIS_NEVER,   1, 0, 0},
    {"txrx",        ROW(txrx),                144,  2, AIS_UNSIGNED, AIS_NEVER,   1, 0, 0},
    {"interval",    ROW(interval),            146,  4, AIS_UNSIGNED, AIS_NEVER,   1, 0, 0},
    {"quiet",       ROW(quiet_min),           150,  4, AIS_UNSIGNED, AIS_NEVER,   1, 0, 0},
};
#undef ROW

const struct ais_layout ais_group_assignment_layout = {
    group_assignment_fields, sizeof group_assignment_fields / sizeof group_assignment_fields[0],
    .title = "Group assignment command",
    .core_bit_count = 122, .bit_count_min = 160, .bit_count_max = 160,
};
/* clang-format on */
