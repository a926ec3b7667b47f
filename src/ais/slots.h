/* SPDX-License-Identifier: Apache-2.0 */
/* Slots reserved by base stations: message 20 (ITU-R M.1371-5 annex 8, 3.18).
 *
 * Numbers are raw, in the units named; AIS_MISSING where the payload ended before them. */
#ifndef AIS_SLOTS_H
#define AIS_SLOTS_H

#include "ais/layout.h"

/* Message 20: one to four reservations, the rest AIS_MISSING; 0: not available. */
struct ais_slots {
    int32_t offset[4];     /* slots */
    int32_t slot_count[4]; /* consecutive ones */
    int32_t timeout_min[4];
    int32_t increment[4]; /* slots */
};

extern const struct ais_layout ais_slots_layout;

#endif
