/* SPDX-License-Identifier: Apache-2.0 */
/* The scenarios of drills/: their truth is what the arithmetic of each says, within 10 m or 1 %,
 * and 2 s; distances by PROJ's geodesics. What of them is heard: test_scenarios_heard.c. */
#include "played.h"

static void encounters_are_where_and_when_they_must(void)
{
    static const struct {
        const char *name;
        double tcpa_s, cpa_m;
    } cases[] = {{"01-head-on", 1803, 368.6}, {"02-crossing", 848.5, 0},
                 {"03-overtaking", 600, 185}, {"04-hull", (double)NAN, 400},
                 {"04-date-line", 1082, 0},   {"05-turn", 540, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        play(cases[i].name, 0);
        CHECK_INT(count("\"encounter\""), 1);
        CHECK_REAL(number("encounter", 0, "cpa_m"), cases[i].cpa_m, 10);
        if (!isnan(cases[i].tcpa_s))
            CHECK_REAL(number("encounter", 0, "tcpa_s"), cases[i].tcpa_s, 2);
    }
}

/* By PROJ and not by our own geometry: the positions about the time of CPA. */
static void the_closest_is_the_closest_by_geodesics_too(void)
{
    play("01-head-on", 10);
    double least_m = (double)INFINITY;
    for (size_t tick = 0; tick < 240; tick++)
        least_m = fmin(least_m, geodesic_m(place(2 * tick), place(2 * tick + 1)));
    CHECK_REAL(least_m, 368.6, 10);
    CHECK_REAL(number("encounter", 0, "cpa_m"), least_m, 5);
    play("04-date-line", 10);
    CHECK_REAL(geodesic_m(place(0), place(1)), 11131.9, 1);
}

static void hulls_are_closer_than_antennas(void)
{
    play("04-hull", 0);
    CHECK_REAL(number("encounter", 0, "gap_m"), 34, 1);
}

static void who_turns_is_where_the_circle_says(void)
{
    play("05-turn", 540);
    /* A, B at the beginning; A, B after the turn. */
    CHECK_REAL(geodesic_m(place(2), place(3)), 0, 10);
    CHECK_REAL(geodesic_m(place(1), place(3)), 2122.2 * sqrt(2), 10);
    CHECK_REAL(number("position", 3, "course"), 90, 0.5);
    play("02-crossing-turned", 0);
    CHECK_INT(count("\"encounter\""), 1);
    CHECK(number("encounter", 0, "cpa_m") > 500);
    play("03-company", 0);
    CHECK_INT(count("\"encounter\""), 0);
}

/* The rule of PortWatch: who passed within 48 hours is not counted again. */
static size_t passages_after_48_hours(double mmsi)
{
    int64_t counted_ms = INT64_MIN / 2, time_ms;
    size_t passages = 0;
    for (size_t i = 0; i < count("\"crossing\""); i++) {
        char line[64];
        struct text text = text_init(line, sizeof line);
        text_add(&text, word("crossing", i, "time"));
        text_add(&text, " !AIVDM");
        CHECK(ais_stamp_line_time(line, text.size, &time_ms));
        if (number("crossing", i, "mmsi") != mmsi || time_ms - counted_ms < INT64_C(48) * 3600000)
            continue;
        counted_ms = time_ms;
        passages++;
    }
    return passages;
}

static void what_ships_carry_follows_from_their_draught(void)
{
    play("06-payload", 0);
    CHECK_REAL(number("ship", 0, "displacement_t"), 140625, 0.5);
    CHECK_REAL(number("ship", 0, "payload_t"), 107767, 0.5);
    CHECK_REAL(number("ship", 1, "payload_t"), 69856, 0.5);
    play("01-head-on", 0);
    CHECK_REAL(number("ship", 0, "payload_t"), (double)NAN, 0); /* nobody says how she is built */
}

static void gates_are_passed_there_and_back(void)
{
    play("06-payload", 0);
    CHECK_INT(passages_after_48_hours(799000001), 2);
    CHECK_INT(passages_after_48_hours(799000002), 2);
    CHECK_INT(count("\"crossing\""), 6);
    CHECK_INT(count("\"direction\":1"), 4);
    CHECK_INT(count("\"direction\":-1"), 2);
    CHECK(count("T06:30:00") >= 1 && count("T16:2") + count("T16:30:00") >= 2);
    const struct ais_voyage *voyage = NULL;
    for (size_t i = 0; i < played.message_count && voyage == NULL; i++)
        if (played.messages[i].message.type == 5 && played.messages[i].message.mmsi == 799000001)
            voyage = &played.messages[i].message.fields.voyage;
    CHECK(voyage != NULL);
    if (voyage != NULL) {
        CHECK_INT(voyage->draught_m_e1, 120);
        CHECK_INT(voyage->to_bow_m + voyage->to_stern_m, 300);
        CHECK_INT(voyage->to_port_m + voyage->to_starboard_m, 48);
    }
}

/* Of one ship's positions: the least and greatest distance from a place. */
static void check_circle(size_t ship, size_t ship_count, struct geo_point centre, double radius_m)
{
    for (size_t i = ship; i < played.position_count; i += ship_count)
        CHECK_REAL(geodesic_m(centre, place(i)), radius_m, 3);
}

static void rings_are_round(void)
{
    play("08-ring", 10);
    /* To starboard of where each begins, on course 000. */
    for (size_t ship = 0; ship < 3; ship++) {
        struct geo_point begin = place(ship);
        struct geod_geodesic earth;
        struct geo_point centre;
        double course_deg;
        geod_init(&earth, 6378137, 1 / 298.257223563);
        geod_direct(&earth, begin.latitude_deg, begin.longitude_deg, 90, 100, &centre.latitude_deg,
                    &centre.longitude_deg, &course_deg);
        check_circle(ship, 4, centre, 100);
    }
    check_circle(3, 4, (struct geo_point){56.4, 26 + 250 / 110775.0}, 250);
}

/* Minutes that two of so many ships are within 500 m, both slower than 2 kn. */
static int minutes_together(size_t one, size_t ship_count)
{
    int minutes = 0;
    for (size_t at = one; at < played.position_count; at += ship_count)
        minutes += geodesic_m(place(at), place(at + 1)) < 500 &&
                   number("position", at, "speed_kn") < 2 &&
                   number("position", at + 1, "speed_kn") < 2;
    return minutes;
}

static void two_lie_together_for_130_minutes(void)
{
    play("10-encounter", 60);
    for (size_t minute = 30; minute <= 160; minute++)
        CHECK_REAL(geodesic_m(place(2 * minute), place(2 * minute + 1)), 400, 10);
    CHECK_REAL(minutes_together(0, 2), 131, 1.5);
}

/* By PROJ: from a place to the nearest of an anchorage's edge. */
static double anchorage_m(const struct geo_waters *waters, struct geo_point point)
{
    enum { STEPS = 200 };
    double least_m = (double)INFINITY;
    for (size_t i = 0; i < waters->feature_count; i++) {
        const struct geo_waters_feature *feature = &waters->features[i];
        if (feature->kind != GEO_WATERS_ANCHORAGE)
            continue;
        struct geo_box box = geo_area_box(feature->area); /* these are rectangles */
        for (int step = 0; step <= STEPS; step++) {
            double east_deg = box.west_deg + (box.east_deg - box.west_deg) * step / STEPS;
            double north_deg = box.south_deg + (box.north_deg - box.south_deg) * step / STEPS;
            struct geo_point edge[] = {{box.west_deg, north_deg},
                                       {box.east_deg, north_deg},
                                       {east_deg, box.south_deg},
                                       {east_deg, box.north_deg}};
            for (size_t side = 0; side < 4; side++)
                least_m = fmin(least_m, geodesic_m(point, edge[side]));
        }
    }
    return least_m;
}

static void four_pairs_fall_short_of_it_in_one_thing_each(void)
{
    char words[512], reason_bytes[256];
    struct text path = text_init(words, sizeof words);
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);
    text_add_format(&path, "%s/waters/hormuz.geojson", getenv("NARROWS_ROOT"));
    struct geo_waters *waters = geo_waters_read(words, NULL, &reason);
    CHECK_TEXT(reason_bytes, "");
    if (waters == NULL)
        exit(1);
    static const struct {
        int minutes;
        double apart_m, speed_kn;
        bool is_at_sea; /* 30 km from any anchorage */
    } cases[] = {
        {111, 400, 0.5, true}, {0, 600, 0.5, true}, {131, 400, 0.5, false}, {0, 400, 2.5, true}};
    play("10-no-encounter", 60);
    CHECK_INT(count("\"encounter\""), 0);
    for (size_t i = 0; i < 4; i++) {
        CHECK_REAL(minutes_together(2 * i, 8), cases[i].minutes, 1.5);
        for (size_t minute = 30; minute <= 140; minute += 10) {
            struct geo_point one = place(8 * minute + 2 * i);
            CHECK_REAL(geodesic_m(one, place(8 * minute + 2 * i + 1)), cases[i].apart_m, 10);
            CHECK_REAL(number("position", 8 * minute + 2 * i, "speed_kn"), cases[i].speed_kn, 0.01);
            if (cases[i].is_at_sea)
                CHECK(anchorage_m(waters, one) > 30000);
            else /* 9 km, and half of what they drift */
                CHECK_REAL(anchorage_m(waters, one), 9000, 0.5 * 1852 * 65 / 60.0 + 10);
        }
        CHECK_REAL(geodesic_m(place(8 * 30 + 2 * i), place(8 * 160 + 2 * i)),
                   cases[i].speed_kn * 1852 * 130 / 60.0, 10);
    }
    geo_waters_free(waters);
}

