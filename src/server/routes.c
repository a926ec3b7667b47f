/* SPDX-License-Identifier: Apache-2.0 */
#include "server/routes.h"

#include "server/asks.h"
#include "server/metrics.h"
#include "server/page.h"
#include "server/vessels.h"

#include <string.h>

enum {
    PARAMETER_BYTES_MAX = 256,
    VESSEL_BYTES = 320, /* of one vessel in JSON, about */
};

/* Copies the value of `name` from the query. False when it is not there or too long. */
static bool find_parameter(const char *query, const char *name,
                           char value[static PARAMETER_BYTES_MAX])
{
    size_t name_size = strlen(name);
    for (const char *at = query; *at != '\0';) {
        size_t size = strcspn(at, "&");
        if (size > name_size && at[name_size] == '=' && memcmp(at, name, name_size) == 0 &&
            size - name_size - 1 < PARAMETER_BYTES_MAX) {
            memcpy(value, at + name_size + 1, size - name_size - 1);
            value[size - name_size - 1] = '\0';
            return true;
        }
        at += size + (at[size] == '&');
    }
    return false;
}

/* What the writers of the bodies are given. */
struct subject {
    const struct server_site *site;
    const struct server_status *status;
    const struct geo_box *box;
    const struct track_target *target;
};

static void write_status(struct text *text, const void *context)
{
    const struct subject *subject = context;
    server_status_write(text, subject->site, subject->status);
}

static void write_metrics(struct text *text, const void *context)
{
    const struct subject *subject = context;
    server_metrics_write(text, subject->site, subject->status);
}

static void write_vessels(struct text *text, const void *context)
{
    const struct subject *subject = context;
    server_vessels_write(text, subject->site, subject->box);
}

static void write_vessel(struct text *text, const void *context)
{
    const struct subject *subject = context;
    server_vessels_write_one(text, subject->site, subject->target);
}

static void write_ok(struct text *text, const void *context)
{
    (void)context;
    text_add(text, "ok\n");
}

static void answer_with_status(const struct server_site *site, struct server_response *response,
                               const char *content_type,
                               void (*write)(struct text *text, const void *context))
{
    struct server_status status = {0};
    site->fill_status(site->user, &status);
    server_response_write(response, content_type, 0, write,
                          &(struct subject){.site = site, .status = &status});
}

static void answer_status(const struct server_site *site, const struct server_request *request,
                          struct server_response *response)
{
    (void)request;
    answer_with_status(site, response, "application/json", write_status);
}

static void answer_metrics(const struct server_site *site, const struct server_request *request,
                           struct server_response *response)
{
    (void)request;
    answer_with_status(site, response, "text/plain; version=0.0.4; charset=utf-8", write_metrics);
}

static void answer_health(const struct server_site *site, const struct server_request *request,
                          struct server_response *response)
{
    (void)site;
    (void)request;
    server_response_write(response, "text/plain; charset=utf-8", 0, write_ok, NULL);
}

static void answer_vessels(const struct server_site *site, const struct server_request *request,
                           struct server_response *response)
{
    char words[PARAMETER_BYTES_MAX];
    struct geo_box box;
    bool has_box = find_parameter(request->query, "bbox", words);
    if (!has_box && request->query[0] != '\0')
        server_response_fail(response, 400, "unknown or too long parameter; only ?bbox=W,S,E,N");
    else if (has_box && !server_vessels_read_box(words, &box))
        server_response_fail(response, 400,
                             "bad bbox; write ?bbox=W,S,E,N in degrees, longitudes from -180 to "
                             "180, latitudes from -90 to 90, S not above N");
    else
        server_response_write(response, "application/json",
                              has_box ? 0 : VESSEL_BYTES * track_picture_slot_count(site->picture),
                              write_vessels,
                              &(struct subject){.site = site, .box = has_box ? &box : NULL});
}

