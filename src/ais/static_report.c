/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_static_a, member)
static const struct ais_field static_a_fields[] = {
    {"shipname", ROW(ship_name), 40, 120, AIS_TEXT, AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_static_a_layout = {
    static_a_fields, sizeof static_a_fields / sizeof static_a_fields[0],
    .title = "Static data, part A",
    .core_bit_count = 160, .bit_count_min = 160, .bit_count_max = 168,
    .part = 'A',
};

#define ROW(member) AIS_MEMBER(struct ais_static_b, member)
static const struct ais_field static_b_fields[] = {
    {"shiptype",     ROW(ship_type),       40,  8, AIS_UNSIGNED,         0, 1, 0, 0},
    {"vendorid",     ROW(vendor_id),       48, 18, AIS_TEXT,     AIS_NEVER, 1, 0, 0},
    {"model",        ROW(vendor_model),    66,  4, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"serial",       ROW(vendor_serial),   70, 20, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"callsign",     ROW(callsign),        90, 42, AIS_TEXT,     AIS_NEVER, 1, 0, 0},
    {"to_bow",       ROW(to_bow_m),       132,  9, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"to_stern",     ROW(to_stern_m),     141,  9, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"to_port",      ROW(to_port_m),      150,  6, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"to_starboard", ROW(to_starboard_m), 156,  6, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"epfd",         ROW(epfd),           162,  4, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_static_b_layout = {
    static_b_fields, sizeof static_b_fields / sizeof static_b_fields[0],
    .title = "Static data, part B",
    .core_bit_count = 48, .bit_count_min = 168, .bit_count_max = 168,
    .part = 'B',
};

#define ROW(member) AIS_MEMBER(struct ais_static_b_auxiliary, member)
static const struct ais_field static_b_auxiliary_fields[] = {
    {"shiptype",        ROW(ship_type),        40,  8, AIS_UNSIGNED,         0, 1, 0, 0},
    {"vendorid",        ROW(vendor_id),        48, 18, AIS_TEXT,     AIS_NEVER, 1, 0, 0},
    {"model",           ROW(vendor_model),     66,  4, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"serial",          ROW(vendor_serial),    70, 20, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"callsign",        ROW(callsign),         90, 42, AIS_TEXT,     AIS_NEVER, 1, 0, 0},
    {"mothership_mmsi", ROW(mothership_mmsi), 132, 30, AIS_UNSIGNED,         0, 1, 0, 0},
    {"epfd",            ROW(epfd),            162,  4, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_static_b_auxiliary_layout = {
    static_b_auxiliary_fields,
    sizeof static_b_auxiliary_fields / sizeof static_b_auxiliary_fields[0],
    .title = "Static data, part B of an auxiliary craft",
    .core_bit_count = 48, .bit_count_min = 168, .bit_count_max = 168,
    .part = 'B',
};
/* clang-format on */

bool ais_static_is_auxiliary(uint32_t mmsi)
{
    return mmsi / 10000000 == 98;
}

const struct ais_layout *ais_static_choose(struct ais_bits bits)
{
    unsigned part = ais_bits_unsigned(bits, 38, 2);

    if (part == 0)
        return &ais_static_a_layout;
    if (part > 1)
        return NULL;
    bool is_auxiliary = ais_static_is_auxiliary(ais_bits_unsigned(bits, 8, 30));
    return is_auxiliary ? &ais_static_b_auxiliary_layout : &ais_static_b_layout;
}
