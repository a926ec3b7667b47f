/* SPDX-License-Identifier: Apache-2.0 */
#include "evidence/stations.h"

#include "base/clock.h"
#include "base/hash.h"
#include "base/table.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct evidence_stations {
    struct table *by_name; /* hash of the name to its number */
    size_t count;
    uint64_t refused_count;
    struct evidence_station stations[EVIDENCE_STATION_COUNT_MAX];
};

struct evidence_stations *evidence_stations_new(void)
{
    struct evidence_stations *stations = malloc(sizeof *stations);
    if (stations == NULL)
        return NULL;
    stations->by_name = table_new(EVIDENCE_STATION_COUNT_MAX);
    if (stations->by_name == NULL) {
        free(stations);
        return NULL;
    }
    evidence_stations_clear(stations);
    return stations;
}

void evidence_stations_free(struct evidence_stations *stations)
{
    if (stations == NULL)
        return;
    table_free(stations->by_name);
    free(stations);
}

void evidence_stations_clear(struct evidence_stations *stations)
{
    table_clear(stations->by_name);
    stations->stations[EVIDENCE_STATION_UNKNOWN] =
        (struct evidence_station){.heard_ms = CLOCK_UNKNOWN_MS};
    stations->count = 1;
    stations->refused_count = 0;
}

uint16_t evidence_stations_number(struct evidence_stations *stations, const char *name)
{
    struct evidence_station station = {.heard_ms = CLOCK_UNKNOWN_MS};
    uint32_t number;

    size_t size = strnlen(name, sizeof station.name - 1);
    memcpy(station.name, name, size);
    if (size == 0)
        return EVIDENCE_STATION_UNKNOWN;
    /* Two names with one hash share a number: the later one is then taken for unknown. */
    if (table_find(stations->by_name, hash_bytes(station.name, size), &number))
        return strcmp(stations->stations[number].name, station.name) == 0
                   ? (uint16_t)number
                   : EVIDENCE_STATION_UNKNOWN;
    if (stations->count == EVIDENCE_STATION_COUNT_MAX) {
        stations->refused_count++;
        return EVIDENCE_STATION_UNKNOWN;
    }
    number = (uint32_t)stations->count++;
    stations->stations[number] = station;
    table_set(stations->by_name, hash_bytes(station.name, size), number);
    return (uint16_t)number;
}

void evidence_stations_heard(struct evidence_stations *stations, uint16_t station, int64_t time_ms)
{
    assert(station < stations->count);
    struct evidence_station *heard = &stations->stations[station];
    heard->message_count++;
    if (heard->heard_ms < time_ms)
        heard->heard_ms = time_ms;
}

uint64_t evidence_stations_refused_count(const struct evidence_stations *stations)
{
    return stations->refused_count;
}

size_t evidence_stations_count(const struct evidence_stations *stations)
{
    return stations->count;
}

const struct evidence_station *evidence_stations_get(const struct evidence_stations *stations,
                                                     uint16_t station)
{
    assert(station < stations->count);
    return &stations->stations[station];
}
