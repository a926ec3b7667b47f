/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/decoder.h"
#include "base/hash.h"
#include "base/trig.h"
#include "check.h"
#include "drill/simulation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHIPS_MAX = 1000, MINUTES = 30, SLOTS = 2250 };

/* One sea with something of everything. */
static struct geo_point ring[] = {{56.4, 25.9}, {56.8, 25.9}, {56.8, 26.2}, {56.4, 26.2}};
static struct drill_area_text areas[] = {{.id = "ground", .ring = ring, .ring_count = 4}};
static struct drill_words in_points[] = {{"57.2,25.8"}, {"56.7,26.3"}, {"56.2,26.3"}};
static struct drill_words out_points[] = {{"56.2,26.2"}, {"56.65,26.2"}, {"57.1,25.7"}};
static struct drill_route_text routes[] = {{"in", in_points, 3}, {"out", out_points, 3}};
static struct drill_words both[] = {{"in"}, {"out"}};
static struct drill_fleet fleets[] = {
    {.name = "tankers",
     .class_name = "A",
     .area = "ground",
     .count = 60,
     .type = 80,
     .length_m = {180, 333},
     .speed_kn = {8, 26},
     .spread_m = 500,
     .anchor_share = 0.2,
     .routes = both,
     .route_count = 2},
    {.name = "dhows",
     .class_name = "B",
     .area = "ground",
     .count = 30,
     .type = 30,
     .length_m = {8, 20},
     .speed_kn = {0, 6}},
    {.name = "pilots",
     .class_name = "A",
     .count = 3,
     .type = 50,
     .length_m = {14, 20},
     .speed_kn = {30, 40},
     .station = {56.6, 26.15},
     .meets = {56.6, 26.2},
     .serves = both + 1,
     .serve_count = 1,
     .alongside_min = {2, 4},
     .escort_kn = (double)NAN},
};
static struct drill_station stations[] = {
    {.name = "NEAR", .at = {56.6, 26.1}, .height_m = 80, .range_nmi = (double)NAN},
    {.name = "NOISY",
     .at = {56.0, 26.1},
     .height_m = 60,
     .range_nmi = (double)NAN,
     .has_noise = true,
     .clock_error_s = 0.25},
};
static struct drill_base bases[] = {{.mmsi = 1, .at = {56.6, 26.1}}};
static struct drill_aid aids[] = {{.name = "Buoy", .mmsi = 1, .type = 1, .at = {56.5, 26.2}}};
static struct drill_beacon beacons[] = {
    {.kind = "sart", .mmsi = 1, .at = {56.6, 26.0}, .minutes = 20, .position_from_min = 2}};

static struct drill_scenario scenario_of(uint64_t seed)
{
    return (struct drill_scenario){
        .title = "Statistics",
        .identities = "drill",
        .from_ms = INT64_C(1803880800000),
        .minutes = MINUTES,
        .seed = (double)seed,
        .gnss_noise_m = 3,
        .stations = stations,
        .station_count = 2,
        .routes = routes,
        .route_count = 2,
        .fleets = fleets,
        .fleet_count = 3,
        .areas = areas,
        .area_count = 1,
        .bases = bases,
        .base_count = 1,
        .aids = aids,
        .aid_count = 1,
        .beacons = beacons,
        .beacon_count = 1,
    };
}

static struct drill_simulation *begin(const struct drill_scenario *scenario)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct drill_simulation *simulation = drill_simulation_new(scenario, NULL, &reason);
    CHECK_TEXT(bytes, "");
    if (simulation == NULL)
        exit(1);
    return simulation;
}

static uint64_t rows_hash, rows_alongside;

static void on_row(void *user, const char *row, size_t size)
{
    (void)user;
    rows_alongside += strncmp(row, "{\"truth\":\"alongside\"", 20) == 0;
    rows_hash = rows_hash * 31 + hash_bytes(row, size);
}

