/* SPDX-License-Identifier: Apache-2.0 */
/* The rules of what really comes in: each case is a line or a few, and what becomes of them. */
#include "check.h"
#include "gather.h"

#include <stdio.h>
#include <stdlib.h>

#define TYPE_1 "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\n"

static struct gathered gathered;
static struct ais_decoder decoder;

/* Appends the right checksum and a newline to a sentence that ends before its '*'. */
static const char *summed(const char *body)
{
    static char bytes[4][2048];
    static unsigned turn;
    char *place = bytes[turn++ % 4];
    snprintf(place, sizeof bytes[0], "%s*%02X\n", body,
             ais_sentence_checksum(body + 1, strlen(body) - 1));
    return place;
}

struct rule {
    const char *text;
    unsigned messages;
    const char *refusals; /* in order */
    const char *contains; /* in the JSON; "" for nothing in particular */
};

static void check_rules(const struct rule *rules, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        gather(rules[i].text, &gathered);
        CHECK_INT(gathered.counts.messages, rules[i].messages);
        CHECK_TEXT(gathered.refusals, rules[i].refusals);
        CHECK(strstr(gathered.messages, rules[i].contains) != NULL);
        if (gathered.counts.messages != rules[i].messages ||
            strstr(gathered.messages, rules[i].contains) == NULL)
            printf("# rule %zu: %s# gives %s", i, rules[i].text, gathered.messages);
    }
}

#define CHECK_RULES(rules) check_rules(rules, sizeof rules / sizeof rules[0])

static void reads_every_way_to_write_a_line(void)
{
    static const struct rule rules[] = {
        {TYPE_1, 1, "", "\"lon\":-122.345833,\"lat\":47.582833"},
        {"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5c\r\n", 1, "", "\"channel\":\"B\""},
        {"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C", 1, "", ""},
        {"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\r" TYPE_1, 2, "", ""},
        {"\n\r\n" TYPE_1 "\n", 1, "", ""},
        {"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0\n", 1, "", "\"flags\":[\"no_checksum\"]"},
        {"$AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0\n", 1, "", ""},
        {"!BSVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0\n", 1, "", ""},
        {"!AIVDO,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0\n", 1, "", "\"own\":true"},
        {"!AIVDM,1,1,,1,177KQJ5000G?tO`K>RA1wUbN0TKH,0\n", 1, "", "\"channel\":\"A\""},
        {"!AIVDM,1,1,,2,177KQJ5000G?tO`K>RA1wUbN0TKH,0\n", 1, "", "\"channel\":\"B\""},
        {"!AIVDM,1,1,,D,177KQJ5000G?tO`K>RA1wUbN0TKH,0\n", 1, "", "\"channel\":\"D\""},
        {"!AIVDM,1,1,,,177KQJ5000G?tO`K>RA1wUbN0TKH,0\n", 1, "", "\"channel\":null"},
    };
    CHECK_RULES(rules);
}

static void refuses_with_a_reason_and_goes_on(void)
{
    const struct rule rules[] = {
        {"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5D\n" TYPE_1, 1, "bad_checksum", ""},
        {"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*\n" TYPE_1, 1, "bad_checksum", ""},
        {"!AIVDM,2,3,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0\n" TYPE_1, 1, "malformed", ""},
        {"!AIVDM,0,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0\n" TYPE_1, 1, "malformed", ""},
        {"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0,0\n" TYPE_1, 1, "malformed", ""},
        {"!AIVDM,1,1,,B,177KQJ50 0G?tO`K>RA1wUbN0TKH,0\n" TYPE_1, 1, "malformed", ""},
        {"!AIVDM,1,1,,B\n" TYPE_1, 1, "malformed", ""},
        {"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TK~,0\n" TYPE_1, 1, "bad_armour", ""},
        {"!AIVDM,1,1,,B,,0\n" TYPE_1, 1, "too_short", ""},
        {"!AIVDM,1,1,,B,177KQJ5,0\n" TYPE_1, 1, "too_short", ""},
        {"!AIVDM,1,1,,B,077KQJ5000G?tO`K>RA1wUbN0TKH,0\n" TYPE_1, 1, "unknown_type", ""},
        {"!AIVDM,1,1,,B,m77KQJ5000G?tO`K>RA1wUbN0TKH,0\n" TYPE_1, 1, "unknown_type", ""},
        {"!AIVDM,1,1,,B,H77KQJ8000000000000000000000,0\n" TYPE_1, 1, "bad_part", ""},
        {"$GPRMC,1,2*3\n" TYPE_1, 1, "other", ""},
        {"\x01\x02\xff\n" TYPE_1, 1, "other", ""},
        {"!AIVDM,1,1,,B,177KQJ5000G?tO!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\n", 1,
         "malformed", "\"mmsi\":477553000"},
        {"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C" TYPE_1, 2, "", ""},
    };
    CHECK_RULES(rules);
}

