/* SPDX-License-Identifier: Apache-2.0 */
#include "history/latest.h"

#include "base/table.h"
#include "history/gather.h"

struct looking {
    const struct history_box *box;
    struct history_latest *latest;
    struct table *by_mmsi;
    bool is_full;
};

/* The place of the piece's last position that lies in the box; its end when there is none. */
static uint32_t find_last(const struct history_piece *piece, const struct history_box *box)
{
    const struct history_columns *columns = piece->columns;

    for (uint32_t i = piece->end; i > piece->first; i--)
        if (box == NULL ||
            history_box_has(box, columns->longitude_min_e4[i - 1], columns->latitude_min_e4[i - 1]))
            return i - 1;
    return piece->end;
}

/* The row of a ship, made when there is room for it. */
static struct history_position *row_of(struct looking *looking, uint32_t mmsi)
{
    struct history_latest *latest = looking->latest;
    uint32_t row;

    if (table_find(looking->by_mmsi, mmsi, &row))
        return &latest->rows[row];
    looking->is_full = latest->count == latest->count_max;
    if (looking->is_full)
        return NULL;
    row = (uint32_t)latest->count++;
    table_set(looking->by_mmsi, mmsi, row);
    latest->rows[row] = (struct history_position){.mmsi = mmsi, .time_ms = INT64_MIN};
    return &latest->rows[row];
}

static bool take_piece(void *user, const struct history_piece *piece)
{
    struct looking *looking = user;
    uint32_t last = find_last(piece, looking->box);

    if (last == piece->end)
        return true;
    struct history_position *row = row_of(looking, piece->mmsi);
    if (row == NULL)
        return false;
    int64_t time_ms = piece->columns->time_ms[last];
    if (time_ms > row->time_ms || (time_ms == row->time_ms && piece->class_of >= row->class_of)) {
        row->time_ms = time_ms;
        row->class_of = (uint8_t)piece->class_of;
        row->values = history_gather_values(piece->columns, last);
    }
    return true;
}

bool history_latest_read(struct history_reader *reader, const struct history_filter *filter,
                         struct history_latest *latest, struct text *reason)
{
    struct looking looking = {.box = filter->box, .latest = latest};

    latest->count = 0;
    looking.by_mmsi = table_new(latest->count_max);
    if (looking.by_mmsi == NULL) {
        text_add(reason, "there is no memory");
        return false;
    }
    bool is_read = history_reader_scan(reader, filter, take_piece, &looking, reason);
    if (looking.is_full)
        text_add_format(reason, "there are more than %zu ships", latest->count_max);
    table_free(looking.by_mmsi);
    return is_read;
}
