/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_position, member)
static const struct ais_field position_fields[] = {
    {"status",   ROW(navigation_status),  38,  4, AIS_UNSIGNED,           15,      1, 0, 0},
    {"turn",     ROW(turn_indicator),     42,  8, AIS_TURN,             -128,      1, 2, 0},
    {"speed",    ROW(speed_kn_e1),        50, 10, AIS_UNSIGNED,         1023,     10, 1, 0},
    {"accuracy", ROW(accuracy),           60,  1, AIS_BOOL,        AIS_NEVER,      1, 0, 0},
    {"lon",      ROW(longitude_min_e4),   61, 28, AIS_SIGNED,   181 * 600000, 600000, 6, 0},
    {"lat",      ROW(latitude_min_e4),    89, 27, AIS_SIGNED,    91 * 600000, 600000, 6, 0},
    {"course",   ROW(course_deg_e1),     116, 12, AIS_UNSIGNED,         3600,     10, 1, 0},
    {"heading",  ROW(heading_deg),       128,  9, AIS_UNSIGNED,          511,      1, 0, 0},
    {"second",   ROW(utc_second),        137,  6, AIS_UNSIGNED,           60,      1, 0, 0},
    {"maneuver", ROW(maneuver),          143,  2, AIS_UNSIGNED,            0,      1, 0, 0},
    {"raim",     ROW(raim),              148,  1, AIS_BOOL,        AIS_NEVER,      1, 0, 0},
    {"radio",    ROW(radio),             149, 19, AIS_UNSIGNED,    AIS_NEVER,      1, 0, 0},
};
#undef ROW

const struct ais_layout ais_position_layout = {
    position_fields, sizeof position_fields / sizeof position_fields[0],
    .title = "Position report, class A",
    .core_bit_count = 116, .bit_count_min = 168, .bit_count_max = 168,
};
/* clang-format on */
