/* SPDX-License-Identifier: Apache-2.0 */
/* Search and rescue aircraft position reports: message 9 (ITU-R M.1371-5 annex 8, 3.7).
 *
 * Numbers are raw, in the units named; AIS_MISSING where the payload ended before them. */
#ifndef AIS_SAR_AIRCRAFT_H
#define AIS_SAR_AIRCRAFT_H

#include "ais/layout.h"

/* Message 9. */
struct ais_sar_aircraft {
    int32_t altitude; /* m */
    int32_t speed;    /* knot */
    int32_t accuracy;
    int32_t longitude; /* 1/10,000 minute */
    int32_t latitude;  /* 1/10,000 minute */
    int32_t course;    /* 0.1 degree */
    int32_t second;
    int32_t regional;
    int32_t dte;
    int32_t assigned;
    int32_t raim;
    int32_t radio;
};

extern const struct ais_layout ais_sar_aircraft_layout;

#endif
