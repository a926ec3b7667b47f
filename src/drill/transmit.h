/* SPDX-License-Identifier: Apache-2.0 */
/* What a craft says, as bits (ITU-R M.1371-5 annex 8), quantised as AIS does. */
#ifndef DRILL_TRANSMIT_H
#define DRILL_TRANSMIT_H

#include "ais/bits.h"
#include "drill/craft.h"

/* Which of her messages. */
enum drill_saying {
    DRILL_SAYS_POSITION,
    DRILL_SAYS_STATIC,   /* message 5, or 24 A */
    DRILL_SAYS_STATIC_B, /* 24 B */
    DRILL_SAYS_TEXT,     /* 14 */
};

struct drill_report {
    const struct drill_craft *craft;
    enum drill_saying saying;
    struct drill_motion motion; /* as her receiver has it */
    bool has_position;
    bool is_itdma;
    uint32_t radio;
    int64_t time_ms; /* of the fix, UTC */
};

/* The payload; its bits. */
size_t drill_transmit_write(const struct drill_report *report,
                            uint8_t bytes[static AIS_PAYLOAD_BYTES_MAX]);

/* How many slots a payload of so many bits takes: a slot has 256, of which the first has 168 for
 * it (annex 2, 3.2.2). */
unsigned drill_transmit_slot_count(size_t bit_count);

#endif
