/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/look.h"
#include "ais/sentence.h"
#include "check.h"

#include <stdio.h>
#include <string.h>

enum { ROUND_COUNT = 200000 };

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Bytes of all values, the end and carriage returns now and then. */
static void fill(char bytes[static AIS_LOOK_BYTES], uint64_t *state)
{
    uint64_t rarity = 1 + next_random(state) % 90;

    for (size_t i = 0; i < AIS_LOOK_BYTES; i++) {
        bytes[i] = (char)next_random(state);
        if (next_random(state) % rarity == 0)
            bytes[i] = next_random(state) % 2 == 0 ? '\n' : '\r';
    }
}

static void every_way_agrees_with_the_plain_one(void)
{
    struct ais_look ways[AIS_LOOK_WAY_COUNT_MAX];
    size_t way_count = ais_look_ways(ways);
    const struct ais_look *plain = &ways[way_count - 1];
    uint64_t state = 1;

    CHECK_TEXT(plain->name, "plain");
    for (size_t w = 0; w < way_count; w++) {
        unsigned wrong = 0;
        for (unsigned round = 0; round < ROUND_COUNT; round++) {
            char bytes[AIS_LOOK_BYTES];
            uint8_t expected_sum = 0, sum = 0;
            fill(bytes, &state);
            size_t expected = plain->find(bytes, '\n', &expected_sum);
            wrong += ways[w].find(bytes, '\n', &sum) != expected || sum != expected_sum;
        }
        printf("# %s\n", ways[w].name);
        CHECK_INT(wrong, 0);
    }
}

/* Each place that the end can have, with and without a carriage return before it. */
static void every_way_sums_what_the_digits_speak_of(void)
{
    struct ais_look ways[AIS_LOOK_WAY_COUNT_MAX];
    size_t way_count = ais_look_ways(ways);

    for (size_t w = 0; w < way_count; w++)
        for (size_t place = 1; place < AIS_LOOK_BYTES; place++)
            for (size_t returns = 0; returns <= 1; returns++) {
                char bytes[AIS_LOOK_BYTES];
                uint8_t sum = 77;
                for (size_t i = 0; i < sizeof bytes; i++)
                    bytes[i] = (char)(64 + i % 61);
                bytes[place] = '\n';
                bytes[place - 1] = returns == 1 ? '\r' : bytes[place - 1];
                size_t size = place - returns;
                uint8_t expected = size > 4 ? ais_sentence_checksum(bytes + 1, size - 4) : 0;
                CHECK_INT(ways[w].find(bytes, '\n', &sum), place);
                CHECK_INT(sum, expected);
            }
}

static void every_way_says_when_there_is_no_end(void)
{
    struct ais_look ways[AIS_LOOK_WAY_COUNT_MAX];
    size_t way_count = ais_look_ways(ways);
    char bytes[AIS_LOOK_BYTES];
    uint8_t sum = 77;

    for (size_t w = 0; w < way_count; w++) {
        memset(bytes, 'x', sizeof bytes);
        CHECK_INT(ways[w].find(bytes, '\n', &sum), 0);
        bytes[0] = '\n';
        CHECK_INT(ways[w].find(bytes, '\n', &sum), 0);
        bytes[5] = '\n';
        CHECK_INT(ways[w].find(bytes, '\n', &sum), 0);
        CHECK_INT(sum, 77);
    }
}

int main(void)
{
    RUN(every_way_agrees_with_the_plain_one);
    RUN(every_way_sums_what_the_digits_speak_of);
    RUN(every_way_says_when_there_is_no_end);
    return check_summary();
}
