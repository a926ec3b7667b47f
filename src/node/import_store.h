/* SPDX-License-Identifier: Apache-2.0 */
/* The sink of an import: what is read goes into a store. */
#ifndef NODE_IMPORT_STORE_H
#define NODE_IMPORT_STORE_H

#include "history/writer.h"
#include "node/import.h"

struct node_import_store {
    struct history_writer *writer;
    uint64_t synced_count; /* reports that were taken when it was last made durable */
    uint16_t stations[EVIDENCE_STATION_COUNT_MAX]; /* the store's numbers */
};

/* Opens the store in `directory` for `*sink`. False, with the reason, when it cannot be written. */
bool node_import_store_open(struct node_import_store *store, const char *directory,
                            struct node_import_sink *sink, struct text *reason);

/* Writes down what is open, and closes it. False, with the reason, when something was not kept;
 * `*counts` is then of what was. */
bool node_import_store_close(struct node_import_store *store, struct history_store_counts *counts,
                             struct text *reason);

#endif
