/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_aid, member)
static const struct ais_field aid_fields[] = {
    {"aid_type",       ROW(aid_type),          38,   5, AIS_UNSIGNED,             0,      1, 0, 0},
    {"name",           ROW(name),              43, 120, AIS_TEXT,         AIS_NEVER,      1, 0, 0},
    {"name_extension", ROW(name),             272,  88, AIS_TEXT_MORE,    AIS_NEVER,      1, 0, 0},
    {"accuracy",       ROW(accuracy),         163,   1, AIS_BOOL,         AIS_NEVER,      1, 0, 0},
    {"lon",            ROW(longitude_min_e4), 164,  28, AIS_SIGNED,    181 * 600000, 600000, 6, 0},
    {"lat",            ROW(latitude_min_e4),  192,  27, AIS_SIGNED,     91 * 600000, 600000, 6, 0},
    {"to_bow",         ROW(to_bow_m),         219,   9, AIS_UNSIGNED,     AIS_NEVER,      1, 0, 0},
    {"to_stern",       ROW(to_stern_m),       228,   9, AIS_UNSIGNED,     AIS_NEVER,      1, 0, 0},
    {"to_port",        ROW(to_port_m),        237,   6, AIS_UNSIGNED,     AIS_NEVER,      1, 0, 0},
    {"to_starboard",   ROW(to_starboard_m),   243,   6, AIS_UNSIGNED,     AIS_NEVER,      1, 0, 0},
    {"epfd",           ROW(epfd),             249,   4, AIS_UNSIGNED,     AIS_NEVER,      1, 0, 0},
    {"second",         ROW(utc_second),       253,   6, AIS_UNSIGNED,            60,      1, 0, 0},
    {"off_position",   ROW(off_position),     259,   1, AIS_BOOL,         AIS_NEVER,      1, 0, 0},
    {"regional",       ROW(regional),         260,   8, AIS_UNSIGNED,     AIS_NEVER,      1, 0, 0},
    {"raim",           ROW(raim),             268,   1, AIS_BOOL,         AIS_NEVER,      1, 0, 0},
    {"virtual_aid",    ROW(virtual_aid),      269,   1, AIS_BOOL,         AIS_NEVER,      1, 0, 0},
    {"assigned",       ROW(assigned),         270,   1, AIS_BOOL,         AIS_NEVER,      1, 0, 0},
};
#undef ROW

const struct ais_layout ais_aid_layout = {
    aid_fields, sizeof aid_fields / sizeof aid_fields[0],
    .title = "Aid to navigation report",
    .core_bit_count = 219, .bit_count_min = 272, .bit_count_max = 360,
};
/* clang-format on */
