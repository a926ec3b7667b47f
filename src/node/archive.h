/* SPDX-License-Identifier: Apache-2.0 */
/* The archive of a running node: a thread that writes what the pipeline reports into a store, so
 * that the picture never waits for the disk. */
#ifndef NODE_ARCHIVE_H
#define NODE_ARCHIVE_H

#include "evidence/report.h"
#include "evidence/stations.h"
#include "history/writer.h"

struct node_archive;

enum {
    NODE_ARCHIVE_WAITING_MAX = 1 << 16, /* reports on their way to the thread */
    NODE_ARCHIVE_REASON_BYTES = 256,
};

/* Opens the store in `directory`, takes up what its journal has, and starts the thread. A store
 * that is there but cannot be written now (a full disk, a read-only one) is tried again every few
 * seconds; its state says so. NULL, with the reason, when none can be made, or another writes to
 * it. */
struct node_archive *node_archive_open(const char *directory, const struct history_keep *keep,
                                       struct text *reason);

/* Writes down all that was taken, and ends. A line on standard error says when that failed. */
void node_archive_close(struct node_archive *archive);

/* Takes a report, whose station is one of `stations`. Never waits: what does not fit is lost, and
 * counted. */
void node_archive_take(struct node_archive *archive, const struct evidence_report *report,
                       const struct evidence_stations *stations);

/* The numbers of stations mean others from now on. */
void node_archive_forget_stations(struct node_archive *archive);

/* As it was a second ago. `reason` is the archive's. */
struct node_archive_state {
    bool is_storing;
    char reason[NODE_ARCHIVE_REASON_BYTES];
    uint64_t
        lost_count; /* reports: the thread could not keep up, or the disk refused for too long */
    uint64_t open_position_count;
    uint64_t position_count; /* written since the start */
    uint64_t journal_size;
};

const struct node_archive_state *node_archive_state(struct node_archive *archive);

/* Removes the files of a store, and its folder when nothing else is in it: for the store of a
 * demonstration. */
void node_archive_remove(const char *directory);

#endif
