/* SPDX-License-Identifier: Apache-2.0 */
/* The file of a scenario by tables: one row a member. */
#include "ais/stamp.h"
#include "base/json_value.h"
#include "drill/scenario.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum kind { NUMBER, PAIR, TEXT, BOOL, TIME, POINT, POINTS, WORDS, LIST, NAMED_WORDS, PRESENT };

struct shape;

struct field {
    const char *name;
    enum kind kind;
    size_t offset, size; /* of the member; of a text its bytes */
    double low, high;
    size_t count_offset;       /* of a list */
    const struct shape *items; /* of LIST */
    bool is_needed;
};

struct shape {
    const struct field *fields;
    size_t field_count, size;
    const void *defaults;
};

struct reading {
    struct text *reason;
    char path[160];
    bool is_bad;
};

static void complain(struct reading *reading, const char *name, const char *words)
{
    if (reading->is_bad)
        return;
    reading->is_bad = true;
    const char *dot = reading->path[0] != '\0' && name[0] != '\0' ? "." : "";
    text_add_format(reading->reason, "%s%s%s %s", reading->path, dot, name, words);
}

static void read_number(struct reading *reading, const struct field *field, struct json_value value,
                        double *number)
{
    char bytes[96];
    struct text words = text_init(bytes, sizeof bytes);
    double given = json_value_number(value);
    if (json_value_kind(value) == JSON_VALUE_NULL) {
        *number = (double)NAN;
    } else if (isnan(given)) {
        complain(reading, field->name, "is no number");
    } else if (given < field->low || given > field->high) {
        text_add_format(&words, "is %g, not from %g to %g", given, field->low, field->high);
        complain(reading, field->name, bytes);
    } else {
        *number = given;
    }
}

static void read_pair(struct reading *reading, const struct field *field, struct json_value value,
                      double *pair)
{
    if (json_value_kind(value) == JSON_VALUE_NUMBER) {
        read_number(reading, field, value, &pair[0]);
        pair[1] = pair[0];
    } else if (json_value_count(value) == 2) {
        read_number(reading, field, json_value_at(value, 0), &pair[0]);
        read_number(reading, field, json_value_at(value, 1), &pair[1]);
    } else {
        complain(reading, field->name, "is neither a number nor [least, most]");
    }
    if (pair[1] < pair[0])
        complain(reading, field->name, "is [more, less]");
}

static void read_text(struct reading *reading, const char *name, struct json_value value,
                      char *bytes, size_t size)
{
    const char *text = json_value_text(value);
    if (text == NULL)
        complain(reading, name, "is no text");
    else if (strlen(text) >= size)
        complain(reading, name, "is too long");
    else
        memcpy(bytes, text, strlen(text) + 1);
}

static void read_point(struct reading *reading, const char *name, struct json_value value,
                       struct geo_point *point)
{
    double longitude_deg = json_value_number(json_value_at(value, 0));
    double latitude_deg = json_value_number(json_value_at(value, 1));
    if (json_value_kind(value) != JSON_VALUE_ARRAY || json_value_count(value) != 2 ||
        !(fabs(longitude_deg) <= 180) || !(fabs(latitude_deg) <= 85))
        complain(reading, name, "is not [longitude, latitude] up to 85 degrees north or south");
    else
        *point = (struct geo_point){longitude_deg, latitude_deg};
}

static void read_time(struct reading *reading, const char *name, struct json_value value,
                      int64_t *time_ms)
{
    const char *words = json_value_text(value);
    if (words == NULL || !ais_stamp_read_time(words, time_ms))
        complain(reading, name, "is no time as 2027-03-01T06:00:00Z");
}

/* Room for the elements of a list, none of it used yet. */
static void *new_list(struct reading *reading, const struct field *field, struct json_value value,
                      size_t item_size)
{
    size_t count = json_value_count(value);
    if (json_value_kind(value) != JSON_VALUE_ARRAY && field->kind != NAMED_WORDS)
        complain(reading, field->name, "is no list");
    else if (count > DRILL_LIST_MAX)
        complain(reading, field->name, "is too long");
    if (reading->is_bad || count == 0)
        return NULL;
    void *list = calloc(count, item_size);
    if (list == NULL)
        complain(reading, field->name, "needs more memory than there is");
    return list;
}

