/* SPDX-License-Identifier: Apache-2.0 */
#include "../history/fleet.h"
#include "report/query.h"
#include "report/row.h"

static const int64_t begin_ms = INT64_C(1542625200000); /* 2018-11-19T11:00:00Z */

enum { OUTPUT_BYTES = 1 << 22 };

static char folder[32];
static char output[OUTPUT_BYTES];

static struct history_writer *open_writer(bool has_journal)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct history_writer_options options = {
        .directory = folder,
        .has_journal = has_journal,
        .segment_count_max = 1000,
        .position_count_max = 100000,
    };
    struct history_writer *writer = history_writer_open(&options, &reason);
    CHECK_TEXT(bytes, "");
    return writer;
}

static void close_writer(struct history_writer *writer)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    CHECK(history_writer_close(writer, NULL, &reason));
}

/* A report, heard by station 1. */
static void take(struct history_writer *writer, uint32_t mmsi, int64_t time_s, double longitude_deg,
                 double latitude_deg)
{
    uint8_t payload[32];
    struct ais_message message =
        fleet_message(payload, mmsi, (int32_t)(longitude_deg * HISTORY_DEGREE),
                      (int32_t)(latitude_deg * HISTORY_DEGREE), 123);
    history_writer_take(writer, &(struct evidence_report){.message = &message,
                                                          .time_ms = begin_ms + time_s * 1000,
                                                          .station = 1});
}

static struct report_query query_of(enum report_kind kind)
{
    return (struct report_query){
        .kind = kind, .from_ms = INT64_MIN, .until_ms = INT64_MAX, .gap_ms = 1800000};
}

/* Asks, and reads the file that was written into `output`. */
static struct report_query_counts ask(const struct report_query *query, const char *format)
{
    char path[64], bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct report_query_counts counts = {0};

    snprintf(path, sizeof path, "%s/answer", folder);
    struct history_reader *reader = history_reader_open(folder, &reason);
    struct report_sheet *sheet =
        report_sheet_open(report_sheet_format_find(format), query->kind, path, &reason);
    CHECK(reader != NULL && sheet != NULL);
    if (reader == NULL || sheet == NULL)
        return counts;
    CHECK(report_query_run(reader, query, sheet, &counts, &reason));
    CHECK(report_sheet_close(sheet, true, &reason));
    CHECK_TEXT(bytes, "");
    history_reader_close(reader);
    FILE *file = fopen(path, "r");
    size_t size = file != NULL ? fread(output, 1, sizeof output - 1, file) : 0;
    output[size] = '\0';
    if (file != NULL)
        fclose(file);
    return counts;
}

static void a_position_is_the_same_in_every_format(void)
{
    static const struct {
        const char *format;
        const char *wanted;
    } rows[] = {
        {"csv", "time,mmsi,class,longitude,latitude,speed_kn,course_deg,heading_deg,altitude_m,"
                "turn_deg_per_min,status,stations\n"
                "2018-11-19T11:00:00.000Z,219000001,class_a,12.500000,-56.250000,12.3,90.0,90,,,0,"
                "roof <1>\n"},
        {"geojson",
         "{\"type\":\"FeatureCollection\",\"name\":\"positions\",\"features\":[\n"
         "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":"
         "[12.500000,-56.250000]},\"properties\":{\"time\":\"2018-11-19T11:00:00.000Z\","
         "\"mmsi\":219000001,\"class\":\"class_a\",\"speed_kn\":12.3,\"course_deg\":90.0,"
         "\"heading_deg\":90,\"altitude_m\":null,\"turn_deg_per_min\":null,\"status\":0,"
         "\"stations\":\"roof <1>\"}}\n]}\n"},
        {"gpx",
         "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<gpx version=\"1.1\" creator=\"narrows\" xmlns=\"http://www.topografix.com/GPX/1/1\""
         " xmlns:narrows=\"urn:narrows:query\">\n"
         "<wpt lat=\"-56.250000\" lon=\"12.500000\"><time>2018-11-19T11:00:00.000Z</time>"
         "<name>219000001</name><extensions><narrows:time>2018-11-19T11:00:00.000Z"
         "</narrows:time><narrows:mmsi>219000001</narrows:mmsi><narrows:class>class_a"
         "</narrows:class><narrows:speed_kn>12.3</narrows:speed_kn><narrows:course_deg>90.0"
         "</narrows:course_deg><narrows:heading_deg>90</narrows:heading_deg><narrows:status>0"
         "</narrows:status><narrows:stations>roof &lt;1&gt;</narrows:stations></extensions>"
         "</wpt>\n</gpx>\n"},
        {"kml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                "<kml xmlns=\"http://www.opengis.net/kml/2.2\""
                " xmlns:gx=\"http://www.google.com/kml/ext/2.2\">\n"
                "<Document><name>positions</name>\n<Placemark><name>219000001</name>"
                "<TimeStamp><when>2018-11-19T11:00:00.000Z</when></TimeStamp><ExtendedData>"
                "<Data name=\"time\"><value>2018-11-19T11:00:00.000Z</value></Data>"
                "<Data name=\"mmsi\"><value>219000001</value></Data>"
                "<Data name=\"class\"><value>class_a</value></Data>"
                "<Data name=\"speed_kn\"><value>12.3</value></Data>"
                "<Data name=\"course_deg\"><value>90.0</value></Data>"
                "<Data name=\"heading_deg\"><value>90</value></Data>"
                "<Data name=\"status\"><value>0</value></Data>"
                "<Data name=\"stations\"><value>roof &lt;1&gt;</value></Data></ExtendedData>\n"
                "<Point><coordinates>12.500000,-56.250000</coordinates></Point></Placemark>\n"
                "</Document>\n</kml>\n"},
    };
    struct report_query query = query_of(REPORT_POSITIONS);

    fleet_make_folder(folder);
    struct history_writer *writer = open_writer(false);
    CHECK_INT(history_writer_station(writer, "roof <1>"), 1);
    take(writer, 219000001, 0, 12.5, -56.25);
    close_writer(writer);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_INT(ask(&query, rows[i].format).row_count, 1);
        CHECK_TEXT(output, rows[i].wanted);
    }
    fleet_drop_folder(folder);
}

