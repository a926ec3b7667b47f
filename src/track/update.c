/* SPDX-License-Identifier: Apache-2.0 */
#include "track/update.h"

#include "ais/layouts.h"
#include "ais/turn.h"
#include "base/units.h"
#include "track/rate.h"

#include <math.h>
#include <string.h>

/* A coarse position of message 27 does not replace one of a full report that is younger. */
static const int64_t FINE_POSITION_KEPT_MS = 180000;

void track_update_begin(struct track_target *target, uint32_t mmsi, int64_t time_ms)
{
    memset(target, 0, sizeof *target);
    target->mmsi = mmsi;
    target->first_heard_ms = time_ms;
    target->heard_ms = time_ms;
    for (size_t i = 0; i < TRACK_FIELD_COUNT; i++)
        target->fields[i].heard_ms = CLOCK_UNKNOWN_MS;
    target->longitude_deg = target->latitude_deg = (double)NAN;
    target->speed_mps = target->course_deg = target->heading_deg = (double)NAN;
    target->turn_deg_per_min = target->altitude_m = target->draught_m = (double)NAN;
    target->navigation_status = target->ship_type = target->aid_type = target->imo = -1;
    target->to_bow_m = target->to_stern_m = target->to_port_m = target->to_starboard_m = -1;
    target->eta_month = target->eta_day = target->eta_hour = target->eta_minute = -1;
}

/* Whether the report's value of a field is to be taken: it is not older than the one there. */
static bool take(struct track_target *target, const struct evidence_report *report,
                 enum track_field field)
{
    if (report->time_ms < target->fields[field].heard_ms)
        return false;
    target->fields[field].heard_ms = report->time_ms;
    target->fields[field].message_type = report->message->type;
    return true;
}

/* Sets a number, when it was sent, times `scale`; NAN when it is not available. */
static void set_real(struct track_target *target, const struct evidence_report *report,
                     enum track_field field, const int32_t *member, double scale)
{
    double *const places[TRACK_FIELD_COUNT] = {
        [TRACK_FIELD_SPEED] = &target->speed_mps,     [TRACK_FIELD_COURSE] = &target->course_deg,
        [TRACK_FIELD_HEADING] = &target->heading_deg, [TRACK_FIELD_ALTITUDE] = &target->altitude_m,
        [TRACK_FIELD_DRAUGHT] = &target->draught_m,
    };
    if (*member != AIS_MISSING && take(target, report, field))
        *places[field] = ais_message_value(report->message, member) * scale;
}

/* Directions of a full circle and more are none. */
static void set_direction(struct track_target *target, const struct evidence_report *report,
                          enum track_field field, const int32_t *member)
{
    bool is_none = !(ais_message_value(report->message, member) < 360);
    set_real(target, report, field, member, is_none ? (double)NAN : 1);
}

/* Sets a code, when it was sent; -1 when it is not available. */
static void set_code(struct track_target *target, const struct evidence_report *report,
                     enum track_field field, const int32_t *member)
{
    int *const places[TRACK_FIELD_COUNT] = {
        [TRACK_FIELD_STATUS] = &target->navigation_status,
        [TRACK_FIELD_SHIP_TYPE] = &target->ship_type,
        [TRACK_FIELD_AID_TYPE] = &target->aid_type,
        [TRACK_FIELD_IMO] = &target->imo,
    };
    bool is_absent = *member == ais_message_field(report->message, member)->absent;
    if (*member != AIS_MISSING && take(target, report, field))
        *places[field] = is_absent ? -1 : *member;
}

/* Sets a text, when all of it was sent. A sender that leaves out its name or call sign once has
 * not lost it: the last one stays, with its age. */
static void set_text(struct track_target *target, const struct evidence_report *report,
                     enum track_field field, const char *text)
{
    const struct {
        char *bytes;
        size_t size;
        bool stays;
    } places[TRACK_FIELD_COUNT] = {
        [TRACK_FIELD_NAME] = {target->name, sizeof target->name, true},
        [TRACK_FIELD_CALLSIGN] = {target->callsign, sizeof target->callsign, true},
        [TRACK_FIELD_DESTINATION] = {target->destination, sizeof target->destination, false},
        [TRACK_FIELD_TEXT] = {target->text, sizeof target->text, false},
    };
    bool stays = places[field].stays && text[0] == '\0' && places[field].bytes[0] != '\0';
    if (stays || !ais_message_was_sent(report->message, text) || !take(target, report, field))
        return;
    size_t size = strnlen(text, places[field].size - 1);
    memcpy(places[field].bytes, text, size);
    memset(places[field].bytes + size, 0, places[field].size - size);
}