static uint64_t play(uint64_t seed)
{
    struct drill_scenario scenario = scenario_of(seed);
    struct drill_simulation *simulation = begin(&scenario);
    struct drill_heard heard;
    uint64_t hash = 0;
    rows_hash = 0;
    drill_simulation_truth(simulation, &(struct drill_truth_sink){on_row, NULL, 60});
    while (drill_simulation_next(simulation, &heard))
        hash = hash * 31 + hash_bytes(heard.line, heard.size);
    drill_simulation_free(simulation);
    return hash;
}

/* These numbers are the same on every machine: tools/foreign.sh asks others. Who changes what is
 * simulated changes them too. */
static void the_same_seed_gives_the_same_bytes(void)
{
    uint64_t first = play(1), first_rows = rows_hash;
    CHECK_INT(first, INT64_C(-4545572118496109693));
    CHECK_INT(first_rows, INT64_C(5656600422903865463));
    CHECK(play(1) == first && rows_hash == first_rows);
    CHECK(play(2) != first);
    CHECK(rows_alongside > 0); /* pilots are among them */
}

/* What is remembered of one who transmits. */
struct sender {
    uint32_t mmsi;
    bool is_class_b;
    int64_t last_slot, last_position_slot;
    int expected_timeout[SLOTS];
    int64_t expected_slot[SLOTS]; /* in which that timeout is */
    int64_t expected_next;        /* as the last said by its state; -1: it did not */
};

static struct sender senders[SHIPS_MAX];
static size_t sender_count;

static struct sender *sender_of(uint32_t mmsi)
{
    for (size_t i = 0; i < sender_count; i++)
        if (senders[i].mmsi == mmsi)
            return &senders[i];
    struct sender *sender = &senders[sender_count++];
    *sender = (struct sender){
        .mmsi = mmsi, .last_slot = -1, .last_position_slot = -1, .expected_next = -1};
    memset(sender->expected_slot, -1, sizeof sender->expected_slot);
    return sender;
}

static struct {
    uint64_t sotdma, slot_numbers, times, offsets, intervals[8], early;
} seen;

/* The interval of M.1371-5 annex 1, table 1, that a speed wants, and where it is counted. */
static int class_of(double speed_kn, int32_t status)
{
    if (status == 1)
        return 3;
    return speed_kn > 23.5 ? 0 : speed_kn > 14.5 && speed_kn < 22.5 ? 1 : speed_kn < 13.5 ? 2 : -1;
}

static void look_at_sotdma(struct sender *sender, uint32_t radio, int64_t slot)
{
    unsigned timeout = radio >> 14 & 7, message = radio & 0x3fff;
    int64_t slot_of_frame = slot % SLOTS;
    seen.sotdma++;
    CHECK_INT(radio >> 17, 0);
    if (sender->expected_slot[slot_of_frame] == slot)
        CHECK_INT(timeout, sender->expected_timeout[slot_of_frame]);
    sender->expected_timeout[slot_of_frame] = (int)timeout - 1;
    sender->expected_slot[slot_of_frame] = timeout > 0 ? slot + SLOTS : -1;
    if (timeout == 2 || timeout == 4 || timeout == 6) {
        seen.slot_numbers++;
        CHECK_INT(message, slot_of_frame);
    } else if (timeout == 1) {
        seen.times++;
        CHECK_INT(message >> 9, 6);
        CHECK_INT(message >> 2 & 0x7f, slot / SLOTS);
    } else if (timeout == 0) {
        seen.offsets++;
        /* There the station has nothing else. */
        CHECK(sender->expected_slot[(slot + message) % SLOTS] != slot + message);
    } else {
        CHECK(message < SHIPS_MAX);
    }
}

static void look_at(const struct ais_event *event, int64_t slot)
{
    const struct ais_message *message = &event->message;
    struct sender *sender = sender_of(message->mmsi);
    CHECK(slot > sender->last_slot);
    sender->last_slot = slot;
    if (message->type == 4)
        look_at_sotdma(sender, (uint32_t)message->fields.base_station.radio, slot);
    if (message->type != 1 && message->type != 3)
        return;
    const struct ais_position *position = &message->fields.position;
    uint32_t radio = (uint32_t)position->radio;
    if (sender->expected_next >= 0)
        CHECK_INT(slot, sender->expected_next);
    sender->expected_next = -1;
    if (message->type == 3) {
        sender->expected_next = slot + (radio >> 4);
    } else {
        look_at_sotdma(sender, radio, slot);
    }
    int kind = class_of(position->speed_kn_e1 / 10.0, position->navigation_status);
    static const double intervals_s[] = {2, 6, 10, 180};
    if (sender->last_position_slot >= 0 && kind >= 0 && message->mmsi / 1000000 == 799) {
        double interval_s = (double)(slot - sender->last_position_slot) / 37.5;
        seen.intervals[kind]++;
        if (fabs(interval_s - intervals_s[kind]) > intervals_s[kind] * 0.21)
            seen.early++; /* turning, or slower than a moment ago */
    }
    sender->last_position_slot = slot;
}

