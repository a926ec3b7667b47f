/* SPDX-License-Identifier: Apache-2.0 */
/* A report as it goes to the writer and into its journal: the payload itself, who heard it, when.
 */
#ifndef HISTORY_RECORD_H
#define HISTORY_RECORD_H

#include "evidence/report.h"
#include "history/bytes.h"

enum {
    HISTORY_RECORD_PAYLOAD_BYTES = 64,
    HISTORY_RECORD_SIZE_MAX = 14 + HISTORY_RECORD_PAYLOAD_BYTES,
};

struct history_record {
    int64_t time_ms;
    uint16_t station; /* as who writes it numbers them */
    uint16_t bit_count;
    bool is_copy;
    uint8_t payload[HISTORY_RECORD_PAYLOAD_BYTES + 8]; /* zeros behind its bits */
};

/* Whether the history keeps anything of a message type. */
bool history_record_is_wanted(uint8_t message_type);

/* The record of a report of such a type. Of an overlong payload its first bits stay, which are all
 * that the type has. */
struct history_record history_record_of(const struct evidence_report *report);

/* The message of a record. False when it is none. */
bool history_record_message(const struct history_record *record, struct ais_message *message);

/* The report of a record, with its message. */
struct evidence_report history_record_report(const struct history_record *record,
                                             const struct ais_message *message);

/* As bytes, the same on every machine; the size. */
size_t history_record_write(const struct history_record *record,
                            uint8_t bytes[static HISTORY_RECORD_SIZE_MAX]);

/* False when the bytes are none. */
bool history_record_read(struct history_bytes *bytes, struct history_record *record);

#endif
