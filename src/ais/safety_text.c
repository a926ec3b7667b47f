/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_safety_text_addressed, member)
static const struct ais_field safety_text_addressed_fields[] = {
    {"seqno",      ROW(sequence_number), 38,   2, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"dest_mmsi",  ROW(dest_mmsi),       40,  30, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"retransmit", ROW(retransmit),      70,   1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"text",       ROW(text),            72, 936, AIS_TEXT,     AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_safety_text_addressed_layout = {
    safety_text_addressed_fields,
    sizeof safety_text_addressed_fields / sizeof safety_text_addressed_fields[0],
    .title = "Safety-related text to one station",
    .core_bit_count = 72, .bit_count_min = 72, .bit_count_max = 1008,
};

#define ROW(member) AIS_MEMBER(struct ais_safety_text, member)
static const struct ais_field safety_text_fields[] = {
    {"text", ROW(text), 40, 966, AIS_TEXT, AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_safety_text_layout = {
    safety_text_fields, sizeof safety_text_fields / sizeof safety_text_fields[0],
    .title = "Safety-related text to all",
    .core_bit_count = 40, .bit_count_min = 40, .bit_count_max = 1008,
};
/* clang-format on */
