/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/csv.h"
#include "base/reader.h"
#include "check.h"
#include "source/table.h"

#include <stdlib.h>
#include <string.h>

#define DANISH                                                                                     \
    "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,"  \
    "IMO,Callsign,Name,Ship type,Cargo type,Width,Length,Type of position fixing device,Draught,"  \
    "Destination,ETA,Data source type,A,B,C,D\n"
#define CADASTRE                                                                                   \
    "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,"  \
    "Width,Draft,Cargo,TranscieverClass\n"
#define CADASTRE_2025                                                                              \
    "mmsi,base_date_time,longitude,latitude,sog,cog,heading,vessel_name,imo,call_sign,"            \
    "vessel_type,status,length,width,draft,cargo,transceiver\n"
#define CATCHER                                                                                    \
    "mmsi,received_at,station_id,lat,lon,speed,course,heading,status,turn,shipname,shiptype,eta,"  \
    "type,signalpower\n"

/* What of a message is compared; each dialect's rows must give these. */
static const char *const moved[] = {"time",   "type",    "mmsi",   "lon",  "lat",   "speed",
                                    "course", "heading", "status", "turn", "second"};
static const char *const told[] = {
    "type",     "part",    "imo",          "callsign", "shipname",    "shiptype", "to_bow",
    "to_stern", "to_port", "to_starboard", "draught",  "destination", "eta"};

struct told_row {
    const char *header;
    const char *row;
    const char *position; /* by `moved`; "" when there is none */
    const char *ship;     /* by `told`, of all other messages */
};

static struct csv record;
static struct source_table *table;
static char reason_bytes[256];

/* Pushes `words` until a record is there; where they go on. */
static const char *push(const char *words)
{
    while (*words != '\0' && csv_push(&record, *words++) == CSV_MORE)
        continue;
    return words;
}

static bool begin_with(const char *words, const struct source_table_map *map, const char **rows)
{
    struct source_table_columns columns;
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);

    csv_init(&record);
    const char *rest = push(words);
    if (!source_table_columns_find(&record, map, &columns, &reason))
        return false;
    source_table_begin(table, &columns);
    *rows = rest;
    return true;
}

static enum source_table_refusal take(const char *header, const char *row)
{
    char words[2048];
    const char *rows;
    struct text text = text_init(words, sizeof words);

    text_add_format(&text, "%s%s\n", header, row);
    CHECK(begin_with(words, NULL, &rows));
    CHECK_TEXT(push(rows), "");
    return source_table_take(table, &record);
}

static void add_messages(struct text *text, const char *const *columns, size_t count, bool moves)
{
    struct ais_csv csv = {0};

    for (size_t i = 0; i < count; i++)
        CHECK(ais_csv_add_column(&csv, columns[i]));
    for (size_t i = 0; i < source_table_message_count(table); i++) {
        const struct ais_event *event = source_table_message(table, i);
        bool is_told = event->message.type == 5 || event->message.type == 24;
        if (is_told != moves)
            ais_csv_add_message(text, &csv, event);
    }
    while (text->size > 0 && text->bytes[text->size - 1] == '\n')
        text->bytes[--text->size] = '\0';
}

static void check_rows(const struct told_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char bytes[2048];
        struct text text = text_init(bytes, sizeof bytes);
        CHECK_TEXT(source_table_refusal_name(take(rows[i].header, rows[i].row)), "taken");
        add_messages(&text, moved, sizeof moved / sizeof moved[0], true);
        CHECK_TEXT(bytes, rows[i].position);
        text_clear(&text);
        add_messages(&text, told, sizeof told / sizeof told[0], false);
        CHECK_TEXT(bytes, rows[i].ship);
    }
}

#define CHECK_ROWS(rows) check_rows(rows, sizeof rows / sizeof rows[0])

