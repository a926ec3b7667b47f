/* SPDX-License-Identifier: Apache-2.0 */
/* Combinations of stations that heard the same position: each is kept once and has a number. */
#ifndef HISTORY_HEARERS_H
#define HISTORY_HEARERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    HISTORY_HEARERS_NONE = 0, /* the empty combination */
    HISTORY_HEARERS_COUNT_MAX = 32768,
    HISTORY_HEARERS_STATION_COUNT_MAX = 1 << 18, /* of all combinations together */
    HISTORY_HEARERS_OF_ONE_MAX = 255,            /* stations in one combination */
};

struct history_hearers;

/* NULL when there is no memory. */
struct history_hearers *history_hearers_new(void);
void history_hearers_free(struct history_hearers *hearers);

/* Forgets all but the empty combination. */
void history_hearers_clear(struct history_hearers *hearers);

/* The number of combination `number` with `station` in it. Where there is no room for another
 * combination it is `number` again, which history_hearers_refused_count() counts. */
uint16_t history_hearers_with(struct history_hearers *hearers, uint16_t number, uint16_t station);

/* The number of the combination of all stations of two. */
uint16_t history_hearers_of_both(struct history_hearers *hearers, uint16_t one, uint16_t other);

/* The stations of a combination, in rising order, until the next change of `hearers`. */
const uint16_t *history_hearers_get(const struct history_hearers *hearers, uint16_t number,
                                    size_t *count);

/* Whether there is little room left: time to write down what is open, and to clear. */
bool history_hearers_are_nearly_full(const struct history_hearers *hearers);

/* Stations that were left out. */
uint64_t history_hearers_refused_count(const struct history_hearers *hearers);

#endif
