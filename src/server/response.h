/* SPDX-License-Identifier: Apache-2.0 */
/* The answer to one request: status, headers and a body that grows while it is built. */
#ifndef SERVER_RESPONSE_H
#define SERVER_RESPONSE_H

#include "base/text.h"

enum {
    SERVER_RESPONSE_BYTES_MAX = 64 << 20,
    SERVER_RESPONSE_ETAG_BYTES = 48,
};

struct server_response {
    unsigned status; /* 200, 404... */
    const char *content_type;
    const char *cache_control;
    const char *allow;                     /* of a 405, otherwise NULL */
    const char *retry_after;               /* seconds, of a 503 that passes; otherwise NULL */
    char etag[SERVER_RESPONSE_ETAG_BYTES]; /* with its quotation marks, or "" */
    char *body;                            /* NULL when there is none */
    size_t body_size;
};

struct server_response server_response_init(void);
void server_response_release(struct server_response *response);

/* Makes it a 200 with a body that `write` adds to a text of `size_guess` bytes or more. `write` is
 * called again with more room when the text was cut, so it must write the same each time. A body
 * that would be longer than SERVER_RESPONSE_BYTES_MAX, or that finds no memory, makes it a 503. */
void server_response_write(struct server_response *response, const char *content_type,
                           size_t size_guess, void (*write)(struct text *text, const void *context),
                           const void *context);

/* Makes it an error with the body {"error": words}. `words` say what and what instead. */
void server_response_fail(struct server_response *response, unsigned status, const char *words);

#endif
