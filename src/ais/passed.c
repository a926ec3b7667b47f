/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_passed, member)
static const struct ais_field passed_fields[] = {
    {"data", ROW(data), 38, 1026, AIS_DATA, AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_passed_layout = {
    passed_fields, sizeof passed_fields / sizeof passed_fields[0],
    .title = "Passed through, its layout is not confirmed",
    .core_bit_count = 38, .bit_count_min = 38, .bit_count_max = 1064,
};
/* clang-format on */
