/* SPDX-License-Identifier: Apache-2.0 */
/* Inland AIS (DAC 200): the vessel tracking and tracing standard of the Central Commission for the
 * Navigation of the Rhine, edition 1.01; EU regulation 415/2007. Places of bits by gpsd's
 * AIVDM.adoc and libais; FI 10 and 55 decode to sound values in real traffic. Lengths are in units
 * of 0.1 m, draughts of 0.01 m. The level of a gauge has its sign in its last bit, which IALA's
 * register explains for FI 24 (gpsd reads two's complement, libais the first bit); that of an EMMA
 * value stands first. */
#include "ais/application.h"

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_inland_ship, member)
static const struct ais_field inland_ship_fields[] = {
    {"vin",       ROW(eni),               0, 48, AIS_TEXT,     AIS_NEVER,   1, 0, 0},
    {"length",    ROW(length_m_e1),      48, 13, AIS_UNSIGNED,         0,  10, 1, 0},
    {"beam",      ROW(beam_m_e1),        61, 10, AIS_UNSIGNED,         0,  10, 1, 0},
    {"shiptype",  ROW(eri_type),         71, 14, AIS_UNSIGNED,         0,   1, 0, 0},
    {"hazard",    ROW(hazard),           85,  3, AIS_UNSIGNED,         5,   1, 0, 0},
    {"draught",   ROW(draught_m_e2),     88, 11, AIS_UNSIGNED,         0, 100, 2, 0},
    {"loaded",    ROW(loaded),           99,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"speed_q",   ROW(speed_is_good),   101,  1, AIS_BOOL,     AIS_NEVER,   1, 0, 0},
    {"course_q",  ROW(course_is_good),  102,  1, AIS_BOOL,     AIS_NEVER,   1, 0, 0},
    {"heading_q", ROW(heading_is_good), 103,  1, AIS_BOOL,     AIS_NEVER,   1, 0, 0},
};
#undef ROW

const struct ais_layout ais_inland_ship_layout = {
    inland_ship_fields, sizeof inland_ship_fields / sizeof inland_ship_fields[0],
    .title = "Inland ship static and voyage data",
    .core_bit_count = 85, .bit_count_min = 104, .bit_count_max = 112,
    .bit_count_sent = 112,
};

#define ROW(member) AIS_MEMBER(struct ais_inland_eta, member)
static const struct ais_field inland_eta_fields[] = {
    {"country",    ROW(country),            0, 12, AIS_TEXT,     AIS_NEVER,   1, 0, 0},
    {"locode",     ROW(locode),            12, 18, AIS_TEXT,     AIS_NEVER,   1, 0, 0},
    {"section",    ROW(section),           30, 30, AIS_TEXT,     AIS_NEVER,   1, 0, 0},
    {"terminal",   ROW(terminal),          60, 30, AIS_TEXT,     AIS_NEVER,   1, 0, 0},
    {"hectometre", ROW(hectometre),        90, 30, AIS_TEXT,     AIS_NEVER,   1, 0, 0},
    {"eta",        ROW(eta),              120, 20, AIS_ETA,      AIS_NEVER,   1, 0, 0},
    {"tugs",       ROW(tugs),             140,  3, AIS_UNSIGNED,         7,   1, 0, 0},
    {"airdraught", ROW(air_draught_m_e2), 143, 12, AIS_UNSIGNED,         0, 100, 2, 0},
};
#undef ROW

const struct ais_layout ais_inland_eta_layout = {
    inland_eta_fields, sizeof inland_eta_fields / sizeof inland_eta_fields[0],
    .title = "ETA at lock, bridge or terminal",
    .core_bit_count = 140, .bit_count_min = 155, .bit_count_max = 160,
};

