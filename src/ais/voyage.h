/* SPDX-License-Identifier: Apache-2.0 */
/* Class A static and voyage data: message 5 (ITU-R M.1371-5 annex 8, 3.3).
 *
 * Numbers are raw, in the units named; AIS_MISSING where the payload ended before them. */
#ifndef AIS_VOYAGE_H
#define AIS_VOYAGE_H

#include "ais/layout.h"

/* Message 5. */
struct ais_voyage {
    int32_t ais_version;
    int32_t imo;
    char callsign[8];
    char ship_name[21];
    int32_t ship_type;
    int32_t to_bow_m;
    int32_t to_stern_m;
    int32_t to_port_m;
    int32_t to_starboard_m;
    int32_t epfd;
    struct ais_date_time eta;
    int32_t draught; /* 0.1 m */
    char destination[21];
    int32_t dte; /* 0: data terminal available */
};

extern const struct ais_layout ais_voyage_layout;

#endif
