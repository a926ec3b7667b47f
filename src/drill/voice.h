/* SPDX-License-Identifier: Apache-2.0 */
/* When a craft speaks, and what: reporting intervals (ITU-R M.1371-5 annex 1, tables 1 and 2),
 * bursts of beacons (annex 9). */
#ifndef DRILL_VOICE_H
#define DRILL_VOICE_H

#include "drill/craft.h"
#include "drill/slots.h"
#include "drill/transmit.h"

enum {
    DRILL_SLOTS_PER_MINUTE = DRILL_FRAME_SLOTS,
    DRILL_THREADS = 2, /* of speech: reports of position, and static data */
};

struct drill_voice {
    struct drill_schedule schedule;
    int64_t next[DRILL_THREADS]; /* slots */
    double lower_since_s;        /* a longer interval would do from then on; NAN: not */
    struct geo_point cell;       /* where she is counted */
    bool is_counted, is_silent;
    uint8_t burst_index, burst_timeout, part;
    int16_t burst_shift;
    int64_t burst_from; /* or, without a schedule, the nominal slot */
    int64_t last;       /* slot in which she spoke */
    double noise_east_m, noise_north_m, noise_s;
};

/* What all craft share. */
struct drill_ether {
    struct drill_slot_map *map;
    struct drill_random random;
    uint32_t minute_of_day_0; /* of slot 0 */
    double start_s;           /* of slot 0, in the drill's time: not above 0 */
    double gnss_noise_m;
};

/* In the drill's time. */
double drill_voice_slot_s(const struct drill_ether *ether, int64_t slot);

/* The interval of table 1 or 2 for what she does. */
double drill_voice_interval_s(const struct drill_craft *craft, const struct drill_motion *motion);

/* Begins to speak, at that slot or soon behind it. */
void drill_voice_start(struct drill_voice *voice, struct drill_ether *ether,
                       const struct drill_craft *craft, int64_t slot);

/* What is said. `report->craft` is NULL when she says nothing now. */
struct drill_speech {
    struct drill_report report;
    unsigned channel;
};

/* Speaks on that thread, whose slot is due, and sets its next one. */
struct drill_speech drill_voice_speak(struct drill_voice *voice, struct drill_ether *ether,
                                      const struct drill_craft *craft, int thread);

#endif
