/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/rows.h"

#include "ais/stamp.h"
#include "base/json_value.h"

#include <math.h>
#include <string.h>

enum { MMSI_MAX = 999999999 };

/* Text that fits; a longer one is cut between characters. False when it is no text. */
static bool read_text(struct json_value object, const char *name, char *words, size_t size)
{
    struct json_value value = json_value_member(object, name);
    const char *text = json_value_text(value);

    words[0] = '\0';
    if (text == NULL)
        return json_value_kind(value) == JSON_VALUE_ABSENT ||
               json_value_kind(value) == JSON_VALUE_NULL;
    size_t length = strlen(text);
    if (length >= size)
        for (length = size - 1; length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80;)
            length--;
    memcpy(words, text, length);
    words[length] = '\0';
    return true;
}

static bool read_time(struct json_value object, const char *name, int64_t *time_ms)
{
    struct ais_stamp stamp = AIS_STAMP_NONE;
    struct json_value value = json_value_member(object, name);
    const char *text = json_value_text(value);

    *time_ms = AIS_UNKNOWN_MS;
    if (text == NULL)
        return json_value_kind(value) == JSON_VALUE_ABSENT ||
               json_value_kind(value) == JSON_VALUE_NULL;
    if (strlen(text) < 20 || text[10] != 'T')
        return false;
    ais_stamp_read_prefix((struct ais_span){text, strlen(text)}, &stamp);
    *time_ms = stamp.time_ms;
    return *time_ms != AIS_UNKNOWN_MS;
}

static bool read_ships(struct json_value object, struct drill_row *row)
{
    struct json_value value = json_value_member(object, "mmsi");
    bool is_list = json_value_kind(value) == JSON_VALUE_ARRAY;
    size_t count = is_list ? json_value_count(value) : 1;

    row->mmsi_count = 0;
    if (json_value_kind(value) == JSON_VALUE_ABSENT || json_value_kind(value) == JSON_VALUE_NULL)
        return true;
    if (count > DRILL_ROW_MMSI_COUNT_MAX)
        return false;
    for (size_t i = 0; i < count; i++) {
        double number = json_value_number(is_list ? json_value_at(value, i) : value);
        if (!(number >= 0 && number <= MMSI_MAX))
            return false;
        row->mmsi[i] = (uint32_t)number;
    }
    row->mmsi_count = count;
    return true;
}

static double number_of(struct json_value object, const char *name)
{
    return json_value_number(json_value_member(object, name));
}

static void read_numbers(struct json_value object, struct drill_row *row)
{
    row->place = (struct geo_point){number_of(object, "lon"), number_of(object, "lat")};
    if (!(fabs(row->place.longitude_deg) <= 180 && fabs(row->place.latitude_deg) <= 90))
        row->place = (struct geo_point){NAN, NAN};
    row->cpa_m = number_of(object, "cpa_m");
    row->gap_m = number_of(object, "gap_m");
    row->ships = number_of(object, "ships");
    row->messages = number_of(object, "messages");
    row->sent = number_of(object, "sent");
    row->heard = number_of(object, "heard");
    double direction = number_of(object, "direction");
    row->direction = direction > 0 ? 1 : direction < 0 ? -1 : 0;
    row->is_test = json_value_is_true(json_value_member(object, "test"));
}

static bool read_times(struct json_value object, struct drill_row *row)
{
    if (!read_time(object, "time", &row->time_ms) || !read_time(object, "from", &row->from_ms) ||
        !read_time(object, "to", &row->to_ms))
        return false;
    if (row->from_ms == AIS_UNKNOWN_MS)
        row->from_ms = row->time_ms;
    if (row->to_ms == AIS_UNKNOWN_MS)
        row->to_ms = row->time_ms;
    return true;
}

static const char *read_object(struct json_value object, struct drill_row *row)
{
    static const char *const whats[] = {"fault", "cause", "kind", "class"};
    static const char *const names[] = {"name", "drill", "gate"};

    *row = (struct drill_row){.is_alert = json_value_text(json_value_member(object, "alert"))};
    if (!read_text(object, row->is_alert ? "alert" : "truth", row->kind, sizeof row->kind) ||
        row->kind[0] == '\0')
        return "it says neither \"truth\" nor \"alert\"";
    for (size_t i = 0; i < sizeof whats / sizeof whats[0] && row->what[0] == '\0'; i++)
        if (!read_text(object, whats[i], row->what, sizeof row->what))
            return "its kind is no text";
    for (size_t i = 0; i < sizeof names / sizeof names[0] && row->name[0] == '\0'; i++)
        if (!read_text(object, names[i], row->name, sizeof row->name))
            return "its name is no text";
    if (!read_text(object, "station", row->station, sizeof row->station))
        return "station is no text";
    if (!read_text(object, "waters", row->waters, sizeof row->waters))
        return "waters is no text";
    if (!read_times(object, row))
        return "a time that is none: RFC 3339 is wanted";
    if (!read_ships(object, row))
        return "mmsi is neither a number nor a list of at most 256";
    if (row->is_alert && row->time_ms == AIS_UNKNOWN_MS)
        return "an alert without its time";
    read_numbers(object, row);
    return NULL;
}

bool drill_row_read(const char *line, size_t size, struct drill_row *row, struct text *reason)
{
    struct json_tree *tree = json_tree_parse(line, size, reason);
    if (tree == NULL)
        return false;
    struct json_value root = json_tree_root(tree);
    const char *wrong =
        json_value_kind(root) == JSON_VALUE_OBJECT ? read_object(root, row) : "no JSON object";
    if (wrong != NULL)
        text_add(reason, wrong);
    json_tree_free(tree);
    return wrong == NULL;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

bool drill_row_lines_push(struct drill_row_lines *lines, char byte)
{
    if (lines->size > 0 && lines->bytes[lines->size - 1] == '\n') {
        lines->size = 0;
        lines->is_too_long = false;
    }
    if (lines->size == sizeof lines->bytes - 1 && byte != '\n') {
        lines->is_too_long = true;
        return false;
    }
    lines->bytes[lines->size++] = byte;
    if (byte != '\n')
        return false;
    lines->number++;
    size_t blanks = 0;
    while (blanks < lines->size && is_blank(lines->bytes[blanks]))
        blanks++;
    return blanks < lines->size;
}
