/* SPDX-License-Identifier: Apache-2.0 */
#include "history/crossings.h"

#include "history/gather.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { HALF = 180 * HISTORY_DEGREE };

struct looking {
    const struct history_crossings *wanted;
    struct history_box box; /* of the gate */
    bool (*take)(void *user, const struct history_crossing *crossing);
    void *user;
};

static struct geo_point point_of(const struct history_columns *columns, uint32_t i)
{
    return (struct geo_point){(double)columns->longitude_min_e4[i] / HISTORY_DEGREE,
                              (double)columns->latitude_min_e4[i] / HISTORY_DEGREE};
}

/* The box that holds all of a gate: across the antimeridian where its straight lines go there. */
static struct history_box box_of(const struct geo_gate *gate)
{
    double near_deg = gate->points[0].longitude_deg;
    double west_deg = near_deg, east_deg = near_deg, south_deg = 90, north_deg = -90;

    for (size_t i = 0; i < gate->point_count; i++) {
        near_deg = geo_unroll_deg(gate->points[i].longitude_deg, near_deg);
        west_deg = fmin(west_deg, near_deg);
        east_deg = fmax(east_deg, near_deg);
        south_deg = fmin(south_deg, gate->points[i].latitude_deg);
        north_deg = fmax(north_deg, gate->points[i].latitude_deg);
    }
    bool is_around = east_deg - west_deg >= 359;
    return (struct history_box){
        .west = is_around ? -HALF : (int32_t)floor(geo_wrap_deg(west_deg) * HISTORY_DEGREE) - 1,
        .south = (int32_t)floor(south_deg * HISTORY_DEGREE) - 1,
        .east = is_around ? HALF : (int32_t)ceil(geo_wrap_deg(east_deg) * HISTORY_DEGREE) + 1,
        .north = (int32_t)ceil(north_deg * HISTORY_DEGREE) + 1,
    };
}

/* Whether the way to position `i` may touch the gate's box: nearly all do not, and are left out
 * here. What goes across the antimeridian is looked at closely. */
static bool is_near(const struct history_box *box, const struct history_columns *columns,
                    uint32_t i)
{
    const int32_t *latitude = &columns->latitude_min_e4[i];
    const int32_t *longitude = &columns->longitude_min_e4[i];

    if ((latitude[0] < box->south && latitude[-1] < box->south) ||
        (latitude[0] > box->north && latitude[-1] > box->north))
        return false;
    if (box->west > box->east || llabs((int64_t)longitude[0] - longitude[-1]) > HALF)
        return true;
    return !((longitude[0] < box->west && longitude[-1] < box->west) ||
             (longitude[0] > box->east && longitude[-1] > box->east));
}

/* Gives the crossing on the way to position `i`, when there is one. */
static bool look(const struct looking *looking, const struct history_piece *piece, uint32_t i)
{
    const struct history_crossings *wanted = looking->wanted;
    const struct history_columns *columns = piece->columns;
    struct history_values from = history_gather_values(columns, i - 1);
    struct history_values to = history_gather_values(columns, i);
    int64_t way_ms = columns->time_ms[i] - columns->time_ms[i - 1];
    double part;

    if (way_ms > wanted->gap_max_ms || !history_values_have_place(&from) ||
        !history_values_have_place(&to))
        return true;
    struct history_crossing crossing = {.mmsi = piece->mmsi, .class_of = piece->class_of};
    crossing.direction =
        geo_gate_crossed(wanted->gate, point_of(columns, i - 1), point_of(columns, i), &part);
    if (crossing.direction == 0)
        return true;
    crossing.time_ms = columns->time_ms[i - 1] + (int64_t)floor(part * (double)way_ms);
    return crossing.time_ms < wanted->from_ms || crossing.time_ms >= wanted->until_ms ||
           looking->take(looking->user, &crossing);
}

static bool take_piece(void *user, const struct history_piece *piece)
{
    const struct looking *looking = user;
    uint32_t count = piece->columns->count;

    /* Also the way out of the time, behind the last position in it. */
    for (uint32_t i = piece->first > 0 ? piece->first : 1; i <= piece->end && i < count; i++)
        if (is_near(&looking->box, piece->columns, i) && !look(looking, piece, i))
            return false;
    return true;
}

/* By its ship a chunk is found by its positions without the head: the one behind a way that leads
 * out of the time begins that much later. */
static int64_t until_of(const struct history_crossings *wanted)
{
    bool has_room = wanted->until_ms < INT64_MAX - wanted->gap_max_ms;

    return wanted->mmsi != 0 && has_room ? wanted->until_ms + wanted->gap_max_ms : wanted->until_ms;
}

bool history_crossings_read(struct history_reader *reader, const struct history_crossings *wanted,
                            bool (*take)(void *user, const struct history_crossing *crossing),
                            void *user, struct text *reason)
{
    assert(wanted->gate->point_count >= 2);
    struct looking looking = {wanted, box_of(wanted->gate), take, user};
    struct history_filter filter = {
        .box = wanted->mmsi == 0 ? &looking.box : NULL,
        .mmsi = wanted->mmsi,
        .from_ms = wanted->from_ms,
        .until_ms = until_of(wanted),
    };

    return history_reader_scan(reader, &filter, take_piece, &looking, reason);
}