#define ROW(member) AIS_MEMBER(struct ais_inland_rta, member)
static const struct ais_field inland_rta_fields[] = {
    {"country",    ROW(country),      0, 12, AIS_TEXT,     AIS_NEVER, 1, 0, 0},
    {"locode",     ROW(locode),      12, 18, AIS_TEXT,     AIS_NEVER, 1, 0, 0},
    {"section",    ROW(section),     30, 30, AIS_TEXT,     AIS_NEVER, 1, 0, 0},
    {"terminal",   ROW(terminal),    60, 30, AIS_TEXT,     AIS_NEVER, 1, 0, 0},
    {"hectometre", ROW(hectometre),  90, 30, AIS_TEXT,     AIS_NEVER, 1, 0, 0},
    {"rta",        ROW(rta),        120, 20, AIS_ETA,      AIS_NEVER, 1, 0, 0},
    {"status",     ROW(status),     140,  2, AIS_UNSIGNED,         3, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_inland_rta_layout = {
    inland_rta_fields, sizeof inland_rta_fields / sizeof inland_rta_fields[0],
    .title = "RTA at lock, bridge or terminal",
    .core_bit_count = 140, .bit_count_min = 142, .bit_count_max = 144,
};

#define ROW(member) AIS_MEMBER(struct ais_emma_warning, member)
static const struct ais_field emma_warning_fields[] = {
    {"start_year",   ROW(start_year),           0,  8, AIS_UNSIGNED,              0, 1, 0, 2000},
    {"start_month",  ROW(start_month),          8,  4, AIS_UNSIGNED,              0, 1, 0, 0},
    {"start_day",    ROW(start_day),           12,  5, AIS_UNSIGNED,              0, 1, 0, 0},
    {"end_year",     ROW(end_year),            17,  8, AIS_UNSIGNED,              0, 1, 0, 2000},
    {"end_month",    ROW(end_month),           25,  4, AIS_UNSIGNED,              0, 1, 0, 0},
    {"end_day",      ROW(end_day),             29,  5, AIS_UNSIGNED,              0, 1, 0, 0},
    {"start_hour",   ROW(start_hour),          34,  5, AIS_UNSIGNED,             24, 1, 0, 0},
    {"start_minute", ROW(start_minute),        39,  6, AIS_UNSIGNED,             60, 1, 0, 0},
    {"end_hour",     ROW(end_hour),            45,  5, AIS_UNSIGNED,             24, 1, 0, 0},
    {"end_minute",   ROW(end_minute),          50,  6, AIS_UNSIGNED,             60, 1, 0, 0},
    {"start_lon",    ROW(start_east_min_e4),   56, 28, AIS_SIGNED,     181 * 600000, 600000, 6, 0},
    {"start_lat",    ROW(start_north_min_e4),  84, 27, AIS_SIGNED,      91 * 600000, 600000, 6, 0},
    {"end_lon",      ROW(end_east_min_e4),    111, 28, AIS_SIGNED,     181 * 600000, 600000, 6, 0},
    {"end_lat",      ROW(end_north_min_e4),   139, 27, AIS_SIGNED,      91 * 600000, 600000, 6, 0},
    {"emma_type",    ROW(warning),            166,  4, AIS_UNSIGNED,              0, 1, 0, 0},
    {"min",          ROW(minimum),            170,  9, AIS_SIGN_FIRST,          255, 1, 0, 0},
    {"max",          ROW(maximum),            179,  9, AIS_SIGN_FIRST,          255, 1, 0, 0},
    {"intensity",    ROW(intensity),          188,  2, AIS_UNSIGNED,              0, 1, 0, 0},
    {"wind",         ROW(wind_direction),     190,  4, AIS_UNSIGNED,              0, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_emma_warning_layout = {
    emma_warning_fields, sizeof emma_warning_fields / sizeof emma_warning_fields[0],
    .title = "EMMA warning",
    .core_bit_count = 166, .bit_count_min = 194, .bit_count_max = 200,
};

#define ROW(member) AIS_MEMBER(struct ais_gauge, member)
static const struct ais_field gauge_fields[] = {
    {"id",    ROW(id),          0, 11, AIS_UNSIGNED,  0,   1, 0, 0},
    {"level", ROW(level_m_e2), 11, 14, AIS_SIGN_LAST, 0, 100, 2, 0},
};
#undef ROW
static const struct ais_layout gauge_layout = {
    gauge_fields, sizeof gauge_fields / sizeof gauge_fields[0],
    .core_bit_count = 25, .bit_count_min = 25, .bit_count_max = 25,
};
static const struct ais_layout *const gauge_layouts[] = {&gauge_layout};

#define ROW(member) AIS_MEMBER(struct ais_water_levels, member)
static const struct ais_field water_levels_fields[] = {
    {"country", ROW(country), 0, 12, AIS_TEXT, AIS_NEVER, 1, 0, 0},
};
#undef ROW

static const struct ais_list gauges = {
    "gauges", gauge_layouts, .first_bit = 12, .bit_count = 25,
    .count_max = AIS_GAUGE_COUNT_MAX, .offset = offsetof(struct ais_water_levels, gauges),
    .element_size = sizeof(struct ais_gauge),
    .count_offset = offsetof(struct ais_water_levels, gauge_count),
};

const struct ais_layout ais_water_levels_layout = {
    water_levels_fields, sizeof water_levels_fields / sizeof water_levels_fields[0],
    .title = "Water levels",
    .core_bit_count = 37, .bit_count_min = 12, .bit_count_max = 12 + 4 * 25,
    .list = &gauges,
};

#define ROW(member) AIS_MEMBER(struct ais_signal_status, member)
static const struct ais_field signal_status_fields[] = {
    {"lon",       ROW(longitude_min_e4),  0, 28, AIS_SIGNED,   181 * 600000, 600000, 6, 0},
    {"lat",       ROW(latitude_min_e4),  28, 27, AIS_SIGNED,    91 * 600000, 600000, 6, 0},
    {"form",      ROW(form),             55,  4, AIS_UNSIGNED,    AIS_NEVER,      1, 0, 0},
    {"facing",    ROW(facing_deg),       59,  9, AIS_READING,           360,      1, 0, 0},
    {"direction", ROW(direction),        68,  3, AIS_UNSIGNED,            0,      1, 0, 0},
    {"status",    ROW(lights),           71, 30, AIS_UNSIGNED,    AIS_NEVER,      1, 0, 0},
};
#undef ROW

const struct ais_layout ais_signal_status_layout = {
    signal_status_fields, sizeof signal_status_fields / sizeof signal_status_fields[0],
    .title = "Signal status",
    .core_bit_count = 101, .bit_count_min = 101, .bit_count_max = 112,
    .bit_count_sent = 112,
};

#define ROW(member) AIS_MEMBER(struct ais_inland_persons, member)
static const struct ais_field inland_persons_fields[] = {
    {"crew",       ROW(crew),        0,  8, AIS_UNSIGNED,  255, 1, 0, 0},
    {"passengers", ROW(passengers),  8, 13, AIS_UNSIGNED, 8191, 1, 0, 0},
    {"personnel",  ROW(personnel),  21,  8, AIS_UNSIGNED,  255, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_inland_persons_layout = {
    inland_persons_fields, sizeof inland_persons_fields / sizeof inland_persons_fields[0],
    .title = "Number of persons on board, inland",
    .core_bit_count = 29, .bit_count_min = 29, .bit_count_max = 80,
    .bit_count_sent = 80,
};
/* clang-format on */
