/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/dialect.h"

#include "ais/stamp.h"

#include <string.h>

enum { SEXTET_BITS = 6 };

static void add_span(struct text *text, struct ais_span span)
{
    text_add_bytes(text, span.start, span.size);
}

/* '*' and the checksum of what was added from `start` on. */
static int add_checksum(struct text *text, size_t start)
{
    int checksum = ais_sentence_checksum(text->bytes + start, text->size - start);
    text_add_format(text, "*%02X", (unsigned)checksum);
    return checksum;
}

static char armour(uint32_t sextet)
{
    return (char)(sextet < 40 ? sextet + 48 : sextet + 56);
}

int drill_dialect_add_payload(struct text *text, struct ais_span line, size_t at,
                              const uint8_t *bytes, size_t first_bit)
{
    struct ais_sentence sentence;
    const char *start = line.start + at;
    size_t size = line.size - at;

    if (at > line.size || ais_sentence_parse(start, size, &sentence) != AIS_DECODED)
        return -1;
    const char *end = memchr(start, '*', size);
    size_t body_size = end != NULL ? (size_t)(end - start) : size;
    const char *behind = sentence.payload.start + sentence.payload.size;
    struct ais_bits bits = {bytes, first_bit + sentence.payload.size * SEXTET_BITS};

    text_add_bytes(text, line.start, at + 1);
    size_t summed = text->size;
    text_add_bytes(text, start + 1, (size_t)(sentence.payload.start - start) - 1);
    for (size_t i = 0; i < sentence.payload.size; i++)
        text_add_char(text,
                      armour(ais_bits_unsigned(bits, first_bit + i * SEXTET_BITS, SEXTET_BITS)));
    text_add_bytes(text, behind, (size_t)(start + body_size - behind));
    if (end == NULL)
        return ais_sentence_checksum(text->bytes + summed, text->size - summed);
    int checksum = add_checksum(text, summed);
    text_add_bytes(text, end + 3, size - body_size - 3);
    return checksum;
}

/* Fields of `$PGHP`: 2 to 8 are the time, 13 is the checksum of the sentence. */
enum { PGHP_TIME_FIELD = 2, PGHP_TIME_COUNT = 7, PGHP_CHECKSUM_FIELD = 13 };

static void add_time_field(struct text *text, int64_t time_ms, size_t index)
{
    char bytes[40];
    struct text words = text_init(bytes, sizeof bytes);
    static const uint8_t starts[] = {0, 5, 8, 11, 14, 17, 20};
    static const uint8_t sizes[] = {4, 2, 2, 2, 2, 2, 3};
    uint64_t number = 0;

    text_add_time(&words, time_ms);
    ais_span_number((struct ais_span){bytes + starts[index], sizes[index]}, &number);
    text_add_int(text, (int64_t)number);
}

/* `checksum` below 0, `time_ms` AIS_UNKNOWN_MS: as it is. */
static void add_pghp(struct text *text, struct ais_span line, int64_t time_ms, int checksum)
{
    const char *star = memchr(line.start, '*', line.size);
    struct ais_span rest = {line.start, (size_t)(star - line.start)};
    size_t behind = rest.size + 3 < line.size ? rest.size + 3 : line.size;
    struct ais_span field;

    size_t summed = text->size + 1;
    for (size_t i = 0; ais_span_next(&rest, ',', &field); i++) {
        if (i > 0)
            text_add_char(text, ',');
        if (time_ms != AIS_UNKNOWN_MS && i >= PGHP_TIME_FIELD &&
            i < PGHP_TIME_FIELD + PGHP_TIME_COUNT)
            add_time_field(text, time_ms, i - PGHP_TIME_FIELD);
        else if (checksum >= 0 && i == PGHP_CHECKSUM_FIELD && field.size > 0)
            text_add_format(text, "%02X", (unsigned)checksum);
        else
            add_span(text, field);
    }
    add_checksum(text, summed);
    text_add_bytes(text, line.start + behind, line.size - behind);
}

void drill_dialect_add_head(struct text *text, struct ais_span line, int checksum)
{
    struct ais_stamp stamp;
    int said;

    if (!ais_stamp_read_pghp(line, &stamp, &said)) {
        add_span(text, line);
        return;
    }
    add_pghp(text, line, AIS_UNKNOWN_MS, checksum);
}

