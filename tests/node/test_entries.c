/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/csv.h"
#include "ais/message_write.h"
#include "ais/random_message.h"
#include "ais/same_message.h"
#include "check.h"
#include "node/entries.h"

#include <stdio.h>

enum { MESSAGES_EACH = 2000, APPLICATIONS_MAX = 256, REASON_BYTES = 512 };

static struct random_bits source;
static struct csv csv;

static void random_reception(struct ais_event *event)
{
    static const char channels[] = {'\0', 'A', 'B', 'C', 'D'};
    static const char *const stations[] = {"", "2190047", "r,\"x\"", "true", "12.5"};

    event->kind = AIS_EVENT_MESSAGE;
    event->stamp = AIS_STAMP_NONE;
    if (random_below(&source, 2) == 0)
        event->stamp.time_ms = INT64_C(1542625200000) + random_below(&source, 100000000);
    snprintf(event->stamp.station, sizeof event->stamp.station, "%s",
             stations[random_below(&source, 5)]);
    event->channel = channels[random_below(&source, 5)];
    event->is_own = random_below(&source, 4) == 0;
    event->stamp.is_drill = random_below(&source, 4) == 0;
}

static bool same_event(const struct ais_event *first, const struct ais_event *second)
{
    uint8_t bytes[2][AIS_PAYLOAD_BYTES_MAX];
    struct ais_written written[2] = {ais_message_write(&first->message, bytes[0]),
                                     ais_message_write(&second->message, bytes[1])};

    return same_message(&first->message, &second->message) &&
           first->stamp.time_ms == second->stamp.time_ms && first->channel == second->channel &&
           strcmp(first->stamp.station, second->stamp.station) == 0 &&
           first->is_own == second->is_own && first->stamp.is_drill == second->stamp.is_drill &&
           written[0].refused == NULL && written[1].refused == NULL &&
           written[0].bit_count == written[1].bit_count &&
           memcmp(bytes[0], bytes[1], (written[0].bit_count + 7) / 8) == 0;
}

static void add_rows(struct ais_csv *table, const struct ais_layout *layout)
{
    for (size_t i = 0; i < layout->field_count; i++)
        if (layout->fields[i].kind != AIS_TEXT_MORE)
            CHECK(ais_csv_add_column(table, layout->fields[i].name));
}

/* The columns that a message needs: none of its data where an application tells them. */
static struct ais_csv columns_of(const struct ais_message *message)
{
    static const char *const common[] = {"time", "station", "channel", "own", "drill",
                                         "type", "repeat",  "mmsi",    "part"};
    const struct ais_layout *inner = message->application.layout;
    struct ais_csv table = {.count = 0};

    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
        CHECK(ais_csv_add_column(&table, common[i]));
    add_rows(&table, message->layout);
    if (inner != NULL)
        add_rows(&table, inner);
    if (inner != NULL && inner->list != NULL)
        CHECK(ais_csv_add_column(&table, inner->list->name));
    return table;
}

static bool push(const char *bytes, size_t size)
{
    enum csv_result result = CSV_MORE;
    for (size_t i = 0; i < size && result == CSV_MORE; i++)
        result = csv_push(&csv, bytes[i]);
    return result == CSV_RECORD;
}

/* What a table and its reader make of an event. */
static bool through_table(struct node_entries *entries, const struct ais_event *event,
                          struct ais_event *again, struct text *reason)
{
    static char header_bytes[AIS_CSV_BYTES_MAX];
    static char row_bytes[AIS_CSV_BYTES_MAX];
    struct text header = text_init(header_bytes, sizeof header_bytes);
    struct text row = text_init(row_bytes, sizeof row_bytes);
    struct ais_csv table = columns_of(&event->message);
    struct ais_entries object;

    ais_csv_add_header(&header, &table);
    ais_csv_add_message(&row, &table, event);
    csv_init(&csv);
    return !row.is_cut && push(header_bytes, header.size) &&
           node_entries_read_header(entries, &csv, reason) && push(row_bytes, row.size) &&
           node_entries_read_row(entries, &csv, &object, reason) &&
           ais_entry_read(object, again, reason);
}

