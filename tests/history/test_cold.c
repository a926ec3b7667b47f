/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of history/cold.h. */
#include "any_columns.h"
#include "check.h"
#include "history/cold.h"

#include <math.h>
#include <stdlib.h>

enum { EVERY_COLUMN = (1 << HISTORY_COLUMN_COUNT) - 1 };

static struct history_cold ways[HISTORY_COLD_WAY_COUNT_MAX];
static size_t way_count;
static struct history_residuals residuals;
static struct history_residuals again;
static uint8_t bytes[HISTORY_COLD_SIZE_MAX];
static uint8_t others[HISTORY_COLD_SIZE_MAX];

static void symbols_are_all_numbers_once(void)
{
    for (size_t i = 0; i + 3 < HISTORY_SYMBOL_COUNT; i++)
        CHECK_INT(history_symbols[i].least + (1U << history_symbols[i].bit_count),
                  history_symbols[i + 1].least);
    CHECK_INT(history_symbols[29].least + (1U << history_symbols[29].bit_count), 1 << 14);
    CHECK_INT(history_symbols[30].least, 0);
    CHECK_INT(history_symbols[30].bit_count, 22);
    CHECK_INT(history_symbols[31].least, 0);
    CHECK_INT(history_symbols[31].bit_count, 32);
}

/* A number is v or more with the likelihood (m / (m + v))^2, and m is 3/4 of 2^(row/2), here in
 * sixteenths; 32736 is all that the symbols have beyond the 1 that each keeps. */
static void priors_are_their_formula(void)
{
    for (int row = 0; row < HISTORY_PRIOR_COUNT; row++)
        for (int i = 0; i < HISTORY_SYMBOL_COUNT; i++) {
            int64_t m = (int64_t)round(12 * pow(2, row / 2.0));
            int64_t least = i == 30 ? 1 << 14 : i == 31 ? 1 << 22 : history_symbols[i].least;
            int64_t beyond = (m + 16 * least) * (m + 16 * least);
            CHECK_INT(history_priors[row][i], 32736 - 32736 * m * m / beyond);
        }
}

/* By every way, with the same bytes; gives the size. */
static size_t check_round_trip(size_t count)
{
    size_t size = 0;
    for (size_t i = 0; i < way_count; i++) {
        uint8_t *at = i == 0 ? bytes : others;
        size = (size_t)(ways[i].put(at, &residuals, count) - at);
        CHECK(size <= HISTORY_COLD_SIZE_MAX);
        CHECK(memcmp(at, bytes, size) == 0);
    }
    uint8_t *copy = malloc(size);
    memcpy(copy, bytes, size);
    for (size_t i = 0; i < way_count; i++) {
        struct history_bytes reader = {copy, copy + size, false};
        memset(&again, 0xA5, sizeof again);
        again.present = residuals.present;
        CHECK(ways[i].read(&reader, count, &again));
        CHECK_INT(history_bytes_left(&reader), 0);
        for (unsigned column = 0; column < HISTORY_COLUMN_COUNT; column++)
            if ((residuals.present >> column & 1) != 0)
                CHECK(memcmp(again.values[column], residuals.values[column],
                             count * sizeof(uint32_t)) == 0);
    }
    free(copy);
    return size;
}

/* Numbers of all sizes, in each column mostly of another one. */
static void fill(size_t count, unsigned width_max, uint64_t *state)
{
    for (unsigned column = 0; column < HISTORY_COLUMN_COUNT; column++)
        for (size_t i = 0; i < count; i++) {
            unsigned width = columns_below(state, 9) == 0 ? columns_below(state, width_max + 1)
                                                          : (column * 3 + 1) % (width_max + 1);
            residuals.values[column][i] =
                width == 0 ? 0 : (uint32_t)columns_random(state) >> (32 - width);
        }
}

static void any_numbers_come_back_by_every_way(void)
{
    uint64_t state = 1;
    for (size_t count = 1; count <= HISTORY_CHUNK_NEW_MAX; count += 1 + count / 3) {
        for (unsigned width_max = 0; width_max <= 32; width_max += 4) {
            fill(count, width_max, &state);
            residuals.present = 1 + columns_below(&state, EVERY_COLUMN);
            check_round_trip(count);
        }
        residuals.present = EVERY_COLUMN;
        check_round_trip(count);
    }
}

/* Long the same, so that all else becomes as unlikely as can be, then that. */
static void what_is_never_expected_comes_back_within_bounds(void)
{
    residuals.present = EVERY_COLUMN;
    for (unsigned column = 0; column < HISTORY_COLUMN_COUNT; column++)
        for (size_t i = 0; i < HISTORY_CHUNK_NEW_MAX; i++)
            residuals.values[column][i] =
                i % 128 < 120 ? 0 : UINT32_MAX - (uint32_t)i * (column + 1);
    check_round_trip(HISTORY_CHUNK_NEW_MAX);
    memset(residuals.values, 0xFF, sizeof residuals.values);
    check_round_trip(HISTORY_CHUNK_NEW_MAX);
}

static void what_comes_often_becomes_cheap(void)
{
    memset(&residuals, 0, sizeof residuals);
    residuals.present = 1 << HISTORY_COURSE;
    for (size_t i = 0; i < HISTORY_CHUNK_NEW_MAX; i++)
        residuals.values[HISTORY_COURSE][i] = 7;
    CHECK(check_round_trip(HISTORY_CHUNK_NEW_MAX) < 40);
}

static void cut_or_long_bytes_are_refused(void)
{
    uint64_t state = 2;
    fill(60, 20, &state);
    residuals.present = EVERY_COLUMN;
    size_t size = check_round_trip(60);
    for (size_t way = 0; way < way_count; way++)
        for (size_t other = 0; other < size + 3; other++) {
            uint8_t *copy = calloc(1, other + 1);
            memcpy(copy, bytes, other < size ? other : size);
            struct history_bytes reader = {copy, copy + other, false};
            again.present = EVERY_COLUMN;
            CHECK_INT(ways[way].read(&reader, 60, &again), other == size);
            free(copy);
        }
}

static void any_bytes_are_read_alike_by_every_way(void)
{
    uint64_t state = 3;
    for (int round = 0; round < 300; round++) {
        size_t size = columns_below(&state, 3000);
        uint8_t *copy = malloc(size + 1);
        for (size_t i = 0; i < size; i++)
            copy[i] = i > 0 || round % 2 == 0 ? (uint8_t)columns_random(&state) : 100;
        for (size_t way = 0; way < way_count; way++) {
            struct history_bytes reader = {copy, copy + size, false};
            struct history_residuals *read = way == 0 ? &residuals : &again;
            memset(read, 0, sizeof *read);
            read->present = 1 + (uint32_t)round % EVERY_COLUMN;
            CHECK(!ways[way].read(&reader, HISTORY_CHUNK_NEW_MAX, read));
        }
        CHECK(memcmp(&residuals, &again, way_count > 1 ? sizeof again : 0) == 0);
        free(copy);
    }
}

int main(void)
{
    way_count = history_cold_ways(ways);
    CHECK_TEXT(ways[way_count - 1].name, "plain");
    RUN(symbols_are_all_numbers_once);
    RUN(priors_are_their_formula);
    RUN(any_numbers_come_back_by_every_way);
    RUN(what_is_never_expected_comes_back_within_bounds);
    RUN(what_comes_often_becomes_cheap);
    RUN(cut_or_long_bytes_are_refused);
    RUN(any_bytes_are_read_alike_by_every_way);
    return check_summary();
}
