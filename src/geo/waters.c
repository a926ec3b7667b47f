/* SPDX-License-Identifier: Apache-2.0 */
#include "geo/waters.h"

#include "base/calendar.h"
#include "base/json_value.h"
#include "geo/waters_shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum shape { SHAPE_POINT, SHAPE_LINE, SHAPE_AREA, SHAPE_LANE };

static const struct {
    const char *name;
    enum shape shape;
} kinds[] = {
    [GEO_WATERS_LANE] = {"lane", SHAPE_LANE},
    [GEO_WATERS_SEPARATION_ZONE] = {"separation_zone", SHAPE_AREA},
    [GEO_WATERS_SEPARATION_LINE] = {"separation_line", SHAPE_LINE},
    [GEO_WATERS_GATE] = {"gate", SHAPE_LINE},
    [GEO_WATERS_ANCHORAGE] = {"anchorage", SHAPE_AREA},
    [GEO_WATERS_PORT] = {"port", SHAPE_POINT},
    [GEO_WATERS_FERRY] = {"ferry", SHAPE_LINE},
};

enum { KIND_COUNT = sizeof kinds / sizeof kinds[0] };

/* Whole, or nothing: an id that is cut is another id. */
static bool copy_text(struct json_value value, char *bytes, size_t size_max)
{
    const char *words = json_value_text(value);
    if (words == NULL || strlen(words) >= size_max)
        return false;
    memcpy(bytes, words, strlen(words) + 1);
    return true;
}

static bool read_attribution(struct json_value root, char *bytes, struct text *reason)
{
    struct json_value value = json_value_member(root, "attribution");
    if (json_value_kind(value) == JSON_VALUE_ABSENT ||
        copy_text(value, bytes, GEO_WATERS_ATTRIBUTION_BYTES))
        return true;
    text_add_format(reason, "its attribution is no text of at most %d bytes",
                    GEO_WATERS_ATTRIBUTION_BYTES - 1);
    return false;
}

/* "2025-08-22" as the first moment of that day. */
static bool read_day(const char *words, int64_t *time_ms)
{
    int number[3] = {0};
    if (words == NULL || strlen(words) != 10 || words[4] != '-' || words[7] != '-')
        return false;
    for (int i = 0, part = 0; i < 10; i++) {
        if (i == 4 || i == 7)
            part++;
        else if (words[i] < '0' || words[i] > '9')
            return false;
        else
            number[part] = number[part] * 10 + words[i] - '0';
    }
    struct calendar_date date = {number[0], number[1], number[2]};
    if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31)
        return false;
    int64_t days = calendar_days_since_1970(date);
    if (calendar_date_of(days).month != date.month)
        return false;
    *time_ms = days * 86400000;
    return true;
}

static bool read_validity(struct json_value properties, struct geo_waters_feature *feature,
                          struct text *reason)
{
    struct json_value from = json_value_member(properties, "valid_from");
    struct json_value to = json_value_member(properties, "valid_to");

    feature->valid_from_ms = INT64_MIN;
    feature->valid_to_ms = INT64_MAX;
    if (json_value_kind(from) != JSON_VALUE_ABSENT &&
        !read_day(json_value_text(from), &feature->valid_from_ms))
        text_add(reason, "valid_from is no date such as 2025-08-22");
    else if (json_value_kind(to) != JSON_VALUE_ABSENT &&
             !read_day(json_value_text(to), &feature->valid_to_ms))
        text_add(reason, "valid_to is no date such as 2025-08-22");
    else
        return true;
    return false;
}

static bool read_gate(struct json_value properties, struct geo_waters_feature *feature,
                      struct text *reason)
{
    struct json_value pair = json_value_member(properties, "pair");
    struct json_value order = json_value_member(properties, "order");
    double number = json_value_number(order);

    if (json_value_kind(pair) != JSON_VALUE_ABSENT &&
        !copy_text(pair, feature->pair, sizeof feature->pair)) {
        text_add(reason, "its pair is no text, or too long");
        return false;
    }
    if (json_value_kind(order) == JSON_VALUE_ABSENT)
        return true;
    if (!(number >= 0 && number <= 1000) || floor(number) != number) {
        text_add(reason, "its order is no whole number from 0 to 1000");
        return false;
    }
    feature->order = (int)number;
    return true;
}

static bool read_port(struct json_value properties, struct geo_waters_feature *feature,
                      struct text *reason)
{
    feature->radius_m = json_value_number(json_value_member(properties, "radius_m"));
    if (feature->radius_m > 0 && feature->radius_m <= 100000)
        return true;
    text_add(reason, "radius_m is no number of metres above 0, up to 100000");
    return false;
}