static void read_points(struct reading *reading, const struct field *field, struct json_value value,
                        char *at)
{
    struct geo_point *list = new_list(reading, field, value, sizeof *list);
    size_t *count = (size_t *)(void *)(at + field->count_offset);
    memcpy(at + field->offset, &list, sizeof(void *));
    for (size_t i = 0; list != NULL && i < json_value_count(value); i++, ++*count)
        read_point(reading, field->name, json_value_at(value, i), &list[i]);
}

static void read_words(struct reading *reading, const struct field *field, struct json_value value,
                       char *at)
{
    struct drill_words *list = new_list(reading, field, value, sizeof *list);
    size_t *count = (size_t *)(void *)(at + field->count_offset);
    memcpy(at + field->offset, &list, sizeof(void *));
    for (size_t i = 0; list != NULL && i < json_value_count(value); i++, ++*count)
        read_text(reading, field->name, json_value_at(value, i), list[i].text, sizeof list[i].text);
}

static const struct field words_of_route = {
    .name = "points",
    .kind = WORDS,
    .offset = offsetof(struct drill_route_text, points),
    .count_offset = offsetof(struct drill_route_text, point_count),
};

static void read_named_words(struct reading *reading, const struct field *field,
                             struct json_value value, char *at)
{
    struct json_cursor cursor = {0};
    const char *name;
    struct json_value member;
    if (json_value_kind(value) != JSON_VALUE_OBJECT) {
        complain(reading, field->name, "is no object");
        return;
    }
    struct drill_route_text *list = new_list(reading, field, value, sizeof *list);
    size_t *count = (size_t *)(void *)(at + field->count_offset);
    memcpy(at + field->offset, &list, sizeof(void *));
    for (size_t i = 0; list != NULL && json_value_next(value, &cursor, &name, &member); i++) {
        ++*count;
        if (strlen(name) >= sizeof list[i].name)
            complain(reading, name, "is too long a name");
        else
            memcpy(list[i].name, name, strlen(name) + 1);
        read_words(reading, &words_of_route, member, (char *)&list[i]);
    }
}

static void read_object(struct reading *reading, const struct shape *shape, struct json_value value,
                        char *at);

static void read_list(struct reading *reading, const struct field *field, struct json_value value,
                      char *at)
{
    char path[sizeof reading->path];
    char *list = new_list(reading, field, value, field->items->size);
    size_t *count = (size_t *)(void *)(at + field->count_offset);
    memcpy(at + field->offset, &list, sizeof(void *));
    memcpy(path, reading->path, sizeof path);
    for (size_t i = 0; list != NULL && i < json_value_count(value) && !reading->is_bad; i++) {
        struct text text = text_init(reading->path, sizeof reading->path);
        text_add_format(&text, "%s%s%s[%zu]", path, path[0] != '\0' ? "." : "", field->name, i);
        ++*count;
        read_object(reading, field->items, json_value_at(value, i), list + i * field->items->size);
    }
    memcpy(reading->path, path, sizeof path);
}

static void read_member(struct reading *reading, const struct field *field, struct json_value value,
                        char *at)
{
    void *member = at + field->offset;
    switch (field->kind) {
    case NUMBER:
        read_number(reading, field, value, member);
        return;
    case PAIR:
        read_pair(reading, field, value, member);
        return;
    case TEXT:
        read_text(reading, field->name, value, member, field->size);
        return;
    case BOOL:
        if (json_value_kind(value) != JSON_VALUE_BOOL)
            complain(reading, field->name, "is neither true nor false");
        *(bool *)member = json_value_is_true(value);
        return;
    case TIME:
        read_time(reading, field->name, value, member);
        return;
    case POINT:
        read_point(reading, field->name, value, member);
        return;
    case POINTS:
        read_points(reading, field, value, at);
        return;
    case WORDS:
        read_words(reading, field, value, at);
        return;
    case LIST:
        read_list(reading, field, value, at);
        return;
    case NAMED_WORDS:
        read_named_words(reading, field, value, at);
        return;
    case PRESENT:
        *(bool *)member = json_value_count(value) > 0;
        return;
    }
}

static const struct field *find_field(const struct shape *shape, const char *name)
{
    for (size_t i = 0; i < shape->field_count; i++)
        if (strcmp(shape->fields[i].name, name) == 0)
            return &shape->fields[i];
    return NULL;
}

