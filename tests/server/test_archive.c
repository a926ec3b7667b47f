/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/bits.h"
#include "history/writer.h"
#include "node.h"
#include "server/archive.h"

#include <ftw.h>

enum { SHIPS = 20, REPORTS = 400, ASKERS = 80 };

static const int64_t begin_ms = INT64_C(1542625200000); /* 2018-11-19T11:00:00Z */

static int remove_one(const char *path, const struct stat *state, int kind, struct FTW *at)
{
    (void)state, (void)kind, (void)at;
    return remove(path);
}

/* A position report, read from its payload. */
static struct ais_message message_of(uint8_t payload[static 32], uint32_t mmsi, uint32_t i)
{
    struct ais_message message;
    memset(payload, 0, 32);
    ais_bits_put(payload, 0, 6, 1);
    ais_bits_put(payload, 8, 30, mmsi);
    ais_bits_put(payload, 42, 8, 128);
    ais_bits_put(payload, 50, 10, 100);
    ais_bits_put(payload, 61, 28, 7500000 + i * 50);
    ais_bits_put(payload, 89, 27, 33600000);
    ais_bits_put(payload, 116, 12, 900);
    ais_bits_put(payload, 128, 9, 90);
    ais_bits_put(payload, 137, 6, 60);
    CHECK_INT(ais_message_read((struct ais_bits){payload, 168}, 0, &message), AIS_DECODED);
    return message;
}

/* A store in a folder of its own. */
static void make_store(char folder[static 32])
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    memcpy(folder, "/tmp/narrows-test-XXXXXX", 25);
    CHECK(mkdtemp(folder) != NULL);
    struct history_writer *writer = history_writer_open(
        &(struct history_writer_options){
            .directory = folder, .segment_count_max = 100, .position_count_max = 100000},
        &reason);
    CHECK_TEXT(bytes, "");
    uint16_t roof = history_writer_station(writer, "roof");
    for (uint32_t i = 0; i < REPORTS * SHIPS; i++) {
        uint8_t payload[32];
        struct ais_message message = message_of(payload, 219000001 + i % SHIPS, i);
        history_writer_take(writer,
                            &(struct evidence_report){.message = &message,
                                                      .time_ms = begin_ms + i / SHIPS * 5000,
                                                      .station = roof});
    }
    CHECK(history_writer_close(writer, NULL, &reason));
}

static struct node with_store(const char *folder)
{
    char bytes[512];
    struct text error = text_init(bytes, sizeof bytes);
    struct node node = node_new(100, 4);
    server_free(node.server);
    node.server = server_new(&(struct server_options){.loop = node.loop,
                                                      .address = "127.0.0.1",
                                                      .page_dir = node.page_dir,
                                                      .waters_path = node.waters_path,
                                                      .store_dir = folder,
                                                      .picture = node.picture,
                                                      .target_count_max = 100,
                                                      .stations = node.stations,
                                                      .viewer_count_max = 4,
                                                      .fill_status = node_fill_status},
                             &error);
    CHECK_TEXT(bytes, "");
    return node;
}

static void drop_store(const char *folder)
{
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void without_a_store_there_is_none(void)
{
    static const char *const requests[] = {"GET /ogc", "GET /ogc/collections",
                                           "GET /api/history/period"};
    struct node node = node_new(100, 4);
    struct client client = client_connect(server_port(node.server), 0);
    for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++) {
        CHECK_INT(client_ask(&client, node.loop, requests[i], ""), 404);
        CHECK(strstr(client_body(&client), "this node keeps no archive") != NULL);
    }
    client_close(&client);
    node_free(&node);
}