static size_t count_of(const char *words)
{
    size_t count = 0;
    for (const char *at = output; (at = strstr(at, words)) != NULL; at++)
        count++;
    return count;
}

static void what_is_not_available_is_empty(void)
{
    struct report_query query = query_of(REPORT_POSITIONS);
    uint8_t payload[32];

    fleet_make_folder(folder);
    struct history_writer *writer = open_writer(false);
    struct ais_message message =
        fleet_message(payload, 219000001, HISTORY_NO_LONGITUDE, HISTORY_NO_LATITUDE, 1023);
    history_writer_take(writer,
                        &(struct evidence_report){.message = &message, .time_ms = begin_ms});
    close_writer(writer);
    ask(&query, "csv");
    CHECK_INT(count_of("\n2018-11-19T11:00:00.000Z,219000001,class_a,,,,90.0,90,,,0,\n"), 1);
    ask(&query, "geojson");
    CHECK_INT(count_of("\"geometry\":null"), 1);
    ask(&query, "kml");
    CHECK_INT(count_of("<Placemark>"), 0);
    struct history_box box = report_box(-180, -90, 180, 90);
    query.box = &box;
    CHECK_INT(ask(&query, "csv").row_count, 0);
    fleet_drop_folder(folder);
}

/* 5,000 reports of a ship that goes to and fro through a gate, with all chunks' ends among them. */
static void no_crossing_is_lost_between_two_chunks(void)
{
    static const struct geo_point ends[2] = {{12.6, 55.9}, {12.6, 56.1}};
    struct geo_gate gate = {ends, 2};
    struct report_query query = query_of(REPORT_CROSSINGS);

    query.gate = &gate;
    query.gate_name = "to and fro";
    for (int has_journal = 0; has_journal < 2; has_journal++) {
        fleet_make_folder(folder);
        struct history_writer *writer = open_writer(has_journal);
        for (int i = 0; i < 5000; i++)
            take(writer, 219000001, i * 10, i % 2 == 0 ? 12.599 : 12.601, 56);
        if (has_journal) /* then it is open while it is read */
            history_writer_sync(writer, begin_ms);
        else
            close_writer(writer);
        CHECK_INT(ask(&query, "csv").row_count, 4999);
        CHECK_INT(count_of(",to_starboard,"), 2500);
        CHECK_INT(count_of(",to_port,"), 2499);
        CHECK_INT(count_of("\n2018-11-19T11:00:05.000Z,219000001,class_a,12.600000,56.000000,"
                           "to and fro,to_starboard,2018-11-19T11:00:00.000Z,"
                           "2018-11-19T11:00:10.000Z\n"),
                  1);
        query.mmsi = 219000002;
        CHECK_INT(ask(&query, "csv").row_count, 0);
        query.mmsi = 0;
        if (has_journal)
            close_writer(writer);
        fleet_drop_folder(folder);
    }
}

/* The chunk before the way through the gate lies outside of the gate's box, and is not looked at.
 */
