/* SPDX-License-Identifier: Apache-2.0 */
/* Who passed a line, when, and which way. */
#ifndef HISTORY_CROSSINGS_H
#define HISTORY_CROSSINGS_H

#include "geo/gate.h"
#include "history/reader.h"

struct history_crossing {
    uint32_t mmsi;
    enum history_class class_of;
    int64_t time_ms;
    int direction; /* as of geo_gate_crossed() */
};

/* Crossings of a gate from `from_ms` on, before `until_ms`. */
struct history_crossings {
    const struct geo_gate *gate; /* two points at least */
    int64_t from_ms;
    int64_t until_ms;
    int64_t gap_max_ms; /* between two positions that are taken as joined by a straight line */
    uint32_t mmsi;      /* 0: of all */
};

/* Gives every crossing, in no order. A ship crosses on the way from one of its positions to the
 * next of the same class, and is taken to go evenly; what came late and is not merged yet makes
 * ways of its own. False when the store could not be read on, with the reason, or `take` gave
 * false. */
bool history_crossings_read(struct history_reader *reader, const struct history_crossings *wanted,
                            bool (*take)(void *user, const struct history_crossing *crossing),
                            void *user, struct text *reason);

#endif
