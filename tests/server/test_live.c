/* SPDX-License-Identifier: Apache-2.0 */
#include "node.h"
#include "server/frame.h"

/* The viewer's side of a WebSocket (RFC 6455), as far as these tests need it. */
enum { OPCODE_TEXT = 1, OPCODE_BINARY = 2, OPCODE_CLOSE = 8, OPCODE_PING = 9 };

static const char HANDSHAKE[] = "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                                "Sec-WebSocket-Version: 13\r\n"
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
static const char PROTOCOL[] = "Sec-WebSocket-Protocol: narrows-live-1\r\n";

static int shake_hands(struct client *client, struct node *node, const char *headers)
{
    char bytes[1024];
    snprintf(bytes, sizeof bytes, "%s%s", HANDSHAKE, headers);
    int status = client_ask(client, node->loop, "GET /live", bytes);
    if (status == 101)
        client_consume(client, (size_t)(strstr(client->bytes, "\r\n\r\n") + 4 - client->bytes));
    return status;
}

static struct client open_viewer(struct node *node, int receive_buffer_bytes)
{
    struct client client = client_connect(server_port(node->server), receive_buffer_bytes);
    CHECK_INT(shake_hands(&client, node, PROTOCOL), 101);
    return client;
}

static void send_message(struct client *client, int opcode, const uint8_t *bytes, size_t size)
{
    uint8_t frame[256] = {(uint8_t)(0x80 | opcode), (uint8_t)(0x80 | size), 1, 2, 3, 4};
    for (size_t i = 0; i < size; i++)
        frame[6 + i] = (uint8_t)(bytes[i] ^ frame[2 + i % 4]);
    client_send_bytes(client, frame, size + 6);
}

static void look(struct client *client, double west, double south, double east, double north)
{
    uint8_t bytes[SERVER_VIEW_BYTES] = {1};
    const double edges[] = {west, south, east, north};
    for (int i = 0; i < 4; i++) {
        uint32_t edge = (uint32_t)(int32_t)(edges[i] * FLEET_UNITS_PER_DEG);
        for (int j = 0; j < 4; j++)
            bytes[1 + 4 * i + j] = (uint8_t)(edge >> (8 * j));
    }
    send_message(client, OPCODE_BINARY, bytes, sizeof bytes);
}

struct message {
    int opcode;
    size_t start; /* in the client's bytes */
    size_t size;
};

/* The first message that came whole; opcode 0 when there is none. */
static struct message first_message(struct client *client)
{
    const uint8_t *bytes = (const uint8_t *)client->bytes;
    client_receive(client);
    size_t start = 2;
    if (client->size < 2 || (bytes[1] == 126 && client->size < 4) ||
        (bytes[1] == 127 && client->size < 10))
        return (struct message){0};
    size_t size = bytes[1];
    if (size == 126) {
        start = 4;
        size = (size_t)bytes[2] << 8 | bytes[3];
    } else if (size == 127) {
        start = 10;
        size = 0;
        for (int i = 0; i < 8; i++)
            size = size << 8 | bytes[2 + i];
    }
    if (client->size < start + size)
        return (struct message){0};
    CHECK((bytes[0] & 0x80) != 0);
    return (struct message){bytes[0] & 15, start, size};
}

