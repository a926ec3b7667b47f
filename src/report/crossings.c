/* SPDX-License-Identifier: Apache-2.0 */
#include "report/crossings.h"

#include <math.h>

static const double degree = HISTORY_DEGREE;

static struct geo_point place_of(int32_t longitude, int32_t latitude)
{
    return (struct geo_point){longitude / degree, latitude / degree};
}

bool report_crossing_find(const struct report_query *query, const struct report_step *step,
                          struct report_crossing *crossing)
{
    const struct history_columns *columns = step->columns;
    int64_t to_ms = columns->time_ms[step->index];
    double part = 0;

    if (!step->has_from || !step->has_place || to_ms < step->from_ms ||
        to_ms - step->from_ms > query->gap_ms)
        return false;
    struct geo_point from = place_of(step->from_longitude_min_e4, step->from_latitude_min_e4);
    struct geo_point to =
        place_of(columns->longitude_min_e4[step->index], columns->latitude_min_e4[step->index]);
    int direction = geo_gate_crossed(query->gate, from, to, &part);
    if (direction == 0)
        return false;
    to.longitude_deg = geo_unroll_deg(to.longitude_deg, from.longitude_deg);
    double longitude =
        geo_wrap_deg(from.longitude_deg + part * (to.longitude_deg - from.longitude_deg));
    double latitude = from.latitude_deg + part * (to.latitude_deg - from.latitude_deg);
    struct report_vertex at = {
        .time_ms = step->from_ms + llround(part * (double)(to_ms - step->from_ms)),
        .longitude_deg_e6 = (int32_t)lround(longitude * 1e6),
        .latitude_deg_e6 = (int32_t)lround(latitude * 1e6),
    };
    if (at.time_ms < query->from_ms || at.time_ms >= query->until_ms ||
        (query->box != NULL && !history_box_has(query->box, (int32_t)lround(longitude * degree),
                                                (int32_t)lround(latitude * degree))))
        return false;
    *crossing = (struct report_crossing){
        .mmsi = step->mmsi,
        .class_of = step->class_of,
        .at = at,
        .direction = direction,
        .before_ms = step->from_ms,
        .after_ms = to_ms,
    };
    return true;
}

/* The box around the gate: every chunk with a way through it meets that. */
static struct history_box box_of(const struct geo_gate *gate)
{
    double west = INFINITY, south = INFINITY, east = -INFINITY, north = -INFINITY;
    double longitude = gate->points[0].longitude_deg;

    for (size_t i = 0; i < gate->point_count; i++) {
        longitude = geo_unroll_deg(gate->points[i].longitude_deg, longitude);
        west = fmin(west, longitude);
        east = fmax(east, longitude);
        south = fmin(south, gate->points[i].latitude_deg);
        north = fmax(north, gate->points[i].latitude_deg);
    }
    if (east - west >= 360)
        return report_box(-180, south, 180, north);
    struct history_box box = report_box(geo_wrap_deg(west), south, geo_wrap_deg(east), north);
    /* One unit more on each side, for what rounding takes away. */
    box.west -= box.west > -180 * HISTORY_DEGREE;
    box.south--;
    box.east += box.east < 180 * HISTORY_DEGREE;
    box.north++;
    return box;
}

struct search {
    struct report_answer *answer;
    bool (*take)(void *user, const struct report_crossing *crossing);
    void *user;
};

static bool take_step(void *user, const struct report_step *step)
{
    struct search *search = user;
    struct report_crossing crossing;

    report_answer_tick(search->answer);
    if (!report_crossing_find(search->answer->query, step, &crossing))
        return true;
    return search->take(search->user, &crossing);
}

/* Far enough from the ends of time that nothing overflows. */
static int64_t moved(int64_t time_ms, int64_t by_ms)
{
    return time_ms == INT64_MIN || time_ms == INT64_MAX ? time_ms : time_ms + by_ms;
}

bool report_crossings_each(struct report_answer *answer,
                           bool (*take)(void *user, const struct report_crossing *crossing),
                           void *user)
{
    const struct report_query *query = answer->query;
    struct history_box box = box_of(query->gate);
    struct history_filter filter = report_answer_filter(answer);
    struct search search = {answer, take, user};

    /* The reports before and behind a passage may lie outside of the time. */
    filter.from_ms = moved(filter.from_ms, -query->gap_ms);
    filter.until_ms = moved(filter.until_ms, query->gap_ms + 1);
    filter.box = &box;
    return report_walk(answer->reader, &filter, take_step, &search, answer->reason);
}

static bool write_crossing(void *user, const struct report_crossing *crossing)
{
    struct report_answer *answer = user;

    text_clear(&answer->words);
    struct report_row row = {
        .cells =
            {
                report_cell_number(crossing->at.time_ms, true),
                report_cell_number(crossing->mmsi, true),
                report_cell_text(history_class_name(crossing->class_of)),
                {0},
                report_answer_words(answer, answer->query->gate_name),
                report_cell_text(crossing->direction > 0 ? "to_starboard" : "to_port"),
                report_cell_number(crossing->before_ms, true),
                report_cell_number(crossing->after_ms, true),
            },
        .has_place = true,
        .place = crossing->at,
    };
    return report_answer_row(answer, &row);
}

bool report_crossings_write(struct report_answer *answer)
{
    return report_crossings_each(answer, write_crossing, answer);
}
