/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/sentence.h"

#include <string.h>

enum { HEADER_SIZE = 6 /* "!AIVDM" */ };

static bool is_upper_or_digit(char character)
{
    return (character >= 'A' && character <= 'Z') || (character >= '0' && character <= '9');
}

bool ais_sentence_starts(const char *bytes, size_t size)
{
    return size > HEADER_SIZE && (bytes[0] == '!' || bytes[0] == '$') &&
           is_upper_or_digit(bytes[1]) && is_upper_or_digit(bytes[2]) && bytes[3] == 'V' &&
           bytes[4] == 'D' && (bytes[5] == 'M' || bytes[5] == 'O') && bytes[6] == ',';
}

uint8_t ais_sentence_checksum(const char *bytes, size_t size)
{
    uint8_t sum = 0;
    for (size_t i = 0; i < size; i++)
        sum ^= (uint8_t)bytes[i];
    return sum;
}

static int hexadecimal(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    return -1;
}

bool ais_sentence_read_checksum(const char *bytes, size_t size, uint8_t *checksum)
{
    if (size < 2 || hexadecimal(bytes[0]) < 0 || hexadecimal(bytes[1]) < 0)
        return false;
    *checksum = (uint8_t)(hexadecimal(bytes[0]) << 4 | hexadecimal(bytes[1]));
    return true;
}

bool ais_span_next(struct ais_span *rest, char separator, struct ais_span *piece)
{
    if (rest->start == NULL)
        return false;

    const char *end = memchr(rest->start, separator, rest->size);
    if (end == NULL) {
        *piece = *rest;
        *rest = (struct ais_span){0};
    } else {
        *piece = (struct ais_span){rest->start, (size_t)(end - rest->start)};
        *rest = (struct ais_span){end + 1, rest->size - piece->size - 1};
    }
    return true;
}

bool ais_span_number(struct ais_span span, uint64_t *number)
{
    enum { DIGIT_COUNT_MAX = 19 };

    if (span.size < 1 || span.size > DIGIT_COUNT_MAX)
        return false;
    uint64_t value = 0;
    for (size_t i = 0; i < span.size; i++) {
        if (span.start[i] < '0' || span.start[i] > '9')
            return false;
        value = value * 10 + (uint64_t)(span.start[i] - '0');
    }
    *number = value;
    return true;
}

/* One digit from 1 to 9, or 0 for anything else. */
static uint8_t count_digit(struct ais_span span)
{
    if (span.size != 1 || span.start[0] < '1' || span.start[0] > '9')
        return 0;
    return (uint8_t)(span.start[0] - '0');
}

static char channel_letter(struct ais_span span)
{
    if (span.size != 1)
        return '\0';
    switch (span.start[0]) {
    case 'A':
    case 'B':
    case 'C':
    case 'D':
        return span.start[0];
    case '1':
        return 'A';
    case '2':
        return 'B';
    default:
        return '\0';
    }
}

static uint8_t fill_digit(struct ais_span span)
{
    if (span.size != 1 || span.start[0] < '0' || span.start[0] > '9')
        return AIS_SENTENCE_NO_FILL;
    return (uint8_t)(span.start[0] - '0');
}

/* The comma-separated fields after the header. */
static bool read_fields(struct ais_span rest, struct ais_sentence *sentence)
{
    enum { FIELD_COUNT_MAX = 6 };
    struct ais_span fields[FIELD_COUNT_MAX] = {0};
    size_t count = 0;

    while (count < FIELD_COUNT_MAX && ais_span_next(&rest, ',', &fields[count]))
        count++;
    /* Without its last field a sentence counts as whole only when its checksum says so. */
    bool has_all = count == FIELD_COUNT_MAX || (count == 5 && sentence->has_checksum);
    if (rest.start != NULL || !has_all)
        return false;

    sentence->total = count_digit(fields[0]);
    sentence->part = count_digit(fields[1]);
    if (sentence->total == 0 || sentence->part == 0 || sentence->part > sentence->total)
        return false;

    sentence->sequence = AIS_SENTENCE_NO_SEQUENCE;
    if (fields[2].size > 0) {
        if (fields[2].size != 1 || fields[2].start[0] < '0' || fields[2].start[0] > '9')
            return false;
        sentence->sequence = (uint8_t)(fields[2].start[0] - '0');
    }
    if (fields[3].size > 1)
        return false;
    sentence->channel = channel_letter(fields[3]);
    sentence->payload = fields[4];
    sentence->fill_bits = fill_digit(fields[5]);
    return fields[5].size <= 1;
}

static bool has_blank_or_nul(const char *bytes, size_t size)
{
    return memchr(bytes, ' ', size) != NULL || memchr(bytes, '\0', size) != NULL ||
           memchr(bytes, '\t', size) != NULL;
}

enum ais_refusal ais_sentence_parse(const char *bytes, size_t size, struct ais_sentence *sentence)
{
    if (!ais_sentence_starts(bytes, size))
        return AIS_OTHER;

    const char *star = memchr(bytes, '*', size);
    size_t body_size = star != NULL ? (size_t)(star - bytes) : size;
    if (star == NULL)
        while (body_size > 0 && bytes[body_size - 1] == ' ')
            body_size--;

    sentence->talker[0] = bytes[1];
    sentence->talker[1] = bytes[2];
    sentence->is_own = bytes[5] == 'O';
    sentence->has_checksum = star != NULL;
    sentence->checksum = ais_sentence_checksum(bytes + 1, body_size - 1);
    sentence->trailer = (struct ais_span){bytes + size, 0};
    bool is_wrong = false;
    if (star != NULL) {
        uint8_t said;
        size_t after = size - body_size - 1;
        is_wrong =
            !ais_sentence_read_checksum(star + 1, after, &said) || said != sentence->checksum;
        if (after > 2)
            sentence->trailer = (struct ais_span){star + 3, after - 2};
    }
    struct ais_span rest = {bytes + HEADER_SIZE + 1, body_size - HEADER_SIZE - 1};
    sentence->is_whole = !has_blank_or_nul(bytes, body_size) && read_fields(rest, sentence);
    if (is_wrong)
        return AIS_BAD_CHECKSUM;
    return sentence->is_whole ? AIS_DECODED : AIS_MALFORMED;
}
