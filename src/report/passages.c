/* SPDX-License-Identifier: Apache-2.0 */
#include "report/passages.h"

#include "report/transits.h"

#include <stdlib.h>
#include <string.h>

enum { VERSION = 1 };

/* A passage with all that it is counted by. */
struct row {
    const struct report_transit *transit;
    int64_t day;
    const char *line;
    const char *direction;
    const char *class_of;
    const char *size;
    struct report_ship ship;
    bool has_payload;
    struct report_payload payload;
};

struct rows {
    struct report_figures *figures;
    size_t count;
    struct row *rows;
};

static const struct report_figures_column total_columns[] = {
    {"line", REPORT_CELL_WORDS, 0},           {"direction", REPORT_CELL_WORDS, 0},
    {"observed", REPORT_CELL_NUMBER, 0},      {"inferred", REPORT_CELL_NUMBER, 0},
    {"turned_back", REPORT_CELL_NUMBER, 0},   {"stayed", REPORT_CELL_NUMBER, 0},
    {"with_cargo", REPORT_CELL_NUMBER, 0},    {"cargo_t", REPORT_CELL_NUMBER, 0},
    {"cargo_error_t", REPORT_CELL_NUMBER, 0}, {NULL, REPORT_CELL_WORDS, 0}};

static const struct report_figures_column day_columns[] = {
    {"day", REPORT_CELL_WORDS, 0},       {"line", REPORT_CELL_WORDS, 0},
    {"direction", REPORT_CELL_WORDS, 0}, {"class", REPORT_CELL_WORDS, 0},
    {"size", REPORT_CELL_WORDS, 0},      {"observed", REPORT_CELL_NUMBER, 0},
    {"inferred", REPORT_CELL_NUMBER, 0}, {"turned_back", REPORT_CELL_NUMBER, 0},
    {"stayed", REPORT_CELL_NUMBER, 0},   {"with_cargo", REPORT_CELL_NUMBER, 0},
    {"cargo_t", REPORT_CELL_NUMBER, 0},  {"cargo_error_t", REPORT_CELL_NUMBER, 0},
    {NULL, REPORT_CELL_WORDS, 0}};

static const struct report_figures_column passage_columns[] = {
    {"time", REPORT_CELL_TIME, 0},
    {"line", REPORT_CELL_WORDS, 0},
    {"direction", REPORT_CELL_WORDS, 0},
    {"passage", REPORT_CELL_WORDS, 0},
    {"mmsi", REPORT_CELL_NUMBER, 0},
    {"imo", REPORT_CELL_NUMBER, 0},
    {"name", REPORT_CELL_WORDS, 0},
    {"class", REPORT_CELL_WORDS, 0},
    {"size", REPORT_CELL_WORDS, 0},
    {"length_m", REPORT_CELL_NUMBER, 0},
    {"draught_m", REPORT_CELL_NUMBER, 1},
    {"lon", REPORT_CELL_NUMBER, 6},
    {"lat", REPORT_CELL_NUMBER, 6},
    {"cargo_t", REPORT_CELL_NUMBER, 0},
    {"cargo_error_t", REPORT_CELL_NUMBER, 0},
    {NULL, REPORT_CELL_WORDS, 0}};

static const struct report_chart day_chart = {"day", "observed", "line"};

static struct row row_of(const struct report_transits *all, const struct report_transit *transit)
{
    const struct report_designs *designs = all->job->designs;
    struct row row = {
        .transit = transit,
        .day = report_day_of(transit->time_ms),
        .line = report_transits_line(all, transit->line),
        .direction = report_transits_direction(all, transit->line, transit->direction),
        .ship = report_fleet_at(all->ships, transit->mmsi, transit->time_ms),
    };

