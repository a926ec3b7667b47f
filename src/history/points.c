/* SPDX-License-Identifier: Apache-2.0 */
#include "history/points.h"

#include "history/gather.h"
#include "history/within.h"

struct points {
    const struct history_box *box;
    bool (*take)(void *user, const struct history_position *position);
    void *user;
    uint16_t places[HISTORY_CHUNK_COUNT_MAX];
};

static bool take_piece(void *user, const struct history_piece *piece)
{
    struct points *points = user;
    struct history_position position = {.mmsi = piece->mmsi, .class_of = (uint8_t)piece->class_of};
    size_t count = history_within(piece, points->box, points->places);

    for (size_t i = 0; i < count; i++) {
        position.time_ms = piece->columns->time_ms[points->places[i]];
        position.values = history_gather_values(piece->columns, points->places[i]);
        if (!points->take(points->user, &position))
            return false;
    }
    return true;
}

bool history_points_each(struct history_reader *reader, const struct history_filter *filter,
                         bool (*take)(void *user, const struct history_position *position),
                         void *user, struct text *reason)
{
    struct points points = {.box = filter->box, .take = take, .user = user};

    return history_reader_scan(reader, filter, take_piece, &points, reason);
}