static void answer_vessel(const struct server_site *site, const struct server_request *request,
                          struct server_response *response)
{
    uint32_t mmsi;
    const struct track_target *target = NULL;
    if (!server_vessels_read_mmsi(request->path + strlen("/api/vessels/"), &mmsi)) {
        server_response_fail(response, 400,
                             "bad MMSI; write digits, up to 1073741823: /api/vessels/265698740");
        return;
    }
    target = track_picture_find(site->picture, mmsi);
    if (target == NULL)
        server_response_fail(response, 404,
                             "no target of this MMSI is known now; /api/vessels has all");
    else
        server_response_write(response, "application/json", 0, write_vessel,
                              &(struct subject){.site = site, .target = target});
}

static void write_no_waters(struct text *text, const void *context)
{
    (void)context;
    text_add(text, "{\"type\":\"FeatureCollection\",\"features\":[]}");
}

static void answer_waters(const struct server_site *site, const struct server_request *request,
                          struct server_response *response)
{
    if (site->waters_path == NULL) {
        server_response_write(response, "application/geo+json", 0, write_no_waters, NULL);
        return;
    }
    server_page_answer_file(site->waters_path, request->if_none_match, response);
    if (response->status == 200)
        response->content_type = "application/geo+json";
}

static void answer_live(const struct server_site *site, const struct server_request *request,
                        struct server_response *response)
{
    (void)site;
    (void)request;
    server_response_fail(response, 426,
                         "this is a WebSocket; connect with the subprotocol narrows-live-1");
}

static void answer_unknown(const struct server_site *site, const struct server_request *request,
                           struct server_response *response)
{
    (void)site;
    (void)request;
    server_response_fail(response, 404,
                         "no such interface; there are /api/status, /api/vessels, "
                         "/api/vessels/MMSI, /api/waters and /api/history/");
}

static void answer_page(const struct server_site *site, const struct server_request *request,
                        struct server_response *response)
{
    server_page_answer(site->page_dir, request->path, request->if_none_match, response);
}

struct route {
    const char *path;
    bool is_prefix; /* of all the paths below it; otherwise the path itself */
    const char *methods;
    void (*answer)(const struct server_site *site, const struct server_request *request,
                   struct server_response *response);
    /* Instead, of what the archive may have to answer: as server_routes_answer(). */
    bool (*ask)(const struct server_site *site, const struct server_request *request,
                struct server_response *response, struct server_ask *ask);
};

/* The first row that fits answers. */
static const struct route routes[] = {
    {"/api/status", false, "GET, HEAD", answer_status, NULL},
    {"/api/vessels", false, "GET, HEAD", answer_vessels, NULL},
    {"/api/vessels/", true, "GET, HEAD", answer_vessel, NULL},
    {"/api/waters", false, "GET, HEAD", answer_waters, NULL},
    {"/api/history/", true, "GET, HEAD", NULL, server_asks_history},
    {"/api/", true, "GET, HEAD", answer_unknown, NULL},
    {"/ogc", false, "GET, HEAD", NULL, server_asks_ogc},
    {"/ogc/", true, "GET, HEAD", NULL, server_asks_ogc},
    {"/metrics", false, "GET, HEAD", answer_metrics, NULL},
    {"/healthz", false, "GET, HEAD", answer_health, NULL},
    {"/live", false, "GET, HEAD", answer_live, NULL},
    {"/", true, "GET, HEAD", answer_page, NULL},
};

bool server_routes_answer(const struct server_site *site, const struct server_request *request,
                          struct server_response *response, struct server_ask *ask)
{
    for (size_t i = 0; i < sizeof routes / sizeof routes[0]; i++) {
        const struct route *route = &routes[i];
        if (route->is_prefix ? strncmp(request->path, route->path, strlen(route->path)) != 0
                             : strcmp(request->path, route->path) != 0)
            continue;
        if (request->method == SERVER_METHOD_OTHER) {
            server_response_fail(response, 405, "nothing is changed over HTTP; use GET or HEAD");
            response->allow = route->methods;
        } else if (route->ask != NULL) {
            return route->ask(site, request, response, ask);
        } else {
            route->answer(site, request, response);
        }
        return true;
    }
    server_response_fail(response, 404, "there is no such page; / is the map");
    return true;
}
