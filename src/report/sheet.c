/* SPDX-License-Identifier: Apache-2.0 */
#include "report/sheet_inside.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct report_sheet_writer *const writers[] = {
    &report_sheet_csv, &report_sheet_geojson, &report_sheet_gpkg, &report_sheet_gpx,
    &report_sheet_kml};

enum { WRITER_COUNT = sizeof writers / sizeof writers[0] };

static const struct report_sheet_writer *find(const char *name)
{
    for (size_t i = 0; i < WRITER_COUNT; i++)
        if (strcmp(writers[i]->format.name, name) == 0)
            return writers[i];
    return NULL;
}

const struct report_sheet_format *report_sheet_format_find(const char *name)
{
    const struct report_sheet_writer *writer = find(name);
    return writer != NULL ? &writer->format : NULL;
}

static bool flush(struct report_sheet *sheet)
{
    assert(!sheet->text.is_cut);
    if (sheet->file == NULL || sheet->has_failed)
        return !sheet->has_failed;
    sheet->byte_count += sheet->text.size;
    sheet->has_failed =
        fwrite(sheet->text.bytes, 1, sheet->text.size, sheet->file) != sheet->text.size;
    sheet->error = sheet->has_failed ? errno : 0;
    text_clear(&sheet->text);
    return !sheet->has_failed;
}

void report_sheet_drain(struct report_sheet *sheet)
{
    if (sheet->text.size >= REPORT_SHEET_TEXT_BYTES / 2)
        flush(sheet);
    if (sheet->has_failed)
        text_clear(&sheet->text);
}

static bool open_file(struct report_sheet *sheet, const char *path, struct text *reason)
{
    struct text part = text_init(sheet->path, sizeof sheet->path);

    if (path == NULL) {
        sheet->file = stdout;
        return true;
    }
    sheet->output = path;
    text_add_format(&part, "%s.part", path);
    if (part.is_cut) {
        text_add(reason, "its name is too long");
        return false;
    }
    if (sheet->writer->format.needs_file)
        return true;
    sheet->file = fopen(sheet->path, "we");
    if (sheet->file == NULL)
        text_add(reason, strerror(errno));
    return sheet->file != NULL;
}

struct report_sheet *report_sheet_open(const struct report_sheet_format *format,
                                       enum report_kind kind, const char *path, struct text *reason)
{
    struct report_sheet *sheet = calloc(1, sizeof *sheet);

    if (sheet == NULL) {
        text_add(reason, "there is no memory");
        return NULL;
    }
    sheet->writer = find(format->name);
    sheet->table = report_table_of(kind);
    sheet->text = text_init(sheet->bytes, sizeof sheet->bytes);
    sheet->json = json_init(&sheet->text);
    assert(!format->needs_file || path != NULL);
    assert(!format->needs_places || sheet->table->shape != REPORT_NOWHERE);
    if (open_file(sheet, path, reason) && sheet->writer->begin(sheet, reason))
        return sheet;
    if (sheet->file != NULL && sheet->file != stdout)
        fclose(sheet->file);
    free(sheet);
    return NULL;
}

bool report_sheet_row(struct report_sheet *sheet, const struct report_row *row)
{
    if (sheet->writer->format.needs_places && sheet->table->shape == REPORT_POINT &&
        !row->has_place) {
        sheet->left_out_count++;
        return true;
    }
    sheet->writer->row(sheet, row);
    sheet->row_count++;
    report_sheet_drain(sheet);
    return !sheet->has_failed;
}

uint64_t report_sheet_left_out_count(const struct report_sheet *sheet)
{
    return sheet->left_out_count;
}

uint64_t report_sheet_byte_count(const struct report_sheet *sheet)
{
    struct stat state;

    if (sheet->file == NULL) /* it writes itself */
        return stat(sheet->path, &state) == 0 ? (uint64_t)state.st_size : 0;
    return sheet->byte_count + sheet->text.size;
}

/* Closes the stream; false when not everything is out. */
static bool close_file(struct report_sheet *sheet)
{
    if (sheet->file == NULL)
        return true;
    if (sheet->file == stdout)
        return fflush(stdout) == 0 && !ferror(stdout);
    return fclose(sheet->file) == 0;
}

bool report_sheet_close(struct report_sheet *sheet, bool is_whole, struct text *reason)
{
    bool is_done = sheet->writer->end(sheet, is_whole, reason);

    is_done = is_done && flush(sheet);
    errno = sheet->error;
    is_done &= close_file(sheet);
    if (is_done && is_whole && sheet->output != NULL)
        is_done = rename(sheet->path, sheet->output) == 0;
    if (!is_done && reason->size == 0)
        text_add_format(reason, "cannot write: %s", strerror(errno != 0 ? errno : EIO));
    if ((!is_done || !is_whole) && sheet->output != NULL)
        unlink(sheet->path);
    free(sheet);
    return is_done;
}

void report_sheet_add_place(struct text *text, const struct report_vertex *vertex,
                            const char *between)
{
    text_add_decimal(text, vertex->longitude_deg_e6, 6);
    text_add(text, between);
    text_add_decimal(text, vertex->latitude_deg_e6, 6);
}

void report_sheet_add_xml(struct text *text, const char *words)
{
    static const struct {
        char character;
        const char *entity;
    } entities[] = {{'<', "&lt;"}, {'>', "&gt;"}, {'&', "&amp;"}, {'"', "&quot;"}};
    enum { ENTITY_COUNT = sizeof entities / sizeof entities[0] };

    for (; *words != '\0'; words++) {
        size_t i = 0;
        while (i < ENTITY_COUNT && entities[i].character != *words)
            i++;
        if (i < ENTITY_COUNT)
            text_add(text, entities[i].entity);
        else
            text_add_char(text, *words);
    }
}

void report_sheet_add_cells(struct report_sheet *sheet, const struct report_row *row,
                            const struct report_sheet_tags *tags)
{
    struct text *text = &sheet->text;

    for (size_t i = 0; i < sheet->table->column_count; i++) {
        const struct report_column *column = &sheet->table->columns[i];
        const struct report_cell *cell = &row->cells[i];
        if (!cell->is_there)
            continue;
        text_add(text, tags->before);
        text_add(text, column->name);
        text_add(text, tags->middle);
        if (column->type == REPORT_TEXT)
            report_sheet_add_xml(text, cell->text);
        else
            report_cell_add(text, column, cell);
        text_add(text, tags->after);
        if (tags->repeats_name)
            text_add_format(text, "%s>", column->name);
    }
}
