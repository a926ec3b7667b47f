/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/report.h"
#include "inject_log.h"

static struct log_bytes page;

static void write_page(const char *const *lines)
{
    static struct drill_row row;
    struct drill_report *report = drill_report_new();

    page = (struct log_bytes){.size = 0};
    for (; *lines != NULL; lines++) {
        char bytes[256];
        struct text reason = text_init(bytes, sizeof bytes);
        CHECK(drill_row_read(*lines, strlen(*lines), &row, &reason));
        drill_report_add(report, &row);
    }
    drill_report_write(report, (struct drill_sink){&page, log_keep});
    drill_report_free(report);
}

#define JUMP                                                                                       \
    "{\"truth\":\"fault\",\"fault\":\"jump\",\"from\":\"2027-03-01T06:10:00Z\","                   \
    "\"to\":\"2027-03-01T06:20:00Z\",\"mmsi\":[211000001],\"lon\":11,\"lat\":57}"

static void words_of_others_are_escaped(void)
{
    const char *const lines[] = {
        "{\"truth\":\"drill\",\"drill\":\"<script>alert('x')</script>&\\\"\"}",
        "{\"truth\":\"ship\",\"mmsi\":211000001,\"name\":\"<img src=x onerror=y>\"}",
        JUMP,
        "{\"alert\":\"<b>\",\"time\":\"2027-03-01T06:11:00Z\",\"station\":\"<i>\"}",
        NULL,
    };
    write_page(lines);
    CHECK(strstr(page.bytes, "<script") == NULL);
    CHECK(strstr(page.bytes, "<img") == NULL);
    CHECK(strstr(page.bytes, "<i>") == NULL);
    CHECK(strstr(page.bytes, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;") != NULL);
    CHECK(strstr(page.bytes, "http") == NULL);
}

static void an_alert_stands_beside_what_it_answers_with_its_delay(void)
{
    const char *const found[] = {
        JUMP, "{\"alert\":\"jump\",\"time\":\"2027-03-01T06:10:25Z\",\"mmsi\":211000001}", NULL};
    const char *const missed[] = {
        JUMP, "{\"alert\":\"jump\",\"time\":\"2027-03-01T06:10:25Z\",\"mmsi\":211000002}", NULL};
    write_page(found);
    CHECK(strstr(page.bytes, "06:10:25, after 25 s") != NULL);
    CHECK(strstr(page.bytes, "Alerts that answer nothing: 0") != NULL);
    write_page(missed);
    CHECK(strstr(page.bytes, "no alert") != NULL);
    CHECK(strstr(page.bytes, "Alerts that answer nothing: 1") != NULL);
}

static void a_map_is_there_where_a_place_is(void)
{
    const char *const nowhere[] = {"{\"truth\":\"drill\",\"drill\":\"d\"}", NULL};
    const char *const somewhere[] = {JUMP, NULL};
    write_page(nowhere);
    CHECK(strstr(page.bytes, "there is no map") != NULL);
    write_page(somewhere);
    CHECK(strstr(page.bytes, "<circle class=\"mark\"") != NULL);
    CHECK(strstr(page.bytes, "nan") == NULL);
}

int main(void)
{
    RUN(words_of_others_are_escaped);
    RUN(an_alert_stands_beside_what_it_answers_with_its_delay);
    RUN(a_map_is_there_where_a_place_is);
    return check_summary();
}