static void read_object(struct reading *reading, const struct shape *shape, struct json_value value,
                        char *at)
{
    struct json_cursor cursor = {0};
    const char *name;
    struct json_value member;

    memcpy(at, shape->defaults, shape->size);
    if (json_value_kind(value) != JSON_VALUE_OBJECT) {
        complain(reading, "", "is no object");
        return;
    }
    while (!reading->is_bad && json_value_next(value, &cursor, &name, &member)) {
        const struct field *field = find_field(shape, name);
        if (field == NULL)
            complain(reading, name, "is no member that a scenario has here");
        else
            read_member(reading, field, member, at);
    }
    for (size_t i = 0; i < shape->field_count && !reading->is_bad; i++)
        if (shape->fields[i].is_needed &&
            json_value_kind(json_value_member(value, shape->fields[i].name)) == JSON_VALUE_ABSENT)
            complain(reading, shape->fields[i].name, "is missing");
}

#define AT(type, member)                                                                           \
    .offset = offsetof(struct type, member), .size = sizeof(((struct type *)0)->member)
#define SHAPE(type, fields, defaults)                                                              \
    {                                                                                              \
        (fields), sizeof(fields) / sizeof(fields)[0], sizeof(struct type), &(defaults)             \
    }
#define NOWHERE                                                                                    \
    {                                                                                              \
        (double)NAN, (double)NAN                                                                   \
    }

/* clang-format off */
static const struct field station_fields[] = {
    {"name",          TEXT,   AT(drill_station, name), .is_needed = true},
    {"at",            POINT,  AT(drill_station, at), .is_needed = true},
    {"height_m",      NUMBER, AT(drill_station, height_m), 0, 3000},
    {"clock_error_s", NUMBER, AT(drill_station, clock_error_s), -86400, 86400},
    {"range_nmi",     NUMBER, AT(drill_station, range_nmi), 0.1, 20000},
    {"noise",         BOOL,   AT(drill_station, has_noise)},
};
static const struct drill_station station_defaults = {
    .at = NOWHERE, .height_m = 50, .range_nmi = (double)NAN, .has_noise = true};
static const struct shape station_shape = SHAPE(drill_station, station_fields, station_defaults);

static const struct field step_fields[] = {
    {"to",               POINT,  AT(drill_step, to)},
    {"run_min",          NUMBER, AT(drill_step, run_min), 0, 1e6},
    {"turn_deg",         NUMBER, AT(drill_step, turn_deg), -3600, 3600},
    {"wait_min",         NUMBER, AT(drill_step, wait_min), 0, 1e6},
    {"anchor_min",       NUMBER, AT(drill_step, anchor_min), 0, 1e6},
    {"speed_kn",         NUMBER, AT(drill_step, speed_kn), 0, 102},
    {"turn_deg_per_min", NUMBER, AT(drill_step, turn_deg_per_min), 0, 720},
    {"swing_m",          NUMBER, AT(drill_step, swing_m), 0, 2000},
    {"swing_deg",        NUMBER, AT(drill_step, swing_deg), 0, 180},
    {"swing_period_min", NUMBER, AT(drill_step, swing_period_min), 1, 1440},
    {"status",           NUMBER, AT(drill_step, status), 0, 15},
};
static const struct drill_step step_defaults = {
    .to = NOWHERE, .run_min = (double)NAN, .turn_deg = (double)NAN, .wait_min = (double)NAN,
    .anchor_min = (double)NAN, .speed_kn = (double)NAN, .turn_deg_per_min = (double)NAN,
    .swing_m = 250, .swing_deg = 40, .swing_period_min = 40, .status = (double)NAN};
static const struct shape step_shape = SHAPE(drill_step, step_fields, step_defaults);

static const struct field silent_fields[] = {
    {"from_min", NUMBER, AT(drill_silent, from_min), 0, 1e6},
    {"to_min",   NUMBER, AT(drill_silent, to_min), 0, 1e6},
};
static const struct drill_silent silent_defaults = {0, 1e6};
static const struct shape silent_shape = SHAPE(drill_silent, silent_fields, silent_defaults);

