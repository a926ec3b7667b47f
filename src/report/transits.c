/* SPDX-License-Identifier: Apache-2.0 */
#include "report/transits.h"

#include <stdlib.h>

/* A crossing with whose it is; of a pair, its end. */
struct event {
    const struct report_passing *crossing;
    uint64_t identity;
};

static void keep(struct report_transits *all, const struct report_transit *passage)
{
    if (all->count == all->count_max) {
        size_t count_max = all->count_max == 0 ? 1024 : 2 * all->count_max;
        struct report_transit *grown = realloc(all->transits, count_max * sizeof *grown);
        if (grown == NULL) {
            all->is_cut = true;
            return;
        }
        all->transits = grown;
        all->count_max = count_max;
    }
    all->transits[all->count++] = *passage;
}

static struct report_transit passage_of(const struct event *event, size_t line,
                                        enum report_fate fate)
{
    return (struct report_transit){
        .line = line,
        .direction = event->crossing->direction,
        .fate = fate == REPORT_OBSERVED && event->crossing->is_inferred ? REPORT_INFERRED : fate,
        .identity = event->identity,
        .mmsi = event->crossing->mmsi,
        .time_ms = event->crossing->time_ms,
        .place = event->crossing->place,
    };
}

/* Crossings of one gate by one ship: what goes back soon has turned back, what comes again the same
 * way soon is the same. */
static void judge_gate(struct report_transits *all, size_t gate, const struct event *events,
                       size_t count)
{
    const struct event *last = NULL;

    for (size_t i = 0; i < count; i++) {
        const struct event *event = &events[i];
        if (event->crossing->gate != gate)
            continue;
        int64_t since_ms = last != NULL ? event->crossing->time_ms - last->crossing->time_ms : 0;
        bool is_same = last != NULL && event->crossing->direction == last->crossing->direction;
        if (is_same && since_ms < REPORT_AGAIN_H * REPORT_HOUR_MS)
            continue;
        bool is_back = last != NULL && !is_same && since_ms < REPORT_BACK_H * REPORT_HOUR_MS;
        if (last != NULL) {
            struct report_transit passage =
                passage_of(last, gate, is_back ? REPORT_TURNED_BACK : REPORT_OBSERVED);
            keep(all, &passage);
        }
        last = is_back ? NULL : event;
    }
    if (last != NULL) {
        struct report_transit passage = passage_of(last, gate, REPORT_OBSERVED);
        keep(all, &passage);
    }
}

/* Keeps the passage of a pair, unless it is the last one of the same ship again. */
static void keep_of_pair(struct report_transits *all, const struct report_transit *passage,
                         size_t first)
{
    for (size_t i = all->count; i > first; i--) {
        const struct report_transit *before = &all->transits[i - 1];
        if (before->fate > REPORT_INFERRED)
            continue;
        if (passage->fate <= REPORT_INFERRED && before->direction == passage->direction &&
            passage->time_ms - before->time_ms < REPORT_AGAIN_H * REPORT_HOUR_MS)
            return;
        break;
    }
    keep(all, passage);
}

/* Crossings of the first and the last gate of a pair by one ship: in through the one and out
 * through the other is a passage. */
static void judge_pair(struct report_transits *all, size_t index, const struct event *events,
                       size_t count)
{
    const struct report_pair *pair = &all->gates.pairs[index];
    size_t ends[2] = {pair->gates[0], pair->gates[pair->gate_count - 1]};
    size_t line = all->gates.gate_count + index, first = all->count;
    const struct event *in = NULL;

    for (size_t i = 0; i < count; i++) {
        const struct report_passing *crossing = events[i].crossing;
        if (crossing->gate != ends[0] && crossing->gate != ends[1])
            continue;
        bool is_up = crossing->direction == all->gates.gates[crossing->gate].towards;
        if (is_up == (crossing->gate == ends[0])) {
            in = &events[i];
            continue;
        }
        if (in == NULL)
            continue; /* she was between the gates when she was first heard */
        bool is_back = in->crossing->gate == crossing->gate;
        bool is_long =
            crossing->time_ms - in->crossing->time_ms > REPORT_THROUGH_H * REPORT_HOUR_MS;
        struct report_transit passage = passage_of(&events[i], line,
                                                   is_back   ? REPORT_TURNED_BACK
                                                   : is_long ? REPORT_STAYED
                                                             : REPORT_OBSERVED);
        if (passage.fate == REPORT_OBSERVED && in->crossing->is_inferred)
            passage.fate = REPORT_INFERRED;
        passage.direction = is_up != is_back ? 1 : -1; /* who turned back had come the other way */
        keep_of_pair(all, &passage, first);
        in = NULL;
    }
}

/* PortWatch's rule: of what passed, a ship once in 48 hours, whichever way; what did not counts
 * nowhere. */
static void keep_once(struct report_transits *all)
{
    const struct report_transit *last = NULL;
    size_t kept = 0;

    for (size_t i = 0; i < all->count; i++) {
        struct report_transit *passage = &all->transits[i];
        bool is_hers =
            last != NULL && last->line == passage->line && last->identity == passage->identity;
        if (passage->fate > REPORT_INFERRED ||
            (is_hers && passage->time_ms - last->time_ms < REPORT_ONCE_H * REPORT_HOUR_MS))
            continue;
        passage->direction = 0;
        all->transits[kept] = *passage;
        last = &all->transits[kept++];
    }
    all->count = kept;
}

