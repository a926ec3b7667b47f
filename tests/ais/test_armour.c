/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/armour.h"
#include "check.h"

#include <stdio.h>
#include <string.h>

enum { SIZE_MAX_TRIED = 100, ROUND_COUNT = 2000, GUARD = 0x5a };

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static const char alphabet[] = "0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVW`abcdefghijklmnopqrstuvw";

/* One way against the plain one: the same answer, the same bits, nothing written too far. */
static bool agrees(const struct ais_armour *way, const char *armour, size_t size, size_t readable)
{
    uint8_t expected[SIZE_MAX_TRIED + AIS_ARMOUR_SLACK_BYTES + 1];
    uint8_t actual[SIZE_MAX_TRIED + AIS_ARMOUR_SLACK_BYTES + 1];
    size_t byte_count = (size * 6 + 7) / 8;

    memset(actual, GUARD, sizeof actual);
    bool is_good = ais_armour_unpack_plain(armour, size, size, expected);
    if (way->unpack(armour, size, readable, actual) != is_good)
        return false;
    return actual[byte_count + AIS_ARMOUR_SLACK_BYTES] == GUARD &&
           (!is_good || memcmp(actual, expected, byte_count) == 0);
}

static void every_way_agrees_with_the_plain_one(void)
{
    struct ais_armour ways[3];
    size_t way_count = ais_armour_ways(ways);
    char armour[SIZE_MAX_TRIED + AIS_ARMOUR_BLOCK];
    uint64_t state = 1;

    for (size_t w = 0; w < way_count; w++) {
        unsigned wrong = 0;
        for (unsigned round = 0; round < ROUND_COUNT; round++)
            for (size_t size = 0; size <= SIZE_MAX_TRIED; size += 1 + round % 7) {
                for (size_t i = 0; i < sizeof armour; i++)
                    armour[i] = alphabet[next_random(&state) % 64];
                if (round % 2 == 1 && size > 0)
                    armour[next_random(&state) % size] = (char)next_random(&state);
                wrong += !agrees(&ways[w], armour, size, size);
                wrong += !agrees(&ways[w], armour, size, size + AIS_ARMOUR_BLOCK);
            }
        printf("# %s\n", ways[w].name);
        CHECK_INT(wrong, 0);
    }
    CHECK_TEXT(ways[way_count - 1].name, "plain");
}

/* Each of the 256 characters at each place of a block. */
static void every_way_refuses_what_is_no_armour(void)
{
    struct ais_armour ways[3];
    size_t way_count = ais_armour_ways(ways);
    char armour[2 * AIS_ARMOUR_BLOCK];

    for (size_t w = 0; w < way_count; w++) {
        unsigned wrong = 0;
        for (int character = -128; character < 128; character++)
            for (size_t place = 0; place < AIS_ARMOUR_BLOCK; place++) {
                memset(armour, '0', sizeof armour);
                armour[place] = (char)character;
                wrong += !agrees(&ways[w], armour, AIS_ARMOUR_BLOCK, sizeof armour);
            }
        CHECK_INT(wrong, 0);
    }
}

int main(void)
{
    RUN(every_way_agrees_with_the_plain_one);
    RUN(every_way_refuses_what_is_no_armour);
    return check_summary();
}
