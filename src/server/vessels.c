/* SPDX-License-Identifier: Apache-2.0 */
#include "server/vessels.h"

#include "base/units.h"
#include "server/value.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The identity of a message has 30 bits; some transmitters send more than nine digits. */
enum { MMSI_MAX = (1 << 30) - 1, MMSI_DIGITS_MAX = 10 };

/* A plain decimal number, without the blanks, hexadecimals and infinities of strtod(). */
static bool read_number(const char **text, double *value)
{
    size_t size = strspn(*text, "0123456789.-+");
    char *end;
    if (size == 0 || size > 32)
        return false;
    *value = strtod(*text, &end);
    if (end != *text + size)
        return false;
    *text = end;
    return true;
}

bool server_vessels_read_box(const char *text, struct geo_box *box)
{
    double edges[4];
    for (size_t i = 0; i < 4; i++) {
        if (!read_number(&text, &edges[i]))
            return false;
        if (i < 3 && *text++ != ',')
            return false;
    }
    if (*text != '\0' || fabs(edges[0]) > 180 || fabs(edges[2]) > 180 || edges[1] < -90 ||
        edges[3] > 90 || edges[1] > edges[3])
        return false;
    *box = (struct geo_box){edges[0], edges[1], edges[2], edges[3]};
    return true;
}

bool server_vessels_read_mmsi(const char *text, uint32_t *mmsi)
{
    uint64_t number = 0;
    size_t size = strlen(text);
    if (size < 1 || size > MMSI_DIGITS_MAX || strspn(text, "0123456789") != size)
        return false;
    for (size_t i = 0; i < size; i++)
        number = number * 10 + (uint64_t)(text[i] - '0');
    if (number > MMSI_MAX)
        return false;
    *mmsi = (uint32_t)number;
    return true;
}

static void write_code(struct json *json, const char *name, int code)
{
    if (code < 0)
        json_null(json, name);
    else
        json_int(json, name, code);
}

/* Characters from the air; "" is what nobody sent. */
static void write_words(struct json *json, const char *name, const char *words)
{
    json_text(json, name, words[0] == '\0' ? NULL : words);
}

static void write_station_names(struct json *json, const struct server_site *site,
                                const struct track_target *target)
{
    json_open_array(json, "stations");
    for (size_t i = 0; i < target->heard_by_count; i++)
        if (target->heard_by[i].station != EVIDENCE_STATION_UNKNOWN)
            json_text(json, NULL,
                      evidence_stations_get(site->stations, target->heard_by[i].station)->name);
    json_close_array(json);
}

static void write_members(struct json *json, const struct track_target *target)
{
    json_int(json, "mmsi", target->mmsi);
    json_text(json, "kind", track_kind_name(target->kind));
    write_words(json, "name", target->name);
    write_words(json, "callsign", target->callsign);
    json_real(json, "lon", target->longitude_deg, 6);
    json_real(json, "lat", target->latitude_deg, 6);
    json_real(json, "speed", target->speed_mps / KNOT_MPS, 1);
    json_real(json, "course", target->course_deg, 1);
    json_real(json, "heading", target->heading_deg, 0);
    write_code(json, "status", target->navigation_status);
    write_code(json, "shiptype", target->ship_type);
    json_bool(json, "lost", target->is_lost);
    server_value_write_time(json, "heard", target->heard_ms);
    server_value_write_time(json, "position_heard", target->fields[TRACK_FIELD_POSITION].heard_ms);
}

void server_vessels_write(struct text *text, const struct server_site *site,
                          const struct geo_box *box)
{
    struct json json = json_init(text);
    int64_t count = 0;
    size_t slot_count = track_picture_slot_count(site->picture);

    json_open_object(&json, NULL);
    server_value_write_time(&json, "time", track_picture_time_ms(site->picture));
    json_open_array(&json, "vessels");
    for (size_t slot = 0; slot < slot_count; slot++) {
        const struct track_target *target = track_picture_slot(site->picture, slot);
        if (target == NULL ||
            (box != NULL && !geo_box_contains(box, target->longitude_deg, target->latitude_deg)))
            continue;
        json_open_object(&json, NULL);
        write_members(&json, target);
        write_station_names(&json, site, target);
        json_close_object(&json);
        count++;
    }
    json_close_array(&json);
    json_int(&json, "count", count);
    json_close_object(&json);
}

enum value_kind {
    VALUE_REAL,
    VALUE_SPEED, /* a real, in knots */
    VALUE_CODE,
    VALUE_WORDS,
    VALUE_PARTS, /* written by a function of its own */
};

/* How a field's value is found in a target and written. */
struct value_row {
    enum value_kind kind;
    size_t offset;
    unsigned decimals;
    const char *unit; /* NULL when it has none */
    void (*write_parts)(struct json *json, const struct track_target *target);
};

static void write_position(struct json *json, const struct track_target *target)
{
    json_real(json, "lon", target->longitude_deg, 6);
    json_real(json, "lat", target->latitude_deg, 6);
    json_bool(json, "accuracy", target->has_high_accuracy);
}

static void write_dimensions(struct json *json, const struct track_target *target)
{
    write_code(json, "to_bow", target->to_bow_m);
    write_code(json, "to_stern", target->to_stern_m);
    write_code(json, "to_port", target->to_port_m);
    write_code(json, "to_starboard", target->to_starboard_m);
}

static void write_eta(struct json *json, const struct track_target *target)
{
    write_code(json, "month", target->eta_month);
    write_code(json, "day", target->eta_day);
    write_code(json, "hour", target->eta_hour);
    write_code(json, "minute", target->eta_minute);
}

