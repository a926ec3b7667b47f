/* SPDX-License-Identifier: Apache-2.0 */
#include "history/raster.h"

#include "history/within.h"

struct adding {
    struct history_raster *raster;
    double cells_a_unit;
    uint16_t places[HISTORY_CHUNK_COUNT_MAX];
};

static int64_t width_of(const struct history_box *box)
{
    int64_t width = (int64_t)box->east - box->west;
    return width < 0 ? width + INT64_C(360) * HISTORY_DEGREE : width;
}

bool history_raster_init(struct history_raster *raster, const struct history_box *box,
                         int32_t cell_min_e4)
{
    if (cell_min_e4 < 1 || box->north < box->south || width_of(box) < 0)
        return false;
    int64_t width = width_of(box) / cell_min_e4 + 1;
    int64_t height = ((int64_t)box->north - box->south) / cell_min_e4 + 1;
    if (width > HISTORY_RASTER_CELL_COUNT_MAX / height)
        return false;
    *raster = (struct history_raster){
        .box = *box,
        .cell_min_e4 = cell_min_e4,
        .width = (uint32_t)width,
        .height = (uint32_t)height,
    };
    return true;
}

/* Units to cells: from the middle of the unit no product is near to a whole number that it should
 * not reach, so that it is the quotient. */
static size_t cell_of(const struct adding *adding, int32_t units)
{
    return (size_t)(((double)units + 0.5) * adding->cells_a_unit);
}

static bool take_piece(void *user, const struct history_piece *piece)
{
    struct adding *adding = user;
    const struct history_raster *raster = adding->raster;
    const struct history_columns *columns = piece->columns;
    size_t count = history_within(piece, &raster->box, adding->places);

    for (size_t i = 0; i < count; i++) {
        uint16_t place = adding->places[i];
        int32_t east = columns->longitude_min_e4[place] - raster->box.west;
        int32_t north = columns->latitude_min_e4[place] - raster->box.south;
        east += east < 0 ? 360 * HISTORY_DEGREE : 0;
        raster->counts[cell_of(adding, north) * raster->width + cell_of(adding, east)]++;
    }
    return true;
}

bool history_raster_read(struct history_reader *reader, const struct history_filter *filter,
                         struct history_raster *raster, struct text *reason)
{
    struct adding adding = {.raster = raster, .cells_a_unit = 1.0 / raster->cell_min_e4};

    return history_reader_scan(reader, filter, take_piece, &adding, reason);
}