static void keeps_a_wrong_checksum_when_asked_to(void)
{
    static const char bad[] = "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*00\n";
    ais_decoder_init(&decoder);
    decoder.keeps_bad_checksums = true;
    gather_bytes(&decoder, bad, strlen(bad), 1000, &gathered);
    CHECK_INT(gathered.counts.messages, 1);
    CHECK(strstr(gathered.messages, "\"flags\":[\"bad_checksum\"]") != NULL);
}

static void takes_the_bits_that_are_there(void)
{
    const struct rule rules[] = {
        {"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,3\n", 1, "",
         "\"raim\":false,\"radio\":149208"},
        {"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,7\n", 1, "", "\"no_checksum\",\"fill\""},
        {"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,\n", 1, "", "\"no_checksum\",\"fill\""},
        {summed("!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH"), 1, "", "\"fill\""},
        {"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH0,0\n", 1, "", "\"overlong\""},
        {"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1,0\n", 1, "", "\"lat\":47.582833,\"course\":null"},
        {"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1,0\n", 1, "", "\"truncated\""},
        {"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA,0\n", 0, "too_short", ""},
        /* Type 5 of 426 bits, as many receivers send it: 71 characters without fill bits. */
        {"!AIVDM,1,1,,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8888888888"
         "80,0\n",
         1, "", "\"destination\":\"NEW YORK\",\"dte\":0"},
    };
    CHECK_RULES(rules);
}

#define PART_1 "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C\n"
#define PART_2 "!AIVDM,2,2,1,A,88888888880,2*25\n"

static void joins_parts_in_any_order(void)
{
    static const struct rule rules[] = {
        {PART_1 PART_2, 1, "", "\"shipname\":\"EVER DIADEM\""},
        {PART_2 PART_1, 1, "", "\"shipname\":\"EVER DIADEM\""},
        {PART_1 PART_1 PART_2, 1, "", ""},
        {PART_1 TYPE_1 PART_2, 2, "", ""},
        /* The same sequence number on the other channel is another message. */
        {"!AIVDM,2,1,1,B,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0\n" PART_2,
         0, "", ""},
    };
    CHECK_RULES(rules);
    gather(PART_1, &gathered);
    CHECK_INT(gathered.counts.refused[AIS_STALE_PART], 1);
}

static void never_joins_parts_of_two_messages(void)
{
    gather(PART_1
           "!AIVDM,2,1,1,A,53uRcl02<VQA<A5B22098U=@tj2222222222220N3`?5540Ht@4jhAiC,0\n" PART_2,
           &gathered);
    CHECK_INT(gathered.counts.messages, 1);
    CHECK(strstr(gathered.messages, "EVER DIADEM") == NULL);
    CHECK_INT(gathered.counts.refused[AIS_STALE_PART], 1);
}

/* Two messages that take turns with the same sequence number, and what may come between. */
#define NEXT_1 "!AIVDM,2,1,1,A,53uRcl02<VQA<A5B22098U=@tj2222222222220N3`?5540Ht@4jhAiC,0\n"
#define NEXT_2 "!AIVDM,2,2,1,A,`88888888888880,2\n"

