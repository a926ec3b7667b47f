/* SPDX-License-Identifier: Apache-2.0 */
/* The one writer of a store: reports in, chunks, intervals and a journal out.
 *
 * A folder is a store: the database (store.h), a journal (journal.h), a lock. What a report says is
 * in the journal, and durable, with the next history_writer_sync(); it goes into the database when
 * its chunk is full. When the disk refuses, the writer goes on taking reports as long as there is
 * room for them, says so in its state, and tries again. After a crash it begins where the journal
 * ended. Not for several threads at once. */
#ifndef HISTORY_WRITER_H
#define HISTORY_WRITER_H

#include "evidence/stations.h"
#include "history/keeper.h"
#include "history/record.h"
#include "history/store.h"

struct history_writer;

struct history_writer_options {
    const char *directory; /* is made when it is not there, but not the folders above it */
    bool has_journal;      /* without one a crash loses what was not closed: for an import */
    bool keeps_milliseconds;
    struct history_keep keep; /* with a journal: how long; old chunks are compacted, too */
    size_t segment_count_max;
    size_t position_count_max; /* open at a time; 40 bytes each */
};

enum {
    HISTORY_WRITER_SEGMENTS = 1 << 17,
    HISTORY_WRITER_POSITIONS = 1 << 22,
    HISTORY_WRITER_JOURNAL_SIZE = 32 << 20, /* a new one is begun when it is larger */
};

/* NULL, with the reason, when the folder is no store that can be written, or is in use. */
struct history_writer *history_writer_open(const struct history_writer_options *options,
                                           struct text *reason);

/* Closes it. With a journal what is open stays in that; without, all is closed into chunks, and it
 * is false when something could not be kept, with the reason. `*counts`,
 * where it is not NULL, becomes what was written since it was opened. */
bool history_writer_close(struct history_writer *writer, struct history_store_counts *counts,
                          struct text *reason);

/* The store's number of a station by its name. */
uint16_t history_writer_station(struct history_writer *writer, const char *name);

/* Takes a report. Its station is the store's number. */
void history_writer_take(struct history_writer *writer, const struct evidence_report *report);

/* The same of a record, which goes into the journal as it is. */
void history_writer_take_record(struct history_writer *writer, const struct history_record *record);

/* Makes durable what was taken, closes what is due at `now_ms` (UTC), and begins a new journal when
 * it is time: to be called once a second. */
void history_writer_sync(struct history_writer *writer, int64_t now_ms);

struct history_writer_state {
    bool is_storing;         /* the last attempt to write went well */
    const char *reason;      /* why not; "" */
    uint64_t report_count;   /* taken */
    uint64_t refused_count;  /* reports and hearers of them lost: there was no room */
    uint64_t replayed_count; /* that came from the journal at the start */
    uint64_t journal_size;
    size_t open_position_count;
    struct history_store_counts store;
};

/* Whether the last attempt to write went well. */
bool history_writer_is_storing(const struct history_writer *writer);

struct history_writer_state history_writer_state(const struct history_writer *writer);

#endif
