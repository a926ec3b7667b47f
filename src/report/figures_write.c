/* SPDX-License-Identifier: Apache-2.0 */
/* The formats of figures but the page. */
#include "base/csv.h"
#include "base/json.h"
#include "report/figures_inside.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN_ROW_COUNT_MAX = 100 /* on a terminal */ };

void figures_flush(struct figures_output *output)
{
    if (output->text.size < FIGURES_PIECE_BYTES / 2)
        return;
    output->sink.write(output->sink.user, output->bytes, output->text.size);
    text_clear(&output->text);
}

void figures_add_cell(struct text *text, const struct report_figures *figures,
                      const struct report_figures_column *column, int64_t cell)
{
    if (cell == REPORT_NONE)
        return;
    if (column->kind == REPORT_CELL_WORDS)
        text_add(text, report_figures_text(figures, cell));
    else if (column->kind == REPORT_CELL_TIME)
        text_add_time(text, cell);
    else
        text_add_decimal(text, cell, column->decimals);
}

static void write_csv(const struct report_figures *figures,
                      const struct report_figures_table *table, struct figures_output *output)
{
    uint8_t digest[DIGEST_BYTES];

    report_figures_digest(figures, digest);
    for (size_t i = 0; i < table->column_count; i++)
        text_add_format(&output->text, "%s,", table->columns[i].name);
    text_add(&output->text, "rule,report\r\n");
    for (size_t row = 0; row < table->row_count; row++) {
        for (size_t i = 0; i < table->column_count; i++) {
            char bytes[FIGURES_CELL_BYTES];
            struct text cell = text_init(bytes, sizeof bytes);
            figures_add_cell(&cell, figures, &table->columns[i],
                             table->cells[row * table->column_count + i]);
            csv_add_cell(&output->text, bytes, cell.size);
            text_add_char(&output->text, ',');
        }
        text_add_format(&output->text, "%s %d,", figures->rule, figures->version);
        report_add_digest(&output->text, digest);
        text_add(&output->text, "\r\n");
        figures_flush(output);
    }
}

static void add_json_digest(struct json *json, const char *name, const uint8_t *digest)
{
    char bytes[2 * DIGEST_BYTES + 1];
    struct text text = text_init(bytes, sizeof bytes);

    report_add_digest(&text, digest);
    json_text(json, name, bytes);
}

static void add_json_decimal(struct json *json, const char *name, int64_t value, unsigned decimals)
{
    static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

    if (decimals == 0)
        json_int(json, name, value);
    else
        json_real(json, name, (double)value / powers[decimals], decimals);
}

static void add_json_head(struct json *json, const struct report_figures *figures)
{
    uint8_t digest[DIGEST_BYTES];

    report_figures_digest(figures, digest);
    json_text(json, "rule", figures->rule);
    json_int(json, "version", figures->version);
    json_time(json, "from", figures->from_ms);
    json_time(json, "until", figures->until_ms);
    add_json_digest(json, "digest", digest);
    json_open_object(json, "parameters");
    for (size_t i = 0; i < figures->parameter_count; i++)
        add_json_decimal(json, figures->parameters[i].name, figures->parameters[i].value,
                         figures->parameters[i].decimals);
    json_close_object(json);
    if (figures->waters[0] != '\0') {
        json_open_object(json, "waters");
        json_utf8(json, "id", figures->waters);
        add_json_digest(json, "digest", figures->waters_digest);
        json_close_object(json);
    }
    if (figures->has_designs)
        add_json_digest(json, "designs", figures->designs_digest);
    json_open_object(json, "input");
    json_int(json, "positions", (int64_t)figures->input.position_count);
    json_int(json, "transmitters", (int64_t)figures->input.transmitter_count);
    json_int(json, "tracks", (int64_t)figures->input.track_count);
    json_int(json, "broken_chunks", (int64_t)figures->input.broken_count);
    add_json_digest(json, "digest", figures->input.digest);
    json_close_object(json);
    json_open_array(json, "notes");
    for (size_t i = 0; i < figures->note_count; i++)
        json_text(json, NULL, figures->notes[i]);
    json_close_array(json);
}

static void add_json_row(struct json *json, const struct report_figures *figures,
                         const struct report_figures_table *table, const int64_t *cells)
{
    json_open_object(json, NULL);
    for (size_t i = 0; i < table->column_count; i++) {
        const struct report_figures_column *column = &table->columns[i];
        if (cells[i] == REPORT_NONE)
            json_null(json, column->name);
        else if (column->kind == REPORT_CELL_WORDS)
            json_text(json, column->name, report_figures_text(figures, cells[i]));
        else if (column->kind == REPORT_CELL_TIME)
            json_time(json, column->name, cells[i]);
        else
            add_json_decimal(json, column->name, cells[i], column->decimals);
    }
    json_close_object(json);
}

void figures_write_json(const struct report_figures *figures, struct figures_output *output)
{
    struct json json = json_init(&output->text);

    json_open_object(&json, NULL);
    add_json_head(&json, figures);
    json_open_object(&json, "tables");
    for (size_t i = 0; i < figures->table_count; i++) {
        const struct report_figures_table *table = &figures->tables[i];
        json_open_array(&json, table->name);
        for (size_t row = 0; row < table->row_count; row++) {
            add_json_row(&json, figures, table, table->cells + row * table->column_count);
            figures_flush(output);
        }
        json_close_array(&json);
    }
    json_close_object(&json);
    json_close_object(&json);
    text_add_char(&output->text, '\n');
}

