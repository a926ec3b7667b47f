/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/sentence_write.h"
#include "check.h"
#include "gather.h"

#include <string.h>

static char bytes[AIS_SENTENCES_BYTES_MAX + 1];
static struct gathered gathered;

static const char *write(struct ais_bits bits, const struct ais_wrapping *wrapping)
{
    struct text text = text_init(bytes, sizeof bytes);
    CHECK(ais_sentence_write(bits, wrapping, &text));
    CHECK(!text.is_cut);
    return bytes;
}

static struct ais_wrapping plain(void)
{
    return (struct ais_wrapping){.talker = {'A', 'I'}, .channel = 'A', .group = 1};
}

static void a_payload_becomes_the_sentence_that_it_came_in(void)
{
    static const char *const armours[] = {"15RTgt0PAso;90TKcjM8h6g208CQ", "w", "0"};
    static const char *const sentences[] = {
        "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A\n",
        "!AIVDM,1,1,,A,w,0*51\n",
        "!AIVDM,1,1,,A,0,0*16\n",
    };

    for (size_t i = 0; i < sizeof armours / sizeof armours[0]; i++) {
        uint8_t storage[AIS_PAYLOAD_BYTES_MAX];
        struct ais_bits bits;
        struct ais_wrapping wrapping = plain();
        CHECK(ais_bits_unarmour(armours[i], strlen(armours[i]), storage, &bits));
        CHECK_TEXT(write(bits, &wrapping), sentences[i]);
    }
}

static void what_stands_around_it_is_told(void)
{
    static const uint8_t payload[] = {0xfc};
    struct ais_bits bits = {payload, 6};
    struct ais_wrapping wrapping = plain();

    wrapping.channel = '\0';
    CHECK_TEXT(write(bits, &wrapping), "!AIVDM,1,1,,,w,0*10\n");
    wrapping.is_own = true;
    wrapping.channel = 'D';
    wrapping.talker[1] = 'B';
    CHECK_TEXT(write(bits, &wrapping), "!ABVDO,1,1,,D,w,0*5D\n");
}

static void check_tag(const char *station, int64_t time_ms, const char *expected)
{
    static const uint8_t payload[] = {0xfc};
    struct ais_bits bits = {payload, 6};
    struct ais_wrapping wrapping = plain();
    struct ais_stamp stamp = AIS_STAMP_NONE;
    char words[128];
    struct text text = text_init(words, sizeof words);

    memcpy(stamp.station, station, strlen(station));
    stamp.time_ms = time_ms;
    wrapping.stamp = &stamp;
    text_add_format(&text, "%s!AIVDM,1,1,,A,w,0*51\n", expected);
    CHECK_TEXT(write(bits, &wrapping), words);
}

static void a_tag_block_says_what_is_known(void)
{
    check_tag("", CLOCK_UNKNOWN_MS, "");
    check_tag("2190047", CLOCK_UNKNOWN_MS, "\\s:2190047*70\\");
    check_tag("", INT64_C(1542625200000), "\\c:1542625200*58\\");
    check_tag("", INT64_C(1542625200789), "\\c:1542625200789*6E\\");
    check_tag("r003", INT64_C(1542625200000), "\\s:r003,c:1542625200*7C\\");
}

static void every_part_says_that_it_is_of_a_drill(void)
{
    uint8_t payload[64] = {8 << 2};
    char words[AIS_SENTENCES_BYTES_MAX];
    struct ais_wrapping wrapping = plain();
    struct ais_stamp stamp = AIS_STAMP_NONE;
    size_t count = 0;

    stamp.is_drill = true;
    wrapping.stamp = &stamp;
    wrapping.group = 7;
    struct text text = text_init(words, sizeof words);
    CHECK(ais_sentence_write((struct ais_bits){payload, 8}, &wrapping, &text));
    words[24] = 0;
    CHECK_TEXT(words, "\\d:drill*21\\!AIVDM,1,1,,");
    text_clear(&text);
    CHECK(ais_sentence_write((struct ais_bits){payload, 424}, &wrapping, &text));
    for (const char *at = words; (at = strstr(at, ",d:drill*")) != NULL; at++)
        count++;
    CHECK_INT(count, 2);
}

/* Such a name would end the block, or the field. */
static void a_name_that_cannot_stand_in_a_tag_block_is_left_out(void)
{
    static const char *const names[] = {"a,b", "a*b", "a\\b", "a b", "\x80", "\n", "!a", "a$"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        check_tag(names[i], CLOCK_UNKNOWN_MS, "");
        check_tag(names[i], INT64_C(1542625200000), "\\c:1542625200*58\\");
    }
}

