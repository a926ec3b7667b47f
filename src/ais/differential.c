/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_differential, member)
static const struct ais_field differential_fields[] = {
    {"lon",        ROW(longitude_min_e1),  40,  18, AIS_SIGNED,   181 * 600, 600, 4, 0},
    {"lat",        ROW(latitude_min_e1),   58,  17, AIS_SIGNED,    91 * 600, 600, 4, 0},
    {"dgnss_type", ROW(dgnss_type),        80,   6, AIS_UNSIGNED, AIS_NEVER,   1, 0, 0},
    {"station_id", ROW(station_id),        86,  10, AIS_UNSIGNED, AIS_NEVER,   1, 0, 0},
    {"z_count",    ROW(z_count),           96,  13, AIS_UNSIGNED, AIS_NEVER,   1, 0, 0},
    {"sequence",   ROW(sequence),         109,   3, AIS_UNSIGNED, AIS_NEVER,   1, 0, 0},
    {"words",      ROW(word_count),       112,   5, AIS_UNSIGNED, AIS_NEVER,   1, 0, 0},
    {"health",     ROW(health),           117,   3, AIS_UNSIGNED, AIS_NEVER,   1, 0, 0},
    {"data",       ROW(words),            120, 696, AIS_DATA,     AIS_NEVER,   1, 0, 0},
};
#undef ROW

const struct ais_layout ais_differential_layout = {
    differential_fields, sizeof differential_fields / sizeof differential_fields[0],
    .title = "Differential corrections for satellite navigation",
    .core_bit_count = 75, .bit_count_min = 80, .bit_count_max = 816,
};
/* clang-format on */
