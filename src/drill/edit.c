/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/edit.h"

#include "ais/layout.h"
#include "ais/message_write.h"

#include <math.h>
#include <string.h>

/* SplitMix64 (Steele, Lea, Flood 2014). */
uint64_t drill_edit_random(uint64_t *state)
{
    uint64_t mixed = *state += UINT64_C(0x9e3779b97f4a7c15);
    mixed = (mixed ^ mixed >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94d049bb133111eb);
    return mixed ^ mixed >> 31;
}

static int32_t *number_of(struct ais_message *message, const struct ais_field *row)
{
    return (int32_t *)(void *)((char *)&message->fields + row->offset);
}

/* The value in its unit; NAN when there is none to be changed. */
static double value_of(struct ais_message *message, const char *name)
{
    const struct ais_field *row = ais_layout_row(message->layout, name);
    if (row == NULL || !ais_layout_is_number(row))
        return NAN;
    return ais_layout_value(row, *number_of(message, row));
}

/* Sets a number that is there and available. True when it became another. */
static bool set_value(struct ais_message *message, const char *name, double value)
{
    const struct ais_field *row = ais_layout_row(message->layout, name);
    if (row == NULL || !ais_layout_is_number(row) || row->per_unit <= 0)
        return false;
    int32_t *number = number_of(message, row);
    if (ais_layout_is_absent(row, *number))
        return false;
    int32_t raw = (int32_t)floor(value * row->per_unit + 0.5);
    bool is_other = raw != *number;
    *number = raw;
    return is_other;
}

static bool position_of(struct ais_message *message, struct geo_point *position)
{
    *position = (struct geo_point){value_of(message, "lon"), value_of(message, "lat")};
    return !isnan(position->longitude_deg) && geo_point_is_valid(*position);
}

static bool set_position(struct ais_message *message, struct geo_point position)
{
    bool is_set = set_value(message, "lon", position.longitude_deg);
    return set_value(message, "lat", position.latitude_deg) || is_set;
}

static bool set_course(struct ais_message *message, const char *name, double course_deg)
{
    const struct ais_field *row = ais_layout_row(message->layout, name);
    if (row == NULL || row->per_unit <= 0)
        return false;
    double steps = floor(geo_course_deg(course_deg) * row->per_unit + 0.5);
    if (steps >= 360.0 * row->per_unit) /* 359.96 is 0 in tenths */
        steps = 0;
    return set_value(message, name, steps / row->per_unit);
}

/* Messages of ships and craft that go: not those of aids and base stations. */
static bool is_of_ship(const struct ais_message *message)
{
    return ais_layout_row(message->layout, "speed") != NULL;
}

/* Where the ship was when the fault began. */
static struct geo_point origin_of(const struct drill_edit *edit, struct geo_point position)
{
    struct drill_edit_memory *memory = edit->memory;
    if (!memory->has_origin[edit->ship])
        memory->origin[edit->ship] = position;
    memory->has_origin[edit->ship] = true;
    return memory->origin[edit->ship];
}

/* Clockwise, each ship from a place of her own on the circle. */
static bool go_round(const struct drill_edit *edit, struct ais_message *message)
{
    static const double mps_per_kn = 1852.0 / 3600;
    const struct drill_fault *fault = edit->fault;
    uint64_t state = fault->mmsi[edit->ship];
    double start_deg = (double)(drill_edit_random(&state) % 360);
    double way_m = fault->speed_kn * mps_per_kn * (double)edit->age_ms / 1000;
    double turned_deg = way_m / fault->radius_m * (180 / 3.14159265358979323846);
    double bearing_deg = geo_course_deg(start_deg + fmod(turned_deg, 360));
    struct geo_point position;

    if (!position_of(message, &position))
        return false;
    set_position(message,
                 geo_point_moved(fault->place, geo_offset_along(bearing_deg, fault->radius_m)));
    set_value(message, "speed", fault->speed_kn);
    set_course(message, "course", bearing_deg + 90);
    return true;
}

static bool move(const struct drill_edit *edit, struct ais_message *message)
{
    struct geo_offset offset = {edit->fault->east_m, edit->fault->north_m};
    struct geo_point position;
    return position_of(message, &position) &&
           set_position(message, geo_point_moved(position, offset));
}

static bool mirror(const struct drill_edit *edit, struct ais_message *message)
{
    const char *name = edit->fault->is_longitude ? "lon" : "lat";
    return set_value(message, name, -value_of(message, name));
}

/* The way so far, turned about the place where it began. */
static bool turn_back(const struct drill_edit *edit, struct ais_message *message)
{
    struct geo_point position;

    if (!is_of_ship(message) || !position_of(message, &position))
        return false;
    struct geo_point origin = origin_of(edit, position);
    struct geo_offset way = geo_point_offset_m(origin, position);
    bool is_changed = set_position(
        message, geo_point_moved(origin, (struct geo_offset){-way.east_m, -way.north_m}));
    is_changed |= set_course(message, "course", value_of(message, "course") + 180);
    is_changed |= set_course(message, "heading", value_of(message, "heading") + 180);
    return is_changed;
}

