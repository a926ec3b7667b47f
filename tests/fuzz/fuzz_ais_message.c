/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: any payload of any type is read inside its bits, or refused. */
#include "ais/message.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ais_message message;
    if (size < 1 || size - 1 > AIS_PAYLOAD_BYTES_MAX)
        return 0;

    /* The copy ends where the bits do, so that a sanitizer sees a read behind them. */
    uint8_t payload[AIS_PAYLOAD_BYTES_MAX];
    uint8_t *bytes = payload + AIS_PAYLOAD_BYTES_MAX - (size - 1);
    memcpy(bytes, data + 1, size - 1);
    struct ais_bits bits = {bytes, (size - 1) * 8};
    if (ais_message_read(bits, data[0] & 15, &message) != AIS_DECODED)
        return 0;
    assert(message.type >= 1 && message.type <= AIS_MESSAGE_TYPE_MAX);
    assert(message.bits.bit_count <= bits.bit_count);
    if (message.layout != NULL)
        assert(message.bits.bit_count >= message.layout->core_bit_count);
    if (message.type == 21)
        assert(strlen(message.fields.aid.name) < sizeof message.fields.aid.name);
    return 0;
}
