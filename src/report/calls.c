/* SPDX-License-Identifier: Apache-2.0 */
#include "report/calls.h"

#include "base/units.h"

#include <math.h>

static const int64_t GAP_MS = REPORT_CALL_GAP_MIN * INT64_C(60000);

/* A ship at a place, as it goes on. */
struct visit {
    const struct report_track *track;
    struct report_call call;
    bool is_there;
    bool is_stopped;
    int64_t stopped_since_ms;
};

unsigned report_speed_kn_e1(const struct report_track *track, size_t index)
{
    const struct report_position *position = &track->positions[index];

    if (position->speed_kn_e1 != HISTORY_NO_SPEED)
        return position->speed_kn_e1;
    if (index == 0 || position->time_ms == position[-1].time_ms)
        return 0;
    double seconds = (double)(position->time_ms - position[-1].time_ms) / 1000;
    double distance_m = geo_point_distance_m(report_point(&position[-1]), report_point(position));

    return (unsigned)floor(distance_m / seconds / KNOT_MPS * 10 + 0.5);
}

/* Degrees of latitude that no place near by is away. */
static bool is_far(const struct geo_waters_feature *place, struct geo_point point)
{
    const double far_deg = 0.05;

    if (place->kind != GEO_WATERS_PORT) {
        struct geo_box box = geo_area_box(place->area);
        return point.latitude_deg < box.south_deg - far_deg ||
               point.latitude_deg > box.north_deg + far_deg;
    }
    return fabs(point.latitude_deg - place->points[0].latitude_deg) > far_deg;
}

/* Whether a ship there comes in, or has gone. */
static bool is_inside(const struct geo_waters_feature *place, struct geo_point point)
{
    if (is_far(place, point))
        return false;
    return place->kind == GEO_WATERS_PORT
               ? geo_point_distance_m(point, place->points[0]) <= REPORT_CALL_ENTER_M
               : geo_area_contains(place->area, point);
}

static bool is_beyond(const struct geo_waters_feature *place, struct geo_point point)
{
    if (is_far(place, point))
        return true;
    if (place->kind == GEO_WATERS_PORT)
        return geo_point_distance_m(point, place->points[0]) > REPORT_CALL_LEAVE_M;
    return !geo_area_contains(place->area, point) &&
           geo_area_edge_distance_m(place->area, point, 2 * REPORT_CALL_BEYOND_M) >
               REPORT_CALL_BEYOND_M;
}

static void come(struct visit *visit, size_t index)
{
    const struct report_position *position = &visit->track->positions[index];
    bool is_seen = index > 0 && position->time_ms - position[-1].time_ms <= GAP_MS;

    visit->is_there = true;
    visit->is_stopped = false;
    visit->call.first_ms = position->time_ms;
    visit->call.entered_ms = is_seen ? position->time_ms : REPORT_NONE;
    visit->call.left_ms = REPORT_NONE;
    visit->call.stopped_ms = 0;
    visit->call.stop_count = 0;
    visit->call.gap_count = 0;
}

static void end_stop(struct visit *visit, int64_t time_ms)
{
    if (visit->is_stopped)
        visit->call.stopped_ms += time_ms - visit->stopped_since_ms;
    visit->is_stopped = false;
}

static void stay(struct visit *visit, size_t index)
{
    const struct report_position *position = &visit->track->positions[index];
    unsigned speed = report_speed_kn_e1(visit->track, index);

    if (index > 0 && position->time_ms - position[-1].time_ms > GAP_MS &&
        position[-1].time_ms >= visit->call.first_ms)
        visit->call.gap_count++;
    visit->call.last_ms = position->time_ms;
    if (!visit->is_stopped && speed < REPORT_CALL_STOP_KN_E1) {
        visit->is_stopped = true;
        visit->stopped_since_ms = position->time_ms;
        visit->call.stop_count++;
    } else if (speed > REPORT_CALL_GO_KN_E1) {
        end_stop(visit, position->time_ms);
    }
}

void report_calls_find(const struct report_track *track, const struct geo_waters_feature *place,
                       void (*take)(void *user, const struct report_call *call), void *user)
{
    struct visit visit = {.track = track, .call = {.place = place, .mmsi = track->mmsi}};

    for (size_t i = 0; i < track->count; i++) {
        struct geo_point point = report_point(&track->positions[i]);
        if (!visit.is_there && is_inside(place, point))
            come(&visit, i);
        if (!visit.is_there)
            continue;
        if (!is_beyond(place, point)) {
            stay(&visit, i);
            continue;
        }
        int64_t time_ms = track->positions[i].time_ms;
        bool is_seen = time_ms - visit.call.last_ms <= GAP_MS;
        end_stop(&visit, is_seen ? time_ms : visit.call.last_ms);
        visit.call.left_ms = is_seen ? time_ms : REPORT_NONE;
        visit.call.gap_count += !is_seen;
        if (visit.call.stop_count + visit.call.gap_count > 0)
            take(user, &visit.call);
        visit.is_there = false;
    }
    if (visit.is_there) {
        end_stop(&visit, visit.call.last_ms);
        if (visit.call.stop_count + visit.call.gap_count > 0)
            take(user, &visit.call);
    }
}
