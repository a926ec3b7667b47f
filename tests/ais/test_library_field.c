/* SPDX-License-Identifier: Apache-2.0 */
/* The library's face: what a message says, by member and by name. */
#include "base/json.h"
#include "check.h"
#include "narrows/ais.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GOLDEN_COUNT_MIN = 190, LINE_BYTES = 4096 };

/* A route of two places, 12.6 E 56.0 N and 12.7 E 56.05 N, whose minute is not available. */
#define ROUTE            "!AIVDM,1,1,,A,83@ndj@0FhA8sVkh05`@>JnP80dP07A5`40TqP,1*3C\n"
#define TURNING          "!AIVDM,1,1,,A,13@ndh@s1sPqr3PP4?h;4ww20000,0*49\n" /* -20; no heading */
#define TURNING_FAST     "!AIVDM,1,1,,A,13@ndh@OisPqr3PP4?h;4qG20000,0*1B\n"
#define CUT              "!AIVDM,1,1,,A,13@ndh@01sPqr3PP4?h;4qG0,4*3A\n" /* 140 of 168 bits */
#define ONE_ACKNOWLEDGED "!AIVDM,1,1,,A,777KQJ0l=c<5,0*4A\n"             /* 72 bits */

static struct narrows_ais ais;

static const struct ais_message *decode(const char *text)
{
    narrows_ais_init(&ais, 0);
    narrows_ais_push(&ais, text, strlen(text), NULL);
    const struct ais_event *event = narrows_ais_next(&ais);
    CHECK(event != NULL && event->kind == AIS_EVENT_MESSAGE);
    return &event->message;
}

static void a_value_is_in_its_unit(void)
{
    const struct ais_message *message = decode(TURNING);
    const struct ais_position *position = &message->fields.position;

    CHECK_REAL(narrows_ais_value(message, &position->longitude_min_e4), 12.65, 1e-9);
    CHECK_REAL(narrows_ais_value(message, &position->speed_kn_e1), 12.3, 1e-9);
    CHECK_REAL(narrows_ais_value(message, &position->turn_indicator), -17.8564, 1e-3);
    CHECK_REAL(narrows_ais_value(message, &position->heading_deg), NAN, 0);
    CHECK_REAL(narrows_ais_value(message, &position->accuracy), 1, 0);
    message = decode(TURNING_FAST);
    CHECK_REAL(narrows_ais_value(message, &message->fields.position.turn_indicator), 720, 0);
}

static void what_was_not_sent_is_told_from_what_is_not_available(void)
{
    const struct ais_message *message = decode(TURNING);
    CHECK(narrows_ais_was_sent(message, &message->fields.position.heading_deg));
    CHECK(narrows_ais_was_sent(message, &message->fields.position.radio));

    message = decode(CUT);
    CHECK(narrows_ais_was_sent(message, &message->fields.position.heading_deg));
    CHECK(!narrows_ais_was_sent(message, &message->fields.position.utc_second));
    CHECK_REAL(narrows_ais_value(message, &message->fields.position.utc_second), NAN, 0);
}

static void what_may_be_left_out_was_not_sent_when_it_was(void)
{
    const struct ais_message *message = decode(ONE_ACKNOWLEDGED);

    CHECK(narrows_ais_was_sent(message, &message->fields.acknowledge.mmsi[0]));
    CHECK(!narrows_ais_was_sent(message, &message->fields.acknowledge.mmsi[1]));
    struct narrows_ais_field field = {0};
    CHECK(narrows_ais_field_find(message, "seqno1", &field));
    CHECK(!narrows_ais_field_find(message, "mmsi2", &field));
    CHECK_TEXT(field.name, "seqno1"); /* untouched */
}

static void applications_and_lists_have_values_too(void)
{
    const struct ais_message *message = decode(ROUTE);
    const struct ais_route *route = &message->application.fields.route;

    CHECK_TEXT(narrows_ais_title(message), "Binary message to all");
    CHECK_TEXT(narrows_ais_application_title(message), "Route");
    CHECK_REAL(narrows_ais_value(message, &route->duration_min), 90, 0);
    CHECK_REAL(narrows_ais_value(message, &route->linkage), 17, 0);
    CHECK_REAL(narrows_ais_value(message, &route->waypoints[1].latitude_min_e4), 56.05, 1e-9);
    CHECK(narrows_ais_was_sent(message, &route->linkage));
    CHECK(narrows_ais_was_sent(message, &route->waypoints[1].latitude_min_e4));
    CHECK(narrows_ais_was_sent(message, &message->fields.binary_broadcast.data));
}

