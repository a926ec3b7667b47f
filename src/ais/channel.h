/* SPDX-License-Identifier: Apache-2.0 */
/* Channel management: message 22 (ITU-R M.1371-5 annex 8, 3.20).
 *
 * Numbers are raw, in the units named; AIS_MISSING where the payload ended before them. */
#ifndef AIS_CHANNEL_H
#define AIS_CHANNEL_H

#include "ais/layout.h"

/* Message 22 for an area. */
struct ais_channel_area {
    int32_t channel_a; /* number of ITU-R M.1084 */
    int32_t channel_b;
    int32_t txrx;         /* what is sent and received where, see the clause */
    int32_t power;        /* 1: low */
    int32_t ne_longitude; /* 1/10 minute */
    int32_t ne_latitude;
    int32_t sw_longitude;
    int32_t sw_latitude;
    int32_t addressed; /* 0 */
    int32_t band_a;
    int32_t band_b;
    int32_t zone_size; /* nautical miles less one */
};

/* Message 22 for one or two stations. */
struct ais_channel_addressed {
    int32_t channel_a;
    int32_t channel_b;
    int32_t txrx;
    int32_t power;
    int32_t dest_mmsi[2];
    int32_t addressed; /* 1 */
    int32_t band_a;
    int32_t band_b;
    int32_t zone_size;
};

/* The layout for these bits, at least AIS_CHANNEL_CHOICE_BITS. */
enum { AIS_CHANNEL_CHOICE_BITS = 140 };
const struct ais_layout *ais_channel_choose(struct ais_bits bits);

extern const struct ais_layout ais_channel_area_layout;
extern const struct ais_layout ais_channel_addressed_layout;

#endif