static const struct field ship_fields[] = {
    {"name",                TEXT,   AT(drill_ship, name)},
    {"mmsi",                NUMBER, AT(drill_ship, mmsi), 1, 999999999, .is_needed = true},
    {"class",               TEXT,   AT(drill_ship, class_name)},
    {"type",                NUMBER, AT(drill_ship, type), 0, 255},
    {"imo",                 NUMBER, AT(drill_ship, imo), 0, 9999999},
    {"callsign",            TEXT,   AT(drill_ship, callsign)},
    {"destination",         TEXT,   AT(drill_ship, destination)},
    {"length_m",            NUMBER, AT(drill_ship, length_m), 0, 1022},
    {"beam_m",              NUMBER, AT(drill_ship, beam_m), 0, 126},
    {"antenna_from_bow_m",  NUMBER, AT(drill_ship, antenna_from_bow_m), 0, 511},
    {"antenna_from_port_m", NUMBER, AT(drill_ship, antenna_from_port_m), 0, 63},
    {"draught_m",           NUMBER, AT(drill_ship, draught_m), 0, 25.5},
    {"design_draught_m",    NUMBER, AT(drill_ship, design_draught_m), 0.1, 30},
    {"design_block",        NUMBER, AT(drill_ship, design_block), 0.1, 1},
    {"deadweight_t",        NUMBER, AT(drill_ship, deadweight_t), 1, 1e6},
    {"at",                  POINT,  AT(drill_ship, at), .is_needed = true},
    {"course",              NUMBER, AT(drill_ship, course), 0, 360},
    {"speed_kn",            NUMBER, AT(drill_ship, speed_kn), 0, 102},
    {"turn_deg_per_min",    NUMBER, AT(drill_ship, turn_deg_per_min), -720, 720},
    {"heading",             NUMBER, AT(drill_ship, heading), 0, 360},
    {"status",              NUMBER, AT(drill_ship, status), 0, 15},
    {"reports",             TEXT,   AT(drill_ship, reports)},
    {"from_min",            NUMBER, AT(drill_ship, from_min), 0, 1e6},
    {"to_min",              NUMBER, AT(drill_ship, to_min), 0, 1e6},
    {"way",    LIST, AT(drill_ship, way), 0, 0,
     offsetof(struct drill_ship, way_count), &step_shape, false},
    {"silent", LIST, AT(drill_ship, silent), 0, 0,
     offsetof(struct drill_ship, silent_count), &silent_shape, false},
};
static const struct drill_ship ship_defaults = {
    .class_name = "A", .type = 70, .length_m = 150, .beam_m = 24, .antenna_from_bow_m = (double)NAN,
    .antenna_from_port_m = (double)NAN, .draught_m = 8, .design_draught_m = (double)NAN,
    .design_block = (double)NAN, .deadweight_t = (double)NAN, .heading = (double)NAN,
    .to_min = 1e6};
static const struct shape ship_shape = SHAPE(drill_ship, ship_fields, ship_defaults);

static const struct field fleet_fields[] = {
    {"name",         TEXT,   AT(drill_fleet, name)},
    {"count",        NUMBER, AT(drill_fleet, count), 0, DRILL_FLEET_SHIPS_MAX, .is_needed = true},
    {"class",        TEXT,   AT(drill_fleet, class_name)},
    {"type",         NUMBER, AT(drill_fleet, type), 0, 255},
    {"length_m",     PAIR,   AT(drill_fleet, length_m), 3, 511},
    {"speed_kn",     PAIR,   AT(drill_fleet, speed_kn), 0, 102},
    {"spread_m",     NUMBER, AT(drill_fleet, spread_m), 0, 20000},
    {"anchor_share", NUMBER, AT(drill_fleet, anchor_share), 0, 1},
    {"area",         TEXT,   AT(drill_fleet, area)},
    {"returns",      BOOL,   AT(drill_fleet, returns)},
    {"wait_min",     PAIR,   AT(drill_fleet, wait_min), 0, 1e5},
    {"routes", WORDS, AT(drill_fleet, routes), 0, 0,
     offsetof(struct drill_fleet, route_count), NULL, false},
    {"serves", WORDS, AT(drill_fleet, serves), 0, 0,
     offsetof(struct drill_fleet, serve_count), NULL, false},
    {"station",       POINT,  AT(drill_fleet, station)},
    {"meets",         POINT,  AT(drill_fleet, meets)},
    {"alongside_min", PAIR,   AT(drill_fleet, alongside_min), 0.5, 1e5},
    {"escort_kn",     NUMBER, AT(drill_fleet, escort_kn), 0.5, 102},
};
static const struct drill_fleet fleet_defaults = {
    .class_name = "A", .type = 70, .length_m = {100, 200}, .speed_kn = {10, 14}, .spread_m = 200,
    .wait_min = {15, 30}, .station = NOWHERE, .meets = NOWHERE,
    .alongside_min = {(double)NAN, (double)NAN}, .escort_kn = (double)NAN};
