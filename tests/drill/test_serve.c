/* SPDX-License-Identifier: Apache-2.0 */
/* Pilot boats and tugs: they meet ships, stay beside them, and go back. */
#include "played.h"

enum { HOURS = 8, BOATS_MAX = 16, TICK_S = 10 };

/* A port in the west, three miles inside of where pilots board; a tug waits nearer. */
static const char words[] =
    "{\"drill\":\"Pilots\",\"from\":\"2027-03-01T06:00:00Z\",\"minutes\":480,\"seed\":%d,"
    "\"stations\":[{\"name\":\"PORT\",\"at\":[56.0,26.0],\"height_m\":200,\"noise\":false}],"
    "\"routes\":{\"in\":[\"56.9,26.1\",\"56.3,26.05\",\"56.03,26.0\"],"
    "\"out\":[\"56.03,25.98\",\"56.3,26.0\",\"56.9,26.0\"]},"
    "\"fleets\":[{\"name\":\"IN\",\"count\":6,\"type\":70,\"length_m\":[150,300],"
    "\"speed_kn\":[11,14],\"routes\":[\"in\"]},"
    "{\"name\":\"OUT\",\"count\":4,\"type\":80,\"length_m\":[150,300],\"speed_kn\":[11,14],"
    "\"routes\":[\"out\"]},"
    "{\"name\":\"PILOT\",\"count\":3,\"type\":50,\"length_m\":[14,20],\"speed_kn\":[18,24],"
    "\"station\":[56.02,26.01],\"meets\":[56.16,26.005],\"serves\":[\"in\",\"out\"],"
    "\"alongside_min\":[4,8]},"
    "{\"name\":\"TUG\",\"count\":2,\"type\":52,\"length_m\":[28,40],\"speed_kn\":[10,12],"
    "\"station\":[56.02,25.99],\"meets\":[56.1,26.01],\"serves\":[\"in\"],\"escort_kn\":5}]}";

static void play_pilots(int seed)
{
    static char bytes[sizeof words + 16];
    struct text text = text_init(bytes, sizeof bytes);
    text_add_format(&text, words, seed);
    play_bytes(bytes, text.size, TICK_S);
}

/* What `position` rows say of one ship at each tick. */
struct seen {
    bool is_there;
    struct geo_point place;
    double speed_kn;
};
enum { TICKS = HOURS * 360 + 1 };
static struct boat {
    double mmsi;
    bool is_tug;
    struct seen seen[TICKS];
} boats[64];
static size_t boat_count;

static struct boat *boat_of(double mmsi)
{
    for (size_t i = 0; i < boat_count; i++)
        if (boats[i].mmsi == mmsi)
            return &boats[i];
    return NULL;
}

static size_t tick_of(const char *time)
{
    int64_t time_ms = 0;
    CHECK(ais_stamp_read_time(time, &time_ms));
    return (size_t)((time_ms - played.from_ms) / 1000 / TICK_S);
}

static void gather(void)
{
    char reason_bytes[256];
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);
    memset(boats, 0, sizeof boats);
    boat_count = 0;
    for (size_t i = 0; i < count("\"truth\":\"ship\""); i++)
        boats[boat_count++] = (struct boat){.mmsi = number("ship", i, "mmsi"),
                                            .is_tug = number("ship", i, "type") == 52};
    for (size_t i = 0; i < played.position_count; i++) {
        const char *row = played.rows[played.positions[i]];
        struct json_tree *tree = json_tree_parse(row, strlen(row), &reason);
        struct json_value value = json_tree_root(tree);
        struct boat *boat = boat_of(json_value_number(json_value_member(value, "mmsi")));
        size_t tick = tick_of(json_value_text(json_value_member(value, "time")));
        CHECK(boat != NULL && tick < TICKS);
        if (boat != NULL && tick < TICKS)
            boat->seen[tick] =
                (struct seen){true,
                              {json_value_number(json_value_member(value, "lon")),
                               json_value_number(json_value_member(value, "lat"))},
                              json_value_number(json_value_member(value, "speed_kn"))};
        json_tree_free(tree);
    }
}

/* Both identities of a row. */
static void read_pair(const char *kind, size_t index, double pair[static 2])
{
    struct json_tree *tree = row_of(kind, index);
    struct json_value list = json_value_member(json_tree_root(tree), "mmsi");
    pair[0] = json_value_number(json_value_at(list, 0));
    pair[1] = json_value_number(json_value_at(list, 1));
    json_tree_free(tree);
}