static void every_page_of_it_is_answered_over_one_connection(void)
{
    static const struct {
        const char *request;
        int status;
        const char *words; /* in the body, or in its head when it is not text */
    } rows[] = {
        {"GET /ogc", 200, "/ogc/api"},
        {"GET /ogc/", 200, "/ogc/api"},
        {"GET /ogc/api?f=json", 200, "\"openapi\":\"3.0.3\""},
        {"GET /ogc/conformance", 200, "conf/core"},
        {"GET /ogc/collections", 200, "\"id\":\"waters\""},
        {"GET /ogc/collections/tracks", 200, "2018-11-19T11:00:00.000Z"},
        {"GET /ogc/collections/positions/items?limit=1", 200, "\"numberReturned\":1"},
        {"GET /ogc/collections/positions/items/219000001-0-1542625200000-0", 200, "\"roof\""},
        {"GET /ogc/collections/positions/items/219000001-0-1542625200001-0", 404, "error"},
        {"GET /ogc/collections/tracks/items?bbox=12,55,14,57", 200, "\"numberReturned\":20"},
        {"GET /ogc/collections/tracks/items/219000001-0-1542585600000-0", 200, "MultiLineString"},
        {"GET /ogc/collections/tracks/items/219000001-9-1542585600000-0", 404, "error"},
        {"GET /ogc/collections/vessels/items", 200, "\"numberReturned\":0"},
        {"GET /ogc/collections/voyages/items/1-0-1542585600000-0", 404, "error"},
        {"GET /ogc/collections/waters/items", 200, "\"numberReturned\":0"},
        {"GET /ogc/collections/waters/items/x", 404, "error"},
        {"GET /ogc/collections/nothing/items", 404, "no such collection"},
        {"GET /ogc/collections/positions/nothing", 404, "no such page"},
        {"GET /ogc/nothing", 404, "no such page"},
        {"GET /ogc/collections/positions/items?limit=0", 400, "bad limit"},
        {"GET /ogc/collections/waters/items?mmsi=1", 400, "no parameter 'mmsi'"},
        {"GET /ogc/collections/positions/items/219000001?limit=1", 400, "no parameter"},
        {"GET /api/history/period", 200, "2018-11-19T11:33:15.000Z"},
        {"GET /api/history/density?buckets=2", 200, "\"counts\":["},
        {"GET /api/history/vessel?mmsi=219000001&from=2018-11-19T11:00:00Z&until=2018-11-19T12:00:"
         "00Z",
         200, "\"next\":null"},
        {"GET /api/history/names?at=2018-11-19T11:00:00Z", 200, "\"vessels\":[]"},
        {"GET /api/history/names", 400, "at is missing"},
        {"GET /api/history/tracks?from=2018-11-19T11:00:00Z", 400, "both needed"},
        {"GET /api/history/tracks?from=2018-11-19T11:00:00Z&until=2018-11-19T11:00:00Z", 400,
         "not behind"},
        {"GET /api/history/tracks?from=2018-11-19T11:00:00Z&until=2018-11-20T11:00:01Z", 400,
         "24 hours"},
        {"GET /api/history/nothing", 404, "no such interface"},
    };
    char folder[32];
    make_store(folder);
    struct node node = with_store(folder);
    struct client client = client_connect(server_port(node.server), 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_INT(client_ask(&client, node.loop, rows[i].request, ""), rows[i].status);
        bool has_words = strstr(client_body(&client), rows[i].words) != NULL;
        if (!has_words)
            printf("# %s: %.300s\n", rows[i].request, client_body(&client));
        CHECK(has_words);
    }
    CHECK(!client.is_closed);
    client_close(&client);
    node_free(&node);
    drop_store(folder);
}

static void head_waits_for_the_archive_too(void)
{
    char folder[32], value[512];
    make_store(folder);
    struct node node = with_store(folder);
    struct client client = client_connect(server_port(node.server), 0);
    CHECK_INT(client_ask(&client, node.loop, "HEAD /api/history/period", ""), 200);
    CHECK(strtol(client_header(&client, "content-length", value), NULL, 10) > 20);
    CHECK_TEXT(client_body(&client), "");
    CHECK_INT(client_ask(&client, node.loop, "GET /api/history/period", ""), 200);
    client_close(&client);
    node_free(&node);
    drop_store(folder);
}

