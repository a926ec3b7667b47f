/* SPDX-License-Identifier: Apache-2.0 */
#include "history/pack.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* A block: its width; with EXCEPTIONS how many of them there are, the width of their upper bits,
 * their places, a byte each, and these bits; the lower bits of all. */
enum { WIDTH_MAX = 32, EXCEPTIONS = 0x80, EXCEPTION_HEADER_SIZE = 2 };

static unsigned bits_of(uint32_t value)
{
    return value == 0 ? 0 : 32 - (unsigned)__builtin_clz(value);
}

static uint32_t mask_of(unsigned width)
{
    return width == 0 ? 0 : UINT32_MAX >> (32 - width);
}

static uint8_t *put_bits(uint8_t *at, const uint32_t *values, size_t count, unsigned width)
{
    uint64_t bits = 0;
    unsigned bit_count = 0;
    uint32_t mask = mask_of(width);

    for (size_t i = 0; i < count; i++) {
        bits |= (uint64_t)(values[i] & mask) << bit_count;
        bit_count += width;
        if (bit_count >= 32) {
            at = history_bytes_put(at, bits & UINT32_MAX, 4);
            bits >>= 32;
            bit_count -= 32;
        }
    }
    return history_bytes_put(at, bits, (bit_count + 7) / 8);
}

/* The width with which the block is smallest. */
static unsigned best_width(const uint32_t *values, size_t count)
{
    unsigned counts[WIDTH_MAX + 1] = {0};
    unsigned most = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned width = bits_of(values[i]);
        counts[width]++;
        most = width > most ? width : most;
    }

    unsigned best = most;
    size_t best_size = history_packed_size(most, count);
    size_t exceptions = 0;
    for (unsigned width = most; width-- > 0;) {
        exceptions += counts[width + 1];
        size_t size = history_packed_size(width, count) + EXCEPTION_HEADER_SIZE + exceptions +
                      history_packed_size(most - width, exceptions);
        if (size < best_size) {
            best = width;
            best_size = size;
        }
    }
    return best;
}

static uint8_t *put_exceptions(uint8_t *at, const uint32_t *values, size_t count, unsigned width)
{
    uint32_t upper[HISTORY_BLOCK_COUNT_MAX];
    uint32_t all = 0;
    size_t found = 0;
    uint8_t *places = at + EXCEPTION_HEADER_SIZE;

    for (size_t i = 0; i < count; i++)
        if (bits_of(values[i]) > width) {
            places[found] = (uint8_t)i;
            upper[found] = values[i] >> width;
            all |= upper[found++];
        }
    at[0] = (uint8_t)found;
    at[1] = (uint8_t)bits_of(all);
    return put_bits(places + found, upper, found, bits_of(all));
}

static uint8_t *put_block(uint8_t *at, const uint32_t *values, size_t count)
{
    unsigned width = best_width(values, count);
    uint32_t all = 0;
    for (size_t i = 0; i < count; i++)
        all |= values[i];

    bool has_exceptions = bits_of(all) > width;
    *at++ = (uint8_t)(width | (has_exceptions ? EXCEPTIONS : 0));
    if (has_exceptions)
        at = put_exceptions(at, values, count, width);
    return put_bits(at, values, count, width);
}

uint8_t *history_pack(uint8_t *at, const uint32_t *values, size_t count)
{
    while (count > 0) {
        size_t size = count < HISTORY_BLOCK_COUNT_MAX ? count : HISTORY_BLOCK_COUNT_MAX;
        at = put_block(at, values, size);
        values += size;
        count -= size;
    }
    return at;
}

static void unpack_plain(const uint8_t *bytes, size_t readable, unsigned width, size_t count,
                         uint32_t *values)
{
    uint32_t mask = mask_of(width);
    uint8_t last[16] = {0};
    size_t i = 0;

    for (; i < count && i * width / 8 + 8 <= readable; i++)
        values[i] = (uint32_t)(history_bytes_load(bytes + i * width / 8) >> (i * width % 8)) & mask;
    if (i == count)
        return;
    size_t from = i * width / 8;
    memcpy(last, bytes + from, readable - from);
    for (; i < count; i++)
        values[i] =
            (uint32_t)(history_bytes_load(last + (i * width / 8 - from)) >> (i * width % 8)) & mask;
}

