/* SPDX-License-Identifier: Apache-2.0 */
#include "report/encounters.h"

#include "base/table.h"
#include "report/marks.h"

#include <math.h>
#include <stdlib.h>

enum {
    VERSION = 1,
    NEAR_M = 500,
    LEAST_MIN = 120,
    HOLE_MIN = 30, /* apart, or not heard, for so long: it goes on */
    SLOW_KN_E1 = 20,
    FROM_PORT_M = 10000,
    AROUND_H = 24,                       /* what is looked at before and after the period */
    NEAR_MIN_E4 = 2720,                  /* more than NEAR_M in latitude */
    NEAR_EAST_MIN_E4 = 12 * NEAR_MIN_E4, /* likewise in longitude, up to 85 degrees */
    RUN_COUNT_MAX = 1 << 20,
};

/* Two ships side by side, as it goes on. */
struct run {
    uint32_t one; /* tracks */
    uint32_t other;
    uint32_t first; /* minutes */
    uint32_t last;
    uint32_t minutes; /* in which they were near each other */
    uint32_t slow_one;
    uint32_t slow_other;
    uint32_t least_m;
    int32_t longitude_min_e4; /* of the first place */
    int32_t latitude_min_e4;
    int64_t east_sum; /* of both ships' places from there */
    int64_t north_sum;
};

struct encounters {
    const struct report_job *job;
    struct report_minutes minutes;
    bool is_cut;
    struct table *running; /* by both tracks */
    size_t run_count;
    struct run *runs;
    size_t count;
    size_t count_max;
    struct run *found;
};

static uint64_t key_of(const struct run *run)
{
    return (uint64_t)run->one << 32 | run->other;
}

static struct geo_point place_of(const struct run *run)
{
    double count = 2.0 * run->minutes;
    struct geo_point place = {
        ((double)run->longitude_min_e4 + (double)run->east_sum / count) / HISTORY_DEGREE,
        ((double)run->latitude_min_e4 + (double)run->north_sum / count) / HISTORY_DEGREE};

    place.longitude_deg = geo_wrap_deg(place.longitude_deg);
    return place;
}

/* To the nearest port or anchorage; INFINITY when there is none. */
static double port_distance_m(const struct geo_waters *waters, struct geo_point place)
{
    double least_m = (double)INFINITY;

    for (size_t i = 0; waters != NULL && i < waters->feature_count; i++) {
        const struct geo_waters_feature *feature = &waters->features[i];
        if (feature->kind == GEO_WATERS_PORT)
            least_m = fmin(least_m, geo_point_distance_m(feature->points[0], place));
        else if (feature->kind == GEO_WATERS_ANCHORAGE)
            least_m = fmin(least_m, geo_area_contains(feature->area, place)
                                        ? 0
                                        : geo_area_edge_distance_m(feature->area, place, 1e6));
    }
    return least_m;
}

/* A run is over: it is kept when it is an encounter. */
static void finish(struct encounters *all, const struct run *run)
{
    int64_t from_ms = all->minutes.first_ms + run->first * REPORT_MIN_MS;
    int64_t until_ms = all->minutes.first_ms + run->last * REPORT_MIN_MS;

    if (run->last - run->first < LEAST_MIN || 2 * run->slow_one <= run->minutes ||
        2 * run->slow_other <= run->minutes || until_ms < all->job->from_ms ||
        from_ms >= all->job->until_ms ||
        port_distance_m(all->job->waters, place_of(run)) < FROM_PORT_M)
        return;
    if (all->count == all->count_max) {
        size_t count_max = all->count_max == 0 ? 256 : 2 * all->count_max;
        struct run *grown = realloc(all->found, count_max * sizeof *grown);
        if (grown == NULL) {
            all->is_cut = true;
            return;
        }
        all->found = grown;
        all->count_max = count_max;
    }
    all->found[all->count++] = *run;
}

