/* SPDX-License-Identifier: Apache-2.0 */
/* A figures as a page of HTML: it needs nothing but itself, has no script, and prints. */
#include "report/figures_inside.h"

#include <stdlib.h>
#include <string.h>

enum { PAGE_ROW_COUNT_MAX = 2000, BAR_COUNT_MAX = 1000, CHART_COUNT_MAX = 64 };
enum { CHART_WIDTH = 900, CHART_HEIGHT = 180, CHART_LEFT = 46, CHART_BOTTOM = 22, CHART_TOP = 8 };

static const char style[] =
    "<style>\n"
    ":root{color-scheme:light dark;--paper:#fff;--ink:#14202b;--soft:#5b6b78;--line:#c9d3da;"
    "--sea:#eef4f8;--bar:#2f6690}\n"
    "@media screen and (prefers-color-scheme:dark){:root{--paper:#10171d;--ink:#dfe7ec;"
    "--soft:#93a4b0;--line:#31404b;--sea:#16222b;--bar:#7fb2d9}}\n"
    "@media print{:root{color-scheme:light}body{margin:0!important;max-width:none!important}"
    "tr,figure{break-inside:avoid}thead{display:table-header-group}}\n"
    "@page{margin:14mm}\n"
    "body{font:15px/1.45 system-ui,sans-serif;background:var(--paper);color:var(--ink);"
    "margin:2rem auto;max-width:72rem;padding:0 1rem}\n"
    "h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:1.6rem 0 .4rem}\n"
    "p{margin:.3rem 0}.soft,figcaption{color:var(--soft)}code{overflow-wrap:anywhere}\n"
    "table{border-collapse:collapse;width:100%;font-size:13px}th,td{text-align:start;"
    "vertical-align:top;padding:.2rem .45rem;border-bottom:1px solid var(--line)}\n"
    "th{font-weight:600;color:var(--soft)}th.n,td.n{text-align:end;"
    "font-variant-numeric:tabular-nums}\n"
    "figure{margin:.6rem 0}svg{width:100%;height:auto;display:block;background:var(--sea);"
    "border:1px solid var(--line)}svg text{font:11px system-ui,sans-serif;fill:var(--soft)}\n"
    ".bar{fill:var(--bar)}.grid{stroke:var(--line)}\n"
    "</style>\n";

struct bar {
    int64_t label; /* cells */
    int64_t sum;
};

/* One picture: the bars of one word of the column `each`. */
struct picture {
    int64_t each;
    size_t bar_count;
    int64_t greatest;
    struct bar bars[BAR_COUNT_MAX];
};

static void add_words(struct text *text, const char *words)
{
    for (; *words != '\0'; words++) {
        if (*words == '<')
            text_add(text, "&lt;");
        else if (*words == '>')
            text_add(text, "&gt;");
        else if (*words == '&')
            text_add(text, "&amp;");
        else if (*words == '"')
            text_add(text, "&quot;");
        else
            text_add_char(text, *words);
    }
}

static size_t column_of(const struct report_figures_table *table, const char *name)
{
    size_t i = 0;
    while (strcmp(table->columns[i].name, name) != 0)
        i++;
    return i;
}

static bool is_same(const struct report_figures *figures, int64_t one, int64_t other)
{
    return strcmp(report_figures_text(figures, one), report_figures_text(figures, other)) == 0;
}

/* Sums a row into its bar. Labels come in order, so that it is the last or a new one. */
static void sum(const struct report_figures *figures, struct picture *picture, int64_t label,
                int64_t value)
{
    struct bar *bar = picture->bar_count > 0 ? &picture->bars[picture->bar_count - 1] : NULL;

    if (bar == NULL || !is_same(figures, bar->label, label)) {
        if (picture->bar_count == BAR_COUNT_MAX)
            return;
        bar = &picture->bars[picture->bar_count++];
        *bar = (struct bar){.label = label};
    }
    bar->sum += value == REPORT_NONE ? 0 : value;
    if (bar->sum > picture->greatest)
        picture->greatest = bar->sum;
}

static void draw(const struct report_figures *figures, const struct picture *picture,
                 const char *value, struct figures_output *output)
{
    struct text *text = &output->text;
    int64_t room = CHART_WIDTH - CHART_LEFT, count = (int64_t)picture->bar_count;
    int64_t greatest = picture->greatest > 0 ? picture->greatest : 1;
    int height = CHART_HEIGHT - CHART_TOP - CHART_BOTTOM;
    size_t every = picture->bar_count / 12 + 1;

    text_add(text, "<figure><figcaption>");
    add_words(text, report_figures_text(figures, picture->each));
    text_add_format(text, ": %s</figcaption><svg viewBox=\"0 0 %d %d\">", value, CHART_WIDTH,
                    CHART_HEIGHT);
    text_add_format(text, "<text x=\"4\" y=\"%d\">%lld</text><text x=\"4\" y=\"%d\">0</text>",
                    CHART_TOP + 10, (long long)greatest, CHART_TOP + height);
    text_add_format(text, "<path class=\"grid\" d=\"M%d %dH%dM%d %dH%d\"/>", CHART_LEFT, CHART_TOP,
                    CHART_WIDTH, CHART_LEFT, CHART_TOP + height, CHART_WIDTH);
    for (int64_t i = 0; i < count; i++) {
        const struct bar *bar = &picture->bars[i];
        int64_t left = CHART_LEFT + room * i / count;
        int64_t right = CHART_LEFT + room * (i + 1) / count;
        int64_t tall = bar->sum * height / greatest;
        text_add_format(text, "<rect class=\"bar\" x=\"%lld\" y=\"%lld\"", (long long)left,
                        (long long)(CHART_TOP + height - tall));
        text_add_format(text, " width=\"%lld\" height=\"%lld\"><title>",
                        (long long)(right - left > 2 ? right - left - 1 : 1), (long long)tall);
        add_words(text, report_figures_text(figures, bar->label));
        text_add_format(text, ": %lld</title></rect>", (long long)bar->sum);
        if ((size_t)i % every == 0) {
            text_add_format(text, "<text x=\"%lld\" y=\"%d\">", (long long)left, CHART_HEIGHT - 7);
            add_words(text, report_figures_text(figures, bar->label));
            text_add(text, "</text>");
        }
        figures_flush(output);
    }
    text_add(text, "</svg></figure>\n");
}

