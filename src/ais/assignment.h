/* SPDX-License-Identifier: Apache-2.0 */
/* Assigned mode: message 16 (ITU-R M.1371-5 annex 8, 3.14).
 *
 * Numbers are raw, in the units named; AIS_MISSING where the payload ended before them. */
#ifndef AIS_ASSIGNMENT_H
#define AIS_ASSIGNMENT_H

#include "ais/layout.h"

/* Message 16: one or two stations, the second AIS_MISSING when it was not sent. */
struct ais_assignment {
    int32_t mmsi[2];
    int32_t offset[2];    /* slots; with increment 0 the reports in ten minutes */
    int32_t increment[2]; /* slots */
};

extern const struct ais_layout ais_assignment_layout;

#endif
