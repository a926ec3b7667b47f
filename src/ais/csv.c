/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/csv.h"

#include "ais/application.h"
#include "base/csv.h"

#include <assert.h>
#include <string.h>

enum { MEMBER_COUNT_MAX = 256 /* more than any message has */ };

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

void ais_csv_init(struct ais_csv *csv)
{
    static_assert(sizeof default_columns <= sizeof csv->columns, "room for the columns");
    csv->count = sizeof default_columns / sizeof default_columns[0];
    memcpy(csv->columns, default_columns, sizeof default_columns);
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

/* Behind the value that begins at `at`: up to the comma or bracket that ends it. */
static const char *end_of_value(const char *at)
{
    size_t depth = 0;
    bool is_text = false;

    for (;; at++) {
        if (is_text && *at == '\\')
            at++;
        else if (*at == '"')
            is_text = !is_text;
        else if (is_text)
            continue;
        else if (depth == 0 && (*at == ',' || *at == '}'))
            return at;
        else if (*at == '[' || *at == '{')
            depth++;
        else if (*at == ']' || *at == '}')
            depth--;
    }
}

/* The members of the object, as they stand in the JSON that this program wrote. */
struct members {
    size_t count;
    struct ais_span names[MEMBER_COUNT_MAX];
    struct ais_span values[MEMBER_COUNT_MAX];
};

/* No blanks, no escapes in names. */
static void find_members(const char *json, struct members *members)
{
    members->count = 0;
    for (const char *at = json + 1; *at == '"' && members->count < MEMBER_COUNT_MAX;) {
        const char *name_end = strchr(at + 1, '"');
        const char *end = end_of_value(name_end + 2);
        members->names[members->count] = (struct ais_span){at + 1, (size_t)(name_end - at - 1)};
        members->values[members->count++] =
            (struct ais_span){name_end + 2, (size_t)(end - name_end - 2)};
        at = *end == ',' ? end + 1 : end;
    }
}

/* False when there is none of this name. */
static bool find_value(const struct members *members, const char *name, struct ais_span *value)
{
    size_t size = strlen(name);

    for (size_t i = 0; i < members->count; i++)
        if (members->names[i].size == size && memcmp(members->names[i].start, name, size) == 0) {
            *value = members->values[i];
            return true;
        }
    return false;
}

/* A number that a message of its type may leave out. */
static bool is_optional(const struct ais_message *message, const char *name)
{
    const struct ais_layout *layout = message->layout;
    const struct ais_field *field = ais_layout_row(layout, name);

    if (field == NULL && message->application.layout != NULL) {
        layout = message->application.layout;
        field = ais_layout_row(layout, name);
    }
    return field != NULL && ais_layout_is_optional(layout, field);
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

void ais_csv_add_message(struct text *text, const struct ais_csv *csv,
                         const struct ais_event *event)
{
    char bytes[AIS_JSON_BYTES_MAX];
    struct text object = text_init(bytes, sizeof bytes);
    struct json json = json_init(&object);
    struct members members;

    ais_json_add_message(&json, event);
    assert(!object.is_cut);
    find_members(bytes, &members);
    for (size_t i = 0; i < csv->count; i++) {
        struct ais_span value;
        if (i > 0)
            text_add_char(text, ',');
        if (!find_value(&members, csv->columns[i], &value))
            continue;
        if (value.start[0] == '"') {
            char cell_bytes[AIS_JSON_BYTES_MAX];
            struct text cell = text_init(cell_bytes, sizeof cell_bytes);
            unescape(value, &cell);
            csv_add_cell(text, cell_bytes, cell.size);
        } else if (value.start[0] != 'n' || is_optional(&event->message, csv->columns[i])) {
            csv_add_cell(text, value.start, value.size);
        }
    }
    text_add_char(text, '\n');
}
