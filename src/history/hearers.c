/* SPDX-License-Identifier: Apache-2.0 */
#include "history/hearers.h"

#include "base/hash.h"
#include "base/table.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct combination {
    uint32_t first; /* in `stations` */
    uint16_t count;
};

struct history_hearers {
    struct table *by_content; /* a hash of the stations, or the next number that is free */
    struct table *by_step;    /* a combination and a station more */
    size_t count;
    size_t station_count;
    uint64_t refused_count;
    struct combination combinations[HISTORY_HEARERS_COUNT_MAX];
    uint16_t stations[HISTORY_HEARERS_STATION_COUNT_MAX];
};

enum { STEP_COUNT_MAX = 4 * HISTORY_HEARERS_COUNT_MAX };

struct history_hearers *history_hearers_new(void)
{
    struct history_hearers *hearers = calloc(1, sizeof *hearers);
    if (hearers == NULL)
        return NULL;
    hearers->by_content = table_new(HISTORY_HEARERS_COUNT_MAX);
    hearers->by_step = table_new(STEP_COUNT_MAX);
    hearers->count = 1;
    if (hearers->by_content == NULL || hearers->by_step == NULL) {
        history_hearers_free(hearers);
        return NULL;
    }
    return hearers;
}

void history_hearers_free(struct history_hearers *hearers)
{
    if (hearers == NULL)
        return;
    table_free(hearers->by_content);
    table_free(hearers->by_step);
    free(hearers);
}

void history_hearers_clear(struct history_hearers *hearers)
{
    table_clear(hearers->by_content);
    table_clear(hearers->by_step);
    hearers->count = 1;
    hearers->station_count = 0;
}

const uint16_t *history_hearers_get(const struct history_hearers *hearers, uint16_t number,
                                    size_t *count)
{
    assert(number < hearers->count);
    *count = hearers->combinations[number].count;
    return hearers->stations + hearers->combinations[number].first;
}

bool history_hearers_are_nearly_full(const struct history_hearers *hearers)
{
    return hearers->count / 3 > HISTORY_HEARERS_COUNT_MAX / 4 ||
           hearers->station_count / 3 > HISTORY_HEARERS_STATION_COUNT_MAX / 4;
}

uint64_t history_hearers_refused_count(const struct history_hearers *hearers)
{
    return hearers->refused_count;
}

/* The combination of these stations, made when it is new; `instead` when there is no room. */
static uint16_t intern(struct history_hearers *hearers, const uint16_t *stations, size_t count,
                       uint16_t instead)
{
    uint64_t key = hash_bytes(stations, count * sizeof *stations);
    uint32_t number;

    for (; table_find(hearers->by_content, key, &number); key++) {
        const struct combination *found = &hearers->combinations[number];
        if (found->count == count &&
            memcmp(hearers->stations + found->first, stations, count * sizeof *stations) == 0)
            return (uint16_t)number;
    }
    if (hearers->count == HISTORY_HEARERS_COUNT_MAX ||
        hearers->station_count + count > HISTORY_HEARERS_STATION_COUNT_MAX ||
        !table_set(hearers->by_content, key, (uint32_t)hearers->count)) {
        hearers->refused_count++;
        return instead;
    }
    memcpy(hearers->stations + hearers->station_count, stations, count * sizeof *stations);
    hearers->combinations[hearers->count] =
        (struct combination){(uint32_t)hearers->station_count, (uint16_t)count};
    hearers->station_count += count;
    return (uint16_t)hearers->count++;
}

static uint16_t add(struct history_hearers *hearers, uint16_t number, uint16_t station)
{
    uint16_t stations[HISTORY_HEARERS_OF_ONE_MAX + 1];
    size_t count;
    const uint16_t *old = history_hearers_get(hearers, number, &count);
    size_t place = 0;

    while (place < count && old[place] < station)
        place++;
    if (place < count && old[place] == station)
        return number;
    if (count == HISTORY_HEARERS_OF_ONE_MAX) {
        hearers->refused_count++;
        return number;
    }
    memcpy(stations, old, place * sizeof *old);
    stations[place] = station;
    memcpy(stations + place + 1, old + place, (count - place) * sizeof *old);
    return intern(hearers, stations, count + 1, number);
}

uint16_t history_hearers_with(struct history_hearers *hearers, uint16_t number, uint16_t station)
{
    uint64_t step = (uint64_t)number << 16 | station;
    uint32_t known;

    if (table_find(hearers->by_step, step, &known))
        return (uint16_t)known;
    uint16_t result = add(hearers, number, station);
    if (table_count(hearers->by_step) == STEP_COUNT_MAX)
        table_clear(hearers->by_step); /* only a short cut */
    table_set(hearers->by_step, step, result);
    return result;
}

uint16_t history_hearers_of_both(struct history_hearers *hearers, uint16_t one, uint16_t other)
{
    const struct combination *added = &hearers->combinations[other];

    if (one == other)
        return one;
    for (size_t i = 0; i < added->count; i++)
        one = history_hearers_with(hearers, one, hearers->stations[added->first + i]);
    return one;
}
