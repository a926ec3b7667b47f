/* SPDX-License-Identifier: Apache-2.0 */
#include "report/silences.h"

#include "base/units.h"
#include "report/calls.h"
#include "report/minutes.h"

#include <math.h>
#include <stdlib.h>

enum {
    VERSION = 1,
    LEAST_MIN = 10,     /* shorter is none */
    LEAST_MISSED = 80,  /* reports that would have been heard */
    ALONE_MISSED = 200, /* where no neighbour can tell, */
    ALONE_MIN = 20,     /* and so long */
    OWN_MIN = 15,       /* before the silence: her own reception */
    OWN_LEAST_MIN = 5,  /* heard at least so long before */
    HOUR_MIN = 60,      /* before: the reception there; of the silence no more is compared */
    NEAR_M = 9260,      /* 5 nautical miles: neighbours */
    BEFORE_H = 2,       /* what is looked at before the period */
    AFTER_H = 24,       /* and after */
};

static const double WEAK = 0.35; /* less of the reports heard: she may just not be */
static const double HALF = 0.5;  /* of the neighbours' own reception before */

enum cause { DARK, DARK_ALONE, OUTAGE, LEFT_COVERAGE, IN_PORT, CAUSE_COUNT };

static const char *const cause_names[CAUSE_COUNT] = {"dark", "dark, no neighbour", "outage",
                                                     "left coverage", "in port"};

struct silence {
    uint32_t mmsi;
    uint32_t track;
    struct report_position last;
    struct report_position next; /* the first one again */
    bool is_over;
    double interval_s;
    double own;       /* part of her reports heard before */
    double there;     /* part of the neighbours' heard before; NAN: none */
    double meanwhile; /* of the same neighbours', during it */
    uint32_t neighbour_count;
    double missed; /* reports */
    enum cause cause;
    int64_t raised_ms;
};

struct silences {
    const struct report_job *job;
    struct report_minutes minutes;
    int64_t end_ms; /* of what is known */
    bool is_cut;
    size_t count;
    size_t count_max;
    struct silence *silences;
};

double report_interval_s(enum history_class class_of, const struct report_position *position)
{
    enum { AT_ANCHOR = 1, MOORED = 5, KN2 = 20, KN3 = 30, KN14 = 140, KN23 = 230 };
    unsigned speed = position->speed_kn_e1 == HISTORY_NO_SPEED ? 0 : position->speed_kn_e1;

    if (class_of == HISTORY_CLASS_B)
        return speed > KN2 ? 30 : 180;
    if ((position->status == AT_ANCHOR || position->status == MOORED) && speed <= KN3)
        return 180;
    return speed <= KN14 ? 10 : speed <= KN23 ? 6 : 2;
}

/* Part of the reports between two that were heard in the minutes before the last one; NAN when she
 * was not heard for long enough. */
static double own_reception(const struct report_track *track, size_t last, double interval_s)
{
    const struct report_position *positions = track->positions;
    int64_t from_ms = positions[last].time_ms - OWN_MIN * REPORT_MIN_MS;
    size_t first = last;

    while (first > 0 && positions[first - 1].time_ms >= from_ms)
        first--;
    double heard_s = first > 0 ? OWN_MIN * 60.0
                               : (double)(positions[last].time_ms - positions[0].time_ms) / 1000;
    if (heard_s < OWN_LEAST_MIN * 60)
        return (double)NAN;
    return fmin((double)(last - first) * interval_s / heard_s, 1);
}

static void keep(struct silences *all, const struct silence *silence)
{
    if (all->count == all->count_max) {
        size_t count_max = all->count_max == 0 ? 1024 : 2 * all->count_max;
        struct silence *grown = realloc(all->silences, count_max * sizeof *grown);
        if (grown == NULL) {
            all->is_cut = true;
            return;
        }
        all->silences = grown;
        all->count_max = count_max;
    }
    all->silences[all->count++] = *silence;
}

/* Keeps the silence behind a position, when it is long enough to be looked at. */
static void look(struct silences *all, const struct report_track *track, size_t last)
{
    struct silence silence = {
        .mmsi = track->mmsi,
        .track = (uint32_t)(all->minutes.track_count - 1),
        .last = track->positions[last],
        .is_over = last + 1 < track->count,
        .interval_s = report_interval_s(track->class_of, &track->positions[last]),
    };
    int64_t until_ms = all->end_ms;

    if (silence.is_over) {
        silence.next = track->positions[last + 1];
        until_ms = silence.next.time_ms;
    }
    double silent_s = (double)(until_ms - silence.last.time_ms) / 1000;
    if (silent_s < LEAST_MIN * 60 || silent_s < LEAST_MISSED * silence.interval_s ||
        until_ms <= all->job->from_ms || silence.last.time_ms >= all->job->until_ms)
        return;
    silence.own = own_reception(track, last, silence.interval_s);
    silence.missed = silence.own * silent_s / silence.interval_s;
    if (silence.own >= WEAK && silence.missed >= LEAST_MISSED)
        keep(all, &silence);
}

