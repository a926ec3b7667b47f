/* SPDX-License-Identifier: Apache-2.0 */
#include "report/ports.h"

#include "report/calls.h"

#include <stdlib.h>

enum { VERSION = 1, AROUND_DAYS = 7 /* what is looked at before and after the period */ };

static const struct report_figures_column total_columns[] = {
    {"place", REPORT_CELL_WORDS, 0},      {"kind", REPORT_CELL_WORDS, 0},
    {"calls", REPORT_CELL_NUMBER, 0},     {"ships", REPORT_CELL_NUMBER, 0},
    {"stopped_h", REPORT_CELL_NUMBER, 1}, {NULL, REPORT_CELL_WORDS, 0}};

static const struct report_figures_column day_columns[] = {{"day", REPORT_CELL_WORDS, 0},
                                                           {"place", REPORT_CELL_WORDS, 0},
                                                           {"entered", REPORT_CELL_NUMBER, 0},
                                                           {"left", REPORT_CELL_NUMBER, 0},
                                                           {NULL, REPORT_CELL_WORDS, 0}};

static const struct report_figures_column call_columns[] = {
    {"first", REPORT_CELL_TIME, 0},         {"last", REPORT_CELL_TIME, 0},
    {"place", REPORT_CELL_WORDS, 0},        {"kind", REPORT_CELL_WORDS, 0},
    {"mmsi", REPORT_CELL_NUMBER, 0},        {"imo", REPORT_CELL_NUMBER, 0},
    {"name", REPORT_CELL_WORDS, 0},         {"class", REPORT_CELL_WORDS, 0},
    {"size", REPORT_CELL_WORDS, 0},         {"entered", REPORT_CELL_TIME, 0},
    {"left", REPORT_CELL_TIME, 0},          {"stops", REPORT_CELL_NUMBER, 0},
    {"stopped_min", REPORT_CELL_NUMBER, 0}, {"gaps", REPORT_CELL_NUMBER, 0},
    {"confidence", REPORT_CELL_NUMBER, 0},  {NULL, REPORT_CELL_WORDS, 0}};

static const struct report_chart day_chart = {"day", "entered", "place"};

struct calls {
    const struct report_job *job;
    bool is_cut;
    size_t count;
    size_t count_max;
    struct report_call *calls;
};

static void keep(void *user, const struct report_call *call)
{
    struct calls *all = user;

    if (call->last_ms < all->job->from_ms || call->first_ms >= all->job->until_ms)
        return;
    if (all->count == all->count_max) {
        size_t count_max = all->count_max == 0 ? 1024 : 2 * all->count_max;
        struct report_call *grown = realloc(all->calls, count_max * sizeof *grown);
        if (grown == NULL) {
            all->is_cut = true;
            return;
        }
        all->calls = grown;
        all->count_max = count_max;
    }
    all->calls[all->count++] = *call;
}

static bool is_place(const struct geo_waters_feature *feature)
{
    return feature->kind == GEO_WATERS_PORT || feature->kind == GEO_WATERS_ANCHORAGE;
}

static bool take(void *user, const struct report_track *track)
{
    struct calls *all = user;
    const struct geo_waters *waters = all->job->waters;

    for (size_t i = 0; i < waters->feature_count; i++)
        if (is_place(&waters->features[i]))
            report_calls_find(track, &waters->features[i], keep, all);
    return !all->is_cut;
}

static int by_place(const void *one, const void *other)
{
    const struct report_call *a = one, *b = other;

    if (a->place != b->place)
        return a->place < b->place ? -1 : 1; /* in the order of the waters file */
    if (a->mmsi != b->mmsi)
        return a->mmsi < b->mmsi ? -1 : 1;
    if (a->first_ms != b->first_ms)
        return a->first_ms < b->first_ms ? -1 : 1;
    return (a->last_ms > b->last_ms) - (a->last_ms < b->last_ms);
}

static int by_time(const void *one, const void *other)
{
    const struct report_call *a = one, *b = other;

    if (a->first_ms != b->first_ms)
        return a->first_ms < b->first_ms ? -1 : 1;
    return by_place(one, other);
}

static const char *kind_of(const struct report_call *call)
{
    return call->place->kind == GEO_WATERS_PORT ? "port" : "anchorage";
}

static void add_totals(struct report_figures *figures, const struct calls *all)
{
    struct report_figures_table *table =
        report_figures_table(figures, "totals", "Calls in all", total_columns);

    for (size_t i = 0, end; i < all->count; i = end) {
        int64_t ships = 0, stopped_ms = 0;
        for (end = i; end < all->count && all->calls[end].place == all->calls[i].place; end++) {
            ships += end == i || all->calls[end].mmsi != all->calls[end - 1].mmsi;
            stopped_ms += all->calls[end].stopped_ms;
        }
        const int64_t cells[] = {report_figures_words(figures, all->calls[i].place->id),
                                 report_figures_words(figures, kind_of(&all->calls[i])),
                                 (int64_t)(end - i), ships, stopped_ms / (REPORT_DAY_MS / 240)};
        report_figures_row(figures, table, cells);
    }
}