#if defined(__x86_64__)
enum { AVX2_WIDTH_MAX = 25 }; /* with up to seven bits before it in four bytes */

/* Numbers 0 to 3 of eight from the first byte on, 4 to 7 from the byte in which 4 begins. */
__attribute__((target("avx2"))) static void
unpack_avx2(const uint8_t *bytes, size_t readable, unsigned width, size_t count, uint32_t *values)
{
    size_t half = width * 4 / 8;
    size_t i = 0;

    if (width <= AVX2_WIDTH_MAX) {
        __m256i first_bits = _mm256_mullo_epi32(_mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7),
                                                _mm256_set1_epi32((int)width));
        __m256i begins = _mm256_setr_m128i(_mm_setzero_si128(), _mm_set1_epi32((int)half));
        __m256i first_bytes = _mm256_sub_epi32(_mm256_srli_epi32(first_bits, 3), begins);
        __m256i order =
            _mm256_add_epi32(_mm256_mullo_epi32(first_bytes, _mm256_set1_epi32(0x01010101)),
                             _mm256_set1_epi32(0x03020100));
        __m256i shifts = _mm256_and_si256(first_bits, _mm256_set1_epi32(7));
        __m256i mask = _mm256_set1_epi32((int)mask_of(width));

        for (; i < count && i / 8 * width + half + 16 <= readable; i += 8) {
            const uint8_t *at = bytes + i / 8 * width;
            __m256i eight = _mm256_setr_m128i(_mm_loadu_si128((const __m128i *)at),
                                              _mm_loadu_si128((const __m128i *)(at + half)));
            eight = _mm256_srlv_epi32(_mm256_shuffle_epi8(eight, order), shifts);
            _mm256_storeu_si256((__m256i *)(values + i), _mm256_and_si256(eight, mask));
        }
    }
    if (i < count)
        unpack_plain(bytes + i / 8 * width, readable - i / 8 * width, width, count - i, values + i);
}
#endif

size_t history_unpack_ways(struct history_unpack ways[static HISTORY_UNPACK_WAY_COUNT_MAX])
{
    size_t count = 0;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2"))
        ways[count++] = (struct history_unpack){"avx2", unpack_avx2};
#endif
    ways[count++] = (struct history_unpack){"plain", unpack_plain};
    return count;
}

static bool read_block(struct history_bytes *bytes, const struct history_unpack *way, size_t count,
                       uint32_t *values)
{
    uint32_t upper[HISTORY_BLOCK_COUNT_MAX + HISTORY_UNPACK_SLACK_COUNT];
    unsigned header = (unsigned)history_bytes_get(bytes, 1);
    unsigned width = header & ~(unsigned)EXCEPTIONS;
    const uint8_t *places = NULL;
    size_t found = 0;

    if (bytes->is_cut || width > WIDTH_MAX)
        return false;
    if ((header & EXCEPTIONS) != 0) {
        found = (size_t)history_bytes_get(bytes, 1);
        unsigned upper_width = (unsigned)history_bytes_get(bytes, 1);
        if (found > count || width + upper_width > WIDTH_MAX || upper_width == 0)
            return false;
        places = history_bytes_take(bytes, found);
        const uint8_t *packed = history_bytes_take(bytes, history_packed_size(upper_width, found));
        if (packed == NULL)
            return false;
        way->unpack(packed, (size_t)(bytes->end - packed), upper_width, found, upper);
    }
    const uint8_t *packed = history_bytes_take(bytes, history_packed_size(width, count));
    if (packed == NULL)
        return false;
    way->unpack(packed, (size_t)(bytes->end - packed), width, count, values);
    for (size_t i = 0; i < found; i++) {
        if (places[i] >= count)
            return false;
        values[places[i]] |= upper[i] << width;
    }
    return true;
}

bool history_pack_read(struct history_bytes *bytes, const struct history_unpack *way, size_t count,
                       uint32_t *values)
{
    while (count > 0) {
        size_t size = count < HISTORY_BLOCK_COUNT_MAX ? count : HISTORY_BLOCK_COUNT_MAX;
        if (!read_block(bytes, way, size, values))
            return false;
        values += size;
        count -= size;
    }
    return true;
}
