/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "evidence/intake.h"

#include <stdio.h>
#include <string.h>

static const uint8_t payload[21] = {4, 5, 6};

static struct ais_event event(int64_t said_ms, int64_t received_ms, const char *station)
{
    struct ais_event result = {.kind = AIS_EVENT_MESSAGE, .received_ms = received_ms};
    result.message = (struct ais_message){.type = 1, .mmsi = 1, .bits = {payload, 168}};
    result.stamp.time_ms = said_ms;
    snprintf(result.stamp.station, sizeof result.stamp.station, "%s", station);
    return result;
}

static void a_log_is_believed_and_a_live_clock_only_when_it_can_be(void)
{
    static const struct {
        enum evidence_clock clock;
        int64_t said_ms, received_ms, believed_ms;
        unsigned doubted;
    } cases[] = {
        {EVIDENCE_CLOCK_LOG, 1000, 90000000, 1000, 0},
        {EVIDENCE_CLOCK_LOG, 90000000 + AIS_STAMP_JUMP_MAX_MS + 1, 90000000, 90000000, 1},
        {EVIDENCE_CLOCK_LOG, CLOCK_UNKNOWN_MS, 90000000, 90000000, 0},
        {EVIDENCE_CLOCK_LIVE, CLOCK_UNKNOWN_MS, 90000000, 90000000, 0},
        {EVIDENCE_CLOCK_LIVE, 89999000, 90000000, 89999000, 0},
        {EVIDENCE_CLOCK_LIVE, 90000000 - EVIDENCE_CLOCK_ERROR_MAX_MS, 90000000,
         90000000 - EVIDENCE_CLOCK_ERROR_MAX_MS, 0},
        {EVIDENCE_CLOCK_LIVE, 1000, 90000000, 90000000, 1},      /* an old recording */
        {EVIDENCE_CLOCK_LIVE, 90005000, 90000000, 90000000, 0},  /* a clock somewhat ahead */
        {EVIDENCE_CLOCK_LIVE, 990000000, 90000000, 90000000, 1}, /* a clock far ahead */
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct evidence_intake *intake = evidence_intake_new(cases[i].clock);
        struct ais_event heard = event(cases[i].said_ms, cases[i].received_ms, "");
        struct evidence_report report = evidence_intake_take(intake, &heard, "roof");
        CHECK_INT(report.time_ms, cases[i].believed_ms);
        CHECK_INT(evidence_intake_doubted_count(intake), cases[i].doubted);
        evidence_intake_free(intake);
    }
}

static void counts_for_each_station_what_it_heard(void)
{
    struct evidence_intake *intake = evidence_intake_new(EVIDENCE_CLOCK_LOG);
    const struct evidence_stations *stations = evidence_intake_stations(intake);
    struct ais_event named = event(5000, 5000, "2190047");
    struct ais_event unnamed = event(6000, 6000, "");

    struct evidence_report first = evidence_intake_take(intake, &named, "roof");
    struct evidence_report second = evidence_intake_take(intake, &unnamed, "roof");
    CHECK(!first.is_copy);
    CHECK(second.is_copy);
    CHECK_TEXT(evidence_stations_get(stations, first.station)->name, "2190047");
    CHECK_TEXT(evidence_stations_get(stations, second.station)->name, "roof");
    CHECK_INT(evidence_stations_get(stations, second.station)->message_count, 1);
    CHECK_INT(evidence_stations_get(stations, second.station)->heard_ms, 6000);
    evidence_intake_clear(intake);
    CHECK_INT(evidence_stations_count(stations), 1);
    CHECK(!evidence_intake_take(intake, &named, "roof").is_copy);
    evidence_intake_free(intake);
}

int main(void)
{
    RUN(a_log_is_believed_and_a_live_clock_only_when_it_can_be);
    RUN(counts_for_each_station_what_it_heard);
    return check_summary();
}
