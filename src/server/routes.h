/* SPDX-License-Identifier: Apache-2.0 */
/* Every URL of the node, in one table. */
#ifndef SERVER_ROUTES_H
#define SERVER_ROUTES_H

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
    const char *if_none_match; /* the header, or "" */
};

/* `response` is fresh; the caller releases it. */
void server_routes_answer(const struct server_site *site, const struct server_request *request,
                          struct server_response *response);

#endif
