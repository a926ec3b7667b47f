/* SPDX-License-Identifier: Apache-2.0 */
/* Weather observation report from ship: SN.1/Circ.289 annex, 10, tables 10.1 and 10.2, told apart
 * by the first bit. Places of bits by gpsd's AIVDM.adoc and libais, which agree but for the minute
 * of the second (libais takes it one bit early); values that mean "not available" by IALA's
 * register. The circular prints the latitude's offset as 9000, its unit as minutes; 90 degrees and
 * hundredths of a degree are meant. */
#include "ais/application.h"

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_weather_observation, member)
#define NONE(member, sent) AIS_MEMBER_ABSENT(struct ais_weather_observation, member, sent)
static const struct ais_field observation_fields[] = {
    {"wmo",          ROW(is_wmo),                0,   1, AIS_BOOL,     AIS_NEVER,     1, 0,    0},
    {"location",     ROW(location),              1, 120, AIS_TEXT,     AIS_NEVER,     1, 0,    0},
    {"lon",          ROW(longitude_min_e3),    121,  25, AIS_SIGNED,     NO_EAST, 60000, 5,    0},
    {"lat",          ROW(latitude_min_e3),     146,  24, AIS_SIGNED,    NO_NORTH, 60000, 5,    0},
    {"timestamp",    ROW(time),                170,  16, AIS_DAY_TIME, AIS_NEVER,     1, 0,    0},
    {"weather",      ROW(weather),             186,   4, AIS_UNSIGNED,         8,     1, 0,    0},
    {"vislimit",     ROW(visibility_is_more),  190,   1, AIS_BOOL,     AIS_NEVER,     1, 0,    0},
    {"visibility",   ROW(visibility_nmi_e1),   191,   7, AIS_UNSIGNED,       127,    10, 1,    0},
    {"humidity",     NONE(humidity_percent, 127), 198, 7, AIS_READING,       101,     1, 0,    0},
    {"wspeed",       ROW(wind_speed_kn),       205,   7, AIS_UNSIGNED,       127,     1, 0,    0},
    {"wdir",         ROW(wind_direction_deg),  212,   9, AIS_READING,        360,     1, 0,    0},
    {"pressure",     ROW(pressure_hpa),        221,   9, AIS_READING,        403,     1, 0,  799},
    {"pressuretend", ROW(pressure_tendency),   230,   4, AIS_UNSIGNED, AIS_NEVER,     1, 0,    0},
    {"airtemp",      ROW(air_celsius_e1),      234,  11, AIS_SIGNED,       -1024,    10, 1,    0},
    {"watertemp",    ROW(water_celsius_e1),    245,  10, AIS_READING,        601,    10, 1, -100},
    {"waveperiod",   NONE(wave_period_s, 63),  255,   6, AIS_READING,         61,     1, 0,    0},
    {"waveheight",   NONE(wave_height_m_e1, 255), 261, 8, AIS_READING,       252,    10, 1,    0},
    {"wavedir",      ROW(wave_direction_deg),  269,   9, AIS_READING,        360,     1, 0,    0},
    {"swellheight",  NONE(swell_height_m_e1, 255), 278, 8, AIS_READING,      252,    10, 1,    0},
    {"swelldir",     ROW(swell_direction_deg), 286,   9, AIS_READING,        360,     1, 0,    0},
    {"swellperiod",  NONE(swell_period_s, 63), 295,   6, AIS_READING,         61,     1, 0,    0},
};
#undef NONE
#undef ROW

const struct ais_layout ais_weather_observation_layout = {
    observation_fields, sizeof observation_fields / sizeof observation_fields[0],
    .title = "Weather observation from ship",
    .core_bit_count = 170, .bit_count_min = 301, .bit_count_max = 304,
};

