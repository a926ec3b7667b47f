/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_binary_addressed, member)
static const struct ais_field binary_addressed_fields[] = {
    {"seqno",      ROW(sequence_number), 38,   2, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"dest_mmsi",  ROW(dest_mmsi),       40,  30, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"retransmit", ROW(retransmit),      70,   1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"dac",        ROW(dac),             72,  10, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"fid",        ROW(fid),             82,   6, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"data",       ROW(data),            88, 920, AIS_DATA,     AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_binary_addressed_layout = {
    binary_addressed_fields, sizeof binary_addressed_fields / sizeof binary_addressed_fields[0],
    .title = "Binary message to one station",
    .core_bit_count = 88, .bit_count_min = 88, .bit_count_max = 1008,
};

#define ROW(member) AIS_MEMBER(struct ais_binary_broadcast, member)
static const struct ais_field binary_broadcast_fields[] = {
    {"dac",  ROW(dac),  40,  10, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"fid",  ROW(fid),  50,   6, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"data", ROW(data), 56, 952, AIS_DATA,     AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_binary_broadcast_layout = {
    binary_broadcast_fields, sizeof binary_broadcast_fields / sizeof binary_broadcast_fields[0],
    .title = "Binary message to all",
    .core_bit_count = 56, .bit_count_min = 56, .bit_count_max = 1008,
};

#define ROW(member) AIS_MEMBER(struct ais_binary_single, member)
static const struct ais_field binary_single_fields[] = {
    {"addressed",  ROW(addressed),  38,   1, AIS_BOOL, AIS_NEVER, 1, 0, 0},
    {"structured", ROW(structured), 39,   1, AIS_BOOL, AIS_NEVER, 1, 0, 0},
    {"data",       ROW(data),       40, 128, AIS_DATA, AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_binary_single_layout = {
    binary_single_fields, sizeof binary_single_fields / sizeof binary_single_fields[0],
    .title = "Binary message of one slot to all, without identifier",
    .core_bit_count = 40, .bit_count_min = 40, .bit_count_max = 168,
};

#define ROW(member) AIS_MEMBER(struct ais_binary_single, member)
static const struct ais_field binary_single_structured_fields[] = {
    {"addressed",  ROW(addressed),  38,   1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"structured", ROW(structured), 39,   1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"dac",        ROW(dac),        40,  10, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"fid",        ROW(fid),        50,   6, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"data",       ROW(data),       56, 112, AIS_DATA,     AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_binary_single_structured_layout = {
    binary_single_structured_fields,
    sizeof binary_single_structured_fields / sizeof binary_single_structured_fields[0],
    .title = "Binary message of one slot to all, with identifier",
    .core_bit_count = 56, .bit_count_min = 56, .bit_count_max = 168,
};

#define ROW(member) AIS_MEMBER(struct ais_binary_single, member)
static const struct ais_field binary_single_addressed_fields[] = {
    {"addressed",  ROW(addressed),  38,  1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"structured", ROW(structured), 39,  1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"dest_mmsi",  ROW(dest_mmsi),  40, 30, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"data",       ROW(data),       72, 96, AIS_DATA,     AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_binary_single_addressed_layout = {
    binary_single_addressed_fields,
    sizeof binary_single_addressed_fields / sizeof binary_single_addressed_fields[0],
    .title = "Binary message of one slot to one station, without identifier",
    .core_bit_count = 72, .bit_count_min = 72, .bit_count_max = 168,
};

#define ROW(member) AIS_MEMBER(struct ais_binary_single, member)
static const struct ais_field binary_single_addressed_structured_fields[] = {
    {"addressed",  ROW(addressed),  38,  1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"structured", ROW(structured), 39,  1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"dest_mmsi",  ROW(dest_mmsi),  40, 30, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"dac",        ROW(dac),        72, 10, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"fid",        ROW(fid),        82,  6, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"data",       ROW(data),       88, 80, AIS_DATA,     AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_binary_single_addressed_structured_layout = {
    binary_single_addressed_structured_fields,
    sizeof binary_single_addressed_structured_fields /
        sizeof binary_single_addressed_structured_fields[0],
    .title = "Binary message of one slot to one station, with identifier",
    .core_bit_count = 88, .bit_count_min = 88, .bit_count_max = 168,
};

#define ROW(member) AIS_MEMBER(struct ais_binary_multiple, member)
static const struct ais_field binary_multiple_fields[] = {
    {"addressed",  ROW(addressed),    38,    1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"structured", ROW(structured),   39,    1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"data",       ROW(data),         40, 1000, AIS_DATA,     AIS_NEVER, 1, 0, 0},
    {"radio",      ROW(radio),      1044,   20, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_binary_multiple_layout = {
    binary_multiple_fields, sizeof binary_multiple_fields / sizeof binary_multiple_fields[0],
    .title = "Binary message of several slots to all, without identifier",
    .core_bit_count = 64, .bit_count_min = 64, .bit_count_max = 1064,
    .tail_bit_count = 24,
};

#define ROW(member) AIS_MEMBER(struct ais_binary_multiple, member)
static const struct ais_field binary_multiple_structured_fields[] = {
    {"addressed",  ROW(addressed),    38,   1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"structured", ROW(structured),   39,   1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"dac",        ROW(dac),          40,  10, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"fid",        ROW(fid),          50,   6, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"data",       ROW(data),         56, 984, AIS_DATA,     AIS_NEVER, 1, 0, 0},
    {"radio",      ROW(radio),      1044,  20, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_binary_multiple_structured_layout = {
    binary_multiple_structured_fields,
    sizeof binary_multiple_structured_fields / sizeof binary_multiple_structured_fields[0],
    .title = "Binary message of several slots to all, with identifier",
    .core_bit_count = 80, .bit_count_min = 80, .bit_count_max = 1064,
    .tail_bit_count = 24,
};

#define ROW(member) AIS_MEMBER(struct ais_binary_multiple, member)
static const struct ais_field binary_multiple_addressed_fields[] = {
    {"addressed",  ROW(addressed),    38,   1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"structured", ROW(structured),   39,   1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"dest_mmsi",  ROW(dest_mmsi),    40,  30, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"data",       ROW(data),         72, 968, AIS_DATA,     AIS_NEVER, 1, 0, 0},
    {"radio",      ROW(radio),      1044,  20, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_binary_multiple_addressed_layout = {
    binary_multiple_addressed_fields,
    sizeof binary_multiple_addressed_fields / sizeof binary_multiple_addressed_fields[0],
    .title = "Binary message of several slots to one station, without identifier",
    .core_bit_count = 96, .bit_count_min = 96, .bit_count_max = 1064,
    .tail_bit_count = 24,
};

#define ROW(member) AIS_MEMBER(struct ais_binary_multiple, member)
static const struct ais_field binary_multiple_addressed_structured_fields[] = {
    {"addressed",  ROW(addressed),    38,   1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"structured", ROW(structured),   39,   1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"dest_mmsi",  ROW(dest_mmsi),    40,  30, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"dac",        ROW(dac),          72,  10, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"fid",        ROW(fid),          82,   6, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"data",       ROW(data),         88, 952, AIS_DATA,     AIS_NEVER, 1, 0, 0},
    {"radio",      ROW(radio),      1044,  20, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_binary_multiple_addressed_structured_layout = {
    binary_multiple_addressed_structured_fields,
    sizeof binary_multiple_addressed_structured_fields /
        sizeof binary_multiple_addressed_structured_fields[0],
    .title = "Binary message of several slots to one station, with identifier",
    .core_bit_count = 112, .bit_count_min = 112, .bit_count_max = 1064,
    .tail_bit_count = 24,
};
/* clang-format on */

/* The destination indicator, then the flag of structured data. */
static unsigned variant(struct ais_bits bits)
{
    return ais_bits_unsigned(bits, 38, 2);
}

const struct ais_layout *ais_binary_single_choose(struct ais_bits bits)
{
    static const struct ais_layout *const layouts[] = {
        &ais_binary_single_layout,
        &ais_binary_single_structured_layout,
        &ais_binary_single_addressed_layout,
        &ais_binary_single_addressed_structured_layout,
    };
    return layouts[variant(bits)];
}

const struct ais_layout *ais_binary_multiple_choose(struct ais_bits bits)
{
    static const struct ais_layout *const layouts[] = {
        &ais_binary_multiple_layout,
        &ais_binary_multiple_structured_layout,
        &ais_binary_multiple_addressed_layout,
        &ais_binary_multiple_addressed_structured_layout,
    };
    return layouts[variant(bits)];
}
