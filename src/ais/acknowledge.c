/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_acknowledge, member)
static const struct ais_field acknowledge_fields[] = {
    {"mmsi1",  ROW(mmsi[0]),             40, 30, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"seqno1", ROW(sequence_number[0]),  70,  2, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"mmsi2",  ROW(mmsi[1]),             72, 30, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"seqno2", ROW(sequence_number[1]), 102,  2, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"mmsi3",  ROW(mmsi[2]),            104, 30, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"seqno3", ROW(sequence_number[2]), 134,  2, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"mmsi4",  ROW(mmsi[3]),            136, 30, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"seqno4", ROW(sequence_number[3]), 166,  2, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_acknowledge_layout = {
    acknowledge_fields, sizeof acknowledge_fields / sizeof acknowledge_fields[0],
    .title = "Acknowledgement",
    .core_bit_count = 72, .bit_count_min = 72, .bit_count_max = 168,
};
/* clang-format on */
