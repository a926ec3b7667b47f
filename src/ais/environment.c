/* SPDX-License-Identifier: Apache-2.0 */
/* Environmental data: SN.1/Circ.289. Places of bits by gpsd's AIVDM.adoc and libais,
 * which agree. Of what they differ in: conductivity is in 0.01 S/m and gaps are in 0.01 m, as only
 * that fits the ranges of the circular; temperatures of water begin at -10 degrees. */
#include "ais/application.h"

/* clang-format off */
/* How each report begins. */
#define HEAD(member) AIS_MEMBER(struct ais_sensor_report, member)
#define HEAD_ROWS \
    {"sensor",    HEAD(sensor), 0,  4, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0}, \
    {"timestamp", HEAD(time),   4, 16, AIS_DAY_TIME, AIS_NEVER, 1, 0, 0}, \
    {"site",      HEAD(site),  20,  7, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0}

#define ROW(member) AIS_MEMBER(struct ais_sensor_report, of.location.member)
static const struct ais_field location_fields[] = {
    HEAD_ROWS,
    {"lon",     ROW(longitude_min_e4), 27, 28, AIS_SIGNED,   181 * 600000, 600000, 6, 0},
    {"lat",     ROW(latitude_min_e4),  55, 27, AIS_SIGNED,    91 * 600000, 600000, 6, 0},
    {"alt",     ROW(altitude_m_e1),    82, 11, AIS_READING,          2002,     10, 1, 0},
    {"owner",   ROW(owner),            93,  4, AIS_UNSIGNED,            0,      1, 0, 0},
    {"timeout", ROW(timeout),          97,  3, AIS_UNSIGNED,    AIS_NEVER,      1, 0, 0},
};
#undef ROW
static const struct ais_layout location_layout = {
    location_fields, sizeof location_fields / sizeof location_fields[0],
    .title = "Site location",
    .core_bit_count = 112, .bit_count_min = 112, .bit_count_max = 112,
};

#define ROW(member) AIS_MEMBER(struct ais_sensor_report, of.station.member)
static const struct ais_field station_fields[] = {
    HEAD_ROWS,
    {"name", ROW(name), 27, 84, AIS_TEXT, AIS_NEVER, 1, 0, 0},
};
#undef ROW
static const struct ais_layout station_layout = {
    station_fields, sizeof station_fields / sizeof station_fields[0],
    .title = "Station identity",
    .core_bit_count = 112, .bit_count_min = 112, .bit_count_max = 112,
};

#define ROW(member) AIS_MEMBER(struct ais_sensor_report, of.wind.member)
static const struct ais_field wind_fields[] = {
    HEAD_ROWS,
    {"wspeed",     ROW(speed_kn),                27,  7, AIS_READING,        122, 1, 0, 0},
    {"wgust",      ROW(gust_kn),                 34,  7, AIS_READING,        122, 1, 0, 0},
    {"wdir",       ROW(direction_deg),           41,  9, AIS_READING,        360, 1, 0, 0},
    {"wgustdir",   ROW(gust_direction_deg),      50,  9, AIS_READING,        360, 1, 0, 0},
    {"sensortype", ROW(sensor_type),             59,  3, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"fwspeed",    ROW(forecast_speed_kn),       62,  7, AIS_READING,        122, 1, 0, 0},
    {"fwgust",     ROW(forecast_gust_kn),        69,  7, AIS_READING,        122, 1, 0, 0},
    {"fwdir",      ROW(forecast_direction_deg),  76,  9, AIS_READING,        360, 1, 0, 0},
    {"ftimestamp", ROW(forecast_time),           85, 16, AIS_DAY_TIME, AIS_NEVER, 1, 0, 0},
    {"duration",   ROW(forecast_duration_min),  101,  8, AIS_UNSIGNED,       255, 1, 0, 0},
};
#undef ROW
static const struct ais_layout wind_layout = {
    wind_fields, sizeof wind_fields / sizeof wind_fields[0],
    .title = "Wind",
    .core_bit_count = 112, .bit_count_min = 112, .bit_count_max = 112,
};