static void add_charts(const struct report_figures *figures,
                       const struct report_figures_table *table, struct figures_output *output)
{
    size_t each = column_of(table, table->chart->each), drawn = 0;
    size_t label = column_of(table, table->chart->label);
    size_t value = column_of(table, table->chart->value);
    struct picture *picture = calloc(1, sizeof *picture);
    int64_t seen[CHART_COUNT_MAX];

    for (size_t row = 0; row < table->row_count && picture != NULL; row++) {
        int64_t cell = table->cells[row * table->column_count + each];
        bool is_new = drawn < CHART_COUNT_MAX;
        for (size_t i = 0; i < drawn && is_new; i++)
            is_new = !is_same(figures, seen[i], cell);
        if (!is_new)
            continue;
        seen[drawn++] = cell;
        *picture = (struct picture){.each = cell};
        for (size_t i = row; i < table->row_count; i++) {
            const int64_t *cells = table->cells + i * table->column_count;
            if (is_same(figures, cells[each], cell))
                sum(figures, picture, cells[label], cells[value]);
        }
        draw(figures, picture, table->chart->value, output);
    }
    free(picture);
}

static void add_table(const struct report_figures *figures,
                      const struct report_figures_table *table, struct figures_output *output)
{
    struct text *text = &output->text;
    char bytes[FIGURES_CELL_BYTES];
    struct text cell = text_init(bytes, sizeof bytes);

    text_add_format(text, "<h2>%s</h2>\n", table->title);
    if (table->chart != NULL)
        add_charts(figures, table, output);
    text_add(text, "<table><thead><tr>");
    for (size_t i = 0; i < table->column_count; i++)
        text_add_format(text, "<th%s>%s",
                        table->columns[i].kind == REPORT_CELL_NUMBER ? " class=\"n\"" : "",
                        table->columns[i].name);
    text_add(text, "</tr></thead><tbody>\n");
    for (size_t row = 0; row < table->row_count && row < PAGE_ROW_COUNT_MAX; row++) {
        text_add(text, "<tr>");
        for (size_t i = 0; i < table->column_count; i++) {
            text_clear(&cell);
            figures_add_cell(&cell, figures, &table->columns[i],
                             table->cells[row * table->column_count + i]);
            text_add(text,
                     table->columns[i].kind == REPORT_CELL_NUMBER ? "<td class=\"n\">" : "<td>");
            add_words(text, bytes);
        }
        text_add(text, "</tr>\n");
        figures_flush(output);
    }
    text_add(text, "</tbody></table>\n");
    if (table->row_count > PAGE_ROW_COUNT_MAX)
        text_add_format(text, "<p>%zu more rows have no room on this page.</p>\n",
                        table->row_count - PAGE_ROW_COUNT_MAX);
}

static void add_digest(struct text *text, const char *what, const uint8_t *digest)
{
    text_add_format(text, "<p class=\"soft\">%s <code>", what);
    report_add_digest(text, digest);
    text_add(text, "</code></p>\n");
}

static void add_head(const struct report_figures *figures, struct text *text)
{
    uint8_t digest[DIGEST_BYTES];

    report_figures_digest(figures, digest);
    text_add(text, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width\">\n");
    text_add_format(text, "<title>%s</title>\n%s</head>\n<body>\n<h1>%s</h1>\n", figures->title,
                    style, figures->title);
    text_add(text, "<p class=\"soft\">");
    text_add_time(text, figures->from_ms);
    text_add(text, " to ");
    text_add_time(text, figures->until_ms);
    text_add_format(text, "</p>\n<p class=\"soft\">Rule %s, version %d: ", figures->rule,
                    figures->version);
    for (size_t i = 0; i < figures->parameter_count; i++) {
        text_add_format(text, "%s%s ", i == 0 ? "" : ", ", figures->parameters[i].name);
        text_add_decimal(text, figures->parameters[i].value, figures->parameters[i].decimals);
    }
    text_add_format(text, "</p>\n<p class=\"soft\">From %llu positions of %llu transmitters.</p>\n",
                    (unsigned long long)figures->input.position_count,
                    (unsigned long long)figures->input.transmitter_count);
    if (figures->input.broken_count > 0)
        text_add_format(text, "<p>%llu chunks of the store could not be read.</p>\n",
                        (unsigned long long)figures->input.broken_count);
    add_digest(text, "Report", digest);
    add_digest(text, "Input", figures->input.digest);
    if (figures->waters[0] != '\0')
        add_digest(text, "Waters", figures->waters_digest);
    if (figures->has_designs)
        add_digest(text, "Designs", figures->designs_digest);
}

void figures_write_html(const struct report_figures *figures, struct figures_output *output)
{
    add_head(figures, &output->text);
    figures_flush(output);
    for (size_t i = 0; i < figures->table_count; i++)
        add_table(figures, &figures->tables[i], output);
    for (size_t i = 0; i < figures->note_count; i++)
        text_add_format(&output->text, "<p>%s</p>\n", figures->notes[i]);
    text_add(&output->text, "<p class=\"soft\">Not for navigation.</p>\n</body>\n</html>\n");
}
