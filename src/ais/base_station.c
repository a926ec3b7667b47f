/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_base_station, member)
static const struct ais_field base_station_fields[] = {
    {"timestamp", ROW(time),              38, 40, AIS_DATE_TIME,    AIS_NEVER,      1, 0, 0},
    {"accuracy",  ROW(accuracy),          78,  1, AIS_BOOL,         AIS_NEVER,      1, 0, 0},
    {"lon",       ROW(longitude_min_e4),  79, 28, AIS_SIGNED,    181 * 600000, 600000, 6, 0},
    {"lat",       ROW(latitude_min_e4),  107, 27, AIS_SIGNED,     91 * 600000, 600000, 6, 0},
    {"epfd",      ROW(epfd),             134,  4, AIS_UNSIGNED,     AIS_NEVER,      1, 0, 0},
    {"raim",      ROW(raim),             148,  1, AIS_BOOL,         AIS_NEVER,      1, 0, 0},
    {"radio",     ROW(radio),            149, 19, AIS_UNSIGNED,     AIS_NEVER,      1, 0, 0},
};
#undef ROW

const struct ais_layout ais_base_station_layout = {
    base_station_fields, sizeof base_station_fields / sizeof base_station_fields[0],
    .title = "Base station report; UTC and date response",
    .core_bit_count = 134, .bit_count_min = 168, .bit_count_max = 168,
};
/* clang-format on */
