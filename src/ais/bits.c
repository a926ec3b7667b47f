/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/bits.h"

#include "ais/armour.h"

#include <assert.h>
#include <endian.h>
#include <string.h>

uint32_t ais_bits_unsigned(struct ais_bits bits, size_t first_bit, size_t bit_count)
{
    assert(bit_count >= 1);
    assert(bit_count <= 32);
    assert(first_bit + bit_count <= bits.bit_count);

    size_t first_byte = first_bit / 8;
    if (first_byte + sizeof(uint64_t) <= (bits.bit_count + 7) / 8) {
        uint64_t word;
        memcpy(&word, bits.bytes + first_byte, sizeof word);
        return (uint32_t)(be64toh(word) << first_bit % 8 >> (64 - bit_count));
    }
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

/* Eight characters of a word's 48 bits from `first` on. Adding 64 to what is below 32 is turning
 * bit 5 and adding 32 to all. */
static void put_chars(uint64_t word, unsigned first, char text[static 8])
{
    word = word << first >> 16;
    for (unsigned i = 0; i < 8; i++)
        text[i] = (char)(((word >> (42 - 6 * i) & 63) ^ 32) + 32);
}

void ais_bits_chars(struct ais_bits bits, size_t first_bit, size_t count, char *text)
{
    size_t byte_count = (bits.bit_count + 7) / 8;
    size_t done = 0;

    for (; done + 8 <= count; done += 8, first_bit += 48) {
        uint64_t word;
        if (first_bit / 8 + sizeof word > byte_count)
            break;
        memcpy(&word, bits.bytes + first_bit / 8, sizeof word);
        put_chars(be64toh(word), first_bit % 8, text + done);
    }
    for (; done < count; done++, first_bit += 6)
        text[done] = ais_bits_char(bits, first_bit);
}

void ais_bits_copy(struct ais_bits bits, size_t first_bit, size_t bit_count, uint8_t *bytes)
{
    for (size_t done = 0; done < bit_count; done += 8) {
        size_t count = bit_count - done < 8 ? bit_count - done : 8;
        bytes[done / 8] =
            (uint8_t)(ais_bits_unsigned(bits, first_bit + done, count) << (8 - count));
    }
}

void ais_bits_put(uint8_t *bytes, size_t first_bit, size_t bit_count, uint32_t value)
{
    assert(bit_count >= 1);
    assert(bit_count <= 32);

    for (size_t left = bit_count; left > 0;) {
        size_t last_bit = first_bit + left - 1;
        size_t behind = 7 - last_bit % 8; /* bits of the last byte that are not ours */
        size_t count = 8 - behind < left ? 8 - behind : left;
        uint8_t mask = (uint8_t)(((1u << count) - 1) << behind);
        uint8_t *byte = &bytes[last_bit / 8];
        *byte = (uint8_t)((*byte & ~mask) | (value << behind & mask));
        value >>= count;
        left -= count;
    }
}

void ais_bits_put_all(uint8_t *bytes, size_t first_bit, struct ais_bits bits)
{
    for (size_t done = 0; done < bits.bit_count; done += 8) {
        size_t count = bits.bit_count - done < 8 ? bits.bit_count - done : 8;
        ais_bits_put(bytes, first_bit + done, count, ais_bits_unsigned(bits, done, count));
    }
}

bool ais_bits_unarmour(const char *armour, size_t size,
                       uint8_t storage[static AIS_PAYLOAD_BYTES_MAX], struct ais_bits *bits)
{
    assert(size <= AIS_ARMOUR_CHARS_MAX);

    if (!ais_armour_unpack_plain(armour, size, size, storage))
        return false;
    *bits = (struct ais_bits){.bytes = storage, .bit_count = size * 6};
    return true;
}
