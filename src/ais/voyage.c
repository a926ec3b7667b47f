/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"

#include <stddef.h>

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_voyage, member)
static const struct ais_field voyage_fields[] = {
    {"ais_version",  ROW(ais_version),     38,   2, AIS_UNSIGNED, AIS_NEVER,  1, 0, 0},
    {"imo",          ROW(imo),             40,  30, AIS_UNSIGNED,         0,  1, 0, 0},
    {"callsign",     ROW(callsign),        70,  42, AIS_TEXT,     AIS_NEVER,  1, 0, 0},
    {"shipname",     ROW(ship_name),      112, 120, AIS_TEXT,     AIS_NEVER,  1, 0, 0},
    {"shiptype",     ROW(ship_type),      232,   8, AIS_UNSIGNED,         0,  1, 0, 0},
    {"to_bow",       ROW(to_bow_m),       240,   9, AIS_UNSIGNED, AIS_NEVER,  1, 0, 0},
    {"to_stern",     ROW(to_stern_m),     249,   9, AIS_UNSIGNED, AIS_NEVER,  1, 0, 0},
    {"to_port",      ROW(to_port_m),      258,   6, AIS_UNSIGNED, AIS_NEVER,  1, 0, 0},
    {"to_starboard", ROW(to_starboard_m), 264,   6, AIS_UNSIGNED, AIS_NEVER,  1, 0, 0},
    {"epfd",         ROW(epfd),           270,   4, AIS_UNSIGNED, AIS_NEVER,  1, 0, 0},
    {"eta",          ROW(eta),            274,  20, AIS_ETA,      AIS_NEVER,  1, 0, 0},
    {"draught",      ROW(draught_m_e1),   294,   8, AIS_UNSIGNED,         0, 10, 1, 0},
    {"destination",  ROW(destination),    302, 120, AIS_TEXT,     AIS_NEVER,  1, 0, 0},
    {"dte",          ROW(dte),            422,   1, AIS_UNSIGNED, AIS_NEVER,  1, 0, 0},
};
#undef ROW

const struct ais_layout ais_voyage_layout = {
    voyage_fields, sizeof voyage_fields / sizeof voyage_fields[0],
    .title = "Static and voyage data, class A",
    .core_bit_count = 232, .bit_count_min = 424, .bit_count_max = 424,
};
/* clang-format on */
