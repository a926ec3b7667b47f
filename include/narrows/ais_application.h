/* SPDX-License-Identifier: Apache-2.0 */
/* What the data of binary messages 6, 8, 25 and 26 say: one plain struct an application (IMO
 * SN.1/Circ.289 and SN/Circ.236, ITU-R M.1371 annex 5, inland AIS). Numbers, units and texts as in
 * narrows/ais_message.h; where a comment says "less N" or "from N up", that is what a count of 0
 * stands for. Where nothing else is said an application is one of SN.1/Circ.289. */
#ifndef NARROWS_AIS_APPLICATION_H
#define NARROWS_AIS_APPLICATION_H

#include "narrows/ais_weather.h"

/* DAC 1, FI 0: text (ITU-R M.1371-5 annex 5). */
struct ais_text_telegram {
    int32_t ack_required;
    int32_t text_sequence_number; /* 0: none */
    char text[157];
};

/* DAC 1, FI 1: application acknowledgement of M.1371-1. */
struct ais_text_acknowledge {
    int32_t acknowledged_dac;
    int32_t text_sequence_number;
};

/* DAC 1, FI 2: interrogation on one application (M.1371-5 annex 5). */
struct ais_message_interrogation {
    int32_t requested_dac;
    int32_t requested_fid;
};

/* DAC 1, FI 3: which applications of a DAC are there? (M.1371-5 annex 5). */
struct ais_capability_interrogation {
    int32_t requested_dac;
};

/* DAC 1, FI 4: which are (M.1371-5 annex 5). Two bits for each FI from 0 to 63: the first is 1
 * when it is there, the second 0. */
struct ais_capability_reply {
    int32_t requested_dac;
    struct ais_data capabilities;
};

/* DAC 1, FI 5: acknowledgement of an addressed message (M.1371-5 annex 5). */
struct ais_application_acknowledge {
    int32_t acknowledged_dac;
    int32_t acknowledged_fid;
    int32_t text_sequence_number;
    int32_t is_known; /* the application, to the receiver */
    int32_t response; /* 0: cannot answer, 1: received, 2: will answer, 3: able to, 4: not able */
};

/* DAC 1, FI 12: dangerous cargo indication (SN/Circ.236). */
struct ais_dangerous_cargo_old {
    char last_port[6];
    struct ais_date_time departure;
    char next_port[6];
    struct ais_date_time eta;
    char main_dangerous_good[21];
    char imd_category[5];
    int32_t un_number;
    int32_t amount;
    int32_t unit; /* 1: kg, 2: t, 3: kt */
};

/* DAC 1, FI 13: fairway closed (SN/Circ.236). */
struct ais_fairway_closed {
    char reason[21];
    char closed_from[21];
    char closed_to[21];
    int32_t radius; /* in the unit below */
    int32_t unit;   /* 0: m, 1: km, 2: nautical miles, 3: cables */
    int32_t from_day;
    int32_t from_month;
    int32_t from_hour;
    int32_t from_minute;
    int32_t to_day;
    int32_t to_month;
    int32_t to_hour;
    int32_t to_minute;
};

/* DAC 1, FI 14: tidal windows (SN/Circ.236). */
enum { AIS_TIDAL_WINDOW_COUNT_MAX = 3 };
struct ais_tidal_window_old {
    int32_t latitude_min_e4;
    int32_t longitude_min_e4;
    int32_t from_hour;
    int32_t from_minute;
    int32_t to_hour;
    int32_t to_minute;
    int32_t current_set_deg;
    int32_t current_speed_kn_e1;
};

struct ais_tidal_old {
    int32_t month;
    int32_t day;
    int32_t window_count;
    struct ais_tidal_window_old windows[AIS_TIDAL_WINDOW_COUNT_MAX];
};

/* DAC 1, FI 15: extended ship static and voyage related data (SN/Circ.236). */
struct ais_air_draught {
    int32_t air_draught_m_e1;
};

/* DAC 1, FI 16, and 40 of M.1371-1: number of persons on board. */
struct ais_persons {
    int32_t persons;
};

/* DAC 1, FI 17: VTS-generated or synthetic targets, up to four (annex, 6); FI 16 of
 * M.1371-1: up to seven. */
