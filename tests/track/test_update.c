/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"
#include "check.h"
#include "track/rate.h"
#include "track/update.h"

#include <math.h>
#include <string.h>

static const int64_t NOW_MS = INT64_C(1542625200000);

static const struct ais_layout *layout_of(const struct ais_message *message)
{
    const struct ais_layout *layout = NULL;
    uint64_t head =
        (uint64_t)message->type << 34 | (uint64_t)message->mmsi << 2 | (message->part == 'B');
    uint8_t bytes[5];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(head >> (32 - 8 * i));
    CHECK_INT(ais_message_layout((struct ais_bits){bytes, 40}, &layout), AIS_DECODED);
    return layout;
}

static void take(struct track_target *target, struct ais_message *message, int64_t time_ms)
{
    message->mmsi = target->mmsi;
    message->layout = layout_of(message);
    if (message->bits.bit_count == 0)
        message->bits.bit_count = message->layout->bit_count_min;
    struct evidence_report report = {.message = message, .time_ms = time_ms};
    track_update_fields(target, &report);
}

static struct ais_message position(int32_t longitude, int32_t latitude)
{
    struct ais_message message = {.type = 1};
    message.fields.position = (struct ais_position){.longitude_min_e4 = longitude,
                                                    .latitude_min_e4 = latitude,
                                                    .speed_kn_e1 = 100,
                                                    .course_deg_e1 = 900,
                                                    .heading_deg = 90,
                                                    .turn_indicator = 0,
                                                    .navigation_status = 0,
                                                    .accuracy = 1};
    return message;
}

static struct track_target new_target(uint32_t mmsi)
{
    struct track_target target;
    track_update_begin(&target, mmsi, NOW_MS);
    return target;
}

static void a_position_that_is_not_available_leaves_the_last_one_to_grow_old(void)
{
    struct track_target target = new_target(219000001);
    struct ais_message known = position(600000, 1200000);
    struct ais_message unknown = position(181 * 600000, 91 * 600000);

    take(&target, &known, NOW_MS);
    take(&target, &unknown, NOW_MS + 5000);
    CHECK_REAL(target.longitude_deg, 1, 0);
    CHECK_REAL(target.latitude_deg, 2, 0);
    CHECK_INT(target.fields[TRACK_FIELD_POSITION].heard_ms, NOW_MS);
    CHECK_INT(target.fields[TRACK_FIELD_SPEED].heard_ms, NOW_MS + 5000);
    CHECK_INT(target.heard_ms, NOW_MS + 5000);
}

static void what_is_sent_as_not_available_is_absent(void)
{
    struct track_target target = new_target(219000001);
    struct ais_message message = position(0, 0);
    message.fields.position.speed_kn_e1 = 1023;
    message.fields.position.course_deg_e1 = 3600;
    message.fields.position.heading_deg = 511;
    message.fields.position.turn_indicator = -128;
    take(&target, &message, NOW_MS);
    CHECK_REAL(target.speed_mps, (double)NAN, 0);
    CHECK_REAL(target.course_deg, (double)NAN, 0);
    CHECK_REAL(target.heading_deg, (double)NAN, 0);
    CHECK_REAL(target.turn_deg_per_min, (double)NAN, 0);
    CHECK(track_target_has(&target, TRACK_FIELD_SPEED));
}

static void a_coarse_position_does_not_replace_a_fine_one_that_is_young(void)
{
    struct track_target target = new_target(219000001);
    struct ais_message fine = position(600000, 1200000);
    struct ais_message coarse = {.type = 27};
    coarse.fields.long_range = (struct ais_long_range){
        .longitude_min_e1 = 606, .latitude_min_e1 = 1206, .speed_kn = 10, .course_deg = 80};

    take(&target, &fine, NOW_MS);
    take(&target, &coarse, NOW_MS + 179999);
    CHECK_REAL(target.longitude_deg, 1, 0);
    CHECK_REAL(target.course_deg, 90, 0);
    take(&target, &coarse, NOW_MS + 180000);
    CHECK_REAL(target.longitude_deg, 1.01, 1e-9);
    CHECK_REAL(target.course_deg, 80, 0);
    CHECK_INT(target.lost_after_ms, 6 * 180000);
}

static void distress_devices_are_told_by_their_identity(void)
{
    static const struct {
        uint32_t mmsi;
        enum track_kind kind;
    } cases[] = {
        {970010001, TRACK_KIND_SART},
        {972010001, TRACK_KIND_MOB},
        {974010001, TRACK_KIND_EPIRB},
        {219000001, TRACK_KIND_CLASS_A},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct track_target target = new_target(cases[i].mmsi);
        struct ais_message message = position(0, 0);
        take(&target, &message, NOW_MS);
        CHECK_INT(target.kind, cases[i].kind);
    }
}

static void an_aid_is_off_position_only_when_it_can_know(void)
{
    struct track_target target = new_target(992191234);
    struct ais_message message = {.type = 21};
    message.fields.aid = (struct ais_aid){
        .name = "DROGDEN", .aid_type = 1, .off_position = 1, .virtual_aid = 1, .utc_second = 30};
    take(&target, &message, NOW_MS);
    CHECK_INT(target.kind, TRACK_KIND_AID);
    CHECK(target.is_off_position);
    CHECK(target.is_virtual_aid);
    CHECK_TEXT(target.name, "DROGDEN");
    message.fields.aid.utc_second = 61;
    take(&target, &message, NOW_MS + 1);
    CHECK(!target.is_off_position);
}

