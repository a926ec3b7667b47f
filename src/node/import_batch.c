/* SPDX-License-Identifier: Apache-2.0 */
#include "node/import_batch.h"

#include <assert.h>
#include <string.h>

enum {
    ALIGNMENT = 8,
    HEAD_BYTES = offsetof(struct ais_event, message),
    /* Most messages have no application, whose members are nine tenths of the struct. */
    PLAIN_BYTES = offsetof(struct ais_event, message.application.fields),
    ENTRY_BYTES_MAX = sizeof(struct ais_event) + AIS_PAYLOAD_BYTES_MAX + ALIGNMENT,
};

static_assert(sizeof(struct ais_event) % ALIGNMENT == 0 && PLAIN_BYTES % ALIGNMENT == 0,
              "each entry begins where an event may");

void node_import_batch_clear(struct node_import_batch *batch)
{
    batch->size = 0;
    batch->given = 0;
}

bool node_import_batch_has_room(const struct node_import_batch *batch)
{
    return NODE_IMPORT_BATCH_BYTES - batch->size >= (size_t)ENTRY_BYTES_MAX;
}

static size_t event_size(const struct ais_event *event)
{
    return event->message.application.layout != NULL ? sizeof *event : (size_t)PLAIN_BYTES;
}

/* Of the payload, in whole steps. */
static size_t payload_room(const struct ais_event *event)
{
    size_t size = (event->message.bits.bit_count + 7) / 8;
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

void node_import_batch_add(struct node_import_batch *batch, const struct ais_event *event)
{
    unsigned char *at = batch->bytes + batch->size;
    size_t size = event_size(event);

    assert(event->kind == AIS_EVENT_MESSAGE && node_import_batch_has_room(batch));
    memcpy(at, event, size);
    memcpy(at + size, event->message.bits.bytes, (event->message.bits.bit_count + 7) / 8);
    batch->size += size + payload_room(event);
}

bool node_import_batch_next(struct node_import_batch *batch, struct ais_event *event)
{
    const unsigned char *at = batch->bytes + batch->given;

    if (batch->given == batch->size)
        return false;
    memcpy(event, at, PLAIN_BYTES);
    size_t size = event_size(event);
    memcpy((unsigned char *)event + PLAIN_BYTES, at + PLAIN_BYTES, size - PLAIN_BYTES);
    event->line = (struct ais_span){0};
    event->message.bits.bytes = at + size;
    batch->given += size + payload_room(event);
    return true;
}
