/* SPDX-License-Identifier: Apache-2.0 */
#include "report/figures.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void report_figures_init(struct report_figures *figures, const char *rule, int version)
{
    *figures = (struct report_figures){.rule = rule, .version = version};
}

void report_figures_release(struct report_figures *figures)
{
    for (size_t i = 0; i < figures->table_count; i++)
        free(figures->tables[i].cells);
    report_raster_release(&figures->raster);
    free(figures->words);
    *figures = (struct report_figures){0};
}

void report_figures_parameter(struct report_figures *figures, const char *name, int64_t value,
                              unsigned decimals)
{
    assert(figures->parameter_count < REPORT_PARAMETER_COUNT_MAX);
    figures->parameters[figures->parameter_count++] =
        (struct report_parameter){name, value, decimals};
}

void report_figures_note(struct report_figures *figures, const char *words)
{
    assert(figures->note_count < REPORT_NOTE_COUNT_MAX);
    figures->notes[figures->note_count++] = words;
}

struct report_figures_table *report_figures_table(struct report_figures *figures, const char *name,
                                                  const char *title,
                                                  const struct report_figures_column *columns)
{
    assert(figures->table_count < REPORT_TABLE_COUNT_MAX);
    struct report_figures_table *table = &figures->tables[figures->table_count++];

    *table = (struct report_figures_table){.name = name, .title = title, .columns = columns};
    while (columns[table->column_count].name != NULL)
        table->column_count++;
    assert(table->column_count <= REPORT_FIGURES_COLUMN_COUNT_MAX);
    return table;
}

int64_t report_figures_words(struct report_figures *figures, const char *words)
{
    size_t size = strlen(words) + 1, size_max = figures->word_size_max;

    if (words[0] == '\0')
        return REPORT_NONE;
    while (figures->word_size + size > size_max)
        size_max = size_max == 0 ? 4096 : 2 * size_max;
    if (size_max > figures->word_size_max) {
        char *grown = realloc(figures->words, size_max);
        if (grown == NULL) {
            figures->is_cut = true;
            return REPORT_NONE;
        }
        figures->words = grown;
        figures->word_size_max = size_max;
    }
    memcpy(figures->words + figures->word_size, words, size);
    figures->word_size += size;
    return (int64_t)(figures->word_size - size);
}

const char *report_figures_text(const struct report_figures *figures, int64_t cell)
{
    return cell == REPORT_NONE ? "" : figures->words + cell;
}

int64_t report_day_of(int64_t time_ms)
{
    return time_ms / REPORT_DAY_MS - (time_ms % REPORT_DAY_MS < 0);
}

int64_t report_figures_day(struct report_figures *figures, int64_t day)
{
    char bytes[32];
    struct text text = text_init(bytes, sizeof bytes);

    text_add_time(&text, day * REPORT_DAY_MS);
    bytes[strlen("2027-03-01")] = '\0';
    return report_figures_words(figures, bytes);
}

int64_t report_or_none(int64_t value)
{
    return value == -1 ? REPORT_NONE : value;
}

int64_t report_rounded(double value)
{
    return (int64_t)floor(value + 0.5);
}

int64_t report_longitude(struct geo_point place)
{
    return report_rounded(place.longitude_deg * 1e6);
}

int64_t report_latitude(struct geo_point place)
{
    return report_rounded(place.latitude_deg * 1e6);
}

void report_figures_row(struct report_figures *figures, struct report_figures_table *table,
                        const int64_t *cells)
{
    size_t count = table->row_count * table->column_count;

    if (count + table->column_count > table->cell_count_max) {
        size_t count_max = table->cell_count_max == 0 ? 4096 : 2 * table->cell_count_max;
        int64_t *grown = count_max <= REPORT_CELL_COUNT_MAX
                             ? realloc(table->cells, count_max * sizeof *grown)
                             : NULL;
        if (grown == NULL) {
            figures->is_cut = true;
            return;
        }
        table->cells = grown;
        table->cell_count_max = count_max;
    }
    memcpy(table->cells + count, cells, table->column_count * sizeof *cells);
    table->row_count++;
}

void report_figures_digest(const struct report_figures *figures,
                           uint8_t digest[static DIGEST_BYTES])
{
    struct digest of;

    digest_init(&of);
    digest_add_text(&of, figures->rule);
    digest_add_int(&of, figures->version);
    for (size_t i = 0; i < figures->parameter_count; i++) {
        digest_add_text(&of, figures->parameters[i].name);
        digest_add_int(&of, figures->parameters[i].value);
    }
    digest_add_int(&of, figures->from_ms);
    digest_add_int(&of, figures->until_ms);
    digest_add_text(&of, figures->waters);
    digest_add_bytes(&of, figures->waters_digest, sizeof figures->waters_digest);
    if (figures->has_designs)
        digest_add_bytes(&of, figures->designs_digest, sizeof figures->designs_digest);
    digest_add_bytes(&of, figures->input.digest, sizeof figures->input.digest);
    digest_finish(&of, digest);
}

void report_add_digest(struct text *text, const uint8_t digest[static DIGEST_BYTES])
{
    for (size_t i = 0; i < DIGEST_BYTES; i++)
        text_add_format(text, "%02x", (unsigned)digest[i]);
}