#define ROW(member) AIS_MEMBER(struct ais_sensor_report, of.water_level.member)
static const struct ais_field water_level_fields[] = {
    HEAD_ROWS,
    {"absolute",   ROW(is_depth),              27,  1, AIS_BOOL,     AIS_NEVER,   1, 0, 0},
    {"level",      ROW(level_m_e2),            28, 16, AIS_SIGNED,      -32768, 100, 2, 0},
    {"leveltrend", ROW(trend),                 44,  2, AIS_UNSIGNED,         3,   1, 0, 0},
    {"datum",      ROW(datum),                 46,  5, AIS_UNSIGNED,        14,   1, 0, 0},
    {"sensortype", ROW(sensor_type),           51,  3, AIS_UNSIGNED, AIS_NEVER,   1, 0, 0},
    {"fabsolute",  ROW(forecast_is_depth),     54,  1, AIS_BOOL,     AIS_NEVER,   1, 0, 0},
    {"flevel",     ROW(forecast_level_m_e2),   55, 16, AIS_SIGNED,      -32768, 100, 2, 0},
    {"ftimestamp", ROW(forecast_time),         71, 16, AIS_DAY_TIME, AIS_NEVER,   1, 0, 0},
    {"duration",   ROW(forecast_duration_min), 87,  8, AIS_UNSIGNED,       255,   1, 0, 0},
};
#undef ROW
static const struct ais_layout water_level_layout = {
    water_level_fields, sizeof water_level_fields / sizeof water_level_fields[0],
    .title = "Water level",
    .core_bit_count = 112, .bit_count_min = 112, .bit_count_max = 112,
};

#define ROW(member) AIS_MEMBER(struct ais_sensor_report, of.current.member)
static const struct ais_field current_fields[] = {
    HEAD_ROWS,
    {"cspeed1",    ROW(speed_1_kn_e1),  27, 8, AIS_READING,        247, 10, 1, 0},
    {"cdir1",      ROW(set_1_deg),      35, 9, AIS_READING,        360,  1, 0, 0},
    {"cdepth1",    ROW(depth_1_m),      44, 9, AIS_READING,        362,  1, 0, 0},
    {"cspeed2",    ROW(speed_2_kn_e1),  53, 8, AIS_READING,        247, 10, 1, 0},
    {"cdir2",      ROW(set_2_deg),      61, 9, AIS_READING,        360,  1, 0, 0},
    {"cdepth2",    ROW(depth_2_m),      70, 9, AIS_READING,        362,  1, 0, 0},
    {"cspeed3",    ROW(speed_3_kn_e1),  79, 8, AIS_READING,        247, 10, 1, 0},
    {"cdir3",      ROW(set_3_deg),      87, 9, AIS_READING,        360,  1, 0, 0},
    {"cdepth3",    ROW(depth_3_m),      96, 9, AIS_READING,        362,  1, 0, 0},
    {"sensortype", ROW(sensor_type),   105, 3, AIS_UNSIGNED, AIS_NEVER,  1, 0, 0},
};
#undef ROW
static const struct ais_layout current_layout = {
    current_fields, sizeof current_fields / sizeof current_fields[0],
    .title = "Current flow, two dimensions",
    .core_bit_count = 112, .bit_count_min = 112, .bit_count_max = 112,
};

#define ROW(member) AIS_MEMBER(struct ais_sensor_report, of.current_3d.member)
static const struct ais_field current_3d_fields[] = {
    HEAD_ROWS,
    {"cnorth1",    ROW(north_1_kn_e1), 27, 8, AIS_READING,        247, 10, 1, 0},
    {"ceast1",     ROW(east_1_kn_e1),  35, 8, AIS_READING,        247, 10, 1, 0},
    {"cup1",       ROW(up_1_kn_e1),    43, 8, AIS_READING,        247, 10, 1, 0},
    {"cdepth1",    ROW(depth_1_m),     51, 9, AIS_READING,        362,  1, 0, 0},
    {"cnorth2",    ROW(north_2_kn_e1), 60, 8, AIS_READING,        247, 10, 1, 0},
    {"ceast2",     ROW(east_2_kn_e1),  68, 8, AIS_READING,        247, 10, 1, 0},
    {"cup2",       ROW(up_2_kn_e1),    76, 8, AIS_READING,        247, 10, 1, 0},
    {"cdepth2",    ROW(depth_2_m),     84, 9, AIS_READING,        362,  1, 0, 0},
    {"sensortype", ROW(sensor_type),   93, 3, AIS_UNSIGNED, AIS_NEVER,  1, 0, 0},
};
#undef ROW
static const struct ais_layout current_3d_layout = {
    current_3d_fields, sizeof current_3d_fields / sizeof current_3d_fields[0],
    .title = "Current flow, three dimensions",
    .core_bit_count = 112, .bit_count_min = 112, .bit_count_max = 112,
};

