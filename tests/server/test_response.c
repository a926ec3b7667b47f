/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "server/page.h"
#include "server/response.h"

#include <string.h>

struct amount {
    size_t size;
};

static void write_amount(struct text *text, const void *context)
{
    const struct amount *amount = context;
    for (size_t i = 0; i < amount->size; i++)
        text_add_char(text, (char)('a' + i % 26));
}

static void grows_until_the_body_fits(void)
{
    static const size_t sizes[] = {0, 1, 16383, 16384, 16385, 1000000};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct server_response response = server_response_init();
        server_response_write(&response, "text/plain", 100000 * (i % 2), write_amount,
                              &(struct amount){.size = sizes[i]});
        CHECK_INT(response.status, 200);
        CHECK_INT(response.body_size, sizes[i]);
        CHECK(sizes[i] == 0 || response.body[sizes[i] - 1] == (char)('a' + (sizes[i] - 1) % 26));
        server_response_release(&response);
    }
}

static void refuses_to_grow_for_ever(void)
{
    struct server_response response = server_response_init();
    server_response_write(&response, "text/plain", SERVER_RESPONSE_BYTES_MAX, write_amount,
                          &(struct amount){.size = SERVER_RESPONSE_BYTES_MAX});
    CHECK_INT(response.status, 503);
    CHECK(strncmp(response.body, "{\"error\":\"", 10) == 0);
    server_response_release(&response);
}

static void an_error_is_valid_json_whatever_it_says(void)
{
    struct server_response response = server_response_init();
    server_response_fail(&response, 404, "no \"such\"\nthing");
    CHECK_TEXT(response.body, "{\"error\":\"no \\\"such\\\"\\u000athing\"}");
    CHECK_INT(response.body_size, strlen(response.body));
    server_response_release(&response);
}

static void knows_what_a_file_is_by_its_ending(void)
{
    static const char *const types[][2] = {
        {"/index.html", "text/html; charset=utf-8"},
        {"/a.b/app.js", "text/javascript; charset=utf-8"},
        {"/w.mjs", "text/javascript; charset=utf-8"},
        {"/land.geojson", "application/geo+json"},
        {"/x.json", "application/json"},
        {"/f.woff2", "font/woff2"},
        {"/glyphs/0-255.pbf", "application/x-protobuf"},
        {"/i.svg", "image/svg+xml"},
        {"/README", "application/octet-stream"},
        {"/js", "application/octet-stream"},
    };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        CHECK_TEXT(server_page_content_type(types[i][0]), types[i][1]);
}

int main(void)
{
    RUN(grows_until_the_body_fits);
    RUN(refuses_to_grow_for_ever);
    RUN(an_error_is_valid_json_whatever_it_says);
    RUN(knows_what_a_file_is_by_its_ending);
    return check_summary();
}
