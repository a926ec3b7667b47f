/* SPDX-License-Identifier: Apache-2.0 */
/* Positions that come late, or again, into the chunks that are there. */
#include "history/store_inside.h"

#include <assert.h>
#include <string.h>

/* The rows of columns behind their head, with combinations of the store's own hearers. */
static size_t rows_of(struct history_store *store, const struct history_columns *columns,
                      struct history_row rows[static HISTORY_CHUNK_NEW_MAX])
{
    uint16_t numbers[HISTORY_SET_COUNT_MAX];
    size_t count = 0;

    for (size_t set = 0, i = 0; set < columns->sets.count; set++) {
        numbers[set] = HISTORY_HEARERS_NONE;
        for (; i < columns->sets.ends[set]; i++)
            numbers[set] =
                history_hearers_with(store->hearers, numbers[set], columns->sets.stations[i]);
    }
    for (size_t i = columns->has_head ? 1 : 0; i < columns->count; i++)
        rows[count++] = (struct history_row){
            .time_ms = columns->time_ms[i],
            .values = history_gather_values(columns, i),
            .hearers = numbers[columns->heard[i]],
        };
    return count;
}

/* A row of the same time and values, among those of its time; `count` when there is none. */
static size_t find_same(const struct history_row *rows, size_t count, const struct history_row *row)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows[middle].time_ms < row->time_ms)
            low = middle + 1;
        else
            high = middle;
    }
    while (low < count && rows[low].time_ms == row->time_ms &&
           !history_row_is_same(&rows[low], row))
        low++;
    return low < count && rows[low].time_ms == row->time_ms ? low : count;
}

/* Adds a row behind those of its time. */
static void insert(struct history_row *rows, size_t count, const struct history_row *row)
{
    size_t place = count;

    while (place > 0 && rows[place - 1].time_ms > row->time_ms)
        place--;
    memmove(rows + place + 1, rows + place, (count - place) * sizeof *rows);
    rows[place] = *row;
}

/* What merging changed. */
struct merged {
    size_t count;
    bool has_changed;
};

/* Puts rows that came among the rows in store->merged. */
static struct merged merge_rows(struct history_store *store, size_t count,
                                const struct history_row *come, size_t come_count)
{
    struct merged merged = {.count = count};

    for (size_t i = 0; i < come_count; i++) {
        size_t place = find_same(store->merged, merged.count, &come[i]);
        if (place == merged.count) {
            assert(merged.count < HISTORY_MERGED_COUNT_MAX);
            insert(store->merged, merged.count++, &come[i]);
            merged.has_changed = true;
            store->counts.positions++;
            continue;
        }
        uint16_t both =
            history_hearers_of_both(store->hearers, store->merged[place].hearers, come[i].hearers);
        merged.has_changed |= both != store->merged[place].hearers;
        store->merged[place].hearers = both;
        store->counts.again++;
    }
    return merged;
}

/* The last row before `time_ms`, which a chunk that begins then has as its head. */
struct head {
    bool is_there;
    struct history_row row;
};

static struct head head_of(const struct history_columns *columns)
{
    struct head head = {.is_there = columns->count > 0};

    if (head.is_there) {
        head.row.time_ms = columns->time_ms[columns->count - 1];
        head.row.values = history_gather_values(columns, columns->count - 1);
    }
    return head;
}

static void put_head(struct history_columns *columns, const struct head *head)
{
    if (head->is_there && columns->time_ms[0] - head->row.time_ms <= HISTORY_HEAD_GAP_MAX_MS &&
        columns->time_ms[0] >= head->row.time_ms)
        history_gather_head(columns, head->row.time_ms, &head->row.values);
}

/* Writes rows as chunks of about the same size; the first in place of chunk `id`, when that is
 * given. `*head` becomes the last row. */
