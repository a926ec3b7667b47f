/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/json.h"

#include "ais/turn.h"

#include <endian.h>
#include <stdio.h>
#include <string.h>

enum { KEY_BYTES = 12 /* a number as the name of a member */ };

/* What follows writes to where `at` points, and returns the place behind: whether there is room is
 * asked once for a row, in add_rows(). */

static inline char *put(char *at, const char *words, size_t size)
{
    memcpy(at, words, size);
    return at + size;
}

/* A byte that is zero shows in the highest bit of its place (and of places behind it). */
static size_t name_size(const struct ais_field *field)
{
    uint64_t word;
    memcpy(&word, field->name, sizeof word);
    word = le64toh(word);
    uint64_t zeros = (word - UINT64_C(0x0101010101010101)) & ~word & UINT64_C(0x8080808080808080);
    if (zeros != 0)
        return (size_t)__builtin_ctzll(zeros) / 8;
    return sizeof word + strlen(field->name + sizeof word);
}

static char *put_name(char *at, const struct ais_field *field)
{
    *at++ = '"';
    memcpy(at, field->name, AIS_FIELD_NAME_BYTES); /* of one size: quicker */
    return put(at + name_size(field), "\":", 2);
}

/* An indicator that only says "fast" is said so, in gpsd's words. Two decimals tell all indicators
 * apart. */
static char *put_turn(char *at, int32_t indicator)
{
    if (indicator == AIS_TURN_FAST)
        return put(at, "\"fastright\"", 11);
    if (indicator == -AIS_TURN_FAST)
        return put(at, "\"fastleft\"", 10);
    return digits_put_decimal(at, ais_turn_deg_e2_per_min(indicator), 2);
}

static char *put_number(char *at, const struct ais_field *field, int32_t raw)
{
    if (ais_layout_is_absent(field, raw))
        return put(at, "null", 4);
    if (field->kind == AIS_BOOL)
        return raw != 0 ? put(at, "true", 4) : put(at, "false", 5);
    if (field->kind == AIS_TURN)
        return put_turn(at, raw);
    if (field->decimals == 0 && field->per_unit == 1)
        return digits_put_int(at, (int64_t)raw + field->add);
    return digits_put_decimal(at, ais_layout_steps(field, raw), field->decimals);
}

static char *put_two(char *at, int32_t value, char end)
{
    at = digits_put_fixed(at, (uint32_t)value, 2);
    *at++ = end;
    return at;
}

static char *put_date_time(char *at, const struct ais_field *field,
                           const struct ais_date_time *time)
{
    bool has_year = field->kind == AIS_DATE_TIME;

    if (!ais_layout_is_time_known(field, time))
        return put(at, "null", 4);
    *at++ = '"';
    if (has_year) {
        at = digits_put_fixed(at, (uint32_t)time->year, time->year > 9999 ? 5 : 4);
        *at++ = '-';
    }
    if (field->kind != AIS_DAY_TIME)
        at = put_two(at, time->month, '-');
    at = put_two(at, time->day, 'T');
    at = put_two(at, time->hour, ':');
    at = put_two(at, time->minute, has_year ? ':' : 'Z');
    if (has_year)
        at = put_two(at, time->second, 'Z');
    *at++ = '"';
    return at;
}

/* The alphabet of AIS has two characters that JSON escapes, and none that is not printable. */
static char *put_text(char *at, const char *text)
{
    if (*text == '\0')
        return put(at, "null", 4);
    *at++ = '"';
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            *at++ = '\\';
        *at++ = *text;
    }
    *at++ = '"';
    return at;
}

/* "BITS:HEX", the last digits filled with zeros. */
static char *put_data(char *at, const struct ais_data *data)
{
    if (data->bit_count == 0)
        return put(at, "null", 4);
    *at++ = '"';
    at = digits_put_unsigned(at, data->bit_count);
    *at++ = ':';
    for (size_t i = 0; i * 8 < data->bit_count; i++) {
        *at++ = "0123456789abcdef"[data->bytes[i] >> 4];
        *at++ = "0123456789abcdef"[data->bytes[i] & 15];
    }
    *at++ = '"';
    return at;
}

static char *put_value(char *at, const struct ais_field *field, const void *fields)
{
    const void *member = (const char *)fields + field->offset;

    switch (field->kind) {
    case AIS_UNSIGNED:
    case AIS_SIGNED:
    case AIS_BOOL:
    case AIS_TURN:
    case AIS_READING:
    case AIS_SQUARED:
    case AIS_SCALED:
    case AIS_SIGN_FIRST:
    case AIS_SIGN_LAST:
        return put_number(at, field, *(const int32_t *)member);
    case AIS_DATE_TIME:
    case AIS_ETA:
    case AIS_DAY_TIME:
        return put_date_time(at, field, member);
    case AIS_TEXT:
        return put_text(at, member);
    case AIS_DATA:
        return put_data(at, member);
    case AIS_TEXT_MORE:
        break; /* part of the text before, which has the row of its own */
    }
    return at;
}

char *ais_json_put_value(char *at, const struct ais_field *field, const void *fields)
{
    return put_value(at, field, fields);
}

/* Some of the rows of a layout, the first of them at `field`. What a whole message may leave out is
 * no member when it did; what a cut one lacks is null. */
