/* SPDX-License-Identifier: Apache-2.0 */
/* GeoJSON (RFC 7946): a FeatureCollection, one feature a line. A track's times stand in its member
 * `times`, shaped as its coordinates are. */
#include "report/sheet_inside.h"

static bool begin(struct report_sheet *sheet, struct text *reason)
{
    (void)reason;
    text_add_format(&sheet->text,
                    "{\"type\":\"FeatureCollection\",\"name\":\"%s\",\"features\":[\n",
                    sheet->table->name);
    return true;
}

static void add_coordinates(struct text *text, const struct report_vertex *vertex)
{
    text_add_char(text, '[');
    report_sheet_add_place(text, vertex, ",");
    text_add_char(text, ']');
}

static void add_time(struct text *text, const struct report_vertex *vertex)
{
    text_add_char(text, '"');
    text_add_time(text, vertex->time_ms);
    text_add_char(text, '"');
}

/* Something of each vertex as an array, or of each part as an array of arrays. */
static void add_vertices(struct report_sheet *sheet, const struct report_line *line,
                         void (*add)(struct text *text, const struct report_vertex *vertex))
{
    struct text *text = &sheet->text;
    uint32_t done = 0;

    text_add(text, line->part_count > 1 ? "[" : "");
    for (size_t part = 0; part < line->part_count; part++) {
        text_add(text, part > 0 ? ",[" : "[");
        for (uint32_t i = done; i < line->ends[part]; i++) {
            if (i > done)
                text_add_char(text, ',');
            add(text, &line->split[i]);
            report_sheet_drain(sheet);
        }
        done = line->ends[part];
        text_add_char(text, ']');
    }
    text_add(text, line->part_count > 1 ? "]" : "");
}

static void add_geometry(struct report_sheet *sheet, const struct report_row *row)
{
    struct text *text = &sheet->text;

    text_add(text, "{\"type\":\"Feature\",\"geometry\":");
    if (sheet->table->shape == REPORT_LINE) {
        text_add(text, row->line.part_count > 1 ? "{\"type\":\"MultiLineString\",\"coordinates\":"
                                                : "{\"type\":\"LineString\",\"coordinates\":");
        add_vertices(sheet, &row->line, add_coordinates);
        text_add_char(text, '}');
    } else if (row->has_place) {
        text_add(text, "{\"type\":\"Point\",\"coordinates\":");
        add_coordinates(text, &row->place);
        text_add_char(text, '}');
    } else {
        text_add(text, "null");
    }
}

static void add_property(struct json *json, const struct report_column *column,
                         const struct report_cell *cell)
{
    if (column->type == REPORT_PLACE)
        return;
    if (!cell->is_there)
        json_null(json, column->name);
    else if (column->type == REPORT_TEXT)
        json_utf8(json, column->name, cell->text);
    else if (column->type == REPORT_TIME)
        json_time(json, column->name, cell->number);
    else if (column->type == REPORT_INTEGER)
        json_int(json, column->name, cell->number);
    else {
        text_add_format(json->text, "%s\"%s\":", json->needs_comma ? "," : "", column->name);
        text_add_decimal(json->text, cell->number, column->decimals);
        json->needs_comma = true;
    }
}

static void add_row(struct report_sheet *sheet, const struct report_row *row)
{
    struct text *text = &sheet->text;

    text_add(text, sheet->row_count > 0 ? ",\n" : "");
    add_geometry(sheet, row);
    text_add(text, ",\"properties\":");
    sheet->json.needs_comma = false;
    json_open_object(&sheet->json, NULL);
    for (size_t i = 0; i < sheet->table->column_count; i++)
        add_property(&sheet->json, &sheet->table->columns[i], &row->cells[i]);
    if (sheet->table->shape == REPORT_LINE) {
        text_add(text, ",\"times\":");
        add_vertices(sheet, &row->line, add_time);
    }
    json_close_object(&sheet->json);
    text_add_char(text, '}');
}

static bool end(struct report_sheet *sheet, bool is_whole, struct text *reason)
{
    (void)reason;
    if (is_whole)
        text_add(&sheet->text, sheet->row_count > 0 ? "\n]}\n" : "]}\n");
    return true;
}

const struct report_sheet_writer report_sheet_geojson = {
    {"geojson", false, false}, begin, add_row, end};
