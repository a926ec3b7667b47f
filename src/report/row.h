/* SPDX-License-Identifier: Apache-2.0 */
/* What is given out of the archive, in rows: which columns each kind of row has, and its values.
 * Every format of a sheet (report/sheet.h) writes the same ones. */
#ifndef REPORT_ROW_H
#define REPORT_ROW_H

#include "base/text.h"

enum report_kind {
    REPORT_POSITIONS,
    REPORT_CROSSINGS, /* of a gate */
    REPORT_TRACKS,
    REPORT_VESSELS,
    REPORT_VOYAGES,
    REPORT_KIND_COUNT,
};

enum report_type {
    REPORT_INTEGER,
    REPORT_DECIMAL, /* a count of 10^-decimals */
    REPORT_TEXT,    /* UTF-8 */
    REPORT_TIME,    /* milliseconds since 1970, UTC */
    REPORT_PLACE,   /* no cell: in a table of text the row's place stands here */
};

struct report_column {
    const char *name;
    enum report_type type;
    unsigned decimals;
};

enum report_shape { REPORT_NOWHERE, REPORT_POINT, REPORT_LINE };

enum { REPORT_COLUMN_COUNT_MAX = 12 };

struct report_table {
    const char *name;
    enum report_shape shape;
    size_t column_count;
    struct report_column columns[REPORT_COLUMN_COUNT_MAX];
};

const struct report_table *report_table_of(enum report_kind kind);

struct report_cell {
    bool is_there;
    int64_t number;
    const char *text; /* of REPORT_TEXT */
};

/* A place, and when something was there. */
struct report_vertex {
    int64_t time_ms;
    int32_t longitude_deg_e6;
    int32_t latitude_deg_e6;
};

/* A line, and the same in the parts that it has on either side of the antimeridian: those of part i
 * are split[ends[i - 1]] to split[ends[i] - 1]. */
struct report_line {
    const struct report_vertex *vertices;
    size_t vertex_count;
    const struct report_vertex *split;
    const uint32_t *ends;
    size_t part_count;
};

struct report_row {
    struct report_cell cells[REPORT_COLUMN_COUNT_MAX]; /* as the table's columns */
    bool has_place;
    struct report_vertex place; /* of REPORT_POINT */
    struct report_line line;    /* of REPORT_LINE */
};

struct report_cell report_cell_number(int64_t number, bool is_there);

/* Not there when it is empty. The text must outlive the row. */
struct report_cell report_cell_text(const char *words);

/* How a cell reads in tables and files; nothing when it is not there. */
void report_cell_add(struct text *text, const struct report_column *column,
                     const struct report_cell *cell);

/* What a row is called: the vessel's name where the row has it, else the MMSI. */
void report_row_add_title(struct text *text, const struct report_table *table,
                          const struct report_row *row);

/* Ten-thousandths of a minute in millionths of a degree, to the nearest: as they are thirds, none
 * lies midway, and the way back is exact. */
static inline int32_t report_deg_e6(int32_t min_e4)
{
    int64_t five = 5 * (int64_t)min_e4;
    return (int32_t)((five + (five < 0 ? -1 : 1)) / 3);
}

/* Adds bytes that came in over the air or from a file as UTF-8: what is no UTF-8 is taken for
 * U+0000 to U+00FF byte by byte, and control characters become '?'. */
void report_text_add_utf8(struct text *text, const char *bytes);

#endif
