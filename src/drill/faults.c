/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/faults.h"

#include "ais/layout_write.h"
#include "ais/stamp.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { MMSI_MAX = 999999999, MINUTE_MS = 60000, NAME_CHARS_MAX = 20 };

/* What a fault may and must say. */
enum {
    HAS_MMSI = 1 << 0,
    HAS_STATION = 1 << 1,
    HAS_FROM = 1 << 2,
    HAS_UNTIL = 1 << 3,
    HAS_PLACE = 1 << 4,
    HAS_RADIUS = 1 << 5,
    HAS_SPEED = 1 << 6,
    HAS_EAST = 1 << 7,
    HAS_NORTH = 1 << 8,
    HAS_AXIS = 1 << 9,
    HAS_AS = 1 << 10,
    HAS_NAME = 1 << 11,
    HAS_SECONDS = 1 << 12,
    HAS_RATE = 1 << 13,
    HAS_AGAIN = 1 << 14,
    HAS_KIND = 1 << 15,
    HAS_TEST = 1 << 16,
    HAS_PERIOD = HAS_FROM | HAS_UNTIL,
    HAS_OFFSET = HAS_EAST | HAS_NORTH,
    HAS_CIRCLE = HAS_PLACE | HAS_RADIUS | HAS_SPEED,
};

struct kind_row {
    const char *name;
    unsigned must, may;
    const char *place; /* what its place is called */
};

/* clang-format off */
static const struct kind_row kinds[DRILL_FAULT_KIND_COUNT] = {
    [DRILL_SILENCE]        = {"silence",        HAS_MMSI,               HAS_PERIOD, NULL},
    [DRILL_JUMP]           = {"jump",           HAS_MMSI | HAS_PLACE,   HAS_PERIOD, "to"},
    [DRILL_CIRCLE]         = {"circle",         HAS_MMSI | HAS_CIRCLE,  HAS_PERIOD, "centre"},
    [DRILL_OFFSET]         = {"offset",         HAS_MMSI | HAS_OFFSET,  HAS_PERIOD, NULL},
    [DRILL_MIRROR]         = {"mirror",         HAS_MMSI | HAS_AXIS,    HAS_PERIOD, NULL},
    [DRILL_CLONE_IDENTITY] = {"clone_identity", HAS_MMSI | HAS_AS,      HAS_PERIOD, NULL},
    [DRILL_RENAME]         = {"rename",         HAS_MMSI | HAS_NAME,    HAS_PERIOD, NULL},
    [DRILL_DELAY]          = {"delay",          HAS_STATION | HAS_SECONDS, HAS_PERIOD, NULL},
    [DRILL_CLOCK]          = {"clock",          HAS_STATION | HAS_SECONDS, HAS_PERIOD, NULL},
    [DRILL_DROP_STATION]   = {"drop_station",   HAS_STATION,            HAS_PERIOD, NULL},
    [DRILL_BIT_FLIP]       = {"bit_flip",       HAS_RATE,
                              HAS_MMSI | HAS_STATION | HAS_PERIOD, NULL},
    [DRILL_DEFAULT_STATIC] = {"default_static", HAS_MMSI,               HAS_PERIOD, NULL},
    [DRILL_REPLAY]         = {"replay",         HAS_PERIOD | HAS_AGAIN,
                              HAS_MMSI | HAS_STATION, NULL},
    [DRILL_BEACON]         = {"beacon",         HAS_KIND | HAS_PLACE | HAS_FROM,
                              HAS_MMSI | HAS_UNTIL | HAS_TEST, "at"},
    [DRILL_WRONG_WAY]      = {"wrong_way",      HAS_MMSI,               HAS_PERIOD, NULL},
    [DRILL_ANCHOR_IN_LANE] = {"anchor_in_lane", HAS_MMSI,
                              HAS_PLACE | HAS_PERIOD, "at"},
};
/* clang-format on */