static void reads_the_rows_of_the_danish_maritime_authority(void)
{
    static const struct told_row rows[] = {
        {DANISH,
         "17/07/2026 05:13:07,Class A,219000001,56.489370,10.951233,Under way using engine,-2.8,"
         "12.3,180.5,181,9074729,OXAB2,FERRY,Passenger,Category X,20,130,GPS,5.6,AARHUS,"
         "18/07/2026 06:30:00,AIS,100,30,9,11",
         "2026-07-17T05:13:07.000Z,1,219000001,10.951233,56.489370,12.3,180.5,181,0,-2.86,7",
         "5,,9074729,OXAB2,FERRY,61,100,30,9,11,5.6,AARHUS,07-18T06:30Z"},
        {DANISH,
         "17/07/2026 05:13:00,Class B,257843840,56.489370,10.951233,Unknown value,,,,,Unknown,"
         "LX1,BOAT,Pleasure,,,,Undefined,,,,AIS,,,,",
         "2026-07-17T05:13:00.000Z,18,257843840,10.951233,56.489370,,,,,,0",
         "24,A,,,BOAT,,,,,,,,\n24,B,,LX1,,37,0,0,0,0,,,"},
        {DANISH,
         "01/01/2020 00:00:00,Base Station,2053506,\"55,5\",\"12,25\",Unknown value,,,,,,,,"
         "Undefined,,,,GPS,,,,AIS,,,,",
         "2020-01-01T00:00:00.000Z,4,2053506,12.250000,55.500000,,,,,,", ""},
        {DANISH, "01/01/2020 00:00:59,AtoN,992111840,55.5,12.25,,,,,,,,BUOY 7,,,,,,,,,AIS,,,,",
         "2020-01-01T00:00:59.000Z,21,992111840,12.250000,55.500000,,,,,,59", ""},
        {DANISH,
         "01/01/2020 00:00:59,SAR Airborne,111219501,55.5,12.25,,,119.5,90,,,,,,,,,,,,,AIS,,,,",
         "2020-01-01T00:00:59.000Z,9,111219501,12.250000,55.500000,120,90.0,,,,59", ""},
        /* No position is known: said as AIS says it. */
        {DANISH, "01/01/2020 00:00:59,Class A,219000001,91.000000,0.0,,,,,,,,,,,,,,,,,AIS,,,,",
         "2020-01-01T00:00:59.000Z,1,219000001,0.000000,,,,,,,59", ""},
    };
    CHECK_ROWS(rows);
}

static void reads_the_rows_of_marinecadastre_old_and_new(void)
{
    static const struct told_row rows[] = {
        {CADASTRE,
         "367379190,2022-01-03T00:00:03,30.3706,-88.56408,9.4,336.2,511.0,EAGLE,IMO8207721,"
         "WTD4583,31,0,28,11,3.3,52,A",
         "2022-01-03T00:00:03.000Z,1,367379190,-88.564080,30.370600,9.4,336.2,,0,,3",
         "5,,8207721,WTD4583,EAGLE,31,0,28,0,11,3.3,,"},
        {CADASTRE,
         "338148873,2022-01-03T00:00:00,33.60716,-117.91483,0,280,511,CAZADOR,\"\",\"\",37,NA,14,"
         "NA,NA,NA,B",
         "2022-01-03T00:00:00.000Z,18,338148873,-117.914830,33.607160,0.0,280.0,,,,0",
         "24,A,,,CAZADOR,,,,,,,,\n24,B,,,,37,0,14,0,0,,,"},
        /* What was taken for a number with a sign. */
        {CADASTRE, "367379190,2017-01-03T00:00:03,30,-88,-51.2,-51.2,90.0,,,,1004,,,,,,A",
         "2017-01-03T00:00:03.000Z,1,367379190,-88.000000,30.000000,51.2,358.4,90,,,3", ""},
        {CADASTRE, "367379190,2017-01-03T00:00:03,30,-88,-0.1,-49.6,360,,,,,,,,,,A",
         "2017-01-03T00:00:03.000Z,1,367379190,-88.000000,30.000000,,,0,,,3", ""},
        {CADASTRE_2025,
         "367379190,2025-01-03 00:00:03,-88.56408,30.3706,9.4,336.2,336,EAGLE,IMO0000000,WTD4583,"
         "31,0,28,11,3.3,52,A",
         "2025-01-03T00:00:03.000Z,1,367379190,-88.564080,30.370600,9.4,336.2,336,0,,3",
         "5,,,WTD4583,EAGLE,31,0,28,0,11,3.3,,"},
    };
    CHECK_ROWS(rows);
}

