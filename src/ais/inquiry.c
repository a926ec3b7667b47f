/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_inquiry, member)
static const struct ais_field inquiry_fields[] = {
    {"dest_mmsi", ROW(dest_mmsi), 40, 30, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_inquiry_layout = {
    inquiry_fields, sizeof inquiry_fields / sizeof inquiry_fields[0],
    .title = "UTC and date inquiry",
    .core_bit_count = 70, .bit_count_min = 72, .bit_count_max = 72,
};
/* clang-format on */