/* The minutes of a track, and its silences. */
static bool take(void *user, const struct report_track *track)
{
    struct silences *all = user;
    bool is_kept = report_minutes_add_track(&all->minutes, track);

    for (size_t i = 0, end; i < track->count && is_kept; i = end) {
        const struct report_position *position = &track->positions[i];
        int64_t minute = (position->time_ms - all->minutes.first_ms) / REPORT_MIN_MS;
        for (end = i + 1; end < track->count; end++)
            if ((track->positions[end].time_ms - all->minutes.first_ms) / REPORT_MIN_MS != minute)
                break;
        is_kept = report_minutes_add(
            &all->minutes,
            &(struct report_minute){
                .minute = (uint32_t)minute,
                .longitude_min_e4 = position->longitude_min_e4,
                .latitude_min_e4 = position->latitude_min_e4,
                /* How often she should be heard in it, for here the speed is not wanted. */
                .speed_kn_e1 = (uint16_t)report_interval_s(track->class_of, position),
                .heard_count = (uint16_t)(end - i < UINT16_MAX ? end - i : UINT16_MAX),
            });
    }
    for (size_t i = 0; i < track->count; i++)
        look(all, track, i);
    all->is_cut |= !is_kept;
    return !all->is_cut;
}

/* Where she would have been, after so long. */
static struct geo_point predicted(const struct silence *silence, double seconds)
{
    const struct report_position *last = &silence->last;
    struct geo_point place = report_point(last);

    if (last->speed_kn_e1 == HISTORY_NO_SPEED || last->course_deg_e1 >= HISTORY_NO_COURSE)
        return place;
    return geo_point_moved(place,
                           geo_offset_along((double)last->course_deg_e1 / 10,
                                            (double)last->speed_kn_e1 / 10 * KNOT_MPS * seconds));
}

/* What was heard of a neighbour. */
struct neighbour {
    uint32_t stamp; /* of the silence that it is a neighbour of */
    double interval_s;
    uint32_t first_minute; /* near */
    uint32_t last_minute;
    double before; /* reports */
    double meanwhile;
};

struct looking {
    struct silences *all;
    struct neighbour *neighbours; /* by track */
    uint32_t *near;               /* tracks that are neighbours of the silence at hand */
    size_t near_count;
    uint32_t stamp;
};

/* Minutes of the silence before it began, from the hour before it on: who was near? */
static void find_neighbours(struct looking *looking, const struct silence *silence,
                            struct geo_point place, uint32_t first, uint32_t last)
{
    const struct report_minutes *minutes = &looking->all->minutes;
    const double lat_min_e4 = place.latitude_deg * HISTORY_DEGREE;
    const double reach_min_e4 = (double)NEAR_M / 1850 * 10000 * 1.02;

    looking->near_count = 0;
    looking->stamp++;
    for (size_t i = minutes->starts[first]; i < minutes->starts[last]; i++) {
        const struct report_minute *minute = &minutes->minutes[i];
        struct neighbour *neighbour = &looking->neighbours[minute->track];
        if (minute->track == silence->track ||
            minutes->tracks[minute->track].mmsi == silence->mmsi ||
            fabs(minute->latitude_min_e4 - lat_min_e4) > reach_min_e4)
            continue;
        struct geo_point point = {(double)minute->longitude_min_e4 / HISTORY_DEGREE,
                                  (double)minute->latitude_min_e4 / HISTORY_DEGREE};
        if (geo_point_distance_m(place, point) > NEAR_M)
            continue;
        if (neighbour->stamp != looking->stamp) {
            *neighbour =
                (struct neighbour){.stamp = looking->stamp, .first_minute = minute->minute};
            looking->near[looking->near_count++] = minute->track;
        }
        neighbour->last_minute = minute->minute;
        neighbour->before += minute->heard_count;
        neighbour->interval_s = minute->speed_kn_e1;
    }
}

/* Compares neighbours before and during a silence, until minute `end`: those that were heard near
 * shortly before it. */
