/* SPDX-License-Identifier: Apache-2.0 */
/* The journal: what the store does not have yet, so that nothing is lost with the power.
 *
 * An append-only file of frames, each with its size and a CRC-32. A frame holds entries: a kind, a
 * size, bytes. A journal begins with what was open when it was begun; from the entry
 * HISTORY_JOURNAL_BEGUN on it stands for all journals before it, which are then removed. What
 * follows the last whole frame was never promised, and is left out. */
#ifndef HISTORY_JOURNAL_H
#define HISTORY_JOURNAL_H

#include "base/text.h"

enum history_journal_kind {
    HISTORY_JOURNAL_BEGUN = 1, /* no bytes */
    HISTORY_JOURNAL_STATION,   /* a number in two bytes, a name */
    HISTORY_JOURNAL_CHUNK,     /* an MMSI in four bytes, a class in one, a chunk */
    HISTORY_JOURNAL_REPORT,    /* record.h */
};

enum {
    HISTORY_JOURNAL_ENTRY_SIZE_MAX = 65535,
    HISTORY_JOURNAL_FRAME_SIZE_MAX = 1 << 20,
    HISTORY_JOURNAL_BUFFER_SIZE_MAX = 16 << 20, /* waits when the disk takes nothing */
};

struct history_journal;

/* Reads the newest journal in `directory` that was begun to the end, entry by entry; `*cut_size` is
 * the bytes behind its last whole frame. None, and an empty folder, are no failure. */
bool history_journal_replay(const char *directory,
                            void (*take)(void *user, enum history_journal_kind kind,
                                         const uint8_t *bytes, size_t size),
                            void *user, uint64_t *cut_size, struct text *reason);

/* Whether a folder has any journal. */
bool history_journal_is_there(const char *directory);

/* Copies the newest journal that was begun to the end into another folder, as its first. None is no
 * failure. */
bool history_journal_copy(const char *directory, const char *target, struct text *reason);

/* Begins a journal of its own. NULL, with the reason, when the file cannot be made. */
struct history_journal *history_journal_open(const char *directory, struct text *reason);

/* Closes it; the file stays. */
void history_journal_close(struct history_journal *journal);

/* Closes it and removes its file. */
void history_journal_remove(struct history_journal *journal);

/* Adds an entry in memory. False when there is no room, since the disk takes nothing. */
bool history_journal_add(struct history_journal *journal, enum history_journal_kind kind,
                         const uint8_t *bytes, size_t size);

/* Writes what was added, and, with `is_durable`, waits until the disk has it. False when it did not
 * go; it is tried again with the next call, and history_journal_reason() says why. */
bool history_journal_write(struct history_journal *journal, bool is_durable);

/* Removes all other journals in the folder, when this one is begun and durable. */
void history_journal_drop_others(const struct history_journal *journal);

uint64_t history_journal_size(const struct history_journal *journal);
const char *history_journal_reason(const struct history_journal *journal);

#endif
