/* SPDX-License-Identifier: Apache-2.0 */
/* Every URL of the node, in one table. */
#ifndef SERVER_ROUTES_H
#define SERVER_ROUTES_H

#include "server/ask.h"
#include "server/response.h"
#include "server/site.h"

enum server_method {
    SERVER_METHOD_GET,
    SERVER_METHOD_HEAD, /* answered like GET; whoever sends the answer leaves the body out */
    SERVER_METHOD_OTHER,
};

struct server_request {
    enum server_method method;
    const char *path;          /* decoded */
    const char *query;         /* "name=value&name=value", decoded, or "" */
    const char *base;          /* "http://HOST", for links, or "" */
    const char *if_none_match; /* the header, or "" */
};

/* `response` is fresh; the caller releases it. False when the archive is to be asked for the
 * answer: `ask`, which is undefined otherwise. */
bool server_routes_answer(const struct server_site *site, const struct server_request *request,
                          struct server_response *response, struct server_ask *ask);

#endif
