/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: any payload of any type is read inside its bits and told in whole JSON, or
 * refused. */
#include "ais/json.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ais_event event = {.stamp = AIS_STAMP_NONE};
    char json_bytes[AIS_JSON_BYTES_MAX];
    struct text text = text_init(json_bytes, sizeof json_bytes);
    struct json json = json_init(&text);
    if (size < 1 || size - 1 > AIS_PAYLOAD_BYTES_MAX)
        return 0;

    /* The copy ends where the bits do, so that a sanitizer sees a read behind them. */
    uint8_t payload[AIS_PAYLOAD_BYTES_MAX];
    uint8_t *bytes = payload + AIS_PAYLOAD_BYTES_MAX - (size - 1);
    memcpy(bytes, data + 1, size - 1);
    struct ais_bits bits = {bytes, (size - 1) * 8};
    if (ais_message_read(bits, data[0] & 15, &event.message) != AIS_DECODED)
        return 0;
    assert(event.message.type >= 1 && event.message.type <= AIS_MESSAGE_TYPE_MAX);
    assert(event.message.bits.bit_count <= bits.bit_count);
    assert(event.message.bits.bit_count >= event.message.layout->core_bit_count);
    if (event.message.type == 21)
        assert(strlen(event.message.fields.aid.name) < sizeof event.message.fields.aid.name);
    ais_json_add_message(&json, &event);
    assert(!text.is_cut);
    assert(json_bytes[text.size - 1] == '}');
    return 0;
}
