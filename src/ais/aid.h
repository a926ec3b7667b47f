/* SPDX-License-Identifier: Apache-2.0 */
/* Aids to navigation: message 21 (ITU-R M.1371-5 annex 8, 3.19).
 *
 * Numbers are raw, in the units named; AIS_MISSING where the payload ended before them. */
#ifndef AIS_AID_H
#define AIS_AID_H

#include "ais/layout.h"

/* Message 21. */
struct ais_aid {
    int32_t aid_type;
    char name[35]; /* with its extension */
    int32_t accuracy;
    int32_t longitude; /* 1/10,000 minute */
    int32_t latitude;  /* 1/10,000 minute */
    int32_t to_bow_m;
    int32_t to_stern_m;
    int32_t to_port_m;
    int32_t to_starboard_m;
    int32_t epfd;
    int32_t second;
    int32_t off_position;
    int32_t regional;
    int32_t raim;
    int32_t virtual_aid;
    int32_t assigned;
};

extern const struct ais_layout ais_aid_layout;

#endif