static void a_part_twice_makes_one_message_and_spoils_no_other(void)
{
    static const struct rule rules[] = {
        {PART_1 PART_2 PART_2 NEXT_1 NEXT_2, 2, "", "\"mmsi\":265858000"},
        {PART_1 PART_1 PART_2 PART_2 NEXT_1 NEXT_1 NEXT_2 NEXT_2, 2, "", "NEW YORK"},
        /* Heard twice, whole each time: two receptions. */
        {PART_1 PART_2 PART_1 PART_2, 2, "", ""},
    };
    gather(NEXT_1 NEXT_2, &gathered);
    CHECK_INT(gathered.counts.messages, 1);
    CHECK_RULES(rules);
    gather(PART_1 PART_2 PART_2 NEXT_1, &gathered);
    CHECK_INT(gathered.counts.messages, 1);
    CHECK_INT(gathered.counts.refused[AIS_STALE_PART], 1);
}

static void own_sentences_are_no_parts_of_others(void)
{
    gather("!AIVDO,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0\n" PART_2,
           &gathered);
    CHECK_INT(gathered.counts.messages, 0);
}

/* A second part that lost its first must not eat the firsts of all messages to come. */
static void a_left_over_part_spoils_nothing(void)
{
    static char bytes[8192];
    struct text text = text_init(bytes, sizeof bytes);

    text_add(&text, "!AIVDM,2,2,1,A,00000000000,2\n");
    for (unsigned i = 0; i < AIS_OUT_OF_ORDER_COUNT_MAX; i++)
        text_add(&text, TYPE_1);
    text_add(&text, PART_1 PART_2);
    gather(bytes, &gathered);
    CHECK_INT(gathered.counts.by_type[5], 1);
    CHECK(strstr(gathered.messages, "\"destination\":\"NEW YORK\"") != NULL);
    CHECK_INT(gathered.counts.refused[AIS_STALE_PART], 1);
}

/* Parts that carry different stations, groups or talkers are not one message; a part that says
 * nothing of its station goes with any. */
static void tells_senders_apart(void)
{
    struct rule rules[] = {
        {"\\s:a*28\\" PART_1 "\\s:b*2b\\" PART_2, 0, "", ""},
        {"\\s:a*28\\" PART_1 "\\s:a*28\\" PART_2, 1, "", "\"station\":\"a\""},
        {"\\s:a*28\\" PART_1 PART_2, 1, "", "\"station\":\"a\""},
        {"\\g:1-2-77,s:a*5a\\" PART_1 "\\g:2-2-77*5d\\" PART_2, 1, "", "\"station\":\"a\""},
        {"\\g:1-2-77,s:a*5a\\" PART_1 "\\g:2-2-78*52\\" PART_2, 0, "", ""},
        {"\\g:1-2-0,s:a*6A\\" PART_1 "\\g:2-2-0*6D\\" PART_2, 1, "", "\"station\":\"a\""},
        {"\\g:1-2-0,s:a*6A\\" PART_1 PART_2, 0, "", ""},
        /* Two senders count alike. */
        {"\\g:1-2-77,s:a*5a\\" PART_1 "\\g:2-2-77,s:b*5a\\" PART_2, 0, "", ""},
        {"\\g:1-2-77,s:a*5a\\" PART_1 "\\g:2-2-77*5d\\!AIVDM,2,2,2,A,88888888880,2*26\n", 0, "",
         ""},
    };
    CHECK_RULES(rules);
    CHECK_INT(gathered.counts.refused[AIS_BAD_TAG], 0);
}

/* The station stands on first parts only, and two stations have a message open. */
static void takes_the_sentence_before_when_the_station_is_not_said(void)
{
    static const char interleaved[] = "\\s:a*28\\" PART_1 "\\s:b*2b\\" NEXT_1 NEXT_2 TYPE_1 PART_2;
    gather(interleaved, &gathered);
    CHECK_INT(gathered.counts.by_type[5], 2);
    CHECK(strstr(gathered.messages, "\"destination\":\"NEW YORK\"") != NULL);

    gather("\\s:a*28\\" PART_1 "\\s:b*2b\\" NEXT_1 TYPE_1 PART_2, &gathered);
    CHECK_INT(gathered.counts.by_type[5], 0);
}