static void remember_past(struct track_target *target, int64_t time_ms)
{
    if (target->past_count > 0) {
        const struct track_past *last = track_target_past(target, target->past_count - 1);
        if (time_ms - last->time_ms < TRACK_PAST_INTERVAL_MS)
            return;
    }
    if (target->past_count == TRACK_PAST_COUNT_MAX)
        target->past_first = (target->past_first + 1) % TRACK_PAST_COUNT_MAX;
    else
        target->past_count++;
    size_t last = (target->past_first + target->past_count - 1) % TRACK_PAST_COUNT_MAX;
    target->past[last] = (struct track_past){.time_ms = time_ms,
                                             .longitude_deg = target->longitude_deg,
                                             .latitude_deg = target->latitude_deg};
}

/* A ship that sends "no position" keeps its last one, which then grows old for all to see. */
static void set_position(struct track_target *target, const struct evidence_report *report,
                         const int32_t *longitude, const int32_t *latitude, const int32_t *accuracy)
{
    double longitude_deg = ais_message_value(report->message, longitude);
    double latitude_deg = ais_message_value(report->message, latitude);

    if (!(fabs(longitude_deg) <= 180) || !(fabs(latitude_deg) <= 90) ||
        !take(target, report, TRACK_FIELD_POSITION))
        return;
    target->longitude_deg = longitude_deg;
    target->latitude_deg = latitude_deg;
    target->has_high_accuracy = *accuracy == 1;
    remember_past(target, report->time_ms);
}

/* The members are named the same in every message that has them so fine. */
#define SET_POSITION(target, report, fields)                                                       \
    set_position(target, report, &(fields)->longitude_min_e4, &(fields)->latitude_min_e4,          \
                 &(fields)->accuracy)

static void set_motion(struct track_target *target, const struct evidence_report *report,
                       const int32_t *speed, const int32_t *course)
{
    set_real(target, report, TRACK_FIELD_SPEED, speed, KNOT_MPS);
    set_direction(target, report, TRACK_FIELD_COURSE, course);
}

/* All zero means that the size is not known (ITU-R M.1371-5 annex 8, figure 41). */
static void set_dimensions(struct track_target *target, const struct evidence_report *report,
                           const int32_t metres[static 4])
{
    bool is_known = (metres[0] | metres[1] | metres[2] | metres[3]) > 0;

    for (size_t i = 0; i < 4; i++)
        if (metres[i] == AIS_MISSING)
            return;
    if (!take(target, report, TRACK_FIELD_DIMENSIONS))
        return;
    target->to_bow_m = is_known ? metres[0] : -1;
    target->to_stern_m = is_known ? metres[1] : -1;
    target->to_port_m = is_known ? metres[2] : -1;
    target->to_starboard_m = is_known ? metres[3] : -1;
}

/* The four members are named the same in every message that has them. */
#define DIMENSIONS(fields)                                                                         \
    ((const int32_t[4]){(fields)->to_bow_m, (fields)->to_stern_m, (fields)->to_port_m,             \
                        (fields)->to_starboard_m})

static void set_turn(struct track_target *target, const struct evidence_report *report,
                     int32_t indicator)
{
    if (indicator != AIS_MISSING && take(target, report, TRACK_FIELD_TURN))
        target->turn_deg_per_min = ais_turn_deg_per_min(indicator);
}

static void take_position(struct track_target *target, const struct evidence_report *report)
{
    const struct ais_position *fields = &report->message->fields.position;

    SET_POSITION(target, report, fields);
    set_motion(target, report, &fields->speed_kn_e1, &fields->course_deg_e1);
    set_direction(target, report, TRACK_FIELD_HEADING, &fields->heading_deg);
    set_turn(target, report, fields->turn_indicator);
    set_code(target, report, TRACK_FIELD_STATUS, &fields->navigation_status);
}

static void take_base_station(struct track_target *target, const struct evidence_report *report)
{
    SET_POSITION(target, report, &report->message->fields.base_station);
}

