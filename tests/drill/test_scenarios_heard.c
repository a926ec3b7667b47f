/* SPDX-License-Identifier: Apache-2.0 */
/* The scenarios of drills/ that are about what is heard: who is dark, whose clock is wrong,
 * beacons. */
#include "played.h"

/* Messages of each of the six ships between two minutes. */
static void count_heard(int64_t from_min, int64_t to_min, size_t heard[static 7])
{
    memset(heard, 0, 7 * sizeof heard[0]);
    for (size_t i = 0; i < played.message_count; i++) {
        int64_t minute = (played.messages[i].true_ms - played.from_ms) / 60000;
        if (minute >= from_min && minute < to_min)
            heard[played.messages[i].message.mmsi - 799000000]++;
    }
}

/* The share of what is sent that is heard. */
static double reception(void)
{
    double sent = 0, got = 0;
    for (size_t i = 0; i < count("\"heard\","); i++) {
        sent += number("heard", i, "sent");
        got += number("heard", i, "heard");
    }
    return got / sent;
}

static void one_is_dark_and_the_others_are_heard(void)
{
    size_t heard[7];
    play("07-dark", 0);
    CHECK_INT(count("\"cause\":\"switched_off\""), 1);
    CHECK_INT(count("\"cause\":\"out_of_range\""), 0);
    count_heard(60, 120, heard);
    CHECK_INT(heard[1], 0);
    for (size_t i = 2; i < 7; i++)
        CHECK(heard[i] > 200);
    CHECK_REAL(reception(), 0.8, 0.06);
}

static void where_the_station_is_out_nobody_is_dark(void)
{
    size_t heard[7];
    play("07-outage", 0);
    CHECK_INT(count("\"silence\""), 0);
    CHECK_INT(count("\"fault\":\"drop_station\""), 1);
    CHECK_TEXT(word("fault", 0, "station"), "SHORE");
    CHECK_TEXT(word("fault", 0, "from"), "2027-03-01T07:00:00.000Z");
    CHECK_TEXT(word("fault", 0, "to"), "2027-03-01T08:00:00.000Z");
    CHECK_REAL(reception(), 0.8, 0.06); /* they were heard, by a station that did not say so */
    count_heard(60, 120, heard);
    for (size_t i = 1; i < 7; i++)
        CHECK_INT(heard[i], 0);
    count_heard(0, 60, heard);
    for (size_t i = 1; i < 7; i++)
        CHECK(heard[i] > 200);
    count_heard(120, 150, heard);
    for (size_t i = 1; i < 7; i++)
        CHECK(heard[i] > 100);
}

static void who_leaves_is_out_of_range_and_not_switched_off(void)
{
    size_t heard[7];
    play("07-left-coverage", 60);
    CHECK_INT(count("\"silence\""), 1);
    CHECK_TEXT(word("silence", 0, "cause"), "out_of_range");
    CHECK_REAL(number("silence", 0, "mmsi"), 799000001, 0);
    CHECK_TEXT(word("silence", 0, "to"), "2027-03-01T08:30:00.000Z");
    count_heard(80, 150, heard);
    CHECK_INT(heard[1], 0);
    for (size_t i = 2; i < 7; i++)
        CHECK(heard[i] > 300);
    /* Until 60 min as the others, then north at 20 kn; the horizon is at 31.0 nautical miles. */
    struct geo_point shore = {56.5, 26};
    double leaves_m = geodesic_m(shore, place(6 * 60)), gone_m = geodesic_m(shore, place(6 * 80));
    CHECK(leaves_m < 31.0 * 1852);
    CHECK_REAL(gone_m - leaves_m, 20 * 1852 * 20 / 60.0, 60);
    CHECK(gone_m > 31.0 * 1852 + 4000);
}

static void twins_alternate_far_from_each_other(void)
{
    play("09-twin", 0);
    size_t from[2] = {0};
    for (size_t i = 0; i < played.message_count; i++)
        if (played.messages[i].message.type == 3) {
            CHECK_INT(played.messages[i].message.mmsi, 799000001);
            from[played.messages[i].message.fields.position.longitude_min_e4 > 54 * 600000]++;
        }
    CHECK_REAL((double)from[0], 720, 12);
    CHECK_REAL((double)from[1], 720, 12);
}

/* How late a message was stamped after the slot that it names; NAN when it names none. */
static double late_s(const struct heard_message *heard)
{
    uint32_t radio = (uint32_t)heard->message.fields.position.radio;
    unsigned timeout = radio >> 14 & 7;
    if (heard->message.type != 1 || (timeout != 2 && timeout != 4 && timeout != 6))
        return (double)NAN;
    double late_s = (double)(heard->time_ms % 60000) / 1000 - (double)(radio & 0x3fff) / 37.5;
    return late_s - 60 * floor(late_s / 60 + 0.5);
}