static bool read_geometry(struct json_value json, struct geo_waters_feature *feature,
                          struct text *reason)
{
    struct json_value geometry = json_value_member(json, "geometry");
    struct json_value centreline =
        json_value_member(json_value_member(json, "properties"), "centreline");

    switch (kinds[feature->kind].shape) {
    case SHAPE_POINT:
        return geo_waters_read_place(geometry, &feature->points, &feature->point_count, reason);
    case SHAPE_LINE:
        return geo_waters_read_line(geometry, &feature->points, &feature->point_count, reason);
    case SHAPE_AREA:
        return geo_waters_read_area(geometry, &feature->area, reason);
    case SHAPE_LANE:
        break;
    }
    return geo_waters_read_area(geometry, &feature->area, reason) &&
           geo_waters_read_points(centreline, &feature->points, &feature->point_count, reason);
}

static bool read_kind(const char *name, enum geo_waters_kind *kind)
{
    for (int i = 0; name != NULL && i < KIND_COUNT; i++) {
        if (strcmp(kinds[i].name, name) == 0) {
            *kind = (enum geo_waters_kind)i;
            return true;
        }
    }
    return false;
}

static void read_name(struct json_value properties, char name[static GEO_WATERS_NAME_BYTES])
{
    struct json_value names = json_value_member(properties, "name");
    name[0] = '\0';
    copy_text(json_value_member(names, "en"), name, GEO_WATERS_NAME_BYTES);
}

static bool read_feature(struct json_value json, struct geo_waters_feature *feature,
                         struct text *reason)
{
    struct json_value properties = json_value_member(json, "properties");
    const char *kind = json_value_text(json_value_member(properties, "kind"));

    read_name(properties, feature->name);
    if (!read_kind(kind, &feature->kind)) {
        text_add_format(reason, "there is no kind '%s'", kind != NULL ? kind : "");
        return false;
    }
    return read_geometry(json, feature, reason) && read_validity(properties, feature, reason) &&
           (feature->kind != GEO_WATERS_GATE || read_gate(properties, feature, reason)) &&
           (feature->kind != GEO_WATERS_PORT || read_port(properties, feature, reason));
}

/* The feature of the waters itself, which is the first. */
static bool read_waters(struct json_value json, struct geo_waters *waters, struct text *reason)
{
    struct json_value properties = json_value_member(json, "properties");
    struct json_value land = json_value_member(properties, "land");
    const char *kind = json_value_text(json_value_member(properties, "kind"));
    struct geo_area *area;

    if (kind == NULL || strcmp(kind, "waters") != 0) {
        text_add(reason, "the first feature is not of the kind 'waters'");
        return false;
    }
    read_name(properties, waters->name);
    /* The name of a file in a folder that the caller chooses, not a way out of it. */
    if (json_value_kind(land) != JSON_VALUE_ABSENT &&
        (!copy_text(land, waters->land_name, sizeof waters->land_name) ||
         strchr(waters->land_name, '/') != NULL)) {
        text_add(reason, "its land is not the name of a file");
        return false;
    }
    if (!geo_waters_read_area(json_value_member(json, "geometry"), &area, reason))
        return false;
    waters->box = geo_area_box(area);
    geo_area_free(area);
    return true;
}

/* Those before it have other ids. */
static bool is_new(const struct geo_waters *waters, const char *id)
{
    for (size_t i = 0; i < waters->feature_count; i++)
        if (strcmp(waters->features[i].id, id) == 0)
            return false;
    return strcmp(waters->id, id) != 0;
}

static bool read_next(struct geo_waters *waters, struct json_value json, size_t index,
                      struct text *reason)
{
    char id[GEO_WATERS_ID_BYTES];
    bool is_first = index == 0;

    if (!copy_text(json_value_member(json, "id"), id, sizeof id) || id[0] == '\0') {
        text_add_format(reason, "feature %zu: its id is no text of 1 to %d bytes", index + 1,
                        GEO_WATERS_ID_BYTES - 1);
        return false;
    }
    text_add_format(reason, "feature '%s': ", id);
    if (!is_first && !is_new(waters, id)) {
        text_add(reason, "another one has the same id");
        return false;
    }
    if (is_first) {
        memcpy(waters->id, id, sizeof id);
        return read_waters(json, waters, reason);
    }
    /* Counted before it is read, so that what was read of a bad one is freed with the others. */
    struct geo_waters_feature *feature = &waters->features[waters->feature_count++];
    memcpy(feature->id, id, sizeof id);
    return read_feature(json, feature, reason);
}