/* Ends the runs that had their last minute before one; the last of the runs moves into a gap. */
static void sweep(struct encounters *all, uint32_t before)
{
    for (size_t i = 0; i < all->run_count;) {
        struct run *run = &all->runs[i];
        if (run->last >= before) {
            i++;
            continue;
        }
        finish(all, run);
        table_remove(all->running, key_of(run));
        *run = all->runs[--all->run_count];
        if (i < all->run_count)
            table_set(all->running, key_of(run), (uint32_t)i);
    }
}

/* The way from one longitude to another, the short way round. */
static int64_t east_of(int32_t from, int32_t to)
{
    const int64_t half = (int64_t)180 * HISTORY_DEGREE;
    int64_t east = (int64_t)to - from;

    return east > half ? east - 2 * half : east < -half ? east + 2 * half : east;
}

static struct run *run_of(struct encounters *all, const struct report_minute *one,
                          const struct report_minute *other)
{
    struct run run = {.one = one->track,
                      .other = other->track,
                      .first = one->minute,
                      .last = one->minute,
                      .least_m = UINT32_MAX,
                      .longitude_min_e4 = one->longitude_min_e4,
                      .latitude_min_e4 = one->latitude_min_e4};
    uint32_t index;

    if (table_find(all->running, key_of(&run), &index)) {
        struct run *known = &all->runs[index];
        if (one->minute - known->last > HOLE_MIN) {
            finish(all, known);
            *known = run;
        }
        return known;
    }
    if (all->run_count == RUN_COUNT_MAX)
        sweep(all, one->minute > HOLE_MIN ? one->minute - HOLE_MIN : 0);
    if (all->run_count == RUN_COUNT_MAX) {
        all->is_cut = true;
        return NULL;
    }
    table_set(all->running, key_of(&run), (uint32_t)all->run_count);
    all->runs[all->run_count] = run;
    return &all->runs[all->run_count++];
}

static struct geo_point point_of(const struct report_minute *minute)
{
    return (struct geo_point){(double)minute->longitude_min_e4 / HISTORY_DEGREE,
                              (double)minute->latitude_min_e4 / HISTORY_DEGREE};
}

/* Two ships in a minute, `one` of the lower track. */
static void meet(struct encounters *all, const struct report_minute *one,
                 const struct report_minute *other)
{
    const struct report_minute_track *tracks = all->minutes.tracks;
    int64_t apart = east_of(one->longitude_min_e4, other->longitude_min_e4);

    if ((apart < 0 ? -apart : apart) > NEAR_EAST_MIN_E4 ||
        tracks[one->track].mmsi == tracks[other->track].mmsi)
        return;
    double distance_m = geo_point_distance_m(point_of(one), point_of(other));
    if (distance_m > NEAR_M)
        return;
    struct run *run = run_of(all, one, other);
    if (run == NULL)
        return;
    run->last = one->minute;
    run->minutes++;
    run->slow_one += one->speed_kn_e1 < SLOW_KN_E1;
    run->slow_other += other->speed_kn_e1 < SLOW_KN_E1;
    run->east_sum += east_of(run->longitude_min_e4, one->longitude_min_e4) +
                     east_of(run->longitude_min_e4, other->longitude_min_e4);
    run->north_sum += one->latitude_min_e4 - run->latitude_min_e4;
    run->north_sum += other->latitude_min_e4 - run->latitude_min_e4;
    if (distance_m < run->least_m)
        run->least_m = (uint32_t)(distance_m + 0.5);
}

static int by_latitude(const void *one, const void *other)
{
    const struct report_minute *a = one, *b = other;

    if (a->latitude_min_e4 != b->latitude_min_e4)
        return a->latitude_min_e4 < b->latitude_min_e4 ? -1 : 1;
    return (a->track > b->track) - (a->track < b->track);
}

