/* SPDX-License-Identifier: Apache-2.0 */
#include "report/sheet.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void report_sheet_init(struct report_sheet *sheet, const char *rule, int version)
{
    *sheet = (struct report_sheet){.rule = rule, .version = version};
}

void report_sheet_release(struct report_sheet *sheet)
{
    for (size_t i = 0; i < sheet->table_count; i++)
        free(sheet->tables[i].cells);
    free(sheet->words);
    *sheet = (struct report_sheet){0};
}

void report_sheet_parameter(struct report_sheet *sheet, const char *name, int64_t value,
                            unsigned decimals)
{
    assert(sheet->parameter_count < REPORT_PARAMETER_COUNT_MAX);
    sheet->parameters[sheet->parameter_count++] = (struct report_parameter){name, value, decimals};
}

void report_sheet_note(struct report_sheet *sheet, const char *words)
{
    assert(sheet->note_count < REPORT_NOTE_COUNT_MAX);
    sheet->notes[sheet->note_count++] = words;
}

struct report_table *report_sheet_table(struct report_sheet *sheet, const char *name,
                                        const char *title, const struct report_column *columns)
{
    assert(sheet->table_count < REPORT_TABLE_COUNT_MAX);
    struct report_table *table = &sheet->tables[sheet->table_count++];

    *table = (struct report_table){.name = name, .title = title, .columns = columns};
    while (columns[table->column_count].name != NULL)
        table->column_count++;
    assert(table->column_count <= REPORT_COLUMN_COUNT_MAX);
    return table;
}

int64_t report_sheet_words(struct report_sheet *sheet, const char *words)
{
    size_t size = strlen(words) + 1, size_max = sheet->word_size_max;

    if (words[0] == '\0')
        return REPORT_NONE;
    while (sheet->word_size + size > size_max)
        size_max = size_max == 0 ? 4096 : 2 * size_max;
    if (size_max > sheet->word_size_max) {
        char *grown = realloc(sheet->words, size_max);
        if (grown == NULL) {
            sheet->is_cut = true;
            return REPORT_NONE;
        }
        sheet->words = grown;
        sheet->word_size_max = size_max;
    }
    memcpy(sheet->words + sheet->word_size, words, size);
    sheet->word_size += size;
    return (int64_t)(sheet->word_size - size);
}

const char *report_sheet_text(const struct report_sheet *sheet, int64_t cell)
{
    return cell == REPORT_NONE ? "" : sheet->words + cell;
}

void report_sheet_row(struct report_sheet *sheet, struct report_table *table, const int64_t *cells)
{
    size_t count = table->row_count * table->column_count;

    if (count + table->column_count > table->cell_count_max) {
        size_t count_max = table->cell_count_max == 0 ? 4096 : 2 * table->cell_count_max;
        int64_t *grown = count_max <= REPORT_CELL_COUNT_MAX
                             ? realloc(table->cells, count_max * sizeof *grown)
                             : NULL;
        if (grown == NULL) {
            sheet->is_cut = true;
            return;
        }
        table->cells = grown;
        table->cell_count_max = count_max;
    }
    memcpy(table->cells + count, cells, table->column_count * sizeof *cells);
    table->row_count++;
}

void report_sheet_digest(const struct report_sheet *sheet, uint8_t digest[static DIGEST_BYTES])
{
    struct digest of;

    digest_init(&of);
    digest_add_text(&of, sheet->rule);
    digest_add_int(&of, sheet->version);
    for (size_t i = 0; i < sheet->parameter_count; i++) {
        digest_add_text(&of, sheet->parameters[i].name);
        digest_add_int(&of, sheet->parameters[i].value);
    }
    digest_add_int(&of, sheet->from_ms);
    digest_add_int(&of, sheet->until_ms);
    digest_add_text(&of, sheet->waters);
    digest_add_bytes(&of, sheet->waters_digest, sizeof sheet->waters_digest);
    digest_add_bytes(&of, sheet->input.digest, sizeof sheet->input.digest);
    digest_finish(&of, digest);
}

void report_add_digest(struct text *text, const uint8_t digest[static DIGEST_BYTES])
{
    for (size_t i = 0; i < DIGEST_BYTES; i++)
        text_add_format(text, "%02x", (unsigned)digest[i]);
}
