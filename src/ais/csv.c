/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/csv.h"

#include "ais/application.h"
#include "base/csv.h"

#include <assert.h>
#include <string.h>

static const char *const default_columns[] = {
    "time",        "station", "channel",  "own",         "drill",    "type",
    "repeat",      "mmsi",    "part",     "status",      "turn",     "speed",
    "accuracy",    "lon",     "lat",      "course",      "heading",  "second",
    "maneuver",    "raim",    "radio",    "reserved",    "regional", "cs",
    "display",     "dsc",     "band",     "msg22",       "assigned", "gnss",
    "ais_version", "imo",     "callsign", "shipname",    "shiptype", "vendorid",
    "model",       "serial",  "to_bow",   "to_stern",    "to_port",  "to_starboard",
    "epfd",        "eta",     "draught",  "destination", "dte",      "mothership_mmsi",
    "flags",
};

/* Where a name is, or is to be put: names are of one size, filled with zeros. */
static size_t place_of(const struct ais_csv *csv, const char name[static AIS_FIELD_NAME_BYTES])
{
    uint64_t words[AIS_CSV_NAME_WORDS];

    static_assert(AIS_CSV_PLACE_COUNT == 1 << 8, "as many as eight bits tell apart");
    memcpy(words, name, sizeof words);
    uint64_t mixed = (words[0] ^ words[1] << 1 ^ words[2] << 2) * UINT64_C(0x9e3779b97f4a7c15);
    size_t place = mixed >> 56;
    for (; csv->places[place] != 0; place = (place + 1) % AIS_CSV_PLACE_COUNT) {
        const uint64_t *other = csv->names[csv->places[place] - 1];
        if (((words[0] ^ other[0]) | (words[1] ^ other[1]) | (words[2] ^ other[2])) == 0)
            break;
    }
    return place;
}

static bool fill_name(const char *words, char name[static AIS_FIELD_NAME_BYTES])
{
    size_t size = strlen(words);
    if (size >= AIS_FIELD_NAME_BYTES)
        return false;
    memset(name, 0, AIS_FIELD_NAME_BYTES);
    memcpy(name, words, size + 1);
    return true;
}

bool ais_csv_has_column(const struct ais_csv *csv, const char *words)
{
    char name[AIS_FIELD_NAME_BYTES];
    return fill_name(words, name) && csv->places[place_of(csv, name)] != 0;
}

bool ais_csv_add_column(struct ais_csv *csv, const char *words)
{
    char name[AIS_FIELD_NAME_BYTES];

    static_assert(AIS_CSV_COLUMN_COUNT_MAX < UINT8_MAX, "a place is a byte");
    if (csv->count == AIS_CSV_COLUMN_COUNT_MAX || !fill_name(words, name))
        return false;
    size_t place = place_of(csv, name);
    if (csv->places[place] != 0)
        return false;
    memcpy(csv->names[csv->count], name, sizeof csv->names[0]);
    csv->columns[csv->count++] = words;
    csv->places[place] = (uint8_t)csv->count;
    return true;
}

void ais_csv_init(struct ais_csv *csv)
{
    memset(csv, 0, sizeof *csv);
    for (size_t i = 0; i < sizeof default_columns / sizeof default_columns[0]; i++) {
        bool is_added = ais_csv_add_column(csv, default_columns[i]);
        assert(is_added);
    }
}

/* Does a message of this type have it, whatever the bits say that choose among its layouts? */
static bool has_row(unsigned type, const char *name)
{
    enum { CHOICE_BITS = 168, AUXILIARY_MMSI = 980000000, VARIANTS = 16 };

    for (unsigned variant = 0; variant < VARIANTS; variant++) {
        uint8_t bytes[CHOICE_BITS / 8] = {0};
        const struct ais_layout *layout;
        ais_bits_put(bytes, 0, 6, type);
        ais_bits_put(bytes, 8, 30, (variant & 4) != 0 ? AUXILIARY_MMSI : 0);
        ais_bits_put(bytes, 38, 2, variant & 3);
        ais_bits_put(bytes, 139, 1, variant >> 3);
        if (ais_message_layout((struct ais_bits){bytes, CHOICE_BITS}, &layout) == AIS_DECODED &&
            ais_layout_row(layout, name) != NULL)
            return true;
    }
    return false;
}

