/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers to bytes and back, the lowest byte first, on every machine. In a header for its speed. */
#ifndef HISTORY_BYTES_H
#define HISTORY_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { HISTORY_VARINT_SIZE_MAX = 10 };

static inline uint8_t *history_bytes_put(uint8_t *at, uint64_t value, size_t size)
{
    for (size_t i = 0; i < size; i++)
        at[i] = (uint8_t)(value >> 8 * i);
    return at + size;
}

/* Seven bits a byte, the lowest first; the highest bit says that another follows. */
static inline uint8_t *history_bytes_put_varint(uint8_t *at, uint64_t value)
{
    for (; value >= 128; value >>= 7)
        *at++ = (uint8_t)(value | 128);
    *at++ = (uint8_t)value;
    return at;
}

/* Eight bytes at once. */
static inline uint64_t history_bytes_load(const uint8_t *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* What is still to be read. A read behind the end gives 0, and is remembered. */
struct history_bytes {
    const uint8_t *at;
    const uint8_t *end;
    bool is_cut;
};

static inline size_t history_bytes_left(const struct history_bytes *bytes)
{
    return (size_t)(bytes->end - bytes->at);
}

/* The next `size` bytes, NULL when there are fewer. */
static inline const uint8_t *history_bytes_take(struct history_bytes *bytes, size_t size)
{
    const uint8_t *at = bytes->at;
    if (size > history_bytes_left(bytes)) {
        bytes->is_cut = true;
        bytes->at = bytes->end;
        return NULL;
    }
    bytes->at += size;
    return at;
}

static inline uint64_t history_bytes_get(struct history_bytes *bytes, size_t size)
{
    uint64_t value = 0;
    const uint8_t *at = history_bytes_take(bytes, size);
    for (size_t i = 0; at != NULL && i < size; i++)
        value |= (uint64_t)at[i] << 8 * i;
    return value;
}

/* Bits above the 64th are lost. */
static inline uint64_t history_bytes_get_varint(struct history_bytes *bytes)
{
    uint64_t value = 0;
    for (unsigned bit = 0; bit < 7 * HISTORY_VARINT_SIZE_MAX; bit += 7) {
        uint64_t byte = history_bytes_get(bytes, 1);
        value |= (byte & 127) << bit;
        if (byte < 128)
            return value;
    }
    bytes->is_cut = true; /* it never ends */
    return 0;
}

/* Small numbers of either sign to small ones without: 0, -1, 1, -2 ... to 0, 1, 2, 3 ... */
static inline uint32_t history_zigzag(int32_t value)
{
    return (uint32_t)value << 1 ^ (value < 0 ? UINT32_MAX : 0);
}

static inline int32_t history_unzigzag(uint32_t value)
{
    return (int32_t)(value >> 1 ^ (0 - (value & 1)));
}

#endif
