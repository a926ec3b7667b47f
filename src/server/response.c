/* SPDX-License-Identifier: Apache-2.0 */
#include "server/response.h"

#include "base/json.h"

#include <stdlib.h>

enum { FIRST_BYTES = 16384, ERROR_BYTES_MAX = 1024, GROWTH = 2 };

struct server_response server_response_init(void)
{
    return (struct server_response){
        .status = 200, .content_type = "application/json", .cache_control = "no-store"};
}

void server_response_release(struct server_response *response)
{
    free(response->body);
    response->body = NULL;
    response->body_size = 0;
}

void server_response_write(struct server_response *response, const char *content_type,
                           size_t size_guess, void (*write)(struct text *text, const void *context),
                           const void *context)
{
    size_t size = FIRST_BYTES;
    while (size < size_guess)
        size *= GROWTH;
    for (; size <= SERVER_RESPONSE_BYTES_MAX; size *= GROWTH) {
        char *bytes = malloc(size);
        if (bytes == NULL)
            break;
        struct text text = text_init(bytes, size);
        write(&text, context);
        if (!text.is_cut) {
            response->content_type = content_type;
            response->body = bytes;
            response->body_size = text.size;
            return;
        }
        free(bytes);
    }
    server_response_fail(response, 503, "the answer is too large; ask for a part, with ?bbox=");
}

void server_response_fail(struct server_response *response, unsigned status, const char *words)
{
    server_response_release(response);
    response->status = status;
    response->content_type = "application/json";
    response->cache_control = "no-store";
    response->etag[0] = '\0';
    response->body = malloc(ERROR_BYTES_MAX);
    if (response->body == NULL)
        return;
    struct text text = text_init(response->body, ERROR_BYTES_MAX);
    struct json json = json_init(&text);
    json_open_object(&json, NULL);
    json_utf8(&json, "error", words);
    json_close_object(&json);
    response->body_size = text.size;
}
