/* SPDX-License-Identifier: Apache-2.0 */
#include "fleet.h"
#include "history/backup.h"
#include "history/check.h"
#include "history/keeper.h"

#include <sqlite3.h>

static const int64_t begin_ms = INT64_C(1542625200000);
static const struct history_filter everything = {.from_ms = INT64_MIN, .until_ms = INT64_MAX};

enum { SHIP_COUNT = 30, HOURS = 40 };

/* Ships at 20 s for forty hours; where some are, is not known for a while; one crosses 180 degrees.
 */
static void fill(const char *folder, struct fleet_rows *wanted)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct history_writer *writer = history_writer_open(
        &(struct history_writer_options){
            .directory = folder, .segment_count_max = 100, .position_count_max = 50000},
        &reason);
    uint64_t state = 9;

    CHECK_TEXT(bytes, "");
    uint16_t station = history_writer_station(writer, "roof");
    for (int i = 0; i < HOURS * 180 * SHIP_COUNT; i++) {
        int ship = i % SHIP_COUNT;
        int32_t longitude = 107950000 + i / SHIP_COUNT * 20 - ship * 400000;
        longitude -= longitude > 108000000 ? 216000000 : 0;
        bool is_lost = ship == 3 && i % 5000 < 300;
        struct fleet_row row = {799000001U + (uint32_t)ship, begin_ms + i / SHIP_COUNT * 20000,
                                is_lost ? HISTORY_NO_LONGITUDE : longitude,
                                is_lost ? HISTORY_NO_LATITUDE
                                        : (int32_t)(fleet_random(&state) % 500) + ship * 10000,
                                1U << station};
        uint8_t payload[32];
        struct ais_message message =
            fleet_message(payload, row.mmsi, row.longitude, row.latitude, 100);
        history_writer_take(writer,
                            &(struct evidence_report){&message, row.time_ms, station, false});
        fleet_add(wanted, row);
    }
    CHECK(history_writer_close(writer, NULL, &reason));
    fleet_settle(wanted);
}

static void note_fault(void *user, const char *fault)
{
    (void)fault;
    ++*(int *)user;
}

static struct history_check check(const char *folder, int *faults)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct history_check found;

    *faults = 0;
    CHECK(history_check_run(folder, &found, note_fault, faults, &reason));
    CHECK_TEXT(bytes, "");
    return found;
}

/* Runs a keeper to its end. */
static struct history_keeper_counts keep(const char *folder, const struct history_keep *keep,
                                         int64_t now_s)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct history_store *store = history_store_open(folder, &reason);
    struct history_keeper *keeper = history_keeper_new(store, keep);
    bool is_done = false;

    while (!is_done) {
        CHECK(history_keeper_drop(keeper, now_s, &is_done));
        CHECK(history_store_commit(store));
    }
    for (is_done = false; !is_done;) {
        CHECK(history_keeper_compact(keeper, now_s, 10, &is_done));
        CHECK(history_store_commit(store));
    }
    struct history_keeper_counts counts = history_keeper_counts(keeper);
    history_keeper_free(keeper);
    history_store_close(store);
    return counts;
}

static void compacting_changes_nothing_but_the_size(void)
{
    char folder[32];
    struct fleet_rows wanted = {0};
    int faults;

    fleet_make_folder(folder);
    fill(folder, &wanted);
    struct history_check before = check(folder, &faults);
    CHECK_INT(faults, 0);
    CHECK_INT(before.cold_count, 0);
    CHECK_INT(before.position_count, wanted.count);
    int64_t end_s = begin_ms / 1000 + HOURS * 3600;
    struct history_keeper_counts counts = keep(folder, &(struct history_keep){0}, end_s);
    CHECK_INT(counts.broken, 0);
    CHECK(counts.compacted > 0 && counts.compacted < before.chunk_count); /* the last day is hot */
    keep(folder, &(struct history_keep){0}, end_s + 7 * 86400);
    struct history_check after = check(folder, &faults);
    CHECK_INT(faults, 0);
    CHECK_INT(after.cold_count, before.chunk_count);
    CHECK(after.data_size < before.data_size);
    struct fleet_rows found = fleet_read(folder, &everything);
    fleet_check_same(&found, &wanted);
    free(found.rows);

    /* And what comes again finds its place in cold chunks. */
    fill(folder, &wanted);
    found = fleet_read(folder, &everything);
    fleet_check_same(&found, &wanted);
    free(found.rows);
    free(wanted.rows);
    fleet_drop_folder(folder);
}

static void boxes_find_the_same_across_the_antimeridian(void)
{
    static const struct history_box boxes[] = {
        {107900000, -100, -107900000, 500000}, {-107990000, 0, -107910000, 1000000},
        {100000000, 5000, 107990000, 200000},  {-108000000, -54000000, 108000000, 54000000},
        {107990000, 0, 108000000, 400000},
    };
    char folder[32];
    struct fleet_rows wanted = {0};

    fleet_make_folder(folder);
    fill(folder, &wanted);
    for (size_t i = 0; i < sizeof boxes / sizeof boxes[0]; i++)
        for (int j = 0; j < 4; j++) {
            struct history_filter filter = {
                .box = &boxes[i],
                .from_ms = j % 2 == 0 ? INT64_MIN : begin_ms + 15 * 3600000,
                .until_ms = j % 2 == 0 ? INT64_MAX : begin_ms + 19 * 3600000,
                .in_order = j > 1,
            };
            struct fleet_rows found = fleet_read(folder, &filter);
            struct fleet_rows few = {0};
            for (size_t k = 0; k < wanted.count; k++)
                if (history_box_has(&boxes[i], wanted.rows[k].longitude, wanted.rows[k].latitude) &&
                    wanted.rows[k].time_ms >= filter.from_ms &&
                    wanted.rows[k].time_ms < filter.until_ms)
                    fleet_add(&few, wanted.rows[k]);
            CHECK(few.count > 0 || j % 2 == 1);
            fleet_check_same(&found, &few);
            free(found.rows);
            free(few.rows);
        }
    free(wanted.rows);
    fleet_drop_folder(folder);
}