/* Two stations whose clocks are 15 s apart, their parts in turns. */
static void holds_parts_only_against_their_own_message(void)
{
    gather("\\s:a,c:1500000000*59\\" PART_1 "\\s:b,c:1500000015*5e\\" NEXT_1
           "\\s:a,c:1500000000*59\\" PART_2 "\\s:b,c:1500000015*5e\\" NEXT_2,
           &gathered);
    CHECK_INT(gathered.counts.refused[AIS_BAD_TAG], 0);
    CHECK_INT(gathered.counts.by_type[5], 2);
}

static void drops_parts_that_come_too_late(void)
{
    static const struct rule rules[] = {
        {"\\c:1500000000*5d\\" PART_1 "\\c:1500000010*5c\\" PART_2, 1, "", ""},
        {"\\c:1500000000*5d\\" PART_1 "\\c:1500000011*5d\\" PART_2, 0, "", ""},
    };
    CHECK_RULES(rules);
    CHECK_INT(gathered.counts.refused[AIS_BAD_TAG], 0);
    CHECK_INT(gathered.counts.refused[AIS_STALE_PART], 2);

    /* The first part came before any time was said. */
    gather("!AIVDM,3,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn,0\n"
           "\\c:1500000000*5d\\!AIVDM,3,2,1,A,2222222216L961O5Gf0NSQEp6ClRp8,0\n"
           "\\c:1500000060*5b\\!AIVDM,3,3,1,A,88888888880,2\n",
           &gathered);
    CHECK_INT(gathered.counts.refused[AIS_BAD_TAG], 0);
    CHECK_INT(gathered.counts.messages, 0);
}

/* Often the first part alone has a time: live, all are held against the time of arrival. */
static void joins_live_parts_of_an_old_log(void)
{
    static const char text[] = "\\c:1500000000*5d\\" PART_1 PART_2;
    struct ais_event event;

    ais_decoder_init(&decoder);
    ais_decoder_push(&decoder, text, strlen(text),
                     (struct ais_arrival){.received_ms = INT64_C(1800000000000)});
    CHECK(ais_decoder_next(&decoder, &event));
    CHECK_INT(event.message.type, 5);
    CHECK_INT(event.stamp.time_ms, INT64_C(1500000000000));
}

static void gives_way_when_too_many_messages_are_open(void)
{
    static char bytes[1 << 14];
    struct text text = text_init(bytes, sizeof bytes);

    for (unsigned i = 0; i <= AIS_OPEN_MESSAGE_COUNT_MAX; i++)
        text_add_format(&text, "!%c%cVDM,2,1,1,A,5000000%u,0\n", 'A' + (char)(i % 26),
                        'A' + (char)(i / 26), i % 10);
    gather(bytes, &gathered);
    CHECK_INT(gathered.counts.refused[AIS_ASSEMBLY_FULL], 1);
    CHECK_INT(gathered.counts.refused[AIS_STALE_PART], AIS_OPEN_MESSAGE_COUNT_MAX);
    CHECK_INT(gathered.counts.messages, 0);
}

static void joins_nine_parts(void)
{
    static char bytes[4096];
    struct text text = text_init(bytes, sizeof bytes);

    /* Message 14 of nine parts: 576 characters, far longer than allowed, whole all the same. */
    for (unsigned part = 9; part >= 1; part--) {
        text_add_format(&text, "!AIVDM,9,%u,4,A,%s", part, part == 1 ? ">5?MbV0" : "0000000");
        for (unsigned i = 7; i < 64; i++)
            text_add_char(&text, '0');
        text_add(&text, ",0\n");
    }
    gather(bytes, &gathered);
    CHECK_INT(gathered.counts.messages, 1);
    CHECK_INT(gathered.counts.by_type[14], 1);
}

