/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/quick.h"

#include "ais/layouts.h"

#include <endian.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

bool ais_quick_is_possible(void)
{
    return __builtin_cpu_supports("avx2") != 0;
}

static bool is_upper_or_digit(char character)
{
    return (character >= 'A' && character <= 'Z') || (character >= '0' && character <= '9');
}

static bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

/* "!ttVDM,1,1,,A," of any talker and part. Where the payload starts, 0 for anything else. */
static size_t read_head(const char *bytes, struct ais_sentence *sentence)
{
    static const char middle[4] = "VDM,";
    if (bytes[0] != '!' || !is_upper_or_digit(bytes[1]) || !is_upper_or_digit(bytes[2]) ||
        memcmp(bytes + 3, middle, sizeof middle) != 0 || bytes[8] != ',' || bytes[10] != ',' ||
        bytes[7] < '1' || bytes[7] > '9' || bytes[9] < '1' || bytes[9] > bytes[7])
        return 0;

    size_t at = 11;
    sentence->talker[0] = bytes[1];
    sentence->talker[1] = bytes[2];
    sentence->is_own = false;
    sentence->total = (uint8_t)(bytes[7] - '0');
    sentence->part = (uint8_t)(bytes[9] - '0');
    sentence->sequence = AIS_SENTENCE_NO_SEQUENCE;
    if (is_digit(bytes[at]))
        sentence->sequence = (uint8_t)(bytes[at++] - '0');
    if (bytes[at] != ',' || (bytes[at + 1] != 'A' && bytes[at + 1] != 'B') || bytes[at + 2] != ',')
        return 0;
    sentence->channel = bytes[at + 1];
    return at + 3;
}

enum { BLOCK = 32, TWO_BLOCKS = 2 * BLOCK };

__attribute__((target("avx2"))) static uint32_t find_byte(__m256i block, char byte)
{
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(block, _mm256_set1_epi8(byte)));
}

/* The bytes of the block that lie before place `end` of it. */
__attribute__((target("avx2"))) static __m256i keep_before(__m256i block, int end)
{
    const __m256i places =
        _mm256_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
                         21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
    return _mm256_and_si256(block, _mm256_cmpgt_epi8(_mm256_set1_epi8((char)end), places));
}

/* The XOR of bytes 1 to `end` - 1. */
__attribute__((target("avx2"))) static uint8_t checksum(const char *bytes, __m256i first,
                                                        __m256i second, size_t end)
{
    __m256i sum = keep_before(first, end < BLOCK ? (int)end : BLOCK);
    if (end > BLOCK)
        sum =
            _mm256_xor_si256(sum, keep_before(second, end < TWO_BLOCKS ? (int)end - BLOCK : BLOCK));
    for (size_t i = TWO_BLOCKS; i < end; i++)
        sum = _mm256_xor_si256(sum, _mm256_zextsi128_si256(_mm_cvtsi32_si128(bytes[i])));
    __m128i half = _mm_xor_si128(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
    uint64_t word = (uint64_t)_mm_cvtsi128_si64(half) ^ (uint64_t)_mm_extract_epi64(half, 1);
    word ^= word >> 32;
    word ^= word >> 16;
    word ^= word >> 8;
    return (uint8_t)word ^ (uint8_t)bytes[0];
}

__attribute__((target("avx2"))) bool ais_quick_find_line(const char *bytes,
                                                         struct ais_quick_line *line)
{
    struct ais_sentence *sentence = &line->sentence;
    __m256i first = _mm256_loadu_si256((const __m256i *)(const void *)bytes);
    __m256i second = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + BLOCK));
    size_t start = read_head(bytes, sentence);
    if (start == 0)
        return false;

    size_t end;
    uint64_t ends = find_byte(first, '\n') | (uint64_t)find_byte(second, '\n') << BLOCK;
    if (ends != 0) {
        end = (size_t)__builtin_ctzll(ends);
    } else {
        __m256i third = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + TWO_BLOCKS));
        uint32_t late = find_byte(third, '\n');
        if (late == 0)
            return false;
        end = TWO_BLOCKS + (size_t)__builtin_ctz(late);
    }
    line->full_size = end + 1;
    line->size = end - (end > 0 && bytes[end - 1] == '\r');
    if (line->size < start + 6) /* one character, a comma, "0" and "*hh" */
        return false;

    uint8_t said;
    size_t star = line->size - 3;
    if (bytes[star] != '*' || bytes[star - 2] != ',' || bytes[star - 1] < '0' ||
        bytes[star - 1] > '5' || !ais_sentence_read_checksum(bytes + star + 1, 2, &said))
        return false;
    sentence->fill_bits = (uint8_t)(bytes[star - 1] - '0');
    sentence->payload = (struct ais_span){bytes + start, star - 2 - start};
    sentence->trailer = (struct ais_span){bytes + line->size, 0};
    sentence->has_checksum = true;
    sentence->is_whole = true;
    sentence->checksum = checksum(bytes, first, second, star);
    return sentence->checksum == said;
}
#else
bool ais_quick_is_possible(void)
{
    return false;
}

