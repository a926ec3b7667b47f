/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: any payload of any type is read inside its bits into values that its rows can
 * hold, and told in whole JSON; or it is refused. The first byte is the fill bits, the second the
 * type, so that every layout is reached soon. */
#include "ais/json.h"
#include "strict_json.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_number(const struct ais_field *field, int64_t value)
{
    bool has_sign_bit = field->kind == AIS_SIGN_FIRST || field->kind == AIS_SIGN_LAST;
    bool is_signed = has_sign_bit || field->kind == AIS_SIGNED || field->kind == AIS_TURN;
    int64_t limit = INT64_C(1) << (field->bit_count - is_signed);

    if (field->kind == AIS_SCALED)
        limit *= AIS_SCALE_MAX;
    assert(value == AIS_MISSING || (value >= (is_signed ? -limit : 0) && value < limit));
}

static void check_field(const struct ais_field *field, const void *fields)
{
    const char *member = (const char *)fields + field->offset;

    switch (field->kind) {
    case AIS_UNSIGNED:
    case AIS_SIGNED:
    case AIS_BOOL:
    case AIS_TURN:
    case AIS_READING:
    case AIS_SQUARED:
    case AIS_SCALED:
    case AIS_SIGN_FIRST:
    case AIS_SIGN_LAST:
        check_number(field, ais_layout_number(field, fields));
        break;
    case AIS_TEXT:
        assert(memchr(member, '\0', field->size) != NULL);
        break;
    case AIS_DATA:
        assert(((const struct ais_data *)(const void *)member)->bit_count <=
               AIS_DATA_BYTES_MAX * 8);
        break;
    case AIS_DATE_TIME:
    case AIS_ETA:
    case AIS_DAY_TIME:
    case AIS_TEXT_MORE:
        break;
    }
}

/* The copy ends where the bits do, so that a sanitizer sees a read behind them. */
static void read_payload(const uint8_t *data, size_t size, unsigned fill_bits)
{
    struct ais_event event = {.stamp = AIS_STAMP_NONE};
    const struct ais_message *message = &event.message;
    char json_bytes[AIS_JSON_BYTES_MAX];
    struct text text = text_init(json_bytes, sizeof json_bytes);
    struct json json = json_init(&text);
    uint8_t payload[AIS_PAYLOAD_BYTES_MAX];
    uint8_t *bytes = payload + sizeof payload - size;

    memcpy(bytes, data, size);
    bytes[0] = (uint8_t)(data[0] % (AIS_MESSAGE_TYPE_MAX + 2) << 2 | (size > 1 ? data[1] & 3 : 0));
    struct ais_bits bits = {bytes, size * 8};
    if (ais_message_read(bits, fill_bits, &event.message) != AIS_DECODED)
        return;
    assert(message->type >= 1 && message->type <= AIS_MESSAGE_TYPE_MAX);
    assert(message->bits.bit_count <= bits.bit_count);
    assert(message->bits.bit_count >= message->layout->core_bit_count);
    for (size_t i = 0; i < message->layout->field_count; i++)
        check_field(&message->layout->fields[i], &message->fields);
    ais_json_add_message(&json, &event);
    assert(!text.is_cut);
    assert(strict_json_is_object(json_bytes, text.size));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size >= 2 && size - 1 <= AIS_PAYLOAD_BYTES_MAX)
        read_payload(data + 1, size - 1, data[0] & 15);
    return 0;
}
