/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_class_b, member)
static const struct ais_field class_b_fields[] = {
    {"reserved", ROW(reserved),          38,  8, AIS_UNSIGNED,    AIS_NEVER,      1, 0, 0},
    {"speed",    ROW(speed_kn_e1),       46, 10, AIS_UNSIGNED,         1023,     10, 1, 0},
    {"accuracy", ROW(accuracy),          56,  1, AIS_BOOL,        AIS_NEVER,      1, 0, 0},
    {"lon",      ROW(longitude_min_e4),  57, 28, AIS_SIGNED,   181 * 600000, 600000, 6, 0},
    {"lat",      ROW(latitude_min_e4),   85, 27, AIS_SIGNED,    91 * 600000, 600000, 6, 0},
    {"course",   ROW(course_deg_e1),    112, 12, AIS_UNSIGNED,         3600,     10, 1, 0},
    {"heading",  ROW(heading_deg),      124,  9, AIS_UNSIGNED,          511,      1, 0, 0},
    {"second",   ROW(utc_second),       133,  6, AIS_UNSIGNED,           60,      1, 0, 0},
    {"regional", ROW(regional),         139,  2, AIS_UNSIGNED,    AIS_NEVER,      1, 0, 0},
    {"cs",       ROW(cs_unit),          141,  1, AIS_BOOL,        AIS_NEVER,      1, 0, 0},
    {"display",  ROW(display),          142,  1, AIS_BOOL,        AIS_NEVER,      1, 0, 0},
    {"dsc",      ROW(dsc),              143,  1, AIS_BOOL,        AIS_NEVER,      1, 0, 0},
    {"band",     ROW(band),             144,  1, AIS_BOOL,        AIS_NEVER,      1, 0, 0},
    {"msg22",    ROW(message_22),       145,  1, AIS_BOOL,        AIS_NEVER,      1, 0, 0},
    {"assigned", ROW(assigned),         146,  1, AIS_BOOL,        AIS_NEVER,      1, 0, 0},
    {"raim",     ROW(raim),             147,  1, AIS_BOOL,        AIS_NEVER,      1, 0, 0},
    {"radio",    ROW(radio),            148, 20, AIS_UNSIGNED,    AIS_NEVER,      1, 0, 0},
};
#undef ROW

const struct ais_layout ais_class_b_layout = {
    class_b_fields, sizeof class_b_fields / sizeof class_b_fields[0],
    .title = "Position report, class B",
    .core_bit_count = 112, .bit_count_min = 168, .bit_count_max = 168,
};

#define ROW(member) AIS_MEMBER(struct ais_class_b_extended, member)
static const struct ais_field class_b_extended_fields[] = {
    {"reserved",     ROW(reserved),          38,   8, AIS_UNSIGNED,    AIS_NEVER,      1, 0, 0},
    {"speed",        ROW(speed_kn_e1),       46,  10, AIS_UNSIGNED,         1023,     10, 1, 0},
    {"accuracy",     ROW(accuracy),          56,   1, AIS_BOOL,        AIS_NEVER,      1, 0, 0},
    {"lon",          ROW(longitude_min_e4),  57,  28, AIS_SIGNED,   181 * 600000, 600000, 6, 0},
    {"lat",          ROW(latitude_min_e4),   85,  27, AIS_SIGNED,    91 * 600000, 600000, 6, 0},
    {"course",       ROW(course_deg_e1),    112,  12, AIS_UNSIGNED,         3600,     10, 1, 0},
    {"heading",      ROW(heading_deg),      124,   9, AIS_UNSIGNED,          511,      1, 0, 0},
    {"second",       ROW(utc_second),       133,   6, AIS_UNSIGNED,           60,      1, 0, 0},
    {"regional",     ROW(regional),         139,   4, AIS_UNSIGNED,    AIS_NEVER,      1, 0, 0},
    {"shipname",     ROW(ship_name),        143, 120, AIS_TEXT,        AIS_NEVER,      1, 0, 0},
    {"shiptype",     ROW(ship_type),        263,   8, AIS_UNSIGNED,            0,      1, 0, 0},
    {"to_bow",       ROW(to_bow_m),         271,   9, AIS_UNSIGNED,    AIS_NEVER,      1, 0, 0},
    {"to_stern",     ROW(to_stern_m),       280,   9, AIS_UNSIGNED,    AIS_NEVER,      1, 0, 0},
    {"to_port",      ROW(to_port_m),        289,   6, AIS_UNSIGNED,    AIS_NEVER,      1, 0, 0},
    {"to_starboard", ROW(to_starboard_m),   295,   6, AIS_UNSIGNED,    AIS_NEVER,      1, 0, 0},
    {"epfd",         ROW(epfd),             301,   4, AIS_UNSIGNED,    AIS_NEVER,      1, 0, 0},
    {"raim",         ROW(raim),             305,   1, AIS_BOOL,        AIS_NEVER,      1, 0, 0},
    {"dte",          ROW(dte),              306,   1, AIS_UNSIGNED,    AIS_NEVER,      1, 0, 0},
    {"assigned",     ROW(assigned),         307,   1, AIS_BOOL,        AIS_NEVER,      1, 0, 0},
};
#undef ROW

const struct ais_layout ais_class_b_extended_layout = {
    class_b_extended_fields, sizeof class_b_extended_fields / sizeof class_b_extended_fields[0],
    .title = "Extended position report, class B",
    .core_bit_count = 112, .bit_count_min = 312, .bit_count_max = 312,
};
/* clang-format on */
