/* SPDX-License-Identifier: Apache-2.0 */
/* Class B static data in parts: message 24 (ITU-R M.1371-5 annex 8, 3.22).
 *
 * Numbers are raw, in the units named; AIS_MISSING where the payload ended before them. */
#ifndef AIS_STATIC_REPORT_H
#define AIS_STATIC_REPORT_H

#include "ais/layout.h"

/* Message 24, part A. */
struct ais_static_a {
    char ship_name[21];
};

/* Message 24, part B. */
struct ais_static_b {
    int32_t ship_type;
    char vendor_id[4]; /* the maker's three letters */
    int32_t vendor_model;
    int32_t vendor_serial;
    char callsign[8];
    int32_t to_bow_m;
    int32_t to_stern_m;
    int32_t to_port_m;
    int32_t to_starboard_m;
    int32_t epfd;
};

/* Message 24, part B of an auxiliary craft (MMSI 98...): its mother ship instead of dimensions. */
struct ais_static_b_auxiliary {
    int32_t ship_type;
    char vendor_id[4];
    int32_t vendor_model;
    int32_t vendor_serial;
    char callsign[8];
    int32_t mothership_mmsi;
    int32_t epfd;
};

/* An auxiliary craft, associated with a mother ship (ITU-R M.585: 98MIDXXXX). */
bool ais_static_is_auxiliary(uint32_t mmsi);

/* The layout for these bits, at least AIS_STATIC_CHOICE_BITS; NULL for a part that does not exist.
 */
enum { AIS_STATIC_CHOICE_BITS = 40 };
const struct ais_layout *ais_static_choose(struct ais_bits bits);

extern const struct ais_layout ais_static_a_layout;
extern const struct ais_layout ais_static_b_layout;
extern const struct ais_layout ais_static_b_auxiliary_layout;

#endif
