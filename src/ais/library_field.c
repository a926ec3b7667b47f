/* SPDX-License-Identifier: Apache-2.0 */
/* The part of narrows/ais.h that says what a message says. */
#include "ais/message.h"
#include "ais/turn.h"
#include "ais/unit.h"
#include "narrows/ais.h"

#include <math.h>
#include <string.h>

/* A row, and the struct that its places count in. */
struct place {
    const struct ais_layout *layout;
    const struct ais_field *field;
    const void *fields;
    size_t bit_count;            /* that the struct was read from */
    const struct ais_list *list; /* that the struct is an element of; NULL for most */
    size_t element;
};

/* What narrows_ais_field.place counts: rows of the message, of its application, elements of that
 * one's list, rows of the element. Each is the next to be looked at. */
enum { ROW, APPLICATION_ROW, ELEMENT, ELEMENT_ROW };

static double value_of(const struct ais_field *field, int32_t raw)
{
    return field->kind == AIS_TURN ? ais_turn_deg_per_min(raw) : ais_layout_value(field, raw);
}

static size_t data_bit_count(const struct ais_message *message)
{
    struct ais_application_key key;
    const struct ais_data *data = ais_message_data(message, &key);

    return data != NULL ? data->bit_count : 0;
}

static bool find_in_list(const struct ais_list *list, const void *fields, const void *member,
                         struct place *place)
{
    for (size_t i = 0; i < ais_layout_list_count(list, fields); i++) {
        place->fields = ais_layout_element(list, fields, i, &place->layout);
        place->bit_count = list->bit_count;
        place->field = ais_layout_field(place->layout, place->fields, member);
        if (place->field != NULL)
            return true;
    }
    return false;
}

/* The row that fills `member`. */
static bool find_member(const struct ais_message *message, const void *member, struct place *place)
{
    const struct ais_application *application = &message->application;

    *place = (struct place){.layout = message->layout,
                            .fields = &message->fields,
                            .bit_count = message->bits.bit_count};
    place->field = ais_layout_field(place->layout, place->fields, member);
    if (place->field != NULL)
        return true;
    if (application->layout == NULL)
        return false;
    place->layout = application->layout;
    place->fields = &application->fields;
    place->bit_count = data_bit_count(message);
    place->field = ais_layout_field(place->layout, place->fields, member);
    if (place->field != NULL)
        return true;
    return application->layout->list != NULL &&
           find_in_list(application->layout->list, &application->fields, member, place);
}

double narrows_ais_value(const struct ais_message *message, const int32_t *member)
{
    struct place place;

    if (!find_member(message, member, &place) || !ais_layout_is_number(place.field))
        return (double)NAN;
    return value_of(place.field, *member);
}

bool narrows_ais_was_sent(const struct ais_message *message, const void *member)
{
    struct place place;

    if (!find_member(message, member, &place))
        return false;
    if (ais_layout_is_number(place.field))
        return ais_layout_number(place.field, place.fields) != AIS_MISSING;
    return ais_layout_was_sent(place.layout, place.field, place.bit_count);
}

const char *narrows_ais_title(const struct ais_message *message)
{
    return message->layout->title;
}

const char *narrows_ais_application_title(const struct ais_message *message)
{
    return message->application.layout != NULL ? message->application.layout->title : NULL;
}

/* Is this row a field of its own, and there? */
static bool is_shown(const struct place *place)
{
    return place->field->kind != AIS_TEXT_MORE &&
           !ais_layout_is_left_out(place->layout, place->field, place->fields);
}

/* The next row of a struct that is a field; false when there is none. */
static bool next_row(struct place *place, uint16_t *row)
{
    while (*row < place->layout->field_count) {
        place->field = &place->layout->fields[(*row)++];
        if (is_shown(place))
            return true;
    }
    return false;
}

static bool next_of_application(const struct ais_application *application, uint16_t counts[4],
                                struct place *place)
{
    const struct ais_list *list = application->layout->list;

