/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/air.h"

#include "base/trig.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGES_MAX = 4096, CHANNEL_COUNT = 2 };

/* Weaker ones do not matter, neither to be heard nor to disturb. */
static const double LEVEL_DB_MIN = -14;

struct flight {
    struct drill_message message;
    unsigned slots_left;
    float level_db[DRILL_STATIONS_MAX];
    float others[DRILL_STATIONS_MAX]; /* power of the others, at its worst */
};

struct drill_air {
    const struct drill_station *stations;
    size_t station_count;
    struct drill_fading *fadings; /* of each craft at each station */
    size_t flight_count, done_count;
    struct flight flights[MESSAGES_MAX];
    struct drill_message done[MESSAGES_MAX];
};

struct drill_air *drill_air_new(const struct drill_station *stations, size_t station_count,
                                size_t craft_count)
{
    struct drill_air *air = calloc(1, sizeof *air);
    if (air == NULL)
        return NULL;
    air->stations = stations;
    air->station_count = station_count;
    air->fadings = calloc(craft_count * station_count + 1, sizeof air->fadings[0]);
    if (air->fadings == NULL) {
        free(air);
        return NULL;
    }
    for (size_t i = 0; i < craft_count * station_count; i++)
        air->fadings[i].time_s = -1e9f;
    return air;
}

void drill_air_free(struct drill_air *air)
{
    if (air == NULL)
        return;
    free(air->fadings);
    free(air);
}

void drill_air_forget(struct drill_air *air, size_t craft_index)
{
    for (size_t i = 0; i < air->station_count; i++)
        air->fadings[craft_index * air->station_count + i].time_s = -1e9f;
}

static double level_at(struct drill_air *air, const struct drill_message *message, size_t index,
                       double time_s, struct drill_random *random)
{
    const struct drill_station *station = &air->stations[index];
    const double behind_nmi = 6, metres = 1852, minutes = 60;
    double horizon_nmi = isnan(station->range_nmi)
                             ? drill_radio_horizon_nmi(station->height_m, message->antenna_m)
                             : station->range_nmi;
    double north_nmi = fabs(message->from.latitude_deg - station->at.latitude_deg) * minutes;
    if (north_nmi > horizon_nmi + behind_nmi)
        return -(double)INFINITY;
    double distance_nmi = geo_point_distance_m(station->at, message->from) / metres;
    if (!station->has_noise)
        return distance_nmi <= horizon_nmi ? drill_radio_level_db(distance_nmi, horizon_nmi)
                                           : -(double)INFINITY;
    double level_db = drill_radio_level_db(distance_nmi, horizon_nmi);
    if (level_db < 2 * LEVEL_DB_MIN)
        return -(double)INFINITY;
    size_t fading = message->craft_index * air->station_count + index;
    return level_db + drill_radio_fade_db(&air->fadings[fading], time_s, random);
}

bool drill_air_send(struct drill_air *air, const struct drill_message *message, double time_s,
                    struct drill_random *random)
{
    if (air->flight_count == MESSAGES_MAX)
        return false;
    struct flight *flight = &air->flights[air->flight_count++];
    flight->message = *message;
    flight->slots_left = message->slot_count;
    for (size_t i = 0; i < air->station_count; i++) {
        flight->level_db[i] = (float)level_at(air, message, i, time_s, random);
        flight->others[i] = 0;
    }
    return true;
}

static double power(double level_db)
{
    const double nepers = 2.302585092994046; /* ln 10 */
    return level_db < LEVEL_DB_MIN ? 0 : trig_exp(level_db / 10 * nepers);
}

/* What each station has of the others on a channel while a message is on the air. */
static void disturb(struct drill_air *air, size_t station, unsigned channel)
{
    double sum = 0;
    for (size_t i = 0; i < air->flight_count; i++)
        if (air->flights[i].message.channel == channel)
            sum += power((double)air->flights[i].level_db[station]);
    for (size_t i = 0; i < air->flight_count; i++) {
        struct flight *flight = &air->flights[i];
        if (flight->message.channel == channel)
            flight->others[station] = fmaxf(
                flight->others[station], (float)(sum - power((double)flight->level_db[station])));
    }
}

static uint32_t hearers(const struct drill_air *air, const struct flight *flight)
{
    const double noise = 1e-6;
    uint32_t heard = 0;
    for (size_t i = 0; i < air->station_count; i++) {
        double level_db = (double)flight->level_db[i];
        if (level_db < 0)
            continue;
        double least = power(level_db - DRILL_RADIO_CAPTURE_DB) + noise;
        if (!air->stations[i].has_noise || (double)flight->others[i] <= least)
            heard |= 1u << i;
    }
    return heard;
}

const struct drill_message *drill_air_end_slot(struct drill_air *air, size_t *count)
{
    size_t on_channel[CHANNEL_COUNT] = {0}, kept = 0;
    for (size_t i = 0; i < air->flight_count; i++)
        on_channel[air->flights[i].message.channel]++;
    for (unsigned channel = 0; channel < CHANNEL_COUNT; channel++)
        for (size_t i = 0; i < air->station_count && on_channel[channel] > 1; i++)
            if (air->stations[i].has_noise)
                disturb(air, i, channel);
    air->done_count = 0;
    for (size_t i = 0; i < air->flight_count; i++) {
        struct flight *flight = &air->flights[i];
        if (--flight->slots_left > 0) {
            if (kept != i)
                air->flights[kept] = *flight;
            kept++;
            continue;
        }
        flight->message.heard = hearers(air, flight);
        air->done[air->done_count++] = flight->message;
    }
    air->flight_count = kept;
    *count = air->done_count;
    return air->done;
}