static bool anchor(const struct drill_edit *edit, struct ais_message *message)
{
    struct geo_point position;

    if (!is_of_ship(message) || !position_of(message, &position))
        return false;
    struct geo_point place = origin_of(edit, position);
    bool is_changed = set_position(message, edit->fault->has_place ? edit->fault->place : place);
    is_changed |= set_value(message, "speed", 0);
    const struct ais_field *status = ais_layout_row(message->layout, "status");
    if (status != NULL && *number_of(message, status) != AIS_MISSING) {
        is_changed |= *number_of(message, status) != 1;
        *number_of(message, status) = 1; /* at anchor; 15 is a status as well */
    }
    return is_changed;
}

static bool stand(const struct drill_edit *edit, struct ais_message *message)
{
    struct geo_point position;
    return position_of(message, &position) && set_position(message, edit->fault->place);
}

static bool set_text(struct ais_message *message, const char *name, const char *words)
{
    const struct ais_field *row = ais_layout_row(message->layout, name);
    if (row == NULL || row->kind != AIS_TEXT || strlen(words) >= row->size)
        return false;
    char *member = (char *)&message->fields + row->offset;
    bool is_other = strcmp(member, words) != 0;
    memset(member, 0, row->size);
    memcpy(member, words, strlen(words));
    return is_other;
}

static bool rename_ship(const struct drill_edit *edit, struct ais_message *message)
{
    return set_text(message, "shipname", edit->fault->name);
}

static bool forget_static(const struct drill_edit *edit, struct ais_message *message)
{
    static const char *const texts[] = {"shipname", "callsign", "destination"};
    static const char *const numbers[] = {"imo",     "shiptype",     "to_bow", "to_stern",
                                          "to_port", "to_starboard", "draught"};
    const struct ais_field *eta = ais_layout_row(message->layout, "eta");
    bool is_changed = false;

    (void)edit;
    if (message->type != 5 && message->type != 19 && message->type != 24)
        return false;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        is_changed |= set_text(message, texts[i], "");
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        const struct ais_field *row = ais_layout_row(message->layout, numbers[i]);
        if (row == NULL || *number_of(message, row) == AIS_MISSING)
            continue;
        is_changed |= *number_of(message, row) != 0;
        *number_of(message, row) = 0;
    }
    if (eta != NULL && message->fields.voyage.eta.month != AIS_MISSING) {
        struct ais_date_time none = ais_layout_no_date(eta);
        is_changed |= ais_layout_is_time_known(eta, &message->fields.voyage.eta);
        message->fields.voyage.eta = none;
    }
    return is_changed;
}

static bool clone(const struct drill_edit *edit, struct ais_message *message)
{
    bool is_other = message->mmsi != edit->fault->as;
    message->mmsi = edit->fault->as;
    return is_other;
}

static bool (*const edits[DRILL_FAULT_KIND_COUNT])(const struct drill_edit *edit,
                                                   struct ais_message *message) = {
    [DRILL_JUMP] = stand,
    [DRILL_CIRCLE] = go_round,
    [DRILL_OFFSET] = move,
    [DRILL_MIRROR] = mirror,
    [DRILL_CLONE_IDENTITY] = clone,
    [DRILL_RENAME] = rename_ship,
    [DRILL_DEFAULT_STATIC] = forget_static,
    [DRILL_WRONG_WAY] = turn_back,
    [DRILL_ANCHOR_IN_LANE] = anchor,
};

bool drill_edit_message(const struct drill_edit *edit, struct ais_message *message)
{
    return edits[edit->fault->kind] != NULL && edits[edit->fault->kind](edit, message);
}

bool drill_edit_payload(const struct ais_message *before, const struct ais_message *after,
                        uint8_t *bytes, size_t bit_count)
{
    uint8_t old[AIS_PAYLOAD_BYTES_MAX] = {0};
    uint8_t new[AIS_PAYLOAD_BYTES_MAX] = {0};
    struct ais_written was = ais_message_write(before, old);
    struct ais_written is = ais_message_write(after, new);

    if (was.refused != NULL || is.refused != NULL || was.bit_count != is.bit_count)
        return false;
    for (size_t i = 0; i < bit_count && i < is.bit_count; i++) {
        uint8_t mask = (uint8_t)(0x80 >> i % 8);
        bytes[i / 8] ^= (uint8_t)((old[i / 8] ^ new[i / 8]) & mask);
    }
    return true;
}

size_t drill_edit_flip(double rate, uint64_t chance, uint8_t *bytes, size_t bit_count)
{
    size_t count = 0;
    for (size_t i = 0; i < bit_count; i++) {
        double drawn = (double)(drill_edit_random(&chance) >> 11) / 9007199254740992.0;
        if (drawn < rate) {
            bytes[i / 8] ^= (uint8_t)(0x80 >> i % 8);
            count++;
        }
    }
    return count;
}
