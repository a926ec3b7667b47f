/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/look.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

/* How many bytes from the first on the sum is made of, that one included. */
static size_t summed_size(const char *bytes, size_t end)
{
    size_t size = end - (bytes[end - 1] == '\r');
    return size >= 4 ? size - 3 : 1;
}

static size_t find_plain(const char *bytes, char end, uint8_t *sum)
{
    const char *found = memchr(bytes, end, AIS_LOOK_BYTES);
    if (found == NULL || found == bytes)
        return 0;

    size_t place = (size_t)(found - bytes);
    size_t size = summed_size(bytes, place);
    uint8_t bits = 0;
    for (size_t i = 1; i < size; i++)
        bits ^= (uint8_t)bytes[i];
    *sum = bits;
    return place;
}

#if defined(__x86_64__) || defined(__aarch64__)
/* The XOR of the eight bytes of a word. */
static uint8_t fold(uint64_t word)
{
    word ^= word >> 32;
    word ^= word >> 16;
    word ^= word >> 8;
    return (uint8_t)word;
}

/* Of so many bytes from here on all are kept, then none. */
static const uint8_t keep_then_drop[2 * AIS_LOOK_BYTES] = {
#define KEEP_8  255, 255, 255, 255, 255, 255, 255, 255
#define KEEP_32 KEEP_8, KEEP_8, KEEP_8, KEEP_8
    KEEP_32, KEEP_32, KEEP_32};
#undef KEEP_8
#undef KEEP_32
#endif

#if defined(__x86_64__)
__attribute__((target("avx2"))) static uint32_t find_in_32(__m256i block, char byte)
{
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(block, _mm256_set1_epi8(byte)));
}

__attribute__((target("avx2"))) static __m256i load_32(const void *bytes)
{
    return _mm256_loadu_si256((const __m256i *)bytes);
}

__attribute__((target("avx2"))) static size_t find_avx2(const char *bytes, char end, uint8_t *sum)
{
    __m256i blocks[3] = {load_32(bytes), load_32(bytes + 32), load_32(bytes + 64)};
    uint64_t ends = find_in_32(blocks[0], end) | (uint64_t)find_in_32(blocks[1], end) << 32;
    size_t place;
    if (ends != 0) {
        place = (size_t)__builtin_ctzll(ends);
    } else {
        uint32_t late = find_in_32(blocks[2], end);
        place = late != 0 ? 64 + (size_t)__builtin_ctz(late) : 0;
    }
    if (place == 0)
        return 0;

    const uint8_t *keep = keep_then_drop + AIS_LOOK_BYTES - summed_size(bytes, place);
    __m256i bits = _mm256_and_si256(blocks[0], load_32(keep));
    bits = _mm256_xor_si256(bits, _mm256_and_si256(blocks[1], load_32(keep + 32)));
    if (place > 64)
        bits = _mm256_xor_si256(bits, _mm256_and_si256(blocks[2], load_32(keep + 64)));
    __m128i half = _mm_xor_si128(_mm256_castsi256_si128(bits), _mm256_extracti128_si256(bits, 1));
    uint64_t word = (uint64_t)_mm_cvtsi128_si64(half) ^ (uint64_t)_mm_extract_epi64(half, 1);
    *sum = fold(word) ^ (uint8_t)bytes[0];
    return place;
}

__attribute__((target("sse4.1"))) static __m128i load_16(const void *bytes)
{
    return _mm_loadu_si128((const __m128i *)bytes);
}

__attribute__((target("sse4.1"))) static size_t find_sse41(const char *bytes, char end,
                                                           uint8_t *sum)
{
    __m128i wanted = _mm_set1_epi8(end);
    size_t place = 0;
    for (size_t i = 0; i < AIS_LOOK_BYTES && place == 0; i += 16) {
        unsigned ends = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(load_16(bytes + i), wanted));
        if (ends != 0)
            place = i + (size_t)__builtin_ctz(ends);
        if (ends != 0 && place == 0)
            return 0;
    }
    if (place == 0)
        return 0;

    const uint8_t *keep = keep_then_drop + AIS_LOOK_BYTES - summed_size(bytes, place);
    __m128i bits = _mm_setzero_si128();
    for (size_t i = 0; i < place; i += 16)
        bits = _mm_xor_si128(bits, _mm_and_si128(load_16(bytes + i), load_16(keep + i)));
    uint64_t word = (uint64_t)_mm_cvtsi128_si64(bits) ^ (uint64_t)_mm_extract_epi64(bits, 1);
    *sum = fold(word) ^ (uint8_t)bytes[0];
    return place;
}
#elif defined(__aarch64__)
/* Four bits for each of 16 bytes: all set where the byte is the wanted one. */
static uint64_t find_in_16(uint8x16_t block, uint8x16_t wanted)
{
    uint16x8_t equal = vreinterpretq_u16_u8(vceqq_u8(block, wanted));
    return vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(equal, 4)), 0);
}

static size_t find_neon(const char *bytes, char end, uint8_t *sum)
{
    const uint8_t *start = (const uint8_t *)bytes;
    uint8x16_t wanted = vdupq_n_u8((uint8_t)end);
    size_t place = 0;
    for (size_t i = 0; i < AIS_LOOK_BYTES && place == 0; i += 16) {
        uint64_t ends = find_in_16(vld1q_u8(start + i), wanted);
        if (ends != 0)
            place = i + (size_t)__builtin_ctzll(ends) / 4;
        if (ends != 0 && place == 0)
            return 0;
    }
    if (place == 0)
        return 0;

    const uint8_t *keep = keep_then_drop + AIS_LOOK_BYTES - summed_size(bytes, place);
    uint8x16_t bits = vdupq_n_u8(0);
    for (size_t i = 0; i < place; i += 16)
        bits = veorq_u8(bits, vandq_u8(vld1q_u8(start + i), vld1q_u8(keep + i)));
    uint64x2_t words = vreinterpretq_u64_u8(bits);
    *sum = fold(vgetq_lane_u64(words, 0) ^ vgetq_lane_u64(words, 1)) ^ start[0];
    return place;
}
#endif

size_t ais_look_ways(struct ais_look ways[static AIS_LOOK_WAY_COUNT_MAX])
{
    size_t count = 0;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2"))
        ways[count++] = (struct ais_look){"avx2", find_avx2};
    if (__builtin_cpu_supports("sse4.1"))
        ways[count++] = (struct ais_look){"sse4.1", find_sse41};
#elif defined(__aarch64__)
    ways[count++] = (struct ais_look){"neon", find_neon};
#endif
    ways[count++] = (struct ais_look){"plain", find_plain};
    return count;
}