static void slots_states_and_intervals_are_true(void)
{
    static struct ais_decoder decoder;
    struct drill_scenario scenario = scenario_of(3);
    struct drill_simulation *simulation = begin(&scenario);
    struct drill_heard heard;
    struct ais_event event;
    ais_decoder_init(&decoder);
    sender_count = 0;
    while (drill_simulation_next(simulation, &heard)) {
        if (strcmp(heard.station, "NEAR") != 0)
            continue;
        CHECK_INT(heard.time_ms, heard.true_ms);
        ais_decoder_push(&decoder, heard.line, heard.size,
                         (struct ais_arrival){AIS_UNKNOWN_MS, 0, true});
        while (ais_decoder_next(&decoder, &event)) {
            CHECK_INT(event.kind, AIS_EVENT_MESSAGE);
            CHECK(event.stamp.is_drill);
            CHECK_TEXT(event.stamp.station, "NEAR");
            int64_t since_ms = event.stamp.time_ms - scenario.from_ms;
            look_at(&event, (since_ms * SLOTS + 59999) / 60000);
        }
    }
    drill_simulation_free(simulation);
    for (size_t i = 0; i < AIS_REFUSAL_COUNT; i++)
        CHECK_INT(decoder.counts.refused[i], 0);
    static const int types[] = {1, 3, 4, 5, 14, 18, 21, 24};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        CHECK(decoder.counts.by_type[types[i]] > 0);
    CHECK(seen.sotdma > 5000 && seen.slot_numbers > 1000 && seen.times > 300 && seen.offsets > 300);
    uint64_t all = 0;
    for (int i = 0; i < 4; i++) {
        CHECK(seen.intervals[i] > 50);
        all += seen.intervals[i];
    }
    CHECK(seen.early < all / 10);
}

/* What docs/drills.md says of radio, written down a second time: the mean level at a distance, and
 * how often a level with the fading of one message, of both kinds, is above what is decoded. */
static double heard_share(double distance_nmi, double horizon_nmi)
{
    double level_db = distance_nmi <= horizon_nmi ? 3 + 40 * log10(horizon_nmi / distance_nmi)
                                                  : 3 - 4 * (distance_nmi - horizon_nmi);
    return erfc(-level_db / sqrt(4.0 * 4.0 + 2.0 * 2.0) / sqrt(2)) / 2;
}

enum { DISTANCES = 10, SIDES = 2, RANGE_HOURS = 120 };

/* On the equator, to either side of both stations: three minutes between two reports, in which
 * slow fading is forgotten but for a twentieth. */
static void lay_out(struct drill_ship *ships, const double *distances_nmi)
{
    const double nmi_per_deg = 6378137 * 3.14159265358979 / 180 / 1852;
    for (int i = 0; i < DISTANCES * SIDES; i++)
        ships[i] = (struct drill_ship){
            .class_name = "A",
            .mmsi = i + 1,
            .length_m = 150, /* her antenna is 10 m and a tenth of that high */
            .antenna_from_bow_m = 100,
            .antenna_from_port_m = 10,
            .at = {distances_nmi[i / SIDES] / nmi_per_deg * (i % SIDES == 0 ? 1 : -1), 0.0},
            .reports = "3 min",
            .heading = (double)NAN,
            .to_min = 1e6};
}

