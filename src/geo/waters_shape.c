/* SPDX-License-Identifier: Apache-2.0 */
#include "geo/waters_shape.h"

#include "geo/waters.h"

#include <stdlib.h>
#include <string.h>

enum { RINGS_MAX = 1024 };

static bool refuse(struct text *reason, const char *words)
{
    text_add(reason, words);
    return false;
}

static bool read_position(struct json_value value, struct geo_point *point)
{
    struct geo_point read = {json_value_number(json_value_at(value, 0)),
                             json_value_number(json_value_at(value, 1))};
    if (!(read.longitude_deg >= -180 && read.longitude_deg <= 180) || !geo_point_is_valid(read))
        return false;
    *point = read;
    return true;
}

/* At least `count_min` positions in memory of their own. */
static bool read_positions(struct json_value list, size_t count_min, struct geo_point **points,
                           size_t *point_count, struct text *reason)
{
    size_t count = json_value_count(list);
    if (json_value_kind(list) != JSON_VALUE_ARRAY || count < count_min ||
        count > GEO_WATERS_POINTS_MAX)
        return refuse(reason, "too few positions, or too many");
    struct geo_point *read = malloc(count * sizeof *read);
    if (read == NULL)
        return refuse(reason, "there is no memory");
    for (size_t i = 0; i < count; i++) {
        if (!read_position(json_value_at(list, i), &read[i])) {
            free(read);
            text_add_format(reason, "position %zu is no longitude and latitude", i + 1);
            return false;
        }
    }
    *points = read;
    *point_count = count;
    return true;
}

bool geo_waters_read_points(struct json_value list, struct geo_point **points, size_t *point_count,
                            struct text *reason)
{
    return read_positions(list, 2, points, point_count, reason);
}

static bool is_of_type(struct json_value geometry, const char *type, struct text *reason)
{
    const char *said = json_value_text(json_value_member(geometry, "type"));
    if (said != NULL && strcmp(said, type) == 0)
        return true;
    text_add_format(reason, "its geometry is no %s", type);
    return false;
}

bool geo_waters_read_place(struct json_value geometry, struct geo_point **points,
                           size_t *point_count, struct text *reason)
{
    struct geo_point place;
    if (!is_of_type(geometry, "Point", reason))
        return false;
    if (!read_position(json_value_member(geometry, "coordinates"), &place))
        return refuse(reason, "its position is no longitude and latitude");
    *points = malloc(sizeof **points);
    if (*points == NULL)
        return refuse(reason, "there is no memory");
    **points = place;
    *point_count = 1;
    return true;
}

bool geo_waters_read_line(struct json_value geometry, struct geo_point **points,
                          size_t *point_count, struct text *reason)
{
    return is_of_type(geometry, "LineString", reason) &&
           geo_waters_read_points(json_value_member(geometry, "coordinates"), points, point_count,
                                  reason);
}

static const char *words_of(enum geo_area_error error)
{
    switch (error) {
    case GEO_AREA_NO_RING:
        return "its polygon has no ring";
    case GEO_AREA_FEW_POINTS:
        return "a ring has fewer than three points";
    case GEO_AREA_NOT_A_PLACE:
        return "a point is no place";
    case GEO_AREA_TOO_WIDE:
        return "a ring goes around the Earth";
    case GEO_AREA_SOUND:
        break;
    }
    return "there is no memory";
}

static bool make_area(const struct geo_ring *rings, size_t ring_count, struct geo_area **area,
                      struct text *reason)
{
    enum geo_area_error error = geo_area_check(rings, ring_count);
    struct geo_area *made = error == GEO_AREA_SOUND ? geo_area_new(rings, ring_count) : NULL;
    if (made == NULL)
        return refuse(reason, words_of(error));
    *area = made;
    return true;
}

bool geo_waters_read_area(struct json_value geometry, struct geo_area **area, struct text *reason)
{
    struct json_value list = json_value_member(geometry, "coordinates");
    size_t count = json_value_count(list);

    if (!is_of_type(geometry, "Polygon", reason))
        return false;
    if (json_value_kind(list) != JSON_VALUE_ARRAY || count == 0 || count > RINGS_MAX)
        return refuse(reason, "its polygon has no ring, or too many");
    struct geo_ring *rings = calloc(count, sizeof *rings);
    if (rings == NULL)
        return refuse(reason, "there is no memory");
    bool is_read = true;
    for (size_t i = 0; is_read && i < count; i++) {
        struct geo_point *points = NULL;
        is_read = read_positions(json_value_at(list, i), 4, &points, &rings[i].point_count, reason);
        rings[i].points = points;
    }
    is_read = is_read && make_area(rings, count, area, reason);
    for (size_t i = 0; i < count; i++)
        free((void *)(uintptr_t)rings[i].points);
    free(rings);
    return is_read;
}
