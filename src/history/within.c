/* SPDX-License-Identifier: Apache-2.0 */
#include "history/within.h"

enum { HALF = 180 * HISTORY_DEGREE, POLE = 90 * HISTORY_DEGREE };

/* Places are written without asking, and kept by counting: no branch that cannot be foretold. */
static size_t from_west_to_east(const struct history_piece *piece, const struct history_box *box,
                                uint16_t *places)
{
    const int32_t *longitudes = piece->columns->longitude_min_e4;
    const int32_t *latitudes = piece->columns->latitude_min_e4;
    size_t count = 0;

    for (uint32_t i = piece->first; i < piece->end; i++) {
        places[count] = (uint16_t)i;
        count += (longitudes[i] >= box->west) & (longitudes[i] <= box->east) &
                 (latitudes[i] >= box->south) & (latitudes[i] <= box->north);
    }
    return count;
}

static struct history_box on_earth(const struct history_box *box)
{
    return (struct history_box){
        .west = box->west < -HALF ? -HALF : box->west,
        .south = box->south < -POLE ? -POLE : box->south,
        .east = box->east > HALF ? HALF : box->east,
        .north = box->north > POLE ? POLE : box->north,
    };
}

size_t history_within(const struct history_piece *piece, const struct history_box *box,
                      uint16_t places[static HISTORY_CHUNK_COUNT_MAX])
{
    size_t count = 0;

    if (box != NULL && box->west <= box->east) {
        struct history_box whole = on_earth(box);
        return from_west_to_east(piece, &whole, places);
    }
    for (uint32_t i = piece->first; i < piece->end; i++) {
        places[count] = (uint16_t)i;
        count += box == NULL || history_box_has(box, piece->columns->longitude_min_e4[i],
                                                piece->columns->latitude_min_e4[i]);
    }
    return count;
}
