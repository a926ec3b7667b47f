/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of chunks as they grow old: they are written anew, smaller and beside their
 * neighbours, and in the end they go. In small steps, between which others may write. */
#ifndef HISTORY_KEEPER_H
#define HISTORY_KEEPER_H

#include "history/store.h"

enum { HISTORY_COLD_AFTER_S = 24 * 3600 };

/* How long what is kept; zeros: for good. */
struct history_keep {
    int64_t days[HISTORY_CLASS_COUNT];
    uint64_t size_max; /* of the database, bytes; what is oldest goes first */
};

struct history_keeper;

/* For a store that outlives it. NULL when there is no memory. */
struct history_keeper *history_keeper_new(struct history_store *store,
                                          const struct history_keep *keep);
void history_keeper_free(struct history_keeper *keeper);

/* Rewrites at most `chunk_count` chunks of the six hours that ended a day before `now_s`: by the
 * cold codec, ordered in space. `*is_done` when there are no more. False when the database refused,
 * as history_store_add(). */
bool history_keeper_compact(struct history_keeper *keeper, int64_t now_s, size_t chunk_count,
                            bool *is_done);

/* Drops at most some thousand chunks that are older than they are kept. Likewise. */
bool history_keeper_drop(struct history_keeper *keeper, int64_t now_s, bool *is_done);

struct history_keeper_counts {
    uint64_t compacted; /* chunks */
    uint64_t dropped;
    uint64_t broken; /* that could not be read, and stay as they are */
};

struct history_keeper_counts history_keeper_counts(const struct history_keeper *keeper);

#endif