static void boats_stay_beside_ships_and_go_back(void)
{
    size_t pilots = 0, tugs = 0;
    play_pilots(1);
    gather();
    size_t rows = count("\"alongside\"");
    for (size_t i = 0; i < rows; i++) {
        double pair[2];
        read_pair("alongside", i, pair);
        struct boat *boat = boat_of(pair[0]), *ship = boat_of(pair[1]);
        CHECK(boat != NULL && ship != NULL);
        size_t from = tick_of(word("alongside", i, "from")),
               to = tick_of(word("alongside", i, "to"));
        double minutes = (double)(to - from) * TICK_S / 60;
        pilots += !boat->is_tug;
        tugs += boat->is_tug;
        for (size_t tick = from + 1; tick + 1 < to; tick++) {
            CHECK(geodesic_m(boat->seen[tick].place, ship->seen[tick].place) < 60);
            CHECK_REAL(boat->seen[tick].speed_kn, ship->seen[tick].speed_kn, 0.02);
        }
        if (to + 1 >= TICKS)
            continue; /* the end of the drill */
        if (boat->is_tug) {
            CHECK(!ship->seen[to + 1].is_there); /* her voyage is over */
            CHECK_REAL(ship->seen[to - 2].speed_kn, 5, 0.1);
        } else {
            CHECK(minutes >= 4 && minutes <= 8.4);
            CHECK(ship->seen[to - 2].speed_kn > 4.9); /* a tug may have slowed her */
        }
        /* Back at her station within forty minutes. */
        size_t back = to;
        while (back + 1 < TICKS && boat->seen[back].speed_kn > 0)
            back++;
        struct geo_point station =
            boat->is_tug ? (struct geo_point){56.02, 25.99} : (struct geo_point){56.02, 26.01};
        if (back + 1 < TICKS) {
            CHECK(geodesic_m(boat->seen[back].place, station) < 400);
            CHECK((back - to) * TICK_S < 2400);
        }
    }
    CHECK(pilots >= 10);
    CHECK(tugs >= 4);
}

static void nobody_jumps_or_hurries(void)
{
    size_t moved = 0;
    for (size_t i = 0; i < boat_count; i++)
        for (size_t tick = 1; tick < TICKS; tick++) {
            const struct seen *before = &boats[i].seen[tick - 1], *now = before + 1;
            if (!before->is_there || !now->is_there)
                continue;
            moved++;
            CHECK(geodesic_m(before->place, now->place) < 25 * 1852 / 3600.0 * TICK_S + 40);
        }
    CHECK(moved > 15 * (size_t)TICKS * 9 / 10);
}

/* Whom one serves one does not meet by chance; and the types are said. */
static void they_say_what_they_are_and_are_no_encounters(void)
{
    size_t types[256] = {0};
    for (size_t i = 0; i < played.message_count; i++)
        if (played.messages[i].message.type == 5)
            types[played.messages[i].message.fields.voyage.ship_type]++;
    CHECK(types[50] > 0 && types[52] > 0);
    for (size_t i = 0; i < count("\"encounter\""); i++) {
        double met[2], pair[2];
        read_pair("encounter", i, met);
        if (number("encounter", i, "cpa_m") > 60)
            continue;
        for (size_t k = 0; k < count("\"alongside\""); k++) {
            read_pair("alongside", k, pair);
            CHECK((met[0] != pair[0] || met[1] != pair[1]) &&
                  (met[0] != pair[1] || met[1] != pair[0]));
        }
    }
}

static void the_same_seed_makes_the_same_pilots(void)
{
    static char rows[ROWS_MAX][ROW_BYTES];
    play_pilots(7);
    size_t row_count = played.row_count;
    memcpy(rows, played.rows, sizeof rows);
    play_pilots(7);
    CHECK_INT(played.row_count, row_count);
    CHECK(memcmp(rows, played.rows, row_count * ROW_BYTES) == 0);
    play_pilots(8);
    CHECK(memcmp(rows, played.rows, row_count * ROW_BYTES) != 0);
}

static void what_is_wrong_with_a_service_is_said(void)
{
    static const struct {
        const char *from, *to, *reason;
    } cases[] = {
        {"\"in\",\"out\"]", "\"in\",\"up\"]", "fleets[2].serves: there is no route 'up'"},
        {"[56.16,26.005]", "[56.16,26.20]", "fleets[2].meets: the route 'in' comes no nearer than"},
        {"\"station\":[56.02,26.01],", "", "fleets[2].serves needs station and meets beside it"},
        {"[18,24]", "[0,24]", "fleets[2].serves does not go with routes, nor with less than 1 kn"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        static char bytes[sizeof words + 64];
        char reason_bytes[256];
        struct text text = text_init(bytes, sizeof bytes);
        struct text reason = text_init(reason_bytes, sizeof reason_bytes);
        const char *at = strstr(words, cases[i].from);
        text_add_bytes(&text, words, (size_t)(at - words));
        text_add(&text, cases[i].to);
        text_add(&text, at + strlen(cases[i].from));
        char *seed = strstr(bytes, "%d");
        memcpy(seed, " 1", 2);
        struct drill_scenario *scenario = drill_scenario_read(bytes, text.size, &reason);
        if (scenario != NULL)
            CHECK(drill_simulation_new(scenario, NULL, &reason) == NULL);
        CHECK(strncmp(reason_bytes, cases[i].reason, strlen(cases[i].reason)) == 0);
        if (strncmp(reason_bytes, cases[i].reason, strlen(cases[i].reason)) != 0)
            printf("# %s\n", reason_bytes);
        drill_scenario_free(scenario);
    }
}

int main(void)
{
    RUN(boats_stay_beside_ships_and_go_back);
    RUN(nobody_jumps_or_hurries);
    RUN(they_say_what_they_are_and_are_no_encounters);
    RUN(the_same_seed_makes_the_same_pilots);
    RUN(what_is_wrong_with_a_service_is_said);
    return check_summary();
}
