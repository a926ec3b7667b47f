/* SPDX-License-Identifier: Apache-2.0 */
/* How many positions lie in each cell of a grid. */
#ifndef HISTORY_RASTER_H
#define HISTORY_RASTER_H

#include "history/reader.h"

enum { HISTORY_RASTER_CELL_COUNT_MAX = 1 << 28 };

/* Cells begin in the south-west corner of the box; the last ones may reach beyond it. */
struct history_raster {
    struct history_box box;
    int32_t cell_min_e4; /* their sides, at least 1 */
    uint32_t width;      /* cells, by history_raster_init() */
    uint32_t height;
    uint32_t *counts; /* the caller's: width * height, from west to east, then northward */
};

/* A grid without counts, which the caller gives as zeros. False when it had more cells than
 * HISTORY_RASTER_CELL_COUNT_MAX, or the box is none. */
bool history_raster_init(struct history_raster *raster, const struct history_box *box,
                         int32_t cell_min_e4);

/* Adds the positions that lie in the grid's box. The filter's box, where it has one, must hold that
 * of the grid: with it chunks are found by place, without by time, which is quicker when the grid
 * has most of what there is. False when the store could not be read on, with the reason. */
bool history_raster_read(struct history_reader *reader, const struct history_filter *filter,
                         struct history_raster *raster, struct text *reason);

#endif