bool ais_quick_find_line(const char *bytes, struct ais_quick_line *line)
{
    (void)bytes;
    (void)line;
    return false;
}
#endif

static uint64_t load(const uint8_t *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return be64toh(word);
}

/* `count` bits that begin `first` bits after the start of the word. */
static int32_t take(uint64_t word, unsigned first, unsigned count)
{
    return (int32_t)(word << first >> (64 - count));
}

static int32_t take_signed(uint64_t word, unsigned first, unsigned count)
{
    return (int32_t)((int64_t)(word << first) >> (64 - count));
}

/* The places are those of the table in position.c. */
static void read_position(const uint8_t *bytes, uint64_t head, struct ais_position *fields)
{
    uint64_t middle = load(bytes + 7); /* from bit 56 */
    uint64_t tail = load(bytes + 14);  /* from bit 112 */

    fields->navigation_status = take(head, 38, 4);
    fields->turn_indicator = take_signed(head, 42, 8);
    fields->speed_kn_e1 = take(head, 50, 10);
    fields->accuracy = take(head, 60, 1);
    fields->longitude_min_e4 = take_signed(middle, 61 - 56, 28);
    fields->latitude_min_e4 = take_signed(middle, 89 - 56, 27);
    fields->course_deg_e1 = take(tail, 116 - 112, 12);
    fields->heading_deg = take(tail, 128 - 112, 9);
    fields->utc_second = take(tail, 137 - 112, 6);
    fields->maneuver = take(tail, 143 - 112, 2);
    fields->raim = take(tail, 148 - 112, 1);
    fields->radio = take(tail, 149 - 112, 19);
}

/* The places are those of the table of message 18 in class_b.c. */
static void read_class_b(const uint8_t *bytes, uint64_t head, struct ais_class_b *fields)
{
    uint64_t middle = load(bytes + 7);
    uint64_t tail = load(bytes + 14);

    fields->reserved = take(head, 38, 8);
    fields->speed_kn_e1 = take(head, 46, 10);
    fields->accuracy = take(middle, 56 - 56, 1);
    fields->longitude_min_e4 = take_signed(middle, 57 - 56, 28);
    fields->latitude_min_e4 = take_signed(middle, 85 - 56, 27);
    fields->course_deg_e1 = take(tail, 112 - 112, 12);
    fields->heading_deg = take(tail, 124 - 112, 9);
    fields->utc_second = take(tail, 133 - 112, 6);
    fields->regional = take(tail, 139 - 112, 2);
    fields->cs_unit = take(tail, 141 - 112, 1);
    fields->display = take(tail, 142 - 112, 1);
    fields->dsc = take(tail, 143 - 112, 1);
    fields->band = take(tail, 144 - 112, 1);
    fields->message_22 = take(tail, 145 - 112, 1);
    fields->assigned = take(tail, 146 - 112, 1);
    fields->raim = take(tail, 147 - 112, 1);
    fields->radio = take(tail, 148 - 112, 20);
}

bool ais_quick_read_message(struct ais_bits bits, struct ais_message *message)
{
    if (bits.bit_count != 168)
        return false;

    uint64_t head = load(bits.bytes);
    int32_t type = take(head, 0, 6);
    if (type >= 1 && type <= 3) {
        message->layout = &ais_position_layout;
        read_position(bits.bytes, head, &message->fields.position);
    } else if (type == 18) {
        message->layout = &ais_class_b_layout;
        read_class_b(bits.bytes, head, &message->fields.class_b);
    } else {
        return false;
    }
    message->type = (uint8_t)type;
    message->repeat = (uint8_t)take(head, 6, 2);
    message->mmsi = (uint32_t)take(head, 8, 30);
    message->part = '\0';
    message->application.layout = NULL;
    message->flags = 0;
    message->bits = bits;
    return true;
}
