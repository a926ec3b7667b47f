/* SPDX-License-Identifier: Apache-2.0 */
#include "base/csv.h"
#include "check.h"

#include <string.h>

static struct csv csv;

/* The records of a table: cells in brackets, records ended by a semicolon, bad ones "!". */
static void check_table(const char *table, const char *expected)
{
    char bytes[1024];
    struct text text = text_init(bytes, sizeof bytes);
    size_t size = strlen(table);

    csv_init(&csv);
    for (size_t i = 0; i <= size; i++) {
        enum csv_result result = i < size ? csv_push(&csv, table[i]) : csv_end(&csv);
        if (result == CSV_BAD)
            text_add(&text, "!");
        for (size_t cell = 0; result == CSV_RECORD && cell < csv.cell_count; cell++)
            text_add_format(&text, "[%s]", csv_cell(&csv, cell));
        if (result != CSV_MORE)
            text_add_format(&text, "%d;", (int)csv.line_number);
    }
    CHECK_TEXT(bytes, expected);
}

static void records_are_cut_into_cells(void)
{
    check_table("", "");
    check_table("a", "[a]1;");
    check_table("a,b\n", "[a][b]1;");
    check_table("a,b\r\nc,d\r\n", "[a][b]1;[c][d]2;");
    check_table("a,,\n", "[a][][]1;");
    check_table(",\n", "[][]1;");
    check_table("\n\n", "[]1;[]2;");
    check_table("a\nb", "[a]1;[b]2;");
    check_table("\xef\xbb\xbfmmsi,type\n", "[mmsi][type]1;");
    check_table("\xef\xbb\xbf\"mmsi\",type\n", "[mmsi][type]1;");
    check_table("a\n\xef\xbb\xbf\n", "[a]1;[\xef\xbb\xbf]2;");
}

static void quotation_marks_hold_a_cell_together(void)
{
    check_table("\"a,b\",c\n", "[a,b][c]1;");
    check_table("\"a\"\"b\"\n", "[a\"b]1;");
    check_table("\"\",\"\"\"\"\n", "[][\"]1;");
    check_table("\"a\r\nb\",c\nd\n", "[a\r\nb][c]1;[d]3;");
    check_table("\"a\"\r\nb\n", "[a]1;[b]2;");
    check_table("\"a\"", "[a]1;");
}

static void marks_amiss_cost_their_record_and_no_other(void)
{
    check_table("a\"b\nc\n", "!1;[c]2;");
    check_table("\"a\"b\nc\n", "!1;[c]2;");
    check_table("a,\"b", "!1;");
    check_table("x\n\"a\"\"\nb", "[x]1;!2;");
}

static void a_record_has_an_end(void)
{
    csv_init(&csv);
    for (size_t i = 0; i < 2 * CSV_RECORD_BYTES_MAX; i++)
        CHECK_INT(csv_push(&csv, 'x'), CSV_MORE);
    CHECK_INT(csv_push(&csv, '\n'), CSV_BAD);
    CHECK_INT(csv_push(&csv, 'a'), CSV_MORE);
    CHECK_INT(csv_push(&csv, '\n'), CSV_RECORD);
    CHECK_TEXT(csv_cell(&csv, 0), "a");
    for (size_t i = 0; i < CSV_CELL_COUNT_MAX; i++)
        CHECK_INT(csv_push(&csv, ','), CSV_MORE);
    CHECK_INT(csv_push(&csv, '\n'), CSV_BAD);
    for (size_t i = 0; i + 1 < CSV_CELL_COUNT_MAX; i++)
        CHECK_INT(csv_push(&csv, ','), CSV_MORE);
    CHECK_INT(csv_push(&csv, '\n'), CSV_RECORD);
    CHECK_INT(csv.cell_count, CSV_CELL_COUNT_MAX);
    CHECK_INT(csv_push(&csv, '\0'), CSV_MORE);
    CHECK_INT(csv_push(&csv, '\n'), CSV_BAD);
}

static void what_is_written_is_read_again(void)
{
    static const char *const cells[] = {"", "a", "a b", "a,b", "\"", "a\nb", "\r", "[{\"x\":1}]"};
    enum { CELL_COUNT = sizeof cells / sizeof cells[0] };
    char bytes[256];
    struct text text = text_init(bytes, sizeof bytes);

    for (size_t i = 0; i < CELL_COUNT; i++) {
        if (i > 0)
            text_add_char(&text, ',');
        csv_add_cell(&text, cells[i], strlen(cells[i]));
    }
    CHECK_TEXT(bytes, ",a,a b,\"a,b\",\"\"\"\",\"a\nb\",\"\r\",\"[{\"\"x\"\":1}]\"");
    csv_init(&csv);
    for (size_t i = 0; i < text.size; i++)
        CHECK_INT(csv_push(&csv, bytes[i]), CSV_MORE);
    CHECK_INT(csv_end(&csv), CSV_RECORD);
    CHECK_INT(csv.cell_count, CELL_COUNT);
    for (size_t i = 0; i < CELL_COUNT; i++)
        CHECK_TEXT(csv_cell(&csv, i), cells[i]);
}

int main(void)
{
    RUN(records_are_cut_into_cells);
    RUN(quotation_marks_hold_a_cell_together);
    RUN(marks_amiss_cost_their_record_and_no_other);
    RUN(a_record_has_an_end);
    RUN(what_is_written_is_read_again);
    return check_summary();
}