static void add_head(const struct report_figures *figures, struct text *text)
{
    uint8_t digest[DIGEST_BYTES];

    report_figures_digest(figures, digest);
    text_add_format(text, "%s, rule version %d\n", figures->title, figures->version);
    text_add_time(text, figures->from_ms);
    text_add(text, " to ");
    text_add_time(text, figures->until_ms);
    text_add_char(text, '\n');
    for (size_t i = 0; i < figures->parameter_count; i++) {
        text_add_format(text, "%s%s ", i == 0 ? "" : ", ", figures->parameters[i].name);
        text_add_decimal(text, figures->parameters[i].value, figures->parameters[i].decimals);
    }
    text_add_format(text, "%s%llu positions of %llu transmitters",
                    figures->parameter_count > 0 ? "\n" : "",
                    (unsigned long long)figures->input.position_count,
                    (unsigned long long)figures->input.transmitter_count);
    if (figures->input.broken_count > 0)
        text_add_format(text, "; %llu chunks could not be read",
                        (unsigned long long)figures->input.broken_count);
    text_add(text, "\ninput  ");
    report_add_digest(text, figures->input.digest);
    if (figures->waters[0] != '\0') {
        text_add(text, "\nwaters ");
        report_add_digest(text, figures->waters_digest);
        text_add_format(text, " %s", figures->waters);
    }
    if (figures->has_designs) {
        text_add(text, "\ndesigns ");
        report_add_digest(text, figures->designs_digest);
    }
    text_add(text, "\nreport ");
    report_add_digest(text, digest);
    text_add_char(text, '\n');
}

static void add_padded(struct text *text, const struct report_figures_column *column,
                       const char *words, size_t width)
{
    size_t size = strlen(words), room = width > size ? width - size : 0;
    bool is_left = column->kind == REPORT_CELL_WORDS || column->kind == REPORT_CELL_TIME;

    text_add_format(text, "%*s%s%*s  ", is_left ? 0 : (int)room, "", words, is_left ? (int)room : 0,
                    "");
}

static void write_table(const struct report_figures *figures,
                        const struct report_figures_table *table, struct figures_output *output)
{
    size_t width[REPORT_FIGURES_COLUMN_COUNT_MAX];
    char bytes[FIGURES_CELL_BYTES];
    struct text cell = text_init(bytes, sizeof bytes);
    size_t row_count =
        table->row_count < SHOWN_ROW_COUNT_MAX ? table->row_count : SHOWN_ROW_COUNT_MAX;

    for (size_t i = 0; i < table->column_count; i++)
        width[i] = strlen(table->columns[i].name);
    for (size_t i = 0; i < row_count * table->column_count; i++) {
        size_t column = i % table->column_count;
        text_clear(&cell);
        figures_add_cell(&cell, figures, &table->columns[column], table->cells[i]);
        width[column] = cell.size > width[column] ? cell.size : width[column];
    }
    text_add_format(&output->text, "\n%s\n", table->title);
    for (size_t i = 0; i < table->column_count; i++)
        add_padded(&output->text, &table->columns[i], table->columns[i].name, width[i]);
    for (size_t i = 0; i < row_count * table->column_count; i++) {
        size_t column = i % table->column_count;
        if (column == 0)
            text_add_char(&output->text, '\n');
        text_clear(&cell);
        figures_add_cell(&cell, figures, &table->columns[column], table->cells[i]);
        add_padded(&output->text, &table->columns[column], bytes, width[column]);
        figures_flush(output);
    }
    text_add(&output->text, row_count > 0 ? "\n" : "\n(none)\n");
    if (table->row_count > row_count)
        text_add_format(&output->text, "and %zu more: --format csv --table %s\n",
                        table->row_count - row_count, table->name);
}

static void write_tables(const struct report_figures *figures, struct figures_output *output)
{
    add_head(figures, &output->text);
    for (size_t i = 0; i < figures->table_count; i++)
        write_table(figures, &figures->tables[i], output);
    for (size_t i = 0; i < figures->note_count; i++)
        text_add_format(&output->text, "%s%s\n", i == 0 ? "\n" : "", figures->notes[i]);
}

static const struct report_figures_table *find(const struct report_figures *figures,
                                               const char *name)
{
    for (size_t i = 0; i < figures->table_count; i++)
        if (name == NULL || strcmp(figures->tables[i].name, name) == 0)
            return &figures->tables[i];
    return NULL;
}

bool report_figures_has(const struct report_figures *figures, const char *table)
{
    return find(figures, table) != NULL;
}

bool report_figures_write(const struct report_figures *figures, enum report_figures_format format,
                          const char *table, struct report_sink sink)
{
    const struct report_figures_table *chosen = find(figures, table);
    struct figures_output *output = calloc(1, sizeof *output);

    if (chosen == NULL || output == NULL) {
        free(output);
        return false;
    }
    output->sink = sink;
    output->text = text_init(output->bytes, sizeof output->bytes);
    if (format == REPORT_FIGURES_CSV)
        write_csv(figures, chosen, output);
    else if (format == REPORT_FIGURES_JSON)
        figures_write_json(figures, output);
    else if (format == REPORT_FIGURES_HTML)
        figures_write_html(figures, output);
    else
        write_tables(figures, output);
    sink.write(sink.user, output->bytes, output->text.size);
    free(output);
    return true;
}
