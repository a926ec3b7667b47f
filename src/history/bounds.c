/* SPDX-License-Identifier: Apache-2.0 */
#include "history/bounds.h"

#include "history/gather.h"

#include <assert.h>

enum { HALF = 180 * HISTORY_DEGREE, WHOLE = 360 * HISTORY_DEGREE };

/* A longitude as near to another as whole circles bring it. */
static int32_t near_to(int32_t longitude, int32_t other)
{
    int64_t away = (int64_t)longitude - other;
    int64_t circles = away > HALF    ? -((away + HALF) / WHOLE)
                      : away < -HALF ? (HALF - away) / WHOLE
                                     : 0;
    return (int32_t)(longitude + circles * WHOLE);
}

static void stretch(struct history_bounds *bounds, int32_t longitude, int32_t latitude)
{
    bounds->west = longitude < bounds->west ? longitude : bounds->west;
    bounds->east = longitude > bounds->east ? longitude : bounds->east;
    bounds->south = latitude < bounds->south ? latitude : bounds->south;
    bounds->north = latitude > bounds->north ? latitude : bounds->north;
}

/* A track round the whole Earth, or one of false positions, has all longitudes. */
static void settle(struct history_bounds *bounds)
{
    if ((int64_t)bounds->east - bounds->west >= WHOLE) {
        bounds->west = -HALF;
        bounds->east = HALF;
    }
    while (bounds->west < -HALF) {
        bounds->west += WHOLE;
        bounds->east += WHOLE;
    }
    while (bounds->west >= HALF && bounds->east > HALF) {
        bounds->west -= WHOLE;
        bounds->east -= WHOLE;
    }
}

struct history_bounds history_bounds_of(const struct history_columns *columns)
{
    struct history_bounds bounds = {
        HISTORY_NO_LONGITUDE,       HISTORY_NO_LONGITUDE,
        HISTORY_NO_LATITUDE,        HISTORY_NO_LATITUDE,
        columns->time_ms[0] / 1000, columns->time_ms[columns->count - 1] / 1000,
    };
    int32_t longitude = 0;
    bool has_any = false;

    for (size_t i = 0; i < columns->count; i++) {
        struct history_values values = history_gather_values(columns, i);
        if (!history_values_have_place(&values))
            continue;
        longitude = has_any ? near_to(values.longitude_min_e4, longitude) : values.longitude_min_e4;
        /* Where a track winds round the Earth more than twice, nothing is gained by counting on. */
        if (longitude > 2 * WHOLE || longitude < -2 * WHOLE)
            longitude = values.longitude_min_e4;
        if (!has_any) {
            bounds.west = bounds.east = longitude;
            bounds.south = bounds.north = values.latitude_min_e4;
        }
        has_any = true;
        stretch(&bounds, longitude, values.latitude_min_e4);
    }
    if (has_any)
        settle(&bounds);
    return bounds;
}