static const struct shape fleet_shape = SHAPE(drill_fleet, fleet_fields, fleet_defaults);

static const struct field aid_fields[] = {
    {"name",    TEXT,   AT(drill_aid, name)},
    {"mmsi",    NUMBER, AT(drill_aid, mmsi), 1, 999999999, .is_needed = true},
    {"at",      POINT,  AT(drill_aid, at), .is_needed = true},
    {"type",    NUMBER, AT(drill_aid, type), 0, 31},
    {"virtual", BOOL,   AT(drill_aid, is_virtual)},
};
static const struct drill_aid aid_defaults = {.type = 1, .at = NOWHERE};
static const struct shape aid_shape = SHAPE(drill_aid, aid_fields, aid_defaults);

static const struct field base_fields[] = {
    {"mmsi", NUMBER, AT(drill_base, mmsi), 1, 999999999, .is_needed = true},
    {"at",   POINT,  AT(drill_base, at), .is_needed = true},
};
static const struct drill_base base_defaults = {.at = NOWHERE};
static const struct shape base_shape = SHAPE(drill_base, base_fields, base_defaults);

static const struct field beacon_fields[] = {
    {"kind",              TEXT,   AT(drill_beacon, kind), .is_needed = true},
    {"mmsi",              NUMBER, AT(drill_beacon, mmsi), 1, 999999999},
    {"at",                POINT,  AT(drill_beacon, at), .is_needed = true},
    {"from_min",          NUMBER, AT(drill_beacon, from_min), 0, 1e6},
    {"minutes",           NUMBER, AT(drill_beacon, minutes), 0, 1e6},
    {"position_from_min", NUMBER, AT(drill_beacon, position_from_min), 0, 1e6},
    {"drift_course",      NUMBER, AT(drill_beacon, drift_course), 0, 360},
    {"drift_kn",          NUMBER, AT(drill_beacon, drift_kn), 0, 20},
    {"test",              BOOL,   AT(drill_beacon, is_test)},
};
static const struct drill_beacon beacon_defaults = {.mmsi = 1, .at = NOWHERE, .minutes = 1e6};
static const struct shape beacon_shape = SHAPE(drill_beacon, beacon_fields, beacon_defaults);

static const struct field gate_fields[] = {
    {"id",   TEXT, AT(drill_gate_text, id), .is_needed = true},
    {"line", POINTS, AT(drill_gate_text, line), 0, 0,
     offsetof(struct drill_gate_text, line_count), NULL, true},
};
static const struct drill_gate_text gate_defaults = {.line = NULL};
static const struct shape gate_shape = SHAPE(drill_gate_text, gate_fields, gate_defaults);

static const struct field area_fields[] = {
    {"id",   TEXT, AT(drill_area_text, id), .is_needed = true},
    {"ring", POINTS, AT(drill_area_text, ring), 0, 0,
     offsetof(struct drill_area_text, ring_count), NULL, true},
};
static const struct drill_area_text area_defaults = {.ring = NULL};
static const struct shape area_shape = SHAPE(drill_area_text, area_fields, area_defaults);

