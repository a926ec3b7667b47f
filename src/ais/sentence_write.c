/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/sentence_write.h"

#include "ais/bits.h"

#include <assert.h>
#include <string.h>

enum {
    SEXTET_BITS = 6,
    ENDING_CHARS = 7, /* ",0*5C" and the end of the line */
};

/* IEC 61162-1, table of the six-bit field. */
static char armour(uint32_t sextet)
{
    return (char)(sextet < 40 ? sextet + '0' : sextet - 40 + '`');
}

static void add_checksum(struct text *text, size_t start)
{
    uint8_t sum = ais_sentence_checksum(text->bytes + start, text->size - start);
    text_add_format(text, "*%02X", sum);
}

/* Can the name stand in a TAG block, and be read from it again? */
static bool is_station(const char *name)
{
    for (const char *at = name; *at != '\0'; at++)
        if (*at <= ' ' || *at > '~' || strchr(",*\\!$", *at) != NULL)
            return false;
    return name[0] != '\0';
}

/* In seconds, or in milliseconds where they say more. */
static void add_time(struct text *text, int64_t time_ms)
{
    enum { MS_PER_S = 1000 };

    text_add(text, "c:");
    text_add_int(text, time_ms % MS_PER_S == 0 ? time_ms / MS_PER_S : time_ms);
}

/* The first part says all, the others which group they are of. That it is of a drill, each says:
 * what is lost on the way must not make it real. */
static void add_tag(struct text *text, const struct ais_wrapping *wrapping, size_t part,
                    size_t total)
{
    const struct ais_stamp *stamp = wrapping->stamp;
    bool has_time = stamp != NULL && stamp->time_ms != CLOCK_UNKNOWN_MS;
    bool has_station = stamp != NULL && is_station(stamp->station);
    bool is_drill = stamp != NULL && stamp->is_drill;
    if (!has_time && !has_station && !is_drill)
        return;

    text_add_char(text, '\\');
    size_t start = text->size;
    if (total > 1)
        text_add_format(text, "g:%zu-%zu-%u", part, total, wrapping->group);
    if (part == 1 && has_station)
        text_add_format(text, "%ss:%s", text->size > start ? "," : "", stamp->station);
    if (part == 1 && has_time) {
        if (text->size > start)
            text_add_char(text, ',');
        add_time(text, stamp->time_ms);
    }
    if (is_drill)
        text_add_format(text, "%sd:" AIS_STAMP_DRILL, text->size > start ? "," : "");
    add_checksum(text, start);
    text_add_char(text, '\\');
}

/* "!AIVDM,2,1,3,A,"; its size. */
static size_t make_head(const struct ais_wrapping *wrapping, size_t part, size_t total,
                        char bytes[static AIS_SENTENCE_CHARS_MAX])
{
    struct text head = text_init(bytes, AIS_SENTENCE_CHARS_MAX);

    text_add_format(&head, "!%c%cVD%c,%zu,%zu,", wrapping->talker[0], wrapping->talker[1],
                    wrapping->is_own ? 'O' : 'M', total, part);
    if (total > 1)
        text_add_int(&head, wrapping->sequence);
    text_add_char(&head, ',');
    if (wrapping->channel != '\0')
        text_add_char(&head, wrapping->channel);
    text_add_char(&head, ',');
    return head.size;
}

/* Characters of a payload that one of `total` sentences holds. */
static size_t room_of(const struct ais_wrapping *wrapping, size_t total)
{
    char head[AIS_SENTENCE_CHARS_MAX];
    return AIS_SENTENCE_CHARS_MAX - ENDING_CHARS - make_head(wrapping, 1, total, head);
}

/* Characters `first` to `end` - 1 of the armour. The last may have bits that are not there. */
static void add_armour(struct text *text, struct ais_bits bits, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        size_t bit = i * SEXTET_BITS;
        size_t left = bits.bit_count - bit;
        size_t count = left < SEXTET_BITS ? left : SEXTET_BITS;
        text_add_char(text, armour(ais_bits_unsigned(bits, bit, count) << (SEXTET_BITS - count)));
    }
}

bool ais_sentence_write(struct ais_bits bits, const struct ais_wrapping *wrapping,
                        struct text *text)
{
    assert(wrapping->sequence <= 9);
    assert(text->size_max - text->size >= AIS_SENTENCES_BYTES_MAX);
    size_t size = (bits.bit_count + SEXTET_BITS - 1) / SEXTET_BITS;
    size_t fill_bits = size * SEXTET_BITS - bits.bit_count;
    size_t room = room_of(wrapping, 1);
    size_t total = 1;

    if (size > room) {
        room = room_of(wrapping, AIS_SENTENCE_PART_COUNT_MAX);
        total = (size + room - 1) / room;
    }
    if (total > AIS_SENTENCE_PART_COUNT_MAX)
        return false;
    for (size_t part = 1; part <= total; part++) {
        char head[AIS_SENTENCE_CHARS_MAX];
        size_t head_size = make_head(wrapping, part, total, head);
        size_t end = part < total ? part * room : size;
        add_tag(text, wrapping, part, total);
        size_t start = text->size + 1;
        text_add_bytes(text, head, head_size);
        add_armour(text, bits, (part - 1) * room, end);
        text_add_format(text, ",%zu", part < total ? 0 : fill_bits);
        add_checksum(text, start);
        text_add_char(text, '\n');
    }
    return true;
}