static void a_crossing_at_the_seam_of_two_chunks_is_found(void)
{
    static const struct geo_point ends[2] = {{12.6, 55.9}, {12.6, 56.1}};
    struct geo_gate gate = {ends, 2};
    struct report_query query = query_of(REPORT_CROSSINGS);

    query.gate = &gate;
    query.gate_name = "g";
    for (int seam = HISTORY_CHUNK_NEW_MAX - 2; seam <= HISTORY_CHUNK_NEW_MAX + 2; seam++) {
        fleet_make_folder(folder);
        struct history_writer *writer = open_writer(false);
        for (int i = 0; i < 2 * HISTORY_CHUNK_NEW_MAX; i++)
            take(writer, 219000001, i, i < seam ? 12.5 : 12.7, 56);
        close_writer(writer);
        CHECK_INT(ask(&query, "csv").row_count, 1);
        fleet_drop_folder(folder);
    }
}

static void a_crossing_between_reports_outside_of_the_time_is_found(void)
{
    static const struct geo_point ends[2] = {{12.6, 55.9}, {12.6, 56.1}};
    struct geo_gate gate = {ends, 2};
    struct report_query query = query_of(REPORT_CROSSINGS);

    fleet_make_folder(folder);
    struct history_writer *writer = open_writer(false);
    take(writer, 219000001, 0, 12.5, 56);
    take(writer, 219000001, 1000, 12.7, 56);
    take(writer, 219000002, 0, 12.5, 56);
    take(writer, 219000002, 2000, 12.7, 56); /* too long ago to say */
    close_writer(writer);
    query.gate = &gate;
    query.gate_name = "g";
    query.from_ms = begin_ms + 500000;
    query.until_ms = begin_ms + 500001;
    CHECK_INT(ask(&query, "csv").row_count, 1);
    query.from_ms++, query.until_ms++;
    CHECK_INT(ask(&query, "csv").row_count, 0);
    fleet_drop_folder(folder);
}

static void a_track_ends_where_a_ship_was_not_heard(void)
{
    struct report_query query = query_of(REPORT_TRACKS);

    fleet_make_folder(folder);
    struct history_writer *writer = open_writer(false);
    for (int i = 0; i < 1300; i++) /* 1,800 s pass within a track, 1,801 s do not */
        take(writer, 219000001, i * 10 + (i >= 500) * 1790 + (i >= 900) * 1791, 12.5 + i * 1e-4,
             56);
    take(writer, 219000002, 0, 12.5, 56);
    close_writer(writer);
    struct report_query_counts counts = ask(&query, "csv");
    CHECK_INT(counts.row_count, 2);
    CHECK_INT(counts.single_count, 1);
    CHECK_INT(count_of("\n1,219000001,class_a,,2018-11-19T11:00:00.000Z,"), 900);
    CHECK_INT(count_of("\n2,219000001,class_a,,"), 400);
    query.simplify_m = 20;
    CHECK_INT(ask(&query, "geojson").row_count, 2);
    CHECK_INT(count_of("\"position_count\":900"), 1);
    fleet_drop_folder(folder);
}

static void a_track_in_a_box_is_cut_where_the_ship_is_outside(void)
{
    struct report_query query = query_of(REPORT_TRACKS);
    struct history_box box = report_box(12.5, 55.9, 12.6, 56.1);

    fleet_make_folder(folder);
    struct history_writer *writer = open_writer(false);
    for (int i = 0; i < 6000; i++) /* 1,500 reports inside, 1,500 outside, twice */
        take(writer, 219000001, i, i / 1500 % 2 == 0 ? 12.55 : 12.65, 56);
    close_writer(writer);
    query.box = &box;
    CHECK_INT(ask(&query, "csv").row_count, 2);
    CHECK_INT(count_of("\n1,"), 1500);
    CHECK_INT(count_of("\n2,"), 1500);
    fleet_drop_folder(folder);
}

/* A whole chunk lies outside of the box, and is not looked at. */
static void a_track_in_a_box_is_cut_where_a_chunk_is_outside(void)
{
    struct report_query query = query_of(REPORT_TRACKS);
    struct history_box box = report_box(12.5, 55.9, 12.6, 56.1);

    fleet_make_folder(folder);
    struct history_writer *writer = open_writer(false);
    for (int i = 0; i < 4 * HISTORY_CHUNK_NEW_MAX; i++)
        take(writer, 219000001, i, (i / HISTORY_CHUNK_NEW_MAX + 1) / 2 == 1 ? 12.65 : 12.55, 56);
    close_writer(writer);
    query.box = &box;
    struct report_query_counts counts = ask(&query, "csv");
    CHECK_INT(counts.row_count, 2);
    CHECK_INT(count_of("\n1,"), HISTORY_CHUNK_NEW_MAX);
    CHECK(counts.position_count == 3 * HISTORY_CHUNK_NEW_MAX);
    fleet_drop_folder(folder);
}