static const char *const beacon_names[] = {
    [DRILL_SART] = "sart",
    [DRILL_MOB] = "mob",
    [DRILL_EPIRB] = "epirb",
};

/* ITU-R M.585: 970, 972, 974, and here the maker 00, which none has. */
static const uint32_t beacon_identities[] = {
    [DRILL_SART] = 970000001,
    [DRILL_MOB] = 972000001,
    [DRILL_EPIRB] = 974000001,
};

const char *drill_fault_name(enum drill_fault_kind kind)
{
    assert(kind < DRILL_FAULT_KIND_COUNT);
    return kinds[kind].name;
}

static bool read_mmsi_number(struct json_value value, uint32_t *mmsi)
{
    double number = json_value_number(value);
    if (!(number >= 1 && number <= MMSI_MAX) || number != floor(number))
        return false;
    *mmsi = (uint32_t)number;
    return true;
}

/* Each reads a member; NULL, or what it should have been. */

static const char *read_mmsi(struct json_value value, struct drill_fault *fault)
{
    static const char wanted[] = "no MMSI, or list of 1 to 256 of them";
    bool is_list = json_value_kind(value) == JSON_VALUE_ARRAY;
    size_t count = is_list ? json_value_count(value) : 1;

    if (count < 1 || count > DRILL_FAULT_MMSI_COUNT_MAX)
        return wanted;
    for (size_t i = 0; i < count; i++)
        if (!read_mmsi_number(is_list ? json_value_at(value, i) : value, &fault->mmsi[i]))
            return wanted;
    fault->mmsi_count = count;
    return NULL;
}

static const char *read_as(struct json_value value, struct drill_fault *fault)
{
    return read_mmsi_number(value, &fault->as) ? NULL : "no MMSI";
}

static const char *read_station(struct json_value value, struct drill_fault *fault)
{
    const char *name = json_value_text(value);
    size_t size = name != NULL ? strlen(name) : 0;
    if (size < 1 || size >= sizeof fault->station)
        return "no name of a station, 1 to 31 bytes";
    memcpy(fault->station, name, size + 1);
    return NULL;
}

static const char *read_name(struct json_value value, struct drill_fault *fault)
{
    const char *name = json_value_text(value);
    size_t size = name != NULL ? strlen(name) : NAME_CHARS_MAX + 1;
    if (size > NAME_CHARS_MAX)
        return "no name of at most 20 characters";
    for (size_t i = 0; i < size; i++)
        if (ais_layout_sextet(name[i]) <= 0)
            return "not of the characters that AIS has: capital letters, digits, marks";
    memcpy(fault->name, name, size + 1);
    return NULL;
}

static bool read_moment(struct json_value value, struct drill_moment *moment)
{
    const char *words = json_value_text(value);
    double minutes = json_value_number(value);
    int64_t time_ms;

    if (words != NULL && ais_stamp_read_time(words, &time_ms)) {
        *moment = (struct drill_moment){true, false, time_ms};
        return true;
    }
    if (!(minutes >= 0 && minutes <= 60 * 24 * 366))
        return false;
    *moment = (struct drill_moment){true, true, (int64_t)floor(minutes * MINUTE_MS + 0.5)};
    return true;
}

static const char no_moment[] =
    "no time: RFC 3339 (\"2027-03-01T06:00:00Z\"), or minutes from the start";

static const char *read_from(struct json_value value, struct drill_fault *fault)
{
    return read_moment(value, &fault->from) ? NULL : no_moment;
}

static const char *read_until(struct json_value value, struct drill_fault *fault)
{
    return read_moment(value, &fault->until) ? NULL : no_moment;
}

static const char *read_again(struct json_value value, struct drill_fault *fault)
{
    return read_moment(value, &fault->again) ? NULL : no_moment;
}

static const char *read_place(struct json_value value, struct drill_fault *fault)
{
    double longitude_deg = json_value_number(json_value_at(value, 0));
    double latitude_deg = json_value_number(json_value_at(value, 1));

    if (json_value_count(value) != 2 || !(fabs(longitude_deg) <= 180) ||
        !(fabs(latitude_deg) <= 90))
        return "no place [longitude, latitude]";
    fault->place = (struct geo_point){longitude_deg, latitude_deg};
    fault->has_place = true;
    return NULL;
}

