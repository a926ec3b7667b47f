/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/random.h"

#include "base/trig.h"

#include <math.h>

static uint64_t splitmix(uint64_t *state)
{
    uint64_t mixed = *state += UINT64_C(0x9e3779b97f4a7c15);
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94d049bb133111eb);
    return mixed ^ (mixed >> 31);
}

struct drill_random drill_random_init(uint64_t seed, uint64_t number)
{
    uint64_t first = number, state = seed ^ splitmix(&first);
    struct drill_random random;
    for (int i = 0; i < 4; i++)
        random.state[i] = splitmix(&state);
    return random;
}

static uint64_t turned(uint64_t bits, int count)
{
    return bits << count | bits >> (64 - count);
}

uint64_t drill_random_bits(struct drill_random *random)
{
    uint64_t *state = random->state;
    uint64_t result = turned(state[1] * 5, 7) * 9, shifted = state[1] << 17;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = turned(state[3], 45);
    return result;
}

/* The upper half of a product; that some results are likelier by 2^-32 is not seen. */
uint32_t drill_random_below(struct drill_random *random, uint32_t count)
{
    return (uint32_t)((drill_random_bits(random) >> 32) * count >> 32);
}

static double part_of_one(struct drill_random *random)
{
    return (double)(drill_random_bits(random) >> 11) * 0x1p-53;
}

double drill_random_between(struct drill_random *random, double low, double high)
{
    return low + (high - low) * part_of_one(random);
}

/* Box and Muller's, of which one of two results is left. */
double drill_random_normal(struct drill_random *random)
{
    double length = sqrt(-2 * trig_log(1 - part_of_one(random)));
    return length * trig_cos_deg(360 * part_of_one(random));
}
