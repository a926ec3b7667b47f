/* SPDX-License-Identifier: Apache-2.0 */
#include "report/passing.h"

#include "base/units.h"

#include <math.h>
#include <stdlib.h>

enum { ROUTE_POINT_COUNT_MAX = REPORT_PAIR_GATE_COUNT_MAX + 2 };

/* The way from one report to the next. */
struct step {
    uint32_t mmsi;
    int64_t from_ms;
    int64_t to_ms;
    struct geo_point from;
    struct geo_point to;
};

/* The way along some gates of a pair, from the one report to the other. */
struct route {
    size_t point_count;
    struct geo_point points[ROUTE_POINT_COUNT_MAX];
    size_t first; /* places in the pair */
    size_t last;
    double length_m;
};

void report_passings_init(struct report_passings *crossings, const struct report_gates *gates,
                          const struct geo_land *land)
{
    *crossings = (struct report_passings){.gates = gates, .land = land};
}

void report_passings_release(struct report_passings *crossings)
{
    free(crossings->crossings);
    *crossings = (struct report_passings){0};
}

static void add(struct report_passings *crossings, const struct report_passing *crossing)
{
    if (crossings->count == crossings->count_max) {
        size_t count_max = crossings->count_max == 0 ? 1024 : 2 * crossings->count_max;
        struct report_passing *grown =
            count_max <= REPORT_PASSING_COUNT_MAX
                ? realloc(crossings->crossings, count_max * sizeof *grown)
                : NULL;
        if (grown == NULL) {
            crossings->is_cut = true;
            return;
        }
        crossings->crossings = grown;
        crossings->count_max = count_max;
    }
    crossings->crossings[crossings->count++] = *crossing;
}

static struct geo_point between(struct geo_point from, struct geo_point to, double part)
{
    double east_deg = geo_wrap_deg(to.longitude_deg - from.longitude_deg);
    return (struct geo_point){geo_wrap_deg(from.longitude_deg + part * east_deg),
                              from.latitude_deg + part * (to.latitude_deg - from.latitude_deg)};
}

static int64_t time_between(const struct step *step, double part)
{
    return step->from_ms + (int64_t)floor(part * (double)(step->to_ms - step->from_ms) + 0.5);
}

static bool holds(const struct geo_waters_feature *gate, int64_t time_ms)
{
    return time_ms >= gate->valid_from_ms && time_ms < gate->valid_to_ms;
}

/* Adds the gates that the straight line crosses. */
static void cross_straight(struct report_passings *crossings, const struct step *step,
                           bool is_inferred)
{
    for (size_t i = 0; i < crossings->gates->gate_count; i++) {
        const struct report_gate *gate = &crossings->gates->gates[i];
        double part;
        int direction = geo_gate_crossed(&gate->line, step->from, step->to, &part);
        if (direction == 0 || !holds(gate->feature, time_between(step, part)))
            continue;
        add(crossings, &(struct report_passing){
                           .gate = (uint32_t)i,
                           .direction = direction > 0 ? 1 : -1,
                           .is_inferred = is_inferred,
                           .mmsi = step->mmsi,
                           .time_ms = time_between(step, part),
                           .place = between(step->from, step->to, part),
                       });
    }
}

/* Whether a ship may have kept the speeds for which a crossing is inferred. */
static bool is_likely(const struct step *step, double length_m)
{
    double seconds = (double)(step->to_ms - step->from_ms) / 1000;
    return length_m >= REPORT_INFER_MIN_KN * KNOT_MPS * seconds &&
           length_m <= REPORT_INFER_MAX_KN * KNOT_MPS * seconds;
}

static bool is_on_land(const struct report_passings *crossings, struct geo_point from,
                       struct geo_point to)
{
    return crossings->land != NULL && geo_land_is_between(crossings->land, from, to);
}

/* How often a line crosses any gate of a pair but one. */
static bool crosses_other(const struct report_passings *crossings, const struct report_pair *pair,
                          size_t but, const struct geo_point ends[static 2])
{
    double part;
    for (size_t i = 0; i < pair->gate_count; i++)
        if (i != but && geo_gate_crossed(&crossings->gates->gates[pair->gates[i]].line, ends[0],
                                         ends[1], &part) != 0)
            return true;
    return false;
}

/* On which side of a gate a place is, as the direction that leads there, along the straight line to
 * the middle of the gate prolonged beyond it: 0 where it does not tell. */
static int side_of(const struct report_gate *gate, struct geo_point place)
{
    double part;
    struct geo_point beyond = between(place, gate->middle, 1.001);
    return -geo_gate_crossed(&gate->line, place, beyond, &part);
}

