/* SPDX-License-Identifier: Apache-2.0 */
#include "node/import_totals.h"

#include "ais/refusal.h"
#include "history/position.h"

#include <string.h>

void node_import_totals_init(struct node_import_totals *totals)
{
    memset(totals, 0, sizeof *totals);
    totals->first_ms = CLOCK_UNKNOWN_MS;
    totals->last_ms = CLOCK_UNKNOWN_MS;
}

const char *node_import_reason_name(int reason)
{
    if (reason < NODE_IMPORT_TABLE_REASONS)
        return ais_refusal_name((enum ais_refusal)reason);
    if (reason == NODE_IMPORT_BAD_MESSAGE)
        return "bad_message";
    return source_table_refusal_name(
        (enum source_table_refusal)(reason - NODE_IMPORT_TABLE_REASONS));
}

static void add_visible(struct text *text, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte >= ' ' && byte < 127)
            text_add_char(text, bytes[i]);
        else
            text_add_format(text, "\\x%02x", byte);
    }
}

/* The next example's text, which begins with its place; false when there are enough. */
static bool begin_example(struct node_import_totals *totals, int reason, const char *file,
                          uint64_t line_number, struct text *text)
{
    struct node_import_refused *refused = &totals->refused[reason];

    refused->count++;
    if (refused->example_count == NODE_IMPORT_EXAMPLE_COUNT_MAX)
        return false;
    char *bytes = refused->examples[refused->example_count++];
    *text = text_init(bytes, NODE_IMPORT_EXAMPLE_BYTES);
    add_visible(text, file, strlen(file));
    text_add_format(text, ":%llu: ", (unsigned long long)line_number);
    return true;
}

static void end_example(struct text *text)
{
    static const char dots[] = "...";

    if (text->is_cut && text->size >= sizeof dots)
        memcpy(text->bytes + text->size - (sizeof dots - 1), dots, sizeof dots - 1);
}

void node_import_totals_refuse(struct node_import_totals *totals, int reason, const char *file,
                               uint64_t line_number, struct ais_span line)
{
    struct text text;

    if (!begin_example(totals, reason, file, line_number, &text))
        return;
    add_visible(&text, line.start, line.size);
    end_example(&text);
}

void node_import_totals_refuse_row(struct node_import_totals *totals, int reason, const char *file,
                                   const struct csv *record)
{
    struct text text;

    if (!begin_example(totals, reason, file, record->line_number, &text))
        return;
    for (size_t i = 0; i < record->cell_count && !text.is_cut; i++) {
        const char *cell = csv_cell(record, i);
        if (i > 0)
            text_add_char(&text, ',');
        add_visible(&text, cell, strlen(cell));
    }
    end_example(&text);
}

void node_import_totals_take(struct node_import_totals *totals,
                             const struct evidence_report *report)
{
    totals->message_count++;
    totals->position_count += history_position_is_in(report->message->type);
    totals->copy_count += report->is_copy;
    if (totals->first_ms == CLOCK_UNKNOWN_MS || report->time_ms < totals->first_ms)
        totals->first_ms = report->time_ms;
    if (totals->last_ms == CLOCK_UNKNOWN_MS || report->time_ms > totals->last_ms)
        totals->last_ms = report->time_ms;
}

static void print_count(FILE *out, const char *words, uint64_t count)
{
    if (count > 0)
        fprintf(out, "%s: %llu\n", words, (unsigned long long)count);
}

void node_import_totals_print(const struct node_import_totals *totals, FILE *out)
{
    char bytes[128];
    struct text text = text_init(bytes, sizeof bytes);

    print_count(out, "sentences", totals->sentence_count);
    print_count(out, "rows", totals->row_count);
    fprintf(out, "messages: %llu, of them positions: %llu, heard before: %llu\n",
            (unsigned long long)totals->message_count, (unsigned long long)totals->position_count,
            (unsigned long long)totals->copy_count);
    if (totals->first_ms != CLOCK_UNKNOWN_MS) {
        text_add_time(&text, totals->first_ms);
        text_add(&text, " to ");
        text_add_time(&text, totals->last_ms);
        fprintf(out, "time: %s\n", bytes);
    }
    print_count(out, "stations", totals->station_count);
    print_count(out, "times that were not believed", totals->doubted_count);
    print_count(out, "values of ships left out or cut", totals->left_out_count);
    for (int reason = 0; reason < NODE_IMPORT_REASON_COUNT; reason++) {
        const struct node_import_refused *refused = &totals->refused[reason];
        if (refused->count == 0)
            continue;
        fprintf(out, "refused, %s: %llu\n", node_import_reason_name(reason),
                (unsigned long long)refused->count);
        for (size_t i = 0; i < refused->example_count; i++)
            fprintf(out, "  %s\n", refused->examples[i]);
    }
}
