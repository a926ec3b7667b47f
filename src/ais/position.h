/* SPDX-License-Identifier: Apache-2.0 */
/* Class A position reports: messages 1, 2 and 3 (ITU-R M.1371-5 annex 8, 3.1).
 *
 * Numbers are raw, in the units named; AIS_MISSING where the payload ended before them. */
#ifndef AIS_POSITION_H
#define AIS_POSITION_H

#include "ais/layout.h"

/* Message 1, 2 or 3. */
struct ais_position {
    int32_t navigation_status;
    int32_t turn;  /* 4.733 sqrt(degrees a minute); +-127: over 5 degrees in 30 s */
    int32_t speed; /* 0.1 knot */
    int32_t accuracy;
    int32_t longitude; /* 1/10,000 minute */
    int32_t latitude;  /* 1/10,000 minute */
    int32_t course;    /* 0.1 degree */
    int32_t heading;   /* degree */
    int32_t second;    /* UTC second; 61 to 63: no fix, see the clause */
    int32_t maneuver;
    int32_t raim;
    int32_t radio;
};

extern const struct ais_layout ais_position_layout;

#endif