/* The way from the one report to gate `first` of a pair, along its gates to `last`, and to the
 * other report. False when it is none: land or another gate lies before or behind, or it would not
 * lead through both. */
static bool find_route(const struct report_passings *crossings, const struct report_pair *pair,
                       const struct step *step, struct route *route)
{
    const struct report_gate *gates = crossings->gates->gates;
    const struct report_gate *first = &gates[pair->gates[route->first]];
    const struct report_gate *last = &gates[pair->gates[route->last]];
    int up = route->first <= route->last ? 1 : -1;
    const struct geo_point in[2] = {step->from, first->middle}, out[2] = {last->middle, step->to};

    if (side_of(first, step->from) != -up * first->towards ||
        side_of(last, step->to) != up * last->towards ||
        crosses_other(crossings, pair, route->first, in) ||
        crosses_other(crossings, pair, route->last, out) || is_on_land(crossings, in[0], in[1]) ||
        is_on_land(crossings, out[0], out[1]))
        return false;
    route->point_count = 0;
    route->points[route->point_count++] = step->from;
    for (size_t i = route->first;; i = up > 0 ? i + 1 : i - 1) {
        route->points[route->point_count++] = gates[pair->gates[i]].middle;
        if (i == route->last)
            break;
    }
    route->points[route->point_count++] = step->to;
    route->length_m = 0;
    for (size_t i = 1; i < route->point_count; i++)
        route->length_m += geo_point_distance_m(route->points[i - 1], route->points[i]);
    return is_likely(step, route->length_m);
}

static void cross_route(struct report_passings *crossings, const struct report_pair *pair,
                        const struct step *step, const struct route *route)
{
    int up = route->first <= route->last ? 1 : -1;
    double along_m = 0;

    for (size_t i = 1; i + 1 < route->point_count; i++) {
        size_t place = up > 0 ? route->first + i - 1 : route->first - (i - 1);
        const struct report_gate *gate = &crossings->gates->gates[pair->gates[place]];
        along_m += geo_point_distance_m(route->points[i - 1], route->points[i]);
        int64_t time_ms = time_between(step, along_m / route->length_m);
        if (holds(gate->feature, time_ms))
            add(crossings, &(struct report_passing){
                               .gate = (uint32_t)pair->gates[place],
                               .direction = (int8_t)(up * gate->towards),
                               .is_inferred = true,
                               .mmsi = step->mmsi,
                               .time_ms = time_ms,
                               .place = gate->middle,
                           });
    }
}

/* Where land lies on the straight line: the shortest way through gates of one pair. */
static void cross_around(struct report_passings *crossings, const struct step *step)
{
    for (size_t i = 0; i < crossings->gates->pair_count; i++) {
        const struct report_pair *pair = &crossings->gates->pairs[i];
        struct route best = {.length_m = (double)INFINITY};
        if (pair->gate_count < 2)
            continue;
        for (size_t j = 0; j < pair->gate_count * pair->gate_count; j++) {
            struct route route = {.first = j / pair->gate_count, .last = j % pair->gate_count};
            if (route.first != route.last && find_route(crossings, pair, step, &route) &&
                route.length_m < best.length_m)
                best = route;
        }
        if (best.point_count > 0)
            cross_route(crossings, pair, step, &best);
    }
}

/* The reports are far apart: she may have passed, and not been heard. */
static void infer(struct report_passings *crossings, const struct step *step)
{
    double length_m = geo_point_distance_m(step->from, step->to);

    if (step->to_ms - step->from_ms > REPORT_INFER_MAX_H * REPORT_HOUR_MS)
        return;
    if (is_on_land(crossings, step->from, step->to))
        cross_around(crossings, step);
    else if (is_likely(step, length_m))
        cross_straight(crossings, step, true);
}

bool report_passings_add(struct report_passings *crossings, const struct report_track *track)
{
    struct step step = {.mmsi = track->mmsi,
                        .to_ms = track->positions[0].time_ms,
                        .to = report_point(&track->positions[0])};

    for (size_t i = 1; i < track->count; i++) {
        step.from = step.to;
        step.from_ms = step.to_ms;
        step.to = report_point(&track->positions[i]);
        step.to_ms = track->positions[i].time_ms;
        if (step.to_ms - step.from_ms > REPORT_GAP_MIN * REPORT_MIN_MS)
            infer(crossings, &step);
        else
            cross_straight(crossings, &step, false);
    }
    return !crossings->is_cut;
}
