/* SPDX-License-Identifier: Apache-2.0 */
#include "node.h"

static char value[512];

static void answers_every_url_of_the_document(void)
{
    struct node node = node_new(100, 4);
    struct client client = client_connect(server_port(node.server), 0);
    fleet_report(node.picture, 265698740, 12.723257, 55.903632, FLEET_START_MS);

    CHECK_INT(client_ask(&client, node.loop, "GET /healthz", ""), 200);
    CHECK_TEXT(client_body(&client), "ok\n");
    CHECK_INT(client_ask(&client, node.loop, "GET /", ""), 200);
    CHECK_TEXT(client_body(&client), "<!doctype html><title>map</title>");
    CHECK_TEXT(client_header(&client, "content-type", value), "text/html; charset=utf-8");
    CHECK_INT(client_ask(&client, node.loop, "GET /app.js", ""), 200);
    CHECK_TEXT(client_header(&client, "content-type", value), "text/javascript; charset=utf-8");
    CHECK_INT(client_ask(&client, node.loop, "GET /api/status", ""), 200);
    CHECK(strstr(client_body(&client), "\"known\":1,\"with_position\":1") != NULL);
    CHECK_INT(client_ask(&client, node.loop, "GET /api/vessels", ""), 200);
    CHECK(strstr(client_body(&client), "\"mmsi\":265698740") != NULL);
    CHECK_INT(client_ask(&client, node.loop, "GET /api/vessels/265698740", ""), 200);
    CHECK_INT(client_ask(&client, node.loop, "GET /api/waters", ""), 200);
    CHECK_TEXT(client_header(&client, "content-type", value), "application/geo+json");
    CHECK_INT(client_ask(&client, node.loop, "GET /metrics", ""), 200);
    CHECK(strstr(client_body(&client), "narrows_messages_total{type=\"1\"} 5\n") != NULL);
    CHECK(!client.is_closed); /* one connection for all of them */
    client_close(&client);
    node_free(&node);
}

static void the_box_is_read_from_the_query(void)
{
    struct node node = node_new(100, 4);
    struct client client = client_connect(server_port(node.server), 0);
    fleet_report(node.picture, 265698740, 12.7, 55.9, FLEET_START_MS);
    CHECK_INT(client_ask(&client, node.loop, "GET /api/vessels?bbox=12,55,13,56", ""), 200);
    CHECK(strstr(client_body(&client), "\"count\":1") != NULL);
    CHECK_INT(client_ask(&client, node.loop, "GET /api/vessels?bbox=12%2C55%2C13%2C56", ""), 200);
    CHECK(strstr(client_body(&client), "\"count\":1") != NULL);
    CHECK_INT(client_ask(&client, node.loop, "GET /api/vessels?bbox=-1,55,1,56", ""), 200);
    CHECK(strstr(client_body(&client), "\"count\":0") != NULL);
    CHECK_INT(client_ask(&client, node.loop, "GET /api/vessels?bbox=170,-90,13,90", ""), 200);
    CHECK(strstr(client_body(&client), "\"count\":1") != NULL);
    CHECK_INT(client_ask(&client, node.loop, "GET /api/vessels?bbox=12,55,13", ""), 400);
    CHECK(strstr(client_body(&client), "W,S,E,N") != NULL);
    client_close(&client);
    node_free(&node);
}

struct wrong {
    const char *request;
    int status;
};

static const struct wrong wrongs[] = {
    {"GET /nothing", 404},
    {"GET /api/nothing", 404},
    {"GET /api/", 404},
    {"GET /api/vessels/1", 404},
    {"GET /api/vessels/x", 400},
    {"GET /api/vessels/1234567890", 400},
    {"GET /api/vessels?box=1", 400},
    {"GET /live", 426},
    {"GET /.secret", 404},
    {"GET /../server.h", 404},
    {"GET /%2e%2e/%2e%2e/etc/passwd", 404},
    {"GET /..%2f..%2fetc/passwd", 404},
    {"GET /....//....//etc/passwd", 404},
    {"GET //etc/passwd", 404},
    {"GET /index.html/", 404},
    {"GET /a%00b", 404},
};

static void says_no_with_the_fitting_status(void)
{
    struct node node = node_new(100, 4);
    for (size_t i = 0; i < sizeof wrongs / sizeof wrongs[0]; i++) {
        struct client client = client_connect(server_port(node.server), 0);
        int status = client_ask(&client, node.loop, wrongs[i].request, "");
        /* Some are refused by libwebsockets itself, which only closes. */
        bool is_refused = status == wrongs[i].status ||
                          (status == 0 && client.is_closed && strstr(wrongs[i].request, "%00"));
        if (!is_refused)
            printf("# %s: %d\n", wrongs[i].request, status);
        CHECK(is_refused);
        CHECK(status == 0 || strncmp(client_body(&client), "{\"error\":\"", 10) == 0);
        client_close(&client);
    }
    node_free(&node);
}

