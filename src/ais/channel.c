/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_channel_area, member)
static const struct ais_field channel_area_fields[] = {
    {"channel_a", ROW(channel_a),            40, 12, AIS_UNSIGNED, AIS_NEVER,   1, 0, 0},
    {"channel_b", ROW(channel_b),            52, 12, AIS_UNSIGNED, AIS_NEVER,   1, 0, 0},
    {"txrx",      ROW(txrx),                 64,  4, AIS_UNSIGNED, AIS_NEVER,   1, 0, 0},
    {"power",     ROW(power),                68,  1, AIS_BOOL,     AIS_NEVER,   1, 0, 0},
    {"ne_lon",    ROW(ne_longitude_min_e1),  69, 18, AIS_SIGNED,   181 * 600, 600, 4, 0},
    {"ne_lat",    ROW(ne_latitude_min_e1),   87, 17, AIS_SIGNED,    91 * 600, 600, 4, 0},
    {"sw_lon",    ROW(sw_longitude_min_e1), 104, 18, AIS_SIGNED,   181 * 600, 600, 4, 0},
    {"sw_lat",    ROW(sw_latitude_min_e1),  122, 17, AIS_SIGNED,    91 * 600, 600, 4, 0},
    {"addressed", ROW(addressed),           139,  1, AIS_BOOL,     AIS_NEVER,   1, 0, 0},
    {"band_a",    ROW(band_a),              140,  1, AIS_BOOL,     AIS_NEVER,   1, 0, 0},
    {"band_b",    ROW(band_b),              141,  1, AIS_BOOL,     AIS_NEVER,   1, 0, 0},
    {"zonesize",  ROW(zone_size),           142,  3, AIS_UNSIGNED, AIS_NEVER,   1, 0, 0},
};
#undef ROW

const struct ais_layout ais_channel_area_layout = {
    channel_area_fields, sizeof channel_area_fields / sizeof channel_area_fields[0],
    .title = "Channel management for an area",
    .core_bit_count = 140, .bit_count_min = 168, .bit_count_max = 168,
};

#define ROW(member) AIS_MEMBER(struct ais_channel_addressed, member)
static const struct ais_field channel_addressed_fields[] = {
    {"channel_a", ROW(channel_a),     40, 12, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"channel_b", ROW(channel_b),     52, 12, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"txrx",      ROW(txrx),          64,  4, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"power",     ROW(power),         68,  1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"dest1",     ROW(dest_mmsi[0]),  69, 30, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"dest2",     ROW(dest_mmsi[1]), 104, 30, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"addressed", ROW(addressed),    139,  1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"band_a",    ROW(band_a),       140,  1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"band_b",    ROW(band_b),       141,  1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"zonesize",  ROW(zone_size),    142,  3, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_channel_addressed_layout = {
    channel_addressed_fields, sizeof channel_addressed_fields / sizeof channel_addressed_fields[0],
    .title = "Channel management for one or two stations",
    .core_bit_count = 140, .bit_count_min = 168, .bit_count_max = 168,
};
/* clang-format on */

const struct ais_layout *ais_channel_choose(struct ais_bits bits)
{
    bool is_addressed = ais_bits_unsigned(bits, 139, 1) != 0;

    return is_addressed ? &ais_channel_addressed_layout : &ais_channel_area_layout;
}