static void what_is_too_old_goes_by_its_class_and_what_is_too_much_goes_first(void)
{
    char folder[32];
    struct fleet_rows wanted = {0};
    int faults;
    int64_t end_s = begin_ms / 1000 + HOURS * 3600;

    fleet_make_folder(folder);
    fill(folder, &wanted);
    uint64_t all = check(folder, &faults).position_count;
    keep(folder, &(struct history_keep){.days = {[HISTORY_CLASS_B] = 1}}, end_s);
    CHECK_INT(check(folder, &faults).position_count, all); /* all are of class A */
    keep(folder, &(struct history_keep){.days = {[HISTORY_CLASS_A] = 1}}, end_s);
    struct history_check found = check(folder, &faults);
    CHECK(found.position_count < all * 7 / 10 && found.position_count > all / 2);
    struct history_filter recent = {.from_ms = (end_s - 86400) * 1000, .until_ms = INT64_MAX};
    struct fleet_rows rows = fleet_read(folder, &recent);
    CHECK_INT(rows.count, 24 * 180 * SHIP_COUNT); /* nothing younger than a day */
    free(rows.rows);
    uint64_t size = found.file_size;
    keep(folder, &(struct history_keep){.size_max = size / 2}, end_s);
    found = check(folder, &faults);
    CHECK(found.file_size <= size * 6 / 10);
    CHECK_INT(faults, 0);
    free(wanted.rows);
    fleet_drop_folder(folder);
}

static void a_backup_while_it_is_written_to_has_what_was_there(void)
{
    char folder[32], target[64], bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct fleet_rows wanted = {0};
    uint8_t payload[32];
    int faults;

    fleet_make_folder(folder);
    fill(folder, &wanted);
    struct history_writer *writer =
        history_writer_open(&(struct history_writer_options){.directory = folder,
                                                             .has_journal = true,
                                                             .segment_count_max = 100,
                                                             .position_count_max = 50000},
                            &reason);
    uint16_t station = history_writer_station(writer, "roof");
    struct fleet_row row = {799000099, begin_ms, 100, 200, 1U << station};
    struct ais_message message = fleet_message(payload, row.mmsi, row.longitude, row.latitude, 1);
    history_writer_take(writer, &(struct evidence_report){&message, row.time_ms, station, false});
    history_writer_sync(writer, begin_ms);
    fleet_add(&wanted, row); /* which only the journal has */
    snprintf(target, sizeof target, "%s/copy", folder);
    CHECK(history_backup(folder, target, NULL, NULL, &reason));
    CHECK_TEXT(bytes, "");
    CHECK(!history_backup(folder, target, NULL, NULL, &reason));
    CHECK_TEXT(bytes, "there is a store already; name another folder");
    text_clear(&reason);
    CHECK(history_writer_close(writer, NULL, &reason));
    fleet_settle(&wanted);
    check(target, &faults);
    CHECK_INT(faults, 0);
    struct fleet_rows found = fleet_read(target, &everything);
    fleet_check_same(&found, &wanted);
    free(found.rows);
    free(wanted.rows);
    fleet_drop_folder(folder);
}

static void what_is_broken_is_found_and_costs_itself(void)
{
    static const char *const damages[] = {
        "UPDATE chunk SET data = substr(data, 1, 100) WHERE id IN (SELECT id FROM chunk LIMIT 3)",
        "UPDATE chunk SET position_count = 7 WHERE id IN (SELECT id FROM chunk LIMIT 3)",
        "DELETE FROM chunk_box WHERE id IN (SELECT id FROM chunk LIMIT 3)",
        "UPDATE chunk_box SET west = west - 1 WHERE id IN (SELECT id FROM chunk LIMIT 3)",
    };
    for (size_t i = 0; i < sizeof damages / sizeof damages[0]; i++) {
        char folder[32], path[64];
        struct fleet_rows wanted = {0};
        sqlite3 *database;
        int faults;
        fleet_make_folder(folder);
        fill(folder, &wanted);
        snprintf(path, sizeof path, "%s/%s", folder, HISTORY_STORE_FILE);
        CHECK_INT(sqlite3_open(path, &database), SQLITE_OK);
        CHECK_INT(sqlite3_exec(database, damages[i], NULL, NULL, NULL), SQLITE_OK);
        sqlite3_close(database);
        struct history_check found = check(folder, &faults);
        CHECK(found.fault_count >= 3);
        CHECK(faults >= 3);
        if (i == 0)
            CHECK(found.position_count > wanted.count - 4 * HISTORY_CHUNK_NEW_MAX);
        free(wanted.rows);
        fleet_drop_folder(folder);
    }
}

int main(void)
{
    RUN(compacting_changes_nothing_but_the_size);
    RUN(boxes_find_the_same_across_the_antimeridian);
    RUN(what_is_too_old_goes_by_its_class_and_what_is_too_much_goes_first);
    RUN(a_backup_while_it_is_written_to_has_what_was_there);
    RUN(what_is_broken_is_found_and_costs_itself);
    return check_summary();
}
