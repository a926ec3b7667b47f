/* SPDX-License-Identifier: Apache-2.0 */
/* Made-up reports of a few ships, and a store in a folder of its own, for the tests of history. */
#ifndef FLEET_H
#define FLEET_H

#include "ais/bits.h"
#include "check.h"
#include "history/reader.h"
#include "history/writer.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A random number by Lehmer's generator, the same on every machine. */
static inline uint32_t fleet_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

static inline int fleet_remove(const char *path, const struct stat *state, int kind, struct FTW *at)
{
    (void)state, (void)kind, (void)at;
    return remove(path);
}

/* A new empty folder; fleet_drop_folder() removes it with all that is in it. */
static inline void fleet_make_folder(char path[static 32])
{
    snprintf(path, 32, "/tmp/narrows-test-XXXXXX");
    CHECK(mkdtemp(path) != NULL);
}

static inline void fleet_drop_folder(const char *path)
{
    nftw(path, fleet_remove, 8, FTW_DEPTH | FTW_PHYS);
}

/* A position report of class A, read from its payload, which is as long as the message is used. */
static inline struct ais_message fleet_message(uint8_t payload[static 32], uint32_t mmsi,
                                               int32_t longitude, int32_t latitude, uint32_t speed)
{
    struct ais_message message;

    memset(payload, 0, 32);
    ais_bits_put(payload, 0, 6, 1);
    ais_bits_put(payload, 8, 30, mmsi);
    ais_bits_put(payload, 42, 8, 128);
    ais_bits_put(payload, 50, 10, speed);
    ais_bits_put(payload, 61, 28, (uint32_t)longitude & 0xfffffff);
    ais_bits_put(payload, 89, 27, (uint32_t)latitude & 0x7ffffff);
    ais_bits_put(payload, 116, 12, 900);
    ais_bits_put(payload, 128, 9, 90);
    ais_bits_put(payload, 137, 6, 60);
    CHECK_INT(ais_message_read((struct ais_bits){payload, 168}, 0, &message), AIS_DECODED);
    return message;
}

/* What was given to a writer, or came out of a reader. */
struct fleet_row {
    uint32_t mmsi;
    int64_t time_ms;
    int32_t longitude;
    int32_t latitude;
    uint32_t stations; /* a bit for each of the first 32 */
};

struct fleet_rows {
    size_t count;
    size_t count_max;
    struct fleet_row *rows;
};

static inline void fleet_add(struct fleet_rows *rows, struct fleet_row row)
{
    if (rows->count == rows->count_max) {
        rows->count_max = 2 * rows->count_max + 1024;
        rows->rows = realloc(rows->rows, rows->count_max * sizeof row);
    }
    rows->rows[rows->count++] = row;
}

static inline int fleet_compare(const void *one, const void *other)
{
    const struct fleet_row *a = one, *b = other;
    if (a->mmsi != b->mmsi)
        return a->mmsi < b->mmsi ? -1 : 1;
    if (a->time_ms != b->time_ms)
        return a->time_ms < b->time_ms ? -1 : 1;
    if (a->longitude != b->longitude)
        return a->longitude < b->longitude ? -1 : 1;
    return a->latitude < b->latitude ? -1 : a->latitude > b->latitude;
}

/* Sorts, and joins rows of the same place and time into one with the stations of both. */
static inline void fleet_settle(struct fleet_rows *rows)
{
    size_t kept = 0;

    if (rows->count > 0)
        qsort(rows->rows, rows->count, sizeof *rows->rows, fleet_compare);
    for (size_t i = 0; i < rows->count; i++) {
        if (kept > 0 && fleet_compare(&rows->rows[kept - 1], &rows->rows[i]) == 0)
            rows->rows[kept - 1].stations |= rows->rows[i].stations;
        else
            rows->rows[kept++] = rows->rows[i];
    }
    rows->count = kept;
}

struct fleet_reading {
    struct fleet_rows *rows;
    const struct history_filter *filter;
};

static inline bool fleet_take_piece(void *user, const struct history_piece *piece)
{
    const struct fleet_reading *reading = user;
    const struct history_columns *columns = piece->columns;

    for (uint32_t i = piece->first; i < piece->end; i++) {
        struct fleet_row row = {piece->mmsi, columns->time_ms[i], columns->longitude_min_e4[i],
                                columns->latitude_min_e4[i], 0};
        unsigned set = columns->heard[i];
        for (unsigned j = set > 0 ? columns->sets.ends[set - 1] : 0; j < columns->sets.ends[set];
             j++)
            row.stations |= 1U << columns->sets.stations[j] % 32;
        if (reading->filter->box == NULL ||
            history_box_has(reading->filter->box, row.longitude, row.latitude))
            fleet_add(reading->rows, row);
    }
    return true;
}

/* All that a store has for a filter, sorted. */
static inline struct fleet_rows fleet_read(const char *folder, const struct history_filter *filter)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct fleet_rows rows = {0};
    struct history_reader *reader = history_reader_open(folder, &reason);

    CHECK_TEXT(bytes, "");
    if (reader == NULL)
        return rows;
    struct fleet_reading reading = {&rows, filter};
    CHECK(history_reader_scan(reader, filter, fleet_take_piece, &reading, &reason));
    CHECK_INT(history_reader_broken_count(reader), 0);
    history_reader_close(reader);
    if (rows.count > 0)
        qsort(rows.rows, rows.count, sizeof *rows.rows, fleet_compare);
    return rows;
}

/* Checks that two are the same, row by row. */
static inline void fleet_check_same(const struct fleet_rows *actual,
                                    const struct fleet_rows *wanted)
{
    CHECK_INT(actual->count, wanted->count);
    for (size_t i = 0; i < actual->count && i < wanted->count; i++) {
        const struct fleet_row *one = &actual->rows[i], *other = &wanted->rows[i];
        if (fleet_compare(one, other) == 0 && one->stations == other->stations)
            continue;
        CHECK_INT(one->mmsi, other->mmsi);
        CHECK_INT(one->time_ms, other->time_ms);
        CHECK_INT(one->longitude, other->longitude);
        CHECK_INT(one->stations, other->stations);
        return;
    }
}

#endif
