/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_sar_aircraft, member)
static const struct ais_field sar_aircraft_fields[] = {
    {"alt",      ROW(altitude_m),        38, 12, AIS_UNSIGNED,         4095,      1, 0, 0},
    {"speed",    ROW(speed_kn),          50, 10, AIS_UNSIGNED,         1023,      1, 0, 0},
    {"accuracy", ROW(accuracy),          60,  1, AIS_BOOL,        AIS_NEVER,      1, 0, 0},
    {"lon",      ROW(longitude_min_e4),  61, 28, AIS_SIGNED,   181 * 600000, 600000, 6, 0},
    {"lat",      ROW(latitude_min_e4),   89, 27, AIS_SIGNED,    91 * 600000, 600000, 6, 0},
    {"course",   ROW(course_deg_e1),    116, 12, AIS_UNSIGNED,         3600,     10, 1, 0},
    {"second",   ROW(utc_second),       128,  6, AIS_UNSIGNED,           60,      1, 0, 0},
    {"regional", ROW(regional),         134,  8, AIS_UNSIGNED,    AIS_NEVER,      1, 0, 0},
    {"dte",      ROW(dte),              142,  1, AIS_UNSIGNED,    AIS_NEVER,      1, 0, 0},
    {"assigned", ROW(assigned),         146,  1, AIS_BOOL,        AIS_NEVER,      1, 0, 0},
    {"raim",     ROW(raim),             147,  1, AIS_BOOL,        AIS_NEVER,      1, 0, 0},
    {"radio",    ROW(radio),            148, 20, AIS_UNSIGNED,    AIS_NEVER,      1, 0, 0},
};
#undef ROW

const struct ais_layout ais_sar_aircraft_layout = {
    sar_aircraft_fields, sizeof sar_aircraft_fields / sizeof sar_aircraft_fields[0],
    .title = "Position report of a search and rescue aircraft",
    .core_bit_count = 116, .bit_count_min = 168, .bit_count_max = 168,
};
/* clang-format on */
