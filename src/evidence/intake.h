/* SPDX-License-Identifier: Apache-2.0 */
/* From a decoded message to a report: whose time counts, who heard it, was it heard before. */
#ifndef EVIDENCE_INTAKE_H
#define EVIDENCE_INTAKE_H

#include "ais/decoder.h"
#include "evidence/report.h"
#include "evidence/stations.h"

enum {
    /* A live line whose own time is further off than this from the machine's is an old recording
     * or has a wrong clock: the time it arrived counts. Ships of a station whose clock is slow
     * would else be lost while they are heard. */
    EVIDENCE_CLOCK_ERROR_MAX_MS = 60000,
};

enum evidence_clock {
    EVIDENCE_CLOCK_LIVE, /* sentences arrive as they are heard */
    EVIDENCE_CLOCK_LOG,  /* a recording: its own times count, but for one far ahead of the rest */
};

struct evidence_intake;

/* NULL when there is no memory. */
struct evidence_intake *evidence_intake_new(enum evidence_clock clock);
void evidence_intake_free(struct evidence_intake *intake);

/* Forgets stations and messages, for a recording that starts anew. */
void evidence_intake_clear(struct evidence_intake *intake);

/* The report of an AIS_EVENT_MESSAGE. `station` is the name to use where the log gives none. The
 * report points to the event's message. */
struct evidence_report evidence_intake_take(struct evidence_intake *intake,
                                            const struct ais_event *event, const char *station);

const struct evidence_stations *evidence_intake_stations(const struct evidence_intake *intake);

/* Messages whose own time was not believed. */
uint64_t evidence_intake_doubted_count(const struct evidence_intake *intake);

#endif
