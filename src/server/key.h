/* SPDX-License-Identifier: Apache-2.0 */
/* What names a row of the history for good: in the address of a feature, and as the place at which
 * the next page begins. */
#ifndef SERVER_KEY_H
#define SERVER_KEY_H

#include "base/text.h"
#include "history/reader.h"

enum { SERVER_KEY_BYTES = 64 };

struct server_key {
    struct history_place place;
    uint32_t number; /* among those of one place, from 0 */
};

/* "265698740-0-1542625200789-0". */
void server_key_write(const struct server_key *key, struct text *text);

/* False for anything that server_key_write() does not write; `*key` is then untouched. */
bool server_key_read(const char *words, struct server_key *key);

/* Below 0, 0 or above 0: as one stands before, at or behind the other. */
int server_key_compare(const struct server_key *one, const struct server_key *other);

#endif