static void compare(struct looking *looking, struct silence *silence, uint32_t begin, uint32_t end)
{
    const struct report_minutes *minutes = &looking->all->minutes;
    double expected = 0, heard = 0, expected_then = 0, heard_then = 0;

    for (size_t i = minutes->starts[begin + 1]; i < minutes->starts[end]; i++) {
        struct neighbour *neighbour = &looking->neighbours[minutes->minutes[i].track];
        if (neighbour->stamp == looking->stamp)
            neighbour->meanwhile += minutes->minutes[i].heard_count;
    }
    for (size_t i = 0; i < looking->near_count; i++) {
        const struct neighbour *neighbour = &looking->neighbours[looking->near[i]];
        if (neighbour->last_minute + OWN_MIN < begin)
            continue;
        double before = (neighbour->last_minute + 1 - neighbour->first_minute) * 60.0;
        double during = (end - begin - 1) * 60.0;
        silence->neighbour_count++;
        expected += before / neighbour->interval_s;
        heard += fmin(neighbour->before, before / neighbour->interval_s);
        expected_then += during / neighbour->interval_s;
        heard_then += fmin(neighbour->meanwhile, during / neighbour->interval_s);
    }
    silence->there = expected > 0 ? heard / expected : (double)NAN;
    silence->meanwhile = expected_then > 0 ? heard_then / expected_then : (double)NAN;
}

static bool is_in_port(const struct geo_waters *waters, struct geo_point point)
{
    for (size_t i = 0; waters != NULL && i < waters->feature_count; i++) {
        const struct geo_waters_feature *place = &waters->features[i];
        if (place->kind == GEO_WATERS_PORT &&
            geo_point_distance_m(place->points[0], point) <= REPORT_CALL_ENTER_M)
            return true;
        if (place->kind == GEO_WATERS_ANCHORAGE && geo_area_contains(place->area, point))
            return true;
    }
    return false;
}

/* Why she is not heard, by her neighbours; false when it need not be anything. */
static bool judge(struct silence *silence, const struct geo_waters *waters, struct geo_point place,
                  double silent_s)
{
    double part = 1, least = LEAST_MISSED;

    if (is_in_port(waters, place)) {
        silence->cause = IN_PORT;
    } else if (isnan(silence->there) || isnan(silence->meanwhile)) {
        silence->cause = DARK_ALONE;
        least = ALONE_MISSED;
        if (silence->missed < ALONE_MISSED || silent_s < ALONE_MIN * 60)
            return false;
    } else if (silence->there < WEAK) {
        silence->cause = LEFT_COVERAGE;
    } else if (silence->meanwhile <= HALF * silence->there) {
        silence->cause = OUTAGE;
    } else {
        silence->cause = DARK;
        part = fmin(silence->meanwhile / silence->there, 1);
        silence->missed *= part;
    }
    /* At the first whole minute of it at which enough was missed. */
    double raised_s = least * silence->interval_s / (silence->own * part);
    int64_t minute = (int64_t)ceil(fmax(raised_s, LEAST_MIN * 60) / 60 - 1e-9);
    silence->raised_ms = silence->last.time_ms + minute * REPORT_MIN_MS;
    return silence->missed >= LEAST_MISSED;
}

/* Judges all silences; those that are none are left out. */
static bool judge_all(struct silences *all)
{
    struct report_minutes *minutes = &all->minutes;
    struct looking looking = {.all = all};
    size_t kept = 0;

    looking.neighbours = calloc(minutes->track_count + 1, sizeof *looking.neighbours);
    looking.near = calloc(minutes->track_count + 1, sizeof *looking.near);
    bool is_ready = looking.neighbours != NULL && looking.near != NULL;
    for (size_t i = 0; i < all->count && is_ready; i++) {
        struct silence silence = all->silences[i];
        int64_t until_ms = silence.is_over ? silence.next.time_ms : all->end_ms;
        double silent_s = (double)(until_ms - silence.last.time_ms) / 1000;
        double seen_s =
            fmin(fmin(silent_s, LEAST_MISSED * silence.interval_s / silence.own), HOUR_MIN * 60);
        struct geo_point place = predicted(&silence, seen_s / 2);
        uint32_t begin = (uint32_t)((silence.last.time_ms - minutes->first_ms) / REPORT_MIN_MS);
        uint32_t first = begin > HOUR_MIN ? begin - HOUR_MIN : 0;
        size_t end = begin + 1 + (size_t)(seen_s / 60);
        end = end > minutes->minute_count ? minutes->minute_count : end;
        end = end > begin + 1 ? end : begin + 1;
        find_neighbours(&looking, &silence, place, first, begin);
        compare(&looking, &silence, begin, (uint32_t)end);
        if (judge(&silence, all->job->waters, place, silent_s))
            all->silences[kept++] = silence;
    }
    free(looking.neighbours);
    free(looking.near);
    all->count = kept;
    return is_ready;
}

