/* SPDX-License-Identifier: Apache-2.0 */
/* The scenarios of drills/: their truth is what the arithmetic of each says, within 10 m or 1 %,
 * and 2 s; distances by PROJ's geodesics. */
#include "ais/decoder.h"
#include "base/json_value.h"
#include "check.h"
#include "drill/simulation.h"

#include <geodesic.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 20000, ROW_BYTES = 512, FILE_BYTES_MAX = 1 << 16, MESSAGES_MAX = 20000 };

struct heard_message {
    int64_t time_ms, true_ms;
    char station[16];
    struct ais_message message;
};

/* What a scenario gave, all of it. */
static struct {
    char rows[ROWS_MAX][ROW_BYTES];
    size_t row_count, message_count;
    struct heard_message messages[MESSAGES_MAX];
    int64_t from_ms;
} played;

static void on_row(void *user, const char *row, size_t size)
{
    (void)user;
    if (played.row_count == ROWS_MAX || size >= ROW_BYTES)
        exit(1);
    memcpy(played.rows[played.row_count], row, size);
    played.rows[played.row_count++][size] = '\0';
}

static void pull(struct drill_simulation *simulation)
{
    static struct ais_decoder decoder;
    struct drill_heard heard;
    struct ais_event event;
    ais_decoder_init(&decoder);
    while (drill_simulation_next(simulation, &heard)) {
        ais_decoder_push(&decoder, heard.line, heard.size,
                         (struct ais_arrival){AIS_UNKNOWN_MS, 0, true});
        while (ais_decoder_next(&decoder, &event)) {
            CHECK_INT(event.kind, AIS_EVENT_MESSAGE);
            if (played.message_count == MESSAGES_MAX)
                exit(1);
            struct heard_message *message = &played.messages[played.message_count++];
            *message = (struct heard_message){
                .time_ms = heard.time_ms, .true_ms = heard.true_ms, .message = event.message};
            memcpy(message->station, event.stamp.station, sizeof message->station);
        }
    }
}

static void play(const char *name, double positions_s)
{
    static char bytes[FILE_BYTES_MAX];
    char words[512];
    struct text path = text_init(words, sizeof words);
    text_add_format(&path, "%s/drills/%s.json", getenv("NARROWS_ROOT"), name);
    FILE *file = fopen(words, "rb");
    CHECK(file != NULL);
    if (file == NULL)
        exit(1);
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    struct text reason = text_init(words, sizeof words);
    struct drill_scenario *scenario = drill_scenario_read(bytes, size, &reason);
    struct drill_simulation *simulation =
        scenario == NULL ? NULL : drill_simulation_new(scenario, NULL, &reason);
    CHECK_TEXT(words, "");
    if (simulation == NULL)
        exit(1);
    played.row_count = played.message_count = 0;
    played.from_ms = scenario->from_ms;
    drill_simulation_truth(simulation, &(struct drill_truth_sink){on_row, NULL, positions_s});
    pull(simulation);
    drill_simulation_free(simulation);
    drill_scenario_free(scenario);
}

/* A number of the row of a kind with that index among them; NAN when there is none. */
static double number(const char *kind, size_t index, const char *member)
{
    char words[256];
    struct text reason = text_init(words, sizeof words);
    for (size_t i = 0; i < played.row_count; i++) {
        struct json_tree *tree = json_tree_parse(played.rows[i], strlen(played.rows[i]), &reason);
        const char *text = json_value_text(json_value_member(json_tree_root(tree), "truth"));
        bool is_it = strcmp(text, kind) == 0 && index-- == 0;
        double value = json_value_number(json_value_member(json_tree_root(tree), member));
        json_tree_free(tree);
        if (is_it)
            return value;
    }
    return (double)NAN;
}

static size_t count(const char *words)
{
    size_t rows = 0;
    for (size_t i = 0; i < played.row_count; i++)
        rows += strstr(played.rows[i], words) != NULL;
    return rows;
}

static struct geo_point place(size_t index)
{
    return (struct geo_point){number("position", index, "lon"), number("position", index, "lat")};
}

static double geodesic_m(struct geo_point from, struct geo_point to)
{
    struct geod_geodesic earth;
    double distance_m, first_deg, last_deg;
    geod_init(&earth, 6378137, 1 / 298.257223563);
    geod_inverse(&earth, from.latitude_deg, from.longitude_deg, to.latitude_deg, to.longitude_deg,
                 &distance_m, &first_deg, &last_deg);
    return distance_m;
}

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

static void gates_are_passed_there_and_back(void)
{
    play("06-payload", 0);
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

static void one_is_dark_and_the_others_are_heard(void)
{
    play("07-dark", 0);
    CHECK_INT(count("\"cause\":\"switched_off\""), 1);
    size_t heard[7] = {0}, sent = 0, got = 0;
    for (size_t i = 0; i < played.message_count; i++) {
        int64_t minute = (played.messages[i].true_ms - played.from_ms) / 60000;
        if (minute >= 60 && minute < 120)
            heard[played.messages[i].message.mmsi - 799000000]++;
    }
    CHECK_INT(heard[1], 0);
    for (size_t i = 2; i < 7; i++)
        CHECK(heard[i] > 200);
    for (size_t i = 0; i < count("\"heard\","); i++) {
        sent += (size_t)number("heard", i, "sent");
        got += (size_t)number("heard", i, "heard");
    }
    CHECK_REAL((double)got / (double)sent, 0.8, 0.06);
}

/* Of one ship's positions: the least and greatest distance from a place. */
static void check_circle(size_t ship, size_t ship_count, struct geo_point centre, double radius_m)
{
    for (size_t i = ship; i < count("\"position\""); i += ship_count)
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

static void two_lie_together_for_130_minutes(void)
{
    play("10-encounter", 60);
    int together = 0;
    for (size_t minute = 0; minute <= 190; minute++) {
        double range_m = geodesic_m(place(2 * minute), place(2 * minute + 1));
        together += range_m < 410;
        if (minute >= 30 && minute <= 160)
            CHECK_REAL(range_m, 400, 10);
    }
    CHECK_REAL(together, 131, 1.5);
}

static void a_fast_clock_is_known_by_slots(void)
{
    play("11-clock", 0);
    size_t slots = 0;
    for (size_t i = 0; i < played.message_count; i++) {
        const struct heard_message *heard = &played.messages[i];
        if (heard->message.type != 1)
            continue;
        uint32_t radio = (uint32_t)heard->message.fields.position.radio;
        unsigned timeout = radio >> 14 & 7;
        if (timeout != 2 && timeout != 4 && timeout != 6)
            continue;
        double late_s = (double)(heard->time_ms % 60000) / 1000 - (double)(radio & 0x3fff) / 37.5;
        late_s -= 60 * floor(late_s / 60 + 0.5);
        CHECK_REAL(late_s, heard->station[0] == 'F' ? 6.4 : 0, 0.0011);
        slots++;
    }
    CHECK(slots > 100);
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
    RUN(gates_are_passed_there_and_back);
    RUN(one_is_dark_and_the_others_are_heard);
    RUN(rings_are_round);
    RUN(twins_alternate_far_from_each_other);
    RUN(two_lie_together_for_130_minutes);
    RUN(a_fast_clock_is_known_by_slots);
    RUN(beacons_are_heard_first_without_then_with_a_place);
    RUN(lanes_and_anchors);
    RUN(says_what_is_wrong_and_where);
    return check_summary();
}
