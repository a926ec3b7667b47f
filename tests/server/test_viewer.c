/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "fleet.h"
#include "server/viewer.h"

#include <stdlib.h>
#include <string.h>

/* The viewer's side: what the frames have left on its map. */
enum { SHIP_COUNT_MAX = 20000, MMSI_FIRST = 200000000 };

struct map {
    bool has[SHIP_COUNT_MAX];
    int32_t longitude[SHIP_COUNT_MAX];
    size_t count;
    size_t records;  /* of the last frame */
    size_t gone;     /* of the last frame */
    bool gone_twice; /* something was told as gone that was not there */
    bool is_more;
};

static struct map map;
static uint8_t frame[SERVER_VIEWER_FRAME_BYTES_MAX];

static uint32_t get32(const uint8_t *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* Applies a frame by docs/live.md alone. */
static void apply(const uint8_t *bytes, size_t size)
{
    map.is_more = (bytes[1] & 1) != 0;
    map.records = get32(bytes + 4);
    map.gone = get32(bytes + 8);
    CHECK_INT(size, 24 + map.records * 80 + map.gone * 4);
    for (size_t i = 0; i < map.records; i++) {
        const uint8_t *record = bytes + 24 + i * 80;
        uint32_t ship = get32(record) - MMSI_FIRST;
        CHECK(ship < SHIP_COUNT_MAX);
        map.count += !map.has[ship];
        map.has[ship] = true;
        map.longitude[ship] = (int32_t)get32(record + 4);
    }
    for (size_t i = 0; i < map.gone; i++) {
        uint32_t ship = get32(bytes + 24 + map.records * 80 + i * 4) - MMSI_FIRST;
        map.gone_twice |= !map.has[ship];
        map.count -= map.has[ship];
        map.has[ship] = false;
    }
}

struct scene {
    struct track_picture *picture;
    struct server_snapshot *snapshot;
    struct server_viewer viewer;
    uint32_t *told;
    int64_t now_ms;
};

static struct scene scene_new(size_t target_count_max, struct server_view view)
{
    struct scene scene = {.picture = fleet_new(target_count_max),
                          .snapshot = server_snapshot_new(target_count_max),
                          .told = calloc(target_count_max, sizeof(uint32_t)),
                          .now_ms = FLEET_START_MS};
    memset(&map, 0, sizeof map);
    server_viewer_init(&scene.viewer, scene.told, target_count_max);
    server_viewer_look(&scene.viewer, &view);
    return scene;
}

static void scene_free(struct scene *scene)
{
    track_picture_free(scene->picture);
    server_snapshot_free(scene->snapshot);
    free(scene->told);
}

static void put_ship(struct scene *scene, uint32_t ship, double longitude_deg)
{
    fleet_report(scene->picture, MMSI_FIRST + ship, longitude_deg, 50, scene->now_ms);
}

static void see_one_frame(struct scene *scene)
{
    bool is_more;
    size_t size = server_viewer_write(&scene->viewer, scene->snapshot, frame, &is_more);
    apply(frame, size);
    CHECK(is_more == map.is_more);
}

static void see(struct scene *scene)
{
    server_snapshot_refresh(scene->snapshot, scene->picture);
    do
        see_one_frame(scene);
    while (map.is_more);
}

static const struct server_view WORLD = {
    .is_whole_world = true, .south = -90 * 600000, .north = 90 * 600000};
static const struct server_view BALTIC = {
    .west = 10 * 600000, .south = 45 * 600000, .east = 20 * 600000, .north = 60 * 600000};

static void tells_what_is_new_and_what_changed_and_nothing_else(void)
{
    struct scene scene = scene_new(10, BALTIC);
    see(&scene);
    CHECK_INT(map.records, 0);
    put_ship(&scene, 1, 12);
    put_ship(&scene, 2, 13);
    put_ship(&scene, 3, 30); /* outside */
    see(&scene);
    CHECK_INT(map.records, 2);
    CHECK_INT(map.longitude[1], 12 * 600000);
    see(&scene);
    CHECK_INT(map.records, 0);
    scene.now_ms += 1000;
    put_ship(&scene, 2, 14);
    see(&scene);
    CHECK_INT(map.records, 1);
    CHECK_INT(map.longitude[2], 14 * 600000);
    CHECK_INT(map.count, 2);
    scene_free(&scene);
}

static void tells_once_who_left_the_view_or_the_picture(void)
{
    struct scene scene = scene_new(10, BALTIC);
    put_ship(&scene, 1, 12);
    put_ship(&scene, 2, 13);
    see(&scene);
    scene.now_ms += 1000;
    put_ship(&scene, 1, 21);
    see(&scene);
    CHECK_INT(map.gone, 1);
    CHECK(!map.has[1] && map.has[2]);
    see(&scene);
    CHECK_INT(map.gone, 0);
    track_picture_clear(scene.picture);
    see(&scene);
    CHECK_INT(map.gone, 1);
    CHECK_INT(map.count, 0);
    CHECK(!map.gone_twice);
    scene_free(&scene);
}

static void looking_elsewhere_changes_what_is_told(void)
{
    struct scene scene = scene_new(10, BALTIC);
    struct server_view east = {
        .west = 25 * 600000, .south = 45 * 600000, .east = 35 * 600000, .north = 60 * 600000};
    put_ship(&scene, 1, 12);
    put_ship(&scene, 3, 30);
    see(&scene);
    CHECK(map.has[1] && !map.has[3]);
    server_viewer_look(&scene.viewer, &east);
    see(&scene);
    CHECK(!map.has[1] && map.has[3]);
    server_viewer_look(&scene.viewer, &WORLD);
    see(&scene);
    CHECK(map.has[1] && map.has[3]);
    CHECK_INT(map.records, 1);
    scene_free(&scene);
}

/* The picture fills its slots in another order after it was cleared, as at a replay's start. */
static void ships_that_change_their_slots_stay_on_the_map(void)
{
    struct scene scene = scene_new(10, BALTIC);
    for (uint32_t ship = 1; ship <= 4; ship++)
        put_ship(&scene, ship, 11 + ship);
    see(&scene);
    static const uint32_t orders[][4] = {{2, 1, 4, 3}, {4, 3, 2, 1}, {3, 0, 0, 0},
                                         {1, 2, 3, 4}, {0, 0, 0, 0}, {2, 3, 4, 1}};
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        size_t count = 0;
        track_picture_clear(scene.picture);
        scene.now_ms += 1000;
        for (int j = 0; j < 4; j++) {
            if (orders[i][j] == 0)
                continue;
            put_ship(&scene, orders[i][j], 11 + orders[i][j]);
            count++;
        }
        see(&scene);
        CHECK_INT(map.count, count);
        for (int j = 0; j < 4; j++)
            CHECK(orders[i][j] == 0 || map.has[orders[i][j]]);
        CHECK(!map.gone_twice);
    }
    scene_free(&scene);
}