enum { AIS_VTS_TARGET_COUNT_MAX = 7 };
struct ais_vts_target {
    int32_t id_type; /* 0: MMSI, 1: IMO number, 2: call sign, 3: other */
    int32_t mmsi;    /* of type 0 */
    int32_t imo;
    char callsign[8];
    char other[8];
    int32_t latitude_min_e3;
    int32_t longitude_min_e3;
    int32_t course_deg;
    int32_t utc_second;
    int32_t speed_kn;
};
struct ais_vts_targets {
    int32_t target_count;
    struct ais_vts_target targets[AIS_VTS_TARGET_COUNT_MAX];
};

/* DAC 1, FI 18: clearance time to enter port (annex, 7). */
struct ais_port_clearance {
    int32_t linkage; /* names the message; 0: none */
    struct ais_date_time arrival;
    char port_name[21];
    char destination[6];
    int32_t longitude_min_e3;
    int32_t latitude_min_e3;
};

/* DAC 1, FI 19: marine traffic signal. */
struct ais_traffic_signal {
    int32_t linkage; /* names the message; 0: none */
    char station_name[21];
    int32_t longitude_min_e3;
    int32_t latitude_min_e3;
    int32_t status;
    int32_t signal;
    int32_t hour;
    int32_t minute;
    int32_t next_signal;
};

/* DAC 1, FI 20: berthing data. Services: 1: there, 2: no data, 0: not available. */
struct ais_berth {
    int32_t linkage; /* names the message; 0: none */
    int32_t berth_length_m;
    int32_t berth_depth_m_e1;
    int32_t mooring_position;
    struct ais_date_time arrival;
    int32_t services_are_known;
    int32_t agent;
    int32_t fuel;
    int32_t chandler;
    int32_t stevedore;
    int32_t electrical;
    int32_t water;
    int32_t customs;
    int32_t cartage;
    int32_t crane;
    int32_t lift;
    int32_t medical;
    int32_t navigation_repair;
    int32_t provisions;
    int32_t ship_repair;
    int32_t surveyor;
    int32_t steam;
    int32_t tugs;
    int32_t solid_waste;
    int32_t liquid_waste;
    int32_t hazardous_waste;
    int32_t ballast;
    int32_t additional;
    int32_t regional_1;
    int32_t regional_2;
    int32_t future_1;
    int32_t future_2;
    char berth_name[21];
    int32_t longitude_min_e3;
    int32_t latitude_min_e3;
};

/* DAC 1, FI 24: extended ship static and voyage related data. Equipment: 1: works, 2: does not,
 * 3: no data. Oils: 1: none, 2: aboard. */
struct ais_extended_voyage {
    int32_t linkage; /* names the message; 0: none */
    int32_t air_draught_m_e2;
    char last_port[6];
    char next_port[6];
    char second_port[6];
    int32_t ais_state;
    int32_t ata_state;
    int32_t bnwas_state;
    int32_t ecdis_backup_state;
    int32_t paper_chart_state;
    int32_t echo_sounder_state;
    int32_t plotting_aid_state;
    int32_t emergency_steering_state;
    int32_t gnss_state;
    int32_t gyro_compass_state;
    int32_t lrit_state;
    int32_t magnetic_compass_state;
    int32_t navtex_state;
    int32_t arpa_state;
    int32_t radar_s_band_state;
    int32_t radar_x_band_state;
    int32_t radio_hf_state;
    int32_t inmarsat_state;
    int32_t radio_mf_state;
    int32_t radio_vhf_state;
    int32_t log_over_ground_state;
    int32_t log_through_water_state;
    int32_t thd_state;
    int32_t track_control_state;
    int32_t vdr_state;
    int32_t ice_class;
    int32_t shaft_horsepower;
    int32_t vhf_channel;
    char lloyds_ship_type[8];
    int32_t gross_tonnage;
    int32_t lading; /* 1: laden, 2: ballast */
    int32_t heavy_oil;
    int32_t light_oil;
    int32_t diesel_oil;
    int32_t total_oil_t;
    int32_t persons;
};

/* DAC 1, FI 25: dangerous cargo indication. */
enum { AIS_CARGO_COUNT_MAX = 28 };
struct ais_cargo {
    int32_t code; /* which list of goods the next is of */
    int32_t subtype;
};

struct ais_dangerous_cargo {
    int32_t unit; /* 1: kg, 2: t, 3: kt */
    int32_t amount;
    int32_t cargo_count;
    struct ais_cargo cargos[AIS_CARGO_COUNT_MAX];
};

/* DAC 1, FI 29 and 30: text description. */
struct ais_text_description {
    int32_t linkage; /* names the message; 0: none */
    char text[158];
};

