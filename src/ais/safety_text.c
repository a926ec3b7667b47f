/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/safety_text.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_safety_text, member)
static const struct ais_field safety_text_fields[] = {
    {"text", ROW(text),  40, 966, AIS_TEXT, AIS_NEVER_ABSENT, 1, 0},
};
#undef ROW

const struct ais_layout ais_safety_text_layout = {
    safety_text_fields, sizeof safety_text_fields / sizeof safety_text_fields[0],
    .core_bit_count = 40, .bit_count_min = 40, .bit_count_max = 1008,
};
/* clang-format on */
