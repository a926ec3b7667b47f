/* SPDX-License-Identifier: Apache-2.0 */
#include "server/way.h"

#include "geo/point.h"
#include "history/gather.h"

#include <math.h>
#include <stdlib.h>

struct server_way *server_way_new(void)
{
    struct server_way *way = calloc(1, sizeof *way);

    if (way == NULL)
        return NULL;
    way->positions = malloc(SERVER_WAY_COUNT_MAX * sizeof *way->positions);
    way->stack = malloc(2 * SERVER_WAY_COUNT_MAX * sizeof *way->stack);
    way->is_kept = malloc(SERVER_WAY_COUNT_MAX * sizeof *way->is_kept);
    if (way->positions != NULL && way->stack != NULL && way->is_kept != NULL)
        return way;
    server_way_free(way);
    return NULL;
}

void server_way_free(struct server_way *way)
{
    if (way == NULL)
        return;
    free(way->positions);
    free(way->stack);
    free(way->is_kept);
    free(way);
}

void server_way_clear(struct server_way *way, enum history_class class_of)
{
    way->count = 0;
    way->gap_ms =
        class_of == HISTORY_CLASS_LONG_RANGE ? SERVER_WAY_LONG_RANGE_GAP_MS : SERVER_WAY_GAP_MS;
}

bool server_way_add(struct server_way *way, const struct history_columns *columns, uint32_t index)
{
    struct history_values values = history_gather_values(columns, index);
    int64_t time_ms = columns->time_ms[index];

    if (!history_values_have_place(&values))
        return true;
    if (way->count == SERVER_WAY_COUNT_MAX)
        return false;
    way->positions[way->count] = (struct server_way_position){
        .time_ms = time_ms,
        .longitude_min_e4 = values.longitude_min_e4,
        .latitude_min_e4 = values.latitude_min_e4,
        .speed_kn_e1 = values.speed_kn_e1,
        .course_deg_e1 = values.course_deg_e1,
        .heading_deg = values.heading_deg,
        .status = values.status,
        .has_gap = way->count > 0 && time_ms - way->positions[way->count - 1].time_ms > way->gap_ms,
    };
    way->count++;
    return true;
}

static struct geo_point point_of(const struct server_way_position *position)
{
    return (struct geo_point){(double)position->longitude_min_e4 / HISTORY_DEGREE,
                              (double)position->latitude_min_e4 / HISTORY_DEGREE};
}

static bool is_inside(const struct server_way_position *position, const struct geo_box *box)
{
    struct geo_point point = point_of(position);
    return geo_box_contains(box, point.longitude_deg, point.latitude_deg);
}

/* Leaves out what is not kept; a gap before it is then before what follows. */
static void leave_out(struct server_way *way)
{
    size_t kept = 0;
    bool has_gap = false;

    for (size_t i = 0; i < way->count; i++) {
        has_gap |= way->positions[i].has_gap;
        if (!way->is_kept[i])
            continue;
        way->positions[kept] = way->positions[i];
        way->positions[kept].has_gap = has_gap && kept > 0;
        has_gap = false;
        kept++;
    }
    way->count = kept;
}

void server_way_clip(struct server_way *way, const struct geo_box *box)
{
    for (size_t i = 0; i < way->count; i++)
        way->is_kept[i] = false;
    for (size_t i = 0; i < way->count; i++) {
        if (!is_inside(&way->positions[i], box))
            continue;
        way->is_kept[i] = true;
        if (i > 0)
            way->is_kept[i - 1] = true;
        if (i + 1 < way->count)
            way->is_kept[i + 1] = true;
    }
    /* Where it was outside in between, nothing is told of the way. */
    for (size_t i = 1; i < way->count; i++)
        if (!way->is_kept[i - 1] && way->is_kept[i])
            way->positions[i].has_gap = true;
    leave_out(way);
}

/* How far a position is from where a ship would be at its time that goes straight from `first` to
 * `last`. */
