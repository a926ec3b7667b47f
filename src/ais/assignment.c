/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_assignment, member)
static const struct ais_field assignment_fields[] = {
    {"mmsi1",      ROW(mmsi[0]),       40, 30, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"offset1",    ROW(offset[0]),     70, 12, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"increment1", ROW(increment[0]),  82, 10, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"mmsi2",      ROW(mmsi[1]),       92, 30, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"offset2",    ROW(offset[1]),    122, 12, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"increment2", ROW(increment[1]), 134, 10, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_assignment_layout = {
    assignment_fields, sizeof assignment_fields / sizeof assignment_fields[0],
    .title = "Assigned mode command",
    .core_bit_count = 92, .bit_count_min = 92, .bit_count_max = 144,
};
/* clang-format on */
