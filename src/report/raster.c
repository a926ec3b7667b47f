/* SPDX-License-Identifier: Apache-2.0 */
#include "report/raster.h"

#include "history/position.h"

#include <math.h>
#include <stdlib.h>

static const int64_t AROUND = (int64_t)360 * HISTORY_DEGREE;

/* Downwards also below zero. */
static int64_t whole(int64_t value, int64_t side)
{
    int64_t rest = value % side;
    return (value - rest - (rest < 0 ? side : 0)) / side;
}

static int64_t units(double degrees)
{
    return (int64_t)floor(degrees * HISTORY_DEGREE + 0.5);
}

bool report_raster_init(struct report_raster *raster, const struct geo_box *box, int64_t side,
                        struct text *reason)
{
    int64_t west = whole(units(box->west_deg), side);
    int64_t east = units(box->east_deg) + (box->east_deg < box->west_deg ? AROUND : 0);
    int64_t south = whole(units(box->south_deg), side);
    int64_t column_count = whole(east + side - 1, side) - west;
    int64_t row_count = whole(units(box->north_deg) + side - 1, side) - south;

    column_count = column_count > 0 ? column_count : 1;
    row_count = row_count > 0 ? row_count : 1;
    *raster = (struct report_raster){
        .side = side, .west = west * side, .north = (south + row_count) * side};
    if (column_count > REPORT_RASTER_CELL_COUNT_MAX / row_count) {
        text_add(reason, "there would be too many cells");
        return false;
    }
    raster->column_count = (uint32_t)column_count;
    raster->row_count = (uint32_t)row_count;
    raster->cells = calloc((size_t)(column_count * row_count), sizeof *raster->cells);
    if (raster->cells == NULL)
        text_add(reason, "there is no memory");
    return raster->cells != NULL;
}

void report_raster_release(struct report_raster *raster)
{
    free(raster->cells);
    *raster = (struct report_raster){0};
}

void report_raster_count(struct report_raster *raster, int32_t longitude, int32_t latitude)
{
    int64_t east = longitude - raster->west;
    int64_t south = raster->north - latitude;

    east += east < 0 ? AROUND : 0;
    int64_t column = east / raster->side;
    /* A cell has its southern edge, as its western one. */
    int64_t row = whole(south + raster->side - 1, raster->side) - 1;
    if (column >= raster->column_count || row < 0 || row >= raster->row_count)
        return;
    uint32_t *cell = &raster->cells[(size_t)row * raster->column_count + (size_t)column];
    *cell += *cell < UINT32_MAX;
}