static bool write_rows(struct history_store *store, int64_t segment, const struct history_row *rows,
                       size_t count, struct head *head, const int64_t *id)
{
    size_t parts = (count + HISTORY_CHUNK_NEW_MAX - 1) / HISTORY_CHUNK_NEW_MAX;

    for (size_t done = 0; done < count; id = NULL) {
        size_t left = parts > 1 ? (count - done + parts - 1) / parts : count - done;
        size_t taken = history_gather_fill(&store->columns, store->hearers, rows + done, left);
        put_head(&store->columns, head);
        if (!history_store_put(store, segment, &store->columns, id))
            return false;
        done += taken;
        parts -= parts > 1;
        head->is_there = true;
        head->row = rows[done - 1];
    }
    return true;
}

/* Gives the chunk behind what was written its new head. */
static bool mend_head(struct history_store *store, int64_t segment, const struct head *head)
{
    struct history_stored *after = &store->after;
    struct history_columns *columns = &after->columns;

    if (columns->count == 0)
        return true;
    if (columns->has_head) {
        struct history_row old = {columns->time_ms[0], history_gather_values(columns, 0), 0};
        if (history_row_is_same(&old, &head->row))
            return true;
    }
    size_t count = rows_of(store, columns, store->merged);
    size_t taken = history_gather_fill(&store->columns, store->hearers, store->merged, count);
    assert(taken == count);
    put_head(&store->columns, head);
    return history_store_put(store, segment, &store->columns, &after->id);
}

/* Reads the chunks before and after a time; is_there says which are. */
static bool read_around(struct history_store *store, int64_t segment, int64_t time_s,
                        bool is_there[static 2])
{
    sqlite3_stmt *before = history_store_statement(store, HISTORY_CHUNK_BEFORE);
    sqlite3_bind_int64(before, 1, segment);
    sqlite3_bind_int64(before, 2, time_s);
    if (!history_store_read(store, before, &store->before, &is_there[0]))
        return false;
    sqlite3_stmt *after = history_store_statement(store, HISTORY_CHUNK_AFTER);
    sqlite3_bind_int64(after, 1, segment);
    sqlite3_bind_int64(after, 2, is_there[0] ? store->before.first_s : time_s);
    return history_store_read(store, after, &store->after, &is_there[1]);
}

/* Whether rows from `first_s` on belong into the chunk before them. */
static bool belongs(const struct history_stored *before, int64_t first_s, size_t count)
{
    size_t there = before->columns.count - before->columns.has_head;

    return before->columns.count > 0 &&
           (first_s <= before->last_s ||
            (there + count <= HISTORY_CHUNK_NEW_MAX &&
             (first_s - before->first_s) * 1000 < HISTORY_HEAD_GAP_MAX_MS));
}

/* Merges rows that all come before the next chunk begins. */
static bool merge_into(struct history_store *store, int64_t segment, const struct history_row *come,
                       size_t count, const bool is_there[static 2])
{
    struct history_columns *columns = &store->before.columns;
    struct head head = {0};
    bool is_written;

    if (is_there[0] && belongs(&store->before, come[0].time_ms / 1000, count)) {
        size_t old = rows_of(store, columns, store->merged);
        struct merged merged = merge_rows(store, old, come, count);
        if (!merged.has_changed)
            return true;
        head.is_there = columns->has_head;
        if (head.is_there)
            head.row = (struct history_row){.time_ms = columns->time_ms[0],
                                            .values = history_gather_values(columns, 0)};
        is_written =
            write_rows(store, segment, store->merged, merged.count, &head, &store->before.id);
    } else {
        if (is_there[0])
            head = head_of(columns);
        store->counts.positions += count;
        is_written = write_rows(store, segment, come, count, &head, NULL);
    }
    return is_written && (!is_there[1] || mend_head(store, segment, &head));
}

bool history_merge(struct history_store *store, struct history_segment *segment,
                   const struct history_columns *columns)
{
    bool is_there[2];

    if (history_hearers_are_nearly_full(store->hearers))
        history_hearers_clear(store->hearers);
    size_t count = rows_of(store, columns, store->come);
    for (size_t done = 0; done < count;) {
        size_t end = done + 1;
        if (!read_around(store, segment->id, store->come[done].time_ms / 1000, is_there))
            return false;
        while (end < count &&
               (!is_there[1] || store->come[end].time_ms / 1000 < store->after.first_s))
            end++;
        if (!merge_into(store, segment->id, store->come + done, end - done, is_there))
            return false;
        done = end;
    }
    return true;
}
