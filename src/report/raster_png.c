/* SPDX-License-Identifier: Apache-2.0 */
/* A raster as a picture: its bytes are the same on every machine. */
#include "base/trig.h"
#include "report/raster.h"

#include <errno.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEVEL_COUNT = 256 };

/* Levels 0 to 255 by the logarithm of what is in a cell; 0 is nothing. */
static uint8_t level_of(uint32_t value, double scale)
{
    if (value == 0)
        return 0;
    double level = 1 + (LEVEL_COUNT - 2) * trig_log(1 + (double)value) * scale;
    return (uint8_t)(level < LEVEL_COUNT - 1 ? level : LEVEL_COUNT - 1);
}

static double scale_of(const struct report_raster *raster)
{
    uint32_t greatest = 1;
    size_t count = (size_t)raster->column_count * raster->row_count;

    for (size_t i = 0; i < count; i++)
        greatest = raster->cells[i] > greatest ? raster->cells[i] : greatest;
    return 1 / trig_log(1 + (double)greatest);
}

/* From deep blue through green to yellow, even in brightness (after viridis). */
static png_color color_of(unsigned level)
{
    static const png_color steps[] = {
        {68, 1, 84}, {59, 82, 139}, {33, 145, 140}, {94, 201, 98}, {253, 231, 37}};
    enum { STEP_COUNT = sizeof steps / sizeof steps[0], WIDTH = 64 };
    unsigned step = level / WIDTH, part = level % WIDTH;
    const png_color *from = &steps[step], *to = &steps[step + 1 < STEP_COUNT ? step + 1 : step];

    return (png_color){
        (uint8_t)((from->red * (WIDTH - part) + to->red * part) / WIDTH),
        (uint8_t)((from->green * (WIDTH - part) + to->green * part) / WIDTH),
        (uint8_t)((from->blue * (WIDTH - part) + to->blue * part) / WIDTH),
    };
}

static void add_words(png_structp png, png_infop info, const struct report_raster_words *words)
{
    char keys[2][16] = {"Description", "Comment"}, description[256], digest[128];
    png_text texts[2] = {0};

    snprintf(description, sizeof description, "%s", words->description);
    snprintf(digest, sizeof digest, "report %s", words->digest);
    for (int i = 0; i < 2; i++) {
        texts[i].compression = PNG_TEXT_COMPRESSION_NONE;
        texts[i].key = keys[i];
        texts[i].text = i == 0 ? description : digest;
        texts[i].text_length = strlen(texts[i].text);
    }
    png_set_text(png, info, texts, 2);
}

/* Everything that may jump back to where libpng says that it cannot go on. */
static void write_all(png_structp png, png_infop info, const struct report_raster *raster,
                      const struct report_raster_words *words, uint8_t *row)
{
    png_color colors[LEVEL_COUNT];
    const png_byte alphas[1] = {0};
    double scale = scale_of(raster);

    for (unsigned i = 0; i < LEVEL_COUNT; i++)
        colors[i] = color_of(i);
    png_set_IHDR(png, info, raster->column_count, raster->row_count, 8, PNG_COLOR_TYPE_PALETTE,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_PLTE(png, info, colors, LEVEL_COUNT);
    png_set_tRNS(png, info, alphas, 1, NULL);
    /* Not packed: packers differ, and so would their bytes. */
    png_set_compression_level(png, 0);
    png_set_filter(png, 0, PNG_FILTER_NONE);
    add_words(png, info, words);
    png_write_info(png, info);
    for (uint32_t i = 0; i < raster->row_count; i++) {
        const uint32_t *cells = raster->cells + (size_t)i * raster->column_count;
        for (uint32_t j = 0; j < raster->column_count; j++)
            row[j] = level_of(cells[j], scale);
        png_write_row(png, row);
    }
    png_write_end(png, info);
}

static bool write_file(FILE *file, const struct report_raster *raster,
                       const struct report_raster_words *words)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png != NULL ? png_create_info_struct(png) : NULL;
    uint8_t *const row = malloc(raster->column_count);

    if (info == NULL || row == NULL || setjmp(png_jmpbuf(png)) != 0) {
        free(row);
        png_destroy_write_struct(&png, &info);
        return false;
    }
    png_init_io(png, file);
    write_all(png, info, raster, words, row);
    free(row);
    png_destroy_write_struct(&png, &info);
    return true;
}

bool report_raster_write_png(const struct report_raster *raster,
                             const struct report_raster_words *words, const char *path,
                             struct text *reason)
{
    FILE *file = fopen(path, "we");

    if (file == NULL) {
        text_add_format(reason, "cannot write %s: %s", path, strerror(errno));
        return false;
    }
    bool is_written = write_file(file, raster, words);
    is_written = fclose(file) == 0 && is_written;
    if (!is_written)
        text_add_format(reason, "cannot write %s", path);
    return is_written;
}
