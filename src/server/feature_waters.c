/* SPDX-License-Identifier: Apache-2.0 */
/* The collection `waters`: the features of the waters file, as they stand there. */
#include "base/json_value.h"
#include "base/whole_file.h"
#include "geo/waters.h"
#include "server/features.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 8 }; /* of coordinates; a MultiPolygon has four */

/* The bounds of all positions in coordinates, however deep they stand. */
static void stretch(struct json_value coordinates, struct geo_box *bounds)
{
    struct json_value values[DEPTH_MAX] = {coordinates};
    size_t places[DEPTH_MAX] = {0};
    int depth = 0;

    while (depth >= 0) {
        struct json_value element = json_value_at(values[depth], places[depth]);
        bool is_end = places[depth] >= json_value_count(values[depth]);
        if (places[depth] == 0 && json_value_kind(element) == JSON_VALUE_NUMBER) {
            double longitude_deg = json_value_number(element);
            double latitude_deg = json_value_number(json_value_at(values[depth], 1));
            bounds->west_deg = fmin(bounds->west_deg, longitude_deg);
            bounds->east_deg = fmax(bounds->east_deg, longitude_deg);
            bounds->south_deg = fmin(bounds->south_deg, latitude_deg);
            bounds->north_deg = fmax(bounds->north_deg, latitude_deg);
            is_end = true;
        }
        if (is_end) {
            depth--;
            continue;
        }
        places[depth]++;
        if (json_value_kind(element) == JSON_VALUE_ARRAY && depth + 1 < DEPTH_MAX) {
            values[++depth] = element;
            places[depth] = 0;
        }
    }
}

/* Whether the rectangle around a feature meets the box. */
static bool is_in_box(struct json_value feature, const struct geo_box *box)
{
    struct geo_box bounds = {INFINITY, INFINITY, -INFINITY, -INFINITY};

    stretch(json_value_member(json_value_member(feature, "geometry"), "coordinates"), &bounds);
    if (bounds.south_deg > box->north_deg || bounds.north_deg < box->south_deg)
        return false;
    if (box->west_deg <= box->east_deg)
        return bounds.west_deg <= box->east_deg && bounds.east_deg >= box->west_deg;
    return bounds.east_deg >= box->west_deg || bounds.west_deg <= box->east_deg;
}

/* The first moment of a date in a feature's properties; `none_ms` where there is none. */
static int64_t date_of(struct json_value feature, const char *name, int64_t none_ms)
{
    char bytes[32];
    struct text text = text_init(bytes, sizeof bytes);
    const char *date =
        json_value_text(json_value_member(json_value_member(feature, "properties"), name));
    int64_t time_ms;

    if (date == NULL)
        return none_ms;
    text_add(&text, date);
    text_add(&text, "T00:00:00Z");
    return server_parameters_read_time(bytes, text.size, &time_ms) ? time_ms : none_ms;
}

static bool is_wanted(const struct server_page *page, struct json_value feature)
{
    const struct server_parameters *parameters = &page->desk->ask->parameters;
    const char *id = json_value_text(json_value_member(feature, "id"));

    if (page->is_single)
        return id != NULL && strcmp(id, page->desk->ask->feature) == 0;
    return date_of(feature, "valid_from", INT64_MIN) < parameters->until_ms &&
           date_of(feature, "valid_to", INT64_MAX) > parameters->from_ms &&
           ((parameters->given & SERVER_PARAMETER_BBOX) == 0 ||
            is_in_box(feature, &parameters->box));
}

static void write_features(struct server_page *page, struct json_value features)
{
    struct text *text = page->desk->text;
    size_t first = page->is_single ? 0 : page->desk->ask->parameters.next.place.mmsi;

    for (size_t i = first; i < json_value_count(features); i++) {
        struct json_value feature = json_value_at(features, i);
        struct server_key key = {{(uint32_t)i, 0, 0}, 0};
        if (!is_wanted(page, feature))
            continue;
        if (!server_page_has_room(page, &key))
            return;
        if (page->json.needs_comma)
            text_add_char(text, ',');
        page->json.needs_comma = true;
        json_value_write(feature, text);
    }
}

bool server_waters_write(struct server_page *page)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct json_tree *tree = NULL;
    size_t size = 0;

    if (page->desk->waters_path == NULL)
        return true;
    char *file =
        whole_file_read(page->desk->waters_path, GEO_WATERS_FILE_BYTES_MAX, &size, &reason);
    if (file != NULL)
        tree = json_tree_parse(file, size, &reason);
    free(file);
    if (tree == NULL) {
        server_desk_fail(page->desk, 503, "the waters file cannot be read: ");
        text_add(page->desk->error, bytes);
        return false;
    }
    write_features(page, json_value_member(json_tree_root(tree), "features"));
    json_tree_free(tree);
    return true;
}
