/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "server/frame.h"

#include <math.h>
#include <string.h>

static void check_bytes(const uint8_t *actual, const char *expected_hex, size_t size)
{
    char hex[2 * SERVER_RECORD_BYTES + 1];
    for (size_t i = 0; i < size; i++) {
        hex[2 * i] = "0123456789abcdef"[actual[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[actual[i] & 15];
    }
    hex[2 * size] = '\0';
    CHECK_TEXT(hex, expected_hex);
}

static struct track_target unknown_target(void)
{
    struct track_target target = {.mmsi = 1,
                                  .longitude_deg = 0,
                                  .latitude_deg = 0,
                                  .speed_mps = (double)NAN,
                                  .course_deg = (double)NAN,
                                  .heading_deg = (double)NAN,
                                  .turn_deg_per_min = (double)NAN,
                                  .navigation_status = -1,
                                  .ship_type = -1,
                                  .aid_type = -1,
                                  .to_bow_m = -1,
                                  .to_stern_m = -1,
                                  .to_port_m = -1,
                                  .to_starboard_m = -1,
                                  .heard_ms = CLOCK_UNKNOWN_MS};
    for (int i = 0; i < TRACK_FIELD_COUNT; i++)
        target.fields[i].heard_ms = CLOCK_UNKNOWN_MS;
    return target;
}

static void writes_the_header_of_the_document(void)
{
    uint8_t bytes[SERVER_FRAME_HEADER_BYTES];
    server_frame_write_header(bytes, &(struct server_frame_header){.flags = SERVER_FRAME_MORE,
                                                                   .record_count = 2,
                                                                   .gone_count = 3,
                                                                   .known_count = 0x01020304,
                                                                   .time_ms = 1542625209123});
    check_bytes(bytes, "0101500002000000030000000403020123aba02b67010000", sizeof bytes);
    server_frame_write_header(bytes, &(struct server_frame_header){.time_ms = CLOCK_UNKNOWN_MS});
    check_bytes(bytes, "010050000000000000000000000000000000000000000080", sizeof bytes);
}

static void writes_every_value_of_a_record(void)
{
    struct track_target target = unknown_target();
    uint8_t bytes[SERVER_RECORD_BYTES];
    target.mmsi = 265547250;
    target.kind = TRACK_KIND_CLASS_A;
    target.longitude_deg = 11.832976;
    target.latitude_deg = -57.660353;
    target.heard_ms = 1542625209123;
    target.fields[TRACK_FIELD_POSITION].heard_ms = 1542625200999;
    target.speed_mps = 13.9 * 1852 / 3600;
    target.course_deg = 40.4;
    target.heading_deg = 41;
    target.turn_deg_per_min = -720;
    target.navigation_status = 5;
    target.ship_type = 70;
    target.is_lost = true;
    target.has_high_accuracy = true;
    target.to_bow_m = 225;
    target.to_stern_m = 70;
    target.to_port_m = 1;
    target.to_starboard_m = 31;
    target.heard_by_count = 3;
    memcpy(target.name, "EVER DIADEM", 12);
    memcpy(target.callsign, "3FOF8", 6);
    server_frame_write_record(bytes, &target);
    check_bytes(bytes,
                "f2edd30f" /* MMSI */
                "8a556c00" /* 7099786 */
                "8c1af0fd" /* -34596212 */
                "b997f25b" /* 1542625209, heard */
                "b097f25b" /* 1542625200, position heard */
                "8b00"     /* 139 */
                "9401"     /* 404 */
                "2900"     /* 41 */
                "e0e3"     /* -7200 */
                "01"       /* class A */
                "05"
                "46"
                "09" /* lost, high accuracy */
                "e100"
                "4600"
                "01"
                "1f"
                "03"
                "455645522044494144454d0000000000000000000000000000000000000000000000"
                "33464f46380000",
                sizeof bytes);
}

static void writes_what_is_not_available(void)
{
    struct track_target target = unknown_target();
    uint8_t bytes[SERVER_RECORD_BYTES];
    server_frame_write_record(bytes, &target);
    check_bytes(bytes,
                "01000000"
                "00000000"
                "00000000"
                "00000000"
                "00000000"
                "ffff"
                "ffff"
                "ffff"
                "0080"
                "00"
                "ff"
                "ff"
                "00"
                "ffff"
                "ffff"
                "ff"
                "ff"
                "00"
                "00000000000000000000000000000000000000000000000000000000000000000000"
                "00000000000000",
                sizeof bytes);
}

static void an_aid_has_its_own_type_and_flags(void)
{
    struct track_target target = unknown_target();
    uint8_t bytes[SERVER_RECORD_BYTES];
    target.kind = TRACK_KIND_AID;
    target.ship_type = 70;
    target.aid_type = 21;
    target.is_virtual_aid = true;
    target.is_off_position = true;
    memset(target.name, 'N', 34); /* all 34, without a NUL behind */
    server_frame_write_record(bytes, &target);
    CHECK_INT(bytes[28], 4);
    CHECK_INT(bytes[30], 21);
    CHECK_INT(bytes[31], 6);
    CHECK_INT(bytes[39], 'N');
    CHECK_INT(bytes[72], 'N');
    CHECK_INT(bytes[73], 0);
}

static void a_value_too_large_is_not_taken_for_absent(void)
{
    struct track_target target = unknown_target();
    uint8_t bytes[SERVER_RECORD_BYTES];
    target.speed_mps = 1e9;
    target.to_port_m = 255;
    target.to_bow_m = 70000;
    target.turn_deg_per_min = 1e6;
    server_frame_write_record(bytes, &target);
    CHECK_INT(bytes[20] | bytes[21] << 8, 65534);
    CHECK_INT(bytes[36], 254);
    CHECK_INT(bytes[32] | bytes[33] << 8, 65534);
    CHECK_INT(bytes[26] | bytes[27] << 8, 7200);
}

static void put32(uint8_t *bytes, int32_t value)
{
    for (int i = 0; i < 4; i++)
        bytes[i] = (uint8_t)((uint32_t)value >> (8 * i));
}

static void view_bytes(uint8_t bytes[static SERVER_VIEW_BYTES], const double edges_deg[static 4])
{
    memset(bytes, 0, SERVER_VIEW_BYTES);
    bytes[0] = 1;
    for (int i = 0; i < 4; i++)
        put32(bytes + 1 + 4 * i, (int32_t)(edges_deg[i] * 600000));
}

struct look {
    double edges_deg[4]; /* west, south, east, north */
    double longitude_deg, latitude_deg;
    bool is_inside;
};

static const struct look looks[] = {
    {{10, 50, 20, 60}, 15, 55, true},      {{10, 50, 20, 60}, 10, 50, true},
    {{10, 50, 20, 60}, 20, 60, true},      {{10, 50, 20, 60}, 20.0001, 55, false},
    {{10, 50, 20, 60}, 9.9999, 55, false}, {{10, 50, 20, 60}, 15, 60.0001, false},
    {{170, 0, -170, 1}, 175, 0, true},     {{170, 0, -170, 1}, -175, 0, true},
    {{170, 0, -170, 1}, 0, 0, false},      {{170, 0, 190, 1}, -175, 0, true},
    {{170, 0, 180, 1}, 180, 0, true},      {{170, 0, 180, 1}, -180, 0, true},
    {{-180, 0, -170, 1}, 180, 0, true},    {{-180, -90, 180, 90}, 180, 90, true},
    {{-180, -90, 180, 90}, 0, 0, true},    {{-200, -90, 300, 90}, 42, -90, true},
    {{530, 0, 550, 1}, 175, 0, true},      {{5, 0, 5, 0}, 5, 0, true},
};

static void looks_where_it_is_told_to(void)
{
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++) {
        uint8_t bytes[SERVER_VIEW_BYTES];
        struct server_view view;
        view_bytes(bytes, looks[i].edges_deg);
        CHECK(server_frame_read_view(bytes, sizeof bytes, &view));
        bool is_inside =
            server_frame_view_contains(&view, server_frame_longitude(looks[i].longitude_deg),
                                       server_frame_latitude(looks[i].latitude_deg));
        CHECK_INT(is_inside * 1000 + (int)i, looks[i].is_inside * 1000 + (int)i);
    }
}

static void refuses_any_other_message(void)
{
    uint8_t good[SERVER_VIEW_BYTES + 1] = {0};
    uint8_t bytes[SERVER_VIEW_BYTES];
    struct server_view view = {.west = 4711};
    view_bytes(good, (double[]){1, 2, 3, 4});
    CHECK(!server_frame_read_view(good, SERVER_VIEW_BYTES - 1, &view));
    CHECK(!server_frame_read_view(good, SERVER_VIEW_BYTES + 1, &view));
    CHECK(!server_frame_read_view(good, 0, &view));
    memcpy(bytes, good, sizeof bytes);
    bytes[0] = 2;
    CHECK(!server_frame_read_view(bytes, sizeof bytes, &view));
    memcpy(bytes, good, sizeof bytes);
    bytes[20] = 1;
    CHECK(!server_frame_read_view(bytes, sizeof bytes, &view));
    view_bytes(bytes, (double[]){1, 5, 3, 4});
    CHECK(!server_frame_read_view(bytes, sizeof bytes, &view));
    CHECK_INT(view.west, 4711);
}

int main(void)
{
    RUN(writes_the_header_of_the_document);
    RUN(writes_every_value_of_a_record);
    RUN(writes_what_is_not_available);
    RUN(an_aid_has_its_own_type_and_flags);
    RUN(a_value_too_large_is_not_taken_for_absent);
    RUN(looks_where_it_is_told_to);
    RUN(refuses_any_other_message);
    return check_summary();
}
