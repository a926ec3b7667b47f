/* SPDX-License-Identifier: Apache-2.0 */
#include "base/table.h"
#include "check.h"

enum { KEY_COUNT = 500, STEP_COUNT = 200000 };

/* A small generator, so that the test is the same everywhere (xorshift, Marsaglia 2003). */
static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void refuses_when_full_and_replaces_all_the_same(void)
{
    struct table *table = table_new(2);
    uint32_t number = 7;
    CHECK(!table_find(table, 5, &number));
    CHECK_INT(number, 7);
    CHECK(table_set(table, 5, 50));
    CHECK(table_set(table, 6, 60));
    CHECK(!table_set(table, 7, 70));
    CHECK(table_set(table, 5, 51));
    CHECK(table_find(table, 5, &number));
    CHECK_INT(number, 51);
    CHECK(table_remove(table, 5));
    CHECK(!table_remove(table, 5));
    CHECK(table_set(table, 7, 70));
    CHECK_INT(table_count(table), 2);
    table_clear(table);
    CHECK_INT(table_count(table), 0);
    CHECK(!table_find(table, 7, &number));
    table_free(table);
}

/* Against a plain array, through many insertions and removals in a full table. */
static void agrees_with_an_array(void)
{
    struct table *table = table_new(KEY_COUNT);
    uint32_t expected[KEY_COUNT] = {0}; /* 0: not there */
    uint64_t state = 1;
    size_t wrong = 0;

    for (size_t step = 0; step < STEP_COUNT; step++) {
        uint64_t key = next_random(&state) % KEY_COUNT;
        uint32_t number = 0;
        bool is_there = table_find(table, key, &number);
        wrong += is_there != (expected[key] != 0) || number != expected[key];
        if (next_random(&state) % 3 == 0) {
            wrong += table_remove(table, key) != is_there;
            expected[key] = 0;
        } else {
            expected[key] = (uint32_t)step + 1;
            wrong += !table_set(table, key, expected[key]);
        }
    }
    CHECK_INT(wrong, 0);
    table_free(table);
}

int main(void)
{
    RUN(refuses_when_full_and_replaces_all_the_same);
    RUN(agrees_with_an_array);
    return check_summary();
}
