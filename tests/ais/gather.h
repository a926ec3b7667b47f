/* SPDX-License-Identifier: Apache-2.0 */
/* What a decoder makes of a text: its messages as JSON lines, its refusals as words. */
#ifndef GATHER_H
#define GATHER_H

#include "ais/json.h"

#include <string.h>

struct gathered {
    char messages[1 << 16];
    char refusals[1 << 12]; /* "reason reason ..." */
    struct ais_counts counts;
};

static inline void gather_pull(struct ais_decoder *decoder, struct text *messages,
                               struct text *refusals)
{
    struct ais_event event;
    while (ais_decoder_next(decoder, &event)) {
        if (event.kind == AIS_EVENT_MESSAGE) {
            struct json json = json_init(messages);
            ais_json_add_message(&json, &event);
            text_add_char(messages, '\n');
        } else {
            text_add_format(refusals, "%s%s", refusals->size > 0 ? " " : "",
                            ais_refusal_name(event.refusal));
        }
    }
}

/* Pushes `size` bytes in pieces of `piece_size`. */
static inline void gather_bytes(struct ais_decoder *decoder, const char *bytes, size_t size,
                                size_t piece_size, struct gathered *gathered)
{
    struct text messages = text_init(gathered->messages, sizeof gathered->messages);
    struct text refusals = text_init(gathered->refusals, sizeof gathered->refusals);
    struct ais_arrival arrival = {.received_ms = CLOCK_UNKNOWN_MS};

    for (size_t done = 0; done < size; done += piece_size) {
        size_t piece = size - done < piece_size ? size - done : piece_size;
        ais_decoder_push(decoder, bytes + done, piece, arrival);
        gather_pull(decoder, &messages, &refusals);
    }
    ais_decoder_end(decoder);
    gather_pull(decoder, &messages, &refusals);
    gathered->counts = decoder->counts;
}

static inline void gather(const char *text, struct gathered *gathered)
{
    static struct ais_decoder decoder;
    ais_decoder_init(&decoder);
    gather_bytes(&decoder, text, strlen(text), strlen(text) + 1, gathered);
}

#endif
