/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"
#include "check.h"
#include "heard.h"
#include "track/picture.h"

#include <math.h>

/* Class A, moored, 477553000, -122.345833 47.582833, heading 181. */
static const char MOORED[] = "177KQJ5000G?tO`K>RA1wUbN0TKH";
/* Class A under way, 265547250, 13.9 knots, 11.832976 57.660353. */
static const char UNDER_WAY[] = "13u?etPv2;0n:dDPwUM1U1Cb069D";
/* Its shorter cousin: 351759000's voyage data. */
static const char VOYAGE[] =
    "55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp888888888880";

enum { MINUTE_MS = 60000, KEEP_LOST_MS = 10 * MINUTE_MS };

static const int64_t START_MS = INT64_C(1542625200000);

static struct track_picture *new_picture(size_t target_count_max)
{
    return track_picture_new(&(struct track_picture_options){target_count_max, KEEP_LOST_MS});
}

static void knows_what_was_said_and_since_when(void)
{
    struct track_picture *picture = new_picture(10);
    heard(picture, UNDER_WAY, START_MS, 3, false);
    heard(picture, VOYAGE, START_MS + 500, 3, false);

    const struct track_target *ship = track_picture_find(picture, 265547250);
    CHECK(ship != NULL);
    CHECK_INT(ship->kind, TRACK_KIND_CLASS_A);
    CHECK_REAL(ship->longitude_deg, 11.832976, 1e-6);
    CHECK_REAL(ship->latitude_deg, 57.660353, 1e-6);
    CHECK_REAL(ship->speed_mps, 13.9 * 1852 / 3600, 1e-9);
    CHECK_REAL(ship->course_deg, 40.4, 1e-9);
    CHECK_REAL(ship->heading_deg, 41, 0);
    CHECK_INT(ship->navigation_status, 0);
    CHECK_INT(ship->fields[TRACK_FIELD_POSITION].heard_ms, START_MS);
    CHECK_INT(ship->fields[TRACK_FIELD_POSITION].message_type, 1);
    CHECK(!track_target_has(ship, TRACK_FIELD_NAME));
    CHECK_TEXT(ship->name, "");

    const struct track_target *other = track_picture_find(picture, 351759000);
    CHECK_TEXT(other->name, "EVER DIADEM");
    CHECK_TEXT(other->callsign, "3FOF8");
    CHECK_TEXT(other->destination, "NEW YORK");
    CHECK_INT(other->imo, 9134270);
    CHECK_INT(other->to_bow_m, 225);
    CHECK_REAL(other->draught_m, 12.2, 1e-9);
    CHECK_INT(other->kind, TRACK_KIND_CLASS_A);
    CHECK_REAL(other->longitude_deg, (double)NAN, 0);
    CHECK_INT(other->fields[TRACK_FIELD_NAME].heard_ms, START_MS + 500);

    struct track_picture_counts counts = track_picture_counts(picture);
    CHECK_INT(counts.targets, 2);
    CHECK_INT(counts.with_position, 1);
    CHECK_INT(counts.by_kind[TRACK_KIND_CLASS_A], 2);
    track_picture_free(picture);
}

static void a_copy_adds_its_station_and_nothing_else(void)
{
    struct track_picture *picture = new_picture(10);
    heard(picture, UNDER_WAY, START_MS, 3, false);
    uint64_t revision = track_picture_revision(picture);
    heard(picture, UNDER_WAY, START_MS + 100, 4, true);
    CHECK(track_picture_revision(picture) > revision);
    revision = track_picture_revision(picture);
    heard(picture, UNDER_WAY, START_MS + 200, 3, true);
    CHECK_INT(track_picture_revision(picture), revision);

    const struct track_target *ship = track_picture_find(picture, 265547250);
    CHECK_INT(ship->message_count, 1);
    CHECK_INT(ship->heard_ms, START_MS);
    CHECK_INT(ship->heard_by_count, 2);
    CHECK_INT(ship->heard_by[0].station, 3);
    CHECK_INT(ship->heard_by[0].message_count, 2);
    CHECK_INT(ship->heard_by[1].station, 4);
    track_picture_free(picture);
}

static void remembers_the_stations_heard_last(void)
{
    struct track_picture *picture = new_picture(10);
    for (uint16_t station = 1; station <= TRACK_STATION_COUNT_MAX + 1; station++)
        heard(picture, UNDER_WAY, START_MS + station, station, station > 1);
    const struct track_target *ship = track_picture_find(picture, 265547250);
    CHECK_INT(ship->heard_by_count, TRACK_STATION_COUNT_MAX);
    for (size_t i = 0; i < TRACK_STATION_COUNT_MAX; i++)
        CHECK_INT(ship->heard_by[i].station, TRACK_STATION_COUNT_MAX + 1 - i);
    track_picture_free(picture);
}

