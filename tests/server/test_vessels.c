/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layouts.h"
#include "check.h"
#include "fleet.h"
#include "server/vessels.h"

#include <math.h>
#include <string.h>

static char bytes[65536];

static struct server_site site_of(const struct track_picture *picture,
                                  struct evidence_stations *stations)
{
    evidence_stations_number(stations, "roof");
    return (struct server_site){.picture = picture, .stations = stations};
}

static const struct {
    const char *text;
    bool is_good;
} boxes[] = {
    {"12,55,13,56", true},
    {"-180,-90,180,90", true},
    {"170.5,-1.25,-170,1", true},
    {"0,0,0,0", true},
    {"+1,2,3,4", true},
    {"", false},
    {"12,55,13", false},
    {"12,55,13,56,57", false},
    {"12,55,13,56 ", false},
    {" 12,55,13,56", false},
    {"12,56,13,55", false},
    {"181,0,182,1", false},
    {"0,-91,1,1", false},
    {"0,0,1,91", false},
    {"nan,0,1,1", false},
    {"0x1,0,1,1", false},
    {"inf,0,1,1", false},
    {"1e1,0,1,1", false},
    {"1,,2,3", false},
    {"--1,0,1,1", false},
    {"1-2,0,1,1", false},
    {"1.2.3,0,1,1", false},
    {",,,", false},
    {"12;55;13;56", false},
};

static void reads_a_box_or_refuses_it(void)
{
    for (size_t i = 0; i < sizeof boxes / sizeof boxes[0]; i++) {
        struct geo_box box = {.west_deg = 4711};
        CHECK_INT(server_vessels_read_box(boxes[i].text, &box) * 100 + (int)i,
                  boxes[i].is_good * 100 + (int)i);
        CHECK(boxes[i].is_good || box.west_deg == 4711);
    }
    struct geo_box box;
    CHECK(server_vessels_read_box("170.5,-1.25,-170,1", &box));
    CHECK_REAL(box.west_deg, 170.5, 0);
    CHECK_REAL(box.south_deg, -1.25, 0);
    CHECK_REAL(box.east_deg, -170, 0);
    CHECK_REAL(box.north_deg, 1, 0);
}

static void reads_an_mmsi_or_refuses_it(void)
{
    uint32_t mmsi = 4711;
    CHECK(server_vessels_read_mmsi("002320001", &mmsi));
    CHECK_INT(mmsi, 2320001);
    CHECK(server_vessels_read_mmsi("1073741823", &mmsi)); /* 30 bits, as on the air */
    CHECK_INT(mmsi, 1073741823);
    CHECK(server_vessels_read_mmsi("0002320001", &mmsi));
    CHECK_INT(mmsi, 2320001);
    CHECK(!server_vessels_read_mmsi("", &mmsi));
    CHECK(!server_vessels_read_mmsi("1073741824", &mmsi));
    CHECK(!server_vessels_read_mmsi("4294967297", &mmsi));
    CHECK(!server_vessels_read_mmsi("9999999999", &mmsi));
    CHECK(!server_vessels_read_mmsi("00000000001", &mmsi));
    CHECK(!server_vessels_read_mmsi("-1", &mmsi));
    CHECK(!server_vessels_read_mmsi("12a", &mmsi));
    CHECK_INT(mmsi, 2320001);
}

static void writes_the_targets_of_a_box(void)
{
    struct track_picture *picture = fleet_new(10);
    struct evidence_stations *stations = evidence_stations_new();
    struct server_site site = site_of(picture, stations);
    struct text text = text_init(bytes, sizeof bytes);
    fleet_report(picture, 265698740, 12.723257, -55.903632, FLEET_START_MS + 789);
    fleet_report(picture, 219000001, 30, 10, FLEET_START_MS);
    fleet_voyage(picture, 219000002, "NO \"WHERE\"", FLEET_START_MS);

    server_vessels_write(&text, &site, &(struct geo_box){12, -56, 13, -55});
    CHECK_TEXT(bytes,
               "{\"time\":\"2018-11-19T11:00:00.789Z\",\"vessels\":[{\"mmsi\":265698740,"
               "\"kind\":\"class_a\",\"name\":null,\"callsign\":null,\"lon\":12.723257,"
               "\"lat\":-55.903632,\"speed\":12.3,\"course\":90.0,\"heading\":91,\"status\":0,"
               "\"shiptype\":null,\"lost\":false,\"heard\":\"2018-11-19T11:00:00.789Z\","
               "\"position_heard\":\"2018-11-19T11:00:00.789Z\",\"stations\":[\"roof\"]}],"
               "\"count\":1}");
    text_clear(&text);
    server_vessels_write(&text, &site, NULL);
    CHECK(strstr(bytes, "\"count\":3}") != NULL);
    CHECK(strstr(bytes, "\"name\":\"NO \\\"WHERE\\\"\",\"callsign\":null,\"lon\":null,"
                        "\"lat\":null,\"speed\":null") != NULL);
    CHECK(strstr(bytes, "\"position_heard\":null") != NULL);
    track_picture_free(picture);
    evidence_stations_free(stations);
}

