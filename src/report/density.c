/* SPDX-License-Identifier: Apache-2.0 */
#include "report/density.h"

#include "report/marks.h"

#include <stdlib.h>

enum { VERSION = 1, GAP_MIN = 10, DAY_COUNT_MAX = 36600, MIN_E4_PER_DEG_E4 = 60 };

static const struct report_figures_column day_columns[] = {{"day", REPORT_CELL_WORDS, 0},
                                                           {"ship_min", REPORT_CELL_NUMBER, 0},
                                                           {"waters", REPORT_CELL_WORDS, 0},
                                                           {NULL, REPORT_CELL_WORDS, 0}};

static const struct report_figures_column cell_columns[] = {{"west", REPORT_CELL_NUMBER, 6},
                                                            {"south", REPORT_CELL_NUMBER, 6},
                                                            {"ship_min", REPORT_CELL_NUMBER, 0},
                                                            {NULL, REPORT_CELL_WORDS, 0}};

static const struct report_chart day_chart = {"day", "ship_min", "waters"};

struct density {
    const struct report_job *job;
    struct report_raster *raster;
    int64_t first_ms; /* of the marks */
    int64_t first_day;
    size_t day_count;
    int64_t *days; /* ship-minutes */
};

static bool take_mark(void *user, const struct report_minute *minute)
{
    struct density *density = user;
    int64_t time_ms = density->first_ms + minute->minute * REPORT_MIN_MS;

    if (time_ms < density->job->from_ms || time_ms >= density->job->until_ms)
        return true;
    report_raster_count(density->raster, minute->longitude_min_e4, minute->latitude_min_e4);
    density->days[report_day_of(time_ms) - density->first_day]++;
    return true;
}

static bool take(void *user, const struct report_track *track)
{
    struct density *density = user;
    struct report_marking marking = {density->first_ms, GAP_MIN, take_mark, density};

    return report_marks_each(&marking, track);
}

static void add_days(struct report_figures *figures, const struct density *density)
{
    struct report_figures_table *table =
        report_figures_table(figures, "days", "Ship-minutes by day", day_columns);
    int64_t waters =
        report_figures_words(figures, figures->waters[0] != '\0' ? figures->waters : "everywhere");

    table->chart = &day_chart;
    for (size_t i = 0; i < density->day_count; i++) {
        const int64_t cells[] = {report_figures_day(figures, density->first_day + (int64_t)i),
                                 density->days[i], waters};
        report_figures_row(figures, table, cells);
    }
}

/* In 0.000001 degrees: a unit is 10 / 6 of them. */
static int64_t micro_deg(int64_t min_e4)
{
    int64_t tenth = min_e4 * 10;
    return tenth >= 0 ? (tenth + 3) / 6 : -((-tenth + 3) / 6);
}

static void add_cells(struct report_figures *figures, const struct report_raster *raster)
{
    struct report_figures_table *table =
        report_figures_table(figures, "cells", "Cells where ships were", cell_columns);

    for (uint32_t row = 0; row < raster->row_count; row++)
        for (uint32_t column = 0; column < raster->column_count; column++) {
            uint32_t value = raster->cells[(size_t)row * raster->column_count + column];
            const int64_t cells[] = {micro_deg(raster->west + column * raster->side),
                                     micro_deg(raster->north - (row + 1) * raster->side), value};
            if (value > 0)
                report_figures_row(figures, table, cells);
        }
}

static void add_rule(struct report_figures *figures, const struct report_job *job)
{
    report_figures_init(figures, "density", VERSION);
    figures->title = "Density of traffic";
    report_job_begin(job, figures);
    report_figures_parameter(figures, "cell_deg", job->cell_deg_e4, 4);
    report_figures_parameter(figures, "gap_min", GAP_MIN, 0);
    report_figures_parameter(figures, "speed_max_kn", REPORT_SPEED_MAX_KN, 0);
    report_figures_note(figures, "A ship counts in the cell where she was at each whole minute, "
                                 "between reports at most 10 minutes apart; ships at anchor count "
                                 "as those under way do.");
    report_figures_note(figures, "Days count all ships of the store, cells those over the waters.");
}

bool report_density_make(const struct report_job *job, struct report_figures *figures,
                         struct text *reason)
{
    struct history_filter filter = {.from_ms = job->from_ms - GAP_MIN * REPORT_MIN_MS,
                                    .until_ms = job->until_ms + GAP_MIN * REPORT_MIN_MS};
    struct density density = {.job = job, .raster = &figures->raster};
    struct report_taker taker = {take, &density};

    add_rule(figures, job);
    if (job->waters == NULL) {
        text_add(reason, "it needs waters");
        return false;
    }
    density.first_ms =
        filter.from_ms - (filter.from_ms % REPORT_MIN_MS + REPORT_MIN_MS) % REPORT_MIN_MS;
    density.first_day = report_day_of(job->from_ms);
    density.day_count = (size_t)(report_day_of(job->until_ms - 1) - density.first_day + 1);
    if (density.day_count > DAY_COUNT_MAX) {
        text_add(reason, "that are too many days");
        return false;
    }
    density.days = calloc(density.day_count, sizeof *density.days);
    bool is_made = density.days != NULL &&
                   report_raster_init(&figures->raster, &job->waters->box,
                                      (int64_t)job->cell_deg_e4 * MIN_E4_PER_DEG_E4, reason) &&
                   report_input_read(job->reader, &filter, &taker, &figures->input, reason);
    if (is_made) {
        add_days(figures, &density);
        add_cells(figures, &figures->raster);
    }
    is_made = is_made && !figures->is_cut;
    if (!is_made && reason->size == 0)
        text_add(reason, "there is no memory");
    free(density.days);
    return is_made;
}
