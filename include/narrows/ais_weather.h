/* SPDX-License-Identifier: Apache-2.0 */
/* What applications say of weather and water: one plain struct each, as in narrows/ais_message.h.
 * `_half_mps` counts halves of a metre per second, `_5_deg` steps of five degrees, and so on.
 * Where a comment says "less N" or "from N up", that is what a count of 0 stands for. */
#ifndef NARROWS_AIS_WEATHER_H
#define NARROWS_AIS_WEATHER_H

#include "narrows/ais_value.h"

/* DAC 1, FI 31: meteorological and hydrographic data (SN.1/Circ.289 annex, 1). */
struct ais_met_hydro {
    int32_t longitude_min_e3;
    int32_t latitude_min_e3;
    int32_t accuracy;
    struct ais_date_time time;
    int32_t wind_speed_kn; /* 126: or more */
    int32_t wind_gust_kn;
    int32_t wind_direction_deg;
    int32_t gust_direction_deg;
    int32_t air_celsius_e1;
    int32_t humidity_percent;
    int32_t dew_point_celsius_e1;
    int32_t pressure_hpa;      /* less 799; 0: or less, 402: or more */
    int32_t pressure_tendency; /* 0: steady, 1: falling, 2: rising */
    int32_t visibility_is_more;
    int32_t visibility_nmi_e1;
    int32_t water_level_m_e2; /* from -10 m up */
    int32_t water_level_trend;
    int32_t current_speed_kn_e1;
    int32_t current_set_deg;
    int32_t current_2_speed_kn_e1;
    int32_t current_2_set_deg;
    int32_t current_2_depth_m;
    int32_t current_3_speed_kn_e1;
    int32_t current_3_set_deg;
    int32_t current_3_depth_m;
    int32_t wave_height_m_e1;
    int32_t wave_period_s;
    int32_t wave_direction_deg;
    int32_t swell_height_m_e1;
    int32_t swell_period_s;
    int32_t swell_direction_deg;
    int32_t sea_state_beaufort;
    int32_t water_celsius_e1;
    int32_t precipitation;
    int32_t salinity_permille_e1;
    int32_t ice;
};

/* DAC 1, FI 11: the same in the deprecated SN/Circ.236. */
struct ais_met_hydro_old {
    int32_t latitude_min_e3;
    int32_t longitude_min_e3;
    struct ais_date_time time;
    int32_t wind_speed_kn;
    int32_t wind_gust_kn;
    int32_t wind_direction_deg;
    int32_t gust_direction_deg;
    int32_t air_celsius_e1; /* from -60 up */
    int32_t humidity_percent;
    int32_t dew_point_celsius_e1; /* from -20 up */
    int32_t pressure_hpa;         /* less 800 */
    int32_t pressure_tendency;
    int32_t visibility_nmi_e1;
    int32_t water_level_m_e1; /* from -10 m up */
    int32_t water_level_trend;
    int32_t current_speed_kn_e1;
    int32_t current_set_deg;
    int32_t current_2_speed_kn_e1;
    int32_t current_2_set_deg;
    int32_t current_2_depth_m;
    int32_t current_3_speed_kn_e1;
    int32_t current_3_set_deg;
    int32_t current_3_depth_m;
    int32_t wave_height_m_e1;
    int32_t wave_period_s;
    int32_t wave_direction_deg;
    int32_t swell_height_m_e1;
    int32_t swell_period_s;
    int32_t swell_direction_deg;
    int32_t sea_state_beaufort;
    int32_t water_celsius_e1; /* from -10 up */
    int32_t precipitation;
    int32_t salinity_permille_e1;
    int32_t ice;
};

/* DAC 1, FI 21: weather observation report from ship (SN.1/Circ.289 annex, 10.1). */
struct ais_weather_observation {
    int32_t is_wmo; /* 0 */
    char location[21];
    int32_t longitude_min_e3;
    int32_t latitude_min_e3;
    struct ais_date_time time;
    int32_t weather;
    int32_t visibility_is_more;
    int32_t visibility_nmi_e1;
    int32_t humidity_percent;
    int32_t wind_speed_kn;
    int32_t wind_direction_deg;
    int32_t pressure_hpa;      /* less 799 */
    int32_t pressure_tendency; /* WMO code table 0200 */
    int32_t air_celsius_e1;
    int32_t water_celsius_e1; /* from -10 up */
    int32_t wave_period_s;
    int32_t wave_height_m_e1;
    int32_t wave_direction_deg;
    int32_t swell_height_m_e1;
    int32_t swell_direction_deg;
    int32_t swell_period_s;
};

/* DAC 1, FI 21: the same for the World Meteorological Organization (10.2). Codes are those of its
 * BUFR tables; speeds in metres per second, temperatures in kelvin. */