/* Comings and goings by day: of each place a row for each day of the period. */
static void add_days(struct report_figures *figures, const struct calls *all)
{
    struct report_figures_table *table =
        report_figures_table(figures, "days", "Ships that came and left by day", day_columns);
    int64_t first = report_day_of(all->job->from_ms), end = report_day_of(all->job->until_ms - 1);

    table->chart = &day_chart;
    for (size_t i = 0, next; i < all->count; i = next) {
        for (next = i; next < all->count && all->calls[next].place == all->calls[i].place;)
            next++;
        for (int64_t day = first; day <= end; day++) {
            int64_t entered = 0, left = 0;
            for (size_t j = i; j < next; j++) {
                const struct report_call *call = &all->calls[j];
                entered +=
                    call->entered_ms != REPORT_NONE && report_day_of(call->entered_ms) == day;
                left += call->left_ms != REPORT_NONE && report_day_of(call->left_ms) == day;
            }
            const int64_t cells[] = {report_figures_day(figures, day),
                                     report_figures_words(figures, all->calls[i].place->id),
                                     entered, left};
            report_figures_row(figures, table, cells);
        }
    }
}

static void add_calls(struct report_figures *figures, const struct calls *all,
                      const struct report_fleet *fleet)
{
    struct report_figures_table *table =
        report_figures_table(figures, "calls", "Each call", call_columns);

    for (size_t i = 0; i < all->count; i++) {
        const struct report_call *call = &all->calls[i];
        struct report_ship ship = report_fleet_at(fleet, call->mmsi, call->first_ms);
        const int64_t cells[] = {
            call->first_ms,
            call->last_ms,
            report_figures_words(figures, call->place->id),
            report_figures_words(figures, kind_of(call)),
            call->mmsi,
            report_or_none(ship.imo),
            report_figures_words(figures, ship.name),
            report_figures_words(figures, report_ship_class(&ship)),
            report_figures_words(figures, report_ship_size(&ship)),
            call->entered_ms,
            call->left_ms,
            call->stop_count,
            call->stopped_ms / 60000,
            call->gap_count,
            2 + (call->entered_ms != REPORT_NONE) + (call->left_ms != REPORT_NONE),
        };
        report_figures_row(figures, table, cells);
    }
}

static void add_rule(struct report_figures *figures, const struct report_job *job)
{
    report_figures_init(figures, "ports", VERSION);
    figures->title = "Calls at ports and anchorages";
    report_job_begin(job, figures);
    report_figures_parameter(figures, "enter_m", REPORT_CALL_ENTER_M, 0);
    report_figures_parameter(figures, "leave_m", REPORT_CALL_LEAVE_M, 0);
    report_figures_parameter(figures, "beyond_anchorage_m", REPORT_CALL_BEYOND_M, 0);
    report_figures_parameter(figures, "stop_kn", REPORT_CALL_STOP_KN_E1, 1);
    report_figures_parameter(figures, "go_kn", REPORT_CALL_GO_KN_E1, 1);
    report_figures_parameter(figures, "gap_min", REPORT_CALL_GAP_MIN, 0);
    report_figures_parameter(figures, "around_days", AROUND_DAYS, 0);
    report_figures_parameter(figures, "speed_max_kn", REPORT_SPEED_MAX_KN, 0);
    report_figures_note(figures,
                        "Confidence: 4, she was seen to come, to stop and to leave; 3, one "
                        "of coming and leaving was not seen; 2, neither.");
    report_figures_note(figures, "A call that lasts over the ends of the period is in it whole, as "
                                 "far as 7 days around it.");
}

bool report_ports_make(const struct report_job *job, struct report_figures *figures,
                       struct text *reason)
{
    struct history_filter filter = {.from_ms = job->from_ms - AROUND_DAYS * REPORT_DAY_MS,
                                    .until_ms = job->until_ms + AROUND_DAYS * REPORT_DAY_MS};
    struct calls all = {.job = job};
    struct report_taker taker = {take, &all};

    add_rule(figures, job);
    if (job->waters == NULL) {
        text_add(reason, "it needs waters with ports");
        return false;
    }
    struct report_fleet *fleet =
        report_fleet_read(job->reader, filter.from_ms, filter.until_ms, reason);
    bool is_read =
        fleet != NULL && report_input_read(job->reader, &filter, &taker, &figures->input, reason);
    if (is_read) {
        if (all.count > 0)
            qsort(all.calls, all.count, sizeof *all.calls, by_place);
        add_totals(figures, &all);
        add_days(figures, &all);
        if (all.count > 0)
            qsort(all.calls, all.count, sizeof *all.calls, by_time);
        add_calls(figures, &all, fleet);
    }
    if (all.is_cut || figures->is_cut)
        text_add(reason, "there is no memory");
    report_fleet_free(fleet);
    free(all.calls);
    return is_read && !all.is_cut && !figures->is_cut;
}