static const char *read_real(struct json_value value, double min, double max, double *number)
{
    double read = json_value_number(value);
    if (!(read >= min && read <= max))
        return "no number, or out of bounds";
    *number = read;
    return NULL;
}

static const char *read_radius(struct json_value value, struct drill_fault *fault)
{
    return read_real(value, 1, 100000, &fault->radius_m);
}

static const char *read_speed(struct json_value value, struct drill_fault *fault)
{
    return read_real(value, 0, 102.2, &fault->speed_kn);
}

static const char *read_east(struct json_value value, struct drill_fault *fault)
{
    return read_real(value, -1000000, 1000000, &fault->east_m);
}

static const char *read_north(struct json_value value, struct drill_fault *fault)
{
    return read_real(value, -1000000, 1000000, &fault->north_m);
}

static const char *read_seconds(struct json_value value, struct drill_fault *fault)
{
    double min = fault->kind == DRILL_DELAY ? 0 : -DRILL_FAULT_SHIFT_MAX_S;
    return read_real(value, min, DRILL_FAULT_SHIFT_MAX_S, &fault->seconds);
}

static const char *read_rate(struct json_value value, struct drill_fault *fault)
{
    return read_real(value, 0, 1, &fault->rate);
}

static const char *read_axis(struct json_value value, struct drill_fault *fault)
{
    const char *word = json_value_text(value);
    bool is_longitude = word != NULL && strcmp(word, "longitude") == 0;
    if (!is_longitude && (word == NULL || strcmp(word, "latitude") != 0))
        return "neither \"latitude\" nor \"longitude\"";
    fault->is_longitude = is_longitude;
    return NULL;
}

static const char *read_kind(struct json_value value, struct drill_fault *fault)
{
    const char *word = json_value_text(value);
    for (size_t i = 0; word != NULL && i < sizeof beacon_names / sizeof beacon_names[0]; i++) {
        if (strcmp(word, beacon_names[i]) == 0) {
            fault->beacon = (enum drill_beacon_kind)i;
            return NULL;
        }
    }
    return "none of \"sart\", \"mob\", \"epirb\"";
}

static const char *read_test(struct json_value value, struct drill_fault *fault)
{
    fault->is_test = json_value_is_true(value);
    return json_value_kind(value) == JSON_VALUE_BOOL ? NULL : "neither true nor false";
}

/* A name may stand in two rows: `at` is a time or a place, as the kind has it. */
/* clang-format off */
static const struct member_row {
    const char *name;
    unsigned bit;
    const char *(*read)(struct json_value value, struct drill_fault *fault);
} members[] = {
    {"mmsi",     HAS_MMSI,    read_mmsi},
    {"station",  HAS_STATION, read_station},
    {"from",     HAS_FROM,    read_from},
    {"until",    HAS_UNTIL,   read_until},
    {"to",       HAS_UNTIL,   read_until},
    {"to",       HAS_PLACE,   read_place},
    {"centre",   HAS_PLACE,   read_place},
    {"at",       HAS_PLACE,   read_place},
    {"at",       HAS_AGAIN,   read_again},
    {"radius_m", HAS_RADIUS,  read_radius},
    {"speed_kn", HAS_SPEED,   read_speed},
    {"east_m",   HAS_EAST,    read_east},
    {"north_m",  HAS_NORTH,   read_north},
    {"axis",     HAS_AXIS,    read_axis},
    {"as",       HAS_AS,      read_as},
    {"name",     HAS_NAME,    read_name},
    {"seconds",  HAS_SECONDS, read_seconds},
    {"rate",     HAS_RATE,    read_rate},
    {"kind",     HAS_KIND,    read_kind},
    {"test",     HAS_TEST,    read_test},
};
/* clang-format on */

