/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/decoder.h"
#include "ais/json.h"
#include "narrows/ais.h"

#include <assert.h>
#include <string.h>

/* What a context is on the inside. */
struct stream {
    struct ais_decoder decoder;
    struct ais_event event;
    bool is_used_up; /* what was pushed last: nothing is left to be pulled */
};

static_assert(sizeof(struct stream) <= sizeof(struct narrows_ais), "a context holds a decoder");
static_assert(_Alignof(struct stream) <= _Alignof(struct narrows_ais), "and is aligned for it");
static_assert((int)NARROWS_AIS_JSON_BYTES_MAX == (int)AIS_JSON_BYTES_MAX, "one size of JSON");

static struct stream *stream_of(struct narrows_ais *ais)
{
    return (struct stream *)(void *)ais->memory.bytes;
}

void narrows_ais_init(struct narrows_ais *ais, unsigned options)
{
    struct stream *stream = stream_of(ais);

    ais_decoder_init(&stream->decoder);
    stream->decoder.keeps_bad_checksums = (options & NARROWS_AIS_KEEP_BAD_CHECKSUMS) != 0;
    stream->event = (struct ais_event){.stamp = AIS_STAMP_NONE};
    stream->is_used_up = true;
}

bool narrows_ais_push(struct narrows_ais *ais, const char *bytes, size_t size,
                      const struct ais_arrival *arrival)
{
    static const struct ais_arrival unknown = {.received_ms = AIS_UNKNOWN_MS};
    struct stream *stream = stream_of(ais);

    if (!stream->is_used_up)
        return false;
    ais_decoder_push(&stream->decoder, bytes, size, arrival != NULL ? *arrival : unknown);
    stream->is_used_up = false;
    return true;
}

bool narrows_ais_end(struct narrows_ais *ais)
{
    struct stream *stream = stream_of(ais);

    if (!stream->is_used_up)
        return false;
    ais_decoder_end(&stream->decoder);
    stream->is_used_up = false;
    return true;
}

const struct ais_event *narrows_ais_next(struct narrows_ais *ais)
{
    struct stream *stream = stream_of(ais);

    stream->is_used_up = !ais_decoder_next(&stream->decoder, &stream->event);
    return stream->is_used_up ? NULL : &stream->event;
}

const struct ais_counts *narrows_ais_counts(const struct narrows_ais *ais)
{
    return &((const struct stream *)(const void *)ais->memory.bytes)->decoder.counts;
}

size_t narrows_ais_json(const struct ais_event *event, char *bytes, size_t size)
{
    if (size == 0)
        return 0;
    struct text text = text_init(bytes, size);
    struct json json = json_init(&text);
    if (event->kind == AIS_EVENT_MESSAGE)
        ais_json_add_message(&json, event);
    if (text.is_cut)
        text_clear(&text);
    return text.size;
}

const char *narrows_ais_refusal_name(enum ais_refusal refusal)
{
    return (unsigned)refusal < AIS_REFUSAL_COUNT ? ais_refusal_name(refusal) : NULL;
}

const char *narrows_ais_flag_name(enum ais_flag flag)
{
    for (unsigned i = 0; i < AIS_FLAG_COUNT; i++)
        if ((unsigned)flag == 1u << i)
            return ais_message_flag_name(i);
    return NULL;
}

const char *narrows_ais_version(void)
{
    return NARROWS_VERSION;
}
