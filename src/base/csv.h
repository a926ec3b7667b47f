/* SPDX-License-Identifier: Apache-2.0 */
/* Tables as comma-separated values (RFC 4180): reading them byte by byte, and writing a cell. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/text.h"

enum { CSV_RECORD_BYTES_MAX = 16384, CSV_CELL_COUNT_MAX = 256 };

enum csv_result {
    CSV_MORE,   /* the record goes on, or nothing has come yet */
    CSV_RECORD, /* it is whole, until the next byte is pushed */
    CSV_BAD,    /* it was none, and is over: too long, too many cells, quotation marks amiss */
};

/* A record of a table. All members are the reader's own but those that it counts. */
struct csv {
    size_t cell_count;
    uint64_t line_number; /* on which the record began, from 1 */

    uint64_t line_feeds;
    int state;
    bool is_over; /* the next byte begins a new record */
    bool is_bad;
    size_t size;
    uint16_t starts[CSV_CELL_COUNT_MAX];
    char bytes[CSV_RECORD_BYTES_MAX];
};

void csv_init(struct csv *csv);

/* The next byte of the table. Line ends are LF or CRLF; those between quotation marks are the
 * cell's. A byte order mark of UTF-8 at the start of the table is left out. */
enum csv_result csv_push(struct csv *csv, char byte);

/* The end of the table: a last record without its line end counts. */
enum csv_result csv_end(struct csv *csv);

/* Terminated; until the next byte is pushed. */
const char *csv_cell(const struct csv *csv, size_t index);

/* Appends a cell of `size` bytes, between quotation marks where it needs them. */
void csv_add_cell(struct text *text, const char *bytes, size_t size);

#endif
