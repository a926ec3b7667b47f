/* SPDX-License-Identifier: Apache-2.0 */
/* Every crossing of every gate, as tracks tell: seen between two reports, or inferred where the
 * reports are far apart. */
#ifndef REPORT_PASSING_H
#define REPORT_PASSING_H

#include "geo/gate.h"
#include "report/job.h"

enum {
    REPORT_GATE_COUNT_MAX = 256,
    REPORT_PAIR_COUNT_MAX = 64,
    REPORT_PAIR_GATE_COUNT_MAX = 8,
    REPORT_PASSING_COUNT_MAX = 1 << 24,
    REPORT_GAP_MIN = 10,          /* reports farther apart: what is between is inferred */
    REPORT_INFER_MIN_KN = 1,      /* and only where she kept moving, */
    REPORT_INFER_MAX_KN = 25,     /* no faster than this, */
    REPORT_INFER_MAX_H = 30 * 24, /* and came back within this */
};

struct report_gate {
    const struct geo_waters_feature *feature;
    struct geo_gate line;
    struct geo_point middle;
    int towards; /* 1 or -1: the direction of crossing that leads up the order of its pair */
    int pair;    /* -1: none */
};

/* Gates that are passed one after another, by their order. */
struct report_pair {
    const char *id;
    size_t gate_count;
    size_t gates[REPORT_PAIR_GATE_COUNT_MAX];
};

struct report_gates {
    size_t gate_count;
    struct report_gate gates[REPORT_GATE_COUNT_MAX];
    size_t pair_count; /* of two gates at least */
    struct report_pair pairs[REPORT_PAIR_COUNT_MAX];
};

/* The gates of waters, which keep what it points to. False, with the reason, when there are none or
 * too many. */
bool report_gates_find(const struct geo_waters *waters, struct report_gates *gates,
                       struct text *reason);

struct report_passing {
    uint32_t gate;
    int8_t direction; /* as geo_gate_crossed(): 1 or -1 */
    bool is_inferred;
    uint32_t mmsi;
    int64_t time_ms;
    struct geo_point place;
};

struct report_passings {
    const struct report_gates *gates;
    const struct geo_land *land;
    size_t count;
    size_t count_max;
    struct report_passing *crossings;
    bool is_cut; /* there was no memory for more */
};

void report_passings_init(struct report_passings *crossings, const struct report_gates *gates,
                          const struct geo_land *land);
void report_passings_release(struct report_passings *crossings);

/* Adds those of a track. False when there is no memory. */
bool report_passings_add(struct report_passings *crossings, const struct report_track *track);

#endif