static void skips_a_line_that_is_too_long(void)
{
    static char bytes[4096];
    static const size_t piece_sizes[] = {1, 7, 1024, 4096};
    struct text text = text_init(bytes, sizeof bytes);

    text_add(&text, TYPE_1 "!AIVDM,1,1,,B,");
    for (unsigned i = 0; i < AIS_LINE_BYTES_MAX; i++)
        text_add_char(&text, '1');
    text_add(&text, "\n" TYPE_1);
    for (size_t i = 0; i < sizeof piece_sizes / sizeof piece_sizes[0]; i++) {
        ais_decoder_init(&decoder);
        gather_bytes(&decoder, bytes, text.size, piece_sizes[i], &gathered);
        CHECK_INT(gathered.counts.messages, 2);
        CHECK_TEXT(gathered.refusals, "too_long");
        CHECK_INT(gathered.counts.lines, 3);
    }
}

static void gives_the_same_however_the_bytes_are_cut(void)
{
    static const char text[] =
        "noise\r\n" TYPE_1 PART_1 "\\c:1500000000*5d\\" TYPE_1 PART_2
        "!AIVDM,1,1,,B,177KQJ5000G?tO!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TK"
        "H,0*5C";
    static struct gathered whole;
    gather(text, &whole);
    CHECK_INT(whole.counts.messages, 4);
    for (size_t piece_size = 1; piece_size < 100; piece_size++) {
        ais_decoder_init(&decoder);
        gather_bytes(&decoder, text, strlen(text), piece_size, &gathered);
        CHECK_TEXT(gathered.messages, whole.messages);
        CHECK_TEXT(gathered.refusals, whole.refusals);
    }
}

static void numbers_lines_as_an_editor_does(void)
{
    static const struct {
        const char *text;
        unsigned line_number;
    } cases[] = {
        {"\n\nnoise\n", 3},
        {"\r\n\r\nnoise", 3},
        {"\r\rnoise", 3},
        {TYPE_1 "\r\n"
                "noise",
         3},
    };
    static const size_t piece_sizes[] = {1, 2, 1000};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (size_t p = 0; p < 3; p++) {
            ais_decoder_init(&decoder);
            gather_bytes(&decoder, cases[i].text, strlen(cases[i].text), piece_sizes[p], &gathered);
            CHECK_INT(gathered.counts.lines, cases[i].line_number);
            CHECK_TEXT(gathered.refusals, "other");
        }
}

/* Of a file without a newline at its end too. */
static void the_last_part_may_lack_its_end_of_line(void)
{
    gather(PART_1 "!AIVDM,2,2,1,A,88888888880,2*25", &gathered);
    CHECK_INT(gathered.counts.messages, 1);
    CHECK_INT(gathered.counts.refused[AIS_STALE_PART], 0);
    gather("!AIVDM,2,2,1,A,88888888880,2*25", &gathered);
    CHECK_INT(gathered.counts.messages, 0);
    CHECK_INT(gathered.counts.refused[AIS_STALE_PART], 1);
}

static void begins_anew_after_the_end_of_a_stream(void)
{
    static char bytes[AIS_LINE_BYTES_MAX * 2];
    memset(bytes, 'x', sizeof bytes);
    ais_decoder_init(&decoder);
    gather_bytes(&decoder, bytes, sizeof bytes, 100, &gathered);
    CHECK_TEXT(gathered.refusals, "too_long");
    gather_bytes(&decoder, TYPE_1, strlen(TYPE_1), 100, &gathered);
    CHECK_INT(gathered.counts.messages, 1);
}

static void ends_a_line_with_its_datagram(void)
{
    static const char half[] = "!AIVDM,1,1,,B,177KQJ5000G?tO";
    struct ais_arrival arrival = {.received_ms = 5, .origin = 1, .ends_line = true};
    struct ais_event event;

    ais_decoder_init(&decoder);
    ais_decoder_push(&decoder, half, strlen(half), arrival);
    CHECK(ais_decoder_next(&decoder, &event));
    CHECK_INT(event.refusal, AIS_MALFORMED);
    CHECK(!ais_decoder_next(&decoder, &event));
    ais_decoder_push(&decoder, TYPE_1, strlen(TYPE_1), arrival);
    CHECK(ais_decoder_next(&decoder, &event));
    CHECK_INT(event.kind, AIS_EVENT_MESSAGE);
    CHECK_INT(event.received_ms, 5);
}

