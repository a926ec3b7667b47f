/* SPDX-License-Identifier: Apache-2.0 */
/* Acknowledgements of messages 6 and 12: messages 7 and 13 (ITU-R M.1371-5 annex 8, 3.5).
 *
 * Numbers are raw, in the units named; AIS_MISSING where the payload ended before them. */
#ifndef AIS_ACKNOWLEDGE_H
#define AIS_ACKNOWLEDGE_H

#include "ais/layout.h"

/* Message 7 or 13: one to four that are acknowledged, the rest AIS_MISSING. */
struct ais_acknowledge {
    int32_t mmsi[4];
    int32_t sequence_number[4]; /* that the acknowledged message had */
};

extern const struct ais_layout ais_acknowledge_layout;

#endif
