/* SPDX-License-Identifier: Apache-2.0 */
/* Binary messages: 6 and 8 (ITU-R M.1371-5 annex 8, 3.4 and 3.6), 25 and 26 (3.23 and 3.24).
 *
 * Numbers are raw, in the units named; AIS_MISSING where the payload ended before them. */
#ifndef AIS_BINARY_H
#define AIS_BINARY_H

#include "ais/layout.h"

/* Message 6. */
struct ais_binary_addressed {
    int32_t sequence_number;
    int32_t dest_mmsi;
    int32_t retransmit;
    int32_t dac; /* designated area code: who defined the data */
    int32_t fid; /* function identifier: what the data are */
    struct ais_data data;
};

/* Message 8. */
struct ais_binary_broadcast {
    int32_t dac;
    int32_t fid;
    struct ais_data data;
};

/* Message 25. The MMSI is there only when it is addressed, dac and fid when it is structured. */
struct ais_binary_single {
    int32_t addressed;
    int32_t structured;
    int32_t dest_mmsi;
    int32_t dac;
    int32_t fid;
    struct ais_data data;
};

/* Message 26, likewise. */
struct ais_binary_multiple {
    int32_t addressed;
    int32_t structured;
    int32_t dest_mmsi;
    int32_t dac;
    int32_t fid;
    struct ais_data data;
    int32_t radio; /* the communication state, with its selector */
};

/* The layouts of message 25 and 26 for these bits, at least AIS_BINARY_CHOICE_BITS. */
enum { AIS_BINARY_CHOICE_BITS = 40 };
const struct ais_layout *ais_binary_single_choose(struct ais_bits bits);
const struct ais_layout *ais_binary_multiple_choose(struct ais_bits bits);

extern const struct ais_layout ais_binary_addressed_layout;
extern const struct ais_layout ais_binary_broadcast_layout;
extern const struct ais_layout ais_binary_single_layout;
extern const struct ais_layout ais_binary_single_structured_layout;
extern const struct ais_layout ais_binary_single_addressed_layout;
extern const struct ais_layout ais_binary_single_addressed_structured_layout;
extern const struct ais_layout ais_binary_multiple_layout;
extern const struct ais_layout ais_binary_multiple_structured_layout;
extern const struct ais_layout ais_binary_multiple_addressed_layout;
extern const struct ais_layout ais_binary_multiple_addressed_structured_layout;

#endif
