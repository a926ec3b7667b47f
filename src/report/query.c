/* SPDX-License-Identifier: Apache-2.0 */
#include "report/query.h"

#include "ais/turn.h"
#include "history/gather.h"
#include "report/answer.h"
#include "report/crossings.h"
#include "report/ships.h"
#include "report/tracks.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { TICK_EVERY = 4096, NO_ALTITUDE_M = 4095, FULL_CIRCLE_DEG = 360 };

/* As many names as a position can have, each as long as can be, as UTF-8. */
static_assert(REPORT_WORDS_BYTES > HISTORY_SET_STATION_COUNT_MAX * 2 * 32, "stations fit");

struct history_box report_box(double west_deg, double south_deg, double east_deg, double north_deg)
{
    static const double rounding = 1e-6; /* of a unit; decimals of a degree are no binary ones */
    double degree = HISTORY_DEGREE;

    return (struct history_box){
        .west = (int32_t)ceil(west_deg * degree - rounding),
        .south = (int32_t)ceil(south_deg * degree - rounding),
        .east = (int32_t)floor(east_deg * degree + rounding),
        .north = (int32_t)floor(north_deg * degree + rounding),
    };
}

struct history_filter report_answer_filter(const struct report_answer *answer)
{
    return (struct history_filter){
        .box = answer->query->box,
        .mmsi = answer->query->mmsi,
        .from_ms = answer->query->from_ms,
        .until_ms = answer->query->until_ms,
    };
}

void report_answer_tick(struct report_answer *answer)
{
    const struct report_query *query = answer->query;

    if (++answer->counts->position_count % TICK_EVERY == 0 && query->tick != NULL)
        query->tick(query->user, answer->counts);
}

bool report_answer_row(struct report_answer *answer, const struct report_row *row)
{
    assert(!answer->words.is_cut);
    answer->counts->row_count++;
    return report_sheet_row(answer->sheet, row);
}

struct report_cell report_answer_words(struct report_answer *answer, const char *bytes)
{
    struct text *words = &answer->words;
    const char *begin = words->bytes + words->size;

    report_text_add_utf8(words, bytes);
    struct report_cell cell = report_cell_text(begin);
    text_add_char(words, '\0');
    return cell;
}

bool report_answer_is_inside(const struct report_answer *answer, const struct report_step *step)
{
    const struct history_columns *columns = step->columns;

    return answer->query->box == NULL ||
           (step->has_place &&
            history_box_has(answer->query->box, columns->longitude_min_e4[step->index],
                            columns->latitude_min_e4[step->index]));
}

static struct report_cell stations_of(struct report_answer *answer, const struct report_step *step)
{
    struct text *words = &answer->words;
    size_t count;
    const uint16_t *stations = history_gather_stations(step->columns, step->index, &count);
    bool is_first = true;

    text_clear(words);
    for (size_t i = 0; i < count; i++) {
        const char *name = history_reader_station(answer->reader, stations[i]);
        if (name[0] == '\0')
            continue;
        text_add(words, is_first ? "" : ";");
        report_text_add_utf8(words, name);
        is_first = false;
    }
    return report_cell_text(words->bytes);
}

static bool write_position(void *user, const struct report_step *step)
{
    struct report_answer *answer = user;
    struct history_values values = history_gather_values(step->columns, step->index);
    bool is_aircraft = step->class_of == HISTORY_CLASS_AIRCRAFT;
    int64_t time_ms = step->columns->time_ms[step->index];

    report_answer_tick(answer);
    if (!report_answer_is_inside(answer, step))
        return true;
    struct report_row row = {
        .cells =
            {
                report_cell_number(time_ms, true),
                report_cell_number(step->mmsi, true),
                report_cell_text(history_class_name(step->class_of)),
                {0},
                report_cell_number(values.speed_kn_e1, values.speed_kn_e1 < HISTORY_NO_SPEED),
                report_cell_number(values.course_deg_e1, values.course_deg_e1 < HISTORY_NO_COURSE),
                report_cell_number(values.heading_deg,
                                   !is_aircraft && values.heading_deg < FULL_CIRCLE_DEG),
                report_cell_number(values.heading_deg,
                                   is_aircraft && values.heading_deg != NO_ALTITUDE_M),
                report_cell_number(ais_turn_deg_e2_per_min(values.turn),
                                   values.turn != HISTORY_NO_TURN),
                report_cell_number(values.status, values.status < HISTORY_NO_STATUS),
                stations_of(answer, step),
            },
        .has_place = step->has_place,
        .place = {time_ms, report_deg_e6(values.longitude_min_e4),
                  report_deg_e6(values.latitude_min_e4)},
    };
    return report_answer_row(answer, &row);
}

static bool write_positions(struct report_answer *answer)
{
    struct history_filter filter = report_answer_filter(answer);
    return report_walk(answer->reader, &filter, write_position, answer, answer->reason);
}

bool report_query_run(struct history_reader *reader, const struct report_query *query,
                      struct report_sheet *sheet, struct report_query_counts *counts,
                      struct text *reason)
{
    static bool (*const writers[REPORT_KIND_COUNT])(struct report_answer * answer) = {
        [REPORT_POSITIONS] = write_positions,  [REPORT_CROSSINGS] = report_crossings_write,
        [REPORT_TRACKS] = report_tracks_write, [REPORT_VESSELS] = report_ships_write,
        [REPORT_VOYAGES] = report_ships_write,
    };
    struct report_answer *answer = malloc(sizeof *answer);

    *counts = (struct report_query_counts){0};
    assert(query->kind != REPORT_CROSSINGS || query->gate != NULL);
    assert(query->kind != REPORT_POSITIONS || query->gate == NULL);
    assert(query->gap_ms <= REPORT_GAP_MAX_MS);
    if (answer == NULL) {
        text_add(reason, "there is no memory");
        return false;
    }
    answer->reader = reader;
    answer->query = query;
    answer->sheet = sheet;
    answer->counts = counts;
    answer->reason = reason;
    answer->words = text_init(answer->bytes, sizeof answer->bytes);
    bool is_done = writers[query->kind](answer);
    free(answer);
    return is_done;
}
