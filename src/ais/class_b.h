/* SPDX-License-Identifier: Apache-2.0 */
/* Class B position reports: messages 18 and 19 (ITU-R M.1371-5 annex 8, 3.16 and 3.17).
 *
 * Numbers are raw, in the units named; AIS_MISSING where the payload ended before them. */
#ifndef AIS_CLASS_B_H
#define AIS_CLASS_B_H

#include "ais/layout.h"

/* Message 18. */
struct ais_class_b {
    int32_t reserved;
    int32_t speed; /* 0.1 knot */
    int32_t accuracy;
    int32_t longitude; /* 1/10,000 minute */
    int32_t latitude;  /* 1/10,000 minute */
    int32_t course;    /* 0.1 degree */
    int32_t heading;   /* degree */
    int32_t second;
    int32_t regional;
    int32_t cs_unit; /* 1: carrier-sense unit, 0: SOTDMA */
    int32_t display;
    int32_t dsc;
    int32_t band;
    int32_t message_22; /* 1: takes frequencies from message 22 */
    int32_t assigned;
    int32_t raim;
    int32_t radio;
};

/* Message 19. */
struct ais_class_b_extended {
    int32_t reserved;
    int32_t speed; /* 0.1 knot */
    int32_t accuracy;
    int32_t longitude; /* 1/10,000 minute */
    int32_t latitude;  /* 1/10,000 minute */
    int32_t course;    /* 0.1 degree */
    int32_t heading;   /* degree */
    int32_t second;
    int32_t regional;
    char ship_name[21];
    int32_t ship_type;
    int32_t to_bow_m;
    int32_t to_stern_m;
    int32_t to_port_m;
    int32_t to_starboard_m;
    int32_t epfd;
    int32_t raim;
    int32_t dte;
    int32_t assigned;
};

extern const struct ais_layout ais_class_b_layout;
extern const struct ais_layout ais_class_b_extended_layout;

#endif