static void a_picture_that_heard_nothing_has_no_time(void)
{
    struct track_picture *picture = fleet_new(10);
    struct evidence_stations *stations = evidence_stations_new();
    struct server_site site = site_of(picture, stations);
    struct text text = text_init(bytes, sizeof bytes);
    server_vessels_write(&text, &site, NULL);
    CHECK_TEXT(bytes, "{\"time\":null,\"vessels\":[],\"count\":0}");
    track_picture_free(picture);
    evidence_stations_free(stations);
}

static void writes_all_that_is_known_of_one(void)
{
    struct track_picture *picture = fleet_new(10);
    struct evidence_stations *stations = evidence_stations_new();
    struct server_site site = site_of(picture, stations);
    struct text text = text_init(bytes, sizeof bytes);
    fleet_report(picture, 265698740, 12.7, 55.9, FLEET_START_MS);
    fleet_report(picture, 265698740, 12.8, 55.9, FLEET_START_MS + 40000);
    fleet_voyage(picture, 265698740, "MAERSK", FLEET_START_MS + 41000);
    server_vessels_write_one(&text, &site, track_picture_find(picture, 265698740));

    static const char *const parts[] = {
        "\"name\":\"MAERSK\"",
        "\"first_heard\":\"2018-11-19T11:00:00.000Z\"",
        "\"messages\":3,\"by_type\":{\"1\":2,\"5\":1}",
        "\"position\":{\"lon\":12.800000,\"lat\":55.900000,\"accuracy\":false,"
        "\"heard\":\"2018-11-19T11:00:40.000Z\",\"message\":1}",
        "\"speed\":{\"value\":12.3,\"unit\":\"kn\",\"heard\":\"2018-11-19T11:00:40.000Z\","
        "\"message\":1}",
        "\"dimensions\":{\"to_bow\":100,\"to_stern\":20,\"to_port\":5,\"to_starboard\":6,"
        "\"heard\":\"2018-11-19T11:00:41.000Z\",\"message\":5}",
        "\"stations\":[{\"name\":\"roof\",\"heard\":\"2018-11-19T11:00:41.000Z\","
        "\"messages\":3}]",
        "\"past\":[{\"time\":\"2018-11-19T11:00:00.000Z\",\"lon\":12.700000,\"lat\":55.900000}",
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (strstr(bytes, parts[i]) == NULL)
            CHECK_TEXT(bytes, parts[i]);
    }
    CHECK(strstr(bytes, "\"aid_state\"") == NULL); /* no message carried it */
    track_picture_free(picture);
    evidence_stations_free(stations);
}

static void an_undefined_status_is_not_available(void)
{
    struct track_picture *picture = fleet_new(10);
    struct evidence_stations *stations = evidence_stations_new();
    struct server_site site = site_of(picture, stations);
    struct text text = text_init(bytes, sizeof bytes);
    struct ais_message message = fleet_message(1, 1, &ais_position_layout);
    message.fields.position.navigation_status = 15;
    track_picture_update(picture,
                         &(struct evidence_report){.message = &message, .time_ms = FLEET_START_MS});
    const struct track_target *target = track_picture_find(picture, 1);
    server_vessels_write_one(&text, &site, target);
    CHECK(strstr(bytes, "\"heading\":0,\"status\":null,") != NULL);
    CHECK(strstr(bytes, "\"status\":{\"value\":null,\"heard\"") != NULL);
    track_picture_free(picture);
    evidence_stations_free(stations);
}

int main(void)
{
    RUN(reads_a_box_or_refuses_it);
    RUN(reads_an_mmsi_or_refuses_it);
    RUN(writes_the_targets_of_a_box);
    RUN(a_picture_that_heard_nothing_has_no_time);
    RUN(an_undefined_status_is_not_available);
    RUN(writes_all_that_is_known_of_one);
    return check_summary();
}
