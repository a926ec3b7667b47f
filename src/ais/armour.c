/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/armour.h"

#include <string.h>

/* The armour alphabet is '0'..'W' then '`'..'w'; -1 for anything else. */
static int sextet(char armour)
{
    if (armour >= '0' && armour <= 'W')
        return armour - '0';
    if (armour >= '`' && armour <= 'w')
        return armour - '`' + 40;
    return -1;
}

bool ais_armour_unpack_plain(const char *armour, size_t size, size_t readable, uint8_t *storage)
{
    (void)readable;
    memset(storage, 0, (size * 6 + 7) / 8);
    for (size_t i = 0, bit = 0; i < size; i++, bit += 6) {
        int value = sextet(armour[i]);
        if (value < 0)
            return false;
        unsigned two_bytes = (unsigned)value << (10 - bit % 8);
        storage[bit / 8] |= (uint8_t)(two_bytes >> 8);
        if (bit % 8 > 2)
            storage[bit / 8 + 1] |= (uint8_t)two_bytes;
    }
    return true;
}

#if defined(__x86_64__)
#include <immintrin.h>

/* How a block is done: characters less '0', those of the upper half of the alphabet less 8 more;
 * then four sextets to three bytes as base64 decoders do it (Mula and Lemire 2018): two multiply-
 * and-add steps make 12 and 24 bits, a shuffle puts the bytes in order. */

__attribute__((target("sse4.1"))) static __m128i load_16(const char *armour, size_t size,
                                                         size_t readable)
{
    char block[16];
    if (readable >= sizeof block && size >= sizeof block)
        return _mm_loadu_si128((const __m128i *)(const void *)armour);
    memset(block, '0', sizeof block);
    memcpy(block, armour, size < sizeof block ? size : sizeof block);
    return _mm_loadu_si128((const __m128i *)(const void *)block);
}

__attribute__((target("sse4.1"))) static bool unpack_sse41(const char *armour, size_t size,
                                                           size_t readable, uint8_t *storage)
{
    const __m128i bytes = _mm_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1);
    __m128i bad = _mm_setzero_si128();

    for (size_t done = 0; done < size; done += 16, storage += 12) {
        __m128i block = load_16(armour + done, size - done, readable - done);
        __m128i value = _mm_sub_epi8(block, _mm_set1_epi8('0'));
        __m128i upper = _mm_cmpeq_epi8(_mm_max_epu8(value, _mm_set1_epi8(48)), value);
        __m128i from_40 = _mm_cmpeq_epi8(_mm_max_epu8(value, _mm_set1_epi8(40)), value);
        value = _mm_sub_epi8(value, _mm_and_si128(upper, _mm_set1_epi8(8)));
        bad = _mm_or_si128(bad, _mm_andnot_si128(upper, from_40));
        bad = _mm_or_si128(bad, _mm_cmpeq_epi8(_mm_max_epu8(value, _mm_set1_epi8(64)), value));
        value = _mm_maddubs_epi16(value, _mm_set1_epi32(0x01400140));
        value = _mm_madd_epi16(value, _mm_set1_epi32(0x00011000));
        _mm_storeu_si128((__m128i *)(void *)storage, _mm_shuffle_epi8(value, bytes));
    }
    return _mm_testz_si128(bad, bad) == 1;
}

__attribute__((target("avx2"))) static __m256i load_32(const char *armour, size_t size,
                                                       size_t readable)
{
    char block[32];
    if (readable >= sizeof block) {
        const __m256i places =
            _mm256_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
                             20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
        __m256i loaded = _mm256_loadu_si256((const __m256i *)(const void *)armour);
        __m256i inside = _mm256_cmpgt_epi8(_mm256_set1_epi8((char)(size < 32 ? size : 32)), places);
        return _mm256_blendv_epi8(_mm256_set1_epi8('0'), loaded, inside);
    }
    memset(block, '0', sizeof block);
    memcpy(block, armour, size < sizeof block ? size : sizeof block);
    return _mm256_loadu_si256((const __m256i *)(const void *)block);
}

