/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/transmit.h"

#include "ais/layouts.h"
#include "ais/message_write.h"
#include "ais/turn.h"
#include "base/calendar.h"
#include "base/units.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum {
    LONGITUDE_NONE = 181 * 600000,
    LATITUDE_NONE = 91 * 600000,
    SPEED_NONE = 1023,
    COURSE_NONE = 3600,
    HEADING_NONE = 511,
    SECOND_NONE = 60,
    STATUS_BEACON = 14,
    STATUS_UNDEFINED = 15,
    /* A unit of class B by carrier sense says this instead of a state (annex 8, 3.16). */
    CARRIER_SENSE_STATE = 1 << 19 | 393222,
};

static int32_t rounded(double value)
{
    return (int32_t)floor(value + 0.5);
}

static int32_t longitude_of(const struct drill_report *report)
{
    return report->has_position ? rounded(report->motion.position.longitude_deg * 600000)
                                : LONGITUDE_NONE;
}

static int32_t latitude_of(const struct drill_report *report)
{
    return report->has_position ? rounded(report->motion.position.latitude_deg * 600000)
                                : LATITUDE_NONE;
}

static int32_t speed_of(const struct drill_report *report)
{
    int32_t speed = rounded(report->motion.speed_mps / KNOT_MPS * 10);
    return !report->has_position ? SPEED_NONE : speed > 1022 ? 1022 : speed;
}

static int32_t course_of(const struct drill_report *report)
{
    return report->has_position ? rounded(report->motion.course_deg * 10) % COURSE_NONE
                                : COURSE_NONE;
}

static int32_t second_of(const struct drill_report *report)
{
    return report->has_position ? (int32_t)(report->time_ms / 1000 % 60) : SECOND_NONE;
}

static void fill_position(const struct drill_report *report, struct ais_message *message)
{
    bool is_beacon = report->craft->kind == DRILL_CRAFT_BEACON;
    message->type = report->is_itdma ? 3 : 1;
    message->layout = &ais_position_layout;
    message->fields.position = (struct ais_position){
        .navigation_status = report->motion.status,
        .turn_indicator = is_beacon ? -128 : ais_turn_indicator(report->motion.turn_deg_per_s * 60),
        .speed_kn_e1 = speed_of(report),
        .accuracy = 1,
        .longitude_min_e4 = longitude_of(report),
        .latitude_min_e4 = latitude_of(report),
        .course_deg_e1 = course_of(report),
        .heading_deg = is_beacon ? HEADING_NONE : rounded(report->motion.heading_deg) % 360,
        .utc_second = second_of(report),
        .radio = (int32_t)report->radio,
    };
    if (is_beacon)
        message->fields.position.navigation_status =
            report->craft->beacon->is_test ? STATUS_UNDEFINED : STATUS_BEACON;
}

static void fill_class_b(const struct drill_report *report, struct ais_message *message)
{
    message->type = 18;
    message->layout = &ais_class_b_layout;
    message->fields.class_b = (struct ais_class_b){
        .speed_kn_e1 = speed_of(report),
        .accuracy = 1,
        .longitude_min_e4 = longitude_of(report),
        .latitude_min_e4 = latitude_of(report),
        .course_deg_e1 = course_of(report),
        .heading_deg = HEADING_NONE,
        .utc_second = second_of(report),
        .cs_unit = 1,
        .dsc = 1,
        .band = 1,
        .message_22 = 1,
        .radio = CARRIER_SENSE_STATE,
    };
}

static void fill_base(const struct drill_report *report, struct ais_message *message)
{
    int64_t seconds = report->time_ms / 1000;
    struct calendar_date date = calendar_date_of(seconds / 86400);
    message->type = 4;
    message->layout = &ais_base_station_layout;
    message->fields.base_station = (struct ais_base_station){
        .time = {(int32_t)date.year, date.month, date.day, (int32_t)(seconds / 3600 % 24),
                 (int32_t)(seconds / 60 % 60), (int32_t)(seconds % 60)},
        .accuracy = 1,
        .longitude_min_e4 = longitude_of(report),
        .latitude_min_e4 = latitude_of(report),
        .epfd = 7, /* surveyed */
        .radio = (int32_t)report->radio,
    };
}

