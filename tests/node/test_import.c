/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "node/import.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_COUNT_MAX = 4, OUTPUT_BYTES = 65536 };

static struct node_import_totals totals;
static char taken[OUTPUT_BYTES]; /* what the sink got, a line each */
static char said[OUTPUT_BYTES];  /* on standard error */

struct sink {
    struct text text;
    size_t count;
    size_t count_max; /* reports that it takes */
};

static bool take_station(void *user, uint16_t number, const char *name)
{
    struct sink *sink = user;
    text_add_format(&sink->text, "station %u %s\n", number, name);
    return true;
}

static bool take_report(void *user, const struct evidence_report *report)
{
    struct sink *sink = user;
    struct ais_message again;
    if (sink->count == sink->count_max)
        return false;
    sink->count++;
    text_add_time(&sink->text, report->time_ms);
    text_add_format(&sink->text, " %u %u from %u%s\n", report->message->type, report->message->mmsi,
                    report->station, report->is_copy ? " again" : "");
    CHECK_INT(ais_message_read(report->message->bits, 0, &again), AIS_DECODED);
    CHECK_INT(again.mmsi, report->message->mmsi);
    return true;
}

/* Imports files of these contents; `taken`, `said` and `totals` tell what came of it. */
static bool import(struct node_import_options options, size_t count, const char *const *contents,
                   size_t count_max)
{
    char paths[FILE_COUNT_MAX][32];
    char *names[FILE_COUNT_MAX];
    struct sink sink = {.text = text_init(taken, sizeof taken), .count_max = count_max};
    memset(said, 0, sizeof said);
    for (size_t i = 0; i < count; i++) {
        memcpy(paths[i], "/tmp/narrows-import-XXXXXX", sizeof "/tmp/narrows-import-XXXXXX");
        int fd = mkstemp(paths[i]);
        CHECK_INT(write(fd, contents[i], strlen(contents[i])), (long long)strlen(contents[i]));
        close(fd);
        names[i] = paths[i];
    }
    options.err = fmemopen(said, sizeof said - 1, "w");
    options.sink = (struct node_import_sink){take_station, take_report, &sink};
    bool is_done = node_import(&options, count, names, &totals);
    fclose(options.err);
    for (size_t i = 0; i < count; i++)
        unlink(paths[i]);
    return is_done;
}

static const struct node_import_options plain = {.station = "", .from_ms = CLOCK_UNKNOWN_MS};

#define SENTENCE       "!AIVDM,1,1,,A,13HOI:0P0000VOHLCnHQKwvL05Ip,0*23\n"
#define TIMED_SENTENCE "1542625200 " SENTENCE
#define TABLE          "MMSI,BaseDateTime,LAT,LON,VesselName,TransceiverClass\n"

static void gives_sentences_and_rows_in_order_with_stations_and_copies(void)
{
    static const char *const contents[] = {
        "1542625200 " SENTENCE "!AIVDM,1,1,,A,broken,0*00\n"
        "\\s:north,c:1542625201*53\\" SENTENCE,
        TABLE "219000001,2018-11-19T11:00:00,56,12,GULL,B\n"
              "219000001,2018-11-19T11:00:00,95,12,GULL,B\n"
              "219000001,2018-11-19T11:00:00,56,12,GULL,B\n",
    };
    struct node_import_options options = plain;
    options.station = "here";
    CHECK(import(options, 2, contents, SIZE_MAX));
    CHECK_TEXT(taken, "station 1 here\n"
                      "2018-11-19T11:00:00.000Z 1 227006760 from 1\n"
                      "station 2 north\n"
                      "2018-11-19T11:00:01.000Z 1 227006760 from 2 again\n"
                      "2018-11-19T11:00:00.000Z 18 219000001 from 1\n"
                      "2018-11-19T11:00:00.000Z 24 219000001 from 1\n"
                      "2018-11-19T11:00:00.000Z 24 219000001 from 1\n"
                      "2018-11-19T11:00:00.000Z 18 219000001 from 1 again\n");
    CHECK_TEXT(said, "");
    CHECK_INT(totals.sentence_count, 3);
    CHECK_INT(totals.row_count, 3);
    CHECK_INT(totals.message_count, 6);
    CHECK_INT(totals.position_count, 4);
    CHECK_INT(totals.copy_count, 2);
    CHECK_INT(totals.station_count, 2);
    CHECK_INT(totals.first_ms, 1542625200000);
    CHECK_INT(totals.last_ms, 1542625201000);
    CHECK_INT(totals.refused[AIS_BAD_CHECKSUM].count, 1);
    int bad_latitude = (int)NODE_IMPORT_TABLE_REASONS + (int)SOURCE_TABLE_BAD_LATITUDE;
    CHECK_INT(totals.refused[bad_latitude].count, 1);
    CHECK_TEXT(node_import_reason_name(bad_latitude), "bad_latitude");
    const char *example = strstr(totals.refused[bad_latitude].examples[0], ":3: ");
    CHECK_TEXT(example, ":3: 219000001,2018-11-19T11:00:00,95,12,GULL,B");
}