static void class_b_static_data_do_not_make_a_class_a_ship_class_b(void)
{
    struct track_target target = new_target(219000001);
    struct ais_message message = position(0, 0);
    struct ais_message name = {.type = 24, .part = 'A'};
    memcpy(name.fields.static_a.ship_name, "LILLE", 6);
    take(&target, &message, NOW_MS);
    take(&target, &name, NOW_MS + 1);
    CHECK_INT(target.kind, TRACK_KIND_CLASS_A);
    CHECK_TEXT(target.name, "LILLE");
}

/* What a cut message does not have is not said by it. */
static void a_cut_message_leaves_the_rest_as_it_was(void)
{
    struct track_target target = new_target(219000001);
    struct ais_message whole = position(600000, 1200000);
    struct ais_message cut = position(606000, 1200000);
    struct ais_message voyage = {.type = 5};
    memcpy(voyage.fields.voyage.ship_name, "ALPHA", 6);
    memcpy(voyage.fields.voyage.destination, "KHASAB", 7);
    cut.fields.position.course_deg_e1 = cut.fields.position.heading_deg = AIS_MISSING;

    take(&target, &whole, NOW_MS);
    take(&target, &voyage, NOW_MS);
    take(&target, &cut, NOW_MS + 1000);
    CHECK_REAL(target.longitude_deg, 1.01, 1e-9);
    CHECK_REAL(target.course_deg, 90, 0);
    CHECK_INT(target.fields[TRACK_FIELD_HEADING].heard_ms, NOW_MS);
    memset(&voyage.fields, 0, sizeof voyage.fields);
    memcpy(voyage.fields.voyage.ship_name, "BETA", 5);
    voyage.bits.bit_count = 250;
    take(&target, &voyage, NOW_MS + 2000);
    CHECK_TEXT(target.name, "BETA");
    CHECK_TEXT(target.destination, "KHASAB");
    CHECK_INT(target.fields[TRACK_FIELD_DESTINATION].heard_ms, NOW_MS);
}

static void a_name_left_out_once_stays_with_its_age(void)
{
    struct track_target target = new_target(219000001);
    struct ais_message named = {.type = 5};
    struct ais_message unnamed = {.type = 5};
    memcpy(named.fields.voyage.ship_name, "ALPHA", 6);
    memcpy(named.fields.voyage.destination, "KHASAB", 7);
    take(&target, &unnamed, NOW_MS);
    CHECK(track_target_has(&target, TRACK_FIELD_NAME));
    take(&target, &named, NOW_MS + 1000);
    take(&target, &unnamed, NOW_MS + 2000);
    CHECK_TEXT(target.name, "ALPHA");
    CHECK_INT(target.fields[TRACK_FIELD_NAME].heard_ms, NOW_MS + 1000);
    CHECK_TEXT(target.destination, "");
}

static void a_long_range_report_makes_no_class_b_ship_class_a(void)
{
    struct track_target target = new_target(219000001);
    struct ais_message own = {.type = 18};
    struct ais_message long_range = {.type = 27};
    take(&target, &long_range, NOW_MS);
    CHECK_INT(target.kind, TRACK_KIND_CLASS_A);
    take(&target, &own, NOW_MS + 1000);
    take(&target, &long_range, NOW_MS + 2000);
    CHECK_INT(target.kind, TRACK_KIND_CLASS_B);
}

static void rates_follow_kind_speed_and_status(void)
{
    static const struct {
        enum track_kind kind;
        double speed_kn;
        int status;
        int64_t interval_ms;
    } cases[] = {
        {TRACK_KIND_CLASS_A, 0, 1, 180000},  {TRACK_KIND_CLASS_A, 3.1, 1, 10000},
        {TRACK_KIND_CLASS_A, 2, 5, 180000},  {TRACK_KIND_CLASS_A, 0, 0, 10000},
        {TRACK_KIND_CLASS_A, 14, 0, 10000},  {TRACK_KIND_CLASS_A, 14.1, 0, 6000},
        {TRACK_KIND_CLASS_A, 23.1, 0, 2000}, {TRACK_KIND_CLASS_A, (double)NAN, -1, 10000},
        {TRACK_KIND_CLASS_B, 2, -1, 180000}, {TRACK_KIND_CLASS_B, 2.1, -1, 30000},
        {TRACK_KIND_CLASS_B, 40, -1, 30000}, {TRACK_KIND_BASE_STATION, 0, -1, 10000},
        {TRACK_KIND_AID, 0, -1, 180000},     {TRACK_KIND_SART, 0, 14, 60000},
        {TRACK_KIND_UNKNOWN, 0, -1, 180000},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct track_target target = new_target(1);
        target.kind = cases[i].kind;
        target.speed_mps = cases[i].speed_kn * 1852 / 3600;
        target.navigation_status = cases[i].status;
        CHECK_INT(track_rate_interval_ms(&target), cases[i].interval_ms);
    }
}

int main(void)
{
    RUN(a_position_that_is_not_available_leaves_the_last_one_to_grow_old);
    RUN(what_is_sent_as_not_available_is_absent);
    RUN(a_coarse_position_does_not_replace_a_fine_one_that_is_young);
    RUN(distress_devices_are_told_by_their_identity);
    RUN(an_aid_is_off_position_only_when_it_can_know);
    RUN(class_b_static_data_do_not_make_a_class_a_ship_class_b);
    RUN(a_cut_message_leaves_the_rest_as_it_was);
    RUN(a_name_left_out_once_stays_with_its_age);
    RUN(a_long_range_report_makes_no_class_b_ship_class_a);
    RUN(rates_follow_kind_speed_and_status);
    return check_summary();
}
