/* SPDX-License-Identifier: Apache-2.0 */
/* Long-range position reports: message 27 (ITU-R M.1371-5 annex 8, 3.25).
 *
 * Numbers are raw, in the units named; AIS_MISSING where the payload ended before them. */
#ifndef AIS_LONG_RANGE_H
#define AIS_LONG_RANGE_H

#include "ais/layout.h"

/* Message 27. */
struct ais_long_range {
    int32_t accuracy;
    int32_t raim;
    int32_t navigation_status;
    int32_t longitude; /* 1/10 minute */
    int32_t latitude;  /* 1/10 minute */
    int32_t speed;     /* knot */
    int32_t course;    /* degree */
    int32_t gnss;      /* 1: the position is not the current GNSS position */
};

extern const struct ais_layout ais_long_range_layout;

#endif