static void keeps_datagrams_of_two_senders_apart(void)
{
    struct ais_event event;

    ais_decoder_init(&decoder);
    ais_decoder_push(&decoder, PART_1, strlen(PART_1),
                     (struct ais_arrival){.received_ms = 5, .origin = 1, .ends_line = true});
    CHECK(!ais_decoder_next(&decoder, &event));
    ais_decoder_push(&decoder, PART_2, strlen(PART_2),
                     (struct ais_arrival){.received_ms = 5, .origin = 2, .ends_line = true});
    CHECK(!ais_decoder_next(&decoder, &event));
    ais_decoder_push(&decoder, PART_2, strlen(PART_2),
                     (struct ais_arrival){.received_ms = 5, .origin = 1, .ends_line = true});
    CHECK(ais_decoder_next(&decoder, &event));
    CHECK_INT(event.message.type, 5);
}

/* What is marked and what is not, in one part and in two, and a mark that only one part has. */
static void refuses_what_is_of_a_drill_when_asked_to(void)
{
    static const char mark[] = "\\d:drill*21\\";
    static const struct {
        const char *before, *first, *second;
        unsigned marked, stale; /* sentences refused, parts left over */
    } rows[] = {
        {"", TYPE_1, "", 0, 0},
        {mark, TYPE_1, "", 1, 0},
        {"", PART_1, PART_2, 0, 0},
        {mark, PART_1, PART_2, 1, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        static char text[512];
        bool is_marked = rows[i].marked > 0;
        snprintf(text, sizeof text, "%s%s%s", rows[i].before, rows[i].first, rows[i].second);

        ais_decoder_init(&decoder);
        gather_bytes(&decoder, text, strlen(text), 512, &gathered);
        CHECK_INT(gathered.counts.messages, 1);
        CHECK((strstr(gathered.messages, "\"drill\":true") != NULL) == is_marked);

        ais_decoder_init(&decoder);
        decoder.refuses_drills = true;
        gather_bytes(&decoder, text, strlen(text), 512, &gathered);
        CHECK_INT(gathered.counts.messages, !is_marked);
        CHECK_INT(gathered.counts.refused[AIS_DRILL], rows[i].marked);
        CHECK_INT(gathered.counts.refused[AIS_STALE_PART], rows[i].stale);
        CHECK_TEXT(gathered.refusals, is_marked ? "drill" : "");
    }
}

int main(void)
{
    RUN(reads_every_way_to_write_a_line);
    RUN(refuses_with_a_reason_and_goes_on);
    RUN(keeps_a_wrong_checksum_when_asked_to);
    RUN(takes_the_bits_that_are_there);
    RUN(joins_parts_in_any_order);
    RUN(never_joins_parts_of_two_messages);
    RUN(a_part_twice_makes_one_message_and_spoils_no_other);
    RUN(own_sentences_are_no_parts_of_others);
    RUN(a_left_over_part_spoils_nothing);
    RUN(tells_senders_apart);
    RUN(takes_the_sentence_before_when_the_station_is_not_said);
    RUN(holds_parts_only_against_their_own_message);
    RUN(drops_parts_that_come_too_late);
    RUN(joins_live_parts_of_an_old_log);
    RUN(gives_way_when_too_many_messages_are_open);
    RUN(joins_nine_parts);
    RUN(skips_a_line_that_is_too_long);
    RUN(gives_the_same_however_the_bytes_are_cut);
    RUN(numbers_lines_as_an_editor_does);
    RUN(the_last_part_may_lack_its_end_of_line);
    RUN(begins_anew_after_the_end_of_a_stream);
    RUN(ends_a_line_with_its_datagram);
    RUN(keeps_datagrams_of_two_senders_apart);
    RUN(refuses_what_is_of_a_drill_when_asked_to);
    return check_summary();
}