static void a_fast_clock_is_known_by_slots(void)
{
    play("11-clock", 0);
    CHECK_REAL(1125 / 37.5, 30, 0);
    size_t slots = 0;
    for (size_t i = 0; i < played.message_count; i++) {
        const struct heard_message *heard = &played.messages[i];
        if (isnan(late_s(heard)))
            continue;
        CHECK_REAL(late_s(heard), heard->station[0] == 'F' ? 6.4 : 0, 0.0011);
        slots++;
    }
    CHECK(slots > 100);
}

static void what_is_heard_again_names_the_slot_of_the_first(void)
{
    play("11-replayed", 0);
    size_t stale = 0, slots = 0;
    for (size_t i = 0; i < played.message_count; i++) {
        const struct heard_message *heard = &played.messages[i], *first = NULL;
        if (isnan(late_s(heard)))
            continue;
        slots++;
        if (fabs(late_s(heard) - (heard->station[0] == 'F' ? 6.4 : 0)) < 0.0011)
            continue;
        stale++;
        for (size_t k = 0; k < i; k++)
            if (played.messages[k].station[0] == 'F' &&
                played.messages[k].message.mmsi == heard->message.mmsi &&
                played.messages[k].message.fields.position.radio ==
                    heard->message.fields.position.radio &&
                played.messages[k].message.fields.position.latitude_min_e4 ==
                    heard->message.fields.position.latitude_min_e4)
                first = &played.messages[k];
        CHECK(first != NULL);
        if (first != NULL) {
            CHECK_INT(heard->time_ms - first->time_ms, 95000);
            CHECK_INT(first->message.fields.position.radio >> 14 & 7, 2);
        }
    }
    CHECK_INT(stale, 1);
    CHECK(slots > 100);
    CHECK_INT(count("\"fault\":\"replay\""), 1);
    CHECK_TEXT(word("fault", 0, "from"), "2027-03-01T06:06:18.700Z");
}

static void beacons_are_heard_first_without_then_with_a_place(void)
{
    play("12-beacon", 0);
    CHECK_INT(count("\"beacon\""), 2);
    size_t bursts[40] = {0}, burst = 0, texts[40] = {0}, tests = 0;
    int64_t last_ms = 0, first_ms[41] = {0};
    for (size_t i = 0; i < played.message_count; i++) {
        const struct heard_message *heard = &played.messages[i];
        double minute = (double)(heard->true_ms - played.from_ms) / 60000;
        if (heard->message.mmsi == 972000001) {
            CHECK(minute >= 5);
            burst += heard->true_ms - last_ms > 10000;
            last_ms = heard->true_ms;
            if (bursts[burst]++ == 0)
                first_ms[burst] = heard->true_ms;
            if (heard->message.type == 14) {
                CHECK_TEXT(heard->message.fields.safety_text.text, "MOB ACTIVE");
                texts[burst]++;
                continue;
            }
            CHECK_INT(heard->message.fields.position.navigation_status, 14);
            if (minute < 7.99 || minute > 8.02)
                CHECK_INT(heard->message.fields.position.longitude_min_e4 == 181 * 600000,
                          minute < 8);
        } else if (heard->message.mmsi == 972000002) {
            tests++;
            if (heard->message.type == 14)
                CHECK_TEXT(heard->message.fields.safety_text.text, "MOB TEST");
            else
                CHECK_INT(heard->message.fields.position.navigation_status, 15);
        }
    }
    CHECK(burst >= 27);
    for (size_t i = 1; i < burst; i++) {
        CHECK_INT(bursts[i], 8);
        /* In the first and the fifth of the eight minutes in the same slots. */
        CHECK_INT(texts[i], i % 4 == 1 ? 2 : 0);
        double apart_s = (double)(first_ms[i + 1] - first_ms[i]) / 1000;
        if (i % 8 == 0)
            CHECK(apart_s > 53.9 && apart_s < 66.1);
        else
            CHECK_REAL(apart_s, 60, 0.002);
    }
    CHECK_INT(tests, 8);
}

int main(void)
{
    RUN(one_is_dark_and_the_others_are_heard);
    RUN(where_the_station_is_out_nobody_is_dark);
    RUN(who_leaves_is_out_of_range_and_not_switched_off);
    RUN(twins_alternate_far_from_each_other);
    RUN(a_fast_clock_is_known_by_slots);
    RUN(what_is_heard_again_names_the_slot_of_the_first);
    RUN(beacons_are_heard_first_without_then_with_a_place);
    return check_summary();
}