#define ROW(member) AIS_MEMBER(struct ais_weather_wmo, member)
#define NONE(member, sent) AIS_MEMBER_ABSENT(struct ais_weather_wmo, member, sent)
static const struct ais_field wmo_fields[] = {
    {"wmo",             ROW(is_wmo),                    0,  1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"lon",             NONE(longitude_deg_e2, 65535),  1, 16, AIS_READING,  36001, 100, 2, -18000},
    {"lat",             NONE(latitude_deg_e2, 32767),  17, 15, AIS_READING,  18001, 100, 2, -9000},
    {"month",           ROW(month),                    32,  4, AIS_UNSIGNED, 15, 1, 0, 0},
    {"day",             ROW(day),                      36,  6, AIS_UNSIGNED, 63, 1, 0, 0},
    {"hour",            ROW(hour),                     42,  5, AIS_UNSIGNED, 31, 1, 0, 0},
    {"minute",          ROW(ten_minutes),              47,  3, AIS_UNSIGNED, 7, -10, 0, 0},
    {"course",          ROW(course_5_deg),             50,  7, AIS_UNSIGNED, 127, -5, 0, 0},
    {"speed_mps",       ROW(speed_half_mps),           57,  5, AIS_UNSIGNED, 31, 2, 1, 0},
    {"heading",         ROW(heading_5_deg),            62,  7, AIS_UNSIGNED, 127, -5, 0, 0},
    {"pressure",        ROW(pressure_hpa_e1),          69, 11, AIS_READING,  2001, 10, 1, 9000},
    {"pdelta",          ROW(pressure_change_hpa_e1),   80, 10, AIS_UNSIGNED, 1023, 10, 1, -500},
    {"ptend",           ROW(pressure_tendency),        90,  4, AIS_UNSIGNED, 15, 1, 0, 0},
    {"twinddir",        ROW(true_wind_5_deg),          94,  7, AIS_UNSIGNED, 127, -5, 0, 0},
    {"twindspeed",      ROW(true_wind_half_mps),      101,  8, AIS_UNSIGNED, 255, 2, 1, 0},
    {"rwinddir",        ROW(relative_wind_5_deg),     109,  7, AIS_UNSIGNED, 127, -5, 0, 0},
    {"rwindspeed",      ROW(relative_wind_half_mps),  116,  8, AIS_UNSIGNED, 255, 2, 1, 0},
    {"mgustspeed",      ROW(gust_speed_half_mps),     124,  8, AIS_UNSIGNED, 255, 2, 1, 0},
    {"mgustdir",        ROW(gust_direction_5_deg),    132,  7, AIS_UNSIGNED, 127, -5, 0, 0},
    {"airtemp_kelvin",  ROW(air_kelvin_e1),           139, 10, AIS_UNSIGNED, 1023, 10, 1, 2230},
    {"humidity",        ROW(humidity_percent),        149,  7, AIS_READING,  101, 1, 0, 0},
    {"surftemp_kelvin", ROW(sea_kelvin_e1),           156,  9, AIS_UNSIGNED, 511, 10, 1, 2680},
    {"visibility_m",    ROW(visibility_root),         165,  6, AIS_SQUARED,  63, -13073, 3, 0},
    {"weather",         ROW(weather),                 171,  9, AIS_UNSIGNED, 511, 1, 0, 0},
    {"pweather1",       ROW(past_weather_1),          180,  5, AIS_UNSIGNED, 31, 1, 0, 0},
    {"pweather2",       ROW(past_weather_2),          185,  5, AIS_UNSIGNED, 31, 1, 0, 0},
    {"totalcloud",      ROW(cloud_cover_10_percent),  190,  4, AIS_UNSIGNED, 15, -10, 0, 0},
    {"lowclouda",       ROW(low_cloud_amount),        194,  4, AIS_UNSIGNED, 15, 1, 0, 0},
    {"lowcloudt",       ROW(low_cloud_type),          198,  6, AIS_UNSIGNED, 63, 1, 0, 0},
    {"midcloudt",       ROW(middle_cloud_type),       204,  6, AIS_UNSIGNED, 63, 1, 0, 0},
    {"highcloudt",      ROW(high_cloud_type),         210,  6, AIS_UNSIGNED, 63, 1, 0, 0},
    {"cloudbase",       ROW(cloud_base_root),         216,  7, AIS_SQUARED,  127, -16, 2, 0},
    {"wwperiod",        ROW(wind_wave_period_s),      223,  5, AIS_UNSIGNED, 31, 1, 0, 0},
    {"wwheight",        ROW(wind_wave_height_half_m), 228,  6, AIS_UNSIGNED, 63, 2, 1, 0},
    {"swelldir1",       ROW(swell_1_10_deg),          234,  6, AIS_UNSIGNED, 63, -10, 0, 0},
    {"swperiod1",       ROW(swell_1_period_s),        240,  5, AIS_UNSIGNED, 31, 1, 0, 0},
    {"swheight1",       ROW(swell_1_height_half_m),   245,  6, AIS_UNSIGNED, 63, 2, 1, 0},
    {"swelldir2",       ROW(swell_2_10_deg),          251,  6, AIS_UNSIGNED, 63, -10, 0, 0},
    {"swperiod2",       ROW(swell_2_period_s),        257,  5, AIS_UNSIGNED, 31, 1, 0, 0},
    {"swheight2",       ROW(swell_2_height_half_m),   262,  6, AIS_UNSIGNED, 63, 2, 1, 0},
    {"icedeposit",      ROW(ice_deposit_cm),          268,  7, AIS_UNSIGNED, 127, 1, 0, 0},
    {"icerate",         ROW(ice_accretion_rate),      275,  3, AIS_UNSIGNED, 7, 1, 0, 0},
    {"icecause",        ROW(ice_accretion_cause),     278,  3, AIS_UNSIGNED, 7, 1, 0, 0},
    {"seaice",          ROW(sea_ice_concentration),   281,  5, AIS_UNSIGNED, 31, 1, 0, 0},
    {"icetype",         ROW(ice_amount_and_type),     286,  4, AIS_UNSIGNED, 15, 1, 0, 0},
    {"icestate",        ROW(ice_situation),           290,  5, AIS_UNSIGNED, 31, 1, 0, 0},
    {"icedevel",        ROW(ice_development),         295,  5, AIS_UNSIGNED, 31, 1, 0, 0},
    {"icebearing",      ROW(ice_edge_bearing_45_deg), 300,  4, AIS_UNSIGNED, 15, -45, 0, 0},
};
#undef NONE
#undef ROW

const struct ais_layout ais_weather_wmo_layout = {
    wmo_fields, sizeof wmo_fields / sizeof wmo_fields[0],
    .title = "Weather observation from ship (WMO)",
    .core_bit_count = 32, .bit_count_min = 304, .bit_count_max = 304,
};
/* clang-format on */