static const struct report_figures_column total_columns[] = {{"cause", REPORT_CELL_WORDS, 0},
                                                             {"silences", REPORT_CELL_NUMBER, 0},
                                                             {"ships", REPORT_CELL_NUMBER, 0},
                                                             {NULL, REPORT_CELL_WORDS, 0}};

static const struct report_figures_column day_columns[] = {{"day", REPORT_CELL_WORDS, 0},
                                                           {"cause", REPORT_CELL_WORDS, 0},
                                                           {"silences", REPORT_CELL_NUMBER, 0},
                                                           {NULL, REPORT_CELL_WORDS, 0}};

static const struct report_figures_column silence_columns[] = {
    {"from", REPORT_CELL_TIME, 0},        {"until", REPORT_CELL_TIME, 0},
    {"minutes", REPORT_CELL_NUMBER, 0},   {"cause", REPORT_CELL_WORDS, 0},
    {"raised", REPORT_CELL_TIME, 0},      {"mmsi", REPORT_CELL_NUMBER, 0},
    {"name", REPORT_CELL_WORDS, 0},       {"class", REPORT_CELL_WORDS, 0},
    {"lon", REPORT_CELL_NUMBER, 6},       {"lat", REPORT_CELL_NUMBER, 6},
    {"lon_after", REPORT_CELL_NUMBER, 6}, {"lat_after", REPORT_CELL_NUMBER, 6},
    {"moved_m", REPORT_CELL_NUMBER, 0},   {"missed", REPORT_CELL_NUMBER, 0},
    {"own", REPORT_CELL_NUMBER, 2},       {"neighbours", REPORT_CELL_NUMBER, 0},
    {"there", REPORT_CELL_NUMBER, 2},     {"meanwhile", REPORT_CELL_NUMBER, 2},
    {NULL, REPORT_CELL_WORDS, 0}};

static const struct report_chart day_chart = {"day", "silences", "cause"};

static int by_time(const void *one, const void *other)
{
    const struct silence *a = one, *b = other;

    if (a->last.time_ms != b->last.time_ms)
        return a->last.time_ms < b->last.time_ms ? -1 : 1;
    return (a->track > b->track) - (a->track < b->track);
}

static int by_cause(const void *one, const void *other)
{
    const struct silence *a = one, *b = other;

    if (a->cause != b->cause)
        return a->cause < b->cause ? -1 : 1;
    if (a->mmsi != b->mmsi)
        return a->mmsi < b->mmsi ? -1 : 1;
    return by_time(one, other);
}

static void add_totals(struct report_figures *figures, const struct silences *all)
{
    struct report_figures_table *table =
        report_figures_table(figures, "totals", "Silences in all", total_columns);

    for (size_t i = 0, end; i < all->count; i = end) {
        int64_t ships = 0;
        for (end = i; end < all->count && all->silences[end].cause == all->silences[i].cause; end++)
            ships += end == i || all->silences[end].mmsi != all->silences[end - 1].mmsi;
        const int64_t cells[] = {report_figures_words(figures, cause_names[all->silences[i].cause]),
                                 (int64_t)(end - i), ships};
        report_figures_row(figures, table, cells);
    }
}

static void add_days(struct report_figures *figures, const struct silences *all)
{
    struct report_figures_table *table =
        report_figures_table(figures, "days", "Silences by the day they began", day_columns);

    table->chart = &day_chart;
    for (size_t i = 0, end; i < all->count; i = end) {
        int64_t counts[CAUSE_COUNT] = {0}, day = report_day_of(all->silences[i].last.time_ms);
        for (end = i; end < all->count && report_day_of(all->silences[end].last.time_ms) == day;
             end++)
            counts[all->silences[end].cause]++;
        for (size_t cause = 0; cause < CAUSE_COUNT; cause++) {
            const int64_t cells[] = {report_figures_day(figures, day),
                                     report_figures_words(figures, cause_names[cause]),
                                     counts[cause]};
            report_figures_row(figures, table, cells);
        }
    }
}

static int64_t hundredths(double part)
{
    return isnan(part) ? REPORT_NONE : report_rounded(part * 100);
}

