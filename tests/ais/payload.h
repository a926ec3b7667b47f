/* SPDX-License-Identifier: Apache-2.0 */
/* Payloads of binary messages, written bit by bit at the places that gpsd's AIVDM.adoc gives, which
 * count from the start of the message; and what the decoder makes of them. */
#ifndef PAYLOAD_H
#define PAYLOAD_H

#include "ais/json.h"
#include "check.h"

#include <string.h>

struct place {
    unsigned first_bit, bit_count;
    uint32_t value;
};

struct payload {
    uint8_t bytes[AIS_PAYLOAD_BYTES_MAX];
    struct ais_event event;
    char words[AIS_JSON_BYTES_MAX];    /* the message as JSON */
    char contents[AIS_JSON_BYTES_MAX]; /* of that what stands between the FI and the time */
};

static inline void put(struct payload *payload, unsigned first_bit, unsigned bit_count,
                       uint32_t value)
{
    for (unsigned i = 0; i < bit_count; i++) {
        unsigned bit = first_bit + i;
        uint8_t mask = (uint8_t)(0x80u >> bit % 8);
        bool is_set = (value >> (bit_count - 1 - i) & 1) != 0;
        uint8_t byte = payload->bytes[bit / 8];
        payload->bytes[bit / 8] = (uint8_t)(is_set ? byte | mask : byte & ~mask);
    }
}

/* Up to a place of no bits. */
static inline void put_places(struct payload *payload, const struct place *places)
{
    for (; places->bit_count > 0; places++)
        put(payload, places->first_bit, places->bit_count, places->value);
}

/* Six bits a character (ITU-R M.1371-5 table 47). */
static inline void put_text(struct payload *payload, unsigned first_bit, const char *text)
{
    for (; *text != '\0'; text++, first_bit += 6)
        put(payload, first_bit, 6, (uint32_t)*text & 0x3f);
}

/* Message 6 with its data from bit 88 on, or 8 with its data from bit 56 on. */
static inline void begin(struct payload *payload, unsigned type, unsigned dac, unsigned fid)
{
    memset(payload, 0, sizeof *payload);
    put(payload, 0, 6, type);
    put(payload, 8, 30, 219000001);
    if (type == 6)
        put(payload, 40, 30, 219000002);
    put(payload, type == 6 ? 72 : 40, 10, dac);
    put(payload, type == 6 ? 82 : 50, 6, fid);
}

/* Decodes so many bits. */
static inline void end(struct payload *payload, size_t bit_count)
{
    struct text text = text_init(payload->words, sizeof payload->words);
    struct json json = json_init(&text);

    payload->event = (struct ais_event){.stamp = AIS_STAMP_NONE};
    CHECK_INT(
        ais_message_read((struct ais_bits){payload->bytes, bit_count}, 0, &payload->event.message),
        AIS_DECODED);
    ais_json_add_message(&json, &payload->event);

    payload->contents[0] = '\0';
    const char *fid = strstr(payload->words, "\"fid\":");
    const char *start = fid != NULL ? strchr(fid, ',') : NULL;
    const char *time = strstr(payload->words, ",\"time\":null");
    CHECK(start != NULL && time != NULL && time >= start);
    if (start != NULL && time > start) {
        memcpy(payload->contents, start + 1, (size_t)(time - start - 1));
        payload->contents[time - start - 1] = '\0';
    }
}

#endif
