/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "drill/dialect.h"

#include <string.h>

#define SENTENCE "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A"

static void every_dialect_keeps_its_unit_and_its_length(void)
{
    static const struct {
        const char *line;
        int shift_ms;
        const char *expected;
    } cases[] = {
        {SENTENCE, 1000, SENTENCE},
        {"noise 1,2,3", 1000, "noise 1,2,3"},
        {"1550303566167726840 " SENTENCE, 1, "1550303566168726840 " SENTENCE},
        {"1550303566 " SENTENCE, 1999, "1550303567 " SENTENCE},
        {"1550303566 " SENTENCE, -1, "1550303565 " SENTENCE},
        {"1550303566.25 " SENTENCE, 1500, "1550303567.750 " SENTENCE},
        {"20181119110000 " SENTENCE, 61000, "20181119110101 " SENTENCE},
        {"2018-11-19T23:59:59.500Z " SENTENCE, 500, "2018-11-20T00:00:00.000Z " SENTENCE},
        {"2018-11-19 23:59:59 " SENTENCE, 1000, "2018-11-20 00:00:00 " SENTENCE},
        {SENTENCE ",1328133720012", 88, SENTENCE ",1328133720100"},
        {SENTENCE ",r003669930,1271779200", 5000, SENTENCE ",r003669930,1271779205"},
        {"\\c:1420030798*5B\\" SENTENCE, 1000, "\\c:1420030799*5A\\" SENTENCE},
        {"\\s:rEV02,c:1334337317*58\\" SENTENCE, 0, "\\s:rEV02,c:1334337317*58\\" SENTENCE},
        {"\\c:1420030798*00\\" SENTENCE, 1000, "\\c:1420030798*00\\" SENTENCE}, /* not believed */
        {"$PGHP,1,2018,11,19,11,0,59,789,219,,2190047,1,*29", 211,
         "$PGHP,1,2018,11,19,11,1,0,0,219,,2190047,1,*12"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char bytes[256];
        struct text text = text_init(bytes, sizeof bytes);
        drill_dialect_add_shifted(&text, (struct ais_span){cases[i].line, strlen(cases[i].line)},
                                  cases[i].shift_ms);
        CHECK_TEXT(bytes, cases[i].expected);
    }
}

static void a_payload_goes_into_its_sentence_with_a_new_checksum(void)
{
    static const uint8_t zeros[32];
    static const char line[] = "\\s:x*2B\\" SENTENCE ",r003669930";
    char bytes[256];
    struct text text = text_init(bytes, sizeof bytes);
    size_t at = strlen("\\s:x*2B\\");
    int checksum =
        drill_dialect_add_payload(&text, (struct ais_span){line, strlen(line)}, at, zeros, 0);
    CHECK_TEXT(bytes, "\\s:x*2B\\!AIVDM,1,1,,A,0000000000000000000000000000,0*26,r003669930");
    CHECK_INT(checksum, 0x26);
    CHECK_INT(drill_dialect_add_payload(&text, (struct ais_span){line, 4}, 0, zeros, 0), -1);
}

int main(void)
{
    RUN(every_dialect_keeps_its_unit_and_its_length);
    RUN(a_payload_goes_into_its_sentence_with_a_new_checksum);
    return check_summary();
}
