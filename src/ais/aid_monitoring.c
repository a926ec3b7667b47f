/* SPDX-License-Identifier: Apache-2.0 */
/* Monitoring of aids to navigation: IALA A-126, by gpsd's AIVDM.adoc and IALA's register of
 * application-specific messages (Trinity House); real traffic of both DACs. */
#include "ais/application.h"

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_aid_monitoring, member)
static const struct ais_field aid_monitoring_fields[] = {
    {"ana_int",  ROW(supply_20_per_v),      0, 10, AIS_UNSIGNED,         0, 20, 2, 0},
    {"ana_ext1", ROW(external_1_20_per_v), 10, 10, AIS_UNSIGNED,         0, 20, 2, 0},
    {"ana_ext2", ROW(external_2_20_per_v), 20, 10, AIS_UNSIGNED,         0, 20, 2, 0},
    {"racon",    ROW(racon),               30,  2, AIS_UNSIGNED, AIS_NEVER,  1, 0, 0},
    {"light",    ROW(light),               32,  2, AIS_UNSIGNED, AIS_NEVER,  1, 0, 0},
    {"alarm",    ROW(alarm),               34,  1, AIS_BOOL,     AIS_NEVER,  1, 0, 0},
    {"stat_ext", ROW(inputs),              35,  8, AIS_UNSIGNED, AIS_NEVER,  1, 0, 0},
    {"off_pos",  ROW(off_position),        43,  1, AIS_BOOL,     AIS_NEVER,  1, 0, 0},
};
#undef ROW

const struct ais_layout ais_aid_monitoring_layout = {
    aid_monitoring_fields, sizeof aid_monitoring_fields / sizeof aid_monitoring_fields[0],
    .title = "Monitoring of aids to navigation",
    .core_bit_count = 44, .bit_count_min = 44, .bit_count_max = 48,
};
/* clang-format on */