static void many_come_in_several_frames_of_a_bounded_size(void)
{
    struct scene scene = scene_new(SHIP_COUNT_MAX, WORLD);
    for (uint32_t ship = 0; ship < 10000; ship++)
        put_ship(&scene, ship, ship % 300 / 2.0);
    server_snapshot_refresh(scene.snapshot, scene.picture);
    see_one_frame(&scene);
    CHECK_INT(map.records, SERVER_VIEWER_RECORD_COUNT_MAX);
    CHECK(map.is_more);
    see_one_frame(&scene);
    CHECK(map.is_more);
    see_one_frame(&scene);
    CHECK_INT(map.records, 10000 - 2 * SERVER_VIEWER_RECORD_COUNT_MAX);
    CHECK(!map.is_more);
    CHECK_INT(map.count, 10000);

    track_picture_clear(scene.picture);
    server_snapshot_refresh(scene.snapshot, scene.picture);
    see_one_frame(&scene);
    CHECK_INT(map.gone, SERVER_VIEWER_GONE_COUNT_MAX);
    CHECK(map.is_more);
    see(&scene);
    CHECK_INT(map.count, 0);
    CHECK(!map.gone_twice);
    scene_free(&scene);
}

/* Random life against the plain truth: after each full pass the map is the picture in view, also
 * when the picture changed between the frames of a pass, and the view with it. */
static void the_map_is_always_the_picture_in_view(void)
{
    enum { SHIPS = 9000, ROUNDS = 60 };
    struct scene scene = scene_new(SHIPS, WORLD);
    uint32_t state = 7;
    for (int round = 0; round < ROUNDS; round++) {
        struct server_view view = round % 3 == 0 ? WORLD : BALTIC;
        scene.now_ms += 1000;
        if (round % 10 == 9)
            track_picture_clear(scene.picture);
        for (int i = 0; i < 3000; i++) {
            state = state * 1664525 + 1013904223;
            put_ship(&scene, (state >> 8) % SHIPS, 5 + (state >> 4) % 20);
            if (i % 1000 == 0) { /* in the middle of a pass */
                server_snapshot_refresh(scene.snapshot, scene.picture);
                see_one_frame(&scene);
            }
        }
        if (round % 7 == 0)
            track_picture_advance(scene.picture, scene.now_ms += 1000000);
        server_viewer_look(&scene.viewer, &view);
        see(&scene);
        see(&scene);
        size_t expected = 0;
        size_t wrong = 0;
        for (uint32_t ship = 0; ship < SHIPS; ship++) {
            const struct track_target *target =
                track_picture_find(scene.picture, MMSI_FIRST + ship);
            int32_t longitude = target == NULL ? 0 : server_frame_longitude(target->longitude_deg);
            bool is_in_view =
                target != NULL && server_frame_view_contains(&view, longitude, 50 * 600000);
            expected += is_in_view;
            wrong += map.has[ship] != is_in_view;
            wrong += is_in_view && map.longitude[ship] != longitude;
        }
        CHECK_INT(wrong, 0);
        CHECK_INT(map.count, expected);
    }
    scene_free(&scene);
}

static void a_target_without_a_position_is_not_sent(void)
{
    struct scene scene = scene_new(10, WORLD);
    fleet_voyage(scene.picture, MMSI_FIRST + 1, "SILENT", scene.now_ms);
    see(&scene);
    CHECK_INT(map.records, 0);
    CHECK_INT(get32(frame + 12), 1); /* but known */
    scene_free(&scene);
}

int main(void)
{
    RUN(tells_what_is_new_and_what_changed_and_nothing_else);
    RUN(tells_once_who_left_the_view_or_the_picture);
    RUN(looking_elsewhere_changes_what_is_told);
    RUN(ships_that_change_their_slots_stay_on_the_map);
    RUN(many_come_in_several_frames_of_a_bounded_size);
    RUN(the_map_is_always_the_picture_in_view);
    RUN(a_target_without_a_position_is_not_sent);
    return check_summary();
}
