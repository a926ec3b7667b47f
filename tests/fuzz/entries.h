/* SPDX-License-Identifier: Apache-2.0 */
/* What the targets of JSON and of tables do with an object: encode it, and decode it again. */
#ifndef FUZZ_ENTRIES_H
#define FUZZ_ENTRIES_H

#include "ais/message_write.h"
#include "ais/sentence_write.h"
#include "node/entries.h"

#include <assert.h>
#include <string.h>

enum { REASON_BYTES = 512 };

/* The sentences of the event are one message, which says what the event does. Data that were given
 * as bits may be any application's, and cut short or too long for it. */
static inline void check_sentences(const struct ais_event *event, struct ais_bits bits)
{
    static struct ais_decoder decoder;
    char bytes[AIS_SENTENCES_BYTES_MAX + 1];
    struct text text = text_init(bytes, sizeof bytes);
    struct ais_wrapping wrapping = {.talker = {'A', 'I'},
                                    .is_own = event->is_own,
                                    .channel = event->channel,
                                    .group = 1,
                                    .stamp = &event->stamp};
    struct ais_event again;

    bool is_written = ais_sentence_write(bits, &wrapping, &text);
    assert(is_written && !text.is_cut);
    ais_decoder_init(&decoder);
    ais_decoder_push(&decoder, bytes, text.size,
                     (struct ais_arrival){.received_ms = CLOCK_UNKNOWN_MS});
    bool is_event = ais_decoder_next(&decoder, &again);
    assert(is_event && again.kind == AIS_EVENT_MESSAGE);
    bool is_told = event->message.application.layout != NULL;
    assert(again.message.flags == 0 || (!is_told && again.message.application.layout != NULL));
    assert(again.message.type == event->message.type);
    assert(again.message.mmsi == event->message.mmsi);
    assert(again.channel == event->channel);
    assert(again.is_own == event->is_own);
    assert(again.stamp.time_ms == event->stamp.time_ms);
    uint8_t payload[AIS_PAYLOAD_BYTES_MAX];
    struct ais_written written = ais_message_write(&again.message, payload);
    assert(written.refused == NULL || again.message.flags != 0);
}

static inline void check_object(struct ais_entries object)
{
    char bytes[REASON_BYTES];
    struct text reason = text_init(bytes, sizeof bytes);
    uint8_t payload[AIS_PAYLOAD_BYTES_MAX];
    struct ais_event event;

    bool is_read = ais_entry_read(object, &event, &reason);
    assert(is_read == (reason.size == 0));
    if (!is_read)
        return;
    struct ais_written written = ais_message_write(&event.message, payload);
    if (written.refused == NULL)
        check_sentences(&event, (struct ais_bits){payload, written.bit_count});
}

#endif
