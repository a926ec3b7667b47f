/* SPDX-License-Identifier: Apache-2.0 */
/* A hash table of fixed capacity from 64-bit keys to small numbers (slots of an array elsewhere).
 * Where an entry lies depends on a number drawn at random for each table, so that nobody can send
 * keys that all fall on one place; what is found does not. Open addressing with backward-shift
 * deletion: no tombstones, no allocation after the start. */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct table;

/* Room for `entry_count_max` entries. NULL when there is no memory. */
struct table *table_new(size_t entry_count_max);
void table_free(struct table *table);
void table_clear(struct table *table);

size_t table_count(const struct table *table);

/* True and the number when `key` is there; `*number` is untouched otherwise. */
bool table_find(const struct table *table, uint64_t key, uint32_t *number);

/* Sets or replaces. False when the table is full and `key` is new. */
bool table_set(struct table *table, uint64_t key, uint32_t number);

/* False when `key` was not there. */
bool table_remove(struct table *table, uint64_t key);

#endif
