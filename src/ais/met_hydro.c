/* SPDX-License-Identifier: Apache-2.0 */
/* Meteorological and hydrographic data: SN.1/Circ.289 annex, 1 (FI 31), and SN/Circ.236 annex 2
 * (FI 11). Places of bits by gpsd's AIVDM.adoc and libais, ranges by IALA's register of
 * application-specific messages; both layouts decode to sound values in real traffic. */
#include "ais/application.h"

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_met_hydro, member)
#define NONE(member, sent) AIS_MEMBER_ABSENT(struct ais_met_hydro, member, sent)
static const struct ais_field met_hydro_fields[] = {
    {"lon",          ROW(longitude_min_e3),       0, 25, AIS_SIGNED,     NO_EAST, 60000, 5,     0},
    {"lat",          ROW(latitude_min_e3),       25, 24, AIS_SIGNED,    NO_NORTH, 60000, 5,     0},
    {"accuracy",     ROW(accuracy),              49,  1, AIS_BOOL,     AIS_NEVER,     1, 0,     0},
    {"timestamp",    ROW(time),                  50, 16, AIS_DAY_TIME, AIS_NEVER,     1, 0,     0},
    {"wspeed",       ROW(wind_speed_kn),         66,  7, AIS_UNSIGNED,       127,     1, 0,     0},
    {"wgust",        ROW(wind_gust_kn),          73,  7, AIS_UNSIGNED,       127,     1, 0,     0},
    {"wdir",         ROW(wind_direction_deg),    80,  9, AIS_READING,        360,     1, 0,     0},
    {"wgustdir",     ROW(gust_direction_deg),    89,  9, AIS_READING,        360,     1, 0,     0},
    {"airtemp",      ROW(air_celsius_e1),        98, 11, AIS_SIGNED,       -1024,    10, 1,     0},
    {"humidity",     ROW(humidity_percent),     109,  7, AIS_READING,        101,     1, 0,     0},
    {"dewpoint",     ROW(dew_point_celsius_e1), 116, 10, AIS_SIGNED,         501,    10, 1,     0},
    {"pressure",     NONE(pressure_hpa, 511),   126,  9, AIS_READING,        403,     1, 0,   799},
    {"pressuretend", ROW(pressure_tendency),    135,  2, AIS_UNSIGNED,         3,     1, 0,     0},
    {"visgreater",   ROW(visibility_is_more),   137,  1, AIS_BOOL,     AIS_NEVER,     1, 0,     0},
    {"visibility",   ROW(visibility_nmi_e1),    138,  7, AIS_UNSIGNED,       127,    10, 1,     0},
    {"waterlevel",   ROW(water_level_m_e2),     145, 12, AIS_READING,       4001,   100, 2, -1000},
    {"leveltrend",   ROW(water_level_trend),    157,  2, AIS_UNSIGNED,         3,     1, 0,     0},
    {"cspeed",       NONE(current_speed_kn_e1, 255), 159, 8, AIS_READING,    252,    10, 1,     0},
    {"cdir",         ROW(current_set_deg),      167,  9, AIS_READING,        360,     1, 0,     0},
    {"cspeed2",      NONE(current_2_speed_kn_e1, 255), 176, 8, AIS_READING,  252,    10, 1,     0},
    {"cdir2",        ROW(current_2_set_deg),    184,  9, AIS_READING,        360,     1, 0,     0},
    {"cdepth2",      ROW(current_2_depth_m),    193,  5, AIS_UNSIGNED,        31,     1, 0,     0},
    {"cspeed3",      NONE(current_3_speed_kn_e1, 255), 198, 8, AIS_READING,  252,    10, 1,     0},
    {"cdir3",        ROW(current_3_set_deg),    206,  9, AIS_READING,        360,     1, 0,     0},
    {"cdepth3",      ROW(current_3_depth_m),    215,  5, AIS_UNSIGNED,        31,     1, 0,     0},
    {"waveheight",   NONE(wave_height_m_e1, 255), 220, 8, AIS_READING,       252,    10, 1,     0},
    {"waveperiod",   NONE(wave_period_s, 63),   228,  6, AIS_READING,         61,     1, 0,     0},
    {"wavedir",      ROW(wave_direction_deg),   234,  9, AIS_READING,        360,     1, 0,     0},
    {"swellheight",  NONE(swell_height_m_e1, 255), 243, 8, AIS_READING,      252,    10, 1,     0},
    {"swellperiod",  NONE(swell_period_s, 63),  251,  6, AIS_READING,         61,     1, 0,     0},
    {"swelldir",     ROW(swell_direction_deg),  257,  9, AIS_READING,        360,     1, 0,     0},
    {"seastate",     ROW(sea_state_beaufort),   266,  4, AIS_READING,         13,     1, 0,     0},
    {"watertemp",    ROW(water_celsius_e1),     270, 10, AIS_SIGNED,         501,    10, 1,     0},
    {"preciptype",   ROW(precipitation),        280,  3, AIS_UNSIGNED,         7,     1, 0,     0},
    {"salinity",     NONE(salinity_permille_e1, 510), 283, 9, AIS_READING,   502,    10, 1,     0},
    {"ice",          ROW(ice),                  292,  2, AIS_UNSIGNED,         3,     1, 0,     0},
};
#undef NONE
#undef ROW