static void take_eta(struct track_target *target, const struct evidence_report *report,
                     const struct ais_date_time *eta)
{
    if (eta->minute == AIS_MISSING || !take(target, report, TRACK_FIELD_ETA))
        return;
    target->eta_month = eta->month >= 1 && eta->month <= 12 ? eta->month : -1;
    target->eta_day = eta->day >= 1 ? eta->day : -1;
    target->eta_hour = eta->hour < 24 ? eta->hour : -1;
    target->eta_minute = eta->minute < 60 ? eta->minute : -1;
}

static void take_voyage(struct track_target *target, const struct evidence_report *report)
{
    const struct ais_voyage *fields = &report->message->fields.voyage;

    set_text(target, report, TRACK_FIELD_NAME, fields->ship_name);
    set_text(target, report, TRACK_FIELD_CALLSIGN, fields->callsign);
    set_text(target, report, TRACK_FIELD_DESTINATION, fields->destination);
    set_code(target, report, TRACK_FIELD_IMO, &fields->imo);
    set_code(target, report, TRACK_FIELD_SHIP_TYPE, &fields->ship_type);
    set_dimensions(target, report, DIMENSIONS(fields));
    take_eta(target, report, &fields->eta);
    set_real(target, report, TRACK_FIELD_DRAUGHT, &fields->draught_m_e1, 1);
}

static void take_sar_aircraft(struct track_target *target, const struct evidence_report *report)
{
    const struct ais_sar_aircraft *fields = &report->message->fields.sar_aircraft;

    SET_POSITION(target, report, fields);
    set_motion(target, report, &fields->speed_kn, &fields->course_deg_e1);
    set_real(target, report, TRACK_FIELD_ALTITUDE, &fields->altitude_m, 1);
}

static void take_safety_text(struct track_target *target, const struct evidence_report *report)
{
    set_text(target, report, TRACK_FIELD_TEXT, report->message->fields.safety_text.text);
}

static void take_class_b(struct track_target *target, const struct evidence_report *report)
{
    const struct ais_class_b *fields = &report->message->fields.class_b;

    SET_POSITION(target, report, fields);
    set_motion(target, report, &fields->speed_kn_e1, &fields->course_deg_e1);
    set_direction(target, report, TRACK_FIELD_HEADING, &fields->heading_deg);
}

static void take_class_b_extended(struct track_target *target, const struct evidence_report *report)
{
    const struct ais_class_b_extended *fields = &report->message->fields.class_b_extended;

    SET_POSITION(target, report, fields);
    set_motion(target, report, &fields->speed_kn_e1, &fields->course_deg_e1);
    set_direction(target, report, TRACK_FIELD_HEADING, &fields->heading_deg);
    set_text(target, report, TRACK_FIELD_NAME, fields->ship_name);
    set_code(target, report, TRACK_FIELD_SHIP_TYPE, &fields->ship_type);
    set_dimensions(target, report, DIMENSIONS(fields));
}

static void take_aid(struct track_target *target, const struct evidence_report *report)
{
    const struct ais_aid *fields = &report->message->fields.aid;

    SET_POSITION(target, report, fields);
    set_text(target, report, TRACK_FIELD_NAME, fields->name);
    set_code(target, report, TRACK_FIELD_AID_TYPE, &fields->aid_type);
    set_dimensions(target, report, DIMENSIONS(fields));
    if (fields->off_position != AIS_MISSING && fields->virtual_aid != AIS_MISSING &&
        take(target, report, TRACK_FIELD_AID_STATE)) {
        /* The flag means something only while the aid knows the second (clause 3.19). */
        target->is_off_position = fields->off_position == 1 && fields->utc_second < 60;
        target->is_virtual_aid = fields->virtual_aid == 1;
    }
}

static void take_static(struct track_target *target, const struct evidence_report *report)
{
    const struct ais_message *message = report->message;

    if (message->part == 'A') {
        set_text(target, report, TRACK_FIELD_NAME, message->fields.static_a.ship_name);
    } else if (ais_static_is_auxiliary(message->mmsi)) {
        set_code(target, report, TRACK_FIELD_SHIP_TYPE,
                 &message->fields.static_b_auxiliary.ship_type);
        set_text(target, report, TRACK_FIELD_CALLSIGN, message->fields.static_b_auxiliary.callsign);
    } else {
        const struct ais_static_b *fields = &message->fields.static_b;
        set_code(target, report, TRACK_FIELD_SHIP_TYPE, &fields->ship_type);
        set_text(target, report, TRACK_FIELD_CALLSIGN, fields->callsign);
        set_dimensions(target, report, DIMENSIONS(fields));
    }
}