struct ais_weather_wmo {
    int32_t is_wmo;           /* 1 */
    int32_t longitude_deg_e2; /* from -180 up */
    int32_t latitude_deg_e2;  /* from -90 up */
    int32_t month;
    int32_t day;
    int32_t hour;
    int32_t ten_minutes;
    int32_t course_5_deg;
    int32_t speed_half_mps;
    int32_t heading_5_deg;
    int32_t pressure_hpa_e1;        /* less 900 */
    int32_t pressure_change_hpa_e1; /* in three hours, from -50 up */
    int32_t pressure_tendency;
    int32_t true_wind_5_deg;
    int32_t true_wind_half_mps;
    int32_t relative_wind_5_deg;
    int32_t relative_wind_half_mps;
    int32_t gust_speed_half_mps;
    int32_t gust_direction_5_deg;
    int32_t air_kelvin_e1; /* less 223 */
    int32_t humidity_percent;
    int32_t sea_kelvin_e1;   /* less 268 */
    int32_t visibility_root; /* its square times 13.073 m */
    int32_t weather;
    int32_t past_weather_1;
    int32_t past_weather_2;
    int32_t cloud_cover_10_percent;
    int32_t low_cloud_amount;
    int32_t low_cloud_type;
    int32_t middle_cloud_type;
    int32_t high_cloud_type;
    int32_t cloud_base_root; /* its square times 0.16 m */
    int32_t wind_wave_period_s;
    int32_t wind_wave_height_half_m;
    int32_t swell_1_10_deg;
    int32_t swell_1_period_s;
    int32_t swell_1_height_half_m;
    int32_t swell_2_10_deg;
    int32_t swell_2_period_s;
    int32_t swell_2_height_half_m;
    int32_t ice_deposit_cm;
    int32_t ice_accretion_rate;
    int32_t ice_accretion_cause;
    int32_t sea_ice_concentration;
    int32_t ice_amount_and_type;
    int32_t ice_situation;
    int32_t ice_development;
    int32_t ice_edge_bearing_45_deg;
};

/* DAC 1, FI 26: environmental data, up to eight reports of sensors (SN.1/Circ.289). */
enum { AIS_SENSOR_REPORT_COUNT_MAX = 8 };
struct ais_sensor_report {
    int32_t
        sensor; /* 0: site location, 1: station, and so on in the order of the members of `of` */
    struct ais_date_time time;
    int32_t site;
    union {
        struct {
            int32_t longitude_min_e4;
            int32_t latitude_min_e4;
            int32_t altitude_m_e1;
            int32_t owner;
            int32_t timeout;
        } location;
        struct {
            char name[15];
        } station;
        struct {
            int32_t speed_kn;
            int32_t gust_kn;
            int32_t direction_deg;
            int32_t gust_direction_deg;
            int32_t sensor_type;
            int32_t forecast_speed_kn;
            int32_t forecast_gust_kn;
            int32_t forecast_direction_deg;
            struct ais_date_time forecast_time;
            int32_t forecast_duration_min;
        } wind;
        struct {
            int32_t is_depth; /* 0: relative to the datum */
            int32_t level_m_e2;
            int32_t trend;
            int32_t datum;
            int32_t sensor_type;
            int32_t forecast_is_depth;
            int32_t forecast_level_m_e2;
            struct ais_date_time forecast_time;
            int32_t forecast_duration_min;
        } water_level;
        struct {
            int32_t speed_1_kn_e1;
            int32_t set_1_deg;
            int32_t depth_1_m;
            int32_t speed_2_kn_e1;
            int32_t set_2_deg;
            int32_t depth_2_m;
            int32_t speed_3_kn_e1;
            int32_t set_3_deg;
            int32_t depth_3_m;
            int32_t sensor_type;
        } current;
        struct {
            int32_t north_1_kn_e1;
            int32_t east_1_kn_e1;
            int32_t up_1_kn_e1;
            int32_t depth_1_m;
            int32_t north_2_kn_e1;
            int32_t east_2_kn_e1;
            int32_t up_2_kn_e1;
            int32_t depth_2_m;
            int32_t sensor_type;
        } current_3d;
        struct {
            int32_t bearing_1_deg;
            int32_t distance_1_m;
            int32_t speed_1_kn_e1;
            int32_t set_1_deg;
            int32_t depth_1_m;
            int32_t bearing_2_deg;
            int32_t distance_2_m;
            int32_t speed_2_kn_e1;
            int32_t set_2_deg;
            int32_t depth_2_m;
        } horizontal;
        struct {
            int32_t swell_height_m_e1;
            int32_t swell_period_s;
            int32_t swell_direction_deg;
            int32_t beaufort;
            int32_t swell_sensor_type;
            int32_t water_celsius_e1; /* from -10 up */
            int32_t water_depth_m_e1; /* where the temperature was taken */
            int32_t water_sensor_type;
            int32_t wave_height_m_e1;
            int32_t wave_period_s;
            int32_t wave_direction_deg;
            int32_t wave_sensor_type;
            int32_t salinity_permille_e1;
        } sea;
        struct {
            int32_t water_celsius_e1; /* from -10 up */
            int32_t conductivity_s_per_m_e2;
            int32_t pressure_dbar_e1;
            int32_t salinity_permille_e1;
            int32_t salinity_type;
            int32_t sensor_type;
        } salinity;
        struct {
            int32_t air_celsius_e1;
            int32_t air_sensor_type;
            int32_t precipitation;
            int32_t visibility_nmi_e1;
            int32_t dew_point_celsius_e1;
            int32_t dew_point_sensor_type;
            int32_t pressure_hpa; /* less 799 */
            int32_t pressure_tendency;
            int32_t pressure_sensor_type;
            int32_t salinity_permille_e1;
        } weather;
        struct {
            int32_t air_draught_m_e2;
            int32_t gap_m_e2;
            int32_t trend;
            int32_t forecast_gap_m_e2;
            struct ais_date_time forecast_time;
        } air_gap;
        struct ais_data reserved; /* 11 to 15 */
    } of;
};
struct ais_environment {
    int32_t report_count;
    struct ais_sensor_report reports[AIS_SENSOR_REPORT_COUNT_MAX];
};

#endif
