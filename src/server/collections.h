/* SPDX-License-Identifier: Apache-2.0 */
/* The collections of /ogc: what they are called, and the documents around them. */
#ifndef SERVER_COLLECTIONS_H
#define SERVER_COLLECTIONS_H

#include "base/json.h"
#include "server/ask.h"

/* "positions" and so on. */
const char *server_collection_id(enum server_collection collection);

/* False when there is none of that name, which need not end with NUL. */
bool server_collection_find(const char *id, size_t size, enum server_collection *collection);

/* The parameters that its items take. */
unsigned server_collection_parameters(enum server_collection collection);

/* A link: {"rel", "type", "title", "href": base, path}. `title` may be NULL. */
struct server_link {
    const char *rel;
    const char *type;
    const char *title;
    const char *base;
    const char *path;
};

void server_link_write(struct json *json, const struct server_link *link);

/* The pages that do not depend on what is kept: `base` is as in struct server_ask. */
void server_landing_write(struct text *text, const void *base);
void server_conformance_write(struct text *text, const void *base);
void server_openapi_write(struct text *text, const void *base);

#define SERVER_GEOJSON "application/geo+json"
#define SERVER_OPENAPI "application/vnd.oai.openapi+json;version=3.0"

#endif