static void an_older_report_does_not_overwrite_a_newer(void)
{
    struct track_picture *picture = new_picture(10);
    heard(picture, "13u?etPv2;0n:dDPwUM1U1Cb069D", START_MS, 1, false);
    heard(picture, "13u?etP000000000000000000000", START_MS - 1, 1, false);
    const struct track_target *ship = track_picture_find(picture, 265547250);
    CHECK_REAL(ship->longitude_deg, 11.832976, 1e-6);
    CHECK_INT(ship->message_count, 2);
    track_picture_free(picture);
}

static void is_lost_by_the_rate_that_is_due_and_removed_later(void)
{
    struct track_picture *picture = new_picture(10);
    heard(picture, UNDER_WAY, START_MS, 1, false); /* every 10 s: lost after 60 s */
    heard(picture, MOORED, START_MS, 1, false);    /* every 3 min: lost after 18 min */

    track_picture_advance(picture, START_MS + MINUTE_MS);
    CHECK(!track_picture_find(picture, 265547250)->is_lost);
    uint64_t revision = track_picture_revision(picture);
    track_picture_advance(picture, START_MS + MINUTE_MS + 1);
    CHECK(track_picture_find(picture, 265547250)->is_lost);
    CHECK(track_picture_find(picture, 265547250)->revision > revision);
    CHECK(!track_picture_find(picture, 477553000)->is_lost);
    track_picture_advance(picture, START_MS + MINUTE_MS + KEEP_LOST_MS);
    CHECK(track_picture_find(picture, 265547250) != NULL);
    track_picture_advance(picture, START_MS + MINUTE_MS + KEEP_LOST_MS + 1);
    CHECK(track_picture_find(picture, 265547250) == NULL);
    track_picture_advance(picture, START_MS + 18 * MINUTE_MS + 1);
    CHECK(track_picture_find(picture, 477553000)->is_lost);
    heard(picture, MOORED, START_MS + 19 * MINUTE_MS, 1, false);
    CHECK(!track_picture_find(picture, 477553000)->is_lost);
    track_picture_free(picture);
}

static void time_never_goes_back(void)
{
    struct track_picture *picture = new_picture(10);
    CHECK_INT(track_picture_time_ms(picture), CLOCK_UNKNOWN_MS);
    heard(picture, UNDER_WAY, START_MS, 1, false);
    track_picture_advance(picture, START_MS - 1);
    CHECK_INT(track_picture_time_ms(picture), START_MS);
    track_picture_free(picture);
}

static void refuses_and_counts_when_full_and_takes_freed_slots_again(void)
{
    struct track_picture *picture = new_picture(1);
    heard(picture, UNDER_WAY, START_MS, 1, false);
    heard(picture, MOORED, START_MS, 1, false);
    CHECK(track_picture_find(picture, 477553000) == NULL);
    CHECK_INT(track_picture_counts(picture).refused_full, 1);
    track_picture_advance(picture, START_MS + MINUTE_MS + KEEP_LOST_MS + 1);
    heard(picture, MOORED, START_MS + 20 * MINUTE_MS, 1, false);
    CHECK(track_picture_find(picture, 477553000) != NULL);
    CHECK_INT(track_picture_slot_count(picture), 1);
    track_picture_free(picture);
}

/* A class A position of `mmsi`, through the picture's front door. */
static void heard_mmsi(struct track_picture *picture, uint32_t mmsi, int64_t time_ms)
{
    struct ais_message message = {.type = 1, .mmsi = mmsi, .layout = &ais_position_layout};
    message.bits.bit_count = 168;
    message.fields.position =
        (struct ais_position){.longitude_min_e4 = 600000, .latitude_min_e4 = 600000};
    struct evidence_report report = {&message, time_ms, 1, false};
    track_picture_update(picture, &report);
}