/* All pairs of a minute, by a sweep from south to north. */
static void find_in_minute(struct encounters *all, struct report_minute *minutes, size_t count)
{
    qsort(minutes, count, sizeof *minutes, by_latitude);
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1;
             j < count && minutes[j].latitude_min_e4 - minutes[i].latitude_min_e4 <= NEAR_MIN_E4;
             j++) {
            bool is_first = minutes[i].track < minutes[j].track;
            meet(all, is_first ? &minutes[i] : &minutes[j], is_first ? &minutes[j] : &minutes[i]);
        }
}

static bool find(struct encounters *all)
{
    all->running = table_new(RUN_COUNT_MAX);
    all->runs = calloc(RUN_COUNT_MAX, sizeof *all->runs);
    if (all->running == NULL || all->runs == NULL || !report_minutes_sort(&all->minutes))
        return false;
    for (size_t i = 0; i < all->minutes.minute_count && !all->is_cut; i++) {
        size_t start = all->minutes.starts[i], count = all->minutes.starts[i + 1] - start;
        if (count > 1)
            find_in_minute(all, all->minutes.minutes + start, count);
    }
    sweep(all, UINT32_MAX);
    return !all->is_cut;
}

static bool take_minute(void *user, const struct report_minute *minute)
{
    struct encounters *all = user;
    return report_minutes_add(&all->minutes, minute);
}

static bool take(void *user, const struct report_track *track)
{
    struct encounters *all = user;
    struct report_marking marking = {all->minutes.first_ms, HOLE_MIN, take_minute, all};

    all->is_cut |=
        !report_minutes_add_track(&all->minutes, track) || !report_marks_each(&marking, track);
    return !all->is_cut;
}

static const struct report_figures_column day_columns[] = {{"day", REPORT_CELL_WORDS, 0},
                                                           {"encounters", REPORT_CELL_NUMBER, 0},
                                                           {"hours", REPORT_CELL_NUMBER, 1},
                                                           {"waters", REPORT_CELL_WORDS, 0},
                                                           {NULL, REPORT_CELL_WORDS, 0}};

static const struct report_figures_column encounter_columns[] = {
    {"from", REPORT_CELL_TIME, 0},          {"until", REPORT_CELL_TIME, 0},
    {"minutes", REPORT_CELL_NUMBER, 0},     {"mmsi", REPORT_CELL_NUMBER, 0},
    {"name", REPORT_CELL_WORDS, 0},         {"class", REPORT_CELL_WORDS, 0},
    {"mmsi_2", REPORT_CELL_NUMBER, 0},      {"name_2", REPORT_CELL_WORDS, 0},
    {"class_2", REPORT_CELL_WORDS, 0},      {"lon", REPORT_CELL_NUMBER, 6},
    {"lat", REPORT_CELL_NUMBER, 6},         {"least_m", REPORT_CELL_NUMBER, 0},
    {"from_port_m", REPORT_CELL_NUMBER, 0}, {NULL, REPORT_CELL_WORDS, 0}};

static const struct report_chart day_chart = {"day", "encounters", "waters"};

static int by_time(const void *one, const void *other)
{
    const struct run *a = one, *b = other;

    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    uint64_t key = key_of(a), other_key = key_of(b);
    return (key > other_key) - (key < other_key);
}

static void add_days(struct report_figures *figures, const struct encounters *all)
{
    struct report_figures_table *table =
        report_figures_table(figures, "days", "Encounters by the day they began", day_columns);
    int64_t waters =
        report_figures_words(figures, figures->waters[0] != '\0' ? figures->waters : "everywhere");

    table->chart = &day_chart;
    for (size_t i = 0, end; i < all->count; i = end) {
        int64_t day = report_day_of(all->minutes.first_ms + all->found[i].first * REPORT_MIN_MS);
        int64_t minutes = 0;
        for (end = i;
             end < all->count &&
             report_day_of(all->minutes.first_ms + all->found[end].first * REPORT_MIN_MS) == day;
             end++)
            minutes += all->found[end].last - all->found[end].first;
        const int64_t cells[] = {report_figures_day(figures, day), (int64_t)(end - i), minutes / 6,
                                 waters};
        report_figures_row(figures, table, cells);
    }
}