static void fill_aid(const struct drill_report *report, struct ais_message *message)
{
    const struct drill_identity *identity = &report->craft->identity;
    message->type = 21;
    message->layout = &ais_aid_layout;
    message->fields.aid = (struct ais_aid){
        .aid_type = identity->type,
        .accuracy = 1,
        .longitude_min_e4 = longitude_of(report),
        .latitude_min_e4 = latitude_of(report),
        .epfd = identity->is_virtual ? 7 : 1,
        .utc_second = second_of(report),
        .virtual_aid = identity->is_virtual,
    };
    memcpy(message->fields.aid.name, identity->name, sizeof identity->name);
}

static void fill_voyage(const struct drill_report *report, struct ais_message *message)
{
    const struct drill_identity *identity = &report->craft->identity;
    message->type = 5;
    message->layout = &ais_voyage_layout;
    message->fields.voyage = (struct ais_voyage){
        .ais_version = 2,
        .imo = (int32_t)identity->imo,
        .ship_type = identity->type,
        .to_bow_m = identity->to_bow_m,
        .to_stern_m = identity->to_stern_m,
        .to_port_m = identity->to_port_m,
        .to_starboard_m = identity->to_starboard_m,
        .epfd = 1,
        .eta = {0, 0, 0, 24, 60, 0},
        .draught_m_e1 = identity->draught_m_e1,
    };
    memcpy(message->fields.voyage.callsign, identity->callsign, sizeof identity->callsign);
    memcpy(message->fields.voyage.ship_name, identity->name, 20);
    memcpy(message->fields.voyage.destination, identity->destination, 20);
}

static void fill_static(const struct drill_report *report, struct ais_message *message)
{
    const struct drill_identity *identity = &report->craft->identity;
    message->type = 24;
    if (report->saying == DRILL_SAYS_STATIC) {
        message->part = 'A';
        message->layout = &ais_static_a_layout;
        message->fields.static_a = (struct ais_static_a){0};
        memcpy(message->fields.static_a.ship_name, identity->name, 20);
        return;
    }
    message->part = 'B';
    message->layout = &ais_static_b_layout;
    message->fields.static_b = (struct ais_static_b){
        .ship_type = identity->type,
        .vendor_id = "SIM",
        .to_bow_m = identity->to_bow_m,
        .to_stern_m = identity->to_stern_m,
        .to_port_m = identity->to_port_m,
        .to_starboard_m = identity->to_starboard_m,
        .epfd = 1,
    };
    memcpy(message->fields.static_b.callsign, identity->callsign, sizeof identity->callsign);
}

/* "SART ACTIVE" (annex 9). */
static void fill_text(const struct drill_report *report, struct ais_message *message)
{
    const struct drill_beacon *beacon = report->craft->beacon;
    struct text text =
        text_init(message->fields.safety_text.text, sizeof message->fields.safety_text.text);
    message->type = 14;
    message->layout = &ais_safety_text_layout;
    for (const char *letter = beacon->kind; *letter != '\0'; letter++)
        text_add_char(&text, (char)(*letter - 'a' + 'A'));
    text_add(&text, beacon->is_test ? " TEST" : " ACTIVE");
}

static void fill(const struct drill_report *report, struct ais_message *message)
{
    if (report->saying == DRILL_SAYS_TEXT) {
        fill_text(report, message);
        return;
    }
    bool is_position = report->saying == DRILL_SAYS_POSITION;
    switch (report->craft->kind) {
    case DRILL_CRAFT_CLASS_A:
    case DRILL_CRAFT_BEACON:
        (is_position ? fill_position : fill_voyage)(report, message);
        return;
    case DRILL_CRAFT_CLASS_B:
        (is_position ? fill_class_b : fill_static)(report, message);
        return;
    case DRILL_CRAFT_BASE:
        fill_base(report, message);
        return;
    case DRILL_CRAFT_AID:
        fill_aid(report, message);
        return;
    }
}

size_t drill_transmit_write(const struct drill_report *report,
                            uint8_t bytes[static AIS_PAYLOAD_BYTES_MAX])
{
    struct ais_message message;
    message.repeat = 0;
    message.part = '\0';
    message.mmsi = report->craft->identity.mmsi;
    message.application.layout = NULL;
    fill(report, &message);
    struct ais_written written = ais_message_write(&message, bytes);
    assert(written.refused == NULL);
    return written.bit_count;
}

unsigned drill_transmit_slot_count(size_t bit_count)
{
    enum { FIRST_SLOT_BITS = 168, SLOT_BITS = 256 };
    if (bit_count <= FIRST_SLOT_BITS)
        return 1;
    return (unsigned)(1 + (bit_count - FIRST_SLOT_BITS + SLOT_BITS - 1) / SLOT_BITS);
}
