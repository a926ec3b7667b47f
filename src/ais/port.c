/* SPDX-License-Identifier: Apache-2.0 */
/* What ships and ports tell each other: SN.1/Circ.289 (targets: annex, 6; clearance: 7), and the
 * deprecated forms of SN/Circ.236 annex 2. Places of bits by gpsd's AIVDM.adoc and libais, ranges
 * by IALA's register of application-specific messages. Targets of M.1371-1 (FI 16) are real
 * traffic. */
#include "ais/application.h"

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_dangerous_cargo_old, member)
static const struct ais_field dangerous_cargo_old_fields[] = {
    {"lastport",  ROW(last_port),             0,  30, AIS_TEXT,     AIS_NEVER, 1, 0, 0},
    {"departure", ROW(departure),            30,  20, AIS_ETA,      AIS_NEVER, 1, 0, 0},
    {"nextport",  ROW(next_port),            50,  30, AIS_TEXT,     AIS_NEVER, 1, 0, 0},
    {"eta",       ROW(eta),                  80,  20, AIS_ETA,      AIS_NEVER, 1, 0, 0},
    {"dangerous", ROW(main_dangerous_good), 100, 120, AIS_TEXT,     AIS_NEVER, 1, 0, 0},
    {"imdcat",    ROW(imd_category),        220,  24, AIS_TEXT,     AIS_NEVER, 1, 0, 0},
    {"unid",      ROW(un_number),           244,  13, AIS_UNSIGNED,         0, 1, 0, 0},
    {"amount",    ROW(amount),              257,  10, AIS_UNSIGNED,         0, 1, 0, 0},
    {"unit",      ROW(unit),                267,   2, AIS_UNSIGNED,         0, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_dangerous_cargo_old_layout = {
    dangerous_cargo_old_fields,
    sizeof dangerous_cargo_old_fields / sizeof dangerous_cargo_old_fields[0],
    .title = "Dangerous cargo indication (Circ.236)",
    .core_bit_count = 100, .bit_count_min = 269, .bit_count_max = 272,
};

#define ROW(member) AIS_MEMBER(struct ais_fairway_closed, member)
static const struct ais_field fairway_closed_fields[] = {
    {"reason",    ROW(reason),        0, 120, AIS_TEXT,     AIS_NEVER, 1, 0, 0},
    {"closefrom", ROW(closed_from), 120, 120, AIS_TEXT,     AIS_NEVER, 1, 0, 0},
    {"closeto",   ROW(closed_to),   240, 120, AIS_TEXT,     AIS_NEVER, 1, 0, 0},
    {"radius",    ROW(radius),      360,  10, AIS_READING,       1001, 1, 0, 0},
    {"extunit",   ROW(unit),        370,   2, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"fday",      ROW(from_day),    372,   5, AIS_UNSIGNED,         0, 1, 0, 0},
    {"fmonth",    ROW(from_month),  377,   4, AIS_UNSIGNED,         0, 1, 0, 0},
    {"fhour",     ROW(from_hour),   381,   5, AIS_UNSIGNED,        24, 1, 0, 0},
    {"fminute",   ROW(from_minute), 386,   6, AIS_UNSIGNED,        60, 1, 0, 0},
    {"tday",      ROW(to_day),      392,   5, AIS_UNSIGNED,         0, 1, 0, 0},
    {"tmonth",    ROW(to_month),    397,   4, AIS_UNSIGNED,         0, 1, 0, 0},
    {"thour",     ROW(to_hour),     401,   5, AIS_UNSIGNED,        24, 1, 0, 0},
    {"tminute",   ROW(to_minute),   406,   6, AIS_UNSIGNED,        60, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_fairway_closed_layout = {
    fairway_closed_fields, sizeof fairway_closed_fields / sizeof fairway_closed_fields[0],
    .title = "Fairway closed",
    .core_bit_count = 360, .bit_count_min = 412, .bit_count_max = 416,
};

#define ROW(member) AIS_MEMBER(struct ais_tidal_window_old, member)
static const struct ais_field tidal_window_old_fields[] = {
    {"lat",       ROW(latitude_min_e4),      0, 27, AIS_SIGNED,    91 * 600000, 600000, 6, 0},
    {"lon",       ROW(longitude_min_e4),    27, 28, AIS_SIGNED,   181 * 600000, 600000, 6, 0},
    {"from_hour", ROW(from_hour),           55,  5, AIS_UNSIGNED,           24,      1, 0, 0},
    {"from_min",  ROW(from_minute),         60,  6, AIS_UNSIGNED,           60,      1, 0, 0},
    {"to_hour",   ROW(to_hour),             66,  5, AIS_UNSIGNED,           24,      1, 0, 0},
    {"to_min",    ROW(to_minute),           71,  6, AIS_UNSIGNED,           60,      1, 0, 0},
    {"cdir",      ROW(current_set_deg),     77,  9, AIS_READING,           360,      1, 0, 0},
    {"cspeed",    ROW(current_speed_kn_e1), 86,  7, AIS_UNSIGNED,          127,     10, 1, 0},
};
#undef ROW
static const struct ais_layout tidal_window_old_layout = {
    tidal_window_old_fields, sizeof tidal_window_old_fields / sizeof tidal_window_old_fields[0],
    .core_bit_count = 93, .bit_count_min = 93, .bit_count_max = 93,
};
static const struct ais_layout *const tidal_window_old_layouts[] = {&tidal_window_old_layout};

#define ROW(member) AIS_MEMBER(struct ais_tidal_old, member)
static const struct ais_field tidal_old_fields[] = {
    {"month", ROW(month), 0, 4, AIS_UNSIGNED, 0, 1, 0, 0},
    {"day",   ROW(day),   4, 5, AIS_UNSIGNED, 0, 1, 0, 0},
};
#undef ROW

static const struct ais_list tidal_windows_old = {
    "tidals", tidal_window_old_layouts, .first_bit = 9, .bit_count = 93,
    .count_max = AIS_TIDAL_WINDOW_COUNT_MAX, .offset = offsetof(struct ais_tidal_old, windows),
    .element_size = sizeof(struct ais_tidal_window_old),
    .count_offset = offsetof(struct ais_tidal_old, window_count),
};

const struct ais_layout ais_tidal_old_layout = {
    tidal_old_fields, sizeof tidal_old_fields / sizeof tidal_old_fields[0],
    .title = "Tidal window (Circ.236)",
    .core_bit_count = 102, .bit_count_min = 9, .bit_count_max = 9 + 3 * 93,
    .list = &tidal_windows_old,
};

#define ROW(member) AIS_MEMBER(struct ais_air_draught, member)
static const struct ais_field air_draught_fields[] = {
    {"airdraught", ROW(air_draught_m_e1), 0, 11, AIS_UNSIGNED, 0, 10, 1, 0},
};
#undef ROW

const struct ais_layout ais_air_draught_layout = {
    air_draught_fields, sizeof air_draught_fields / sizeof air_draught_fields[0],
    .title = "Extended ship static and voyage data (Circ.236)",
    .core_bit_count = 11, .bit_count_min = 11, .bit_count_max = 16,
};

#define ROW(member) AIS_MEMBER(struct ais_persons, member)
static const struct ais_field persons_fields[] = {
    {"persons", ROW(persons), 0, 13, AIS_UNSIGNED, 0, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_persons_layout = {
    persons_fields, sizeof persons_fields / sizeof persons_fields[0],
    .title = "Number of persons on board",
    .core_bit_count = 13, .bit_count_min = 13, .bit_count_max = 48,
};

#define ROW(member) AIS_MEMBER(struct ais_vts_target, member)
static const struct ais_field vts_mmsi_fields[] = {
    {"idtype", ROW(id_type),            0,  2, AIS_UNSIGNED, AIS_NEVER,     1, 0, 0},
    {"mmsi",   ROW(mmsi),              14, 30, AIS_UNSIGNED,         0,     1, 0, 0},
    {"lat",    ROW(latitude_min_e3),   48, 24, AIS_SIGNED,    NO_NORTH, 60000, 5, 0},
    {"lon",    ROW(longitude_min_e3),  72, 25, AIS_SIGNED,     NO_EAST, 60000, 5, 0},
    {"course", ROW(course_deg),        97,  9, AIS_READING,        360,     1, 0, 0},
    {"second", ROW(utc_second),       106,  6, AIS_READING,         60,     1, 0, 0},
    {"speed",  ROW(speed_kn),         112,  8, AIS_UNSIGNED,       255,     1, 0, 0},
};
#undef ROW
static const struct ais_layout vts_mmsi_layout = {
    vts_mmsi_fields, sizeof vts_mmsi_fields / sizeof vts_mmsi_fields[0],
    .title = "By MMSI",
    .core_bit_count = 120, .bit_count_min = 120, .bit_count_max = 120,
};

#define ROW(member) AIS_MEMBER(struct ais_vts_target, member)
static const struct ais_field vts_imo_fields[] = {
    {"idtype", ROW(id_type),            0,  2, AIS_UNSIGNED, AIS_NEVER,     1, 0, 0},
    {"imo",    ROW(imo),               14, 30, AIS_UNSIGNED,         0,     1, 0, 0},
    {"lat",    ROW(latitude_min_e3),   48, 24, AIS_SIGNED,    NO_NORTH, 60000, 5, 0},
    {"lon",    ROW(longitude_min_e3),  72, 25, AIS_SIGNED,     NO_EAST, 60000, 5, 0},
    {"course", ROW(course_deg),        97,  9, AIS_READING,        360,     1, 0, 0},
    {"second", ROW(utc_second),       106,  6, AIS_READING,         60,     1, 0, 0},
    {"speed",  ROW(speed_kn),         112,  8, AIS_UNSIGNED,       255,     1, 0, 0},
};
#undef ROW
static const struct ais_layout vts_imo_layout = {
    vts_imo_fields, sizeof vts_imo_fields / sizeof vts_imo_fields[0],
    .title = "By IMO number",
    .core_bit_count = 120, .bit_count_min = 120, .bit_count_max = 120,
};

#define ROW(member) AIS_MEMBER(struct ais_vts_target, member)
static const struct ais_field vts_callsign_fields[] = {
    {"idtype",   ROW(id_type),            0,  2, AIS_UNSIGNED, AIS_NEVER,     1, 0, 0},
    {"callsign", ROW(callsign),           2, 42, AIS_TEXT,     AIS_NEVER,     1, 0, 0},
    {"lat",      ROW(latitude_min_e3),   48, 24, AIS_SIGNED,    NO_NORTH, 60000, 5, 0},
    {"lon",      ROW(longitude_min_e3),  72, 25, AIS_SIGNED,     NO_EAST, 60000, 5, 0},
    {"course",   ROW(course_deg),        97,  9, AIS_READING,        360,     1, 0, 0},
    {"second",   ROW(utc_second),       106,  6, AIS_READING,         60,     1, 0, 0},
    {"speed",    ROW(speed_kn),         112,  8, AIS_UNSIGNED,       255,     1, 0, 0},
};
#undef ROW
static const struct ais_layout vts_callsign_layout = {
    vts_callsign_fields, sizeof vts_callsign_fields / sizeof vts_callsign_fields[0],
    .title = "By call sign",
    .core_bit_count = 120, .bit_count_min = 120, .bit_count_max = 120,
};

#define ROW(member) AIS_MEMBER(struct ais_vts_target, member)
static const struct ais_field vts_other_fields[] = {
    {"idtype", ROW(id_type),            0,  2, AIS_UNSIGNED, AIS_NEVER,     1, 0, 0},
    {"other",  ROW(other),              2, 42, AIS_TEXT,     AIS_NEVER,     1, 0, 0},
    {"lat",    ROW(latitude_min_e3),   48, 24, AIS_SIGNED,    NO_NORTH, 60000, 5, 0},
    {"lon",    ROW(longitude_min_e3),  72, 25, AIS_SIGNED,     NO_EAST, 60000, 5, 0},
    {"course", ROW(course_deg),        97,  9, AIS_READING,        360,     1, 0, 0},
    {"second", ROW(utc_second),       106,  6, AIS_READING,         60,     1, 0, 0},
    {"speed",  ROW(speed_kn),         112,  8, AIS_UNSIGNED,       255,     1, 0, 0},
};
#undef ROW
static const struct ais_layout vts_other_layout = {
    vts_other_fields, sizeof vts_other_fields / sizeof vts_other_fields[0],
    .title = "Other",
    .core_bit_count = 120, .bit_count_min = 120, .bit_count_max = 120,
};

static const struct ais_layout *const vts_target_layouts[] = {
    &vts_mmsi_layout, &vts_imo_layout, &vts_callsign_layout, &vts_other_layout,
};
static const struct ais_list vts_targets = {
    "targets", vts_target_layouts, .selector_bit_count = 2, .first_bit = 0, .bit_count = 120,
    .count_max = AIS_VTS_TARGET_COUNT_MAX, .offset = offsetof(struct ais_vts_targets, targets),
    .element_size = sizeof(struct ais_vts_target),
    .count_offset = offsetof(struct ais_vts_targets, target_count),
};

const struct ais_layout ais_vts_targets_layout = {
    .title = "VTS-generated targets",
    .core_bit_count = 120, .bit_count_min = 120, .bit_count_max = 7 * 120,
    .list = &vts_targets,
};

#define ROW(member) AIS_MEMBER(struct ais_port_clearance, member)
static const struct ais_field port_clearance_fields[] = {
    {"linkage",     ROW(linkage),            0,  10, AIS_UNSIGNED,         0,     1, 0, 0},
    {"arrival",     ROW(arrival),           10,  20, AIS_ETA,      AIS_NEVER,     1, 0, 0},
    {"portname",    ROW(port_name),         30, 120, AIS_TEXT,     AIS_NEVER,     1, 0, 0},
    {"destination", ROW(destination),      150,  30, AIS_TEXT,     AIS_NEVER,     1, 0, 0},
    {"lon",         ROW(longitude_min_e3), 180,  25, AIS_SIGNED,     NO_EAST, 60000, 5, 0},
    {"lat",         ROW(latitude_min_e3),  205,  24, AIS_SIGNED,    NO_NORTH, 60000, 5, 0},
};
#undef ROW

const struct ais_layout ais_port_clearance_layout = {
    port_clearance_fields, sizeof port_clearance_fields / sizeof port_clearance_fields[0],
    .title = "Clearance time to enter port",
    .core_bit_count = 229, .bit_count_min = 229, .bit_count_max = 272,
    .bit_count_sent = 272,
};

#define ROW(member) AIS_MEMBER(struct ais_traffic_signal, member)
static const struct ais_field traffic_signal_fields[] = {
    {"linkage",      ROW(linkage),            0,  10, AIS_UNSIGNED,         0,     1, 0, 0},
    {"station_name", ROW(station_name),      10, 120, AIS_TEXT,     AIS_NEVER,     1, 0, 0},
    {"lon",          ROW(longitude_min_e3), 130,  25, AIS_SIGNED,     NO_EAST, 60000, 5, 0},
    {"lat",          ROW(latitude_min_e3),  155,  24, AIS_SIGNED,    NO_NORTH, 60000, 5, 0},
    {"status",       ROW(status),           179,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"signal",       ROW(signal),           181,   5, AIS_UNSIGNED,         0,     1, 0, 0},
    {"hour",         ROW(hour),             186,   5, AIS_UNSIGNED,        24,     1, 0, 0},
    {"minute",       ROW(minute),           191,   6, AIS_UNSIGNED,        60,     1, 0, 0},
    {"nextsignal",   ROW(next_signal),      197,   5, AIS_UNSIGNED,         0,     1, 0, 0},
};
#undef ROW

const struct ais_layout ais_traffic_signal_layout = {
    traffic_signal_fields, sizeof traffic_signal_fields / sizeof traffic_signal_fields[0],
    .title = "Marine traffic signal",
    .core_bit_count = 179, .bit_count_min = 202, .bit_count_max = 304,
    .bit_count_sent = 304,
};

#define ROW(member) AIS_MEMBER(struct ais_berth, member)
static const struct ais_field berth_fields[] = {
    {"linkage",        ROW(linkage),              0,  10, AIS_UNSIGNED,         0,     1, 0, 0},
    {"berth_length",   ROW(berth_length_m),      10,   9, AIS_UNSIGNED,         0,     1, 0, 0},
    {"berth_depth",    ROW(berth_depth_m_e1),    19,   8, AIS_UNSIGNED,         0,    10, 1, 0},
    {"position",       ROW(mooring_position),    27,   3, AIS_UNSIGNED,         0,     1, 0, 0},
    {"arrival",        ROW(arrival),             30,  20, AIS_ETA,      AIS_NEVER,     1, 0, 0},
    {"availability",   ROW(services_are_known),  50,   1, AIS_BOOL,     AIS_NEVER,     1, 0, 0},
    {"agent",          ROW(agent),               51,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"fuel",           ROW(fuel),                53,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"chandler",       ROW(chandler),            55,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"stevedore",      ROW(stevedore),           57,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"electrical",     ROW(electrical),          59,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"water",          ROW(water),               61,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"customs",        ROW(customs),             63,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"cartage",        ROW(cartage),             65,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"crane",          ROW(crane),               67,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"lift",           ROW(lift),                69,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"medical",        ROW(medical),             71,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"navrepair",      ROW(navigation_repair),   73,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"provisions",     ROW(provisions),          75,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"shiprepair",     ROW(ship_repair),         77,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"surveyor",       ROW(surveyor),            79,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"steam",          ROW(steam),               81,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"tugs",           ROW(tugs),                83,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"solidwaste",     ROW(solid_waste),         85,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"liquidwaste",    ROW(liquid_waste),        87,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"hazardouswaste", ROW(hazardous_waste),     89,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"ballast",        ROW(ballast),             91,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"additional",     ROW(additional),          93,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"regional1",      ROW(regional_1),          95,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"regional2",      ROW(regional_2),          97,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"future1",        ROW(future_1),            99,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"future2",        ROW(future_2),           101,   2, AIS_UNSIGNED,         0,     1, 0, 0},
    {"berth_name",     ROW(berth_name),         103, 120, AIS_TEXT,     AIS_NEVER,     1, 0, 0},
    {"berth_lon",      ROW(longitude_min_e3),   223,  25, AIS_SIGNED,     NO_EAST, 60000, 5, 0},
    {"berth_lat",      ROW(latitude_min_e3),    248,  24, AIS_SIGNED,    NO_NORTH, 60000, 5, 0},
};
#undef ROW

const struct ais_layout ais_berth_layout = {
    berth_fields, sizeof berth_fields / sizeof berth_fields[0],
    .title = "Berthing data",
    .core_bit_count = 50, .bit_count_min = 272, .bit_count_max = 272,
};

#define ROW(member) AIS_MEMBER(struct ais_extended_voyage, member)
static const struct ais_field extended_voyage_fields[] = {
    {"linkage",        ROW(linkage),                    0, 10, AIS_UNSIGNED,         0,   1, 0, 0},
    {"airdraught",     ROW(air_draught_m_e2),          10, 13, AIS_UNSIGNED,         0, 100, 2, 0},
    {"lastport",       ROW(last_port),                 23, 30, AIS_TEXT,     AIS_NEVER,   1, 0, 0},
    {"nextport",       ROW(next_port),                 53, 30, AIS_TEXT,     AIS_NEVER,   1, 0, 0},
    {"secondport",     ROW(second_port),               83, 30, AIS_TEXT,     AIS_NEVER,   1, 0, 0},
    {"ais_state",      ROW(ais_state),                113,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"ata_state",      ROW(ata_state),                115,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"bnwas_state",    ROW(bnwas_state),              117,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"ecdisb_state",   ROW(ecdis_backup_state),       119,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"chart_state",    ROW(paper_chart_state),        121,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"sounder_state",  ROW(echo_sounder_state),       123,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"epaid_state",    ROW(plotting_aid_state),       125,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"steer_state",    ROW(emergency_steering_state), 127,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"gnss_state",     ROW(gnss_state),               129,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"gyro_state",     ROW(gyro_compass_state),       131,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"lrit_state",     ROW(lrit_state),               133,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"magcomp_state",  ROW(magnetic_compass_state),   135,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"navtex_state",   ROW(navtex_state),             137,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"arpa_state",     ROW(arpa_state),               139,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"sband_state",    ROW(radar_s_band_state),       141,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"xband_state",    ROW(radar_x_band_state),       143,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"hfradio_state",  ROW(radio_hf_state),           145,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"inmarsat_state", ROW(inmarsat_state),           147,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"mfradio_state",  ROW(radio_mf_state),           149,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"vhfradio_state", ROW(radio_vhf_state),          151,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"grndlog_state",  ROW(log_over_ground_state),    153,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"waterlog_state", ROW(log_through_water_state),  155,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"thd_state",      ROW(thd_state),                157,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"tcs_state",      ROW(track_control_state),      159,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"vdr_state",      ROW(vdr_state),                161,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"iceclass",       ROW(ice_class),                165,  4, AIS_UNSIGNED,        15,   1, 0, 0},
    {"horsepower",     ROW(shaft_horsepower),         169, 18, AIS_UNSIGNED,    262143,   1, 0, 0},
    {"vhfchan",        ROW(vhf_channel),              187, 12, AIS_UNSIGNED,         0,   1, 0, 0},
    {"lshiptype",      ROW(lloyds_ship_type),         199, 42, AIS_TEXT,     AIS_NEVER,   1, 0, 0},
    {"tonnage",        ROW(gross_tonnage),            241, 18, AIS_UNSIGNED,    262143,   1, 0, 0},
    {"lading",         ROW(lading),                   259,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"heavyoil",       ROW(heavy_oil),                261,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"lightoil",       ROW(light_oil),                263,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"dieseloil",      ROW(diesel_oil),               265,  2, AIS_UNSIGNED,         0,   1, 0, 0},
    {"totaloil",       ROW(total_oil_t),              267, 14, AIS_UNSIGNED,     16383,   1, 0, 0},
    {"persons",        ROW(persons),                  281, 13, AIS_UNSIGNED,         0,   1, 0, 0},
};
#undef ROW

const struct ais_layout ais_extended_voyage_layout = {
    extended_voyage_fields, sizeof extended_voyage_fields / sizeof extended_voyage_fields[0],
    .title = "Extended ship static and voyage data",
    .core_bit_count = 113, .bit_count_min = 294, .bit_count_max = 304,
    .bit_count_sent = 304,
};

#define ROW(member) AIS_MEMBER(struct ais_cargo, member)
static const struct ais_field cargo_fields[] = {
    {"code",    ROW(code),    0,  4, AIS_UNSIGNED, 0, 1, 0, 0},
    {"subtype", ROW(subtype), 4, 13, AIS_UNSIGNED, 0, 1, 0, 0},
};
#undef ROW
static const struct ais_layout cargo_layout = {
    cargo_fields, sizeof cargo_fields / sizeof cargo_fields[0],
    .core_bit_count = 17, .bit_count_min = 17, .bit_count_max = 17,
};
static const struct ais_layout *const cargo_layouts[] = {&cargo_layout};

#define ROW(member) AIS_MEMBER(struct ais_dangerous_cargo, member)
static const struct ais_field dangerous_cargo_fields[] = {
    {"unit",   ROW(unit),   0,  2, AIS_UNSIGNED, 0, 1, 0, 0},
    {"amount", ROW(amount), 2, 10, AIS_UNSIGNED, 0, 1, 0, 0},
};
#undef ROW

static const struct ais_list cargos = {
    "cargos", cargo_layouts, .first_bit = 12, .bit_count = 17,
    .count_max = AIS_CARGO_COUNT_MAX, .offset = offsetof(struct ais_dangerous_cargo, cargos),
    .element_size = sizeof(struct ais_cargo),
    .count_offset = offsetof(struct ais_dangerous_cargo, cargo_count),
};

const struct ais_layout ais_dangerous_cargo_layout = {
    dangerous_cargo_fields, sizeof dangerous_cargo_fields / sizeof dangerous_cargo_fields[0],
    .title = "Dangerous cargo indication",
    .core_bit_count = 12, .bit_count_min = 12, .bit_count_max = 12 + 28 * 17,
    .list = &cargos,
};

#define ROW(member) AIS_MEMBER(struct ais_text_description, member)
static const struct ais_field text_description_fields[] = {
    {"linkage", ROW(linkage),  0,  10, AIS_UNSIGNED,         0, 1, 0, 0},
    {"text",    ROW(text),    10, 942, AIS_TEXT,     AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_text_description_layout = {
    text_description_fields, sizeof text_description_fields / sizeof text_description_fields[0],
    .title = "Text description",
    .core_bit_count = 16, .bit_count_min = 16, .bit_count_max = 952,
};

#define ROW(member) AIS_MEMBER(struct ais_tidal_window, member)
#define NONE(member, sent) AIS_MEMBER_ABSENT(struct ais_tidal_window, member, sent)
static const struct ais_field tidal_window_fields[] = {
    {"lon",       ROW(longitude_min_e3),  0, 25, AIS_SIGNED,    NO_EAST, 60000, 5, 0},
    {"lat",       ROW(latitude_min_e3),  25, 24, AIS_SIGNED,   NO_NORTH, 60000, 5, 0},
    {"from_hour", ROW(from_hour),        49,  5, AIS_UNSIGNED,       24,     1, 0, 0},
    {"from_min",  ROW(from_minute),      54,  6, AIS_UNSIGNED,       60,     1, 0, 0},
    {"to_hour",   ROW(to_hour),          60,  5, AIS_UNSIGNED,       24,     1, 0, 0},
    {"to_min",    ROW(to_minute),        65,  6, AIS_UNSIGNED,       60,     1, 0, 0},
    {"cdir",      ROW(current_set_deg),  71,  9, AIS_READING,       360,     1, 0, 0},
    {"cspeed",    NONE(current_speed_kn_e1, 255), 80, 8, AIS_READING,  252, 10, 1, 0},
};
#undef NONE
#undef ROW
static const struct ais_layout tidal_window_layout = {
    tidal_window_fields, sizeof tidal_window_fields / sizeof tidal_window_fields[0],
    .core_bit_count = 88, .bit_count_min = 88, .bit_count_max = 88,
};
static const struct ais_layout *const tidal_window_layouts[] = {&tidal_window_layout};

#define ROW(member) AIS_MEMBER(struct ais_tidal, member)
static const struct ais_field tidal_fields[] = {
    {"month", ROW(month), 0, 4, AIS_UNSIGNED, 0, 1, 0, 0},
    {"day",   ROW(day),   4, 5, AIS_UNSIGNED, 0, 1, 0, 0},
};
#undef ROW

static const struct ais_list tidal_windows = {
    "tidals", tidal_window_layouts, .first_bit = 9, .bit_count = 88,
    .count_max = AIS_TIDAL_WINDOW_COUNT_MAX, .offset = offsetof(struct ais_tidal, windows),
    .element_size = sizeof(struct ais_tidal_window),
    .count_offset = offsetof(struct ais_tidal, window_count),
};

const struct ais_layout ais_tidal_layout = {
    tidal_fields, sizeof tidal_fields / sizeof tidal_fields[0],
    .title = "Tidal window",
    .core_bit_count = 97, .bit_count_min = 9, .bit_count_max = 9 + 3 * 88,
    .list = &tidal_windows,
};
/* clang-format on */
