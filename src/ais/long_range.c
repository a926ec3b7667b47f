/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/long_range.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_long_range, member)
static const struct ais_field long_range_fields[] = {
    {"accuracy", ROW(accuracy),           38,   1, AIS_BOOL,     AIS_NEVER_ABSENT,   1, 0},
    {"raim",     ROW(raim),               39,   1, AIS_BOOL,     AIS_NEVER_ABSENT,   1, 0},
    {"status",   ROW(navigation_status),  40,   4, AIS_UNSIGNED,               15,   1, 0},
    {"lon",      ROW(longitude),          44,  18, AIS_SIGNED,          181 * 600, 600, 4},
    {"lat",      ROW(latitude),           62,  17, AIS_SIGNED,           91 * 600, 600, 4},
    {"speed",    ROW(speed),              79,   6, AIS_UNSIGNED,               63,   1, 0},
    {"course",   ROW(course),             85,   9, AIS_UNSIGNED,              511,   1, 0},
    {"gnss",     ROW(gnss),               94,   1, AIS_BOOL,     AIS_NEVER_ABSENT,   1, 0},
};
#undef ROW

const struct ais_layout ais_long_range_layout = {
    long_range_fields, sizeof long_range_fields / sizeof long_range_fields[0],
    .core_bit_count = 79, .bit_count_min = 96, .bit_count_max = 96,
};
/* clang-format on */
