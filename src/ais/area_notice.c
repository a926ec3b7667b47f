/* SPDX-License-Identifier: Apache-2.0 */
/* Area notices: SN.1/Circ.289 annex, 11. Places of bits by gpsd's AIVDM.adoc and libais, which
 * agree. */
#include "ais/application.h"

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_sub_area, member)
static const struct ais_field circle_fields[] = {
    {"shape",     ROW(shape),             0,  3, AIS_UNSIGNED, AIS_NEVER,     1, 0, 0},
    {"scale",     ROW(scale),             3,  2, AIS_UNSIGNED, AIS_NEVER,     1, 0, 0},
    {"lon",       ROW(longitude_min_e3),  5, 25, AIS_SIGNED,     NO_EAST, 60000, 5, 0},
    {"lat",       ROW(latitude_min_e3),  30, 24, AIS_SIGNED,    NO_NORTH, 60000, 5, 0},
    {"precision", ROW(precision),        54,  3, AIS_UNSIGNED, AIS_NEVER,     1, 0, 0},
    {"radius",    ROW(radius_m),         57, 12, AIS_SCALED,   AIS_NEVER,     1, 0, 0},
};
#undef ROW
static const struct ais_layout circle_layout = {
    circle_fields, sizeof circle_fields / sizeof circle_fields[0],
    .title = "Circle or point",
    .core_bit_count = 87, .bit_count_min = 87, .bit_count_max = 87,
    .scale = &circle_fields[1],
};

#define ROW(member) AIS_MEMBER(struct ais_sub_area, member)
static const struct ais_field rectangle_fields[] = {
    {"shape",       ROW(shape),             0,  3, AIS_UNSIGNED, AIS_NEVER,     1, 0, 0},
    {"scale",       ROW(scale),             3,  2, AIS_UNSIGNED, AIS_NEVER,     1, 0, 0},
    {"lon",         ROW(longitude_min_e3),  5, 25, AIS_SIGNED,     NO_EAST, 60000, 5, 0},
    {"lat",         ROW(latitude_min_e3),  30, 24, AIS_SIGNED,    NO_NORTH, 60000, 5, 0},
    {"precision",   ROW(precision),        54,  3, AIS_UNSIGNED, AIS_NEVER,     1, 0, 0},
    {"east",        ROW(east_m),           57,  8, AIS_SCALED,   AIS_NEVER,     1, 0, 0},
    {"north",       ROW(north_m),          65,  8, AIS_SCALED,   AIS_NEVER,     1, 0, 0},
    {"orientation", ROW(orientation_deg),  73,  9, AIS_READING,        360,     1, 0, 0},
};
#undef ROW
static const struct ais_layout rectangle_layout = {
    rectangle_fields, sizeof rectangle_fields / sizeof rectangle_fields[0],
    .title = "Rectangle",
    .core_bit_count = 87, .bit_count_min = 87, .bit_count_max = 87,
    .scale = &rectangle_fields[1],
};

#define ROW(member) AIS_MEMBER(struct ais_sub_area, member)
static const struct ais_field sector_fields[] = {
    {"shape",     ROW(shape),             0,  3, AIS_UNSIGNED, AIS_NEVER,     1, 0, 0},
    {"scale",     ROW(scale),             3,  2, AIS_UNSIGNED, AIS_NEVER,     1, 0, 0},
    {"lon",       ROW(longitude_min_e3),  5, 25, AIS_SIGNED,     NO_EAST, 60000, 5, 0},
    {"lat",       ROW(latitude_min_e3),  30, 24, AIS_SIGNED,    NO_NORTH, 60000, 5, 0},
    {"precision", ROW(precision),        54,  3, AIS_UNSIGNED, AIS_NEVER,     1, 0, 0},
    {"radius",    ROW(radius_m),         57, 12, AIS_SCALED,   AIS_NEVER,     1, 0, 0},
    {"left",      ROW(left_deg),         69,  9, AIS_READING,        360,     1, 0, 0},
    {"right",     ROW(right_deg),        78,  9, AIS_READING,        360,     1, 0, 0},
};
#undef ROW
static const struct ais_layout sector_layout = {
    sector_fields, sizeof sector_fields / sizeof sector_fields[0],
    .title = "Sector",
    .core_bit_count = 87, .bit_count_min = 87, .bit_count_max = 87,
    .scale = &sector_fields[1],
};

