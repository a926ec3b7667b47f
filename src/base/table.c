/* SPDX-License-Identifier: Apache-2.0 */
#include "base/table.h"

#include "base/large.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    uint64_t key;
    uint32_t number;
    bool is_used;
};

struct table {
    size_t count;
    size_t count_max;
    uint64_t seed;
    size_t mask; /* number of entries less one; a power of two, at least twice count_max */
    struct entry entries[];
};

struct table *table_new(size_t entry_count_max)
{
    assert(entry_count_max > 0);
    assert(entry_count_max <= SIZE_MAX / 8 / sizeof(struct entry));

    size_t size = 2;
    while (size < entry_count_max * 2)
        size *= 2;
    struct table *table = large_new(sizeof *table + size * sizeof(struct entry));
    if (table == NULL)
        return NULL;
    table->count_max = entry_count_max;
    table->mask = size - 1;
    table_clear(table);
    randombytes_buf(&table->seed, sizeof table->seed);
    return table;
}

void table_free(struct table *table)
{
    free(table);
}

void table_clear(struct table *table)
{
    table->count = 0;
    memset(table->entries, 0, (table->mask + 1) * sizeof table->entries[0]);
}

size_t table_count(const struct table *table)
{
    return table->count;
}

/* The finalizer of splitmix64 (Steele, Lea, Flood 2014): neighbouring MMSIs land far apart. */
static size_t home(const struct table *table, uint64_t key)
{
    key ^= table->seed;
    key = (key ^ key >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    key = (key ^ key >> 27) * UINT64_C(0x94d049bb133111eb);
    return (size_t)(key ^ key >> 31) & table->mask;
}

/* The entry that holds `key`, or the free one where it would stand. */
static size_t locate(const struct table *table, uint64_t key)
{
    size_t at = home(table, key);
    while (table->entries[at].is_used && table->entries[at].key != key)
        at = (at + 1) & table->mask;
    return at;
}

bool table_find(const struct table *table, uint64_t key, uint32_t *number)
{
    const struct entry *entry = &table->entries[locate(table, key)];
    if (!entry->is_used)
        return false;
    *number = entry->number;
    return true;
}

bool table_set(struct table *table, uint64_t key, uint32_t number)
{
    struct entry *entry = &table->entries[locate(table, key)];
    if (!entry->is_used) {
        if (table->count == table->count_max)
            return false;
        table->count++;
    }
    *entry = (struct entry){.key = key, .number = number, .is_used = true};
    return true;
}

bool table_remove(struct table *table, uint64_t key)
{
    size_t hole = locate(table, key);
    if (!table->entries[hole].is_used)
        return false;

    /* Pull later entries of the run back over the hole while that brings them no further than
     * their home. */
    for (size_t at = (hole + 1) & table->mask; table->entries[at].is_used;
         at = (at + 1) & table->mask) {
        size_t wish = home(table, table->entries[at].key);
        if (((at - wish) & table->mask) >= ((at - hole) & table->mask)) {
            table->entries[hole] = table->entries[at];
            hole = at;
        }
    }
    table->entries[hole].is_used = false;
    table->count--;
    return true;
}
