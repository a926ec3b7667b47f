/* SPDX-License-Identifier: Apache-2.0 */
/* GPX 1.1 (topografix.com/GPX/1/1): positions and crossings as waypoints, tracks as tracks; what
 * GPX has no element for stands in extensions. */
#include "report/sheet_inside.h"

static const struct report_sheet_tags extension = {"<narrows:", ">", "</narrows:", true};

static bool begin(struct report_sheet *sheet, struct text *reason)
{
    (void)reason;
    text_add(&sheet->text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<gpx version=\"1.1\" creator=\"narrows\""
                           " xmlns=\"http://www.topografix.com/GPX/1/1\""
                           " xmlns:narrows=\"urn:narrows:query\">\n");
    return true;
}

static void open_point(struct text *text, const char *name, const struct report_vertex *vertex)
{
    text_add_format(text, "<%s lat=\"", name);
    text_add_decimal(text, vertex->latitude_deg_e6, 6);
    text_add(text, "\" lon=\"");
    text_add_decimal(text, vertex->longitude_deg_e6, 6);
    text_add(text, "\"><time>");
    text_add_time(text, vertex->time_ms);
    text_add(text, "</time>");
}

static void add_title(struct report_sheet *sheet, const struct report_row *row)
{
    char bytes[256];
    struct text title = text_init(bytes, sizeof bytes);

    report_row_add_title(&title, sheet->table, row);
    text_add(&sheet->text, "<name>");
    report_sheet_add_xml(&sheet->text, bytes);
    text_add(&sheet->text, "</name>");
}

static void add_extensions(struct report_sheet *sheet, const struct report_row *row)
{
    text_add(&sheet->text, "<extensions>");
    report_sheet_add_cells(sheet, row, &extension);
    text_add(&sheet->text, "</extensions>");
}

static void add_track(struct report_sheet *sheet, const struct report_row *row)
{
    struct text *text = &sheet->text;
    const struct report_line *line = &row->line;
    uint32_t done = 0;

    text_add(text, "<trk>");
    add_title(sheet, row);
    add_extensions(sheet, row);
    text_add_char(text, '\n');
    for (size_t part = 0; part < line->part_count; part++) {
        text_add(text, "<trkseg>\n");
        for (; done < line->ends[part]; done++) {
            open_point(text, "trkpt", &line->split[done]);
            text_add(text, "</trkpt>\n");
            report_sheet_drain(sheet);
        }
        text_add(text, "</trkseg>\n");
    }
    text_add(text, "</trk>\n");
}

static void add_row(struct report_sheet *sheet, const struct report_row *row)
{
    if (sheet->table->shape == REPORT_LINE) {
        add_track(sheet, row);
        return;
    }
    open_point(&sheet->text, "wpt", &row->place);
    add_title(sheet, row);
    add_extensions(sheet, row);
    text_add(&sheet->text, "</wpt>\n");
}

static bool end(struct report_sheet *sheet, bool is_whole, struct text *reason)
{
    (void)reason;
    if (is_whole)
        text_add(&sheet->text, "</gpx>\n");
    return true;
}

const struct report_sheet_writer report_sheet_gpx = {{"gpx", false, true}, begin, add_row, end};