/* Where the ship was while what a chunk held went by is not known, though it was not long. */
static void a_track_is_cut_where_a_chunk_is_broken(void)
{
    struct report_query query = query_of(REPORT_TRACKS);
    char path[64];
    sqlite3 *database = NULL;

    fleet_make_folder(folder);
    struct history_writer *writer = open_writer(false);
    for (int i = 0; i < 3 * HISTORY_CHUNK_NEW_MAX; i++)
        take(writer, 219000001, i, 12.5 + i * 1e-4, 56);
    close_writer(writer);
    CHECK_INT(ask(&query, "csv").row_count, 1);
    snprintf(path, sizeof path, "%s/%s", folder, HISTORY_STORE_FILE);
    CHECK_INT(sqlite3_open(path, &database), SQLITE_OK);
    CHECK_INT(sqlite3_exec(database,
                           "UPDATE chunk SET data = x'00' WHERE first_s ="
                           " (SELECT first_s FROM chunk ORDER BY first_s LIMIT 1 OFFSET 1)",
                           NULL, NULL, NULL),
              SQLITE_OK);
    sqlite3_close(database);
    CHECK_INT(ask(&query, "csv").row_count, 2);
    CHECK_INT(count_of("\n2,"), HISTORY_CHUNK_NEW_MAX);
    fleet_drop_folder(folder);
}

static void a_track_longer_than_a_line_goes_on_in_the_next(void)
{
    enum { LINE_MAX_COUNT = 65536 };
    struct report_query query = query_of(REPORT_TRACKS);

    fleet_make_folder(folder);
    struct history_writer *writer = open_writer(false);
    for (int i = 0; i < LINE_MAX_COUNT + 10; i++)
        take(writer, 219000001, i, 12.5 + i % 100 * 1e-4, 56);
    close_writer(writer);
    struct report_query_counts counts = ask(&query, "gpx");
    CHECK_INT(counts.row_count, 2);
    CHECK_INT(counts.position_count, LINE_MAX_COUNT + 10);
    query.simplify_m = 1e5;
    CHECK_INT(ask(&query, "gpx").row_count, 1);
    CHECK_INT(count_of("<trkpt"), 2);
    fleet_drop_folder(folder);
}

static void only_tracks_through_the_gate_are_given(void)
{
    static const struct geo_point ends[2] = {{12.6, 55.9}, {12.6, 56.1}};
    struct geo_gate gate = {ends, 2};
    struct report_query query = query_of(REPORT_TRACKS);

    fleet_make_folder(folder);
    struct history_writer *writer = open_writer(false);
    for (int i = 0; i < 100; i++) {
        take(writer, 219000001, i * 10, 12.5 + i * 0.002, 56);
        take(writer, 219000002, i * 10, 12.5 + i * 0.002, 57); /* beyond its end */
        take(writer, 219000003, i * 10, 12.5 + i * 0.0005, 56);
        take(writer, 219000001, 100000 + i * 10, 12.7, 56); /* later, and not through it */
    }
    close_writer(writer);
    query.gate = &gate;
    query.gate_name = "g";
    CHECK_INT(ask(&query, "csv").row_count, 1);
    CHECK_INT(count_of("\n1,219000001,class_a,"), 100);
    fleet_drop_folder(folder);
}

static void a_box_is_as_large_as_its_decimals_say(void)
{
    struct history_box box = report_box(12.6, -55.7, 12.7, 55.9);

    CHECK_INT(box.west, 7560000);
    CHECK_INT(box.south, -33420000);
    CHECK_INT(box.east, 7620000);
    CHECK_INT(box.north, 33540000);
    box = report_box(0.0000001, -0.0000001, 0.0000001, 0.0000001);
    CHECK_INT(box.west, 1);
    CHECK_INT(box.east, 0);
    CHECK_INT(box.south, 0);
}

int main(void)
{
    RUN(a_position_is_the_same_in_every_format);
    RUN(what_is_not_available_is_empty);
    RUN(no_crossing_is_lost_between_two_chunks);
    RUN(a_crossing_at_the_seam_of_two_chunks_is_found);
    RUN(a_crossing_between_reports_outside_of_the_time_is_found);
    RUN(a_track_ends_where_a_ship_was_not_heard);
    RUN(a_track_in_a_box_is_cut_where_the_ship_is_outside);
    RUN(a_track_in_a_box_is_cut_where_a_chunk_is_outside);
    RUN(a_track_is_cut_where_a_chunk_is_broken);
    RUN(a_track_longer_than_a_line_goes_on_in_the_next);
    RUN(only_tracks_through_the_gate_are_given);
    RUN(a_box_is_as_large_as_its_decimals_say);
    return check_summary();
}