static void reads_the_rows_of_ais_catcher(void)
{
    static const struct told_row rows[] = {
        {CATCHER,
         "219000001,2026-09-05 10:00:01+00,3,56.04,12.65,7.5,90.1,89,0,0,SEA GULL,60,"
         "11-19T11:00Z,1,-20.5",
         "2026-09-05T10:00:01.000Z,1,219000001,12.650000,56.040000,7.5,90.1,89,0,0.00,1",
         "5,,,,SEA GULL,60,0,0,0,0,,,11-19T11:00Z"},
        {"mmsi,rxuxtime,lat,lon,type\n", "219000001,1788602401,56.04,12.65,18",
         "2026-09-05T10:00:01.000Z,18,219000001,12.650000,56.040000,,,,,,1", ""},
        {"mmsi,rxtime,lat,lon,shipname\n", "219000001,20260905100001,,,GULL", "",
         "5,,,,GULL,,0,0,0,0,,,"},
    };
    CHECK_ROWS(rows);
    take(CATCHER, "219000001,2026-09-05 10:00:01+00,3,56,12,7,9,8,0,0,,,,1,-20.5");
    CHECK_TEXT(source_table_message(table, 0)->stamp.station, "3");
}

static void refuses_what_ais_cannot_send(void)
{
    static const struct row {
        const char *row; /* of mmsi,base_date_time,longitude,latitude,sog,cog,heading,status */
        const char *refusal;
    } rows[] = {
        {"219000001,2026-01-01T00:00:00,12,56,,,,", "taken"},
        {"219000001.0,2026-01-01T00:00:00,-180.0,-90.0,102.2,359.9,359,15", "taken"},
        {"219000001,2026-01-01T00:00:00,181,91,102.3,360,511,15", "taken"},
        {"219000001,,12,56,,,,", "no_time"},
        {"219000001,NA,12,56,,,,", "no_time"},
        {"219000001,yesterday,12,56,,,,", "bad_time"},
        {"219000001,31/04/2026 00:00:00,12,56,,,,", "bad_time"},
        {"219000001,1970-01-01T00:00:00,12,56,,,,", "bad_time"},
        {",2026-01-01T00:00:00,12,56,,,,", "bad_mmsi"},
        {"12,2026-01-01T00:00:00,12,56,,,,", "bad_mmsi"},
        {"1072211352,2026-01-01T00:00:00,12,56,,,,", "bad_mmsi"},
        {"OXAB,2026-01-01T00:00:00,12,56,,,,", "bad_mmsi"},
        {"219000001,2026-01-01T00:00:00,12,95,,,,", "bad_latitude"},
        {"219000001,2026-01-01T00:00:00,12,-90.00001,,,,", "bad_latitude"},
        {"219000001,2026-01-01T00:00:00,12,N56,,,,", "bad_latitude"},
        {"219000001,2026-01-01T00:00:00,180.1,56,,,,", "bad_longitude"},
        {"219000001,2026-01-01T00:00:00,12,56,102.29,,,", "taken"},
        {"219000001,2026-01-01T00:00:00,12,56,102.4,,,", "bad_speed"},
        {"219000001,2026-01-01T00:00:00,12,56,-102.5,,,", "bad_speed"},
        {"219000001,2026-01-01T00:00:00,12,56,fast,,,", "bad_speed"},
        {"219000001,2026-01-01T00:00:00,12,56,,409.6,,", "bad_course"},
        {"219000001,2026-01-01T00:00:00,12,56,,,512,", "bad_heading"},
        {"219000001,2026-01-01T00:00:00,12,56,,,-1,", "bad_heading"},
        {"219000001,2026-01-01T00:00:00,12,56,,,,16", "bad_status"},
        {"219000001,2026-01-01T00:00:00,12,56,,,,asleep", "bad_status"},
        {"219000001,2026-01-01T00:00:00,,,5,,,", "no_position"},
        {"219000001,2026-01-01T00:00:00,12,56,,,", "bad_row"},
        {"", "bad_row"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        enum source_table_refusal refusal =
            take("mmsi,base_date_time,longitude,latitude,sog,cog,heading,status\n", rows[i].row);
        CHECK_TEXT(source_table_refusal_name(refusal), rows[i].refusal);
        CHECK_INT(source_table_message_count(table), refusal == SOURCE_TABLE_TAKEN ? 1 : 0);
    }
}

static void a_course_just_before_north_is_not_unknown(void)
{
    static const struct row {
        const char *cog;
        int32_t course_deg_e1;
    } rows[] = {{"359.94", 3599}, {"359.95", 0}, {"359.999", 0}, {"360", 3600}, {"360.04", 3600}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char row[100];
        struct text text = text_init(row, sizeof row);
        text_add_format(&text, "219000001,2026-01-01T00:00:00,12,56,%s", rows[i].cog);
        CHECK_INT(take("mmsi,base_date_time,longitude,latitude,cog\n", row), SOURCE_TABLE_TAKEN);
        CHECK_INT(source_table_message(table, 0)->message.fields.position.course_deg_e1,
                  rows[i].course_deg_e1);
    }
}

static void a_rate_of_turn_that_is_none_is_not_available(void)
{
    static const struct row {
        const char *turn;
        enum source_table_refusal refusal;
        int32_t indicator;
    } rows[] = {
        {"0.0", SOURCE_TABLE_TAKEN, 0},       {"-2.9", SOURCE_TABLE_TAKEN, -8},
        {"720", SOURCE_TABLE_TAKEN, 127},     {"-720", SOURCE_TABLE_TAKEN, -127},
        {"-731.4", SOURCE_TABLE_TAKEN, -128}, {"", SOURCE_TABLE_TAKEN, -128},
        {"731.5", SOURCE_TABLE_BAD_TURN, 0},  {"left", SOURCE_TABLE_BAD_TURN, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char row[100];
        struct text text = text_init(row, sizeof row);
        text_add_format(&text, "219000001,2026-01-01T00:00:00Z,12,56,%s", rows[i].turn);
        CHECK_INT(take("mmsi,received_at,lon,lat,turn\n", row), rows[i].refusal);
        if (rows[i].refusal == SOURCE_TABLE_TAKEN)
            CHECK_INT(source_table_message(table, 0)->message.fields.position.turn_indicator,
                      rows[i].indicator);
    }
}

static void tells_a_ship_only_when_something_is_new(void)
{
    static const struct row {
        const char *row;
        size_t message_count;
    } rows[] = {
        {"219000001,2026-01-01 00:00:00,56,12,GULL,A", 2},
        {"219000001,2026-01-01 00:00:01,56,12,GULL,A", 1},
        {"219000002,2026-01-01 00:00:01,56,12,GULL,B", 3},
        {"219000001,2026-01-01 00:00:02,56,12,GULL II,A", 2},
        {"219000002,2026-01-01 00:00:02,56,12,GULL,B", 1},
        {"219000001,2026-01-01 00:00:03,56,12,,A", 1},
        {"219000001,2026-01-01 00:00:04,56,12,GULL,A", 2},
        {"219000001,2026-01-01 00:00:05,,,GULL,A", 0},
    };
    const char *rows_at;
    CHECK(begin_with("mmsi,basedatetime,lat,lon,vesselname,transceiverclass\n", NULL, &rows_at));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        push(rows[i].row);
        push("\n");
        CHECK_INT(source_table_take(table, &record), SOURCE_TABLE_TAKEN);
        CHECK_INT(source_table_message_count(table), rows[i].message_count);
    }
}

static void leaves_out_of_a_ship_what_ais_has_no_place_for(void)
{
    uint64_t before = source_table_left_out_count(table);
    char bytes[1024];
    struct text text = text_init(bytes, sizeof bytes);
    CHECK_INT(take(CADASTRE,
                   "219000001,2026-01-01 00:00:00,56,12,,,,A name that is too long by far,"
                   "IMO99999999999,\xc3\x86RE\xc3\x98,1019,,700,80,30,,A"),
              SOURCE_TABLE_TAKEN);
    add_messages(&text, told, sizeof told / sizeof told[0], false);
    CHECK_TEXT(bytes, "5,,,??RE??,A NAME THAT IS TOO L,,0,511,0,63,25.5,,");
    CHECK_INT(source_table_left_out_count(table), before + 4);
}

static void finds_columns_in_any_order_and_case_and_leaves_others(void)
{
    const char *rows;
    CHECK(begin_with("colour,Lat,mmsi,LON,BASEDATETIME\n", NULL, &rows));
    push("red,56,219000001,12,2026-01-01T00:00:00\n");
    CHECK_INT(source_table_take(table, &record), SOURCE_TABLE_TAKEN);
    CHECK_INT(source_table_message(table, 0)->message.fields.position.latitude_min_e4, 56 * 600000);
}

static void names_the_columns_that_are_missing_and_what_to_do(void)
{
    static const struct row {
        const char *header;
        const char *reason;
    } rows[] = {
        {"MMSI,BaseDateTime,LAT,SOG\n",
         "a table like those of MarineCadastre, but without LON; name its columns: --columns "
         "time=NAME,mmsi=NAME,lat=NAME,lon=NAME,speed=NAME"},
        {"Timestamp,MMSI,SOG\n",
         "a table like those of the Danish Maritime Authority, but without Latitude Longitude; "
         "name its columns: --columns time=NAME,mmsi=NAME,lat=NAME,lon=NAME,speed=NAME"},
        {"a,b,c\n", "a table of no kind that is known; name its columns: --columns "
                    "time=NAME,mmsi=NAME,lat=NAME,lon=NAME,speed=NAME"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *rest = NULL;
        CHECK(!begin_with(rows[i].header, NULL, &rest));
        CHECK_TEXT(reason_bytes, rows[i].reason);
    }
}

static void takes_columns_by_name_and_by_number(void)
{
    static const struct row {
        const char *map;
        const char *words;
    } rows[] = {
        {"time=ts,mmsi=id,lat=y,lon=x,speed=sog", "ts,id,y,x,sog\n1542625200,7,56,12,5.5\n"},
        {"lon=4,lat=3,mmsi=2,time=1,speed=5", "19/11/2018 11:00:00,7,56,12,5.5\n"},
        {"time=ts,mmsi=2,lat=y,lon=x,speed=sog", "ts,2,y,x,sog\n1542625200000,7,56,12,5.5\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct source_table_map map;
        struct text reason = text_init(reason_bytes, sizeof reason_bytes);
        const char *rest;
        CHECK(source_table_map_read(rows[i].map, &map, &reason));
        CHECK(begin_with(rows[i].words, &map, &rest));
        CHECK(map.has_header == (i != 1));
        if (map.has_header)
            push(rest);
        CHECK_INT(source_table_take(table, &record), SOURCE_TABLE_TAKEN);
        const struct ais_event *event = source_table_message(table, 0);
        CHECK_INT(event->stamp.time_ms, 1542625200000);
        CHECK_INT(event->message.mmsi, 7);
        CHECK_INT(event->message.fields.position.speed_kn_e1, 55);
    }
}

static void refuses_a_map_that_says_too_little_or_nonsense(void)
{
    static const struct row {
        const char *map;
        const char *reason;
    } rows[] = {
        {"", "'' is no VALUE=COLUMN"},
        {"time", "'time' is no VALUE=COLUMN"},
        {"time=", "'time=' is no VALUE=COLUMN"},
        {"time=t,", "'' is no VALUE=COLUMN"},
        {"when=t", "no value 'when'"},
        {"time=a,time=b", "twice 'time'"},
        {"time=a,lat=b,lon=c", "no column for mmsi"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct source_table_map map = {.count = 4711};
        struct text reason = text_init(reason_bytes, sizeof reason_bytes);
        CHECK(!source_table_map_read(rows[i].map, &map, &reason));
        CHECK_TEXT(reason_bytes, rows[i].reason);
        CHECK_INT(map.count, 4711);
    }
    struct source_table_map map;
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);
    const char *rest;
    CHECK(source_table_map_read("time=1,mmsi=2,lat=3,lon=9", &map, &reason));
    CHECK(!begin_with("1542625200,7,56,12\n", &map, &rest));
    CHECK_TEXT(reason_bytes, "a table without a column 9, which --columns names");
}

/* What all rows of a sample become. */
struct totals {
    size_t rows;
    size_t by_type[28];
    size_t refused[SOURCE_TABLE_REFUSAL_COUNT];
};

static bool read_sample(const char *name, const char *columns, struct totals *totals)
{
    char path[4096], bytes[4096];
    const char *samples = getenv("NARROWS_SAMPLES"), *root = getenv("NARROWS_ROOT");
    struct text text = text_init(path, sizeof path);
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);
    struct source_table_map map;
    struct source_table_columns found;

    text_add_format(&text, "%s%s/csv/%s",
                    samples != NULL ? samples
                    : root != NULL  ? root
                                    : ".",
                    samples != NULL ? "" : "/../shared/data", name);
    struct reader *reader = reader_open(path, READER_BLOCKS, &reason);
    if (reader == NULL) {
        check_skip("no samples");
        return false;
    }
    CHECK(columns == NULL || source_table_map_read(columns, &map, &reason));
    csv_init(&record);
    for (ssize_t size; (size = reader_read(reader, bytes, sizeof bytes)) > 0;)
        for (ssize_t i = 0; i < size; i++) {
            if (csv_push(&record, bytes[i]) != CSV_RECORD)
                continue;
            if (record.line_number == 1) {
                CHECK(source_table_columns_find(&record, columns == NULL ? NULL : &map, &found,
                                                &reason));
                source_table_begin(table, &found);
                continue;
            }
            totals->rows++;
            totals->refused[source_table_take(table, &record)]++;
            for (size_t j = 0; j < source_table_message_count(table); j++)
                totals->by_type[source_table_message(table, j)->message.type]++;
        }
    reader_close(reader);
    return true;
}

static void reads_a_day_of_marinecadastre(void)
{
    struct totals totals = {0};
    if (!read_sample("marinecadastre-2022/AIS_2022_01_03-first-99999.csv.gz", NULL, &totals))
        return;
    CHECK_INT(totals.rows, 99999);
    CHECK_INT(totals.by_type[1], 76194);
    CHECK_INT(totals.by_type[18], 23800);
    CHECK_INT(totals.refused[SOURCE_TABLE_BAD_MMSI], 5);
    CHECK_INT(totals.refused[SOURCE_TABLE_TAKEN], 99994);
}

static void reads_an_hour_of_the_north_sea_by_a_map(void)
{
    struct totals totals = {0};
    if (!read_sample("north-sea-2022/north-sea-2022-11-01.csv.gz",
                     "time=datetime,mmsi=mmsi,lat=lat,lon=lon,speed=SOG,heading=Heading,"
                     "status=navigational_status,imo=imo,shiptype=shiptype,length=length,"
                     "width=width,shipname=name,draught=draught",
                     &totals))
        return;
    CHECK_INT(totals.rows, 50142);
    CHECK_INT(totals.by_type[1], 50142);
    CHECK(totals.by_type[5] >= 202 && totals.by_type[5] < 1000);
}

int main(void)
{
    table = source_table_new();
    RUN(reads_the_rows_of_the_danish_maritime_authority);
    RUN(reads_the_rows_of_marinecadastre_old_and_new);
    RUN(reads_the_rows_of_ais_catcher);
    RUN(refuses_what_ais_cannot_send);
    RUN(a_course_just_before_north_is_not_unknown);
    RUN(a_rate_of_turn_that_is_none_is_not_available);
    RUN(tells_a_ship_only_when_something_is_new);
    RUN(leaves_out_of_a_ship_what_ais_has_no_place_for);
    RUN(finds_columns_in_any_order_and_case_and_leaves_others);
    RUN(names_the_columns_that_are_missing_and_what_to_do);
    RUN(takes_columns_by_name_and_by_number);
    RUN(refuses_a_map_that_says_too_little_or_nonsense);
    RUN(reads_a_day_of_marinecadastre);
    RUN(reads_an_hour_of_the_north_sea_by_a_map);
    source_table_free(table);
    return check_summary();
}