static bool read_collection(struct geo_waters *waters, struct json_value root, struct text *reason)
{
    struct json_value features = json_value_member(root, "features");
    size_t count = json_value_count(features);

    if (json_value_kind(features) != JSON_VALUE_ARRAY || count == 0 ||
        count > GEO_WATERS_FEATURES_MAX) {
        text_add_format(reason, "there is no list 'features' of 1 to %d", GEO_WATERS_FEATURES_MAX);
        return false;
    }
    waters->features = calloc(count, sizeof *waters->features);
    waters->land = geo_land_new(NULL, 0);
    if (waters->features == NULL || waters->land == NULL) {
        text_add(reason, "there is no memory");
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct text before = *reason;
        if (!read_next(waters, json_value_at(features, i), i, reason))
            return false;
        *reason = before;
        reason->bytes[reason->size] = '\0';
    }
    return true;
}

struct geo_waters *geo_waters_new(const char *bytes, size_t size, struct text *reason)
{
    struct json_tree *tree = json_tree_parse(bytes, size, reason);
    if (tree == NULL)
        return NULL;
    struct geo_waters *waters = calloc(1, sizeof *waters);
    if (waters == NULL)
        text_add(reason, "there is no memory");
    else if (!read_attribution(json_tree_root(tree), waters->attribution, reason) ||
             !read_collection(waters, json_tree_root(tree), reason)) {
        geo_waters_free(waters);
        waters = NULL;
    }
    json_tree_free(tree);
    return waters;
}

static void free_land(struct geo_waters *waters)
{
    geo_land_free(waters->land);
    for (size_t i = 0; i < waters->land_area_count; i++)
        geo_area_free(waters->land_areas[i]);
    free(waters->land_areas);
    waters->land = NULL;
    waters->land_areas = NULL;
    waters->land_area_count = 0;
    waters->land_attribution[0] = '\0';
}

void geo_waters_free(struct geo_waters *waters)
{
    if (waters == NULL)
        return;
    for (size_t i = 0; i < waters->feature_count; i++) {
        geo_area_free(waters->features[i].area);
        free(waters->features[i].points);
    }
    free(waters->features);
    free_land(waters);
    free(waters);
}

/* Into a list that holds them all already. */
static bool read_land(struct geo_waters *waters, struct json_value features, struct text *reason)
{
    for (size_t i = 0; i < json_value_count(features); i++) {
        struct text before = *reason;
        text_add_format(reason, "feature %zu: ", i + 1);
        if (!geo_waters_read_area(json_value_member(json_value_at(features, i), "geometry"),
                                  &waters->land_areas[waters->land_area_count], reason))
            return false;
        waters->land_area_count++;
        *reason = before;
        reason->bytes[reason->size] = '\0';
    }
    waters->land =
        geo_land_new((const struct geo_area *const *)waters->land_areas, waters->land_area_count);
    if (waters->land == NULL)
        text_add(reason, "there is no memory");
    return waters->land != NULL;
}

bool geo_waters_add_land(struct geo_waters *waters, const char *bytes, size_t size,
                         struct text *reason)
{
    struct json_tree *tree = json_tree_parse(bytes, size, reason);
    if (tree == NULL)
        return false;
    struct json_value features = json_value_member(json_tree_root(tree), "features");
    bool is_read = false;

    free_land(waters);
    if (json_value_kind(features) != JSON_VALUE_ARRAY)
        text_add(reason, "there is no list 'features'");
    else if ((waters->land_areas =
                  calloc(json_value_count(features) + 1, sizeof(struct geo_area *))) == NULL)
        text_add(reason, "there is no memory");
    else
        is_read = read_attribution(json_tree_root(tree), waters->land_attribution, reason) &&
                  read_land(waters, features, reason);
    json_tree_free(tree);
    if (!is_read) {
        free_land(waters);
        waters->land = geo_land_new(NULL, 0);
    }
    return is_read;
}

const struct geo_waters_feature *geo_waters_find(const struct geo_waters *waters,
                                                 enum geo_waters_kind kind, const char *id)
{
    for (size_t i = 0; i < waters->feature_count; i++)
        if (waters->features[i].kind == kind && strcmp(waters->features[i].id, id) == 0)
            return &waters->features[i];
    return NULL;
}