enum { MEMBER_COUNT = sizeof members / sizeof members[0] };

/* Is this row the one of its name for a fault of this kind? */
static bool is_member_of(const struct member_row *member, const struct kind_row *kind)
{
    if ((member->bit & (kind->must | kind->may)) == 0)
        return false;
    if (member->bit == HAS_PLACE)
        return kind->place != NULL && strcmp(member->name, kind->place) == 0;
    bool is_place = kind->place != NULL && strcmp(member->name, kind->place) == 0;
    return !is_place;
}

static bool find_kind(const char *name, enum drill_fault_kind *kind)
{
    for (size_t i = 0; name != NULL && i < DRILL_FAULT_KIND_COUNT; i++) {
        if (strcmp(kinds[i].name, name) == 0) {
            *kind = (enum drill_fault_kind)i;
            return true;
        }
    }
    return false;
}

static const char *missing_name(const struct kind_row *kind, unsigned missing)
{
    for (size_t i = 0; i < MEMBER_COUNT; i++)
        if ((members[i].bit & missing) != 0 && is_member_of(&members[i], kind))
            return members[i].name;
    return "";
}

static bool read_members(struct json_value object, struct drill_fault *fault, struct text *reason)
{
    const struct kind_row *kind = &kinds[fault->kind];
    struct json_cursor cursor = {0};
    struct json_value value;
    const char *name;
    unsigned seen = 0;

    while (json_value_next(object, &cursor, &name, &value)) {
        const struct member_row *found = NULL;
        if (strcmp(name, "fault") == 0 || strcmp(name, "note") == 0)
            continue;
        for (size_t i = 0; i < MEMBER_COUNT && found == NULL; i++)
            if (strcmp(members[i].name, name) == 0 && is_member_of(&members[i], kind))
                found = &members[i];
        const char *wanted = found != NULL ? found->read(value, fault) : "no member of this fault";
        if (wanted == NULL && (seen & found->bit) != 0)
            wanted = "said twice";
        if (wanted != NULL) {
            text_add_format(reason, "%s: %s", name, wanted);
            return false;
        }
        seen |= found->bit;
    }
    unsigned missing = kind->must & ~seen;
    if (missing != 0)
        text_add_format(reason, "%s is missing", missing_name(kind, missing));
    return missing == 0;
}

/* What no member alone can say. */
static bool check_fault(const struct drill_fault *fault, struct text *reason)
{
    const struct drill_moment *from = &fault->from;
    const struct drill_moment *until = &fault->until;

    if (from->is_said && until->is_said && from->is_relative == until->is_relative &&
        from->ms >= until->ms)
        text_add(reason, "it ends before it begins");
    else if (fault->kind == DRILL_REPLAY &&
             (from->is_relative != until->is_relative ||
              from->is_relative != fault->again.is_relative || fault->again.ms < until->ms))
        text_add(reason, "at is before the end of the part, or not said in the way of from and "
                         "until");
    else if (fault->kind == DRILL_BEACON && fault->mmsi_count > 1)
        text_add(reason, "mmsi: a beacon has one");
    return reason->size == 0;
}

static bool read_fault(struct json_value object, size_t number, struct drill_fault *fault,
                       struct text *reason)
{
    char bytes[256];
    struct text why = text_init(bytes, sizeof bytes);
    const char *name = json_value_text(json_value_member(object, "fault"));

    *fault = (struct drill_fault){0};
    if (!find_kind(name, &fault->kind)) {
        text_add_format(reason, "fault %zu: ", number);
        if (name == NULL)
            text_add(reason, "no member \"fault\" that says which");
        else
            text_add_format(reason, "there is no '%s'", name);
        return false;
    }
    if (!read_members(object, fault, &why) || !check_fault(fault, &why)) {
        text_add_format(reason, "fault %zu, %s: %s", number, name, bytes);
        return false;
    }
    if (fault->kind == DRILL_BEACON && fault->mmsi_count == 0) {
        fault->mmsi[0] = beacon_identities[fault->beacon];
        fault->mmsi_count = 1;
    }
    return true;
}

