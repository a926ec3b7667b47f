/* SPDX-License-Identifier: Apache-2.0 */
/* The store on disk: chunks with their boxes, stations, and what is known of ships, in one SQLite
 * file. One writer at a time, of which this is the inside; readers open it beside (query.h).
 *
 * Positions may come in any order and more than once: what overlaps a chunk that is there is merged
 * with it, and a position that is there already is not kept twice. What is written becomes durable
 * with history_store_commit(). */
#ifndef HISTORY_STORE_H
#define HISTORY_STORE_H

#include "base/text.h"
#include "history/columns.h"
#include "history/position.h"

enum {
    HISTORY_STORE_SEGMENT_COUNT_MAX = 1 << 18,  /* whose last chunk is remembered */
    HISTORY_HEAD_GAP_MAX_MS = 24 * 3600 * 1000, /* a chunk begins with no older head than this */
    HISTORY_STORE_FILE_BYTES = 4096,
};

#define HISTORY_STORE_FILE "history.sqlite"

struct history_store;

/* Opens, or makes, the database in the folder `directory`, which is there. NULL, with the reason,
 * when it cannot be written. */
struct history_store *history_store_open(const char *directory, struct text *reason);
void history_store_close(struct history_store *store);

/* Keeps the positions in `columns`, which are without head. False when the database refused; what
 * was written since the last commit is then lost, and history_store_reason() says why. */
bool history_store_add(struct history_store *store, const struct history_position *of,
                       struct history_columns *columns);

/* The number of a station, which is made when it is new. False as above. */
bool history_store_station(struct history_store *store, const char *name, uint16_t *number);

/* All stations, by number. False as above. */
bool history_store_each_station(struct history_store *store,
                                void (*take)(void *user, uint16_t number, const char *name),
                                void *user);

/* What was written is durable when this is true. */
bool history_store_commit(struct history_store *store);

const char *history_store_reason(const struct history_store *store);

struct history_store_counts {
    uint64_t positions; /* that are new */
    uint64_t again;     /* that were there already */
    uint64_t chunks;    /* written or written anew */
};

struct history_store_counts history_store_counts(const struct history_store *store);

#endif
