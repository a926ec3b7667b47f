/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_interrogation, member)
static const struct ais_field interrogation_fields[] = {
    {"mmsi1",     ROW(mmsi_1),      40, 30, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"type1_1",   ROW(type_1_1),    70,  6, AIS_UNSIGNED,         0, 1, 0, 0},
    {"offset1_1", ROW(offset_1_1),  76, 12, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"type1_2",   ROW(type_1_2),    90,  6, AIS_UNSIGNED,         0, 1, 0, 0},
    {"offset1_2", ROW(offset_1_2),  96, 12, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"mmsi2",     ROW(mmsi_2),     110, 30, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"type2_1",   ROW(type_2_1),   140,  6, AIS_UNSIGNED,         0, 1, 0, 0},
    {"offset2_1", ROW(offset_2_1), 146, 12, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_interrogation_layout = {
    interrogation_fields, sizeof interrogation_fields / sizeof interrogation_fields[0],
    .title = "Interrogation",
    .core_bit_count = 76, .bit_count_min = 88, .bit_count_max = 160,
};
/* clang-format on */