__attribute__((target("avx2"))) static bool unpack_avx2(const char *armour, size_t size,
                                                        size_t readable, uint8_t *storage)
{
    const __m256i bytes = _mm256_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1,
                                           2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1);
    __m256i bad = _mm256_setzero_si256();

    for (size_t done = 0; done < size; done += 32, storage += 24) {
        __m256i block = load_32(armour + done, size - done, readable - done);
        __m256i value = _mm256_sub_epi8(block, _mm256_set1_epi8('0'));
        __m256i upper = _mm256_cmpeq_epi8(_mm256_max_epu8(value, _mm256_set1_epi8(48)), value);
        __m256i from_40 = _mm256_cmpeq_epi8(_mm256_max_epu8(value, _mm256_set1_epi8(40)), value);
        value = _mm256_sub_epi8(value, _mm256_and_si256(upper, _mm256_set1_epi8(8)));
        bad = _mm256_or_si256(bad, _mm256_andnot_si256(upper, from_40));
        bad = _mm256_or_si256(
            bad, _mm256_cmpeq_epi8(_mm256_max_epu8(value, _mm256_set1_epi8(64)), value));
        value = _mm256_maddubs_epi16(value, _mm256_set1_epi32(0x01400140));
        value = _mm256_madd_epi16(value, _mm256_set1_epi32(0x00011000));
        value = _mm256_shuffle_epi8(value, bytes);
        _mm_storeu_si128((__m128i *)(void *)storage, _mm256_castsi256_si128(value));
        if (size - done > 16)
            _mm_storeu_si128((__m128i *)(void *)(storage + 12), _mm256_extracti128_si256(value, 1));
    }
    return _mm256_testz_si256(bad, bad) == 1;
}
#elif defined(__aarch64__)
#include <arm_neon.h>

/* As above, 16 characters at a time; the two steps that join are shifts. */
static bool unpack_neon(const char *armour, size_t size, size_t readable, uint8_t *storage)
{
    static const uint8_t order[16] = {2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 255, 255, 255, 255};
    const uint8x16_t bytes = vld1q_u8(order);
    uint8x16_t bad = vdupq_n_u8(0);

    for (size_t done = 0; done < size; done += 16, storage += 12) {
        uint8_t block[16];
        size_t left = size - done;
        if (readable - done >= sizeof block && left >= sizeof block) {
            memcpy(block, armour + done, sizeof block);
        } else {
            memset(block, '0', sizeof block);
            memcpy(block, armour + done, left < sizeof block ? left : sizeof block);
        }
        uint8x16_t value = vsubq_u8(vld1q_u8(block), vdupq_n_u8('0'));
        uint8x16_t upper = vcgeq_u8(value, vdupq_n_u8(48));
        uint8x16_t from_40 = vcgeq_u8(value, vdupq_n_u8(40));
        value = vsubq_u8(value, vandq_u8(upper, vdupq_n_u8(8)));
        bad = vorrq_u8(bad, vbicq_u8(from_40, upper));
        bad = vorrq_u8(bad, vcgeq_u8(value, vdupq_n_u8(64)));
        uint16x8_t pairs = vreinterpretq_u16_u8(value);
        pairs =
            vorrq_u16(vshlq_n_u16(vandq_u16(pairs, vdupq_n_u16(0xff)), 6), vshrq_n_u16(pairs, 8));
        uint32x4_t fours = vreinterpretq_u32_u16(pairs);
        fours = vorrq_u32(vshlq_n_u32(vandq_u32(fours, vdupq_n_u32(0xffff)), 12),
                          vshrq_n_u32(fours, 16));
        vst1q_u8(storage, vqtbl1q_u8(vreinterpretq_u8_u32(fours), bytes));
    }
    return vmaxvq_u8(bad) == 0;
}
#endif

size_t ais_armour_ways(struct ais_armour ways[static 3])
{
    size_t count = 0;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2"))
        ways[count++] = (struct ais_armour){"avx2", unpack_avx2};
    if (__builtin_cpu_supports("sse4.1"))
        ways[count++] = (struct ais_armour){"sse4.1", unpack_sse41};
#elif defined(__aarch64__)
    ways[count++] = (struct ais_armour){"neon", unpack_neon};
#endif
    ways[count++] = (struct ais_armour){"plain", ais_armour_unpack_plain};
    return count;
}
