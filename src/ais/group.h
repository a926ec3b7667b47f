/* SPDX-License-Identifier: Apache-2.0 */
/* Assignments to a group of stations: message 23 (ITU-R M.1371-5 annex 8, 3.21).
 *
 * Numbers are raw, in the units named; AIS_MISSING where the payload ended before them. */
#ifndef AIS_GROUP_H
#define AIS_GROUP_H

#include "ais/layout.h"

/* Message 23: the stations in an area that are of these types. */
struct ais_group_assignment {
    int32_t ne_longitude; /* 1/10 minute */
    int32_t ne_latitude;
    int32_t sw_longitude;
    int32_t sw_latitude;
    int32_t station_type;
    int32_t ship_type; /* 0: all */
    int32_t txrx;
    int32_t interval; /* code of the clause's table 76 */
    int32_t quiet_min;
};

extern const struct ais_layout ais_group_assignment_layout;

#endif