/* DAC 1, FI 32: tidal windows, up to three. */
struct ais_tidal_window {
    int32_t longitude_min_e3;
    int32_t latitude_min_e3;
    int32_t from_hour;
    int32_t from_minute;
    int32_t to_hour;
    int32_t to_minute;
    int32_t current_set_deg;
    int32_t current_speed_kn_e1;
};

struct ais_tidal {
    int32_t month;
    int32_t day;
    int32_t window_count;
    struct ais_tidal_window windows[AIS_TIDAL_WINDOW_COUNT_MAX];
};

/* DAC 1, FI 22 and 23: area notice, up to ten sub-areas (annex, 11). A polyline begins at the
 * circle or the polyline before it, a polygon at the circle: four points, each by bearing and
 * distance from the one before; a distance of 0 is no point. */
enum { AIS_SUB_AREA_COUNT_MAX = 10 };
struct ais_sub_area {
    int32_t
        shape; /* 0: circle or point, 1: rectangle, 2: sector, 3: polyline, 4: polygon, 5: text */
    int32_t scale; /* lengths were sent as a count of 10^scale m */
    int32_t longitude_min_e3;
    int32_t latitude_min_e3;
    int32_t precision; /* decimal places */
    int32_t radius_m;
    int32_t east_m; /* of a rectangle, from its south-west corner */
    int32_t north_m;
    int32_t orientation_deg;
    int32_t left_deg; /* of a sector */
    int32_t right_deg;
    int32_t bearing_half_deg[4]; /* halves of a degree */
    int32_t distance_m[4];
    char text[15];
    struct ais_data reserved; /* of shapes 6 and 7 */
};

struct ais_area_notice {
    int32_t linkage; /* names the message; 0: none */
    int32_t notice;  /* what it is; 126: cancelled */
    struct ais_date_time start;
    int32_t duration_min; /* 0: cancelled */
    int32_t sub_area_count;
    struct ais_sub_area sub_areas[AIS_SUB_AREA_COUNT_MAX];
};

/* DAC 200, FI 10: inland ship static and voyage related data. */
struct ais_inland_ship {
    char eni[9];
    int32_t length_m_e1;
    int32_t beam_m_e1;
    int32_t eri_type;
    int32_t hazard; /* blue cones; 4: B flag */
    int32_t draught_m_e2;
    int32_t loaded; /* 1: no, 2: yes by the standard; senders differ */
    int32_t speed_is_good;
    int32_t course_is_good;
    int32_t heading_is_good;
};

/* DAC 200, FI 21: ETA at a lock, bridge or terminal. */
struct ais_inland_eta {
    char country[3];
    char locode[4];
    char section[6];
    char terminal[6];
    char hectometre[6];
    struct ais_date_time eta;
    int32_t tugs;
    int32_t air_draught_m_e2;
};

/* DAC 200, FI 22: the RTA that answers it. */
struct ais_inland_rta {
    char country[3];
    char locode[4];
    char section[6];
    char terminal[6];
    char hectometre[6];
    struct ais_date_time rta;
    int32_t status; /* 0: operational, 1: limited, 2: out of order */
};

/* DAC 200, FI 23: EMMA warning of weather on a stretch of fairway. */
struct ais_emma_warning {
    int32_t start_year; /* less 2000 */
    int32_t start_month;
    int32_t start_day;
    int32_t end_year;
    int32_t end_month;
    int32_t end_day;
    int32_t start_hour;
    int32_t start_minute;
    int32_t end_hour;
    int32_t end_minute;
    int32_t start_east_min_e4;
    int32_t start_north_min_e4;
    int32_t end_east_min_e4;
    int32_t end_north_min_e4;
    int32_t warning;
    int32_t minimum; /* 254: or more */
    int32_t maximum;
    int32_t intensity;      /* 1: slight, 2: medium, 3: strong */
    int32_t wind_direction; /* 1: north, 2: north-east, to 8: north-west */
};

/* DAC 200, FI 24: water levels of up to four gauges. */
enum { AIS_GAUGE_COUNT_MAX = 4 };
struct ais_gauge {
    int32_t id;
    int32_t level_m_e2;
};

struct ais_water_levels {
    char country[3];
    int32_t gauge_count;
    struct ais_gauge gauges[AIS_GAUGE_COUNT_MAX];
};

/* DAC 200, FI 40: signal status. */
struct ais_signal_status {
    int32_t longitude_min_e4;
    int32_t latitude_min_e4;
    int32_t form;
    int32_t facing_deg;
    int32_t direction; /* 1: upstream, 2: downstream, 3: to the left bank, 4: to the right */
    int32_t lights;    /* nine decimal digits, one a light */
};

