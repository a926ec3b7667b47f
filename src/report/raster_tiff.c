/* SPDX-License-Identifier: Apache-2.0 */
/* A raster as a GeoTIFF: its bytes are the same on every machine. */
#include "history/position.h"
#include "report/raster.h"

#include <geotiff/geotiffio.h>
#include <geotiff/xtiffio.h>
#include <stdlib.h>
#include <string.h>

/* WGS 84 by longitude and latitude, a value for the whole of a cell. */
static bool place(TIFF *tiff, const struct report_raster *raster)
{
    double side_deg = (double)raster->side / HISTORY_DEGREE;
    double scale[3] = {side_deg, side_deg, 0};
    double corner[6] = {
        0, 0, 0, (double)raster->west / HISTORY_DEGREE, (double)raster->north / HISTORY_DEGREE, 0};
    GTIF *keys = GTIFNew(tiff);

    if (keys == NULL)
        return false;
    TIFFSetField(tiff, TIFFTAG_GEOPIXELSCALE, 3, scale);
    TIFFSetField(tiff, TIFFTAG_GEOTIEPOINTS, 6, corner);
    GTIFKeySet(keys, GTModelTypeGeoKey, TYPE_SHORT, 1, ModelTypeGeographic);
    GTIFKeySet(keys, GTRasterTypeGeoKey, TYPE_SHORT, 1, RasterPixelIsArea);
    GTIFKeySet(keys, GeographicTypeGeoKey, TYPE_SHORT, 1, GCS_WGS_84);
    GTIFKeySet(keys, GeogAngularUnitsGeoKey, TYPE_SHORT, 1, Angular_Degree);
    bool is_written = GTIFWriteKeys(keys) != 0;
    GTIFFree(keys);
    return is_written;
}

static bool write_rows(TIFF *tiff, const struct report_raster *raster)
{
    size_t size = raster->column_count * sizeof *raster->cells;
    uint32_t *row = malloc(size); /* libtiff may turn its bytes round in place */
    bool is_written = row != NULL;

    for (uint32_t i = 0; i < raster->row_count && is_written; i++) {
        memcpy(row, raster->cells + (size_t)i * raster->column_count, size);
        is_written = TIFFWriteScanline(tiff, row, i, 0) == 1;
    }
    free(row);
    return is_written;
}

bool report_raster_write_tiff(const struct report_raster *raster,
                              const struct report_raster_words *words, const char *path,
                              struct text *reason)
{
    char bytes[512];
    struct text description = text_init(bytes, sizeof bytes);

    TIFFSetErrorHandler(NULL);
    TIFFSetWarningHandler(NULL);
    TIFF *tiff = XTIFFOpen(path, "wl"); /* the lowest byte first, wherever it is written */
    if (tiff == NULL) {
        text_add_format(reason, "cannot write %s", path);
        return false;
    }
    text_add_format(&description, "%s; report %s", words->description, words->digest);
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, raster->column_count);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, raster->row_count);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 32);
    TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_LZW); /* libtiff's own: one result */
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, 16);
    TIFFSetField(tiff, TIFFTAG_IMAGEDESCRIPTION, bytes);
    bool is_written = place(tiff, raster) && write_rows(tiff, raster) && TIFFFlush(tiff) == 1;
    XTIFFClose(tiff);
    if (!is_written)
        text_add_format(reason, "cannot write %s", path);
    return is_written;
}