#define ROW(member) AIS_MEMBER(struct ais_sub_area, member)
static const struct ais_field points_fields[] = {
    {"shape",     ROW(shape),                0,  3, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"scale",     ROW(scale),                3,  2, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"bearing1",  ROW(bearing_half_deg[0]),  5, 10, AIS_READING,        720, 2, 1, 0},
    {"distance1", ROW(distance_m[0]),       15, 10, AIS_SCALED,           0, 1, 0, 0},
    {"bearing2",  ROW(bearing_half_deg[1]), 25, 10, AIS_READING,        720, 2, 1, 0},
    {"distance2", ROW(distance_m[1]),       35, 10, AIS_SCALED,           0, 1, 0, 0},
    {"bearing3",  ROW(bearing_half_deg[2]), 45, 10, AIS_READING,        720, 2, 1, 0},
    {"distance3", ROW(distance_m[2]),       55, 10, AIS_SCALED,           0, 1, 0, 0},
    {"bearing4",  ROW(bearing_half_deg[3]), 65, 10, AIS_READING,        720, 2, 1, 0},
    {"distance4", ROW(distance_m[3]),       75, 10, AIS_SCALED,           0, 1, 0, 0},
};
#undef ROW
static const struct ais_layout points_layout = {
    points_fields, sizeof points_fields / sizeof points_fields[0],
    .title = "Polyline or polygon",
    .core_bit_count = 87, .bit_count_min = 87, .bit_count_max = 87,
    .scale = &points_fields[1],
};

#define ROW(member) AIS_MEMBER(struct ais_sub_area, member)
static const struct ais_field text_fields[] = {
    {"shape", ROW(shape), 0,  3, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"text",  ROW(text),  3, 84, AIS_TEXT,     AIS_NEVER, 1, 0, 0},
};
#undef ROW
static const struct ais_layout text_layout = {
    text_fields, sizeof text_fields / sizeof text_fields[0],
    .title = "Text",
    .core_bit_count = 87, .bit_count_min = 87, .bit_count_max = 87,
};

#define ROW(member) AIS_MEMBER(struct ais_sub_area, member)
static const struct ais_field reserved_fields[] = {
    {"shape",   ROW(shape),    0,  3, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"payload", ROW(reserved), 3, 84, AIS_DATA,     AIS_NEVER, 1, 0, 0},
};
#undef ROW
static const struct ais_layout reserved_layout = {
    reserved_fields, sizeof reserved_fields / sizeof reserved_fields[0],
    .title = "Reserved",
    .core_bit_count = 87, .bit_count_min = 87, .bit_count_max = 87,
};

static const struct ais_layout *const sub_area_layouts[] = {
    &circle_layout, &rectangle_layout, &sector_layout,   &points_layout,
    &points_layout, &text_layout,      &reserved_layout, &reserved_layout,
};

#define ROW(member) AIS_MEMBER(struct ais_area_notice, member)
static const struct ais_field area_notice_fields[] = {
    {"linkage",  ROW(linkage),       0, 10, AIS_UNSIGNED,         0, 1, 0, 0},
    {"notice",   ROW(notice),       10,  7, AIS_UNSIGNED,       127, 1, 0, 0},
    {"start",    ROW(start),        17, 20, AIS_ETA,      AIS_NEVER, 1, 0, 0},
    {"duration", ROW(duration_min), 37, 18, AIS_UNSIGNED,    262143, 1, 0, 0},
};
#undef ROW

static const struct ais_list sub_areas = {
    "subareas", sub_area_layouts, .selector_bit_count = 3, .first_bit = 55, .bit_count = 87,
    .count_max = AIS_SUB_AREA_COUNT_MAX, .offset = offsetof(struct ais_area_notice, sub_areas),
    .element_size = sizeof(struct ais_sub_area),
    .count_offset = offsetof(struct ais_area_notice, sub_area_count),
};

const struct ais_layout ais_area_notice_layout = {
    area_notice_fields, sizeof area_notice_fields / sizeof area_notice_fields[0],
    .title = "Area notice",
    .core_bit_count = 55, .bit_count_min = 55, .bit_count_max = 55 + 10 * 87,
    .list = &sub_areas,
};
/* clang-format on */
