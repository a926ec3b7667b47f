/* SPDX-License-Identifier: Apache-2.0 */
#include "inject_log.h"

static struct log_bytes output;
static struct log_bytes truth;

/* A ship in one sentence, hers in two with another's between, noise, and all kinds of line ends. */
#define POSITION  "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A"
#define PART_1    "!AIVDM,2,1,3,A,55SSrr82ETPtQ1@J220huLh4pA>0lTlu<6222216F@FE;6rj0@jDlQR`,0*22"
#define NO_FAULTS "[]"

static void a_log_without_faults_comes_out_to_the_byte(void)
{
    static const char *const logs[] = {
        "",
        "\n\r\n\r\r\n",
        POSITION,
        POSITION "\r\nnoise\r" POSITION "\n\n",
        POSITION POSITION "\n",
        "\\si:AISD*3F\\\r\n$PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1,4A*22\r\n" POSITION,
        PART_1 "\n" POSITION "\n",
        "1550303566167726840 " POSITION "\n" POSITION ",r003669930,1271779200\n",
    };
    for (size_t i = 0; i < sizeof logs / sizeof logs[0]; i++) {
        for (size_t piece = 1; piece < 80; piece += 13) {
            log_inject(NO_FAULTS, logs[i], piece, &output, &truth);
            CHECK_TEXT(output.bytes, logs[i]);
        }
    }
}

static void a_line_that_is_too_long_comes_out_to_the_byte(void)
{
    static char log[6000];
    for (size_t size = 1020; size < 5000; size += 331) {
        memset(log, 'x', size);
        memcpy(log + size, "\r\n" POSITION "\n", sizeof "\r\n" POSITION "\n");
        log_inject(NO_FAULTS, log, 100, &output, &truth);
        CHECK_TEXT(output.bytes, log);
    }
}

static void a_clock_that_is_wrong_moves_lines_and_keeps_the_dialect(void)
{
    static const struct {
        const char *seconds, *input, *expected;
    } cases[] = {
        {"5", "1550303566 " POSITION "\n", "1550303566 " POSITION "\n"}, /* no station */
        {"5", POSITION ",r003669930,1271779200\n", POSITION ",r003669930,1271779205\n"},
        {"-5", POSITION ",r003669930,1271779200\n", POSITION ",r003669930,1271779195\n"},
        {"30", POSITION ",r003669930,1271779200\nnoise\n" POSITION ",r003669931,1271779210\n",
         "noise\n" POSITION ",r003669931,1271779210\n" POSITION ",r003669930,1271779230\n"},
        {"-30", POSITION ",r003669931,1271779200\n" POSITION ",r003669930,1271779210\n",
         POSITION ",r003669930,1271779180\n" POSITION ",r003669931,1271779200\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char words[128];
        struct text faults = text_init(words, sizeof words);
        text_add_format(&faults,
                        "[{\"fault\":\"clock\",\"station\":\"r003669930\",\"seconds\":%s}]",
                        cases[i].seconds);
        log_inject(words, cases[i].input, 7, &output, &truth);
        CHECK_TEXT(output.bytes, cases[i].expected);
    }
}

static void a_silent_ship_takes_all_her_lines_with_her(void)
{
    static const char words[] = "[{\"fault\":\"silence\",\"mmsi\":371798000}]";
    static const char pghp[] = "$PGHP,1,2018,11,19,11,0,0,789,219,,2190047,1,*15\n";
    static const struct {
        const char *input, *expected;
    } cases[] = {
        {POSITION "\r\nnoise\n", "noise\n"},
        {"noise\n\n" POSITION, "noise\n\n"},
    };
    char log[256];
    struct text text = text_init(log, sizeof log);

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        log_inject(words, cases[i].input, 50, &output, &truth);
        CHECK_TEXT(output.bytes, cases[i].expected);
    }
    text_add_format(&text, "%s%s\nnoise\n", pghp, POSITION);
    log_inject(words, log, 50, &output, &truth);
    CHECK_TEXT(output.bytes, "noise\n");
    CHECK(strstr(truth.bytes, "\"mmsi\":[371798000],\"messages\":1,\"lines\":2") != NULL);
}

static void what_was_not_touched_has_no_row(void)
{
    log_inject("[{\"fault\":\"silence\",\"mmsi\":1}]", POSITION "\n", 50, &output, &truth);
    CHECK_TEXT(output.bytes, POSITION "\n");
    CHECK(strstr(truth.bytes, "\"truth\":\"fault\"") == NULL);
    CHECK(strstr(truth.bytes, "\"truth\":\"drill\"") != NULL);
}

static void the_seed_decides(void)
{
    static struct log_bytes again;
    static const char words[] = "[{\"fault\":\"bit_flip\",\"rate\":0.2}]";
    log_inject(words, POSITION "\n", 50, &output, &truth);
    log_inject(words, POSITION "\n", 3, &again, &truth);
    CHECK_TEXT(output.bytes, again.bytes);
    CHECK(strcmp(output.bytes, POSITION "\n") != 0);
    CHECK_INT(output.size, strlen(POSITION "\n"));
}

int main(void)
{
    RUN(a_log_without_faults_comes_out_to_the_byte);
    RUN(a_line_that_is_too_long_comes_out_to_the_byte);
    RUN(a_clock_that_is_wrong_moves_lines_and_keeps_the_dialect);
    RUN(a_silent_ship_takes_all_her_lines_with_her);
    RUN(what_was_not_touched_has_no_row);
    RUN(the_seed_decides);
    return check_summary();
}