/* The tracks of docs/api.md, whose columns must fill them to the last byte. */
static void tracks_hold_what_their_head_says(void)
{
    static const char request[] =
        "GET /api/history/tracks?from=2018-11-19T11:00:00Z&until=2018-11-19T11:10:00Z";
    char folder[32], value[512];
    make_store(folder);
    struct node node = with_store(folder);
    struct client client = client_connect(server_port(node.server), 0);
    CHECK_INT(client_ask(&client, node.loop, request, ""), 200);
    size_t size = strtoul(client_header(&client, "content-length", value), NULL, 10);
    const char *body = client_body(&client);
    uint32_t head[8], track[3], first_longitude, at = 32;
    int64_t from_ms;
    memcpy(head, body, sizeof head);
    memcpy(&from_ms, body + 8, sizeof from_ms);
    CHECK_INT(head[0], 1);
    CHECK_INT(head[1], SHIPS);
    CHECK_INT(from_ms, begin_ms);
    CHECK_INT(head[6], SHIPS * 120);
    CHECK_INT(head[7], 0);
    for (uint32_t i = 0; i < head[1] && at + 12 <= size; i++) {
        memcpy(track, body + at, sizeof track);
        memcpy(&first_longitude, body + at + 12 + 4 * track[2], 4);
        CHECK_INT(track[0], 219000001 + i);
        CHECK_INT(track[2], 120);
        CHECK_INT(first_longitude, 7500000 + i * 50);
        at += 12 + track[2] * 20;
        at += (4 - at % 4) % 4;
    }
    CHECK_INT(at, size);
    client_close(&client);
    node_free(&node);
    drop_store(folder);
}

static void too_many_at_once_are_told_when_to_come_again(void)
{
    static struct client clients[ASKERS];
    char folder[32], value[512];
    size_t answered = 0, refused = 0;
    make_store(folder);
    struct node node = with_store(folder);
    for (int i = 0; i < ASKERS; i++) {
        clients[i] = client_connect(server_port(node.server), 0);
        client_send(&clients[i], "GET /ogc/collections/positions/items?limit=2000 HTTP/1.1\r\n"
                                 "Host: localhost\r\n\r\n");
    }
    for (int i = 0; i < ASKERS; i++) {
        DRIVE_UNTIL(node.loop,
                    (client_receive(&clients[i]), client_status(&clients[i], true) != 0));
        int status = client_status(&clients[i], true);
        answered += status == 200;
        refused +=
            status == 503 && strcmp(client_header(&clients[i], "retry-after", value), "2") == 0;
        client_close(&clients[i]);
    }
    CHECK_INT(answered + refused, ASKERS);
    CHECK(answered >= SERVER_ARCHIVE_WAITING_MAX);
    CHECK(refused > 0);
    node_free(&node);
    drop_store(folder);
}

static void who_goes_away_is_forgotten_and_others_are_answered(void)
{
    char folder[32];
    make_store(folder);
    struct node node = with_store(folder);
    for (int i = 0; i < ASKERS; i++) {
        struct client client = client_connect(server_port(node.server), 0);
        client_send(&client, "GET /ogc/collections/positions/items?limit=2000 HTTP/1.1\r\n"
                             "Host: localhost\r\n\r\n");
        for (int turn = 0; turn < i % 5; turn++)
            net_loop_turn(node.loop, false);
        client_close(&client);
    }
    struct client client = client_connect(server_port(node.server), 0);
    int status = 503;
    while (status == 503)
        status = client_ask(&client, node.loop, "GET /api/history/period", "");
    CHECK_INT(status, 200);
    client_close(&client);
    node_free(&node);
    drop_store(folder);
}

static void a_server_may_end_while_it_is_asked(void)
{
    char folder[32];
    make_store(folder);
    struct node node = with_store(folder);
    struct client clients[8];
    for (size_t i = 0; i < 8; i++) {
        clients[i] = client_connect(server_port(node.server), 0);
        client_send(&clients[i], "GET /ogc/collections/tracks/items HTTP/1.1\r\n"
                                 "Host: localhost\r\n\r\n");
        net_loop_turn(node.loop, false);
    }
    node_free(&node);
    for (size_t i = 0; i < 8; i++)
        client_close(&clients[i]);
    drop_store(folder);
}

static void a_store_that_is_none_is_said(void)
{
    struct node node = with_store("/nowhere/at/all");
    struct client client = client_connect(server_port(node.server), 0);
    CHECK_INT(client_ask(&client, node.loop, "GET /api/history/period", ""), 503);
    CHECK(strstr(client_body(&client), "the archive cannot be read: ") != NULL);
    client_close(&client);
    node_free(&node);
}

int main(void)
{
    RUN(without_a_store_there_is_none);
    RUN(every_page_of_it_is_answered_over_one_connection);
    RUN(head_waits_for_the_archive_too);
    RUN(tracks_hold_what_their_head_says);
    RUN(too_many_at_once_are_told_when_to_come_again);
    RUN(who_goes_away_is_forgotten_and_others_are_answered);
    RUN(a_server_may_end_while_it_is_asked);
    RUN(a_store_that_is_none_is_said);
    return check_summary();
}
