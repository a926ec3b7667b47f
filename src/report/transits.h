/* SPDX-License-Identifier: Apache-2.0 */
/* From crossings to passages: which crossings are one passage, and which are none.
 *
 * Through one gate: a crossing is a passage, unless the ship comes back through it within
 * REPORT_BACK_H, and has turned back; the same way again within REPORT_AGAIN_H is the same passage.
 * Through a pair: in through its first or last gate and out through the other within
 * REPORT_THROUGH_H; out where she came in is turned back, later is stayed. */
#ifndef REPORT_TRANSITS_H
#define REPORT_TRANSITS_H

#include "report/passing.h"

enum {
    REPORT_THROUGH_H = 24,
    REPORT_AGAIN_H = 6,
    REPORT_BACK_H = 6,
    REPORT_ONCE_H = 48,   /* PortWatch's rule: a ship once in this, whichever way */
    REPORT_BEFORE_H = 72, /* what is looked at before the period */
};

enum report_fate {
    REPORT_OBSERVED,    /* each crossing lies between two reports at most REPORT_GAP_MIN apart */
    REPORT_INFERRED,    /* passed as well, but a crossing was not seen */
    REPORT_TURNED_BACK, /* came back where she went in: no passage */
    REPORT_STAYED,      /* went through both gates of a pair, but was long between them: none */
    REPORT_FATE_COUNT,
};

struct report_transit {
    size_t line;   /* a gate; behind those, a pair */
    int direction; /* through a gate as geo_gate_crossed(), through a pair 1 up its order; 0: any */
    enum report_fate fate;
    uint64_t identity; /* report_ship_identity() */
    uint32_t mmsi;
    int64_t time_ms; /* at which she crossed the gate, or left the pair; who turned back through a
                        gate: first crossed it */
    struct geo_point place;
};

struct report_transits {
    const struct report_job *job;
    struct report_gates gates;
    struct report_passings crossings;
    struct report_fleet *ships;
    bool is_cut; /* there was no memory */
    size_t count;
    size_t count_max;
    struct report_transit *transits; /* in the job's period, by time */
};

/* False, with the reason, and nothing to release. */
bool report_transits_find(const struct report_job *job, struct report_transits *all,
                          struct report_input *input, struct text *reason);
void report_transits_release(struct report_transits *all);

/* The id of a gate or pair. */
const char *report_transits_line(const struct report_transits *all, size_t line);

/* The eighth of the compass to which a direction leads: "NE"; "any". */
const char *report_transits_direction(const struct report_transits *all, size_t line,
                                      int direction);

#endif
