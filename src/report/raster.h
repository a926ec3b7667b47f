/* SPDX-License-Identifier: Apache-2.0 */
/* Counts in the cells of a map, and the files that show them. */
#ifndef REPORT_RASTER_H
#define REPORT_RASTER_H

#include "base/text.h"
#include "geo/box.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { REPORT_RASTER_CELL_COUNT_MAX = 1 << 27 };

/* Sides in ten-thousandths of a minute of arc, as positions are. */
struct report_raster {
    int64_t side;
    int64_t west;  /* of the first column; a multiple of the side */
    int64_t north; /* of the first row */
    uint32_t column_count;
    uint32_t row_count;
    uint32_t *cells; /* row by row from north, each from west */
};

/* Empty cells over a box. False, with the reason, when they would be too many. */
bool report_raster_init(struct report_raster *raster, const struct geo_box *box, int64_t side,
                        struct text *reason);
void report_raster_release(struct report_raster *raster);

/* Counts a place; what lies outside is left out. */
void report_raster_count(struct report_raster *raster, int32_t longitude, int32_t latitude);

/* What stands in a file besides: what it shows, of whom. */
struct report_raster_words {
    const char *description;
    const char *digest;
};

/* As a GeoTIFF of 32-bit numbers in WGS 84 (EPSG 4326), and as a picture in PNG of which a level of
 * brightness is a power, nothing where nothing was. False, with the reason. */
bool report_raster_write_tiff(const struct report_raster *raster,
                              const struct report_raster_words *words, const char *path,
                              struct text *reason);
bool report_raster_write_png(const struct report_raster *raster,
                             const struct report_raster_words *words, const char *path,
                             struct text *reason);

#endif