bool ais_csv_is_member(const char *name)
{
    struct ais_application_row row;

    if (ais_json_is_common(name))
        return true;
    for (unsigned type = 1; type <= AIS_MESSAGE_TYPE_MAX; type++)
        if (has_row(type, name))
            return true;
    for (size_t i = 0; ais_application_at(i, &row); i++)
        if (ais_layout_row(row.layout, name) != NULL ||
            (row.layout->list != NULL && strcmp(row.layout->list->name, name) == 0))
            return true;
    return false;
}

void ais_csv_add_header(struct text *text, const struct ais_csv *csv)
{
    for (size_t i = 0; i < csv->count; i++) {
        if (i > 0)
            text_add_char(text, ',');
        csv_add_cell(text, csv->columns[i], strlen(csv->columns[i]));
    }
    text_add_char(text, '\n');
}

static unsigned hexadecimal(char digit)
{
    return (unsigned)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

/* What stands between the quotation marks, as UTF-8. */
static void unescape(struct ais_span value, struct text *words)
{
    for (size_t i = 1; i + 1 < value.size; i++) {
        char byte = value.start[i];
        if (byte != '\\') {
            text_add_char(words, byte);
        } else if (value.start[i + 1] != 'u') {
            text_add_char(words, value.start[++i]);
        } else {
            unsigned code = hexadecimal(value.start[i + 4]) << 4 | hexadecimal(value.start[i + 5]);
            if (code >= 0x80)
                text_add_char(words, (char)(0xc0 | code >> 6));
            text_add_char(words, (char)(code >= 0x80 ? 0x80 | (code & 0x3f) : code));
            i += 5;
        }
    }
}

/* A row of the table: of each column the value as it stands in JSON, where it has one. */
struct cells {
    const struct ais_csv *csv;
    struct ais_span values[AIS_CSV_COLUMN_COUNT_MAX]; /* of size 0: empty; NULL: not there yet */
    struct text text;
    char bytes[AIS_JSON_BYTES_MAX];
};

/* The cell of the column of this name, which the first of two members has. NULL when there is no
 * such column, or it is taken. */
static struct ais_span *cell_of(struct cells *cells, const char name[static AIS_FIELD_NAME_BYTES])
{
    uint8_t place = cells->csv->places[place_of(cells->csv, name)];
    if (place == 0 || cells->values[place - 1].start != NULL)
        return NULL;
    return &cells->values[place - 1];
}

/* Members of a layout, in the order of its rows. A number that the message could have left out, but
 * sent as "not available", is `null`. */
static void take_rows(struct cells *cells, const struct ais_layout *layout, const void *fields,
                      size_t from, size_t end)
{
    bool has_optional = layout->bit_count_min < layout->bit_count_max;

    for (size_t i = from; i < end; i++) {
        const struct ais_field *field = &layout->fields[i];
        struct ais_span *cell = field->kind != AIS_TEXT_MORE ? cell_of(cells, field->name) : NULL;
        if (cell == NULL || (has_optional && ais_layout_is_left_out(layout, field, fields)))
            continue;
        assert(sizeof cells->bytes - cells->text.size > ais_json_value_size_max(field));
        char *start = cells->bytes + cells->text.size;
        size_t size = (size_t)(ais_json_put_value(start, field, fields) - start);
        bool is_empty = start[0] == 'n' && !ais_layout_is_optional(layout, field);
        *cell = (struct ais_span){start, is_empty ? 0 : size};
        cells->text.size += is_empty ? 0 : size;
    }
}

static void take_layout(struct cells *cells, const struct ais_layout *layout, const void *fields)
{
    char name[AIS_FIELD_NAME_BYTES];

    take_rows(cells, layout, fields, 0, layout->field_count);
    struct ais_span *cell =
        layout->list != NULL && fill_name(layout->list->name, name) ? cell_of(cells, name) : NULL;
    if (cell == NULL)
        return;
    struct json json = json_init(&cells->text);
    size_t before = cells->text.size;
    ais_json_add_list(&json, NULL, layout->list, fields);
    *cell = (struct ais_span){cells->bytes + before, cells->text.size - before};
}

/* As in JSON: where it is known what the data say, that stands in their place. */
static void take_fields(struct cells *cells, const struct ais_message *message)
{
    const struct ais_layout *layout = message->layout;
    size_t before = 0;

    if (message->application.layout == NULL) {
        take_layout(cells, layout, &message->fields);
        return;
    }
    while (layout->fields[before].kind != AIS_DATA)
        before++;
    take_rows(cells, layout, &message->fields, 0, before);
    take_layout(cells, message->application.layout, &message->application.fields);
    take_rows(cells, layout, &message->fields, before + 1, layout->field_count);
}

static void add_class(struct json *json, const struct ais_event *event)
{
    (void)event;
    json_text(json, NULL, "AIS");
}

static void add_type(struct json *json, const struct ais_event *event)
{
    json_int(json, NULL, event->message.type);
}

static void add_repeat(struct json *json, const struct ais_event *event)
{
    json_int(json, NULL, event->message.repeat);
}

static void add_mmsi(struct json *json, const struct ais_event *event)
{
    json_int(json, NULL, event->message.mmsi);
}

static void add_part(struct json *json, const struct ais_event *event)
{
    if (event->message.part != '\0')
        json_text_bytes(json, NULL, &event->message.part, 1);
}

static void add_time(struct json *json, const struct ais_event *event)
{
    if (event->stamp.time_ms != AIS_UNKNOWN_MS)
        json_time(json, NULL, event->stamp.time_ms);
}

static void add_station(struct json *json, const struct ais_event *event)
{
    if (event->stamp.station[0] != '\0')
        json_text(json, NULL, event->stamp.station);
}

static void add_channel(struct json *json, const struct ais_event *event)
{
    if (event->channel != '\0')
        json_text_bytes(json, NULL, &event->channel, 1);
}

static void add_own(struct json *json, const struct ais_event *event)
{
    if (event->is_own)
        json_bool(json, NULL, true);
}

static void add_drill(struct json *json, const struct ais_event *event)
{
    if (event->stamp.is_drill)
        json_bool(json, NULL, true);
}

static void add_flags(struct json *json, const struct ais_event *event)
{
    ais_json_add_flags(json, NULL, event->message.flags);
}

/* A member that every message may have: its function adds nothing when this one has not. */
struct common {
    char name[AIS_FIELD_NAME_BYTES];
    void (*add)(struct json *json, const struct ais_event *event);
};

static void take_common(struct cells *cells, const struct ais_event *event,
                        const struct common *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct ais_span *cell = cell_of(cells, rows[i].name);
        if (cell == NULL)
            continue;
        struct json json = json_init(&cells->text);
        size_t before = cells->text.size;
        rows[i].add(&json, event);
        *cell = (struct ais_span){cells->bytes + before, cells->text.size - before};
    }
}