static bool through_json(struct node_entries *entries, const struct ais_event *event,
                         struct ais_event *again, struct text *reason)
{
    static char bytes[AIS_JSON_BYTES_MAX];
    struct text text = text_init(bytes, sizeof bytes);
    struct json json = json_init(&text);
    struct ais_entries object;

    ais_json_add_message(&json, event);
    return !text.is_cut && node_entries_read_json(entries, bytes, text.size, &object, reason) &&
           ais_entry_read(object, again, reason);
}

typedef bool way(struct node_entries *entries, const struct ais_event *event,
                 struct ais_event *again, struct text *reason);

/* So many messages of this kind, or fewer where a type has no room for the application. */
static int go_through(way *through, struct node_entries *entries, const struct random_kind *kind)
{
    struct ais_event event = {0};
    struct ais_event again;
    int done = 0;

    while (done < MESSAGES_EACH && random_message(&source, kind, &event.message)) {
        char bytes[REASON_BYTES];
        struct text reason = text_init(bytes, sizeof bytes);
        random_reception(&event);
        bool is_same = through(entries, &event, &again, &reason) && same_event(&event, &again);
        CHECK(is_same);
        if (!is_same) {
            printf("# type %u, variant %u, application %zu: %s\n", kind->type, kind->variant,
                   kind->application, bytes);
            break;
        }
        done++;
    }
    return done;
}

static void check_way(way *through, uint64_t seed)
{
    struct node_entries *entries = node_entries_new();
    struct random_kind kind;
    int done[APPLICATIONS_MAX] = {0};
    size_t application_count = 0;

    source.state = seed;
    for (size_t index = 0; random_kind_at(index, &kind); index++) {
        int count = go_through(through, entries, &kind);
        assert(kind.application < APPLICATIONS_MAX);
        if (kind.application == 0)
            CHECK_INT(count, MESSAGES_EACH);
        else if (count > done[kind.application])
            done[kind.application] = count;
        application_count = kind.application;
    }
    CHECK(application_count > 0);
    for (size_t i = 1; i <= application_count; i++)
        CHECK_INT(done[i], MESSAGES_EACH);
    node_entries_free(entries);
}

static void every_message_comes_back_from_its_json(void)
{
    check_way(through_json, 42);
}

static void every_message_comes_back_from_its_row(void)
{
    check_way(through_table, 4180);
}

/* Numbers are scaled back to the count that they came from, whatever the row. */
static void check_counts(struct node_entries *entries, const struct ais_event *template,
                         const struct ais_field *field)
{
    enum { COUNTS_MAX = 4096 };
    struct ais_event event = *template;
    struct ais_event again;
    uint64_t all = UINT64_C(1) << field->bit_count;
    int32_t *member = (int32_t *)(void *)((char *)&event.message.fields + field->offset);
    int wrong = 0;

    for (uint64_t i = 0; i < COUNTS_MAX && i < all; i++) {
        char bytes[REASON_BYTES];
        struct text reason = text_init(bytes, sizeof bytes);
        uint64_t count = all <= COUNTS_MAX ? i : random_next(&source) % all;
        *member = (int32_t)count;
        if ((field->kind == AIS_SIGNED || field->kind == AIS_TURN) && count >= all / 2)
            *member = (int32_t)((int64_t)count - (int64_t)all);
        if (!through_json(entries, &event, &again, &reason) ||
            ais_layout_number(field, &again.message.fields) != *member)
            wrong++;
    }
    CHECK_INT(wrong, 0);
    if (wrong > 0)
        printf("# %s of type %u\n", field->name, event.message.type);
}

static void every_count_comes_back_from_its_decimals(void)
{
    static const unsigned types[] = {1, 4, 5, 9, 17, 18, 19, 21, 22, 23, 27};
    struct node_entries *entries = node_entries_new();

    source.state = 7;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        struct random_kind kind = {.type = types[i]};
        struct ais_event event = {.kind = AIS_EVENT_MESSAGE, .stamp = AIS_STAMP_NONE};
        do
            CHECK(random_message(&source, &kind, &event.message));
        while (types[i] == 17 && event.message.bits.bit_count < 120);
        for (size_t f = 0; f < event.message.layout->field_count; f++) {
            const struct ais_field *field = &event.message.layout->fields[f];
            bool is_count =
                field->kind == AIS_UNSIGNED || field->kind == AIS_SIGNED || field->kind == AIS_TURN;
            if (is_count)
                check_counts(entries, &event, field);
        }
    }
    node_entries_free(entries);
}

