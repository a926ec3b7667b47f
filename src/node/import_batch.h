/* SPDX-License-Identifier: Apache-2.0 */
/* Messages on their way from the thread that reads to the one that keeps them: copied, with their
 * times, stations and payloads. */
#ifndef NODE_IMPORT_BATCH_H
#define NODE_IMPORT_BATCH_H

#include "ais/decoder.h"

enum { NODE_IMPORT_BATCH_BYTES = 1 << 18 }; /* some 800 messages: they stay in a cache */

struct node_import_batch {
    size_t size;
    size_t given; /* of it */
    _Alignas(8) unsigned char bytes[NODE_IMPORT_BATCH_BYTES];
};

void node_import_batch_clear(struct node_import_batch *batch);

/* Room for any message. */
bool node_import_batch_has_room(const struct node_import_batch *batch);

/* An AIS_EVENT_MESSAGE. Its line is not kept. */
void node_import_batch_add(struct node_import_batch *batch, const struct ais_event *event);

/* The next one, in the order in which they were added; its payload is the batch's. False when all
 * were given. */
bool node_import_batch_next(struct node_import_batch *batch, struct ais_event *event);

#endif
