/* SPDX-License-Identifier: Apache-2.0 */
/* Requests under /api/history and /ogc: what is to be asked of the archive. Pure. */
#ifndef SERVER_ASKS_H
#define SERVER_ASKS_H

#include "server/ask.h"
#include "server/routes.h"

/* True when `response` is the answer: an error, or a page that needs no archive; otherwise `ask` is
 * what to ask. */
bool server_asks_history(const struct server_site *site, const struct server_request *request,
                         struct server_response *response, struct server_ask *ask);
bool server_asks_ogc(const struct server_site *site, const struct server_request *request,
                     struct server_response *response, struct server_ask *ask);

#endif