static void only_reading_is_allowed(void)
{
    static const char *const methods[] = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"};
    struct node node = node_new(100, 4);
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
        char request[64];
        struct client client = client_connect(server_port(node.server), 0);
        snprintf(request, sizeof request, "%s /api/status", methods[i]);
        CHECK_INT(client_ask(&client, node.loop, request, "Content-Length: 4\r\n"), 405);
        CHECK_TEXT(client_header(&client, "allow", value), "GET, HEAD");
        /* A body must not be read as the next request. */
        DRIVE_UNTIL(node.loop, (client_receive(&client), client.is_closed));
        client_close(&client);
    }
    node_free(&node);
}

static void head_is_get_without_its_body(void)
{
    struct node node = node_new(100, 4);
    struct client client = client_connect(server_port(node.server), 0);
    CHECK_INT(client_ask(&client, node.loop, "HEAD /", ""), 200);
    CHECK_TEXT(client_header(&client, "content-length", value), "33");
    CHECK_TEXT(client_body(&client), "");
    CHECK_INT(client_ask(&client, node.loop, "GET /", ""), 200);
    CHECK_INT(strlen(client_body(&client)), 33);
    client_close(&client);
    node_free(&node);
}

static void an_unchanged_file_is_not_sent_again(void)
{
    char header[600];
    struct node node = node_new(100, 4);
    struct client client = client_connect(server_port(node.server), 0);
    CHECK_INT(client_ask(&client, node.loop, "GET /app.js", ""), 200);
    client_header(&client, "etag", value);
    CHECK(value[0] == '"');
    snprintf(header, sizeof header, "If-None-Match: %s\r\n", value);
    CHECK_INT(client_ask(&client, node.loop, "GET /app.js", header), 304);
    CHECK_TEXT(client_body(&client), "");
    CHECK_INT(client_ask(&client, node.loop, "GET /app.js", "If-None-Match: \"other\"\r\n"), 200);
    node_write_file(node.page_dir, "app.js", "'changed';");
    CHECK_INT(client_ask(&client, node.loop, "GET /app.js", header), 200);
    CHECK_TEXT(client_body(&client), "'changed';");
    client_close(&client);
    node_free(&node);
}

static void every_answer_has_the_security_headers(void)
{
    static const char *const requests[] = {"GET /", "GET /api/status", "GET /nothing"};
    struct node node = node_new(100, 4);
    struct client client = client_connect(server_port(node.server), 0);
    for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++) {
        client_ask(&client, node.loop, requests[i], "");
        CHECK(strncmp(client_header(&client, "content-security-policy", value),
                      "default-src 'self'; ", 20) == 0);
        CHECK_TEXT(client_header(&client, "x-content-type-options", value), "nosniff");
        CHECK_TEXT(client_header(&client, "referrer-policy", value), "no-referrer");
        CHECK_TEXT(client_header(&client, "cross-origin-resource-policy", value), "same-origin");
        CHECK_TEXT(client_header(&client, "cache-control", value),
                   i == 0 ? "no-cache" : "no-store");
    }
    client_close(&client);
    node_free(&node);
}

/* A page that lets a name of its own point to 127.0.0.1 must learn nothing (DNS rebinding). */
static void a_foreign_name_for_this_machine_is_refused(void)
{
    static const struct {
        const char *host;
        int status;
    } hosts[] = {{"Host: evil.example\r\n", 403},
                 {"Host: localhost.evil.example:80\r\n", 403},
                 {"Host: localhost:1234\r\n", 200},
                 {"Host: 127.0.0.1:1\r\n", 200},
                 {"Host: [::1]:1\r\n", 200}};
    struct node node = node_new(100, 4);
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
        struct client client = client_connect(server_port(node.server), 0);
        CHECK_INT(client_ask(&client, node.loop, "GET /api/status", hosts[i].host),
                  hosts[i].status);
        client_close(&client);
    }
    node_free(&node);
}

/* Larger than any buffer on the way, and taken slowly. */
static void a_large_answer_comes_whole(void)
{
    struct node node = node_new(5100, 4); /* some slots are kept */
    for (uint32_t i = 0; i < 5000; i++)
        fleet_report(node.picture, 200000000 + i, i % 180, i % 90, FLEET_START_MS + i);
    struct client client = client_connect(server_port(node.server), 4096);
    CHECK_INT(client_ask(&client, node.loop, "GET /api/vessels", ""), 200);
    size_t size = (size_t)strtoul(client_header(&client, "content-length", value), NULL, 10);
    CHECK(size > 1000000);
    CHECK_INT(strlen(client_body(&client)), size);
    CHECK(strstr(client_body(&client), "\"count\":5000}") != NULL);
    client_close(&client);
    node_free(&node);
}