static void add_rows(struct json *json, const struct ais_layout *layout, const void *fields,
                     const struct ais_field *field, size_t count)
{
    enum { NAME_AND_SIGNS = AIS_FIELD_NAME_BYTES + 4 };
    struct text *text = json->text;
    char *at = text->bytes + text->size;
    const char *end = text->bytes + text->size_max;
    bool has_optional = layout->bit_count_min < layout->bit_count_max;

    for (; count > 0; count--, field++) {
        if (field->kind == AIS_TEXT_MORE ||
            (has_optional && ais_layout_is_left_out(layout, field, fields)))
            continue;
        if ((size_t)(end - at) <= NAME_AND_SIGNS + ais_json_value_size_max(field)) {
            text->is_cut = true;
            break;
        }
        if (json->needs_comma)
            *at++ = ',';
        json->needs_comma = true;
        at = put_value(put_name(at, field), field, fields);
    }
    *at = '\0';
    text->size = (size_t)(at - text->bytes);
}

void ais_json_add_list(struct json *json, const char *name, const struct ais_list *list,
                       const void *fields)
{
    json_open_array(json, name);
    for (size_t i = 0; i < ais_layout_list_count(list, fields); i++) {
        const struct ais_layout *layout;
        const void *element = ais_layout_element(list, fields, i, &layout);
        json_open_object(json, NULL);
        add_rows(json, layout, element, layout->fields, layout->field_count);
        json_close_object(json);
    }
    json_close_array(json);
}

static void add_layout(struct json *json, const struct ais_layout *layout, const void *fields)
{
    add_rows(json, layout, fields, layout->fields, layout->field_count);
    if (layout->list != NULL)
        ais_json_add_list(json, layout->list->name, layout->list, fields);
}

/* Where it is known what the data of a binary message say, that stands in their place. */
static void add_binary(struct json *json, const struct ais_message *message)
{
    const struct ais_layout *layout = message->layout;
    size_t before = 0;

    while (layout->fields[before].kind != AIS_DATA)
        before++;
    add_rows(json, layout, &message->fields, layout->fields, before);
    add_layout(json, message->application.layout, &message->application.fields);
    add_rows(json, layout, &message->fields, layout->fields + before + 1,
             layout->field_count - before - 1);
}

void ais_json_add_flags(struct json *json, const char *name, unsigned flags)
{
    if (flags == 0)
        return;
    json_open_array(json, name);
    for (unsigned i = 0; i < AIS_FLAG_COUNT; i++)
        if ((flags & 1u << i) != 0)
            json_text(json, NULL, ais_message_flag_name(i));
    json_close_array(json);
}

/* Time, station, which may have been called anything, and channel. */
static void add_reception(struct json *json, const struct ais_event *event)
{
    static const char unknown[] = ",\"time\":null,\"station\":null,\"channel\":";
    char channel[] = "\"A\"";

    if (event->stamp.time_ms == CLOCK_UNKNOWN_MS && event->stamp.station[0] == '\0') {
        text_add_bytes(json->text, unknown, sizeof unknown - 1);
    } else {
        if (event->stamp.time_ms != CLOCK_UNKNOWN_MS)
            json_time(json, "time", event->stamp.time_ms);
        else
            json_null(json, "time");
        json_text(json, "station", event->stamp.station[0] != '\0' ? event->stamp.station : NULL);
        text_add(json->text, ",\"channel\":");
    }
    channel[1] = event->channel;
    text_add_bytes(json->text, event->channel != '\0' ? channel : "null",
                   event->channel != '\0' ? 3 : 4);
    if (event->is_own)
        json_bool(json, "own", true);
    if (event->stamp.is_drill)
        json_bool(json, "drill", true);
}

/* What all messages begin with. */
static void add_head(struct json *json, const struct ais_message *message)
{
    char bytes[128];
    char *at = put(bytes, "{\"class\":\"AIS\",\"type\":", 22);

    at = digits_put_unsigned(at, message->type);
    at = put(at, ",\"repeat\":", 10);
    at = digits_put_unsigned(at, message->repeat);
    at = put(at, ",\"mmsi\":", 8);
    at = digits_put_unsigned(at, message->mmsi);
    if (json->needs_comma)
        text_add_char(json->text, ',');
    text_add_bytes(json->text, bytes, (size_t)(at - bytes));
    json->needs_comma = true;
}

void ais_json_add_message(struct json *json, const struct ais_event *event)
{
    const struct ais_message *message = &event->message;

    add_head(json, message);
    if (message->part != '\0')
        json_text_bytes(json, "part", &message->part, 1);
    if (message->application.layout != NULL)
        add_binary(json, message);
    else
        add_layout(json, message->layout, &message->fields);
    add_reception(json, event);
    ais_json_add_flags(json, "flags", message->flags);
    json_close_object(json);
}

bool ais_json_is_common(const char *name)
{
    static const char *const names[] = {"class",   "type",    "repeat", "mmsi",  "part", "time",
                                        "station", "channel", "own",    "drill", "flags"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

void ais_json_add_counts(struct json *json, const struct ais_counts *counts)
{
    char key[KEY_BYTES];

    json_open_object(json, NULL);
    json_int(json, "sentences", (int64_t)counts->sentences);
    json_int(json, "messages", (int64_t)counts->messages);
    json_open_object(json, "by_type");
    for (unsigned type = 1; type < AIS_MESSAGE_TYPE_COUNT; type++) {
        snprintf(key, sizeof key, "%u", type);
        if (counts->by_type[type] > 0)
            json_int(json, key, (int64_t)counts->by_type[type]);
    }
    json_close_object(json);
    json_open_object(json, "refused");
    for (unsigned i = AIS_DECODED + 1; i < AIS_REFUSAL_COUNT; i++)
        if (counts->refused[i] > 0)
            json_int(json, ais_refusal_name((enum ais_refusal)i), (int64_t)counts->refused[i]);
    json_close_object(json);
    json_close_object(json);
}
