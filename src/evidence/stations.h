/* SPDX-License-Identifier: Apache-2.0 */
/* The receiving stations by name: a small number stands for each name everywhere else. */
#ifndef EVIDENCE_STATIONS_H
#define EVIDENCE_STATIONS_H

#include <stddef.h>
#include <stdint.h>

enum {
    EVIDENCE_STATION_COUNT_MAX = 4096,
    EVIDENCE_STATION_NAME_BYTES = 32, /* with the NUL */
    EVIDENCE_STATION_UNKNOWN = 0,     /* no name, or no room for another */
};

struct evidence_stations;

struct evidence_station {
    char name[EVIDENCE_STATION_NAME_BYTES];
    int64_t heard_ms;       /* the last message, UTC */
    uint64_t message_count; /* everything it heard, copies of other stations' included */
};

/* NULL when there is no memory. */
struct evidence_stations *evidence_stations_new(void);
void evidence_stations_free(struct evidence_stations *stations);
void evidence_stations_clear(struct evidence_stations *stations);

/* The number of `name`, which is made when it is new. Names are cut to the bytes above; an empty
 * name, and every new one when the table is full, is EVIDENCE_STATION_UNKNOWN. */
uint16_t evidence_stations_number(struct evidence_stations *stations, const char *name);

/* Counts a message heard by `station` at `time_ms`. */
void evidence_stations_heard(struct evidence_stations *stations, uint16_t station, int64_t time_ms);

/* Receptions by stations for which there was no room. */
uint64_t evidence_stations_refused_count(const struct evidence_stations *stations);

/* Stations are numbered 0 (unknown) to count - 1. */
size_t evidence_stations_count(const struct evidence_stations *stations);
const struct evidence_station *evidence_stations_get(const struct evidence_stations *stations,
                                                     uint16_t station);

#endif