static void stops_when_the_sink_takes_no_more(void)
{
    static char content[300000];
    const char *contents[] = {content};
    struct text text = text_init(content, sizeof content);
    text_add(&text, TABLE);
    for (int i = 0; text.size + 100 < sizeof content; i++)
        text_add_format(&text, "%d,2018-11-19T11:00:00,56,12,,A\n", 219000000 + i);
    for (size_t count_max = 0; count_max <= 1000; count_max += 250) {
        CHECK(!import(plain, 1, contents, count_max));
        CHECK_INT(totals.message_count, count_max);
    }
    CHECK(import(plain, 1, contents, SIZE_MAX));
    CHECK(totals.message_count > 5000);
}

static void a_log_without_times_needs_to_be_told_when_it_began(void)
{
    static const char *const contents[] = {SENTENCE SENTENCE};
    struct node_import_options options = plain;
    CHECK(!import(options, 1, contents, SIZE_MAX));
    CHECK_TEXT(taken, "");
    CHECK(strstr(said, "its lines have no times; --from TIME says when it began") != NULL);
    CHECK_INT(totals.refused[NODE_IMPORT_NO_TIME].count, 2);
    options.from_ms = 1542625200000;
    CHECK(import(options, 1, contents, SIZE_MAX));
    CHECK_TEXT(taken, "2018-11-19T11:00:00.000Z 1 227006760 from 0\n"
                      "2018-11-19T11:00:00.020Z 1 227006760 from 0 again\n");
    CHECK_TEXT(said, "");
}

static void takes_drills_only_where_that_is_asked(void)
{
    static const char *const contents[] = {
        "\\c:1542625201,d:drill*54\\" SENTENCE,
        "time,drill,type,mmsi\n2018-11-19T11:00:00Z,true,1,219000001\n"
        "2018-11-19T11:00:00Z,,1,219000001\n",
    };
    struct node_import_options options = plain;
    CHECK(import(options, 2, contents, SIZE_MAX));
    CHECK_INT(totals.message_count, 1);
    CHECK_INT(totals.refused[AIS_DRILL].count, 2);
    options.takes_drills = true;
    CHECK(import(options, 2, contents, SIZE_MAX));
    CHECK_INT(totals.message_count, 3);
}

static void a_table_with_headers_in_it_is_read_to_its_end(void)
{
    static const char *const contents[] = {
        TABLE "219000001,2018-11-19T11:00:00,56,12,,A\n" TABLE
              "219000002,2018-11-19T11:00:00,56,12,,A\n",
    };
    CHECK(import(plain, 1, contents, SIZE_MAX));
    CHECK_INT(totals.message_count, 2);
    CHECK_INT(totals.row_count, 2);
}

static void says_what_it_cannot_make_anything_of_and_goes_on(void)
{
    static const char *const contents[] = {"", "a,b,c\n1,2,3\n", TIMED_SENTENCE,
                                           "neither \"this\" nor that\n"};
    CHECK(!import(plain, 4, contents, SIZE_MAX));
    CHECK_INT(totals.message_count, 1);
    CHECK(strstr(said, "a table of no kind that is known") != NULL);
    CHECK(strstr(said, "neither sentences nor a table") != NULL);
}

static void shows_the_first_three_of_each_reason_cut_to_a_line(void)
{
    static char content[4000];
    const char *contents[] = {content};
    struct text text = text_init(content, sizeof content);
    for (int i = 0; i < 5; i++)
        text_add_format(&text, "!AIVDM,1,1,,A,bad%d\x1b%*s,0*00\n", i, 300, "");
    CHECK(import(plain, 1, contents, SIZE_MAX));
    const struct node_import_refused *refused = &totals.refused[AIS_BAD_CHECKSUM];
    CHECK_INT(refused->count, 5);
    CHECK_INT(refused->example_count, 3);
    for (size_t i = 0; i < 3; i++) {
        CHECK(strstr(refused->examples[i], "\\x1b") != NULL);
        CHECK_TEXT(refused->examples[i] + strlen(refused->examples[i]) - 3, "...");
    }
}

int main(void)
{
    RUN(gives_sentences_and_rows_in_order_with_stations_and_copies);
    RUN(stops_when_the_sink_takes_no_more);
    RUN(a_log_without_times_needs_to_be_told_when_it_began);
    RUN(takes_drills_only_where_that_is_asked);
    RUN(a_table_with_headers_in_it_is_read_to_its_end);
    RUN(says_what_it_cannot_make_anything_of_and_goes_on);
    RUN(shows_the_first_three_of_each_reason_cut_to_a_line);
    return check_summary();
}
