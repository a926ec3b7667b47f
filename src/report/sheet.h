/* SPDX-License-Identifier: Apache-2.0 */
/* A file that rows are written to, in one of several formats. docs/query.md describes them.
 *
 * Memory is taken when it is opened, and no more for more rows. */
#ifndef REPORT_SHEET_H
#define REPORT_SHEET_H

#include "report/row.h"

struct report_sheet_format {
    const char *name;  /* as an option says it */
    bool needs_file;   /* it is no stream of bytes */
    bool needs_places; /* rows that are nowhere cannot stand in it */
};

/* NULL when there is none of that name. */
const struct report_sheet_format *report_sheet_format_find(const char *name);

struct report_sheet;

/* `path` is where it is written, whole or not at all: under another name until it is closed; NULL:
 * standard output. A format that needs a file gets one, one that needs places a kind that has them.
 * NULL, with the reason, when it cannot be made. */
struct report_sheet *report_sheet_open(const struct report_sheet_format *format,
                                       enum report_kind kind, const char *path,
                                       struct text *reason);

/* False when it cannot be written on; report_sheet_close() then says why. */
bool report_sheet_row(struct report_sheet *sheet, const struct report_row *row);

/* Rows that could not stand in it, for they say no place; bytes so far. */
uint64_t report_sheet_left_out_count(const struct report_sheet *sheet);
uint64_t report_sheet_byte_count(const struct report_sheet *sheet);

/* Ends it, or leaves nothing behind when it is not `is_whole`. False, with the reason, when
 * something could not be written. */
bool report_sheet_close(struct report_sheet *sheet, bool is_whole, struct text *reason);

#endif
