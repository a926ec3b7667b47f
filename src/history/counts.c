/* SPDX-License-Identifier: Apache-2.0 */
#include "history/counts.h"

#include "base/table.h"
#include "history/within.h"

struct counting {
    const struct history_box *box;
    struct history_counts *counts;
    struct table *by_mmsi;
    bool is_full;
    uint16_t places[HISTORY_CHUNK_COUNT_MAX];
};

/* False when there is no room for another ship. */
static bool add(struct counting *counting, uint32_t mmsi, size_t position_count)
{
    struct history_counts *counts = counting->counts;
    uint32_t row;

    if (!table_find(counting->by_mmsi, mmsi, &row)) {
        counting->is_full = counts->count == counts->count_max;
        if (counting->is_full)
            return false;
        row = (uint32_t)counts->count++;
        table_set(counting->by_mmsi, mmsi, row);
        counts->rows[row] = (struct history_count){.mmsi = mmsi};
    }
    counts->rows[row].position_count += position_count;
    return true;
}

static bool take_piece(void *user, const struct history_piece *piece)
{
    struct counting *counting = user;
    size_t found = history_within(piece, counting->box, counting->places);

    return found == 0 || add(counting, piece->mmsi, found);
}

static bool take_whole(void *user, uint32_t mmsi, uint32_t position_count)
{
    return add(user, mmsi, position_count);
}

bool history_counts_read(struct history_reader *reader, const struct history_filter *filter,
                         struct history_counts *counts, struct text *reason)
{
    struct counting counting = {.box = filter->box, .counts = counts};

    counts->count = 0;
    counting.by_mmsi = table_new(counts->count_max);
    if (counting.by_mmsi == NULL) {
        text_add(reason, "there is no memory");
        return false;
    }
    bool is_read = history_reader_scan_whole(
        reader, filter, &(struct history_takers){take_piece, take_whole, &counting}, reason);
    if (counting.is_full)
        text_add_format(reason, "there are more than %zu ships", counts->count_max);
    table_free(counting.by_mmsi);
    return is_read;
}