static void add_silence(struct report_figures *figures, struct report_figures_table *table,
                        const struct silences *all, const struct silence *silence,
                        const struct report_ship *ship)
{
    struct geo_point from = report_point(&silence->last), to = report_point(&silence->next);
    int64_t until_ms = silence->is_over ? silence->next.time_ms : all->end_ms;
    const int64_t cells[] = {
        silence->last.time_ms,
        silence->is_over ? until_ms : REPORT_NONE,
        (until_ms - silence->last.time_ms) / REPORT_MIN_MS,
        report_figures_words(figures, cause_names[silence->cause]),
        silence->raised_ms,
        silence->mmsi,
        report_figures_words(figures, ship->name),
        report_figures_words(figures, report_ship_class(ship)),
        report_longitude(from),
        report_latitude(from),
        silence->is_over ? report_longitude(to) : REPORT_NONE,
        silence->is_over ? report_latitude(to) : REPORT_NONE,
        silence->is_over ? report_rounded(geo_point_distance_m(from, to)) : REPORT_NONE,
        report_rounded(silence->missed),
        hundredths(silence->own),
        silence->neighbour_count,
        hundredths(silence->there),
        hundredths(silence->meanwhile),
    };

    report_figures_row(figures, table, cells);
}

static void add_tables(struct report_figures *figures, struct silences *all,
                       const struct report_fleet *fleet)
{
    if (all->count > 0)
        qsort(all->silences, all->count, sizeof *all->silences, by_cause);
    add_totals(figures, all);
    if (all->count > 0)
        qsort(all->silences, all->count, sizeof *all->silences, by_time);
    add_days(figures, all);
    struct report_figures_table *table =
        report_figures_table(figures, "silences", "Each silence", silence_columns);
    for (size_t i = 0; i < all->count; i++) {
        const struct silence *silence = &all->silences[i];
        struct report_ship ship = report_fleet_at(fleet, silence->mmsi, silence->last.time_ms);
        add_silence(figures, table, all, silence, &ship);
    }
}

static void add_rule(struct report_figures *figures, const struct report_job *job)
{
    report_figures_init(figures, "silences", VERSION);
    figures->title = "Silences";
    report_job_begin(job, figures);
    report_figures_parameter(figures, "least_min", LEAST_MIN, 0);
    report_figures_parameter(figures, "least_missed", LEAST_MISSED, 0);
    report_figures_parameter(figures, "alone_missed", ALONE_MISSED, 0);
    report_figures_parameter(figures, "alone_min", ALONE_MIN, 0);
    report_figures_parameter(figures, "own_min", OWN_MIN, 0);
    report_figures_parameter(figures, "compared_min", HOUR_MIN, 0);
    report_figures_parameter(figures, "near_m", NEAR_M, 0);
    report_figures_parameter(figures, "weak", hundredths(WEAK), 2);
    report_figures_parameter(figures, "half", hundredths(HALF), 2);
    report_figures_parameter(figures, "before_h", BEFORE_H, 0);
    report_figures_parameter(figures, "after_h", AFTER_H, 0);
    report_figures_parameter(figures, "speed_max_kn", REPORT_SPEED_MAX_KN, 0);
    report_figures_note(figures, "Dark: not heard while her neighbours were. That she was switched "
                                 "off is one reason; loss of power, sinking, another MMSI and a "
                                 "ship between are others.");
}

bool report_silences_make(const struct report_job *job, struct report_figures *figures,
                          struct text *reason)
{
    struct history_filter filter = {.from_ms = job->from_ms - BEFORE_H * REPORT_HOUR_MS,
                                    .until_ms = job->until_ms + AFTER_H * REPORT_HOUR_MS};
    struct silences all = {.job = job};
    struct report_taker taker = {take, &all};
    int64_t first_ms, last_ms;

    add_rule(figures, job);
    if (!history_reader_period(job->reader, &first_ms, &last_ms)) {
        text_add(reason, "the store is empty");
        return false;
    }
    all.end_ms = last_ms < filter.until_ms ? last_ms : filter.until_ms;
    report_minutes_init(&all.minutes, filter.from_ms);
    struct report_fleet *fleet =
        report_fleet_read(job->reader, filter.from_ms, filter.until_ms, reason);
    bool is_made = fleet != NULL &&
                   report_input_read(job->reader, &filter, &taker, &figures->input, reason) &&
                   report_minutes_sort(&all.minutes) && judge_all(&all);
    if (is_made)
        add_tables(figures, &all, fleet);
    is_made = is_made && !all.is_cut && !figures->is_cut;
    if (!is_made && reason->size == 0)
        text_add(reason, "there is no memory for so much; ask for a shorter time");
    report_fleet_free(fleet);
    report_minutes_release(&all.minutes);
    free(all.silences);
    return is_made;
}