static void what_is_no_member_has_no_value(void)
{
    const struct ais_message *message = decode(ROUTE);
    const struct ais_route *route = &message->application.fields.route;
    int32_t number = 5;

    CHECK_REAL(narrows_ais_value(message, &number), NAN, 0);
    CHECK(!narrows_ais_was_sent(message, &number));
    CHECK_REAL(narrows_ais_value(message, &route->waypoints[2].latitude_min_e4), NAN, 0);
    CHECK(!narrows_ais_was_sent(message, &route->waypoints[2].latitude_min_e4));
    message = decode(TURNING);
    CHECK_REAL(narrows_ais_value(message, &message->application.fields.route.linkage), NAN, 0);
    CHECK(narrows_ais_application_title(message) == NULL);
}

static void fields_are_found_by_name(void)
{
    const struct ais_message *message = decode(ROUTE);
    struct narrows_ais_field field = {0};

    CHECK(narrows_ais_field_find(message, "duration", &field));
    CHECK_INT(field.raw, 90);
    CHECK_TEXT(narrows_ais_unit_name(&field), "minutes");
    CHECK(!narrows_ais_field_find(message, "lon", &field)); /* only in the list */
    CHECK(!narrows_ais_field_find(message, "data", &field));

    message = decode(TURNING);
    CHECK(narrows_ais_field_find(message, "lon", &field));
    CHECK_REAL(field.value, 12.65, 1e-9);
    CHECK_INT(field.raw, 12.65 * 600000);
    CHECK_INT(field.decimals, 6);
    CHECK_TEXT(narrows_ais_unit_name(&field), "degrees");
    CHECK(field.is_available && field.list == NULL && field.text == NULL);
    CHECK(narrows_ais_field_find(message, "heading", &field));
    CHECK_INT(field.raw, 511);
    CHECK(!field.is_available && isnan(field.value));
    CHECK(narrows_ais_field_find(message, "radio", &field));
    CHECK(narrows_ais_unit_name(&field) == NULL);
}

static void a_walk_ends_fit_to_begin_again(void)
{
    const struct ais_message *message = decode(ROUTE);
    struct narrows_ais_field field = {0};

    for (int time = 0; time < 2; time++) {
        int count = 0;
        int in_list = 0;
        while (narrows_ais_field_next(message, &field)) {
            count++;
            in_list += field.list != NULL;
            CHECK(field.list == NULL || strcmp(field.list, "waypoints") == 0);
        }
        CHECK(field.name == NULL);
        CHECK_INT(count, 2 + 6 + 4); /* identifiers, the route's rows, two places */
        CHECK_INT(in_list, 4);
    }
}

static void add_time(struct json *json, const struct narrows_ais_field *field)
{
    const struct ais_date_time *time = field->time;
    char bytes[96];

    if (time->month == AIS_MISSING)
        snprintf(bytes, sizeof bytes, "%02dT%02d:%02dZ", time->day, time->hour, time->minute);
    else if (time->year == AIS_MISSING)
        snprintf(bytes, sizeof bytes, "%02d-%02dT%02d:%02dZ", time->month, time->day, time->hour,
                 time->minute);
    else
        snprintf(bytes, sizeof bytes, "%04d-%02d-%02dT%02d:%02d:%02dZ", time->year, time->month,
                 time->day, time->hour, time->minute, time->second);
    json_text(json, field->name, bytes);
}

static void add_data(struct json *json, const struct narrows_ais_field *field)
{
    char bytes[LINE_BYTES];
    struct text text = text_init(bytes, sizeof bytes);

    text_add_format(&text, "%u:", field->data->bit_count);
    for (size_t i = 0; i * 8 < field->data->bit_count; i++)
        text_add_format(&text, "%02x", field->data->bytes[i]);
    json_text(json, field->name, bytes);
}