static uint32_t get32(const uint8_t *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* What a frame said; the frame is consumed. */
struct seen {
    bool is_more;
    size_t records;
    size_t gone;
    uint32_t known;
    uint32_t first_mmsi;
};

static struct seen see_frame(struct client *client, struct node *node)
{
    struct message message;
    DRIVE_UNTIL(node->loop, (message = first_message(client)).opcode != 0 || client->is_closed);
    CHECK_INT(message.opcode, OPCODE_BINARY);
    struct seen seen = {0};
    if (message.opcode == OPCODE_BINARY) {
        const uint8_t *bytes = (const uint8_t *)client->bytes + message.start;
        CHECK_INT(bytes[0], 1);
        CHECK_INT(bytes[2] | bytes[3] << 8, 80);
        seen = (struct seen){.is_more = (bytes[1] & 1) != 0,
                             .records = get32(bytes + 4),
                             .gone = get32(bytes + 8),
                             .known = get32(bytes + 12),
                             .first_mmsi = get32(bytes + 24)};
        CHECK_INT(message.size, 24 + seen.records * 80 + seen.gone * 4);
        client_consume(client, message.start + message.size);
    }
    return seen;
}

static void a_viewer_sees_the_picture_and_its_changes(void)
{
    struct node node = node_new(100, 4);
    fleet_report(node.picture, 265698740, 12.723257, 55.903632, FLEET_START_MS);
    fleet_report(node.picture, 219000001, 30, 10, FLEET_START_MS);
    struct client client = open_viewer(&node, 0);
    int64_t start_ms = net_loop_now_ms(node.loop);
    look(&client, 10, 50, 20, 60);
    struct message message;
    DRIVE_UNTIL(node.loop, (message = first_message(&client)).opcode != 0);
    CHECK(net_loop_now_ms(node.loop) - start_ms < 900); /* at once, not with the next second */

    /* The record is the picture's, byte for byte. */
    uint8_t expected[SERVER_RECORD_BYTES];
    server_frame_write_record(expected, track_picture_find(node.picture, 265698740));
    CHECK_INT(message.size, 24 + 80);
    CHECK(memcmp(client.bytes + message.start + 24, expected, sizeof expected) == 0);

    struct seen seen = see_frame(&client, &node);
    CHECK_INT(seen.records, 1);
    CHECK_INT(seen.known, 2);
    seen = see_frame(&client, &node); /* a second later: nothing changed, and said so */
    CHECK_INT(seen.records + seen.gone, 0);
    fleet_report(node.picture, 265698740, 9, 55, FLEET_START_MS + 1000);
    fleet_report(node.picture, 219000001, 11, 55, FLEET_START_MS + 1000);
    seen = see_frame(&client, &node);
    CHECK_INT(seen.records, 1);
    CHECK_INT(seen.first_mmsi, 219000001);
    CHECK_INT(seen.gone, 1);
    client_close(&client);
    node_free(&node);
}

static void a_new_view_is_answered_before_the_next_second(void)
{
    struct node node = node_new(100, 4);
    fleet_report(node.picture, 265698740, 12.7, 55.9, FLEET_START_MS);
    struct client client = open_viewer(&node, 0);
    look(&client, 0, 0, 1, 1);
    CHECK_INT(see_frame(&client, &node).records, 0);
    see_frame(&client, &node); /* just now a second began */
    int64_t start_ms = net_loop_now_ms(node.loop);
    look(&client, 10, 50, 20, 60);
    CHECK_INT(see_frame(&client, &node).records, 1);
    CHECK(net_loop_now_ms(node.loop) - start_ms < 800);
    client_close(&client);
    node_free(&node);
}

static void many_targets_come_at_once_in_several_frames(void)
{
    struct node node = node_new(10100, 4); /* some slots are kept */
    for (uint32_t i = 0; i < 10000; i++)
        fleet_report(node.picture, 200000000 + i, i % 180, i % 90, FLEET_START_MS + i);
    struct client client = open_viewer(&node, 0);
    look(&client, -180, -90, 180, 90);
    int64_t start_ms = net_loop_now_ms(node.loop);
    size_t records = 0;
    struct seen seen;
    do {
        seen = see_frame(&client, &node);
        records += seen.records;
    } while (seen.is_more);
    CHECK_INT(records, 10000);
    CHECK(net_loop_now_ms(node.loop) - start_ms < 900);
    client_close(&client);
    node_free(&node);
}

/* It takes nothing for some seconds while everything changes; then it gets one frame that holds
 * it all, not those that it missed. */
static void a_slow_viewer_skips_frames_and_then_gets_everything(void)
{
    enum { SHIPS = 4000, SECONDS = 3 };
    struct node node = node_new(SHIPS, 4);
    struct client slow = open_viewer(&node, 2048);
    struct client other = client_connect(server_port(node.server), 0);
    int64_t now_ms = FLEET_START_MS;
    for (uint32_t i = 0; i < SHIPS; i++)
        fleet_report(node.picture, 200000000 + i, i % 180, i % 90, now_ms);
    look(&slow, -180, -90, 180, 90);

    long skipped = 0;
    int64_t end_ms = net_loop_now_ms(node.loop) + DRIVE_MS_MAX;
    while (skipped < SECONDS && net_loop_now_ms(node.loop) < end_ms) {
        now_ms += 1000;
        for (uint32_t i = 0; i < SHIPS; i++)
            fleet_report(node.picture, 200000000 + i, (i + (uint32_t)(now_ms / 1000)) % 180, i % 90,
                         now_ms);
        CHECK_INT(client_ask(&other, node.loop, "GET /metrics", ""), 200);
        const char *count = strstr(client_body(&other), "\nnarrows_live_frames_skipped_total ");
        skipped = count == NULL ? -1 : strtol(count + 35, NULL, 10);
    }
    CHECK(skipped >= SECONDS);

    size_t frames = 0;
    size_t records = 0;
    struct seen seen;
    uint8_t expected[SERVER_RECORD_BYTES];
    bool is_up_to_date = false;
    server_frame_write_record(expected, track_picture_find(node.picture, 200000000));
    do {
        struct message message;
        DRIVE_UNTIL(node.loop, (message = first_message(&slow)).opcode != 0);
        for (size_t at = 24; at + 80 <= message.size; at += 80)
            is_up_to_date |= memcmp(slow.bytes + message.start + at, expected, 80) == 0;
        seen = see_frame(&slow, &node);
        frames++;
        records += seen.records;
    } while (seen.records > 0 && frames < 10);
    CHECK(is_up_to_date);
    CHECK_INT(seen.records, 0);
    CHECK(frames <= 4); /* the first, the one with everything since, and one that says so */
    CHECK(records <= 3 * SHIPS);
    client_close(&slow);
    client_close(&other);
    node_free(&node);
}

static void pages_of_other_sites_are_refused(void)
{
    static const struct {
        const char *headers;
        int status;
    } tries[] = {
        {"Origin: http://evil.example\r\n", 403},
        {"Origin: null\r\n", 403},
        {"Host: localhost:8080\r\nOrigin: http://localhost:9090\r\n", 403},
        {"Host: evil.example\r\nOrigin: http://evil.example\r\n", 403},
        {"Host: localhost:8080\r\nOrigin: http://localhost:8080\r\n", 101},
        {"", 101}, /* no browser */
    };
    struct node node = node_new(100, 4);
    for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++) {
        char headers[512];
        struct client client = client_connect(server_port(node.server), 0);
        snprintf(headers, sizeof headers, "%s%s", PROTOCOL, tries[i].headers);
        CHECK_INT(shake_hands(&client, &node, headers), tries[i].status);
        client_close(&client);
    }
    node_free(&node);
}

