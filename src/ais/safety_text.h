/* SPDX-License-Identifier: Apache-2.0 */
/* Safety-related texts: messages 12 and 14 (ITU-R M.1371-5 annex 8, 3.10 and 3.12).
 *
 * Numbers are raw, in the units named; AIS_MISSING where the payload ended before them. */
#ifndef AIS_SAFETY_TEXT_H
#define AIS_SAFETY_TEXT_H

#include "ais/layout.h"

/* Message 12: to one station. */
struct ais_safety_text_addressed {
    int32_t sequence_number;
    int32_t dest_mmsi;
    int32_t retransmit;
    char text[157];
};

/* Message 14: to all. */
struct ais_safety_text {
    char text[162];
};

extern const struct ais_layout ais_safety_text_addressed_layout;
extern const struct ais_layout ais_safety_text_layout;

#endif
