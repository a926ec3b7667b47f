/* SPDX-License-Identifier: Apache-2.0 */
#include "report/walk.h"

#include "history/gather.h"

struct walk {
    bool (*take)(void *user, const struct report_step *step);
    void *user;
    struct report_step step;
};

static bool has_place(const struct history_columns *columns, uint32_t index)
{
    struct history_values values = history_gather_values(columns, index);
    return history_values_have_place(&values);
}

/* The next step comes from there. */
static void come_from(struct report_step *step, const struct history_columns *columns,
                      uint32_t index)
{
    step->has_before = true;
    step->before_ms = columns->time_ms[index];
    if (!has_place(columns, index))
        return;
    step->has_from = true;
    step->from_ms = columns->time_ms[index];
    step->from_longitude_min_e4 = columns->longitude_min_e4[index];
    step->from_latitude_min_e4 = columns->latitude_min_e4[index];
}

static bool take_piece(void *user, const struct history_piece *piece)
{
    struct walk *walk = user;
    struct report_step *step = &walk->step;
    bool is_same = step->mmsi == piece->mmsi && step->class_of == piece->class_of;

    /* A chunk without a head follows the last position of the chunk before, when it has one. One
     * whose head is not that follows another that is not seen here. */
    if (!is_same || (piece->first > 0 && piece->columns->time_ms[0] != step->before_ms))
        step->has_before = step->has_from = false;
    step->mmsi = piece->mmsi;
    step->class_of = piece->class_of;
    step->columns = piece->columns;
    for (uint32_t i = 0; i < piece->first; i++)
        come_from(step, piece->columns, i);
    for (uint32_t i = piece->first; i < piece->end; i++) {
        step->index = i;
        step->has_place = has_place(piece->columns, i);
        if (!walk->take(walk->user, step))
            return false;
        come_from(step, piece->columns, i);
    }
    return true;
}

bool report_walk(struct history_reader *reader, const struct history_filter *filter,
                 bool (*take)(void *user, const struct report_step *step), void *user,
                 struct text *reason)
{
    struct walk walk = {.take = take, .user = user};
    struct history_filter in_order = *filter;

    in_order.in_order = true;
    return history_reader_scan(reader, &in_order, take_piece, &walk, reason);
}
