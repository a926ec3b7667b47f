/* SPDX-License-Identifier: Apache-2.0 */
#include "evidence/intake.h"

#include "evidence/copies.h"

#include <stdlib.h>

struct evidence_intake {
    enum evidence_clock clock;
    struct evidence_stations *stations;
    struct evidence_copies *copies;
    uint64_t doubted_count;
};

struct evidence_intake *evidence_intake_new(enum evidence_clock clock)
{
    struct evidence_intake *intake = calloc(1, sizeof *intake);
    if (intake == NULL)
        return NULL;
    intake->clock = clock;
    intake->stations = evidence_stations_new();
    intake->copies = evidence_copies_new();
    if (intake->stations == NULL || intake->copies == NULL) {
        evidence_intake_free(intake);
        return NULL;
    }
    return intake;
}

void evidence_intake_free(struct evidence_intake *intake)
{
    if (intake == NULL)
        return;
    evidence_stations_free(intake->stations);
    evidence_copies_free(intake->copies);
    free(intake);
}

void evidence_intake_clear(struct evidence_intake *intake)
{
    evidence_stations_clear(intake->stations);
    evidence_copies_clear(intake->copies);
}

static int64_t believed_time_ms(struct evidence_intake *intake, const struct ais_event *event)
{
    int64_t said_ms = event->stamp.time_ms;
    int64_t received_ms = event->received_ms;

    if (said_ms == CLOCK_UNKNOWN_MS)
        return received_ms;
    if (received_ms == CLOCK_UNKNOWN_MS)
        return said_ms;
    if (intake->clock == EVIDENCE_CLOCK_LOG) {
        bool is_ahead = said_ms - received_ms > AIS_STAMP_JUMP_MAX_MS;
        intake->doubted_count += is_ahead;
        return is_ahead ? received_ms : said_ms;
    }
    if (said_ms < received_ms - EVIDENCE_CLOCK_ERROR_MAX_MS ||
        said_ms > received_ms + EVIDENCE_CLOCK_ERROR_MAX_MS) {
        intake->doubted_count++;
        return received_ms;
    }
    /* Nothing was heard after it arrived. */
    return said_ms < received_ms ? said_ms : received_ms;
}

struct evidence_report evidence_intake_take(struct evidence_intake *intake,
                                            const struct ais_event *event, const char *station)
{
    struct evidence_report report = {
        .message = &event->message,
        .time_ms = believed_time_ms(intake, event),
        .station = evidence_stations_number(
            intake->stations, event->stamp.station[0] != '\0' ? event->stamp.station : station),
    };

    report.is_copy = evidence_copies_take(intake->copies, report.message, report.time_ms);
    evidence_stations_heard(intake->stations, report.station, report.time_ms);
    return report;
}

const struct evidence_stations *evidence_intake_stations(const struct evidence_intake *intake)
{
    return intake->stations;
}

uint64_t evidence_intake_doubted_count(const struct evidence_intake *intake)
{
    return intake->doubted_count;
}