static void check_json(const char *json, const char *expected)
{
    struct node_entries *entries = node_entries_new();
    char bytes[REASON_BYTES];
    struct text reason = text_init(bytes, sizeof bytes);
    struct ais_event event;
    struct ais_entries object;

    bool is_read = node_entries_read_json(entries, json, strlen(json), &object, &reason) &&
                   ais_entry_read(object, &event, &reason);
    CHECK_INT(is_read, expected[0] == '\0');
    CHECK_TEXT(bytes, expected);
    node_entries_free(entries);
}

static const struct {
    const char *json;
    const char *reason;
} mistakes[] = {
    {"{\"type\":1,\"mmsi\":219000001}", ""},
    {"{\"type\":1}", "mmsi: not there"},
    {"{\"mmsi\":1}", "type: not there"},
    {"{\"type\":null,\"mmsi\":1}", "type: not there"},
    {"{\"type\":29,\"mmsi\":1}", "type: 29 is no whole number from 1 to 28"},
    {"{\"type\":1.5,\"mmsi\":1}", "type: 1.5 is no whole number from 1 to 28"},
    {"{\"type\":\"1\",\"mmsi\":1}", "type: not a number"},
    {"{\"type\":1,\"mmsi\":1073741824}",
     "mmsi: 1073741824 is no whole number from 0 to 1073741823"},
    {"{\"type\":1,\"mmsi\":1,\"repeat\":4}", "repeat: 4 is no whole number from 0 to 3"},
    {"{\"type\":1,\"mmsi\":1,\"part\":\"A\"}", "part: type 1 has none"},
    {"{\"type\":24,\"mmsi\":1}", "part: type 24 needs it, A or B"},
    {"{\"type\":24,\"mmsi\":1,\"part\":\"C\"}", "part: neither A nor B"},
    {"{\"type\":24,\"mmsi\":1,\"part\":\"A\",\"callsign\":\"X\"}",
     "callsign: type 24 has no such member in part A"},
    {"{\"type\":1,\"mmsi\":1,\"speed\":102.4}", "speed: 102.4 is out of range (0.0 to 102.3)"},
    {"{\"type\":1,\"mmsi\":1,\"speed\":-0.1}", "speed: -0.1 is out of range (0.0 to 102.3)"},
    {"{\"type\":1,\"mmsi\":1,\"speed\":1e300}", "speed: 1e+300 is out of range (0.0 to 102.3)"},
    {"{\"type\":1,\"mmsi\":1,\"speed\":\"fast\"}", "speed: not a number"},
    {"{\"type\":1,\"mmsi\":1,\"lon\":-224}",
     "lon: -224 is out of range (-223.696213 to 223.696212)"},
    {"{\"type\":1,\"mmsi\":1,\"heading\":12.5}", "heading: 12.5 is no whole number"},
    {"{\"type\":1,\"mmsi\":1,\"status\":16}", "status: 16 is out of range (0 to 15)"},
    {"{\"type\":1,\"mmsi\":1,\"turn\":709}", ""},
    {"{\"type\":1,\"mmsi\":1,\"turn\":-720}",
     "turn: -720 is out of range (-708 to 708, or fastright or fastleft)"},
    {"{\"type\":1,\"mmsi\":1,\"turn\":\"fastleft\"}", ""},
    {"{\"type\":1,\"mmsi\":1,\"turn\":\"left\"}",
     "turn: neither a number nor fastright or fastleft"},
    {"{\"type\":1,\"mmsi\":1,\"raim\":1}", "raim: neither true nor false"},
    {"{\"type\":1,\"mmsi\":1,\"radio\":null}",
     "radio: null, but it has no value for \"not available\""},
    {"{\"type\":1,\"mmsi\":1,\"nope\":1}", "nope: type 1 has no such member"},
    {"{\"type\":5,\"mmsi\":1,\"callsign\":\"12345678\"}", "callsign: 8 characters, at most 7"},
    {"{\"type\":5,\"mmsi\":1,\"shipname\":\"Ever Given\"}",
     "shipname: a character that AIS has not: only A to Z, 0 to 9, blank and "
     "!\"#$%&'()*+,-./:;<=>?[\\]^_"},
    {"{\"type\":5,\"mmsi\":1,\"eta\":\"11-19T11:00Z\"}", ""},
    {"{\"type\":5,\"mmsi\":1,\"eta\":\"16-19T11:00Z\"}", "eta: not a time as in 11-19T11:00Z"},
    {"{\"type\":5,\"mmsi\":1,\"eta\":\"11-19T11:00Z \"}", "eta: not a time as in 11-19T11:00Z"},
    {"{\"type\":5,\"mmsi\":1,\"eta\":7}", "eta: not a text"},
    {"{\"type\":4,\"mmsi\":1,\"timestamp\":\"2018-11-19\"}",
     "timestamp: not a time as in 2018-11-19T11:00:07Z"},
    {"{\"type\":21,\"mmsi\":1,\"name\":\"12345678901234567890123456789012345\"}",
     "name: 35 characters, at most 34"},
    {"{\"type\":21,\"mmsi\":1,\"name_extension\":\"A\"}",
     "name_extension: type 21 has no such member"},
    {"{\"type\":8,\"mmsi\":1,\"dac\":200,\"fid\":63,\"data\":\"9:ff80\"}", ""},
    {"{\"type\":8,\"mmsi\":1,\"dac\":200,\"fid\":63,\"data\":\"9:ffc0\"}",
     "data: not BITS:HEX, as in 12:abc0, of at most 952 bits"},
    {"{\"type\":8,\"mmsi\":1,\"dac\":200,\"fid\":63,\"data\":\"9:ff\"}",
     "data: not BITS:HEX, as in 12:abc0, of at most 952 bits"},
    {"{\"type\":8,\"mmsi\":1,\"data\":\"953:00\"}",
     "data: not BITS:HEX, as in 12:abc0, of at most 952 bits"},
    {"{\"type\":8,\"mmsi\":1,\"dac\":1,\"fid\":27,\"waypoints\":[{\"lon\":1,\"lat\":99999}]}",
     "waypoints[0].lat: 99999 is out of range (-111.848107 to 111.848105)"},
    {"{\"type\":8,\"mmsi\":1,\"dac\":1,\"fid\":27,\"waypoints\":[{},{\"x\":1}]}",
     "waypoints[1].x: no such member"},
    {"{\"type\":8,\"mmsi\":1,\"dac\":1,\"fid\":27,\"waycount\":3,\"waypoints\":[{}]}",
     "waycount: 3, but there are 1 waypoints"},
    {"{\"type\":8,\"mmsi\":1,\"dac\":1,\"fid\":27,\"waypoints\":7}",
     "waypoints: not a list of objects"},
    {"{\"type\":8,\"mmsi\":1,\"dac\":1,\"fid\":27,\"waypoints\":[7]}",
     "waypoints: not a list of objects"},
    {"{\"type\":8,\"mmsi\":1,\"dac\":200,\"fid\":63,\"waypoints\":[]}",
     "waypoints: type 8 has no such member"},
    {"{\"type\":1,\"mmsi\":1,\"channel\":\"E\"}", "channel: none of A, B, C and D"},
    {"{\"type\":1,\"mmsi\":1,\"own\":1}", "own: neither true nor false"},
    {"{\"type\":1,\"mmsi\":1,\"time\":\"noon\"}",
     "time: not a time as in 2018-11-19T11:00:00.789Z"},
    {"{\"type\":1,\"mmsi\":1,\"station\":\"01234567890123456789012345678901\"}",
     "station: not a text of at most 31 bytes"},
    {"{\"type\":1,\"mmsi\":1,\"speed\":{}}", "speed: an object"},
    {"{\"type\":1,\"mmsi\":1,\"speed\":[]}", "speed: not a number"},
    {"[]", "not an object"},
};