    place->layout = application->layout;
    place->fields = &application->fields;
    if (next_row(place, &counts[APPLICATION_ROW]))
        return true;
    if (list == NULL)
        return false;
    while (counts[ELEMENT] < ais_layout_list_count(list, &application->fields)) {
        place->list = list;
        place->element = counts[ELEMENT];
        place->fields =
            ais_layout_element(list, &application->fields, place->element, &place->layout);
        if (next_row(place, &counts[ELEMENT_ROW]))
            return true;
        counts[ELEMENT]++;
        counts[ELEMENT_ROW] = 0;
    }
    return false;
}

static bool next_of_message(const struct ais_message *message, uint16_t counts[4],
                            struct place *place)
{
    bool is_known = message->application.layout != NULL;

    for (; counts[ROW] < message->layout->field_count; counts[ROW]++) {
        *place = (struct place){.layout = message->layout, .fields = &message->fields};
        place->field = &message->layout->fields[counts[ROW]];
        if (is_known && place->field->kind == AIS_DATA) {
            if (next_of_application(&message->application, counts, place))
                return true;
        } else if (is_shown(place)) {
            counts[ROW]++;
            return true;
        }
    }
    return false;
}

static void set_number(struct narrows_ais_field *field, const struct place *place)
{
    field->kind = place->field->kind == AIS_BOOL ? NARROWS_AIS_BOOL : NARROWS_AIS_NUMBER;
    field->raw = ais_layout_number(place->field, place->fields);
    field->value = value_of(place->field, field->raw);
    field->decimals = place->field->decimals;
    field->is_available = !isnan(field->value);
}

static void set_field(struct narrows_ais_field *field, const struct place *place)
{
    const void *member = (const char *)place->fields + place->field->offset;

    switch (place->field->kind) {
    case AIS_UNSIGNED:
    case AIS_SIGNED:
    case AIS_BOOL:
    case AIS_TURN:
    case AIS_READING:
    case AIS_SQUARED:
    case AIS_SCALED:
    case AIS_SIGN_FIRST:
    case AIS_SIGN_LAST:
        set_number(field, place);
        break;
    case AIS_DATE_TIME:
    case AIS_ETA:
    case AIS_DAY_TIME:
        field->kind = NARROWS_AIS_TIME;
        field->time = member;
        field->is_available = ais_layout_is_time_known(place->field, member);
        break;
    case AIS_TEXT:
    case AIS_TEXT_MORE:
        field->kind = NARROWS_AIS_TEXT;
        field->text = member;
        field->is_available = field->text[0] != '\0';
        break;
    case AIS_DATA:
        field->kind = NARROWS_AIS_DATA;
        field->data = member;
        field->is_available = field->data->bit_count > 0;
        break;
    }
}

bool narrows_ais_field_next(const struct ais_message *message, struct narrows_ais_field *field)
{
    struct narrows_ais_field next = {.raw = AIS_MISSING, .value = (double)NAN};
    struct place place;

    if (field->name != NULL)
        memcpy(next.place, field->place, sizeof next.place);
    if (!next_of_message(message, next.place, &place)) {
        *field = (struct narrows_ais_field){0};
        return false;
    }
    next.name = place.field->name;
    next.list = place.list != NULL ? place.list->name : NULL;
    next.element = place.element;
    next.row = place.field;
    set_field(&next, &place);
    *field = next;
    return true;
}

bool narrows_ais_field_find(const struct ais_message *message, const char *name,
                            struct narrows_ais_field *field)
{
    struct narrows_ais_field next = {0};

    while (narrows_ais_field_next(message, &next))
        if (next.list == NULL && strcmp(next.name, name) == 0) {
            *field = next;
            return true;
        }
    return false;
}

const char *narrows_ais_unit_name(const struct narrows_ais_field *field)
{
    return field->row != NULL ? ais_unit_name(field->row) : NULL;
}