const struct ais_layout ais_met_hydro_layout = {
    met_hydro_fields, sizeof met_hydro_fields / sizeof met_hydro_fields[0],
    .title = "Meteorological and hydrographic data",
    .core_bit_count = 49, .bit_count_min = 294, .bit_count_max = 304,
    .bit_count_sent = 304,
};

#define ROW(member) AIS_MEMBER(struct ais_met_hydro_old, member)
#define NONE(member, sent) AIS_MEMBER_ABSENT(struct ais_met_hydro_old, member, sent)
static const struct ais_field met_hydro_old_fields[] = {
    {"lat",          ROW(latitude_min_e3),         0, 24, AIS_SIGNED,     8388607, 60000, 5,    0},
    {"lon",          ROW(longitude_min_e3),       24, 25, AIS_SIGNED,    16777215, 60000, 5,    0},
    {"timestamp",    ROW(time),                   49, 16, AIS_DAY_TIME, AIS_NEVER,     1, 0,    0},
    {"wspeed",       ROW(wind_speed_kn),          65,  7, AIS_UNSIGNED,       127,     1, 0,    0},
    {"wgust",        ROW(wind_gust_kn),           72,  7, AIS_UNSIGNED,       127,     1, 0,    0},
    {"wdir",         NONE(wind_direction_deg, 511), 79, 9, AIS_READING,       360,     1, 0,    0},
    {"wgustdir",     NONE(gust_direction_deg, 511), 88, 9, AIS_READING,       360,     1, 0,    0},
    {"airtemp",      ROW(air_celsius_e1),         97, 11, AIS_UNSIGNED,      2047,    10, 1, -600},
    {"humidity",     NONE(humidity_percent, 127), 108, 7, AIS_READING,        101,     1, 0,    0},
    {"dewpoint",     ROW(dew_point_celsius_e1),  115, 10, AIS_UNSIGNED,      1023,    10, 1, -200},
    {"pressure",     ROW(pressure_hpa),          125,  9, AIS_UNSIGNED,       511,     1, 0,  800},
    {"pressuretend", ROW(pressure_tendency),     134,  2, AIS_UNSIGNED,         3,     1, 0,    0},
    {"visibility",   ROW(visibility_nmi_e1),     136,  8, AIS_UNSIGNED,       255,    10, 1,    0},
    {"waterlevel",   ROW(water_level_m_e1),      144,  9, AIS_UNSIGNED,       511,    10, 1, -100},
    {"leveltrend",   ROW(water_level_trend),     153,  2, AIS_UNSIGNED,         3,     1, 0,    0},
    {"cspeed",       ROW(current_speed_kn_e1),   155,  8, AIS_UNSIGNED,       255,    10, 1,    0},
    {"cdir",         NONE(current_set_deg, 511), 163,  9, AIS_READING,        360,     1, 0,    0},
    {"cspeed2",      ROW(current_2_speed_kn_e1), 172,  8, AIS_UNSIGNED,       255,    10, 1,    0},
    {"cdir2",        NONE(current_2_set_deg, 511), 180, 9, AIS_READING,       360,     1, 0,    0},
    {"cdepth2",      ROW(current_2_depth_m),     189,  5, AIS_UNSIGNED,        31,     1, 0,    0},
    {"cspeed3",      ROW(current_3_speed_kn_e1), 194,  8, AIS_UNSIGNED,       255,    10, 1,    0},
    {"cdir3",        NONE(current_3_set_deg, 511), 202, 9, AIS_READING,       360,     1, 0,    0},
    {"cdepth3",      ROW(current_3_depth_m),     211,  5, AIS_UNSIGNED,        31,     1, 0,    0},
    {"waveheight",   ROW(wave_height_m_e1),      216,  8, AIS_UNSIGNED,       255,    10, 1,    0},
    {"waveperiod",   NONE(wave_period_s, 63),    224,  6, AIS_READING,         61,     1, 0,    0},
    {"wavedir",      NONE(wave_direction_deg, 511), 230, 9, AIS_READING,      360,     1, 0,    0},
    {"swellheight",  ROW(swell_height_m_e1),     239,  8, AIS_UNSIGNED,       255,    10, 1,    0},
    {"swellperiod",  NONE(swell_period_s, 63),   247,  6, AIS_READING,         61,     1, 0,    0},
    {"swelldir",     NONE(swell_direction_deg, 511), 253, 9, AIS_READING,     360,     1, 0,    0},
    {"seastate",     NONE(sea_state_beaufort, 15), 262, 4, AIS_READING,        13,     1, 0,    0},
    {"watertemp",    ROW(water_celsius_e1),      266, 10, AIS_UNSIGNED,      1023,    10, 1, -100},
    {"preciptype",   ROW(precipitation),         276,  3, AIS_UNSIGNED,         7,     1, 0,    0},
    {"salinity",     ROW(salinity_permille_e1),  279,  9, AIS_UNSIGNED,       511,    10, 1,    0},
    {"ice",          ROW(ice),                   288,  2, AIS_UNSIGNED,         3,     1, 0,    0},
};
#undef NONE
#undef ROW

const struct ais_layout ais_met_hydro_old_layout = {
    met_hydro_old_fields, sizeof met_hydro_old_fields / sizeof met_hydro_old_fields[0],
    .title = "Meteorological and hydrographic data (Circ.236)",
    .core_bit_count = 49, .bit_count_min = 290, .bit_count_max = 296,
};
/* clang-format on */