bool drill_faults_read(struct json_value array, struct drill_faults *faults, struct text *reason)
{
    size_t count = json_value_count(array);

    faults->count = 0;
    if (json_value_kind(array) != JSON_VALUE_ARRAY) {
        text_add(reason, "no array of faults");
        return false;
    }
    if (count > DRILL_FAULT_COUNT_MAX) {
        text_add_format(reason, "%zu faults, at most %d", count, DRILL_FAULT_COUNT_MAX);
        return false;
    }
    for (size_t i = 0; i < count; i++)
        if (!read_fault(json_value_at(array, i), i + 1, &faults->faults[i], reason))
            return false;
    faults->count = count;
    return true;
}

bool drill_faults_parse(const char *bytes, size_t size, struct drill_faults *faults,
                        struct text *reason)
{
    struct json_tree *tree = json_tree_parse(bytes, size, reason);
    bool is_read = tree != NULL && drill_faults_read(json_tree_root(tree), faults, reason);
    json_tree_free(tree);
    return is_read;
}

static void relate(struct drill_moment *moment, int64_t start_ms)
{
    if (moment->is_said && !moment->is_relative)
        *moment = (struct drill_moment){true, true, moment->ms - start_ms};
}

void drill_faults_relate(struct drill_faults *faults, int64_t start_ms)
{
    for (size_t i = 0; i < faults->count; i++) {
        relate(&faults->faults[i].from, start_ms);
        relate(&faults->faults[i].until, start_ms);
        relate(&faults->faults[i].again, start_ms);
    }
}

int64_t drill_moment_time_ms(struct drill_moment moment, int64_t start_ms)
{
    if (!moment.is_said)
        return AIS_UNKNOWN_MS;
    if (!moment.is_relative)
        return moment.ms;
    return start_ms == AIS_UNKNOWN_MS ? AIS_UNKNOWN_MS : start_ms + moment.ms;
}

static void add_place(struct json *json, const char *name, struct geo_point place)
{
    json_open_array(json, name);
    json_real(json, NULL, place.longitude_deg, 6);
    json_real(json, NULL, place.latitude_deg, 6);
    json_close_array(json);
}

void drill_fault_add_members(const struct drill_fault *fault, struct json *json)
{
    const struct kind_row *kind = &kinds[fault->kind];
    unsigned has = kind->must | kind->may;

    if (fault->has_place) {
        /* `to` is the end of the period in truth, the place has names of its own. */
        json_real(json, "lon", fault->place.longitude_deg, 6);
        json_real(json, "lat", fault->place.latitude_deg, 6);
        add_place(json, strcmp(kind->place, "to") == 0 ? "place" : kind->place, fault->place);
    }
    if ((has & HAS_RADIUS) != 0)
        json_real(json, "radius_m", fault->radius_m, 1);
    if ((has & HAS_SPEED) != 0)
        json_real(json, "speed_kn", fault->speed_kn, 1);
    if ((has & HAS_EAST) != 0) {
        json_real(json, "east_m", fault->east_m, 1);
        json_real(json, "north_m", fault->north_m, 1);
    }
    if ((has & HAS_AXIS) != 0)
        json_text(json, "axis", fault->is_longitude ? "longitude" : "latitude");
    if ((has & HAS_AS) != 0)
        json_int(json, "as", fault->as);
    if ((has & HAS_NAME) != 0)
        json_text(json, "name", fault->name);
    if ((has & HAS_SECONDS) != 0)
        json_real(json, "seconds", fault->seconds, 3);
    if ((has & HAS_RATE) != 0)
        json_real(json, "rate", fault->rate, 9);
    if ((has & HAS_KIND) != 0)
        json_text(json, "kind", beacon_names[fault->beacon]);
    if ((has & HAS_TEST) != 0)
        json_bool(json, "test", fault->is_test);
}