static double distance_m(const struct server_way *way, size_t first, size_t last, size_t index)
{
    const struct server_way_position *from = &way->positions[first], *to = &way->positions[last];
    struct geo_point begin = point_of(from), end = point_of(to);
    int64_t whole_ms = to->time_ms - from->time_ms;
    double part = whole_ms > 0
                      ? (double)(way->positions[index].time_ms - from->time_ms) / (double)whole_ms
                      : 0;
    double east = geo_unroll_deg(end.longitude_deg, begin.longitude_deg) - begin.longitude_deg;
    struct geo_point there = {
        begin.longitude_deg + part * east,
        begin.latitude_deg + part * (end.latitude_deg - begin.latitude_deg),
    };
    return geo_point_distance_m(there, point_of(&way->positions[index]));
}

/* Douglas and Peucker's, by distance at the same time, from `first` to `last`: the stack holds what
 * is still to be halved. */
static void simplify_piece(struct server_way *way, size_t first, size_t last, double limit_m)
{
    size_t depth = 0;

    way->stack[depth++] = (uint32_t)first;
    way->stack[depth++] = (uint32_t)last;
    while (depth > 0) {
        size_t end = way->stack[--depth], begin = way->stack[--depth], farthest = 0;
        double most_m = limit_m;
        for (size_t i = begin + 1; i < end; i++) {
            double away_m = distance_m(way, begin, end, i);
            if (away_m > most_m) {
                most_m = away_m;
                farthest = i;
            }
        }
        if (farthest == 0)
            continue;
        way->is_kept[farthest] = true;
        way->stack[depth++] = (uint32_t)begin;
        way->stack[depth++] = (uint32_t)farthest;
        way->stack[depth++] = (uint32_t)farthest;
        way->stack[depth++] = (uint32_t)end;
    }
}

/* A piece of a long way is looked at by so many at once, so that halving stays quick. */
enum { PIECE_COUNT_MAX = 1024 };

void server_way_simplify(struct server_way *way, double limit_m)
{
    size_t first = 0;

    if (limit_m <= 0 || way->count < 3)
        return;
    for (size_t i = 0; i < way->count; i++)
        way->is_kept[i] = false;
    way->is_kept[0] = true;
    for (size_t i = 1; i < way->count; i++) {
        bool is_end = i + 1 == way->count || way->positions[i + 1].has_gap;
        if (way->positions[i].has_gap) {
            way->is_kept[i] = true;
            first = i;
        }
        if (is_end || i - first >= PIECE_COUNT_MAX) {
            way->is_kept[i] = true;
            simplify_piece(way, first, i, limit_m);
            first = i;
        }
    }
    leave_out(way);
}

/* Liang and Barsky's: whether a line from one point to another, longitudes unrolled, comes into a
 * box without the antimeridian. */
static bool line_meets(struct geo_point one, struct geo_point other, const struct geo_box *box)
{
    double from = 0, until = 1;
    double along[2] = {other.longitude_deg - one.longitude_deg,
                       other.latitude_deg - one.latitude_deg};
    double begins[2] = {box->west_deg - one.longitude_deg, box->south_deg - one.latitude_deg};
    double ends[2] = {box->east_deg - one.longitude_deg, box->north_deg - one.latitude_deg};

    for (int i = 0; i < 2; i++) {
        if (along[i] == 0) {
            if (begins[i] > 0 || ends[i] < 0)
                return false;
            continue;
        }
        double near = begins[i] / along[i], far = ends[i] / along[i];
        from = fmax(from, fmin(near, far));
        until = fmin(until, fmax(near, far));
    }
    return from <= until;
}

static bool leg_meets(struct geo_point one, struct geo_point other, const struct geo_box *box)
{
    struct geo_box plain = *box;

    if (plain.east_deg < plain.west_deg)
        plain.east_deg += 360;
    other.longitude_deg = geo_unroll_deg(other.longitude_deg, one.longitude_deg);
    for (int circle = -1; circle <= 1; circle++) {
        struct geo_point from = {one.longitude_deg + 360 * circle, one.latitude_deg};
        struct geo_point to = {other.longitude_deg + 360 * circle, other.latitude_deg};
        if (line_meets(from, to, &plain))
            return true;
    }
    return false;
}

bool server_way_meets(const struct server_way *way, const struct geo_box *box)
{
    for (size_t i = 0; i < way->count; i++) {
        const struct server_way_position *position = &way->positions[i];
        if (is_inside(position, box))
            return true;
        if (i > 0 && !position->has_gap &&
            leg_meets(point_of(position - 1), point_of(position), box))
            return true;
    }
    return false;
}
