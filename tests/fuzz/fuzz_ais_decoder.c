/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: any bytes in any pieces become messages whose JSON is whole, or are refused;
 * and the same messages however the bytes are cut, and by the straight path or without it. */
#include "ais/json.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint64_t decode(const char *bytes, size_t size, size_t piece_size, bool is_quick)
{
    static struct ais_decoder decoder;
    char json_bytes[AIS_JSON_BYTES_MAX];
    struct ais_event event;

    ais_decoder_init(&decoder);
    decoder.is_quick = decoder.is_quick && is_quick;
    for (size_t done = 0; done <= size; done += piece_size) {
        size_t piece = size - done < piece_size ? size - done : piece_size;
        ais_decoder_push(&decoder, bytes + done, piece,
                         (struct ais_arrival){.received_ms = CLOCK_UNKNOWN_MS});
        if (piece < piece_size) {
            while (ais_decoder_next(&decoder, &event))
                ;
            ais_decoder_end(&decoder);
        }
        while (ais_decoder_next(&decoder, &event)) {
            if (event.kind == AIS_EVENT_REFUSED)
                continue;
            struct text text = text_init(json_bytes, sizeof json_bytes);
            struct json json = json_init(&text);
            ais_json_add_message(&json, &event);
            assert(!text.is_cut);
            assert(json_bytes[0] == '{' && json_bytes[text.size - 1] == '}');
            assert(event.message.mmsi < UINT32_C(1) << 30);
        }
    }
    assert(decoder.counts.messages <= decoder.counts.sentences);
    return decoder.counts.messages;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    const char *bytes = (const char *)data + 1;
    uint64_t in_pieces = decode(bytes, size - 1, (size_t)data[0] + 1, true);
    uint64_t whole = decode(bytes, size - 1, size, true);
    uint64_t slowly = decode(bytes, size - 1, size, false);
    assert(in_pieces == whole);
    assert(slowly == whole);
    return 0;
}
