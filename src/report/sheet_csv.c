/* SPDX-License-Identifier: Apache-2.0 */
/* Comma-separated values (RFC 4180): one line a row, of tracks one a vertex. */
#include "base/csv.h"
#include "report/sheet_inside.h"

#include <string.h>

static bool begin(struct report_sheet *sheet, struct text *reason)
{
    struct text *text = &sheet->text;

    (void)reason;
    for (size_t i = 0; i < sheet->table->column_count; i++) {
        text_add(text, i > 0 ? "," : "");
        if (sheet->table->columns[i].type != REPORT_PLACE)
            text_add(text, sheet->table->columns[i].name);
        else
            text_add(text, sheet->table->shape == REPORT_LINE ? "time,longitude,latitude"
                                                              : "longitude,latitude");
    }
    text_add(text, "\n");
    return true;
}

/* Empty cells where there is no place; of a line's vertex its time too. */
static void add_place(struct report_sheet *sheet, const struct report_vertex *vertex)
{
    struct text *text = &sheet->text;

    if (vertex != NULL && sheet->table->shape == REPORT_LINE) {
        text_add_time(text, vertex->time_ms);
        text_add_char(text, ',');
    }
    if (vertex != NULL)
        report_sheet_add_place(text, vertex, ",");
    else
        text_add_char(text, ',');
}

static void add_line(struct report_sheet *sheet, const struct report_row *row,
                     const struct report_vertex *vertex)
{
    struct text *text = &sheet->text;

    for (size_t i = 0; i < sheet->table->column_count; i++) {
        const struct report_column *column = &sheet->table->columns[i];
        const struct report_cell *cell = &row->cells[i];
        if (i > 0)
            text_add_char(text, ',');
        if (column->type == REPORT_PLACE) {
            add_place(sheet, vertex);
        } else if (column->type == REPORT_TEXT && cell->is_there) {
            csv_add_cell(text, cell->text, strlen(cell->text));
        } else {
            report_cell_add(text, column, cell);
        }
    }
    text_add(text, "\n");
    report_sheet_drain(sheet);
}

static void add_row(struct report_sheet *sheet, const struct report_row *row)
{
    if (sheet->table->shape != REPORT_LINE) {
        add_line(sheet, row, row->has_place ? &row->place : NULL);
        return;
    }
    for (size_t i = 0; i < row->line.vertex_count; i++)
        add_line(sheet, row, &row->line.vertices[i]);
}

static bool end(struct report_sheet *sheet, bool is_whole, struct text *reason)
{
    (void)sheet, (void)is_whole, (void)reason;
    return true;
}

const struct report_sheet_writer report_sheet_csv = {{"csv", false, false}, begin, add_row, end};
