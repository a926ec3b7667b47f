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

static bool take_piece(void *user, const struct history_piece *piece)
{
    struct counting *counting = user;
    struct history_counts *counts = counting->counts;
    size_t found = history_within(piece, counting->box, counting->places);
    uint32_t row;

    if (found == 0)
        return true;
    if (!table_find(counting->by_mmsi, piece->mmsi, &row)) {
        counting->is_full = counts->count == counts->count_max;
        if (counting->is_full)
            return false;
        row = (uint32_t)counts->count++;
        table_set(counting->by_mmsi, piece->mmsi, row);
        counts->rows[row] = (struct history_count){.mmsi = piece->mmsi};
    }
    counts->rows[row].position_count += found;
    return true;
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
    bool is_read = history_reader_scan(reader, filter, take_piece, &counting, reason);
    if (counting.is_full)
        text_add_format(reason, "there are more than %zu ships", counts->count_max);
    table_free(counting.by_mmsi);
    return is_read;
}
