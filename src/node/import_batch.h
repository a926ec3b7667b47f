/* SPDX-License-Identifier: Apache-2.0 */
/* Reports and new stations on their way from the thread that reads to the one that keeps them:
 * copied, with the payloads of their messages. */
#ifndef NODE_IMPORT_BATCH_H
#define NODE_IMPORT_BATCH_H

#include "node/import.h"

enum { NODE_IMPORT_BATCH_BYTES = 1 << 18 }; /* some 900 reports: they stay in a cache */

struct node_import_batch {
    size_t size;
    _Alignas(8) unsigned char bytes[NODE_IMPORT_BATCH_BYTES];
};

/* Room for any report and a new station. */
bool node_import_batch_has_room(const struct node_import_batch *batch);

void node_import_batch_add_station(struct node_import_batch *batch, uint16_t number,
                                   const char *name);
void node_import_batch_add_report(struct node_import_batch *batch,
                                  const struct evidence_report *report);

/* Gives all to the sink, in order, and empties the batch. False when the sink took no more. */
bool node_import_batch_give(struct node_import_batch *batch, const struct node_import_sink *sink);

#endif
