/* SPDX-License-Identifier: Apache-2.0 */
#include "server/features.h"

#include "geo/point.h"
#include "server/collections.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { URL_BYTES_MAX = 4096 };

bool server_page_has_room(struct server_page *page, const struct server_key *key)
{
    uint32_t limit = page->is_single ? 1 : page->desk->ask->parameters.limit;

    if (page->count < limit && (page->count == 0 || !server_desk_is_full(page->desk))) {
        page->count++;
        return true;
    }
    page->has_next = true;
    page->next = *key;
    return false;
}

/* Of a feature that is asked for alone. */
static void write_links(struct server_page *page, const char *id)
{
    const struct server_ask *ask = page->desk->ask;
    char bytes[URL_BYTES_MAX];
    struct text path = text_init(bytes, sizeof bytes);
    struct server_link link = {"collection", "application/json", NULL, ask->base, bytes};

    json_open_array(&page->json, "links");
    text_add_format(&path, "/ogc/collections/%s", server_collection_id(ask->collection));
    server_link_write(&page->json, &link);
    text_add_format(&path, "/items/%s", id);
    link.rel = "self";
    link.type = SERVER_GEOJSON;
    server_link_write(&page->json, &link);
    json_close_array(&page->json);
}

void server_page_open_feature(struct server_page *page, const struct server_key *key)
{
    char bytes[SERVER_KEY_BYTES];
    struct text id = text_init(bytes, sizeof bytes);

    server_key_write(key, &id);
    json_open_object(&page->json, NULL);
    json_text(&page->json, "type", "Feature");
    json_text(&page->json, "id", bytes);
    if (page->is_single)
        write_links(page, bytes);
}

static void write_coordinates(struct json *json, double longitude_deg, double latitude_deg)
{
    json_open_array(json, NULL);
    json_real(json, NULL, longitude_deg, 6);
    json_real(json, NULL, latitude_deg, 6);
    json_close_array(json);
}

static void write_place(struct json *json, const char *name,
                        const struct server_way_position *position)
{
    json_open_array(json, name);
    server_rows_write_degrees(json, NULL, position->longitude_min_e4);
    server_rows_write_degrees(json, NULL, position->latitude_min_e4);
    json_close_array(json);
}

void server_page_write_point(struct server_page *page, const struct server_way_position *position)
{
    struct json *json = &page->json;

    if (position == NULL) {
        json_null(json, "geometry");
        return;
    }
    json_open_object(json, "geometry");
    json_text(json, "type", "Point");
    write_place(json, "coordinates", position);
    json_close_object(json);
}

/* Ends a line at the antimeridian, and begins the next one there (RFC 7946, 3.1.9). */
static void cut(struct json *json, const struct server_way_position *one,
                const struct server_way_position *other)
{
    double from_deg = (double)one->longitude_min_e4 / HISTORY_DEGREE;
    double to_deg = (double)other->longitude_min_e4 / HISTORY_DEGREE;
    double edge_deg = from_deg > 0 ? 180 : -180;
    double whole_deg = geo_unroll_deg(to_deg, from_deg) - from_deg;
    double part = whole_deg != 0 ? (edge_deg - from_deg) / whole_deg : 0;
    double from_latitude_deg = (double)one->latitude_min_e4 / HISTORY_DEGREE;
    double to_latitude_deg = (double)other->latitude_min_e4 / HISTORY_DEGREE;
    double latitude_deg = from_latitude_deg + part * (to_latitude_deg - from_latitude_deg);

    write_coordinates(json, edge_deg, latitude_deg);
    json_close_array(json);
    json_open_array(json, NULL);
    write_coordinates(json, -edge_deg, latitude_deg);
}

