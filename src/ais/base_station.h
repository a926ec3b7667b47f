/* SPDX-License-Identifier: Apache-2.0 */
/* Base station reports: messages 4 and 11 (ITU-R M.1371-5 annex 8, 3.2).
 *
 * Numbers are raw, in the units named; AIS_MISSING where the payload ended before them. */
#ifndef AIS_BASE_STATION_H
#define AIS_BASE_STATION_H

#include "ais/layout.h"

/* Message 4, or 11 as the answer of a mobile station. */
struct ais_base_station {
    struct ais_date_time time;
    int32_t accuracy;
    int32_t longitude; /* 1/10,000 minute */
    int32_t latitude;  /* 1/10,000 minute */
    int32_t epfd;
    int32_t raim;
    int32_t radio;
};

extern const struct ais_layout ais_base_station_layout;

#endif
