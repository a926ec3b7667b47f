/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: any bytes are a sentence whose fields lie inside the line, or are refused. */
#include "ais/sentence.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_inside(struct ais_span span, const char *line, size_t size)
{
    assert(span.start >= line && span.start + span.size <= line + size);
}

static void check_fields(const struct ais_sentence *sentence, const char *line, size_t size)
{
    assert(sentence->total >= 1 && sentence->total <= AIS_SENTENCE_PART_COUNT_MAX);
    assert(sentence->part >= 1 && sentence->part <= sentence->total);
    assert(sentence->sequence <= AIS_SENTENCE_NO_SEQUENCE);
    assert(sentence->fill_bits <= AIS_SENTENCE_NO_FILL);
    assert(sentence->channel == '\0' || (sentence->channel >= 'A' && sentence->channel <= 'D'));
    check_inside(sentence->payload, line, size);
    assert(memchr(sentence->payload.start, ',', sentence->payload.size) == NULL);
    assert(memchr(sentence->payload.start, ' ', sentence->payload.size) == NULL);
    assert(memchr(sentence->payload.start, '\0', sentence->payload.size) == NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *line = (const char *)data;
    struct ais_sentence sentence;

    enum ais_refusal refusal = ais_sentence_parse(line, size, &sentence);
    assert((refusal == AIS_OTHER) == !ais_sentence_starts(line, size));
    if (refusal == AIS_OTHER)
        return 0;
    assert(refusal == AIS_DECODED || refusal == AIS_MALFORMED || refusal == AIS_BAD_CHECKSUM);
    assert(refusal != AIS_DECODED || sentence.is_whole);
    assert(refusal != AIS_BAD_CHECKSUM || sentence.has_checksum);
    check_inside(sentence.trailer, line, size);
    if (sentence.is_whole)
        check_fields(&sentence, line, size);
    return 0;
}
