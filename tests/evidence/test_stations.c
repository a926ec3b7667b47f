/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "check.h"
#include "evidence/stations.h"

#include <stdio.h>

static void a_name_keeps_its_number(void)
{
    struct evidence_stations *stations = evidence_stations_new();
    uint16_t roof = evidence_stations_number(stations, "roof");
    CHECK(roof != EVIDENCE_STATION_UNKNOWN);
    CHECK(evidence_stations_number(stations, "mast") != roof);
    CHECK_INT(evidence_stations_number(stations, "roof"), roof);
    CHECK_INT(evidence_stations_number(stations, ""), EVIDENCE_STATION_UNKNOWN);
    CHECK_INT(evidence_stations_get(stations, roof)->heard_ms, CLOCK_UNKNOWN_MS);
    evidence_stations_free(stations);
}

static void a_long_name_is_cut_and_stays_one_station(void)
{
    struct evidence_stations *stations = evidence_stations_new();
    uint16_t number = evidence_stations_number(stations, "abcdefghijklmnopqrstuvwxyz0123456789");
    CHECK_TEXT(evidence_stations_get(stations, number)->name, "abcdefghijklmnopqrstuvwxyz01234");
    CHECK_INT(evidence_stations_number(stations, "abcdefghijklmnopqrstuvwxyz01234"), number);
    evidence_stations_free(stations);
}

static void a_full_table_calls_new_ones_unknown(void)
{
    struct evidence_stations *stations = evidence_stations_new();
    char name[16];
    unsigned unknown = 0;

    for (unsigned i = 1; i < EVIDENCE_STATION_COUNT_MAX; i++) {
        snprintf(name, sizeof name, "s%u", i);
        unknown += evidence_stations_number(stations, name) == EVIDENCE_STATION_UNKNOWN;
    }
    CHECK_INT(unknown, 0);
    CHECK_INT(evidence_stations_number(stations, "one too many"), EVIDENCE_STATION_UNKNOWN);
    CHECK_INT(evidence_stations_refused_count(stations), 1);
    CHECK(evidence_stations_number(stations, "s7") != EVIDENCE_STATION_UNKNOWN);
    evidence_stations_free(stations);
}

int main(void)
{
    RUN(a_name_keeps_its_number);
    RUN(a_long_name_is_cut_and_stays_one_station);
    RUN(a_full_table_calls_new_ones_unknown);
    return check_summary();
}
