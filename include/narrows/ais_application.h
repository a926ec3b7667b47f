/* SPDX-License-Identifier: Apache-2.0 */
/* What the data of binary messages 6, 8, 25 and 26 say: one plain struct an application (IMO
 * SN.1/Circ.289 and Circ.236, inland AIS). Numbers, units and texts as in narrows/ais_message.h. */
#ifndef NARROWS_AIS_APPLICATION_H
#define NARROWS_AIS_APPLICATION_H

#include "narrows/ais_value.h"

/* DAC 1, FI 27 and 28: a route (SN.1/Circ.289 annex, 8). */
enum { AIS_WAYPOINT_COUNT_MAX = 16 };
struct ais_waypoint {
    int32_t longitude_min_e4;
    int32_t latitude_min_e4;
};
struct ais_route {
    int32_t linkage;
    int32_t sender; /* 0: ship, 1: authority */
    int32_t route_type;
    int32_t month;
    int32_t day;
    int32_t hour;
    int32_t minute;
    int32_t duration_min;
    int32_t waypoint_count;
    struct ais_waypoint waypoints[AIS_WAYPOINT_COUNT_MAX];
};

struct ais_layout;

struct ais_application {
    const struct ais_layout *layout; /* NULL: not known, the data stay as they are */
    union {
        struct ais_route route; /* DAC 1, FI 27 and 28 */
    } fields;
};

#endif
