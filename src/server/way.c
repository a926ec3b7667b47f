/* SPDX-License-Identifier: Apache-2.0 */
#include "server/way.h"

#include "geo/point.h"
#include "history/gather.h"
#include "report/simplify.h"

#include <math.h>
#include <stdlib.h>

struct server_way *server_way_new(void)
{
    struct server_way *way = calloc(1, sizeof *way);

    if (way == NULL)
        return NULL;
    way->positions = malloc(SERVER_WAY_COUNT_MAX * sizeof *way->positions);
    way->is_kept = malloc(SERVER_WAY_COUNT_MAX * sizeof *way->is_kept);
    if (way->positions != NULL && way->is_kept != NULL)
        return way;
    server_way_free(way);
    return NULL;
}

void server_way_free(struct server_way *way)
{
    if (way == NULL)
        return;
    free(way->positions);
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

static struct report_vertex vertex_of(const struct server_way_position *position)
{
    return (struct report_vertex){position->time_ms, report_deg_e6(position->longitude_min_e4),
                                  report_deg_e6(position->latitude_min_e4)};
}

/* Keeps the positions that are these vertices, which come in order; the next one to look at. */
static size_t keep(struct server_way *way, size_t next, const struct report_vertex *kept,
                   size_t count)
{
    for (size_t i = 0; i < count; next++) {
        struct report_vertex vertex = vertex_of(&way->positions[next]);
        bool is_it = vertex.time_ms == kept[i].time_ms &&
                     vertex.longitude_deg_e6 == kept[i].longitude_deg_e6 &&
                     vertex.latitude_deg_e6 == kept[i].latitude_deg_e6;
        way->is_kept[next] = is_it;
        i += is_it;
    }
    return next;
}

void server_way_simplify(struct server_way *way, double distance_m)
{
    struct report_simplify simplify;
    struct report_vertex kept[2];
    size_t next = 0;

    if (distance_m <= 0)
        return;
    report_simplify_init(&simplify, distance_m);
    for (size_t i = 0; i < way->count; i++)
        way->is_kept[i] = false;
    for (size_t i = 0; i < way->count; i++) {
        struct report_vertex vertex = vertex_of(&way->positions[i]);
        if (way->positions[i].has_gap)
            next = keep(way, next, kept, report_simplify_end(&simplify, kept));
        next = keep(way, next, kept, report_simplify_push(&simplify, &vertex, kept));
    }
    keep(way, next, kept, report_simplify_end(&simplify, kept));
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
