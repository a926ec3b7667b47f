/* SPDX-License-Identifier: Apache-2.0 */
/* Differential corrections for satellite navigation: message 17 (ITU-R M.1371-5 annex 8, 3.15).
 *
 * Numbers are raw, in the units named; AIS_MISSING where the payload ended before them. */
#ifndef AIS_DIFFERENTIAL_H
#define AIS_DIFFERENTIAL_H

#include "ais/layout.h"

/* Message 17. Without corrections it ends behind the latitude. */
struct ais_differential {
    int32_t longitude; /* 1/10 minute, of the reference station */
    int32_t latitude;  /* 1/10 minute */

    /* The two words before the corrections, without preamble and parity (ITU-R M.823). */
    int32_t dgnss_type;
    int32_t station_id;
    int32_t z_count;    /* 0.6 s */
    int32_t sequence;   /* 0 to 7 */
    int32_t word_count; /* that the sender says follow */
    int32_t health;
    struct ais_data words; /* 24 bits each */
};

extern const struct ais_layout ais_differential_layout;

#endif
