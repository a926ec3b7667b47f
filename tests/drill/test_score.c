/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "drill/score.h"

#include <math.h>
#include <string.h>

static struct drill_score_kind score_of(const char *alert, const char *const *lines)
{
    static struct drill_row row;
    struct drill_score_kind found = {0};
    struct drill_score *score = drill_score_new(DRILL_SCORE_ITEM_COUNT_MAX);

    for (; *lines != NULL; lines++) {
        char bytes[256];
        struct text reason = text_init(bytes, sizeof bytes);
        CHECK(drill_row_read(*lines, strlen(*lines), &row, &reason));
        CHECK_TEXT(bytes, "");
        CHECK(drill_score_add(score, &row));
    }
    drill_score_finish(score);
    for (size_t i = 0; i < drill_score_kind_count(score); i++)
        if (strcmp(drill_score_kind(score, i)->alert, alert) == 0)
            found = *drill_score_kind(score, i);
    drill_score_free(score);
    return found;
}

#define AT(minute) "\"2027-03-01T06:" minute ":00Z\""
#define DRILL                                                                                      \
    "{\"truth\":\"drill\",\"drill\":\"d\",\"ships\":12,\"from\":\"2027-03-01T06:00:00Z\","         \
    "\"to\":\"2027-03-01T08:00:00Z\"}"
#define SILENCE(ships)                                                                             \
    "{\"truth\":\"fault\",\"fault\":\"silence\",\"from\":" AT("10") ",\"to\":" AT(                 \
        "30") ","                                                                                  \
              "\"mmsi\":" ships "}"
#define ALERT(kind, minute, ships)                                                                 \
    "{\"alert\":\"" kind "\",\"time\":" AT(minute) ",\"mmsi\":" ships "}"

static void each_ship_is_found_once_and_the_rest_is_counted(void)
{
    const char *const lines[] = {
        DRILL,
        SILENCE("[1,2,3,4]"),
        ALERT("silence", "12", "[1]"),
        ALERT("silence", "13", "[1]"), /* again */
        ALERT("silence", "16", "2"),
        ALERT("silence", "09", "[3]"), /* too early */
        ALERT("silence", "41", "[4]"), /* too late */
        ALERT("silence", "20", "[5]"), /* another ship */
        NULL,
    };
    struct drill_score_kind kind = score_of("silence", lines);
    CHECK_INT(kind.truths, 4);
    CHECK_INT(kind.found, 2);
    CHECK_INT(kind.again, 1);
    CHECK_INT(kind.wrong, 3);
    CHECK_REAL(kind.precision, 0.4, 1e-9);
    CHECK_REAL(kind.recall, 0.5, 1e-9);
    CHECK_REAL(kind.delay_median_s, 120, 1e-9);
    CHECK_REAL(kind.delay_p95_s, 360, 1e-9);
    CHECK_REAL(kind.wrong_per_ship_day, 3, 1e-9); /* twelve ships for two hours are one */
}

static void an_encounter_asks_for_both_ships_and_before_it_is_over(void)
{
    static const char truth[] = "{\"truth\":\"encounter\",\"from\":" AT("10") ",\"time\":" AT(
        "30") ",\"cpa_m\":100,\"mmsi\":[1,2]}";
    static const struct {
        const char *alert;
        int right, wrong;
    } cases[] = {
        {ALERT("cpa", "12", "[2,1]"), 1, 0},
        {ALERT("cpa", "12", "[1]"), 0, 1},
        {ALERT("cpa", "12", "[1,3]"), 0, 1},
        {ALERT("cpa", "31", "[1,2]"), 0, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *const lines[] = {truth, cases[i].alert, NULL};
        struct drill_score_kind kind = score_of("cpa", lines);
        CHECK_INT(kind.right, cases[i].right);
        CHECK_INT(kind.wrong, cases[i].wrong);
        CHECK(isnan(kind.wrong_per_ship_day));
    }
}

static void what_need_not_be_told_is_neither_missing_nor_false(void)
{
    const char *const wide[] = {"{\"truth\":\"encounter\",\"from\":" AT("10") ",\"time\":" AT(
                                    "30") ",\"cpa_m\":5000,\"mmsi\":[1,2]}",
                                ALERT("cpa", "12", "[1,2]"), NULL};
    struct drill_score_kind kind = score_of("cpa", wide);
    CHECK_INT(kind.truths, 0);
    CHECK_INT(kind.explained, 1);
    CHECK_INT(kind.wrong, 0);

    const char *const test[] = {
        "{\"truth\":\"beacon\",\"time\":" AT("10") ",\"mmsi\":972000001,\"test\":true}",
        ALERT("distress", "10", "972000001"), NULL};
    kind = score_of("distress", test);
    CHECK_INT(kind.truths, 0);
    CHECK_INT(kind.wrong, 1);
}

static void a_row_that_is_none_is_refused_with_words(void)
{
    static const struct {
        const char *line, *reason;
    } cases[] = {
        {"[]", "no JSON object"},
        {"{}", "it says neither \"truth\" nor \"alert\""},
        {"{\"alert\":\"cpa\"}", "an alert without its time"},
        {"{\"alert\":\"cpa\",\"time\":\"noon\"}", "a time that is none: RFC 3339 is wanted"},
        {"{\"truth\":\"ship\",\"mmsi\":-1}", "mmsi is neither a number nor a list of at most 256"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        static struct drill_row row;
        char bytes[256];
        struct text reason = text_init(bytes, sizeof bytes);
        CHECK(!drill_row_read(cases[i].line, strlen(cases[i].line), &row, &reason));
        CHECK_TEXT(bytes, cases[i].reason);
    }
}

int main(void)
{
    RUN(each_ship_is_found_once_and_the_rest_is_counted);
    RUN(an_encounter_asks_for_both_ships_and_before_it_is_over);
    RUN(what_need_not_be_told_is_neither_missing_nor_false);
    RUN(a_row_that_is_none_is_refused_with_words);
    return check_summary();
}
