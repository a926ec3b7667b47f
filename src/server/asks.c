/* SPDX-License-Identifier: Apache-2.0 */
#include "server/asks.h"

#include "server/collections.h"

#include <string.h>

enum { ERROR_BYTES = 512, WINDOW_MAX_MS = 24 * 3600 * 1000 };

struct history_row {
    const char *path;
    enum server_ask_kind kind;
    unsigned allowed;
    unsigned needed;
};

static const struct history_row history_rows[] = {
    {"period", SERVER_ASK_PERIOD, 0, 0},
    {"density", SERVER_ASK_DENSITY,
     SERVER_PARAMETER_FROM | SERVER_PARAMETER_UNTIL | SERVER_PARAMETER_BUCKETS, 0},
    {"tracks", SERVER_ASK_TRACKS,
     SERVER_PARAMETER_FROM | SERVER_PARAMETER_UNTIL | SERVER_PARAMETER_BBOX |
         SERVER_PARAMETER_SIMPLIFY | SERVER_PARAMETER_NEXT,
     SERVER_PARAMETER_FROM | SERVER_PARAMETER_UNTIL},
    {"vessel", SERVER_ASK_VESSEL,
     SERVER_PARAMETER_MMSI | SERVER_PARAMETER_FROM | SERVER_PARAMETER_UNTIL |
         SERVER_PARAMETER_SIMPLIFY | SERVER_PARAMETER_NEXT,
     SERVER_PARAMETER_MMSI | SERVER_PARAMETER_FROM | SERVER_PARAMETER_UNTIL},
    {"names", SERVER_ASK_NAMES, SERVER_PARAMETER_AT | SERVER_PARAMETER_MMSI | SERVER_PARAMETER_NEXT,
     SERVER_PARAMETER_AT},
};

/* False, with the response, when there is no archive. */
static bool check_archive(const struct server_site *site, struct server_response *response)
{
    if (!site->has_archive)
        server_response_fail(response, 404,
                             "this node keeps no archive; it is started with --store FOLDER");
    return site->has_archive;
}

/* False, with the response, for a bad query. */
static bool read_query(const struct server_request *request, unsigned allowed,
                       struct server_response *response, struct server_ask *ask)
{
    char bytes[ERROR_BYTES];
    struct text error = text_init(bytes, sizeof bytes);
    struct text query = text_init(ask->query, sizeof ask->query);
    struct text base = text_init(ask->base, sizeof ask->base);

    text_add(&query, request->query);
    text_add(&base, request->base);
    if (server_parameters_read(request->query, allowed, &ask->parameters, &error) && !query.is_cut)
        return true;
    server_response_fail(response, 400, query.is_cut ? "the parameters are too long" : bytes);
    return false;
}

static bool refuse(struct server_response *response, unsigned status, const char *words)
{
    server_response_fail(response, status, words);
    return true;
}

bool server_asks_history(const struct server_site *site, const struct server_request *request,
                         struct server_response *response, struct server_ask *ask)
{
    const char *name = request->path + strlen("/api/history/");
    const struct history_row *row = NULL;
    const struct server_parameters *parameters = &ask->parameters;

    *ask = (struct server_ask){0};
    for (size_t i = 0; i < sizeof history_rows / sizeof history_rows[0]; i++)
        if (strcmp(history_rows[i].path, name) == 0)
            row = &history_rows[i];
    if (row == NULL)
        return refuse(response, 404,
                      "no such interface; /api/history/ has period, density, tracks, vessel and "
                      "names");
    if (!check_archive(site, response) || !read_query(request, row->allowed, response, ask))
        return true;
    if ((parameters->given & row->needed) != row->needed)
        return refuse(response, 400,
                      row->kind == SERVER_ASK_NAMES    ? "at is missing; at=2018-11-19T11:00:00Z"
                      : row->kind == SERVER_ASK_VESSEL ? "mmsi, from and until are all needed"
                                                       : "from and until are both needed");
    bool has_time = (parameters->given & SERVER_PARAMETER_FROM) != 0 &&
                    (parameters->given & SERVER_PARAMETER_UNTIL) != 0;
    if (has_time && parameters->from_ms >= parameters->until_ms)
        return refuse(response, 400, "until is not behind from");
    if (row->kind == SERVER_ASK_TRACKS &&
        parameters->until_ms - parameters->from_ms > WINDOW_MAX_MS)
        return refuse(response, 400, "from and until are more than 24 hours apart; ask in pieces");
    ask->kind = row->kind;
    return false;
}

/* A page that is always the same. */
static bool answer_page(const struct server_request *request, struct server_response *response,
                        const char *content_type,
                        void (*write)(struct text *text, const void *base))
{
    struct server_ask ask = {0};

    if (read_query(request, SERVER_PARAMETER_FORMAT, response, &ask))
        server_response_write(response, content_type, 0, write, ask.base);
    return true;
}

/* The feature that is named; false when there cannot be one of that name. */
static bool read_feature(const char *name, struct server_ask *ask)
{
    struct text feature = text_init(ask->feature, sizeof ask->feature);

    text_add(&feature, name);
    if (feature.is_cut || feature.size == 0)
        return false;
    return ask->collection == SERVER_WATERS || server_key_read(name, &ask->parameters.next);
}

/* What stands behind /ogc/collections/. */
static bool ask_collection(const struct server_request *request, const char *rest,
                           struct server_response *response, struct server_ask *ask)
{
    size_t size = strcspn(rest, "/");
    const char *behind = rest + size;
    bool is_items = strcmp(behind, "/items") == 0 || strcmp(behind, "/items/") == 0;
    bool is_item = !is_items && strncmp(behind, "/items/", 7) == 0;

    if (!server_collection_find(rest, size, &ask->collection))
        return refuse(response, 404,
                      "no such collection; there are positions, tracks, vessels, voyages and "
                      "waters");
    if (behind[0] != '\0' && strcmp(behind, "/") != 0 && !is_items && !is_item)
        return refuse(response, 404, "no such page; a collection has /items");
    unsigned allowed =
        is_items ? server_collection_parameters(ask->collection) : SERVER_PARAMETER_FORMAT;
    if (!read_query(request, allowed, response, ask))
        return true;
    if (is_item && !read_feature(behind + 7, ask))
        return refuse(response, 404, "there is no such feature; /items lists them");
    ask->kind = is_items ? SERVER_ASK_ITEMS : is_item ? SERVER_ASK_ITEM : SERVER_ASK_COLLECTION;
    return false;
}

bool server_asks_ogc(const struct server_site *site, const struct server_request *request,
                     struct server_response *response, struct server_ask *ask)
{
    static const char collections[] = "/collections/";
    const char *path = request->path + strlen("/ogc");

    *ask = (struct server_ask){0};
    if (!check_archive(site, response))
        return true;
    if (strcmp(path, "") == 0 || strcmp(path, "/") == 0)
        return answer_page(request, response, "application/json", server_landing_write);
    if (strcmp(path, "/api") == 0)
        return answer_page(request, response, SERVER_OPENAPI, server_openapi_write);
    if (strcmp(path, "/conformance") == 0)
        return answer_page(request, response, "application/json", server_conformance_write);
    if (strcmp(path, "/collections") == 0 || strcmp(path, collections) == 0) {
        ask->kind = SERVER_ASK_COLLECTIONS;
        return !read_query(request, SERVER_PARAMETER_FORMAT, response, ask);
    }
    if (strncmp(path, collections, strlen(collections)) == 0)
        return ask_collection(request, path + strlen(collections), response, ask);
    return refuse(response, 404, "no such page; /ogc has /api, /conformance and /collections");
}
