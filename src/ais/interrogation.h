/* SPDX-License-Identifier: Apache-2.0 */
/* Interrogations: message 15 (ITU-R M.1371-5 annex 8, 3.13).
 *
 * Numbers are raw, in the units named; AIS_MISSING where the payload ended before them. */
#ifndef AIS_INTERROGATION_H
#define AIS_INTERROGATION_H

#include "ais/layout.h"

/* Message 15: one or two messages of a first station, one of a second; the rest AIS_MISSING. */
struct ais_interrogation {
    int32_t mmsi_1;
    int32_t type_1_1;   /* of the message that is asked for; 0: none */
    int32_t offset_1_1; /* slots to the answer */
    int32_t type_1_2;
    int32_t offset_1_2;
    int32_t mmsi_2;
    int32_t type_2_1;
    int32_t offset_2_1;
};

extern const struct ais_layout ais_interrogation_layout;

#endif