void server_page_write_way(struct server_page *page)
{
    const struct server_way *way = page->desk->way;
    struct json *json = &page->json;
    size_t part_count = 0; /* positions of the line at hand */

    if (way->count == 0) {
        json_null(json, "geometry");
        return;
    }
    json_open_object(json, "geometry");
    json_text(json, "type", "MultiLineString");
    json_open_array(json, "coordinates");
    json_open_array(json, NULL);
    for (size_t i = 0; i < way->count; i++) {
        const struct server_way_position *position = &way->positions[i];
        if (i > 0 && position->has_gap) {
            if (part_count == 1) /* a line has two positions */
                write_place(json, NULL, position - 1);
            json_close_array(json);
            json_open_array(json, NULL);
            part_count = 0;
        } else if (i > 0 && llabs((long long)position->longitude_min_e4 -
                                  position[-1].longitude_min_e4) > 180LL * HISTORY_DEGREE) {
            cut(json, position - 1, position);
        }
        write_place(json, NULL, position);
        part_count++;
    }
    if (part_count == 1)
        write_place(json, NULL, &way->positions[way->count - 1]);
    json_close_array(json);
    json_close_array(json);
    json_close_object(json);
}

static bool write_features(struct server_page *page)
{
    static bool (*const writers[SERVER_COLLECTION_COUNT])(struct server_page * page) = {
        [SERVER_POSITIONS] = server_positions_write,  [SERVER_TRACKS] = server_tracks_write,
        [SERVER_VESSELS] = server_vessels_list_write, [SERVER_VOYAGES] = server_voyages_write,
        [SERVER_WATERS] = server_waters_write,
    };
    return writers[page->desk->ask->collection](page) && !page->desk->has_given_up;
}

/* A parameter as it stands in an address. */
static void add_encoded(struct text *url, const char *words, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)words[i];
        bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                        (byte >= '0' && byte <= '9') ||
                        (byte != '\0' && strchr("-._~,:/=", byte) != NULL);
        if (is_plain)
            text_add_char(url, (char)byte);
        else
            text_add_format(url, "%%%02X", byte);
    }
}

/* The path of this page with its parameters, or of the one that begins at `next`. */
static void write_path(const struct server_ask *ask, const struct server_key *next,
                       struct text *path)
{
    char sign = '?';

    text_add_format(path, "/ogc/collections/%s/items", server_collection_id(ask->collection));
    for (const char *at = ask->query; *at != '\0';) {
        size_t size = strcspn(at, "&");
        bool is_place = size >= 5 && memcmp(at, "next=", 5) == 0;
        if (size > 0 && (!is_place || next == NULL)) {
            text_add_char(path, sign);
            add_encoded(path, at, size);
            sign = '&';
        }
        at += size + (at[size] == '&');
    }
    if (next == NULL)
        return;
    text_add_format(path, "%cnext=", sign);
    server_key_write(next, path);
}

void server_items_answer(struct server_desk *desk)
{
    char bytes[URL_BYTES_MAX];
    struct text path = text_init(bytes, sizeof bytes);
    struct server_page page = {.desk = desk, .json = json_init(desk->text)};
    struct server_link link = {"self", SERVER_GEOJSON, NULL, desk->ask->base, bytes};

    json_open_object(&page.json, NULL);
    json_text(&page.json, "type", "FeatureCollection");
    json_open_array(&page.json, "features");
    if (!write_features(&page))
        return;
    json_close_array(&page.json);
    json_int(&page.json, "numberReturned", page.count);
    json_open_array(&page.json, "links");
    write_path(desk->ask, NULL, &path);
    server_link_write(&page.json, &link);
    if (page.has_next) {
        text_clear(&path);
        write_path(desk->ask, &page.next, &path);
        link.rel = "next";
        server_link_write(&page.json, &link);
    }
    json_close_array(&page.json);
    json_close_object(&page.json);
    desk->content_type = SERVER_GEOJSON;
}

void server_item_answer(struct server_desk *desk)
{
    struct server_page page = {.desk = desk, .json = json_init(desk->text), .is_single = true};

    if (!write_features(&page))
        return;
    if (page.count == 0)
        server_desk_fail(desk, 404, "there is no such feature; /items lists them");
    desk->content_type = SERVER_GEOJSON;
}