static void add_value(struct text *text, struct ais_span value)
{
    if (value.start[0] == '[') {
        csv_add_cell(text, value.start, value.size);
    } else if (value.start[0] != '"') {
        text_add_bytes(text, value.start, value.size); /* a number, or null, true, false */
    } else if (memchr(value.start, '\\', value.size) == NULL) {
        csv_add_cell(text, value.start + 1, value.size - 2);
    } else {
        char bytes[AIS_JSON_BYTES_MAX];
        struct text words = text_init(bytes, sizeof bytes);
        unescape(value, &words);
        csv_add_cell(text, bytes, words.size);
    }
}

void ais_csv_add_message(struct text *text, const struct ais_csv *csv,
                         const struct ais_event *event)
{
    static const struct common before[] = {{"class", add_class},
                                           {"type", add_type},
                                           {"repeat", add_repeat},
                                           {"mmsi", add_mmsi},
                                           {"part", add_part}};
    static const struct common behind[] = {{"time", add_time},       {"station", add_station},
                                           {"channel", add_channel}, {"own", add_own},
                                           {"drill", add_drill},     {"flags", add_flags}};
    static const char commas[AIS_CSV_COLUMN_COUNT_MAX] =
        ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,"
        ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,";
    struct cells cells;

    assert(csv->count > 0);
    cells.csv = csv;
    memset(cells.values, 0, csv->count * sizeof cells.values[0]);
    cells.text = text_init(cells.bytes, sizeof cells.bytes);
    take_common(&cells, event, before, sizeof before / sizeof before[0]);
    take_fields(&cells, &event->message);
    take_common(&cells, event, behind, sizeof behind / sizeof behind[0]);
    assert(!cells.text.is_cut);
    size_t last = 0; /* the column up to which commas are written */
    for (size_t i = 0; i < csv->count; i++) {
        if (cells.values[i].size == 0)
            continue;
        text_add_bytes(text, commas, i - last);
        add_value(text, cells.values[i]);
        last = i;
    }
    text_add_bytes(text, commas, csv->count - 1 - last);
    text_add_char(text, '\n');
}