/* Floor division: times before 1970 do not come here, but a shift may be below zero. */
static int64_t whole(int64_t count, int64_t unit)
{
    return (count - (count % unit + unit) % unit) / unit;
}

/* A count since 1970 in the unit that its size tells (ais/stamp.c), or 14 digits of a date. False,
 * with nothing added, when it is none. */
static bool add_number(struct text *text, struct ais_span digits, int64_t shift_ms)
{
    struct ais_stamp stamp = AIS_STAMP_NONE;
    size_t size = 0;
    uint64_t count;

    while (size < digits.size && digits.start[size] >= '0' && digits.start[size] <= '9')
        size++;
    if (size < 9 || !ais_span_number((struct ais_span){digits.start, size}, &count))
        return false;
    ais_stamp_read_prefix(digits, &stamp);
    if (stamp.time_ms == AIS_UNKNOWN_MS)
        return false;
    int64_t time_ms = stamp.time_ms + shift_ms;
    bool has_fraction = size < digits.size && digits.start[size] == '.';
    if (size == 14 && count < UINT64_C(21000000000000) && count > UINT64_C(19900000000000)) {
        char bytes[40];
        struct text words = text_init(bytes, sizeof bytes);
        text_add_time(&words, time_ms);
        for (size_t i = 0; i < 19; i++)
            if (bytes[i] >= '0' && bytes[i] <= '9')
                text_add_char(text, bytes[i]);
    } else if (count >= UINT64_C(100000000000000000)) {
        text_add_int(text, (int64_t)count + shift_ms * 1000000);
    } else if (count >= UINT64_C(100000000000000)) {
        text_add_int(text, (int64_t)count + shift_ms * 1000);
    } else if (count >= UINT64_C(100000000000)) {
        text_add_int(text, time_ms);
    } else if (has_fraction) {
        text_add_decimal(text, time_ms, 3);
        for (size++; size < digits.size && digits.start[size] >= '0' && digits.start[size] <= '9';)
            size++;
    } else {
        text_add_int(text, whole(time_ms, 1000));
    }
    text_add_bytes(text, digits.start + size, digits.size - size);
    return true;
}

/* "2018-11-19T11:00:00.789Z" with the length it has; its offset stays. */
static bool add_iso(struct text *text, struct ais_span words, int64_t shift_ms)
{
    enum { SECONDS_SIZE = 19 };
    struct ais_stamp stamp = AIS_STAMP_NONE;
    char bytes[40];
    struct text later = text_init(bytes, sizeof bytes);
    size_t end = SECONDS_SIZE;

    if (words.size < SECONDS_SIZE || words.start[4] != '-')
        return false;
    ais_stamp_read_prefix(words, &stamp);
    if (stamp.time_ms == AIS_UNKNOWN_MS)
        return false;
    struct ais_stamp local = AIS_STAMP_NONE; /* the clock as written, without its offset */
    while (end < words.size && (words.start[end] == '.' || words.start[end] == ',' ||
                                (words.start[end] >= '0' && words.start[end] <= '9')))
        end++;
    ais_stamp_read_prefix((struct ais_span){words.start, end}, &local);
    if (local.time_ms == AIS_UNKNOWN_MS)
        return false;
    text_add_time(&later, local.time_ms + shift_ms);
    bytes[10] = words.start[10];
    text_add_bytes(text, bytes, SECONDS_SIZE);
    if (end > SECONDS_SIZE) {
        text_add_char(text, words.start[SECONDS_SIZE]);
        for (size_t i = 1; i < end - SECONDS_SIZE; i++)
            text_add_char(text, i <= 3 ? bytes[SECONDS_SIZE + i] : words.start[SECONDS_SIZE + i]);
    }
    text_add_bytes(text, words.start + end, words.size - end);
    return true;
}

