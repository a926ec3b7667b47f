/* SPDX-License-Identifier: Apache-2.0 */
#include "node/import_batch.h"

#include <assert.h>
#include <string.h>

enum { ALIGNMENT = 8 };

/* What stands before each entry. */
struct head {
    uint32_t size;         /* of the whole entry */
    uint32_t payload_size; /* behind the message */
    bool is_station;
    bool is_copy;
    uint16_t station;
    int64_t time_ms;
};

static_assert(sizeof(struct head) % ALIGNMENT == 0, "what follows is aligned");

enum {
    ENTRY_BYTES_MAX =
        sizeof(struct head) + sizeof(struct ais_message) + AIS_PAYLOAD_BYTES_MAX + 2 * ALIGNMENT,
};

bool node_import_batch_has_room(const struct node_import_batch *batch)
{
    return NODE_IMPORT_BATCH_BYTES - batch->size >= 2 * (size_t)ENTRY_BYTES_MAX;
}

static size_t round_up(size_t size)
{
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static unsigned char *add_entry(struct node_import_batch *batch, struct head head)
{
    unsigned char *at = batch->bytes + batch->size;

    assert(head.size <= NODE_IMPORT_BATCH_BYTES - batch->size);
    memcpy(at, &head, sizeof head);
    batch->size += head.size;
    return at + sizeof head;
}

void node_import_batch_add_station(struct node_import_batch *batch, uint16_t number,
                                   const char *name)
{
    size_t size = strlen(name) + 1;
    struct head head = {
        .size = (uint32_t)round_up(sizeof head + size), .is_station = true, .station = number};

    memcpy(add_entry(batch, head), name, size);
}

/* Most messages have no application, whose members are nine tenths of the struct. */
static size_t message_size(const struct ais_message *message)
{
    return message->application.layout != NULL ? sizeof *message
                                               : offsetof(struct ais_message, application) +
                                                     offsetof(struct ais_application, fields);
}

void node_import_batch_add_report(struct node_import_batch *batch,
                                  const struct evidence_report *report)
{
    const struct ais_message *message = report->message;
    size_t fields_size = round_up(message_size(message));
    size_t payload_size = (message->bits.bit_count + 7) / 8;
    struct head head = {.size = (uint32_t)(sizeof head + fields_size + round_up(payload_size)),
                        .payload_size = (uint32_t)payload_size,
                        .is_copy = report->is_copy,
                        .station = report->station,
                        .time_ms = report->time_ms};
    unsigned char *at = add_entry(batch, head);

    memcpy(at, message, message_size(message));
    memcpy(at + fields_size, message->bits.bytes, payload_size);
}

static bool give_report(const unsigned char *at, struct head head,
                        const struct node_import_sink *sink)
{
    static const size_t payload_place = sizeof head;
    struct ais_message message;
    size_t size = offsetof(struct ais_message, application) + sizeof message.application.layout;

    memcpy(&message, at + payload_place, size);
    size = message_size(&message);
    memcpy(&message, at + payload_place, size);
    message.bits.bytes = at + payload_place + round_up(size);
    struct evidence_report report = {.message = &message,
                                     .time_ms = head.time_ms,
                                     .station = head.station,
                                     .is_copy = head.is_copy};
    return sink->take_report == NULL || sink->take_report(sink->user, &report);
}

bool node_import_batch_give(struct node_import_batch *batch, const struct node_import_sink *sink)
{
    size_t end = batch->size;

    batch->size = 0;
    for (size_t at = 0; at < end;) {
        struct head head;
        memcpy(&head, batch->bytes + at, sizeof head);
        const unsigned char *inside = batch->bytes + at + sizeof head;
        bool is_taken = !head.is_station ? give_report(inside, head, sink)
                                         : sink->take_station == NULL ||
                                               sink->take_station(sink->user, head.station,
                                                                  (const char *)inside);
        if (!is_taken)
            return false;
        at += head.size;
    }
    return true;
}
