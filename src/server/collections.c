/* SPDX-License-Identifier: Apache-2.0 */
#include "server/collections.h"

#include <string.h>

#define CRS84     "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
#define GREGORIAN "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"

enum { PATH_BYTES_MAX = 128 };

struct collection_row {
    const char *id;
    const char *title;
    const char *description;
};

static const struct collection_row rows[SERVER_COLLECTION_COUNT] = {
    [SERVER_POSITIONS] = {"positions", "Positions",
                          "Reports: where a transmitter was, when, and which stations heard it"},
    [SERVER_TRACKS] = {"tracks", "Tracks",
                       "The way of a transmitter in one class on one day (UTC), cut at its gaps"},
    [SERVER_VESSELS] = {"vessels", "Vessels",
                        "What ships said of themselves, from when until when; the place is the "
                        "last in that time"},
    [SERVER_VOYAGES] = {"voyages", "Voyages",
                        "What ships said of their voyages, from when until when, with the way in "
                        "that time"},
    [SERVER_WATERS] = {"waters", "Waters", "Lanes, gates, ports and anchorages of this sea"},
};

const char *server_collection_id(enum server_collection collection)
{
    return rows[collection].id;
}

bool server_collection_find(const char *id, size_t size, enum server_collection *collection)
{
    for (int i = 0; i < SERVER_COLLECTION_COUNT; i++)
        if (strlen(rows[i].id) == size && memcmp(rows[i].id, id, size) == 0) {
            *collection = (enum server_collection)i;
            return true;
        }
    return false;
}

unsigned server_collection_parameters(enum server_collection collection)
{
    unsigned all = SERVER_PARAMETER_BBOX | SERVER_PARAMETER_DATETIME | SERVER_PARAMETER_LIMIT |
                   SERVER_PARAMETER_NEXT | SERVER_PARAMETER_FORMAT;
    return collection == SERVER_WATERS ? all : all | SERVER_PARAMETER_MMSI;
}

void server_link_write(struct json *json, const struct server_link *link)
{
    char bytes[SERVER_ASK_BASE_BYTES + 4 * SERVER_ASK_QUERY_BYTES];
    struct text href = text_init(bytes, sizeof bytes);

    text_add(&href, link->base);
    text_add(&href, link->path);
    json_open_object(json, NULL);
    json_text(json, "rel", link->rel);
    json_text(json, "type", link->type);
    if (link->title != NULL)
        json_text(json, "title", link->title);
    json_text(json, "href", bytes);
    json_close_object(json);
}

void server_landing_write(struct text *text, const void *context)
{
    const char *base = context;
    const struct server_link links[] = {
        {"self", "application/json", "This page", base, "/ogc"},
        {"service-desc", SERVER_OPENAPI, "Its description", base, "/ogc/api"},
        {"conformance", "application/json", "What it conforms to", base, "/ogc/conformance"},
        {"data", "application/json", "The collections", base, "/ogc/collections"},
    };
    struct json json = json_init(text);

    json_open_object(&json, NULL);
    json_text(&json, "title", "narrows");
    json_text(&json, "description", "The history of ships (AIS) that this node has kept");
    json_open_array(&json, "links");
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++)
        server_link_write(&json, &links[i]);
    json_close_array(&json);
    json_close_object(&json);
}

void server_conformance_write(struct text *text, const void *base)
{
    static const char *const classes[] = {
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    };
    struct json json = json_init(text);

    (void)base;
    json_open_object(&json, NULL);
    json_open_array(&json, "conformsTo");
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
        json_text(&json, NULL, classes[i]);
    json_close_array(&json);
    json_close_object(&json);
}

/* When the first and the last position were, if there are any. */
struct period {
    bool has_any;
    int64_t from_ms;
    int64_t until_ms;
};

static struct period period_of(struct server_desk *desk)
{
    struct period period = {0};
    period.has_any = history_reader_period(desk->reader, &period.from_ms, &period.until_ms);
    return period;
}

static void write_extent(struct json *json, const struct period *period)
{
    static const int world[] = {-180, -90, 180, 90};

    json_open_object(json, "extent");
    json_open_object(json, "spatial");
    json_open_array(json, "bbox");
    json_open_array(json, NULL);
    for (size_t i = 0; i < 4; i++)
        json_int(json, NULL, world[i]);
    json_close_array(json);
    json_close_array(json);
    json_text(json, "crs", CRS84);
    json_close_object(json);
    json_open_object(json, "temporal");
    json_open_array(json, "interval");
    json_open_array(json, NULL);
    if (period->has_any) {
        json_time(json, NULL, period->from_ms);
        json_time(json, NULL, period->until_ms);
    } else {
        json_null(json, NULL);
        json_null(json, NULL);
    }
    json_close_array(json);
    json_close_array(json);
    json_text(json, "trs", GREGORIAN);
    json_close_object(json);
    json_close_object(json);
}

static void write_collection(struct json *json, const struct server_desk *desk,
                             enum server_collection collection, const struct period *period)
{
    static const struct period none = {0};
    char self_bytes[PATH_BYTES_MAX], items_bytes[PATH_BYTES_MAX];
    struct text self = text_init(self_bytes, sizeof self_bytes);
    struct text items = text_init(items_bytes, sizeof items_bytes);

    text_add_format(&self, "/ogc/collections/%s", rows[collection].id);
    text_add_format(&items, "/ogc/collections/%s/items", rows[collection].id);
    json_open_object(json, NULL);
    json_text(json, "id", rows[collection].id);
    json_text(json, "title", rows[collection].title);
    json_text(json, "description", rows[collection].description);
    json_text(json, "itemType", "feature");
    write_extent(json, collection == SERVER_WATERS ? &none : period);
    json_open_array(json, "crs");
    json_text(json, NULL, CRS84);
    json_close_array(json);
    json_open_array(json, "links");
    server_link_write(
        json, &(struct server_link){"self", "application/json", NULL, desk->ask->base, self_bytes});
    server_link_write(json, &(struct server_link){"items", SERVER_GEOJSON, rows[collection].title,
                                                  desk->ask->base, items_bytes});
    json_close_array(json);
    json_close_object(json);
}

void server_collection_answer(struct server_desk *desk)
{
    struct json json = json_init(desk->text);
    struct period period = period_of(desk);
    write_collection(&json, desk, desk->ask->collection, &period);
}

void server_collections_answer(struct server_desk *desk)
{
    struct json json = json_init(desk->text);
    struct period period = period_of(desk);

    json_open_object(&json, NULL);
    json_open_array(&json, "links");
    server_link_write(&json, &(struct server_link){"self", "application/json", NULL,
                                                   desk->ask->base, "/ogc/collections"});
    json_close_array(&json);
    json_open_array(&json, "collections");
    for (int i = 0; i < SERVER_COLLECTION_COUNT; i++)
        write_collection(&json, desk, (enum server_collection)i, &period);
    json_close_array(&json);
    json_close_object(&json);
}