static void a_reader_who_goes_away_leaves_nothing_behind(void)
{
    struct node node = node_new(5100, 4); /* some slots are kept */
    for (uint32_t i = 0; i < 5000; i++)
        fleet_report(node.picture, 200000000 + i, i % 180, i % 90, FLEET_START_MS + i);
    for (int i = 0; i < 100; i++) { /* more than may be under way at once */
        struct client client = client_connect(server_port(node.server), 4096);
        client_send(&client, "GET /api/vessels HTTP/1.1\r\nHost: localhost\r\n\r\n");
        DRIVE_UNTIL(node.loop, (client_receive(&client), client.size > 0));
        CHECK_INT(strncmp(client.bytes, "HTTP/1.1 200", 12), 0);
        client_close(&client);
    }
    node_free(&node);
}

static void a_crowd_is_turned_away_at_a_limit_and_let_in_again(void)
{
    enum { CROWD = SERVER_CONNECTION_COUNT_MAX + 20 };
    static int fds[CROWD];
    struct node node = node_new(100, 4);
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons(server_port(node.server)),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    for (int i = 0; i < CROWD; i++) {
        fds[i] = socket(AF_INET, SOCK_STREAM, 0);
        CHECK(connect(fds[i], (struct sockaddr *)(void *)&address, sizeof address) == 0);
        net_loop_turn(node.loop, false);
    }
    char byte;
    DRIVE_UNTIL(node.loop, recv(fds[CROWD - 1], &byte, 1, MSG_DONTWAIT) == 0);
    for (int i = 0; i < CROWD; i++)
        close(fds[i]);
    DRIVE_UNTIL(node.loop, net_loop_turn_number(node.loop) > 0);
    int status = 0;
    for (int i = 0; i < 100 && status != 200; i++) {
        struct client client = client_connect(server_port(node.server), 0);
        status = client_ask(&client, node.loop, "GET /healthz", "");
        client_close(&client);
    }
    CHECK_INT(status, 200);
    node_free(&node);
}

static void a_port_that_is_taken_is_said_in_one_line(void)
{
    struct node node = node_new(100, 4);
    char bytes[512], expected[512];
    struct text error = text_init(bytes, sizeof bytes);
    struct server *second = server_new(&(struct server_options){.loop = node.loop,
                                                                .address = "127.0.0.1",
                                                                .port = server_port(node.server),
                                                                .page_dir = node.page_dir,
                                                                .picture = node.picture,
                                                                .target_count_max = 100,
                                                                .stations = node.stations,
                                                                .fill_status = node_fill_status},
                                       &error);
    CHECK(second == NULL);
    snprintf(expected, sizeof expected,
             "cannot serve the map at 127.0.0.1 port %u: Address already in use; choose another "
             "with --http ADDRESS:PORT, port 0 for a free one",
             server_port(node.server));
    CHECK_TEXT(bytes, expected);
    node_free(&node);
}

static void noise_is_answered_or_dropped_and_the_server_goes_on(void)
{
    struct node node = node_new(100, 4);
    uint32_t state = 3;
    for (int i = 0; i < 200; i++) {
        char noise[2048];
        size_t size = 0;
        struct client client = client_connect(server_port(node.server), 0);
        if (i % 2 == 0)
            size = (size_t)snprintf(noise, sizeof noise, "GET / HTTP/1.1\r\nHost: ");
        for (; size < sizeof noise; size++) {
            state = state * 1664525 + 1013904223;
            noise[size] = (char)(state >> 24);
        }
        send(client.fd, noise, sizeof noise, MSG_NOSIGNAL | MSG_DONTWAIT);
        for (int turn = 0; turn < 5; turn++)
            net_loop_turn(node.loop, false);
        client_close(&client);
    }
    struct client client = client_connect(server_port(node.server), 0);
    CHECK_INT(client_ask(&client, node.loop, "GET /healthz", ""), 200);
    client_close(&client);
    node_free(&node);
}

int main(void)
{
    RUN(answers_every_url_of_the_document);
    RUN(the_box_is_read_from_the_query);
    RUN(says_no_with_the_fitting_status);
    RUN(only_reading_is_allowed);
    RUN(head_is_get_without_its_body);
    RUN(an_unchanged_file_is_not_sent_again);
    RUN(every_answer_has_the_security_headers);
    RUN(a_foreign_name_for_this_machine_is_refused);
    RUN(a_large_answer_comes_whole);
    RUN(a_reader_who_goes_away_leaves_nothing_behind);
    RUN(a_crowd_is_turned_away_at_a_limit_and_let_in_again);
    RUN(a_port_that_is_taken_is_said_in_one_line);
    RUN(noise_is_answered_or_dropped_and_the_server_goes_on);
    return check_summary();
}
