/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/bits.h"

#include <assert.h>
#include <string.h>

uint32_t ais_bits_unsigned(struct ais_bits bits, size_t first_bit, size_t bit_count)
{
    assert(bit_count >= 1);
    assert(bit_count <= 32);
    assert(first_bit + bit_count <= bits.bit_count);

    size_t first_byte = first_bit / 8;
    size_t end_byte = (first_bit + bit_count + 7) / 8;
    uint64_t window = 0; /* at most five bytes */
    for (size_t i = first_byte; i < end_byte; i++)
        window = window << 8 | bits.bytes[i];
    window >>= end_byte * 8 - (first_bit + bit_count);
    return (uint32_t)(window & ((UINT64_C(1) << bit_count) - 1));
}

int32_t ais_bits_signed(struct ais_bits bits, size_t first_bit, size_t bit_count)
{
    uint32_t value = ais_bits_unsigned(bits, first_bit, bit_count);
    uint32_t sign = UINT32_C(1) << (bit_count - 1);
    return (int32_t)((value ^ sign) - sign);
}

char ais_bits_char(struct ais_bits bits, size_t first_bit)
{
    uint32_t value = ais_bits_unsigned(bits, first_bit, 6);
    return (char)(value < 32 ? value + '@' : value);
}

/* The armour alphabet is '0'..'W' then '`'..'w'; -1 for anything else. */
static int sextet(char armour)
{
    if (armour >= '0' && armour <= 'W')
        return armour - '0';
    if (armour >= '`' && armour <= 'w')
        return armour - '`' + 40;
    return -1;
}

bool ais_bits_unarmour(const char *armour, size_t size,
                       uint8_t storage[static AIS_PAYLOAD_BYTES_MAX], struct ais_bits *bits)
{
    assert(size <= AIS_ARMOUR_CHARS_MAX);

    size_t bit_count = size * 6;
    memset(storage, 0, (bit_count + 7) / 8);
    for (size_t bit = 0; bit < bit_count; bit += 6) {
        int value = sextet(armour[bit / 6]);
        if (value < 0)
            return false;
        unsigned two_bytes = (unsigned)value << (10 - bit % 8);
        storage[bit / 8] |= (uint8_t)(two_bytes >> 8);
        if (bit % 8 > 2)
            storage[bit / 8 + 1] |= (uint8_t)two_bytes;
    }
    *bits = (struct ais_bits){.bytes = storage, .bit_count = bit_count};
    return true;
}