/* The inside of a TAG block, between the backslashes. */
static bool add_tag(struct text *text, struct ais_span tag, int64_t shift_ms)
{
    struct ais_stamp stamp = AIS_STAMP_NONE;
    struct ais_group group = {0};
    struct ais_span field;
    bool is_shifted = false;

    if (!ais_stamp_read_tag(tag, &stamp, &group) || stamp.time_ms == AIS_UNKNOWN_MS) {
        add_span(text, tag);
        return false;
    }
    struct ais_span rest = {tag.start, 0};
    rest.size = (size_t)((const char *)memchr(tag.start, '*', tag.size) - tag.start);
    size_t behind = rest.size + 3;
    size_t summed = text->size;
    for (size_t i = 0; ais_span_next(&rest, ',', &field); i++) {
        if (i > 0)
            text_add_char(text, ',');
        if (field.size > 2 && field.start[0] == 'c' && field.start[1] == ':') {
            struct ais_span value = {field.start + 2, field.size - 2};
            text_add_bytes(text, field.start, 2);
            bool is_time = add_number(text, value, shift_ms);
            if (!is_time)
                add_span(text, value);
            is_shifted |= is_time;
        } else {
            add_span(text, field);
        }
    }
    add_checksum(text, summed);
    text_add_bytes(text, tag.start + behind, tag.size - behind);
    return is_shifted;
}

/* What is between: every run of digits, or date, that the decoder would take for a time. In JSON
 * around a sentence (AIS-catcher's) the numbers are members; elsewhere they are fields. */
static bool add_around(struct text *text, struct ais_span words, int64_t shift_ms)
{
    bool is_shifted = false;
    size_t done = 0;

    for (size_t at = 0; at < words.size;) {
        struct ais_span rest = {words.start + at, words.size - at};
        size_t size = 0;
        while (size < rest.size && strchr("0123456789.-+:TZ", rest.start[size]) != NULL &&
               rest.start[size] != '\0')
            size++;
        bool is_date = size == 10 && rest.size > 19 && rest.start[10] == ' ';
        if (is_date)
            for (size++; size < rest.size && strchr("0123456789.+:Z", rest.start[size]) != NULL &&
                         rest.start[size] != '\0';)
                size++;
        rest.size = size;
        bool is_word =
            at > 0 && ((words.start[at - 1] | 32) >= 'a' && (words.start[at - 1] | 32) <= 'z');
        if (size < 9 || is_word) {
            at += size > 0 ? size : 1;
            continue;
        }
        text_add_bytes(text, words.start + done, at - done);
        bool is_time = add_iso(text, rest, shift_ms) || add_number(text, rest, shift_ms);
        if (!is_time)
            add_span(text, rest);
        is_shifted |= is_time;
        at += size;
        done = at;
    }
    text_add_bytes(text, words.start + done, words.size - done);
    return is_shifted;
}

/* A sentence up to its checksum stays; what follows it may say a time. */
static bool add_sentence(struct text *text, struct ais_span line, int64_t shift_ms)
{
    const char *star = memchr(line.start, '*', line.size);
    size_t size = star != NULL ? (size_t)(star - line.start) + 3 : line.size;
    if (size > line.size)
        size = line.size;
    text_add_bytes(text, line.start, size);
    return add_around(text, (struct ais_span){line.start + size, line.size - size}, shift_ms);
}

bool drill_dialect_add_shifted(struct text *text, struct ais_span line, int64_t shift_ms)
{
    struct ais_stamp stamp;
    struct ais_span rest = line;
    bool is_shifted = false;
    int checksum;

    while (rest.size > 0) {
        const char *end =
            rest.start[0] == '\\' ? memchr(rest.start + 1, '\\', rest.size - 1) : NULL;
        if (end != NULL) {
            text_add_char(text, '\\');
            struct ais_span tag = {rest.start + 1, (size_t)(end - rest.start) - 1};
            is_shifted |= add_tag(text, tag, shift_ms);
            text_add_char(text, '\\');
            rest.start += tag.size + 2;
            rest.size -= tag.size + 2;
            continue;
        }
        if (ais_stamp_read_pghp(rest, &stamp, &checksum)) {
            bool has_time = stamp.time_ms != AIS_UNKNOWN_MS;
            if (has_time)
                add_pghp(text, rest, stamp.time_ms + shift_ms, -1);
            else
                add_span(text, rest);
            return is_shifted | has_time;
        }
        if (ais_sentence_starts(rest.start, rest.size))
            return is_shifted | add_sentence(text, rest, shift_ms);
        size_t size = 1;
        while (size < rest.size && rest.start[size] != '\\' &&
               !ais_sentence_starts(rest.start + size, rest.size - size) &&
               !ais_stamp_read_pghp((struct ais_span){rest.start + size, rest.size - size}, &stamp,
                                    &checksum))
            size++;
        is_shifted |= add_around(text, (struct ais_span){rest.start, size}, shift_ms);
        rest.start += size;
        rest.size -= size;
    }
    return is_shifted;
}
