/* SPDX-License-Identifier: Apache-2.0 */
/* What the formats of a sheet share. */
#ifndef REPORT_SHEET_INSIDE_H
#define REPORT_SHEET_INSIDE_H

#include "report/sheet.h"

enum { SHEET_PIECE_BYTES = 1 << 16, SHEET_CELL_BYTES = 256 };

/* Text that goes out piece by piece. */
struct sheet_output {
    struct report_sink sink;
    struct text text;
    char bytes[SHEET_PIECE_BYTES];
};

/* To be called between elements of at most a quarter of a piece. */
void sheet_flush(struct sheet_output *output);

/* A cell as it stands in a table of values; "" for an empty one. */
void sheet_add_cell(struct text *text, const struct report_sheet *sheet,
                    const struct report_column *column, int64_t cell);

void sheet_write_json(const struct report_sheet *sheet, struct sheet_output *output);
void sheet_write_html(const struct report_sheet *sheet, struct sheet_output *output);

#endif
