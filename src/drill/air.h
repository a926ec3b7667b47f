/* SPDX-License-Identifier: Apache-2.0 */
/* Messages on the air, and which station decodes them. */
#ifndef DRILL_AIR_H
#define DRILL_AIR_H

#include "ais/bits.h"
#include "drill/radio.h"

struct drill_message {
    uint32_t craft_index, mmsi;
    int64_t slot;
    unsigned channel, slot_count;
    struct geo_point from;
    double antenna_m;
    size_t bit_count;
    uint8_t bytes[72];
    uint32_t heard; /* a bit for each station */
};

struct drill_air;

/* Between that many craft and the stations of a scenario, which are kept. */
struct drill_air *drill_air_new(const struct drill_station *stations, size_t station_count,
                                size_t craft_count);
void drill_air_free(struct drill_air *air); /* NULL is fine */

/* A message begins in the slot at hand. False when there are more than can be at once; then it is
 * lost. `time_s` is that of the slot. */
bool drill_air_send(struct drill_air *air, const struct drill_message *message, double time_s,
                    struct drill_random *random);

/* The slot is over. Gives the messages that end with it, until the next call; each with who heard
 * it. */
const struct drill_message *drill_air_end_slot(struct drill_air *air, size_t *count);

/* Somebody else is now that craft. */
void drill_air_forget(struct drill_air *air, size_t craft_index);

#endif
