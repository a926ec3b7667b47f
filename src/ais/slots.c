/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_slots, member)
static const struct ais_field slots_fields[] = {
    {"offset1",    ROW(offset[0]),       40, 12, AIS_UNSIGNED, 0, 1, 0, 0},
    {"number1",    ROW(slot_count[0]),   52,  4, AIS_UNSIGNED, 0, 1, 0, 0},
    {"timeout1",   ROW(timeout_min[0]),  56,  3, AIS_UNSIGNED, 0, 1, 0, 0},
    {"increment1", ROW(increment[0]),    59, 11, AIS_UNSIGNED, 0, 1, 0, 0},
    {"offset2",    ROW(offset[1]),       70, 12, AIS_UNSIGNED, 0, 1, 0, 0},
    {"number2",    ROW(slot_count[1]),   82,  4, AIS_UNSIGNED, 0, 1, 0, 0},
    {"timeout2",   ROW(timeout_min[1]),  86,  3, AIS_UNSIGNED, 0, 1, 0, 0},
    {"increment2", ROW(increment[1]),    89, 11, AIS_UNSIGNED, 0, 1, 0, 0},
    {"offset3",    ROW(offset[2]),      100, 12, AIS_UNSIGNED, 0, 1, 0, 0},
    {"number3",    ROW(slot_count[2]),  112,  4, AIS_UNSIGNED, 0, 1, 0, 0},
    {"timeout3",   ROW(timeout_min[2]), 116,  3, AIS_UNSIGNED, 0, 1, 0, 0},
    {"increment3", ROW(increment[2]),   119, 11, AIS_UNSIGNED, 0, 1, 0, 0},
    {"offset4",    ROW(offset[3]),      130, 12, AIS_UNSIGNED, 0, 1, 0, 0},
    {"number4",    ROW(slot_count[3]),  142,  4, AIS_UNSIGNED, 0, 1, 0, 0},
    {"timeout4",   ROW(timeout_min[3]), 146,  3, AIS_UNSIGNED, 0, 1, 0, 0},
    {"increment4", ROW(increment[3]),   149, 11, AIS_UNSIGNED, 0, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_slots_layout = {
    slots_fields, sizeof slots_fields / sizeof slots_fields[0],
    .title = "Data link management: reserved slots",
    .core_bit_count = 70, .bit_count_min = 70, .bit_count_max = 160,
};
/* clang-format on */
