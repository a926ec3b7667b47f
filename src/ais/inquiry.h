/* SPDX-License-Identifier: Apache-2.0 */
/* Inquiries for time and date: message 10 (ITU-R M.1371-5 annex 8, 3.8).
 *
 * Numbers are raw, in the units named; AIS_MISSING where the payload ended before them. */
#ifndef AIS_INQUIRY_H
#define AIS_INQUIRY_H

#include "ais/layout.h"

/* Message 10. */
struct ais_inquiry {
    int32_t dest_mmsi;
};

extern const struct ais_layout ais_inquiry_layout;

#endif
