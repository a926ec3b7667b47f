/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_long_range, member)
static const struct ais_field long_range_fields[] = {
    {"accuracy", ROW(accuracy),          38,  1, AIS_BOOL,     AIS_NEVER,   1, 0, 0},
    {"raim",     ROW(raim),              39,  1, AIS_BOOL,     AIS_NEVER,   1, 0, 0},
    {"status",   ROW(navigation_status), 40,  4, AIS_UNSIGNED,        15,   1, 0, 0},
    {"lon",      ROW(longitude_min_e1),  44, 18, AIS_SIGNED,   181 * 600, 600, 4, 0},
    {"lat",      ROW(latitude_min_e1),   62, 17, AIS_SIGNED,    91 * 600, 600, 4, 0},
    {"speed",    ROW(speed_kn),          79,  6, AIS_UNSIGNED,        63,   1, 0, 0},
    {"course",   ROW(course_deg),        85,  9, AIS_UNSIGNED,       511,   1, 0, 0},
    {"gnss",     ROW(gnss),              94,  1, AIS_BOOL,     AIS_NEVER,   1, 0, 0},
};
#undef ROW

const struct ais_layout ais_long_range_layout = {
    long_range_fields, sizeof long_range_fields / sizeof long_range_fields[0],
    .title = "Long-range position report",
    .core_bit_count = 79, .bit_count_min = 96, .bit_count_max = 96,
};
/* clang-format on */