static int by_ship(const void *one, const void *other)
{
    const struct event *a = one, *b = other;

    if (a->identity != b->identity)
        return a->identity < b->identity ? -1 : 1;
    if (a->crossing->time_ms != b->crossing->time_ms)
        return a->crossing->time_ms < b->crossing->time_ms ? -1 : 1;
    if (a->crossing->gate != b->crossing->gate)
        return a->crossing->gate < b->crossing->gate ? -1 : 1;
    if (a->crossing->mmsi != b->crossing->mmsi)
        return a->crossing->mmsi < b->crossing->mmsi ? -1 : 1;
    if (a->crossing->direction != b->crossing->direction)
        return a->crossing->direction < b->crossing->direction ? -1 : 1;
    return (a->crossing > b->crossing) - (a->crossing < b->crossing);
}

static int by_line(const void *one, const void *other)
{
    const struct report_transit *a = one, *b = other;

    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->identity != b->identity)
        return a->identity < b->identity ? -1 : 1;
    if (a->time_ms != b->time_ms)
        return a->time_ms < b->time_ms ? -1 : 1;
    if (a->direction != b->direction)
        return a->direction < b->direction ? -1 : 1;
    return (a->mmsi > b->mmsi) - (a->mmsi < b->mmsi);
}

static int by_time(const void *one, const void *other)
{
    const struct report_transit *a = one, *b = other;

    if (a->time_ms != b->time_ms)
        return a->time_ms < b->time_ms ? -1 : 1;
    return by_line(one, other);
}

static void judge_ship(struct report_transits *all, const struct event *events, size_t count)
{
    for (size_t gate = 0; gate < all->gates.gate_count; gate++)
        judge_gate(all, gate, events, count);
    for (size_t pair = 0; pair < all->gates.pair_count; pair++)
        if (all->gates.pairs[pair].gate_count > 1)
            judge_pair(all, pair, events, count);
}

static bool judge(struct report_transits *all)
{
    size_t count = all->crossings.count, kept = 0;
    struct event *events = calloc(count + 1, sizeof *events);
    if (events == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct report_passing *crossing = &all->crossings.crossings[i];
        struct report_ship ship = report_fleet_at(all->ships, crossing->mmsi, crossing->time_ms);
        events[i] = (struct event){crossing, report_ship_identity(&ship, crossing->mmsi)};
    }
    qsort(events, count, sizeof *events, by_ship);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && events[end].identity == events[i].identity;)
            end++;
        judge_ship(all, events + i, end - i);
    }
    free(events);
    if (all->count > 0)
        qsort(all->transits, all->count, sizeof *all->transits, by_line);
    if (all->job->counts_once)
        keep_once(all);
    for (size_t i = 0; i < all->count; i++)
        if (all->transits[i].time_ms >= all->job->from_ms &&
            all->transits[i].time_ms < all->job->until_ms)
            all->transits[kept++] = all->transits[i];
    all->count = kept;
    if (kept > 0)
        qsort(all->transits, kept, sizeof *all->transits, by_time);
    return !all->is_cut;
}

const char *report_transits_line(const struct report_transits *all, size_t line)
{
    return line < all->gates.gate_count ? all->gates.gates[line].feature->id
                                        : all->gates.pairs[line - all->gates.gate_count].id;
}

/* The eighth of the compass to which a direction through a gate leads, or from the first gate of a
 * pair to its last. */
const char *report_transits_direction(const struct report_transits *all, size_t line, int direction)
{
    static const char *const eighths[] = {"N", "NE", "E", "SE", "S", "SW", "W", "NW"};
    double course_deg;

    if (direction == 0)
        return "any";
    if (line < all->gates.gate_count) {
        const struct geo_gate *gate = &all->gates.gates[line].line;
        course_deg = geo_point_bearing_deg(gate->points[0], gate->points[gate->point_count - 1]) +
                     90; /* to starboard */
    } else {
        const struct report_pair *pair = &all->gates.pairs[line - all->gates.gate_count];
        course_deg =
            geo_point_bearing_deg(all->gates.gates[pair->gates[0]].middle,
                                  all->gates.gates[pair->gates[pair->gate_count - 1]].middle);
    }
    course_deg = geo_course_deg(course_deg + (direction < 0 ? 180 : 0));
    return eighths[(size_t)(course_deg / 45 + 0.5) % 8];
}

static bool take(void *user, const struct report_track *track)
{
    struct report_transits *all = user;
    return report_passings_add(&all->crossings, track);
}

bool report_transits_find(const struct report_job *job, struct report_transits *all,
                          struct report_input *input, struct text *reason)
{
    struct history_filter filter = {
        .from_ms = job->from_ms - REPORT_BEFORE_H * REPORT_HOUR_MS,
        .until_ms = job->until_ms + REPORT_BACK_H * REPORT_HOUR_MS,
    };
    struct report_taker taker = {take, all};

    *all = (struct report_transits){.job = job};
    if (job->waters == NULL) {
        text_add(reason, "it needs waters with gates");
        return false;
    }
    if (!report_gates_find(job->waters, &all->gates, reason))
        return false;
    report_passings_init(&all->crossings, &all->gates, job->waters->land);
    all->ships = report_fleet_read(job->reader, filter.from_ms, filter.until_ms, reason);
    size_t size = reason->size;
    bool is_found = all->ships != NULL &&
                    report_input_read(job->reader, &filter, &taker, input, reason) && judge(all);
    if (!is_found && reason->size == size && all->ships != NULL)
        text_add(reason, "there is no memory");
    if (!is_found)
        report_transits_release(all);
    return is_found;
}

void report_transits_release(struct report_transits *all)
{
    report_passings_release(&all->crossings);
    report_fleet_free(all->ships);
    free(all->transits);
    *all = (struct report_transits){0};
}