static void a_flood_of_false_identities_gives_way_and_hides_no_distress(void)
{
    enum { CAPACITY = 256, RESERVED = 2 };
    struct track_picture *picture = new_picture(CAPACITY);
    heard_mmsi(picture, 219000001, START_MS);
    heard_mmsi(picture, 219000001, START_MS + 1000);
    for (uint32_t i = 0; i < 2 * CAPACITY; i++)
        heard_mmsi(picture, 400000000 + i, START_MS + 2000);
    CHECK_INT(track_picture_counts(picture).targets, CAPACITY - RESERVED);

    heard_mmsi(picture, 970010001, START_MS + 3000);
    heard_mmsi(picture, 974010001, START_MS + 3000);
    CHECK(track_picture_find(picture, 970010001) != NULL);
    CHECK(track_picture_find(picture, 974010001) != NULL);
    heard_mmsi(picture, 219000002, START_MS + 4000);
    CHECK(track_picture_find(picture, 219000002) == NULL);

    heard_mmsi(picture, 219000001, START_MS + 62000);
    heard_mmsi(picture, 219000002, START_MS + 63000);
    CHECK(track_picture_find(picture, 219000002) != NULL);
    CHECK(track_picture_find(picture, 219000001) != NULL);
    CHECK(track_picture_find(picture, 970010001) != NULL);
    CHECK(track_picture_find(picture, 400000000) == NULL);
    track_picture_free(picture);
}

static void nobody_is_no_target(void)
{
    struct track_picture *picture = new_picture(10);
    heard(picture, "1000000000G?tO`K>RA1wUbN0TKH", START_MS, 1, false);
    CHECK_INT(track_picture_counts(picture).targets, 0);
    CHECK_INT(track_picture_counts(picture).refused_mmsi, 1);
    track_picture_free(picture);
}

static void keeps_past_positions_half_a_minute_apart(void)
{
    struct track_picture *picture = new_picture(10);
    for (int i = 0; i < (TRACK_PAST_COUNT_MAX + 2) * 3; i++)
        heard(picture, UNDER_WAY, START_MS + i * 10000, 1, false);
    const struct track_target *ship = track_picture_find(picture, 265547250);
    CHECK_INT(ship->past_count, TRACK_PAST_COUNT_MAX);
    for (size_t i = 0; i < ship->past_count; i++)
        CHECK_INT(track_target_past(ship, i)->time_ms,
                  START_MS + (int64_t)(i + 2) * TRACK_PAST_INTERVAL_MS);
    track_picture_free(picture);
}

static void equal_pictures_have_equal_digests(void)
{
    uint8_t digests[3][DIGEST_BYTES];
    for (size_t i = 0; i < 3; i++) {
        struct track_picture *picture = new_picture(10 + i);
        /* The order in which ships are first heard gives them other slots, and no other digest. */
        heard(picture, i == 1 ? MOORED : UNDER_WAY, START_MS, 1, false);
        heard(picture, i == 1 ? UNDER_WAY : MOORED, START_MS, 1, false);
        if (i == 2)
            heard(picture, UNDER_WAY, START_MS, 2, true);
        CHECK(track_picture_digest(picture, digests[i]));
        track_picture_free(picture);
    }
    CHECK(memcmp(digests[0], digests[1], DIGEST_BYTES) == 0);
    CHECK(memcmp(digests[0], digests[2], DIGEST_BYTES) != 0);
}

static void forgets_everything_when_cleared(void)
{
    struct track_picture *picture = new_picture(2);
    heard(picture, UNDER_WAY, START_MS, 1, false);
    uint64_t revision = track_picture_revision(picture);
    track_picture_clear(picture);
    CHECK(track_picture_find(picture, 265547250) == NULL);
    CHECK_INT(track_picture_time_ms(picture), CLOCK_UNKNOWN_MS);
    CHECK(track_picture_revision(picture) > revision);
    heard(picture, UNDER_WAY, START_MS - MINUTE_MS, 1, false);
    CHECK_INT(track_picture_time_ms(picture), START_MS - MINUTE_MS);
    track_picture_free(picture);
}

int main(void)
{
    RUN(knows_what_was_said_and_since_when);
    RUN(a_copy_adds_its_station_and_nothing_else);
    RUN(remembers_the_stations_heard_last);
    RUN(an_older_report_does_not_overwrite_a_newer);
    RUN(is_lost_by_the_rate_that_is_due_and_removed_later);
    RUN(time_never_goes_back);
    RUN(refuses_and_counts_when_full_and_takes_freed_slots_again);
    RUN(a_flood_of_false_identities_gives_way_and_hides_no_distress);
    RUN(nobody_is_no_target);
    RUN(keeps_past_positions_half_a_minute_apart);
    RUN(equal_pictures_have_equal_digests);
    RUN(forgets_everything_when_cleared);
    return check_summary();
}
