/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: any bytes in any pieces become messages whose JSON is whole, or are refused;
 * and the same however the bytes are cut, by the straight path or without it, and where one decoder
 * leaves messages unread for another. */
#include "ais/json.h"
#include "base/hash.h"
#include "strict_json.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { KEEPS_BAD = 128 };

enum way { QUICKLY, SLOWLY, BY_TWO };

static struct ais_decoder first, second;

/* What an event says, as a number to be compared. */
static uint64_t look_at(const struct ais_event *event)
{
    char bytes[AIS_JSON_BYTES_MAX];
    struct text text = text_init(bytes, sizeof bytes);
    struct json json = json_init(&text);

    if (event->kind == AIS_EVENT_REFUSED)
        return event->refusal + event->line_number * AIS_REFUSAL_COUNT;
    ais_json_add_message(&json, event);
    assert(!text.is_cut);
    assert(strict_json_is_object(bytes, text.size));
    assert(event->message.mmsi < UINT32_C(1) << 30);
    return hash_bytes(bytes, text.size) + event->line_number;
}

static uint64_t pull(uint64_t sum)
{
    struct ais_event event;
    while (ais_decoder_next(&first, &event)) {
        if (event.kind == AIS_EVENT_UNREAD)
            ais_decoder_read(&second, &event);
        sum = sum * 31 + look_at(&event);
    }
    return sum;
}

static uint64_t decode(const char *bytes, size_t size, size_t piece_size, enum way way,
                       bool keeps_bad)
{
    uint64_t sum = 0;

    ais_decoder_init(&first);
    ais_decoder_init(&second);
    first.is_quick = first.is_quick && way != SLOWLY;
    first.leaves_unread = way == BY_TWO;
    first.keeps_bad_checksums = keeps_bad;
    for (size_t done = 0; done < size; done += piece_size) {
        size_t piece = size - done < piece_size ? size - done : piece_size;
        ais_decoder_push(&first, bytes + done, piece,
                         (struct ais_arrival){.received_ms = CLOCK_UNKNOWN_MS});
        sum = pull(sum);
    }
    ais_decoder_end(&first);
    sum = pull(sum);
    assert(first.counts.messages + second.counts.messages <= first.counts.sentences);
    for (unsigned i = 0; i < AIS_REFUSAL_COUNT; i++)
        sum = sum * 31 + first.counts.refused[i] + second.counts.refused[i];
    return sum * 31 + first.counts.lines;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    const char *bytes = (const char *)data + 1;
    bool keeps_bad = (data[0] & KEEPS_BAD) != 0;
    size_t piece_size = (size_t)(data[0] & (KEEPS_BAD - 1)) * 4 + 1;
    uint64_t whole = decode(bytes, size - 1, size, QUICKLY, keeps_bad);
    assert(decode(bytes, size - 1, piece_size, QUICKLY, keeps_bad) == whole);
    assert(decode(bytes, size - 1, size, SLOWLY, keeps_bad) == whole);
    assert(decode(bytes, size - 1, piece_size, BY_TWO, keeps_bad) == whole);
    return 0;
}