/* DAC 200, FI 55: number of persons on board. */
struct ais_inland_persons {
    int32_t crew;
    int32_t passengers;
    int32_t personnel;
};

/* DAC 235 and 250, FI 10: monitoring of aids to navigation (IALA A-126). Steps of 0.05 V. */
struct ais_aid_monitoring {
    int32_t supply_20_per_v;
    int32_t external_1_20_per_v;
    int32_t external_2_20_per_v;
    int32_t racon; /* 0: none, 1: not monitored, 2: works, 3: error */
    int32_t light; /* 0: none or not monitored, 1: on, 2: off, 3: error */
    int32_t alarm;
    int32_t inputs; /* digital, the highest bit is number 7 */
    int32_t off_position;
};

/* DAC 1, FI 27 and 28: a route (annex, 13). */
enum { AIS_WAYPOINT_COUNT_MAX = 16 };
struct ais_waypoint {
    int32_t longitude_min_e4;
    int32_t latitude_min_e4;
};
struct ais_route {
    int32_t linkage;
    int32_t sender; /* 0: ship, 1: authority */
    int32_t route_type;
    struct ais_date_time start;
    int32_t duration_min;
    int32_t waypoint_count;
    struct ais_waypoint waypoints[AIS_WAYPOINT_COUNT_MAX];
};

struct ais_layout;

struct ais_application {
    const struct ais_layout *layout;            /* NULL: not known, the data stay as they are */
    union {                                     /* by DAC and FI */
        struct ais_text_telegram text_telegram; /* DAC 1, FI 0 */
        struct ais_text_acknowledge text_acknowledge;                 /* DAC 1, FI 1 */
        struct ais_message_interrogation message_interrogation;       /* DAC 1, FI 2 */
        struct ais_capability_interrogation capability_interrogation; /* DAC 1, FI 3 */
        struct ais_capability_reply capability_reply;                 /* DAC 1, FI 4 */
        struct ais_application_acknowledge application_acknowledge;   /* DAC 1, FI 5 */
        struct ais_met_hydro_old met_hydro_old;                       /* DAC 1, FI 11 */
        struct ais_dangerous_cargo_old dangerous_cargo_old;           /* DAC 1, FI 12 */
        struct ais_fairway_closed fairway_closed;                     /* DAC 1, FI 13 */
        struct ais_tidal_old tidal_old;                               /* DAC 1, FI 14 */
        struct ais_air_draught air_draught;                           /* DAC 1, FI 15 */
        struct ais_persons persons;                                   /* DAC 1, FI 16 and 40 */
        struct ais_vts_targets vts_targets;                           /* DAC 1, FI 16 and 17 */
        struct ais_port_clearance port_clearance;                     /* DAC 1, FI 18 */
        struct ais_traffic_signal traffic_signal;                     /* DAC 1, FI 19 */
        struct ais_berth berth;                                       /* DAC 1, FI 20 */
        struct ais_weather_observation weather_observation;           /* DAC 1, FI 21 */
        struct ais_weather_wmo weather_wmo;                           /* DAC 1, FI 21 */
        struct ais_area_notice area_notice;                           /* DAC 1, FI 22 and 23 */
        struct ais_extended_voyage extended_voyage;                   /* DAC 1, FI 24 */
        struct ais_dangerous_cargo dangerous_cargo;                   /* DAC 1, FI 25 */
        struct ais_environment environment;                           /* DAC 1, FI 26 */
        struct ais_route route;                                       /* DAC 1, FI 27 and 28 */
        struct ais_text_description text_description;                 /* DAC 1, FI 29 and 30 */
        struct ais_met_hydro met_hydro;                               /* DAC 1, FI 31 */
        struct ais_tidal tidal;                                       /* DAC 1, FI 32 */
        struct ais_inland_ship inland_ship;                           /* DAC 200, FI 10 */
        struct ais_inland_eta inland_eta;                             /* DAC 200, FI 21 */
        struct ais_inland_rta inland_rta;                             /* DAC 200, FI 22 */
        struct ais_emma_warning emma_warning;                         /* DAC 200, FI 23 */
        struct ais_water_levels water_levels;                         /* DAC 200, FI 24 */
        struct ais_signal_status signal_status;                       /* DAC 200, FI 40 */
        struct ais_inland_persons inland_persons;                     /* DAC 200, FI 55 */
        struct ais_aid_monitoring aid_monitoring;                     /* DAC 235 and 250, FI 10 */
    } fields;
};

#endif