static void take_long_range(struct track_target *target, const struct evidence_report *report)
{
    const struct ais_long_range *fields = &report->message->fields.long_range;
    bool has_fine =
        track_target_has(target, TRACK_FIELD_POSITION) &&
        target->fields[TRACK_FIELD_POSITION].message_type != 27 &&
        report->time_ms - target->fields[TRACK_FIELD_POSITION].heard_ms < FINE_POSITION_KEPT_MS;

    set_code(target, report, TRACK_FIELD_STATUS, &fields->navigation_status);
    if (has_fine)
        return;
    set_position(target, report, &fields->longitude_min_e1, &fields->latitude_min_e1,
                 &fields->accuracy);
    set_motion(target, report, &fields->speed_kn, &fields->course_deg);
}

/* One row a message type: what takes its fields, and what kind of station sends it (unknown:
 * nothing follows from the type alone). */
static const struct {
    void (*take)(struct track_target *, const struct evidence_report *);
    enum track_kind kind;
} takers[AIS_MESSAGE_TYPE_COUNT] = {
    [1] = {take_position, TRACK_KIND_CLASS_A},
    [2] = {take_position, TRACK_KIND_CLASS_A},
    [3] = {take_position, TRACK_KIND_CLASS_A},
    [4] = {take_base_station, TRACK_KIND_BASE_STATION},
    [5] = {take_voyage, TRACK_KIND_UNKNOWN},
    [9] = {take_sar_aircraft, TRACK_KIND_SAR_AIRCRAFT},
    [11] = {take_base_station, TRACK_KIND_UNKNOWN},
    [14] = {take_safety_text, TRACK_KIND_UNKNOWN},
    [18] = {take_class_b, TRACK_KIND_CLASS_B},
    [19] = {take_class_b_extended, TRACK_KIND_CLASS_B},
    [21] = {take_aid, TRACK_KIND_AID},
    [24] = {take_static, TRACK_KIND_UNKNOWN},
    [27] = {take_long_range, TRACK_KIND_UNKNOWN}, /* class A, and class B that are SOTDMA */
};

/* What is likely when no other message has told. */
static enum track_kind kind_by_habit(const struct ais_message *message)
{
    if (message->type == 5 || message->type == 27)
        return TRACK_KIND_CLASS_A;
    return message->type == 24 ? TRACK_KIND_CLASS_B : TRACK_KIND_UNKNOWN;
}

void track_update_fields(struct track_target *target, const struct evidence_report *report)
{
    const struct ais_message *message = report->message;
    enum track_kind kind = track_kind_by_identity(message->mmsi); /* they send message 1 */

    if (kind == TRACK_KIND_UNKNOWN)
        kind = takers[message->type].kind;
    if (kind == TRACK_KIND_UNKNOWN && target->kind == TRACK_KIND_UNKNOWN)
        kind = kind_by_habit(message);
    if (kind != TRACK_KIND_UNKNOWN)
        target->kind = kind;
    if (takers[message->type].take != NULL)
        takers[message->type].take(target, report);
    target->message_count++;
    target->count_by_type[message->type]++;
    if (report->time_ms > target->heard_ms)
        target->heard_ms = report->time_ms;
    target->lost_after_ms = track_rate_lost_after_ms(target);
}

bool track_update_heard_by(struct track_target *target, const struct evidence_report *report)
{
    struct track_heard_by heard = {.station = report->station, .heard_ms = report->time_ms};
    size_t place = 0;

    while (place < target->heard_by_count && target->heard_by[place].station != report->station)
        place++;
    bool is_new = place == target->heard_by_count;
    if (!is_new) {
        heard.message_count = target->heard_by[place].message_count;
        if (heard.heard_ms < target->heard_by[place].heard_ms)
            heard.heard_ms = target->heard_by[place].heard_ms;
    } else if (target->heard_by_count < TRACK_STATION_COUNT_MAX) {
        target->heard_by_count++;
    } else {
        place--; /* the one heard longest ago gives way */
    }
    heard.message_count++;
    memmove(target->heard_by + 1, target->heard_by, place * sizeof heard);
    target->heard_by[0] = heard;
    return is_new;
}