static void fill(uint8_t *payload, size_t size)
{
    for (size_t i = 0; i < size; i++)
        payload[i] = (uint8_t)(i * 37 + 11);
    payload[0] = 8 << 2; /* a binary broadcast: any length */
    payload[5] = 0xff;   /* of nobody's application */
    payload[6] = 0xff;
}

/* No line is longer than the standard lets it be, and all bits are there, with and without blocks
 * around them. */
static void long_payloads_are_split_and_come_together_again(void)
{
    enum { BITS_MAX = 9 * 60 * 6 };
    uint8_t payload[BITS_MAX / 8 + 1];
    uint8_t storage[AIS_PAYLOAD_BYTES_MAX];
    struct ais_stamp stamp = {.time_ms = INT64_C(1542625200001), .station = "2190047"};

    fill(payload, sizeof payload);
    for (size_t bit_count = 56; bit_count <= BITS_MAX; bit_count++) {
        struct ais_bits bits = {payload, bit_count};
        struct ais_wrapping wrapping = plain();
        char armour[AIS_ARMOUR_CHARS_MAX + 1] = "";
        struct text joined = text_init(armour, sizeof armour);
        size_t fill_bits = 0;
        size_t part = 0;
        wrapping.stamp = bit_count % 2 == 0 ? &stamp : NULL;
        wrapping.sequence = (uint8_t)(bit_count % 10);
        for (const char *line = write(bits, &wrapping); *line != '\0';) {
            struct ais_sentence sentence;
            const char *start = line[0] == '\\' ? strchr(line + 1, '\\') + 1 : line;
            const char *end = strchr(start, '\n');
            CHECK_INT(ais_sentence_parse(start, (size_t)(end - start), &sentence), AIS_DECODED);
            CHECK(end - start + 2 <= AIS_SENTENCE_CHARS_MAX);
            CHECK_INT(sentence.part, ++part);
            CHECK_INT(sentence.sequence,
                      sentence.total > 1 ? wrapping.sequence : AIS_SENTENCE_NO_SEQUENCE);
            CHECK(part == sentence.total || sentence.fill_bits == 0);
            CHECK((sentence.total > 1) == (bit_count > 61 * 6));
            text_add_bytes(&joined, sentence.payload.start, sentence.payload.size);
            fill_bits = sentence.fill_bits;
            line = end + 1;
        }
        CHECK_INT(joined.size * 6 - fill_bits, bit_count);
        CHECK(ais_bits_unarmour(armour, joined.size, storage, &bits));
        for (size_t i = 0; i < bit_count; i += 16) {
            size_t count = bit_count - i < 16 ? bit_count - i : 16;
            struct ais_bits before = {payload, bit_count};
            if (ais_bits_unsigned(bits, i, count) != ais_bits_unsigned(before, i, count))
                CHECK(false);
        }
    }
}

static void what_nine_sentences_do_not_hold_is_refused(void)
{
    static uint8_t payload[AIS_PAYLOAD_BYTES_MAX];
    struct text text = text_init(bytes, sizeof bytes);
    struct ais_wrapping wrapping = plain();

    CHECK(!ais_sentence_write((struct ais_bits){payload, 9 * 60 * 6 + 1}, &wrapping, &text));
    CHECK_INT(text.size, 0);
}

static void parts_belong_together_by_group(void)
{
    uint8_t payload[60];
    struct ais_bits bits = {payload, 480};
    struct ais_wrapping wrapping = plain();
    struct ais_stamp stamp = {.time_ms = INT64_C(1542625200001), .station = "2190047"};

    fill(payload, sizeof payload);
    wrapping.stamp = &stamp;
    wrapping.group = 9999;
    wrapping.sequence = 7;
    const char *lines = write(bits, &wrapping);
    CHECK(strncmp(lines, "\\g:1-2-9999,s:2190047,c:1542625200001*", 38) == 0);
    CHECK(strstr(lines, "\n\\g:2-2-9999*") != NULL);
    gather(lines, &gathered);
    CHECK_TEXT(gathered.refusals, "");
    CHECK_INT(gathered.counts.messages, 1);
    CHECK_INT(gathered.counts.refused[AIS_BAD_TAG], 0);
    CHECK(strstr(gathered.messages, "\"time\":\"2018-11-19T11:00:00.001Z\"") != NULL);
    CHECK(strstr(gathered.messages, "\"station\":\"2190047\"") != NULL);
}

int main(void)
{
    RUN(a_payload_becomes_the_sentence_that_it_came_in);
    RUN(what_stands_around_it_is_told);
    RUN(a_tag_block_says_what_is_known);
    RUN(every_part_says_that_it_is_of_a_drill);
    RUN(a_name_that_cannot_stand_in_a_tag_block_is_left_out);
    RUN(long_payloads_are_split_and_come_together_again);
    RUN(what_nine_sentences_do_not_hold_is_refused);
    RUN(parts_belong_together_by_group);
    return check_summary();
}
