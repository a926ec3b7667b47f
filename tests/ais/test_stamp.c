/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "gather.h"

#include <stdio.h>

static const char SENTENCE[] = "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C";

static struct gathered gathered;

/* `before` and `after` a sentence give this time and station in JSON. */
static void check_stamp(const char *before, const char *after, const char *expected)
{
    char text[512];
    snprintf(text, sizeof text, "%s%s%s\n", before, SENTENCE, after);
    gather(text, &gathered);
    CHECK_INT(gathered.counts.messages, 1);
    CHECK(strstr(gathered.messages, expected) != NULL);
    if (strstr(gathered.messages, expected) == NULL)
        printf("# %s: expected %s in %s", text, expected, gathered.messages);
}

static void reads_times_and_stations_of_every_kind(void)
{
    static const struct {
        const char *before, *after, *expected;
    } cases[] = {
        {"", "", "\"time\":null,\"station\":null"},
        {"\\s:rEV02,c:1334337317*58\\", "",
         "\"time\":\"2012-04-13T17:15:17.000Z\",\"station\":\"rEV02\""},
        {"\\c:1334337317250*69\\", "", "\"time\":\"2012-04-13T17:15:17.250Z\""},
        {"$PGHP,1,2018,11,19,11,0,0,789,219,,2190047,1,*15\n", "",
         "\"time\":\"2018-11-19T11:00:00.789Z\",\"station\":\"2190047\""},
        {"$PGHP,1,2018,11,19,11,0,0,789,219,,2190047,1,5C*15\n", "", "\"time\":null"}, /* bad sum */
        {"", ",r003669930,1271779200",
         "\"time\":\"2010-04-20T16:00:00.000Z\",\"station\":\"r003669930\""},
        {"", ",s22345,d-089,T38.12345678,x43,b003669710,1085889680",
         "\"time\":\"2004-05-30T04:01:20.000Z\",\"station\":\"b003669710\""},
        /* A logger behind the network added his own, wrong time. */
        {"", ",d-109,S2105,t050056.00,T56.13718694,r003669946,1325394060,1325394001",
         "\"time\":\"2012-01-01T05:01:00.000Z\",\"station\":\"r003669946\""},
        {"", ",1328133720012", "\"time\":\"2012-02-01T22:02:00.012Z\""},
        {"1550303566167726840 ", "", "\"time\":\"2019-02-16T07:52:46.167Z\""},
        {"1550303566167726 ", "", "\"time\":\"2019-02-16T07:52:46.167Z\""},
        {"1550303566.25 ", "", "\"time\":\"2019-02-16T07:52:46.250Z\""},
        {"1550303566.250 ", "", "\"time\":\"2019-02-16T07:52:46.250Z\""},
        {"1550303566: ", "", "\"time\":\"2019-02-16T07:52:46.000Z\""},
        {"2019-02-16T07:52:46.167Z ", "", "\"time\":\"2019-02-16T07:52:46.167Z\""},
        {"2019-02-16 07:52:46 ", "", "\"time\":\"2019-02-16T07:52:46.000Z\""},
        {"[2019-02-16 07:52:46] ", "", "\"time\":\"2019-02-16T07:52:46.000Z\""},
        {"2019-02-16T07:52:46Z \\s:a*28\\", "",
         "\"time\":\"2019-02-16T07:52:46.000Z\",\"station\":\"a\""},
        {"2019-02-16T09:52:46+02:00 ", "", "\"time\":\"2019-02-16T07:52:46.000Z\""},
        {"2019-02-16T05:22:46.5-0230 ", "", "\"time\":\"2019-02-16T07:52:46.500Z\""},
        {"\\s:a,c:1334337317*5a\\\\g:1-1-5*68\\", "", "\"station\":\"a\""},
        {"\\s:a,q:u,T:2014-12-10 00.41.53,d:b,n:17,t:words,c:1418172113*51\\", "",
         "\"time\":\"2014-12-10T00:41:53.000Z\",\"station\":\"a\""},
        /* AIS-catcher, as JSON and as text. */
        {"{\"class\":\"AIS\",\"device\":\"AIS-catcher\",\"channel\":\"B\",\"rxuxtime\":1790467197."
         "359632,"
         "\"rxtime\":\"20260926235957\",\"signalpower\":-37.4,\"ppm\":-0.3,\"nmea\":[\"",
         "\"],\"type\":1,\"lon\":-123.132683}", "\"time\":\"2026-09-26T23:59:57.359Z\""},
        {"{\"class\":\"AIS\",\"device\":\"AIS-catcher\",\"rxtime\":\"20220729191502\",\"nmea\":[\"",
         "\"]}", "\"time\":\"2022-07-29T19:15:02.000Z\",\"station\":null"},
        {"", " ( MSG: 3, REPEAT: 0, MMSI: 230907000, ppm: 0, timestamp: 20220729191340)",
         "\"time\":\"2022-07-29T19:13:40.000Z\",\"station\":null"},
        {"20220729191340 ", "", "\"time\":\"2022-07-29T19:13:40.000Z\""},
        {"2025-05-08 11:10:19,454 - {\"class\":\"AIS\",\"nmea\":[\"", "\"]}",
         "\"time\":\"2025-05-08T11:10:19.454Z\""},
        /* The TAG block stands nearer to the air than a logger's time. */
        {"\\c:1334337317*5e\\", ",1328133720012", "\"time\":\"2012-04-13T17:15:17.000Z\""},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_stamp(cases[i].before, cases[i].after, cases[i].expected);
}

static void knows_the_mark_of_a_drill(void)
{
    static const struct {
        const char *before;
        bool is_drill;
    } cases[] = {
        {"\\s:a,c:1334337317,d:drill*", true},
        {"\\d:drill*", true},
        {"\\d:drill,s:a*", true},
        {"\\s:a,d:drills*", false},
        {"\\s:a,d:dril*", false},
        {"\\s:drill*", false},
        {"\\s:a,d:DRILL*", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *inside = cases[i].before + 1;
        char before[96];
        snprintf(before, sizeof before, "%s%02X\\", cases[i].before,
                 ais_sentence_checksum(inside, strlen(inside) - 1));
        check_stamp(before, "", cases[i].is_drill ? ",\"drill\":true}" : "\"channel\":\"B\"}");
    }
}

static void what_cannot_be_a_time_is_none(void)
{
    static const char *const prefixes[] = {
        "20220729196040 ",          "{\"rxuxtime\":\"nmea\":[\"", "{\"rxtime\":",
        "2019-02-30T07:52:46Z ",    "2019-02-16T07:52:46+99:00 ", "12 ",
        "99999999999999999999999 ", "2019-13-16T07:52:46Z ",      "\\c:7*6e\\",
        "\\c:1334337317*00\\",
    };

    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
        check_stamp(prefixes[i], "", "\"time\":null");
}

static void a_time_alone_is_rfc_3339_in_utc(void)
{
    static const char *const none[] = {
        "",       "2026-11-22",           "2026-11-22T14:00:00", "2026-11-22T14:00:00+04:00",
        "noon",   "2026-11-22 14:00:00Z", "1795356000",          "2026-13-22T14:00:00Z",
        "now  Z", " 2026-11-22T14:00:00Z"};
    int64_t time_ms = 7;
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        CHECK(!ais_stamp_read_time(none[i], &time_ms));
    CHECK_INT(time_ms, 7);
    CHECK(ais_stamp_read_time("2026-11-22T14:00:00Z", &time_ms));
    CHECK_INT(time_ms, INT64_C(1795356000000));
    CHECK(ais_stamp_read_time("2026-11-22T14:00:00.250Z", &time_ms));
    CHECK_INT(time_ms, INT64_C(1795356000250));
}

static void ignores_a_tag_block_with_a_wrong_checksum(void)
{
    check_stamp("\\s:a*00\\", "", "\"station\":null");
    CHECK_INT(gathered.counts.refused[AIS_BAD_TAG], 1);
}

/* Some loggers write `$PGHP` behind its sentence: its checksum tells. */
static void does_not_take_a_pghp_for_the_sentence_after_its_own(void)
{
    char text[512];
    const char *pghp = "$PGHP,1,2018,11,19,11,0,0,789,219,,2190047,1,5C";

    snprintf(text, sizeof text, "%s\n%s*%02X\n!AIVDM,1,1,,B,13u?etPv2;0n:dDPwUM1U1Cb069D,0*27\n",
             SENTENCE, pghp, ais_sentence_checksum(pghp + 1, strlen(pghp) - 1));
    gather(text, &gathered);
    CHECK_INT(gathered.counts.messages, 2);
    CHECK(strstr(gathered.messages, "2190047") == NULL);

    snprintf(text, sizeof text, "%s*%02X\n%s\n", pghp,
             ais_sentence_checksum(pghp + 1, strlen(pghp) - 1), SENTENCE);
    gather(text, &gathered);
    CHECK(strstr(gathered.messages, "2190047") != NULL);
}

static void a_sentence_on_the_line_of_a_pghp_is_read(void)
{
    char text[512];
    snprintf(text, sizeof text, "$PGHP,1,2018,11,19,11,0,0,789,219,,2190047,1,*15%s\n", SENTENCE);
    gather(text, &gathered);
    CHECK(strstr(gathered.messages, "\"station\":\"2190047\"") != NULL);
    snprintf(text, sizeof text, "$PGHP,1,2018,11%s\n", SENTENCE);
    gather(text, &gathered);
    CHECK_INT(gathered.counts.messages, 1);
    CHECK_TEXT(gathered.refusals, "bad_checksum");
}

/* Two senders to one UDP port: who heard it must not be mixed up. */
static void a_pghp_speaks_for_its_own_sender_only(void)
{
    static const char pghp[] = "$PGHP,1,2018,11,19,11,0,0,789,219,,2190047,1,*15";
    static struct ais_decoder decoder;
    struct ais_event event;

    ais_decoder_init(&decoder);
    ais_decoder_push(&decoder, pghp, strlen(pghp), (struct ais_arrival){0, 1, true});
    CHECK(!ais_decoder_next(&decoder, &event));
    ais_decoder_push(&decoder, SENTENCE, strlen(SENTENCE), (struct ais_arrival){0, 2, true});
    CHECK(ais_decoder_next(&decoder, &event));
    CHECK_TEXT(event.stamp.station, "");
    CHECK(!ais_decoder_next(&decoder, &event));
    ais_decoder_push(&decoder, SENTENCE, strlen(SENTENCE), (struct ais_arrival){0, 1, true});
    CHECK(ais_decoder_next(&decoder, &event));
    CHECK_TEXT(event.stamp.station, "2190047");
}

static void the_parts_of_a_message_share_their_stamp(void)
{
    gather("$PGHP,1,2018,11,19,11,0,0,789,219,,2190047,1,*15\n"
           "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C\n"
           "!AIVDM,2,2,1,A,88888888880,2*25\n",
           &gathered);
    CHECK(strstr(gathered.messages,
                 "\"time\":\"2018-11-19T11:00:00.789Z\",\"station\":\"2190047\"") != NULL);
}

static void finds_the_time_of_a_line_without_decoding_it(void)
{
    static const struct {
        const char *line;
        int64_t time_ms;
    } cases[] = {
        {"$PGHP,1,2018,11,19,11,0,0,789,219,,2190047,1,*15", INT64_C(1542625200789)},
        {"\\c:1334337317*5e\\!AIVDM,1,1,,B,x,0*00", INT64_C(1334337317000)},
        {"!AIVDM,1,1,,B,x,0*00,1328133720012", INT64_C(1328133720012)},
        {"1550303566167726840 !AIVDM,1,1,,B,x,0*00", INT64_C(1550303566167)},
        {"!AIVDM,1,1,,B,x,0*00", CLOCK_UNKNOWN_MS},
        {"", CLOCK_UNKNOWN_MS},
        {"\\", CLOCK_UNKNOWN_MS},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t time_ms = CLOCK_UNKNOWN_MS;
        bool has_time = ais_stamp_line_time(cases[i].line, strlen(cases[i].line), &time_ms);
        CHECK_INT(has_time, cases[i].time_ms != CLOCK_UNKNOWN_MS);
        CHECK_INT(time_ms, cases[i].time_ms);
    }
}

int main(void)
{
    RUN(reads_times_and_stations_of_every_kind);
    RUN(knows_the_mark_of_a_drill);
    RUN(what_cannot_be_a_time_is_none);
    RUN(a_time_alone_is_rfc_3339_in_utc);
    RUN(ignores_a_tag_block_with_a_wrong_checksum);
    RUN(does_not_take_a_pghp_for_the_sentence_after_its_own);
    RUN(a_sentence_on_the_line_of_a_pghp_is_read);
    RUN(a_pghp_speaks_for_its_own_sender_only);
    RUN(the_parts_of_a_message_share_their_stamp);
    RUN(finds_the_time_of_a_line_without_decoding_it);
    return check_summary();
}