/* Each reason begins with the name that it is about. */
static void what_is_wrong_is_said_by_name(void)
{
    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++)
        check_json(mistakes[i].json, mistakes[i].reason);
}

static void what_is_no_json_is_said_with_its_place(void)
{
    static const char *const cases[] = {"",
                                        "{",
                                        "{\"type\":1,}",
                                        "{\"type\":1,\"type\":2}",
                                        "{\"type\":1} x",
                                        "{\"type\":\"\\u0000\"}",
                                        "1"};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct node_entries *entries = node_entries_new();
        char bytes[REASON_BYTES];
        struct text reason = text_init(bytes, sizeof bytes);
        struct ais_entries object;
        CHECK(!node_entries_read_json(entries, cases[i], strlen(cases[i]), &object, &reason));
        CHECK(strstr(bytes, "column") != NULL);
        node_entries_free(entries);
    }
}

/* What is not there is "not available", or left out where a message may leave it out. */
static void a_message_needs_no_more_than_type_and_mmsi(void)
{
    static const struct {
        const char *json;
        const char *members; /* of what it then says */
    } cases[] = {
        {"{\"type\":1,\"mmsi\":1}",
         "\"status\":null,\"turn\":null,\"speed\":null,\"accuracy\":false,\"lon\":null,\"lat\":"
         "null,"
         "\"course\":null,\"heading\":null,\"second\":null,\"maneuver\":null,\"raim\":false,"
         "\"radio\":0"},
        {"{\"type\":4,\"mmsi\":1}", "\"timestamp\":null,\"accuracy\":false,\"lon\":null"},
        {"{\"type\":5,\"mmsi\":1}", "\"imo\":null,\"callsign\":null,\"shipname\":null"},
        {"{\"type\":7,\"mmsi\":1,\"mmsi1\":2}", "\"mmsi1\":2,\"seqno1\":0,\"time\""},
        {"{\"type\":8,\"mmsi\":1,\"dac\":1,\"fid\":27}", "\"waycount\":0,\"waypoints\":[]"},
        {"{\"type\":8,\"mmsi\":1,\"dac\":1,\"fid\":27,\"data\":null}", "\"data\":null"},
        {"{\"type\":22,\"mmsi\":1,\"addressed\":true,\"dest1\":5}", "\"dest1\":5,\"dest2\":0"},
        {"{\"type\":24,\"part\":\"B\",\"mmsi\":982190001}", "\"mothership_mmsi\":null"},
        {"{\"type\":26,\"mmsi\":1,\"addressed\":true}", "\"dest_mmsi\":0,\"data\":null"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct node_entries *entries = node_entries_new();
        char bytes[AIS_JSON_BYTES_MAX];
        struct text text = text_init(bytes, sizeof bytes);
        struct json json = json_init(&text);
        uint8_t payload[AIS_PAYLOAD_BYTES_MAX];
        struct ais_event event;
        struct ais_entries object;
        CHECK(
            node_entries_read_json(entries, cases[i].json, strlen(cases[i].json), &object, &text));
        CHECK(ais_entry_read(object, &event, &text));
        struct ais_written written = ais_message_write(&event.message, payload);
        struct ais_bits bits = {payload, written.bit_count};
        CHECK_INT(ais_message_read(bits, 0, &event.message), AIS_DECODED);
        CHECK_INT(event.message.flags, 0);
        ais_json_add_message(&json, &event);
        CHECK(strstr(bytes, cases[i].members) != NULL);
        node_entries_free(entries);
    }
}

static void check_header(const char *line, const char *expected)
{
    struct node_entries *entries = node_entries_new();
    char bytes[REASON_BYTES];
    struct text reason = text_init(bytes, sizeof bytes);

    csv_init(&csv);
    CHECK(push(line, strlen(line)));
    CHECK_INT(node_entries_read_header(entries, &csv, &reason), expected[0] == '\0');
    CHECK_TEXT(bytes, expected);
    node_entries_free(entries);
}

static void a_header_names_each_column_once(void)
{
    check_header("type,mmsi\n", "");
    check_header("type,mmsi,type\n", "type: twice in the header");
    check_header("type,,mmsi\n", "column 2 has no name");
}

int main(void)
{
    RUN(every_message_comes_back_from_its_json);
    RUN(every_message_comes_back_from_its_row);
    RUN(every_count_comes_back_from_its_decimals);
    RUN(what_is_wrong_is_said_by_name);
    RUN(what_is_no_json_is_said_with_its_place);
    RUN(a_message_needs_no_more_than_type_and_mmsi);
    RUN(a_header_names_each_column_once);
    return check_summary();
}