/* Reports of the ships at each distance, by a station that hears all and by one with noise. */
static void count_reports(const struct drill_scenario *scenario, uint64_t *sent, uint64_t *got)
{
    struct drill_simulation *simulation = begin(scenario);
    struct drill_heard heard;
    static struct ais_decoder decoder;
    struct ais_event event;
    ais_decoder_init(&decoder);
    while (drill_simulation_next(simulation, &heard)) {
        ais_decoder_push(&decoder, heard.line, heard.size,
                         (struct ais_arrival){AIS_UNKNOWN_MS, 0, true});
        while (ais_decoder_next(&decoder, &event))
            if (event.message.type == 1 || event.message.type == 3)
                (strcmp(heard.station, "ALL") == 0 ? sent
                                                   : got)[(event.message.mmsi - 1) / SIDES]++;
    }
    drill_simulation_free(simulation);
}

/* At each distance the share within four standard deviations of a binomial, and over all of them
 * their squares not beyond what chance does once in ten thousand times (chi squared, ten degrees
 * of freedom: 35.6). Successive reports of a ship are alike by 0.8 exp(-3) at most, which widens
 * the variance by 1.09; that two messages meet in a slot, by one in a thousand. */
static void reception_by_range_is_that_of_the_model(void)
{
    const double alike = 1.09, met = 0.001, chi_squared_max = 35.6;
    double horizon_nmi = 4.12 / 1.852 * (sqrt(80) + sqrt(25));
    const double distances_nmi[DISTANCES] = {
        0.6 * horizon_nmi,  0.75 * horizon_nmi, 0.85 * horizon_nmi, 0.92 * horizon_nmi,
        0.97 * horizon_nmi, horizon_nmi + 0.3,  horizon_nmi + 0.8,  horizon_nmi + 1.4,
        horizon_nmi + 2.2,  horizon_nmi + 12};
    struct drill_ship ships[DISTANCES * SIDES];
    uint64_t sent[DISTANCES] = {0}, got[DISTANCES] = {0};
    double squares = 0;
    struct drill_station both_stations[] = {
        {.name = "ALL", .at = {0, 0}, .height_m = 80, .range_nmi = 1000},
        {.name = "S", .at = {0, 0}, .height_m = 80, .range_nmi = (double)NAN, .has_noise = true}};
    struct drill_scenario scenario = {.identities = "given",
                                      .from_ms = INT64_C(1803880800000),
                                      .minutes = RANGE_HOURS * 60,
                                      .seed = 5,
                                      .stations = both_stations,
                                      .station_count = 2,
                                      .ships = ships,
                                      .ship_count = DISTANCES * SIDES};
    lay_out(ships, distances_nmi);
    count_reports(&scenario, sent, got);
    for (int i = 0; i < DISTANCES; i++) {
        double count = (double)sent[i], share = heard_share(distances_nmi[i], horizon_nmi);
        double deviation = sqrt(share * (1 - share) * alike / count) + met;
        double off = ((double)got[i] / count - share) / deviation;
        CHECK(sent[i] >= (RANGE_HOURS * 20 - 1) * SIDES);
        CHECK(fabs(off) < 4);
        squares += off * off;
    }
    CHECK_INT(got[DISTANCES - 1], 0);
    CHECK(squares < chi_squared_max);
}

static void names_what_is_not_there(void)
{
    static struct drill_words nowhere[] = {{"lane:none"}, {"1,2"}};
    static struct drill_route_text bad[] = {{"bad", nowhere, 2}};
    struct drill_scenario scenario = scenario_of(1);
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    scenario.routes = bad;
    scenario.route_count = 1;
    CHECK(drill_simulation_new(&scenario, NULL, &reason) == NULL);
    CHECK_TEXT(bytes, "routes.bad: there is no 'lane:none', and the scenario has no waters");
    text_clear(&reason);
    scenario = scenario_of(1);
    scenario.route_count = 1;
    CHECK(drill_simulation_new(&scenario, NULL, &reason) == NULL);
    CHECK_TEXT(bytes, "fleets[0].routes: there is no route 'out'");
}

int main(void)
{
    RUN(the_same_seed_gives_the_same_bytes);
    RUN(slots_states_and_intervals_are_true);
    RUN(reception_by_range_is_that_of_the_model);
    RUN(names_what_is_not_there);
    return check_summary();
}
