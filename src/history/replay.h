/* SPDX-License-Identifier: Apache-2.0 */
/* What a journal has, back into a tail: for the writer after a stop, and for readers. */
#ifndef HISTORY_REPLAY_H
#define HISTORY_REPLAY_H

#include "base/text.h"
#include "history/record.h"
#include "history/tail.h"

enum { HISTORY_STATION_NUMBER_COUNT = 1 << 16, HISTORY_STATION_NAME_BYTES = 32 };

struct history_replay {
    struct history_tail *tail;
    struct history_hearers *hearers; /* the tail's */

    /* The number that a station of this number and name has now. */
    uint16_t (*station)(void *user, uint16_t number, const char *name);
    /* Takes a report, of which the station has its new number. */
    void (*report)(void *user, const struct evidence_report *report);
    void *user;

    uint64_t report_count;
    uint64_t cut_size; /* bytes behind the last whole frame */
    uint16_t numbers[HISTORY_STATION_NUMBER_COUNT];
    struct history_columns columns;
};

/* Replays the newest journal in `directory`. No journal is no failure. False, with the reason, when
 * it cannot be. */
bool history_replay_run(struct history_replay *replay, const char *directory, struct text *reason);

/* A report's position into a tail, a copy's station to the position that it is a copy of. False
 * when there is no room. */
bool history_replay_take(struct history_tail *tail, struct history_hearers *hearers,
                         const struct evidence_report *report);

#endif