static void another_subprotocol_or_none_is_refused(void)
{
    struct node node = node_new(100, 4);
    struct client client = client_connect(server_port(node.server), 0);
    CHECK_INT(shake_hands(&client, &node, ""), 400);
    client_close(&client);
    client = client_connect(server_port(node.server), 0);
    CHECK_INT(shake_hands(&client, &node, "Sec-WebSocket-Protocol: http\r\n"), 400);
    client_close(&client);
    client = client_connect(server_port(node.server), 0);
    CHECK_INT(shake_hands(&client, &node, "Sec-WebSocket-Protocol: other, narrows-live-1\r\n"),
              101);
    client_close(&client);
    node_free(&node);
}

static void too_many_viewers_are_refused_until_one_leaves(void)
{
    struct node node = node_new(100, 2);
    struct client first = open_viewer(&node, 0);
    struct client second = open_viewer(&node, 0);
    struct client third = client_connect(server_port(node.server), 0);
    CHECK_INT(server_viewer_count(node.server), 2);
    CHECK_INT(shake_hands(&third, &node, PROTOCOL), 503);
    client_close(&third);
    client_close(&first);
    DRIVE_UNTIL(node.loop, server_viewer_count(node.server) == 1);
    third = open_viewer(&node, 0);
    client_close(&second);
    client_close(&third);
    node_free(&node);
}

static void check_closed(struct client *client, struct node *node, int code)
{
    struct message message;
    DRIVE_UNTIL(node->loop, (message = first_message(client)).opcode != 0 || client->is_closed);
    CHECK_INT(message.opcode, OPCODE_CLOSE);
    if (message.opcode == OPCODE_CLOSE) {
        const uint8_t *bytes = (const uint8_t *)client->bytes + message.start;
        CHECK_INT(bytes[0] << 8 | bytes[1], code);
    }
    DRIVE_UNTIL(node->loop, server_viewer_count(node->server) == 0);
}

static void anything_but_a_view_closes_with_1008(void)
{
    static const uint8_t nothing[100] = {1};
    static const struct {
        int opcode;
        size_t size;
    } messages[] = {
        {OPCODE_TEXT, 21}, {OPCODE_BINARY, 20}, {OPCODE_BINARY, 22}, {OPCODE_BINARY, 100}};
    struct node node = node_new(100, 4);
    for (size_t i = 0; i < sizeof messages / sizeof messages[0]; i++) {
        struct client client = open_viewer(&node, 0);
        send_message(&client, messages[i].opcode, nothing, messages[i].size);
        check_closed(&client, &node, 1008);
        client_close(&client);
    }
    node_free(&node);
}

/* Nothing is sent to who has not said what it looks at. */
static void a_viewer_without_a_view_gets_nothing(void)
{
    struct node node = node_new(100, 4);
    struct client client = open_viewer(&node, 0);
    int64_t end_ms = net_loop_now_ms(node.loop) + 1500;
    DRIVE_UNTIL(node.loop, net_loop_now_ms(node.loop) > end_ms);
    client_receive(&client);
    CHECK_INT(client.size, 0);
    client_close(&client);
    node_free(&node);
}

int main(void)
{
    RUN(a_viewer_sees_the_picture_and_its_changes);
    RUN(a_new_view_is_answered_before_the_next_second);
    RUN(many_targets_come_at_once_in_several_frames);
    RUN(a_slow_viewer_skips_frames_and_then_gets_everything);
    RUN(pages_of_other_sites_are_refused);
    RUN(another_subprotocol_or_none_is_refused);
    RUN(too_many_viewers_are_refused_until_one_leaves);
    RUN(anything_but_a_view_closes_with_1008);
    RUN(a_viewer_without_a_view_gets_nothing);
    return check_summary();
}