    row.class_of = report_ship_class(&row.ship);
    row.size = report_ship_size(&row.ship);
    const struct report_design *design =
        designs != NULL ? report_designs_find(designs, row.ship.imo, transit->mmsi) : NULL;
    row.has_payload = design != NULL && transit->fate <= REPORT_INFERRED &&
                      row.ship.draught_m_e1 != -1 &&
                      report_payload_of(design, row.ship.length_m, row.ship.beam_m,
                                        (double)row.ship.draught_m_e1 / 10, &row.payload);
    return row;
}

static void add_passage(struct report_figures *figures, struct report_figures_table *table,
                        const struct row *row)
{
    static const char *const fates[REPORT_FATE_COUNT] = {"observed", "inferred", "turned back",
                                                         "stayed"};
    const struct report_transit *transit = row->transit;
    const int64_t cells[] = {
        transit->time_ms,
        report_figures_words(figures, row->line),
        report_figures_words(figures, row->direction),
        report_figures_words(figures, fates[transit->fate]),
        transit->mmsi,
        report_or_none(row->ship.imo),
        report_figures_words(figures, row->ship.name),
        report_figures_words(figures, row->class_of),
        report_figures_words(figures, row->size),
        report_or_none(row->ship.length_m),
        report_or_none(row->ship.draught_m_e1),
        report_longitude(transit->place),
        report_latitude(transit->place),
        row->has_payload ? report_rounded(row->payload.cargo_t) : REPORT_NONE,
        row->has_payload ? report_rounded(row->payload.error_t) : REPORT_NONE,
    };

    report_figures_row(figures, table, cells);
}

static int by_line(const struct row *a, const struct row *b)
{
    if (a->transit->line != b->transit->line)
        return a->transit->line < b->transit->line ? -1 : 1;
    return (a->transit->direction > b->transit->direction) -
           (a->transit->direction < b->transit->direction);
}

static int by_day(const struct row *a, const struct row *b)
{
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    int order = by_line(a, b);
    order = order != 0 ? order : strcmp(a->class_of, b->class_of);
    return order != 0 ? order : strcmp(a->size, b->size);
}

static int sort_by_line(const void *one, const void *other)
{
    return by_line(one, other);
}

static int sort_by_day(const void *one, const void *other)
{
    return by_day(one, other);
}

/* The figures of some rows: how many of each fate, and their cargo. */
static void count(const struct row *rows, size_t row_count, int64_t cells[static 7])
{
    int64_t with_cargo = 0, cargo_t = 0, error_t = 0;

    memset(cells, 0, 7 * sizeof *cells);
    for (size_t i = 0; i < row_count; i++) {
        cells[rows[i].transit->fate]++;
        if (!rows[i].has_payload)
            continue;
        with_cargo++;
        cargo_t +=
            report_rounded(rows[i].payload.cargo_t); /* integers: in any order the same sum */
        error_t += report_rounded(rows[i].payload.error_t);
    }
    cells[REPORT_FATE_COUNT] = with_cargo;
    cells[REPORT_FATE_COUNT + 1] = with_cargo > 0 ? cargo_t : REPORT_NONE;
    cells[REPORT_FATE_COUNT + 2] = with_cargo > 0 ? error_t : REPORT_NONE;
}

static void add_totals(struct rows *rows)
{
    struct report_figures *figures = rows->figures;
    struct report_figures_table *table =
        report_figures_table(figures, "totals", "Passages in all", total_columns);

    qsort(rows->rows, rows->count, sizeof *rows->rows, sort_by_line);
    for (size_t i = 0, end; i < rows->count; i = end) {
        const struct row *first = &rows->rows[i];
        for (end = i + 1; end < rows->count && by_line(first, &rows->rows[end]) == 0;)
            end++;
        int64_t cells[9] = {report_figures_words(figures, first->line),
                            report_figures_words(figures, first->direction)};
        count(first, end - i, cells + 2);
        report_figures_row(figures, table, cells);
    }
}

