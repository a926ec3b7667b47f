/* SPDX-License-Identifier: Apache-2.0 */
#include "fleet.h"

enum { SHIPS = 5, REPORTS = 1500, LATE_AT = 300 };

static const int64_t begin_ms = INT64_C(1542625200000);

static void report(struct history_writer *writer, uint32_t mmsi, int64_t time_ms, int32_t place)
{
    uint8_t payload[32];
    struct ais_message message = fleet_message(payload, mmsi, 33600000 + place, 15900000, 100);
    history_writer_take(
        writer, &(struct evidence_report){.message = &message, .time_ms = time_ms, .station = 1});
}

/* A store with a journal, in which one position of each ship came very late. */
static struct history_writer *make(char folder[static 32])
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    fleet_make_folder(folder);
    struct history_writer *writer =
        history_writer_open(&(struct history_writer_options){.directory = folder,
                                                             .has_journal = true,
                                                             .segment_count_max = 100,
                                                             .position_count_max = 100000},
                            &reason);
    CHECK_TEXT(bytes, "");
    CHECK_INT(history_writer_station(writer, "roof"), 1);
    for (int i = 0; i < REPORTS; i++)
        for (uint32_t ship = 0; ship < SHIPS; ship++)
            if (i != LATE_AT)
                report(writer, 799000001 + ship, begin_ms + i * 10000, i * 100);
    history_writer_sync(writer, begin_ms);
    for (uint32_t ship = 0; ship < SHIPS; ship++)
        report(writer, 799000001 + ship, begin_ms + LATE_AT * 10000, LATE_AT * 100);
    history_writer_sync(writer, begin_ms);
    return writer;
}

struct reading {
    size_t count;
    struct history_place last;
    bool is_in_order;
};

static bool take(void *user, const struct history_piece *piece)
{
    struct reading *reading = user;
    for (uint32_t i = piece->first; i < piece->end; i++) {
        struct history_place place = {piece->mmsi, piece->class_of, piece->columns->time_ms[i]};
        reading->is_in_order &=
            place.mmsi > reading->last.mmsi ||
            (place.mmsi == reading->last.mmsi && place.time_ms > reading->last.time_ms);
        reading->last = place;
        reading->count++;
    }
    return true;
}

static struct reading read_from(const char *folder, struct history_filter filter)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct reading reading = {.is_in_order = true};
    struct history_reader *reader = history_reader_open(folder, &reason);
    CHECK_TEXT(bytes, "");
    filter.in_order = true;
    CHECK(history_reader_scan(reader, &filter, take, &reading, &reason));
    history_reader_close(reader);
    return reading;
}

static void close_writer(struct history_writer *writer, const char *folder)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    CHECK(history_writer_close(writer, NULL, &reason));
    fleet_drop_folder(folder);
}

static void what_came_late_and_only_the_journal_has_stands_in_its_order(void)
{
    static const struct history_box box = {33000000, 15000000, 34600000, 16000000};
    char folder[32];
    struct history_writer *writer = make(folder);
    struct history_writer_state state = history_writer_state(writer);
    CHECK(state.store.chunks > 0 && state.open_position_count > SHIPS);
    for (int i = 0; i < 3; i++) {
        struct reading reading =
            read_from(folder, (struct history_filter){.from_ms = INT64_MIN,
                                                      .until_ms = INT64_MAX,
                                                      .mmsi = i == 1 ? 799000002 : 0,
                                                      .box = i == 2 ? &box : NULL});
        CHECK_INT(reading.count, i == 1 ? REPORTS : REPORTS * SHIPS);
        CHECK(reading.is_in_order);
    }
    close_writer(writer, folder);
}

static void reading_goes_on_from_any_place(void)
{
    static const struct history_box box = {33000000, 15000000, 34600000, 16000000};
    static const int indexes[] = {0, 1, 299, 300, 301, 511, 512, 513, 1024, 1498, 1499, 1500};
    char folder[32];
    struct history_writer *writer = make(folder);
    for (size_t i = 0; i < sizeof indexes / sizeof indexes[0]; i++)
        for (uint32_t ship = 0; ship < SHIPS; ship += 2) {
            struct history_place place = {799000001 + ship, 0,
                                          begin_ms + (int64_t)indexes[i] * 10000};
            struct reading reading =
                read_from(folder, (struct history_filter){.from_ms = INT64_MIN,
                                                          .until_ms = INT64_MAX,
                                                          .box = ship == 2 ? &box : NULL,
                                                          .begin = place});
            CHECK_INT(reading.count, REPORTS - indexes[i] + (int)(SHIPS - ship - 1) * REPORTS);
            CHECK(reading.is_in_order);
        }
    struct reading behind = read_from(folder, (struct history_filter){.from_ms = INT64_MIN,
                                                                      .until_ms = INT64_MAX,
                                                                      .begin = {799000005, 1, 0}});
    CHECK_INT(behind.count, 0);
    close_writer(writer, folder);
}

static void add(void *user, const struct history_span *span)
{
    int64_t *count = user;
    CHECK(span->first_ms <= span->last_ms);
    *count += span->count;
}

static void spans_hold_every_position_once(void)
{
    char folder[32], bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    int64_t count = 0;
    struct history_writer *writer = make(folder);
    struct history_reader *reader = history_reader_open(folder, &reason);
    CHECK(history_reader_spans(reader, INT64_MIN, INT64_MAX, add, &count));
    CHECK_INT(count, REPORTS * SHIPS);
    count = 0;
    CHECK(history_reader_spans(reader, begin_ms - 5000, begin_ms, add, &count));
    CHECK(count < REPORTS * SHIPS);
    count = 0;
    CHECK(history_reader_spans(reader, begin_ms - 5000, begin_ms - 1000, add, &count));
    CHECK_INT(count, 0);
    history_reader_close(reader);
    close_writer(writer, folder);
}

int main(void)
{
    RUN(what_came_late_and_only_the_journal_has_stands_in_its_order);
    RUN(reading_goes_on_from_any_place);
    RUN(spans_hold_every_position_once);
    return check_summary();
}