#define LIST_OF(name, member, shape) \
    {name, LIST, AT(drill_scenario, member##s), 0, 0, \
     offsetof(struct drill_scenario, member##_count), &(shape), false}
static const struct field scenario_fields[] = {
    {"drill",        TEXT,   AT(drill_scenario, title), .is_needed = true},
    {"note",         TEXT,   AT(drill_scenario, note)},
    {"waters",       TEXT,   AT(drill_scenario, waters)},
    {"mmsi",         TEXT,   AT(drill_scenario, identities)},
    {"from",         TIME,   AT(drill_scenario, from_ms), .is_needed = true},
    {"minutes",      NUMBER, AT(drill_scenario, minutes), 0.01, 1e6, .is_needed = true},
    {"seed",         NUMBER, AT(drill_scenario, seed), 0, 9007199254740992.0},
    {"gnss_noise_m", NUMBER, AT(drill_scenario, gnss_noise_m), 0, 1000},
    {"faults",       PRESENT, AT(drill_scenario, has_faults)},
    LIST_OF("stations", station, station_shape),
    LIST_OF("ships", ship, ship_shape),
    LIST_OF("fleets", fleet, fleet_shape),
    LIST_OF("aids", aid, aid_shape),
    LIST_OF("bases", base, base_shape),
    LIST_OF("beacons", beacon, beacon_shape),
    LIST_OF("gates", gate, gate_shape),
    LIST_OF("areas", area, area_shape),
    {"routes", NAMED_WORDS, AT(drill_scenario, routes), 0, 0,
     offsetof(struct drill_scenario, route_count), NULL, false},
};
static const struct drill_scenario scenario_defaults = {
    .identities = "drill", .minutes = 60, .seed = 1, .gnss_noise_m = 3};
static const struct shape scenario_shape =
    SHAPE(drill_scenario, scenario_fields, scenario_defaults);
/* clang-format on */

static void check_ship(struct reading *reading, const struct drill_ship *ship)
{
    if (strcmp(ship->class_name, "A") != 0 && strcmp(ship->class_name, "B") != 0)
        complain(reading, "class", "is neither A nor B");
    if (ship->reports[0] != '\0' && isnan(drill_scenario_interval_s(ship->reports)))
        complain(reading, "reports", "is no interval from \"2 s\" to \"3 min\"");
    for (size_t i = 0; i < ship->way_count; i++)
        if (drill_step_kind(&ship->way[i]) == DRILL_STEP_NONE)
            complain(reading, "way",
                     "has a step without exactly one of to, run_min, turn_deg, wait_min, "
                     "anchor_min");
}

static void check_fleet(struct reading *reading, const struct drill_fleet *fleet)
{
    bool is_whole = !isnan(fleet->station.latitude_deg) && !isnan(fleet->meets.latitude_deg);
    if (fleet->serve_count > 0 && !is_whole)
        complain(reading, "serves", "needs station and meets beside it");
    else if (fleet->serve_count > 0 && (fleet->route_count > 0 || !(fleet->speed_kn[0] >= 1)))
        complain(reading, "serves", "does not go with routes, nor with less than 1 kn");
}

static void check(struct reading *reading, const struct drill_scenario *scenario)
{
    for (size_t i = 0; i < scenario->ship_count && !reading->is_bad; i++) {
        struct text path = text_init(reading->path, sizeof reading->path);
        text_add_format(&path, "ships[%zu]", i);
        check_ship(reading, &scenario->ships[i]);
    }
    for (size_t i = 0; i < scenario->fleet_count && !reading->is_bad; i++) {
        struct text path = text_init(reading->path, sizeof reading->path);
        text_add_format(&path, "fleets[%zu]", i);
        check_fleet(reading, &scenario->fleets[i]);
    }
    reading->path[0] = '\0';
    for (size_t i = 0; i < scenario->beacon_count; i++)
        if (strcmp(scenario->beacons[i].kind, "sart") != 0 &&
            strcmp(scenario->beacons[i].kind, "mob") != 0 &&
            strcmp(scenario->beacons[i].kind, "epirb") != 0)
            complain(reading, "beacons", "has a kind that is none of sart, mob, epirb");
    if (strcmp(scenario->identities, "drill") != 0 && strcmp(scenario->identities, "given") != 0)
        complain(reading, "mmsi", "is neither \"drill\" nor \"given\"");
    if (scenario->station_count > DRILL_STATIONS_MAX)
        complain(reading, "stations", "are more than 32");
}

struct drill_scenario *drill_scenario_read(const char *bytes, size_t size, struct text *reason)
{
    struct json_tree *tree = json_tree_parse(bytes, size, reason);
    if (tree == NULL)
        return NULL;
    struct reading reading = {.reason = reason};
    struct drill_scenario *scenario = calloc(1, sizeof *scenario);
    if (scenario == NULL)
        complain(&reading, "", "no memory");
    else
        read_object(&reading, &scenario_shape, json_tree_root(tree), (char *)scenario);
    if (scenario != NULL && !reading.is_bad)
        check(&reading, scenario);
    json_tree_free(tree);
    if (!reading.is_bad)
        return scenario;
    drill_scenario_free(scenario);
    return NULL;
}
