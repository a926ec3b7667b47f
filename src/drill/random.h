/* SPDX-License-Identifier: Apache-2.0 */
/* Chance that is the same on every machine: xoshiro256** (Blackman and Vigna, 2018), started by
 * splitmix64. */
#ifndef DRILL_RANDOM_H
#define DRILL_RANDOM_H

#include <stdint.h>

struct drill_random {
    uint64_t state[4];
};

/* A sequence of its own for each pair of a seed and a number. */
struct drill_random drill_random_init(uint64_t seed, uint64_t number);

uint64_t drill_random_bits(struct drill_random *random);

/* 0 to `count` - 1, each as likely; `count` above 0. */
uint32_t drill_random_below(struct drill_random *random, uint32_t count);

/* At least `low`, less than `high`; `low` where both are the same. */
double drill_random_between(struct drill_random *random, double low, double high);

/* Of mean 0 and variance 1. */
double drill_random_normal(struct drill_random *random);

#endif