static void write_aid_state(struct json *json, const struct track_target *target)
{
    json_bool(json, "virtual", target->is_virtual_aid);
    json_bool(json, "off_position", target->is_off_position);
}

#define AT(member) offsetof(struct track_target, member)
#define REAL(member, decimals, unit)                                                               \
    {                                                                                              \
        VALUE_REAL, AT(member), decimals, unit, NULL                                               \
    }
#define CODE(member)                                                                               \
    {                                                                                              \
        VALUE_CODE, AT(member), 0, NULL, NULL                                                      \
    }
#define WORDS(member)                                                                              \
    {                                                                                              \
        VALUE_WORDS, AT(member), 0, NULL, NULL                                                     \
    }
#define PARTS(write)                                                                               \
    {                                                                                              \
        VALUE_PARTS, 0, 0, NULL, write                                                             \
    }

static const struct value_row value_rows[TRACK_FIELD_COUNT] = {
    [TRACK_FIELD_POSITION] = PARTS(write_position),
    [TRACK_FIELD_SPEED] = {VALUE_SPEED, AT(speed_mps), 1, "kn", NULL},
    [TRACK_FIELD_COURSE] = REAL(course_deg, 1, "deg"),
    [TRACK_FIELD_HEADING] = REAL(heading_deg, 0, "deg"),
    [TRACK_FIELD_TURN] = REAL(turn_deg_per_min, 1, "deg/min"),
    [TRACK_FIELD_STATUS] = CODE(navigation_status),
    [TRACK_FIELD_ALTITUDE] = REAL(altitude_m, 0, "m"),
    [TRACK_FIELD_NAME] = WORDS(name),
    [TRACK_FIELD_CALLSIGN] = WORDS(callsign),
    [TRACK_FIELD_IMO] = CODE(imo),
    [TRACK_FIELD_SHIP_TYPE] = CODE(ship_type),
    [TRACK_FIELD_DIMENSIONS] = PARTS(write_dimensions),
    [TRACK_FIELD_DRAUGHT] = REAL(draught_m, 1, "m"),
    [TRACK_FIELD_DESTINATION] = WORDS(destination),
    [TRACK_FIELD_ETA] = PARTS(write_eta),
    [TRACK_FIELD_AID_TYPE] = CODE(aid_type),
    [TRACK_FIELD_AID_STATE] = PARTS(write_aid_state),
    [TRACK_FIELD_TEXT] = WORDS(text),
};

static void write_value(struct json *json, const struct value_row *row,
                        const struct track_target *target)
{
    const void *member = (const char *)target + row->offset;
    switch (row->kind) {
    case VALUE_REAL:
        json_real(json, "value", *(const double *)member, row->decimals);
        break;
    case VALUE_SPEED:
        json_real(json, "value", *(const double *)member / KNOT_MPS, row->decimals);
        break;
    case VALUE_CODE:
        write_code(json, "value", *(const int *)member);
        break;
    case VALUE_WORDS:
        write_words(json, "value", member);
        break;
    case VALUE_PARTS:
        row->write_parts(json, target);
        break;
    }
    if (row->unit != NULL)
        json_text(json, "unit", row->unit);
}

static void write_fields(struct json *json, const struct track_target *target)
{
    json_open_object(json, "fields");
    for (int i = 0; i < TRACK_FIELD_COUNT; i++) {
        enum track_field field = (enum track_field)i;
        if (!track_target_has(target, field))
            continue;
        json_open_object(json, track_field_name(field));
        write_value(json, &value_rows[field], target);
        server_value_write_time(json, "heard", target->fields[field].heard_ms);
        json_int(json, "message", target->fields[field].message_type);
        json_close_object(json);
    }
    json_close_object(json);
}

static void write_heard_by(struct json *json, const struct server_site *site,
                           const struct track_target *target)
{
    json_open_array(json, "stations");
    for (size_t i = 0; i < target->heard_by_count; i++) {
        const struct track_heard_by *heard_by = &target->heard_by[i];
        if (heard_by->station == EVIDENCE_STATION_UNKNOWN)
            continue;
        json_open_object(json, NULL);
        json_text(json, "name", evidence_stations_get(site->stations, heard_by->station)->name);
        server_value_write_time(json, "heard", heard_by->heard_ms);
        json_int(json, "messages", (int64_t)heard_by->message_count);
        json_close_object(json);
    }
    json_close_array(json);
}

static void write_past(struct json *json, const struct track_target *target)
{
    json_open_array(json, "past");
    for (size_t i = 0; i < target->past_count; i++) {
        const struct track_past *past = track_target_past(target, i);
        json_open_object(json, NULL);
        server_value_write_time(json, "time", past->time_ms);
        json_real(json, "lon", past->longitude_deg, 6);
        json_real(json, "lat", past->latitude_deg, 6);
        json_close_object(json);
    }
    json_close_array(json);
}

void server_vessels_write_one(struct text *text, const struct server_site *site,
                              const struct track_target *target)
{
    struct json json = json_init(text);
    json_open_object(&json, NULL);
    write_members(&json, target);
    server_value_write_time(&json, "first_heard", target->first_heard_ms);
    json_int(&json, "lost_after_s", target->lost_after_ms / 1000);
    json_int(&json, "messages", (int64_t)target->message_count);
    json_open_object(&json, "by_type");
    for (int type = 0; type < TRACK_MESSAGE_TYPE_COUNT; type++) {
        char bytes[8];
        struct text name = text_init(bytes, sizeof bytes);
        text_add_int(&name, type);
        if (target->count_by_type[type] > 0)
            json_int(&json, bytes, target->count_by_type[type]);
    }
    json_close_object(&json);
    write_fields(&json, target);
    write_heard_by(&json, site, target);
    write_past(&json, target);
    json_close_object(&json);
}
