/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: what was read is written and read again as the same; any struct at all is
 * written inside its bytes, or refused by name. */
#include "ais/json.h"
#include "ais/message_write.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The same JSON, and the same bits: no member says anything else. */
static void check_again(const struct ais_message *message, struct ais_bits bits)
{
    char bytes[2][AIS_JSON_BYTES_MAX];
    struct ais_event events[2] = {{.stamp = AIS_STAMP_NONE}, {.stamp = AIS_STAMP_NONE}};
    uint8_t payload[AIS_PAYLOAD_BYTES_MAX];

    events[0].message = *message;
    events[0].message.flags = 0;
    enum ais_refusal refusal = ais_message_read(bits, 0, &events[1].message);
    assert(refusal == AIS_DECODED);
    assert(events[1].message.flags == 0);
    for (size_t i = 0; i < 2; i++) {
        struct text text = text_init(bytes[i], sizeof bytes[i]);
        struct json json = json_init(&text);
        ais_json_add_message(&json, &events[i]);
        assert(!text.is_cut);
    }
    assert(strcmp(bytes[0], bytes[1]) == 0);
    struct ais_written written = ais_message_write(&events[1].message, payload);
    assert(written.refused == NULL);
    assert(written.bit_count == bits.bit_count);
    assert(memcmp(payload, bits.bytes, (bits.bit_count + 7) / 8) == 0);
}

/* A struct of any bytes, as a caller may make it. */
static void write_any(struct ais_message *message, const uint8_t *data, size_t size)
{
    uint8_t payload[AIS_PAYLOAD_BYTES_MAX];
    size_t fields_size = sizeof message->fields;
    size_t inner_size = sizeof message->application.fields;

    memcpy(&message->fields, data, size < fields_size ? size : fields_size);
    if (size > fields_size)
        memcpy(&message->application.fields, data + fields_size,
               size - fields_size < inner_size ? size - fields_size : inner_size);
    struct ais_written written = ais_message_write(message, payload);
    assert((written.refused == NULL) == (written.bit_count > 0));
    assert(written.bit_count <= AIS_PAYLOAD_BITS_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ais_message message = {0};
    uint8_t payload[AIS_PAYLOAD_BYTES_MAX];
    if (size < 1 || size - 1 > AIS_PAYLOAD_BYTES_MAX)
        return 0;

    struct ais_bits bits = {data + 1, (size - 1) * 8};
    if (ais_message_read(bits, data[0] & 7, &message) != AIS_DECODED)
        return 0;
    struct ais_written written = ais_message_write(&message, payload);
    if (written.refused == NULL && message.flags == 0)
        check_again(&message, (struct ais_bits){payload, written.bit_count});
    assert(written.refused == NULL || message.flags != 0);
    write_any(&message, data, size);
    return 0;
}
