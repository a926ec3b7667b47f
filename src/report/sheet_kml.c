/* SPDX-License-Identifier: Apache-2.0 */
/* KML 2.2 (OGC 07-147r2) with Google's gx:Track, which has a time at each place. */
#include "report/sheet_inside.h"

static const struct report_sheet_tags data = {"<Data name=\"", "\"><value>", "</value></Data>",
                                              false};

static bool begin(struct report_sheet *sheet, struct text *reason)
{
    (void)reason;
    text_add_format(&sheet->text,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<kml xmlns=\"http://www.opengis.net/kml/2.2\""
                    " xmlns:gx=\"http://www.google.com/kml/ext/2.2\">\n"
                    "<Document><name>%s</name>\n",
                    sheet->table->name);
    return true;
}

static void add_part(struct report_sheet *sheet, const struct report_vertex *vertices, size_t count)
{
    struct text *text = &sheet->text;

    text_add(text, "<gx:Track>\n");
    for (size_t i = 0; i < count; i++) {
        text_add(text, "<when>");
        text_add_time(text, vertices[i].time_ms);
        text_add(text, "</when>\n");
        report_sheet_drain(sheet);
    }
    for (size_t i = 0; i < count; i++) {
        text_add(text, "<gx:coord>");
        report_sheet_add_place(text, &vertices[i], " ");
        text_add(text, " 0</gx:coord>\n");
        report_sheet_drain(sheet);
    }
    text_add(text, "</gx:Track>\n");
}

static void add_track(struct report_sheet *sheet, const struct report_line *line)
{
    uint32_t done = 0;

    text_add(&sheet->text, line->part_count > 1 ? "<gx:MultiTrack>\n" : "");
    for (size_t part = 0; part < line->part_count; part++) {
        add_part(sheet, line->split + done, line->ends[part] - done);
        done = line->ends[part];
    }
    text_add(&sheet->text, line->part_count > 1 ? "</gx:MultiTrack>\n" : "");
}

static void add_row(struct report_sheet *sheet, const struct report_row *row)
{
    char bytes[256];
    struct text title = text_init(bytes, sizeof bytes);
    struct text *text = &sheet->text;

    report_row_add_title(&title, sheet->table, row);
    text_add(text, "<Placemark><name>");
    report_sheet_add_xml(text, bytes);
    text_add(text, "</name>");
    if (sheet->table->shape == REPORT_POINT) {
        text_add(text, "<TimeStamp><when>");
        text_add_time(text, row->place.time_ms);
        text_add(text, "</when></TimeStamp>");
    }
    text_add(text, "<ExtendedData>");
    report_sheet_add_cells(sheet, row, &data);
    text_add(text, "</ExtendedData>\n");
    if (sheet->table->shape == REPORT_LINE) {
        add_track(sheet, &row->line);
    } else {
        text_add(text, "<Point><coordinates>");
        report_sheet_add_place(text, &row->place, ",");
        text_add(text, "</coordinates></Point>");
    }
    text_add(text, "</Placemark>\n");
}

static bool end(struct report_sheet *sheet, bool is_whole, struct text *reason)
{
    (void)reason;
    if (is_whole)
        text_add(&sheet->text, "</Document>\n</kml>\n");
    return true;
}

const struct report_sheet_writer report_sheet_kml = {{"kml", false, true}, begin, add_row, end};
