/* SPDX-License-Identifier: Apache-2.0 */
#include "base/csv.h"

#include <assert.h>
#include <string.h>

enum state {
    AT_START,     /* of a cell */
    IN_PLAIN,     /* a cell without quotation marks */
    IN_QUOTES,    /* between them */
    BEHIND_QUOTE, /* a mark that ends the cell, or half of one that is doubled */
    IN_BAD,       /* a record that is none, to the end of the line */
};

void csv_init(struct csv *csv)
{
    memset(csv, 0, offsetof(struct csv, starts));
    csv->is_over = true;
}

static void begin_record(struct csv *csv)
{
    csv->is_over = false;
    csv->is_bad = false;
    csv->state = AT_START;
    csv->size = 0;
    csv->cell_count = 1;
    csv->starts[0] = 0;
    csv->line_number = csv->line_feeds + 1;
}

static void give_up(struct csv *csv)
{
    csv->is_bad = true;
    csv->state = IN_BAD;
}

static void add_byte(struct csv *csv, char byte)
{
    if (csv->size + 1 < CSV_RECORD_BYTES_MAX)
        csv->bytes[csv->size++] = byte;
    else
        give_up(csv);
}

static void begin_cell(struct csv *csv)
{
    add_byte(csv, '\0');
    if (csv->cell_count == CSV_CELL_COUNT_MAX)
        give_up(csv);
    if (csv->is_bad)
        return;
    csv->starts[csv->cell_count++] = (uint16_t)csv->size;
    csv->state = AT_START;
}

static enum csv_result end_record(struct csv *csv)
{
    csv->bytes[csv->size] = '\0';
    csv->is_over = true;
    return csv->is_bad ? CSV_BAD : CSV_RECORD;
}

static bool is_mark(const struct csv *csv)
{
    return csv->size == 3 && csv->cell_count == 1 && csv->line_number == 1 &&
           memcmp(csv->bytes, "\xef\xbb\xbf", 3) == 0;
}

/* A byte between quotation marks. */
static void push_quoted(struct csv *csv, char byte)
{
    if (byte == '"')
        csv->state = BEHIND_QUOTE;
    else
        add_byte(csv, byte);
}

/* A byte outside of them that ends no line. */
static void push_plain(struct csv *csv, char byte)
{
    if (csv->state == IN_BAD || (byte == '\r' && csv->state != BEHIND_QUOTE)) {
        return;
    }
    if (byte == ',') {
        begin_cell(csv);
    } else if (byte == '"' && csv->state == BEHIND_QUOTE) {
        csv->state = IN_QUOTES;
        add_byte(csv, byte);
    } else if (byte == '"' && csv->state == AT_START) {
        csv->state = IN_QUOTES;
    } else if (byte == '"' || (csv->state == BEHIND_QUOTE && byte != '\r')) {
        give_up(csv);
    } else if (byte != '\r') {
        csv->state = IN_PLAIN;
        add_byte(csv, byte);
    }
    if (is_mark(csv)) {
        csv->size = 0;
        csv->state = AT_START;
    }
}

enum csv_result csv_push(struct csv *csv, char byte)
{
    if (csv->is_over)
        begin_record(csv);
    if (byte == '\n')
        csv->line_feeds++;
    if (byte == '\0')
        give_up(csv);
    else if (csv->state == IN_QUOTES)
        push_quoted(csv, byte);
    else if (byte == '\n')
        return end_record(csv);
    else
        push_plain(csv, byte);
    return CSV_MORE;
}

enum csv_result csv_end(struct csv *csv)
{
    if (csv->is_over)
        return CSV_MORE;
    if (csv->state == IN_QUOTES)
        give_up(csv);
    return end_record(csv);
}

const char *csv_cell(const struct csv *csv, size_t index)
{
    assert(index < csv->cell_count);
    return csv->bytes + csv->starts[index];
}

void csv_add_cell(struct text *text, const char *bytes, size_t size)
{
    bool needs_marks = false;

    for (size_t i = 0; i < size; i++)
        needs_marks |= bytes[i] == '"' || bytes[i] == ',' || bytes[i] == '\r' || bytes[i] == '\n';
    if (!needs_marks) {
        text_add_bytes(text, bytes, size);
        return;
    }
    text_add_char(text, '"');
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] == '"')
            text_add_char(text, '"');
        text_add_char(text, bytes[i]);
    }
    text_add_char(text, '"');
}