static void add_encounters(struct report_figures *figures, const struct encounters *all,
                           const struct report_fleet *fleet)
{
    struct report_figures_table *table =
        report_figures_table(figures, "encounters", "Each encounter", encounter_columns);

    for (size_t i = 0; i < all->count; i++) {
        const struct run *run = &all->found[i];
        int64_t from_ms = all->minutes.first_ms + run->first * REPORT_MIN_MS;
        uint32_t one = all->minutes.tracks[run->one].mmsi;
        uint32_t other = all->minutes.tracks[run->other].mmsi;
        struct report_ship first = report_fleet_at(fleet, one, from_ms);
        struct report_ship second = report_fleet_at(fleet, other, from_ms);
        struct geo_point place = place_of(run);
        double port_m = port_distance_m(all->job->waters, place);
        const int64_t cells[] = {
            from_ms,
            all->minutes.first_ms + run->last * REPORT_MIN_MS,
            run->last - run->first,
            one,
            report_figures_words(figures, first.name),
            report_figures_words(figures, report_ship_class(&first)),
            other,
            report_figures_words(figures, second.name),
            report_figures_words(figures, report_ship_class(&second)),
            report_longitude(place),
            report_latitude(place),
            run->least_m,
            isfinite(port_m) ? report_rounded(port_m) : REPORT_NONE,
        };
        report_figures_row(figures, table, cells);
    }
}

static void add_rule(struct report_figures *figures, const struct report_job *job)
{
    report_figures_init(figures, "encounters", VERSION);
    figures->title = "Encounters";
    report_job_begin(job, figures);
    report_figures_parameter(figures, "near_m", NEAR_M, 0);
    report_figures_parameter(figures, "least_min", LEAST_MIN, 0);
    report_figures_parameter(figures, "hole_min", HOLE_MIN, 0);
    report_figures_parameter(figures, "slow_kn", SLOW_KN_E1, 1);
    report_figures_parameter(figures, "from_port_m", FROM_PORT_M, 0);
    report_figures_parameter(figures, "around_h", AROUND_H, 0);
    report_figures_parameter(figures, "speed_max_kn", REPORT_SPEED_MAX_KN, 0);
    report_figures_note(figures, "An encounter is two ships that lay together, not what they did: "
                                 "tugs, pilots and bunker vessels are told by their class.");
}

bool report_encounters_make(const struct report_job *job, struct report_figures *figures,
                            struct text *reason)
{
    struct history_filter filter = {.from_ms = job->from_ms - AROUND_H * REPORT_HOUR_MS,
                                    .until_ms = job->until_ms + AROUND_H * REPORT_HOUR_MS};
    struct encounters all = {.job = job};
    struct report_taker taker = {take, &all};

    add_rule(figures, job);
    filter.from_ms -=
        ((filter.from_ms % REPORT_MIN_MS) + REPORT_MIN_MS) % REPORT_MIN_MS; /* whole minutes, UTC */
    report_minutes_init(&all.minutes, filter.from_ms);
    struct report_fleet *fleet =
        report_fleet_read(job->reader, filter.from_ms, filter.until_ms, reason);
    bool is_made = fleet != NULL &&
                   report_input_read(job->reader, &filter, &taker, &figures->input, reason) &&
                   find(&all);
    if (is_made) {
        if (all.count > 0)
            qsort(all.found, all.count, sizeof *all.found, by_time);
        add_days(figures, &all);
        add_encounters(figures, &all, fleet);
    }
    is_made = is_made && !figures->is_cut;
    if (!is_made && reason->size == 0)
        text_add(reason, "there is no memory for so much; ask for a shorter time");
    report_fleet_free(fleet);
    table_free(all.running);
    free(all.runs);
    free(all.found);
    report_minutes_release(&all.minutes);
    return is_made;
}
