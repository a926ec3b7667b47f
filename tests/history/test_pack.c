/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of history/pack.h. */
#include "any_columns.h"
#include "check.h"
#include "history/pack.h"

#include <stdlib.h>

enum {
    COUNT_MAX = 520,
    ROOM = COUNT_MAX + HISTORY_UNPACK_SLACK_COUNT,
    BLOCKS = COUNT_MAX / 128 + 1
};

static struct history_unpack ways[HISTORY_UNPACK_WAY_COUNT_MAX];
static size_t way_count;

/* `count` numbers of at most so many bits. */
static void fill(uint32_t *values, size_t count, unsigned width, uint64_t *state)
{
    for (size_t i = 0; i < count; i++)
        values[i] = width == 0 ? 0 : (uint32_t)columns_random(state) >> (32 - width);
}

/* The bytes in memory that ends where they do, so that a read behind them is found. */
static uint8_t *exactly(const uint8_t *bytes, size_t size)
{
    uint8_t *copy = malloc(size > 0 ? size : 1);
    memcpy(copy, bytes, size);
    return copy;
}

static void every_way_unpacks_every_width_and_count(void)
{
    uint8_t bytes[HISTORY_BLOCK_COUNT_MAX * 4] = {0};
    uint32_t values[HISTORY_BLOCK_COUNT_MAX + HISTORY_UNPACK_SLACK_COUNT];
    uint64_t state = 1;

    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)columns_random(&state);
    for (unsigned width = 0; width <= 32; width++)
        for (size_t count = 1; count <= HISTORY_BLOCK_COUNT_MAX; count++) {
            size_t size = history_packed_size(width, count);
            uint8_t *packed = exactly(bytes, size);
            for (size_t way = 0; way < way_count; way++) {
                size_t wrong = 0;
                ways[way].unpack(packed, size, width, count, values);
                for (size_t i = 0; i < count; i++) {
                    uint32_t value = 0;
                    for (size_t bit = 0; bit < width; bit++) {
                        size_t at = i * width + bit;
                        value |= (uint32_t)(bytes[at / 8] >> at % 8 & 1) << bit;
                    }
                    wrong += values[i] != value;
                }
                CHECK_INT(wrong, 0);
            }
            free(packed);
        }
}

/* Packs, reads by every way, and gives the size. */
static size_t round_trip(const uint32_t *values, size_t count)
{
    uint8_t bytes[BLOCKS * HISTORY_BLOCK_SIZE_MAX];
    uint32_t again[ROOM];
    size_t size = (size_t)(history_pack(bytes, values, count) - bytes);
    uint8_t *packed = exactly(bytes, size);

    for (size_t way = 0; way < way_count; way++) {
        struct history_bytes reader = {packed, packed + size, false};
        CHECK(history_pack_read(&reader, &ways[way], count, again));
        CHECK_INT(history_bytes_left(&reader), 0);
        CHECK(memcmp(again, values, count * sizeof *values) == 0);
    }
    free(packed);
    return size;
}

static void what_is_packed_comes_back(void)
{
    uint32_t values[COUNT_MAX];
    uint64_t state = 2;

    for (unsigned width = 0; width <= 32; width++)
        for (size_t count = 1; count <= COUNT_MAX; count += 1 + columns_below(&state, 40)) {
            fill(values, count, width, &state);
            size_t blocks = (count + 127) / 128;
            CHECK(round_trip(values, count) <= blocks + (count * width + 7) / 8 + blocks);
        }
}

static void a_few_large_ones_cost_only_themselves(void)
{
    uint32_t values[HISTORY_BLOCK_COUNT_MAX];
    uint64_t state = 3;

    fill(values, HISTORY_BLOCK_COUNT_MAX, 3, &state);
    size_t size = round_trip(values, HISTORY_BLOCK_COUNT_MAX);
    CHECK_INT(size, 1 + 3 * 16);
    values[0] = UINT32_MAX;
    values[127] = 1000;
    CHECK_INT(round_trip(values, HISTORY_BLOCK_COUNT_MAX), size + 2 + 2 + (2 * 29 + 7) / 8);
    for (size_t i = 0; i < HISTORY_BLOCK_COUNT_MAX; i++)
        values[i] = i == 5 ? UINT32_MAX : 0;
    CHECK_INT(round_trip(values, HISTORY_BLOCK_COUNT_MAX), 1 + 2 + 1 + 4);
}

static void cut_bytes_are_refused(void)
{
    uint8_t bytes[BLOCKS * HISTORY_BLOCK_SIZE_MAX];
    uint32_t values[ROOM];
    uint32_t again[ROOM];
    uint64_t state = 4;

    fill(values, COUNT_MAX, 9, &state);
    for (size_t i = 0; i < COUNT_MAX; i += 50)
        values[i] = UINT32_MAX - (uint32_t)i;
    size_t size = (size_t)(history_pack(bytes, values, COUNT_MAX) - bytes);
    for (size_t cut = 0; cut < size; cut++) {
        uint8_t *packed = exactly(bytes, cut);
        struct history_bytes reader = {packed, packed + cut, false};
        CHECK(!history_pack_read(&reader, &ways[0], COUNT_MAX, again));
        free(packed);
    }
}

static void impossible_blocks_are_refused(void)
{
    static const struct {
        const char *what;
        uint8_t bytes[12];
        size_t count;
    } cases[] = {
        {"a width of 33", {33}, 1},
        {"more exceptions than numbers", {0x80, 3, 1, 0, 1, 1, 1}, 2},
        {"exceptions without bits", {0x80, 1, 0, 0}, 2},
        {"exceptions of more than 32 bits", {0x80 | 20, 1, 13, 0, 1, 1, 1, 1, 1, 1}, 2},
        {"the place of none", {0x80, 1, 1, 2, 1}, 2},
    };
    uint32_t values[ROOM];

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct history_bytes reader = {cases[i].bytes, cases[i].bytes + sizeof cases[i].bytes,
                                       false};
        bool is_read = history_pack_read(&reader, &ways[0], cases[i].count, values);
        CHECK_TEXT(is_read ? cases[i].what : "refused", "refused");
    }
}

int main(void)
{
    way_count = history_unpack_ways(ways);
    CHECK_TEXT(ways[way_count - 1].name, "plain");
    RUN(every_way_unpacks_every_width_and_count);
    RUN(what_is_packed_comes_back);
    RUN(a_few_large_ones_cost_only_themselves);
    RUN(cut_bytes_are_refused);
    RUN(impossible_blocks_are_refused);
    return check_summary();
}