/* The field as the JSON of the message has it, made of what the walk said. */
static void add_field(struct json *json, const struct narrows_ais_field *field)
{
    const char *unit = narrows_ais_unit_name(field);
    bool is_turn = unit != NULL && strcmp(unit, "degrees a minute") == 0;

    if (!field->is_available) {
        json_null(json, field->name);
        return;
    }
    switch (field->kind) {
    case NARROWS_AIS_NUMBER:
        if (is_turn && abs(field->raw) == 127)
            json_text(json, field->name, field->raw > 0 ? "fastright" : "fastleft");
        else
            json_real(json, field->name, field->value, field->decimals);
        break;
    case NARROWS_AIS_BOOL:
        json_bool(json, field->name, field->raw != 0);
        break;
    case NARROWS_AIS_TIME:
        add_time(json, field);
        break;
    case NARROWS_AIS_TEXT:
        json_text(json, field->name, field->text);
        break;
    case NARROWS_AIS_DATA:
        add_data(json, field);
        break;
    }
}

static void add_fields(struct json *json, const struct ais_message *message)
{
    struct narrows_ais_field field = {0};
    const char *list = NULL;
    size_t element = 0;

    while (narrows_ais_field_next(message, &field)) {
        if (list != NULL && (field.list != list || field.element != element))
            json_close_object(json);
        if (list != NULL && field.list != list)
            json_close_array(json);
        if (field.list != NULL && field.list != list)
            json_open_array(json, field.list);
        if (field.list != NULL && (field.list != list || field.element != element))
            json_open_object(json, NULL);
        list = field.list;
        element = field.element;
        add_field(json, &field);
    }
    if (list != NULL) {
        json_close_object(json);
        json_close_array(json);
    }
}

/* The walk gives what the JSON has between the MMSI (and the part) and the time. */
static void check_walk(const struct ais_event *event)
{
    char whole[NARROWS_AIS_JSON_BYTES_MAX];
    char bytes[NARROWS_AIS_JSON_BYTES_MAX];
    struct text text = text_init(bytes, sizeof bytes);
    struct json json = json_init(&text);
    const struct ais_message *message = &event->message;

    json_int(&json, "mmsi", message->mmsi);
    if (message->part != '\0')
        json_text_bytes(&json, "part", &message->part, 1);
    add_fields(&json, message);
    text_add(&text, ",\"time\":");
    CHECK(narrows_ais_json(event, whole, sizeof whole) > 0);
    bool is_there = strstr(whole, bytes) != NULL;
    CHECK(is_there);
    if (!is_there)
        printf("# %s\n# is not in %s\n", bytes, whole);
}

static void a_walk_gives_the_fields_of_the_json_in_its_order(void)
{
    char path[LINE_BYTES];
    char line[LINE_BYTES];
    int count = 0;

    snprintf(path, sizeof path, "%s/tests/golden/messages.txt", getenv("NARROWS_ROOT"));
    FILE *file = fopen(path, "r");
    CHECK(file != NULL);
    narrows_ais_init(&ais, 0);
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        const struct ais_event *event;
        if (line[0] == '{')
            narrows_ais_init(&ais, 0);
        if (line[0] != '!')
            continue;
        narrows_ais_push(&ais, line, strlen(line), NULL);
        while ((event = narrows_ais_next(&ais)) != NULL) {
            CHECK(event->kind == AIS_EVENT_MESSAGE);
            check_walk(event);
            count++;
        }
    }
    if (file != NULL)
        fclose(file);
    CHECK(count >= GOLDEN_COUNT_MIN);
    for (size_t i = 0; i < 3; i++) {
        static const char *const lines[] = {ROUTE, TURNING_FAST, CUT};
        narrows_ais_init(&ais, 0);
        narrows_ais_push(&ais, lines[i], strlen(lines[i]), NULL);
        check_walk(narrows_ais_next(&ais));
    }
}

int main(void)
{
    RUN(a_value_is_in_its_unit);
    RUN(what_was_not_sent_is_told_from_what_is_not_available);
    RUN(what_may_be_left_out_was_not_sent_when_it_was);
    RUN(applications_and_lists_have_values_too);
    RUN(what_is_no_member_has_no_value);
    RUN(fields_are_found_by_name);
    RUN(a_walk_ends_fit_to_begin_again);
    RUN(a_walk_gives_the_fields_of_the_json_in_its_order);
    return check_summary();
}
