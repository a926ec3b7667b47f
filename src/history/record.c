/* SPDX-License-Identifier: Apache-2.0 */
#include "history/record.h"

#include "ais/bits.h"
#include "ais/quick.h"
#include "history/position.h"

bool history_record_is_wanted(uint8_t message_type)
{
    /* Those with a position, and what else says something of a ship or her voyage. */
    return history_position_is_in(message_type) || message_type == 5 || message_type == 24;
}

struct history_record history_record_of(const struct evidence_report *report)
{
    struct ais_bits bits = report->message->bits;
    struct history_record record = {
        .time_ms = report->time_ms,
        .station = report->station,
        .is_copy = report->is_copy,
    };

    if (bits.bit_count > 8 * (size_t)HISTORY_RECORD_PAYLOAD_BYTES)
        bits.bit_count = 8 * (size_t)HISTORY_RECORD_PAYLOAD_BYTES;
    record.bit_count = (uint16_t)bits.bit_count;
    ais_bits_copy(bits, 0, bits.bit_count, record.payload);
    return record;
}

bool history_record_message(const struct history_record *record, struct ais_message *message)
{
    struct ais_bits bits = {record->payload, record->bit_count};

    return ais_quick_read_message(bits, message) ||
           ais_message_read(bits, 0, message) == AIS_DECODED;
}

struct evidence_report history_record_report(const struct history_record *record,
                                             const struct ais_message *message)
{
    return (struct evidence_report){
        .message = message,
        .time_ms = record->time_ms,
        .station = record->station,
        .is_copy = record->is_copy,
    };
}

size_t history_record_write(const struct history_record *record,
                            uint8_t bytes[static HISTORY_RECORD_SIZE_MAX])
{
    size_t size = ((size_t)record->bit_count + 7) / 8;
    uint8_t *at = history_bytes_put(bytes, (uint64_t)record->time_ms, 8);

    at = history_bytes_put(at, record->station, 2);
    at = history_bytes_put(at, record->is_copy, 1);
    at = history_bytes_put(at, record->bit_count, 2);
    memcpy(at, record->payload, size);
    return (size_t)(at - bytes) + size;
}

bool history_record_read(struct history_bytes *bytes, struct history_record *record)
{
    memset(record, 0, sizeof *record);
    record->time_ms = (int64_t)history_bytes_get(bytes, 8);
    record->station = (uint16_t)history_bytes_get(bytes, 2);
    record->is_copy = history_bytes_get(bytes, 1) != 0;
    record->bit_count = (uint16_t)history_bytes_get(bytes, 2);
    if (bytes->is_cut || record->bit_count > 8 * HISTORY_RECORD_PAYLOAD_BYTES)
        return false;
    size_t size = ((size_t)record->bit_count + 7) / 8;
    const uint8_t *payload = history_bytes_take(bytes, size);
    if (payload != NULL)
        memcpy(record->payload, payload, size);
    return payload != NULL;
}