#define ROW(member) AIS_MEMBER(struct ais_sensor_report, of.horizontal.member)
static const struct ais_field horizontal_fields[] = {
    HEAD_ROWS,
    {"bearing1",   ROW(bearing_1_deg),  27, 9, AIS_READING, 360,  1, 0, 0},
    {"distance1",  ROW(distance_1_m),   36, 7, AIS_READING, 122,  1, 0, 0},
    {"speed1",     ROW(speed_1_kn_e1),  43, 8, AIS_READING, 247, 10, 1, 0},
    {"direction1", ROW(set_1_deg),      51, 9, AIS_READING, 360,  1, 0, 0},
    {"depth1",     ROW(depth_1_m),      60, 9, AIS_READING, 362,  1, 0, 0},
    {"bearing2",   ROW(bearing_2_deg),  69, 9, AIS_READING, 360,  1, 0, 0},
    {"distance2",  ROW(distance_2_m),   78, 7, AIS_READING, 122,  1, 0, 0},
    {"speed2",     ROW(speed_2_kn_e1),  85, 8, AIS_READING, 247, 10, 1, 0},
    {"direction2", ROW(set_2_deg),      93, 9, AIS_READING, 360,  1, 0, 0},
    {"depth2",     ROW(depth_2_m),     102, 9, AIS_READING, 362,  1, 0, 0},
};
#undef ROW
static const struct ais_layout horizontal_layout = {
    horizontal_fields, sizeof horizontal_fields / sizeof horizontal_fields[0],
    .title = "Horizontal current flow",
    .core_bit_count = 112, .bit_count_min = 112, .bit_count_max = 112,
};

#define ROW(member) AIS_MEMBER(struct ais_sensor_report, of.sea.member)
static const struct ais_field sea_fields[] = {
    HEAD_ROWS,
    {"swheight",       ROW(swell_height_m_e1),     27,  8, AIS_READING,        247, 10, 1,    0},
    {"swperiod",       ROW(swell_period_s),        35,  6, AIS_READING,         61,  1, 0,    0},
    {"swelldir",       ROW(swell_direction_deg),   41,  9, AIS_READING,        360,  1, 0,    0},
    {"seastate",       ROW(beaufort),              50,  4, AIS_READING,         13,  1, 0,    0},
    {"swelltype",      ROW(swell_sensor_type),     54,  3, AIS_UNSIGNED, AIS_NEVER,  1, 0,    0},
    {"watertemp",      ROW(water_celsius_e1),      57, 10, AIS_READING,        601, 10, 1, -100},
    {"watertempdepth", ROW(water_depth_m_e1),      67,  7, AIS_READING,        122, 10, 1,    0},
    {"depthtype",      ROW(water_sensor_type),     74,  3, AIS_UNSIGNED, AIS_NEVER,  1, 0,    0},
    {"waveheight",     ROW(wave_height_m_e1),      77,  8, AIS_READING,        247, 10, 1,    0},
    {"waveperiod",     ROW(wave_period_s),         85,  6, AIS_READING,         61,  1, 0,    0},
    {"wavedir",        ROW(wave_direction_deg),    91,  9, AIS_READING,        360,  1, 0,    0},
    {"wavetype",       ROW(wave_sensor_type),     100,  3, AIS_UNSIGNED, AIS_NEVER,  1, 0,    0},
    {"salinity",       ROW(salinity_permille_e1), 103,  9, AIS_READING,        502, 10, 1,    0},
};
#undef ROW
static const struct ais_layout sea_layout = {
    sea_fields, sizeof sea_fields / sizeof sea_fields[0],
    .title = "Sea state",
    .core_bit_count = 112, .bit_count_min = 112, .bit_count_max = 112,
};

#define ROW(member) AIS_MEMBER(struct ais_sensor_report, of.salinity.member)
static const struct ais_field salinity_fields[] = {
    HEAD_ROWS,
    {"watertemp",    ROW(water_celsius_e1),        27, 10, AIS_READING,        601,  10, 1, -100},
    {"conductivity", ROW(conductivity_s_per_m_e2), 37, 10, AIS_READING,        702, 100, 2,    0},
    {"pressure",     ROW(pressure_dbar_e1),        47, 16, AIS_READING,      60002,  10, 1,    0},
    {"salinity",     ROW(salinity_permille_e1),    63,  9, AIS_READING,        502,  10, 1,    0},
    {"salinitytype", ROW(salinity_type),           72,  2, AIS_UNSIGNED, AIS_NEVER,   1, 0,    0},
    {"sensortype",   ROW(sensor_type),             74,  3, AIS_UNSIGNED, AIS_NEVER,   1, 0,    0},
};
#undef ROW
static const struct ais_layout salinity_layout = {
    salinity_fields, sizeof salinity_fields / sizeof salinity_fields[0],
    .title = "Salinity",
    .core_bit_count = 112, .bit_count_min = 112, .bit_count_max = 112,
};