static void add_days(struct rows *rows)
{
    struct report_figures *figures = rows->figures;
    struct report_figures_table *table =
        report_figures_table(figures, "days", "Passages by day", day_columns);

    table->chart = &day_chart;
    qsort(rows->rows, rows->count, sizeof *rows->rows, sort_by_day);
    for (size_t i = 0, end; i < rows->count; i = end) {
        const struct row *first = &rows->rows[i];
        for (end = i + 1; end < rows->count && by_day(first, &rows->rows[end]) == 0;)
            end++;
        int64_t cells[12] = {
            report_figures_day(figures, first->day),
            report_figures_words(figures, first->line),
            report_figures_words(figures, first->direction),
            report_figures_words(figures, first->class_of),
            report_figures_words(figures, first->size),
        };
        count(first, end - i, cells + 5);
        report_figures_row(figures, table, cells);
    }
}

static void add_rule(struct report_figures *figures, const struct report_job *job)
{
    report_figures_init(figures, job->counts_once ? "passages-once" : "passages", VERSION);
    figures->title = job->counts_once ? "Passages, a ship once in 48 hours" : "Passages";
    report_job_begin(job, figures);
    if (job->counts_once)
        report_figures_parameter(figures, "once_h", REPORT_ONCE_H, 0);
    report_figures_parameter(figures, "through_h", REPORT_THROUGH_H, 0);
    report_figures_parameter(figures, "again_h", REPORT_AGAIN_H, 0);
    report_figures_parameter(figures, "back_h", REPORT_BACK_H, 0);
    report_figures_parameter(figures, "gap_min", REPORT_GAP_MIN, 0);
    report_figures_parameter(figures, "infer_min_kn", REPORT_INFER_MIN_KN, 0);
    report_figures_parameter(figures, "infer_max_kn", REPORT_INFER_MAX_KN, 0);
    report_figures_parameter(figures, "infer_max_h", REPORT_INFER_MAX_H, 0);
    report_figures_parameter(figures, "before_h", REPORT_BEFORE_H, 0);
    report_figures_parameter(figures, "speed_max_kn", REPORT_SPEED_MAX_KN, 0);
    report_figures_note(figures,
                        "Only ships that transmit are counted; inferred passages are a lower "
                        "bound of those that were not heard at a gate.");
    report_figures_note(figures,
                        "A class is what the ship says of herself (AIS ship type), not what "
                        "she is made for.");
    figures->has_designs = job->designs != NULL;
    if (job->designs != NULL)
        memcpy(figures->designs_digest, report_designs_digest(job->designs), DIGEST_BYTES);
    if (job->designs == NULL)
        report_figures_note(figures,
                            "No cargo: AIS does not tell design draught, deadweight and block "
                            "coefficient; a table of designs was not given.");
    else
        report_figures_note(
            figures, "Cargo is estimated from the draught that the ship's crew typed in; "
                     "ballast and fuel count as cargo. The error is that of rounding alone; a "
                     "draught that was not set anew makes any error. Useful in sums, not for "
                     "a ship.");
}

bool report_passages_make(const struct report_job *job, struct report_figures *figures,
                          struct text *reason)
{
    struct report_transits all;
    struct rows rows = {.figures = figures};

    add_rule(figures, job);
    if (!report_transits_find(job, &all, &figures->input, reason))
        return false;
    rows.count = all.count;
    rows.rows = calloc(rows.count + 1, sizeof *rows.rows);
    struct report_figures_table *table = NULL;
    if (rows.rows != NULL) {
        for (size_t i = 0; i < all.count; i++)
            rows.rows[i] = row_of(&all, &all.transits[i]);
        add_totals(&rows);
        add_days(&rows);
        table = report_figures_table(figures, "passages", "Each passage", passage_columns);
        for (size_t i = 0; i < all.count; i++) {
            struct row row = row_of(&all, &all.transits[i]); /* in order of time again */
            add_passage(figures, table, &row);
        }
    }
    free(rows.rows);
    report_transits_release(&all);
    if (table == NULL || figures->is_cut)
        text_add(reason, "there is no memory");
    return table != NULL && !figures->is_cut;
}
