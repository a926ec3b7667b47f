/* SPDX-License-Identifier: Apache-2.0 */
#include "report/tracks.h"

#include "report/crossings.h"
#include "report/ships.h"
#include "report/simplify.h"
#include "report/split.h"

#include <stdlib.h>
#include <string.h>

/* A track that grows, and room for it. */
struct tracks {
    struct report_answer *answer;
    int64_t number;
    uint32_t mmsi;
    enum history_class class_of;
    int64_t seen_ms; /* the last position that was looked at, of whatever place */
    struct report_vertex last;
    uint64_t position_count; /* 0: there is no track yet */
    int64_t first_ms;
    int64_t crossed_first_ms; /* the reports behind its first and its last way through the gate */
    int64_t crossed_last_ms;
    struct report_simplify simplify;
    char name[HISTORY_NAME_BYTES];
    size_t vertex_count;
    struct report_vertex vertices[REPORT_TRACK_VERTEX_MAX];
    struct report_split split;
};

/* Of the names that a ship had the last before the track's end, else the first behind it. */
static bool take_name(void *user, const struct history_said_row *row)
{
    struct tracks *tracks = user;
    const char *name = row->said.vessel.name;

    if (name[0] == '\0')
        return true;
    if (row->from_s * 1000 > tracks->last.time_ms && tracks->name[0] != '\0')
        return false; /* the rest is later still */
    memcpy(tracks->name, name, sizeof tracks->name);
    return true;
}

/* False when the store could not be read. */
static bool find_name(struct tracks *tracks)
{
    struct report_answer *answer = tracks->answer;
    struct history_filter filter = {
        .mmsi = tracks->mmsi, .from_ms = INT64_MIN, .until_ms = INT64_MAX};

    tracks->name[0] = '\0';
    history_reader_said(answer->reader, HISTORY_SAID_VESSEL, &filter, take_name, tracks,
                        answer->reason);
    return answer->reason->size == 0;
}

/* Writes what there is of the track. */
static bool write_track(struct tracks *tracks)
{
    struct report_answer *answer = tracks->answer;

    if (tracks->vertex_count < 2 ||
        (answer->query->gate != NULL && tracks->crossed_first_ms > tracks->last.time_ms))
        return true;
    if (!find_name(tracks))
        return false;
    text_clear(&answer->words);
    struct report_row row = {
        .cells =
            {
                report_cell_number(++tracks->number, true),
                report_cell_number(tracks->mmsi, true),
                report_cell_text(history_class_name(tracks->class_of)),
                report_answer_words(answer, tracks->name),
                report_cell_number(tracks->first_ms, true),
                report_cell_number(tracks->last.time_ms, true),
                report_cell_number((int64_t)tracks->position_count, true),
            },
        .line = {.vertices = tracks->vertices, .vertex_count = tracks->vertex_count},
    };
    report_split_line(&tracks->split, &row.line);
    return report_answer_row(answer, &row);
}

static bool add_vertex(struct tracks *tracks, const struct report_vertex *vertex)
{
    bool is_written = true;

    if (tracks->vertex_count == REPORT_TRACK_VERTEX_MAX) {
        struct report_vertex end = tracks->last;
        struct report_vertex again = tracks->vertices[REPORT_TRACK_VERTEX_MAX - 1];
        tracks->last = again;
        tracks->position_count--; /* the one at hand is of the next */
        is_written = write_track(tracks);
        tracks->last = end;
        tracks->vertices[0] = again;
        tracks->vertex_count = 1;
        tracks->first_ms = again.time_ms;
        tracks->position_count = 1;
        tracks->crossed_first_ms =
            tracks->crossed_last_ms > again.time_ms ? tracks->crossed_last_ms : INT64_MAX;
    }
    tracks->vertices[tracks->vertex_count++] = *vertex;
    return is_written;
}

static bool add_vertices(struct tracks *tracks, const struct report_vertex *kept, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!add_vertex(tracks, &kept[i]))
            return false;
    return true;
}