#define ROW(member) AIS_MEMBER(struct ais_sensor_report, of.weather.member)
static const struct ais_field weather_fields[] = {
    HEAD_ROWS,
    {"temperature",  ROW(air_celsius_e1),        27, 11, AIS_SIGNED,       -1024, 10, 1,   0},
    {"sensortype",   ROW(air_sensor_type),       38,  3, AIS_UNSIGNED, AIS_NEVER,  1, 0,   0},
    {"preciptype",   ROW(precipitation),         41,  2, AIS_UNSIGNED, AIS_NEVER,  1, 0,   0},
    {"visibility",   ROW(visibility_nmi_e1),     43,  8, AIS_READING,        242, 10, 1,   0},
    {"dewpoint",     ROW(dew_point_celsius_e1),  51, 10, AIS_SIGNED,         501, 10, 1,   0},
    {"dewtype",      ROW(dew_point_sensor_type), 61,  3, AIS_UNSIGNED, AIS_NEVER,  1, 0,   0},
    {"pressure",     ROW(pressure_hpa),          64,  9, AIS_READING,        403,  1, 0, 799},
    {"pressuretend", ROW(pressure_tendency),     73,  2, AIS_UNSIGNED,         3,  1, 0,   0},
    {"pressuretype", ROW(pressure_sensor_type),  75,  3, AIS_UNSIGNED, AIS_NEVER,  1, 0,   0},
    {"salinity",     ROW(salinity_permille_e1),  78,  9, AIS_READING,        502, 10, 1,   0},
};
#undef ROW
static const struct ais_layout weather_layout = {
    weather_fields, sizeof weather_fields / sizeof weather_fields[0],
    .title = "Weather",
    .core_bit_count = 112, .bit_count_min = 112, .bit_count_max = 112,
};

#define ROW(member) AIS_MEMBER(struct ais_sensor_report, of.air_gap.member)
static const struct ais_field air_gap_fields[] = {
    HEAD_ROWS,
    {"airdraught", ROW(air_draught_m_e2),  27, 13, AIS_UNSIGNED,         0, 100, 2, 0},
    {"airgap",     ROW(gap_m_e2),          40, 13, AIS_UNSIGNED,         0, 100, 2, 0},
    {"gaptrend",   ROW(trend),             53,  2, AIS_UNSIGNED,         3,   1, 0, 0},
    {"fairgap",    ROW(forecast_gap_m_e2), 55, 13, AIS_UNSIGNED,         0, 100, 2, 0},
    {"ftimestamp", ROW(forecast_time),     68, 16, AIS_DAY_TIME, AIS_NEVER,   1, 0, 0},
};
#undef ROW
static const struct ais_layout air_gap_layout = {
    air_gap_fields, sizeof air_gap_fields / sizeof air_gap_fields[0],
    .title = "Air gap or air draught",
    .core_bit_count = 112, .bit_count_min = 112, .bit_count_max = 112,
};

static const struct ais_field reserved_fields[] = {
    HEAD_ROWS,
    {"payload", HEAD(of.reserved), 27, 85, AIS_DATA, AIS_NEVER, 1, 0, 0},
};
static const struct ais_layout reserved_layout = {
    reserved_fields, sizeof reserved_fields / sizeof reserved_fields[0],
    .title = "Reserved",
    .core_bit_count = 112, .bit_count_min = 112, .bit_count_max = 112,
};
#undef HEAD_ROWS
#undef HEAD

static const struct ais_layout *const report_layouts[16] = {
    [0] = &location_layout,
    [1] = &station_layout,
    [2] = &wind_layout,
    [3] = &water_level_layout,
    [4] = &current_layout,
    [5] = &current_3d_layout,
    [6] = &horizontal_layout,
    [7] = &sea_layout,
    [8] = &salinity_layout,
    [9] = &weather_layout,
    [10] = &air_gap_layout,
    [11] = &reserved_layout, &reserved_layout, &reserved_layout, &reserved_layout, &reserved_layout,
};
static const struct ais_list reports = {
    "reports", report_layouts, .selector_bit_count = 4, .first_bit = 0, .bit_count = 112,
    .count_max = AIS_SENSOR_REPORT_COUNT_MAX,
    .offset = offsetof(struct ais_environment, reports),
    .element_size = sizeof(struct ais_sensor_report),
    .count_offset = offsetof(struct ais_environment, report_count),
};

const struct ais_layout ais_environment_layout = {
    .title = "Environmental",
    .core_bit_count = 112, .bit_count_min = 112, .bit_count_max = 8 * 112,
    .list = &reports,
};
/* clang-format on */