static void lanes_and_anchors(void)
{
    play("12-opposing", 60);
    /* Three minutes at 12 kn are 0.6 nautical miles. */
    CHECK_REAL(geodesic_m(place(0), place(6)), 0.6 * 1852, 10);
    CHECK_REAL(number("position", 2, "course"), 220, 0.1);
    CHECK_REAL(number("position", 3, "course"), 130, 0.1);
    play("12-drag", 10);
    struct geo_point anchor = {56.5, 26};
    struct geod_geodesic earth;
    double course_deg;
    geod_init(&earth, 6378137, 1 / 298.257223563);
    geod_direct(&earth, 26, 56.5, 90, 333.8, &anchor.latitude_deg, &anchor.longitude_deg,
                &course_deg);
    for (size_t i = 0; i <= 240; i++)
        CHECK_REAL(geodesic_m(anchor, place(i)), 333.8, 3);
    double minutes = 0;
    for (size_t i = 240; i < 360 && minutes == 0; i++)
        if (geodesic_m(anchor, place(i)) > 430.6)
            minutes = (double)i / 6 - 40;
    CHECK_REAL(minutes, 6.3, 0.17);
}

static void says_what_is_wrong_and_where(void)
{
    static const struct {
        const char *json, *words;
    } cases[] = {
        {"{\"drill\":\"x\",\"from\":\"2027-03-01T06:00:00Z\",\"minutes\":1,\"shps\":[]}",
         "shps is no member that a scenario has here"},
        {"{\"drill\":\"x\",\"minutes\":1}", "from is missing"},
        {"{\"drill\":\"x\",\"from\":\"tomorrow\",\"minutes\":1}",
         "from is no time as 2027-03-01T06:00:00Z"},
        {"{\"drill\":\"x\",\"from\":\"2027-03-01T06:00:00Z\",\"minutes\":1,\"ships\":[{\"mmsi\":1,"
         "\"at\":[1,2],\"speed_kn\":900}]}",
         "ships[0].speed_kn is 900, not from 0 to 102"},
        {"{\"drill\":\"x\",\"from\":\"2027-03-01T06:00:00Z\",\"minutes\":1,\"ships\":[{\"mmsi\":1,"
         "\"at\":[1,2],\"way\":[{\"to\":[1,3],\"wait_min\":1}]}]}",
         "ships[0].way has a step without exactly one of to, run_min, turn_deg, wait_min, "
         "anchor_min"},
        {"{\"drill\":\"x\",\"from\":\"2027-03-01T06:00:00Z\",\"minutes\":1,\"stations\":"
         "[{\"name\":\"S\"}]}",
         "stations[0].at is missing"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char bytes[256];
        struct text reason = text_init(bytes, sizeof bytes);
        CHECK(drill_scenario_read(cases[i].json, strlen(cases[i].json), &reason) == NULL);
        CHECK_TEXT(bytes, cases[i].words);
    }
}

int main(void)
{
    RUN(encounters_are_where_and_when_they_must);
    RUN(the_closest_is_the_closest_by_geodesics_too);
    RUN(hulls_are_closer_than_antennas);
    RUN(who_turns_is_where_the_circle_says);
    RUN(what_ships_carry_follows_from_their_draught);
    RUN(gates_are_passed_there_and_back);
    RUN(rings_are_round);
    RUN(two_lie_together_for_130_minutes);
    RUN(four_pairs_fall_short_of_it_in_one_thing_each);
    RUN(lanes_and_anchors);
    RUN(says_what_is_wrong_and_where);
    return check_summary();
}