static bool end_track(struct tracks *tracks)
{
    struct report_vertex kept[1];

    if (tracks->position_count == 0)
        return true;
    if (tracks->position_count == 1 && tracks->vertex_count < 2)
        tracks->answer->counts->single_count++;
    size_t count = report_simplify_end(&tracks->simplify, kept);
    bool is_written = add_vertices(tracks, kept, count) && write_track(tracks);
    tracks->vertex_count = 0;
    tracks->position_count = 0;
    return is_written;
}

/* Whether a step goes on with the track. Where a chunk between was left out, as it lies outside of
 * the box, or is broken, the position before is another than the one that was seen last. */
static bool goes_on(const struct tracks *tracks, const struct report_step *step)
{
    int64_t time_ms = step->columns->time_ms[step->index];

    return tracks->position_count > 0 && tracks->mmsi == step->mmsi &&
           tracks->class_of == step->class_of && step->has_before &&
           step->before_ms == tracks->seen_ms && time_ms >= tracks->last.time_ms &&
           time_ms - tracks->last.time_ms <= tracks->answer->query->gap_ms;
}

static bool add_position(struct tracks *tracks, const struct report_vertex *vertex)
{
    struct report_vertex kept[2];

    if (tracks->position_count == 0) {
        tracks->first_ms = vertex->time_ms;
        tracks->crossed_first_ms = INT64_MAX;
        tracks->crossed_last_ms = INT64_MIN;
    }
    tracks->position_count++;
    tracks->last = *vertex;
    if (tracks->answer->query->simplify_m > 0)
        return add_vertices(tracks, kept, report_simplify_push(&tracks->simplify, vertex, kept));
    return add_vertex(tracks, vertex);
}

static bool take_step(void *user, const struct report_step *step)
{
    struct tracks *tracks = user;
    const struct report_query *query = tracks->answer->query;
    const struct history_columns *columns = step->columns;
    struct report_crossing crossing;
    int64_t time_ms = columns->time_ms[step->index];

    report_answer_tick(tracks->answer);
    if (!goes_on(tracks, step) && !end_track(tracks))
        return false;
    tracks->mmsi = step->mmsi;
    tracks->class_of = step->class_of;
    tracks->seen_ms = time_ms;
    if (!step->has_place)
        return true;
    if (!report_answer_is_inside(tracks->answer, step))
        return end_track(tracks);
    if (query->gate != NULL && tracks->position_count > 0 &&
        report_crossing_find(query, step, &crossing)) {
        tracks->crossed_last_ms = time_ms;
        if (tracks->crossed_first_ms == INT64_MAX)
            tracks->crossed_first_ms = time_ms;
    }
    struct report_vertex vertex = {time_ms, report_deg_e6(columns->longitude_min_e4[step->index]),
                                   report_deg_e6(columns->latitude_min_e4[step->index])};
    return add_position(tracks, &vertex);
}

/* The tracks of one ship that crosses the gate. */
static bool take_ship(void *user, uint32_t mmsi)
{
    struct tracks *tracks = user;
    struct history_filter filter = report_answer_filter(tracks->answer);

    filter.mmsi = mmsi;
    return report_walk(tracks->answer->reader, &filter, take_step, tracks,
                       tracks->answer->reason) &&
           end_track(tracks);
}

bool report_tracks_write(struct report_answer *answer)
{
    struct tracks *tracks = calloc(1, sizeof *tracks);
    struct history_filter filter = report_answer_filter(answer);
    bool is_done;

    if (tracks == NULL) {
        text_add(answer->reason, "there is no memory");
        return false;
    }
    tracks->answer = answer;
    if (answer->query->simplify_m > 0)
        report_simplify_init(&tracks->simplify, answer->query->simplify_m);
    if (answer->query->gate != NULL)
        is_done = report_ships_each(answer, take_ship, tracks);
    else
        is_done = report_walk(answer->reader, &filter, take_step, tracks, answer->reason) &&
                  end_track(tracks);
    free(tracks);
    return is_done;
}
