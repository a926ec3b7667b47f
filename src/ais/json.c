/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/json.h"

#include "ais/turn.h"

#include <stdio.h>

enum { KEY_BYTES = 12 /* a number as the name of a member */ };

/* An indicator that only says "fast" is said so, in gpsd's words. */
static void add_turn(struct json *json, const char *name, int32_t indicator)
{
    if (indicator == AIS_TURN_FAST)
        json_text(json, name, "fastright");
    else if (indicator == -AIS_TURN_FAST)
        json_text(json, name, "fastleft");
    else
        json_real(json, name, ais_turn_deg_per_min(indicator), 0);
}

/* The raw count in steps of 10^-decimals of the unit, rounded half away from zero. */
static int64_t in_steps(int32_t raw, const struct ais_field *field)
{
    int64_t steps = (int64_t)raw + field->add;
    if (field->per_unit < 0)
        return steps * -field->per_unit;
    for (unsigned i = 0; i < field->decimals; i++)
        steps *= 10;
    int64_t half = steps < 0 ? -(field->per_unit / 2) : field->per_unit / 2;
    return (steps + half) / field->per_unit;
}

static void add_number(struct json *json, const struct ais_field *field, const void *fields)
{
    int32_t raw = ais_layout_number(field, fields);

    if (raw == AIS_MISSING || raw == field->absent)
        json_null(json, field->name);
    else if (field->kind == AIS_BOOL)
        json_bool(json, field->name, raw != 0);
    else if (field->kind == AIS_TURN)
        add_turn(json, field->name, raw);
    else if (field->decimals == 0)
        json_int(json, field->name, in_steps(raw, field));
    else
        json_decimal(json, field->name, in_steps(raw, field), field->decimals);
}

static void add_date_time(struct json *json, const struct ais_field *field, const void *fields)
{
    const struct ais_date_time *time =
        (const struct ais_date_time *)(const void *)((const char *)fields + field->offset);
    char bytes[96];
    struct text text = text_init(bytes, sizeof bytes);
    bool is_eta = field->kind == AIS_ETA;

    bool has_date = time->month > 0 || time->day > 0 || (!is_eta && time->year > 0);
    bool has_time =
        (time->hour >= 0 && time->hour < 24) || (time->minute >= 0 && time->minute < 60);
    if (time->minute == AIS_MISSING || (!has_date && !has_time)) {
        json_null(json, field->name);
        return;
    }
    if (!is_eta)
        text_add_format(&text, "%04d-", time->year);
    text_add_format(&text, "%02d-%02dT%02d:%02d", time->month, time->day, time->hour, time->minute);
    if (!is_eta)
        text_add_format(&text, ":%02d", time->second);
    text_add_char(&text, 'Z');
    json_text(json, field->name, bytes);
}

static void add_text(struct json *json, const struct ais_field *field, const void *fields)
{
    const char *text = (const char *)fields + field->offset;
    json_text(json, field->name, text[0] != '\0' ? text : NULL);
}

/* "BITS:HEX", the last digits filled with zeros. */
static void add_data(struct json *json, const struct ais_field *field, const void *fields)
{
    const struct ais_data *data =
        (const struct ais_data *)(const void *)((const char *)fields + field->offset);
    char bytes[2 * AIS_DATA_BYTES_MAX + KEY_BYTES];
    struct text text = text_init(bytes, sizeof bytes);

    text_add_format(&text, "%u:", data->bit_count);
    for (size_t i = 0; i * 8 < data->bit_count; i++)
        text_add_format(&text, "%02x", data->bytes[i]);
    json_text(json, field->name, data->bit_count > 0 ? bytes : NULL);
}

static void add_field(struct json *json, const struct ais_field *field, const void *fields)
{
    switch (field->kind) {
    case AIS_UNSIGNED:
    case AIS_SIGNED:
    case AIS_BOOL:
    case AIS_TURN:
        add_number(json, field, fields);
        break;
    case AIS_DATE_TIME:
    case AIS_ETA:
        add_date_time(json, field, fields);
        break;
    case AIS_TEXT:
        add_text(json, field, fields);
        break;
    case AIS_TEXT_MORE:
        break; /* part of the text before */
    case AIS_DATA:
        add_data(json, field, fields);
        break;
    }
}

/* What a whole message may leave out is no member when it did; what a cut one lacks is null. */
static bool is_left_out(const struct ais_layout *layout, const struct ais_field *field,
                        const void *fields)
{
    return ais_layout_is_optional(layout, field) && ais_layout_number(field, fields) == AIS_MISSING;
}

static void add_fields(struct json *json, const struct ais_layout *layout, const void *fields)
{
    for (size_t i = 0; i < layout->field_count; i++)
        if (!is_left_out(layout, &layout->fields[i], fields))
            add_field(json, &layout->fields[i], fields);
}

static void add_list(struct json *json, const struct ais_list *list, const void *fields)
{
    json_open_array(json, list->name);
    for (size_t i = 0; i < ais_layout_list_count(list, fields); i++) {
        const struct ais_layout *layout;
        const void *element = ais_layout_element(list, fields, i, &layout);
        json_open_object(json, NULL);
        add_fields(json, layout, element);
        json_close_object(json);
    }
    json_close_array(json);
}

/* Where it is known what the data of a binary message say, that stands in their place. */
static void add_message_fields(struct json *json, const struct ais_message *message)
{
    const struct ais_layout *layout = message->layout;
    const struct ais_application *application = &message->application;

    for (size_t i = 0; i < layout->field_count; i++) {
        const struct ais_field *field = &layout->fields[i];
        if (field->kind == AIS_DATA && application->layout != NULL) {
            add_fields(json, application->layout, &application->fields);
            if (application->layout->list != NULL)
                add_list(json, application->layout->list, &application->fields);
        } else if (!is_left_out(layout, field, &message->fields)) {
            add_field(json, field, &message->fields);
        }
    }
}

static void add_flags(struct json *json, unsigned flags)
{
    if (flags == 0)
        return;
    json_open_array(json, "flags");
    for (unsigned i = 0; i < AIS_FLAG_COUNT; i++)
        if ((flags & 1u << i) != 0)
            json_text(json, NULL, ais_message_flag_name(i));
    json_close_array(json);
}

static void add_reception(struct json *json, const struct ais_event *event)
{
    if (event->stamp.time_ms != CLOCK_UNKNOWN_MS)
        json_time(json, "time", event->stamp.time_ms);
    else
        json_null(json, "time");
    json_text(json, "station", event->stamp.station[0] != '\0' ? event->stamp.station : NULL);
    if (event->channel != '\0')
        json_text_bytes(json, "channel", &event->channel, 1);
    else
        json_null(json, "channel");
    if (event->is_own)
        json_bool(json, "own", true);
}

void ais_json_add_message(struct json *json, const struct ais_event *event)
{
    const struct ais_message *message = &event->message;

    json_open_object(json, NULL);
    json_text(json, "class", "AIS");
    json_int(json, "type", message->type);
    json_int(json, "repeat", message->repeat);
    json_int(json, "mmsi", message->mmsi);
    if (message->part != '\0')
        json_text_bytes(json, "part", &message->part, 1);
    add_message_fields(json, message);
    add_reception(json, event);
    add_flags(json, message->flags);
    json_close_object(json);
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
