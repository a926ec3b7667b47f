/* SPDX-License-Identifier: Apache-2.0 */
/* The formats of sheets, to each other. For files of report/sheet*.c. */
#ifndef REPORT_SHEET_INSIDE_H
#define REPORT_SHEET_INSIDE_H

#include "base/json.h"
#include "report/sheet.h"

#include <stdio.h>

enum { REPORT_SHEET_TEXT_BYTES = 1 << 18, REPORT_SHEET_PATH_BYTES = 4096 };

struct report_sheet_writer;
struct report_gpkg;

struct report_sheet {
    const struct report_sheet_writer *writer;
    const struct report_table *table;
    const char *output; /* what `path` becomes when it is whole; NULL: standard output */
    char path[REPORT_SHEET_PATH_BYTES];
    FILE *file; /* NULL when the format has its own way to write */
    uint64_t row_count;
    uint64_t left_out_count;
    uint64_t byte_count;
    bool has_failed;
    int error; /* the system's number of why */
    struct report_gpkg *gpkg;
    struct json json; /* of `text` */
    struct text text;
    char bytes[REPORT_SHEET_TEXT_BYTES];
};

/* What a format does. */
struct report_sheet_writer {
    struct report_sheet_format format;
    bool (*begin)(struct report_sheet *sheet, struct text *reason);
    void (*row)(struct report_sheet *sheet, const struct report_row *row);
    bool (*end)(struct report_sheet *sheet, bool is_whole, struct text *reason);
};

extern const struct report_sheet_writer report_sheet_csv;
extern const struct report_sheet_writer report_sheet_geojson;
extern const struct report_sheet_writer report_sheet_gpkg;
extern const struct report_sheet_writer report_sheet_gpx;
extern const struct report_sheet_writer report_sheet_kml;

/* Writes `sheet->text` out when there is much of it: to be called between the parts of a row, each
 * of which fits into half of it. */
void report_sheet_drain(struct report_sheet *sheet);

/* "12.345678,55.9" with what stands between, longitude first. */
void report_sheet_add_place(struct text *text, const struct report_vertex *vertex,
                            const char *between);

/* Words inside of an XML element or attribute. */
void report_sheet_add_xml(struct text *text, const char *words);

/* <before NAME middle VALUE after> for every cell that is there: as XML. */
struct report_sheet_tags {
    const char *before;
    const char *middle;
    const char *after;
    bool repeats_name; /* the name stands again before the last */
};
void report_sheet_add_cells(struct report_sheet *sheet, const struct report_row *row,
                            const struct report_sheet_tags *tags);

#endif
