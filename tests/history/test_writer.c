/* SPDX-License-Identifier: Apache-2.0 */
#include "fleet.h"
#include "history/writer.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const int64_t begin_ms = INT64_C(1542625200000); /* 2018-11-19 */
static const struct history_filter everything = {.from_ms = INT64_MIN, .until_ms = INT64_MAX};

static struct history_writer *open_writer(const char *folder, bool has_journal)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct history_writer_options options = {
        .directory = folder,
        .has_journal = has_journal,
        .segment_count_max = 1000,
        .position_count_max = 100000,
    };
    struct history_writer *writer = history_writer_open(&options, &reason);
    CHECK_TEXT(bytes, "");
    return writer;
}

static void close_writer(struct history_writer *writer)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    CHECK(history_writer_close(writer, NULL, &reason));
    CHECK_TEXT(bytes, "");
}

/* A traffic of ships: report i of it, the same whenever it is asked for. */
struct made {
    struct fleet_row row;
    uint32_t speed;
    bool is_copy;
};

static struct made make(uint32_t i)
{
    uint64_t state = i / 2 + 77; /* every second one is heard again, by another station */
    uint32_t ship = fleet_random(&state) % 20;
    struct made made = {.is_copy = i % 2 == 1};
    int64_t late_ms = fleet_random(&state) % 10 == 0 ? fleet_random(&state) % 5000 : 0;

    made.row.mmsi = 799000001 + ship;
    made.row.time_ms = begin_ms + (int64_t)(i / 2) * 1000 - late_ms / 1000 * 1000 + i % 2 * 1000;
    made.row.longitude = 33600000 + (int32_t)(i / 2) * 7 + (int32_t)ship * 1000;
    made.row.latitude = 15900000 + (int32_t)(fleet_random(&state) % 1000);
    made.row.stations = 1U << (1 + fleet_random(&state) % 3 + i % 2);
    made.speed = fleet_random(&state) % 200;
    return made;
}

static uint16_t station_of(uint32_t stations)
{
    uint16_t number = 0;
    while (stations >> number != 1)
        number++;
    return number;
}

/* Gives reports to a writer, and to the rows that it must then have. */
static void take(struct history_writer *writer, uint32_t first, uint32_t end,
                 struct fleet_rows *wanted)
{
    for (uint32_t i = first; i < end; i++) {
        struct made made = make(i);
        uint8_t payload[32];
        struct ais_message message = fleet_message(payload, made.row.mmsi, made.row.longitude,
                                                   made.row.latitude, made.speed);
        struct evidence_report report = {
            .message = &message,
            .time_ms = made.row.time_ms,
            .station = station_of(made.row.stations),
            .is_copy = made.is_copy,
        };
        history_writer_take(writer, &report);
        if (made.is_copy)
            made.row.time_ms = make(i - 1).row.time_ms; /* it was sent once */
        fleet_add(wanted, made.row);
    }
}

/* Names the stations of the reports, so that the store numbers them 1 to 4. */
static void name_stations(struct history_writer *writer)
{
    static const char *const names[] = {"roof", "larak", "khasab", "ras"};
    for (uint16_t i = 0; i < 4; i++)
        CHECK_INT(history_writer_station(writer, names[i]), i + 1);
}

static void what_goes_in_comes_out_with_who_heard_it(void)
{
    char folder[32];
    struct fleet_rows wanted = {0};

    fleet_make_folder(folder);
    struct history_writer *writer = open_writer(folder, false);
    name_stations(writer);
    take(writer, 0, 60000, &wanted);
    CHECK_INT(history_writer_state(writer).refused_count, 0);
    close_writer(writer);
    fleet_settle(&wanted);
    struct fleet_rows found = fleet_read(folder, &everything);
    fleet_check_same(&found, &wanted);
    CHECK_INT(found.count, 30000);
    free(found.rows);
    free(wanted.rows);
    fleet_drop_folder(folder);
}

static void a_reader_sees_what_is_still_open(void)
{
    char folder[32];
    struct fleet_rows wanted = {0};

    fleet_make_folder(folder);
    struct history_writer *writer = open_writer(folder, true);
    name_stations(writer);
    for (uint32_t i = 0; i < 40000; i += 10000) {
        take(writer, i, i + 10000, &wanted);
        history_writer_sync(writer, begin_ms);
        struct fleet_rows copy = {0};
        for (size_t j = 0; j < wanted.count; j++)
            fleet_add(&copy, wanted.rows[j]);
        fleet_settle(&copy);
        struct fleet_rows found = fleet_read(folder, &everything);
        fleet_check_same(&found, &copy);
        free(found.rows);
        free(copy.rows);
    }
    close_writer(writer);
    free(wanted.rows);
    fleet_drop_folder(folder);
}

static void the_same_again_changes_nothing(void)
{
    char folder[32];
    struct fleet_rows wanted = {0}, again = {0};

    fleet_make_folder(folder);
    for (int i = 0; i < 3; i++) {
        struct history_writer *writer = open_writer(folder, false);
        name_stations(writer);
        take(writer, 0, 60000, i == 0 ? &wanted : &again);
        close_writer(writer);
    }
    struct history_writer *writer = open_writer(folder, false);
    take(writer, 20000, 40000, &again); /* a part of it, which falls into chunks otherwise */
    close_writer(writer);
    fleet_settle(&wanted);
    struct fleet_rows found = fleet_read(folder, &everything);
    fleet_check_same(&found, &wanted);
    free(found.rows);
    free(again.rows);
    free(wanted.rows);
    fleet_drop_folder(folder);
}

static void parts_in_any_order_are_the_whole(void)
{
    static const uint32_t parts[] = {3, 0, 5, 1, 4, 2};
    char folder[32];
    struct fleet_rows wanted = {0};

    fleet_make_folder(folder);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        struct history_writer *writer = open_writer(folder, false);
        if (i == 0)
            name_stations(writer);
        take(writer, parts[i] * 10000, parts[i] * 10000 + 10000, &wanted);
        close_writer(writer);
    }
    fleet_settle(&wanted);
    struct fleet_rows found = fleet_read(folder, &everything);
    fleet_check_same(&found, &wanted);
    free(found.rows);
    free(wanted.rows);
    fleet_drop_folder(folder);
}

/* Runs a writer in a process of its own that dies without a word after `count` reports. */
static void write_and_die(const char *folder, uint32_t first, uint32_t count, bool is_synced)
{
    pid_t child = fork();
    if (child == 0) {
        struct fleet_rows none = {0};
        struct history_writer *writer = open_writer(folder, true);
        if (first == 0)
            name_stations(writer);
        take(writer, first, first + count, &none);
        if (is_synced)
            history_writer_sync(writer, begin_ms);
        _exit(0);
    }
    waitpid(child, &(int){0}, 0);
}

static void what_was_synced_is_there_after_a_crash(void)
{
    char folder[32];
    struct fleet_rows wanted = {0};

    fleet_make_folder(folder);
    for (uint32_t i = 0; i < 5; i++)
        write_and_die(folder, i * 8000, 8000, true);
    struct history_writer *writer = open_writer(folder, true);
    CHECK(history_writer_state(writer).replayed_count > 0);
    take(writer, 40000, 50000, &wanted);
    close_writer(writer);
    for (uint32_t i = 0; i < 40000; i++) {
        struct made made = make(i);
        if (made.is_copy)
            made.row.time_ms = make(i - 1).row.time_ms;
        fleet_add(&wanted, made.row);
    }
    fleet_settle(&wanted);
    struct fleet_rows found = fleet_read(folder, &everything);
    fleet_check_same(&found, &wanted);
    free(found.rows);
    free(wanted.rows);
    fleet_drop_folder(folder);
}

/* The size of the one journal in a folder, and its path. */
static off_t find_journal(const char *folder, char path[static 96])
{
    struct stat state = {0};
    for (unsigned number = 1; number < 100; number++) {
        snprintf(path, 96, "%s/journal-%08u", folder, number);
        if (stat(path, &state) == 0)
            return state.st_size;
    }
    CHECK(false);
    return 0;
}

/* Power loss leaves any front part of what was written last. */
static void a_journal_cut_anywhere_opens_with_what_is_whole(void)
{
    uint64_t state = 5;

    for (int round = 0; round < 8; round++) {
        char folder[32], path[96];
        fleet_make_folder(folder);
        write_and_die(folder, 0, 4000, true);
        off_t size = find_journal(folder, path);
        off_t cut = (off_t)(fleet_random(&state) % (uint64_t)size);
        CHECK_INT(truncate(path, cut), 0);
        struct history_writer *writer = open_writer(folder, true);
        uint64_t replayed = history_writer_state(writer).replayed_count;
        CHECK(replayed <= 4000);
        CHECK(round > 0 || replayed > 0 || cut < 70000);
        struct fleet_rows wanted = {0};
        take(writer, 0, (uint32_t)replayed, &wanted); /* again: nothing more is there */
        close_writer(writer);
        fleet_settle(&wanted);
        struct fleet_rows found = fleet_read(folder, &everything);
        fleet_check_same(&found, &wanted);
        free(found.rows);
        free(wanted.rows);
        fleet_drop_folder(folder);
    }
}

static void a_spoilt_byte_costs_what_follows_it_and_no_more(void)
{
    char folder[32], path[96];
    uint8_t byte;

    fleet_make_folder(folder);
    write_and_die(folder, 0, 8000, true);
    off_t size = find_journal(folder, path);
    int fd = open(path, O_RDWR);
    CHECK(pread(fd, &byte, 1, size - 10) == 1);
    byte ^= 1;
    CHECK(pwrite(fd, &byte, 1, size - 10) == 1);
    close(fd);
    struct history_writer *writer = open_writer(folder, true);
    uint64_t replayed = history_writer_state(writer).replayed_count;
    CHECK(replayed > 4000 && replayed < 8000);
    close_writer(writer);
    fleet_drop_folder(folder);
}

static void a_second_writer_is_refused(void)
{
    char folder[32], bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);

    fleet_make_folder(folder);
    struct history_writer *writer = open_writer(folder, true);
    CHECK(history_writer_open(&(struct history_writer_options){.directory = folder,
                                                               .segment_count_max = 10,
                                                               .position_count_max = 100},
                              &reason) == NULL);
    CHECK_TEXT(bytes, "another narrows writes to it");
    close_writer(writer);
    fleet_drop_folder(folder);
}

/* A full disk: no file may grow beyond what it has. */
static void a_full_disk_is_said_and_nothing_is_lost_when_it_has_room_again(void)
{
    char folder[32];
    struct fleet_rows wanted = {0};
    struct rlimit old, full;

    fleet_make_folder(folder);
    signal(SIGXFSZ, SIG_IGN);
    struct history_writer *writer = open_writer(folder, true);
    name_stations(writer);
    take(writer, 0, 20000, &wanted);
    history_writer_sync(writer, begin_ms);
    CHECK(history_writer_state(writer).is_storing);
    getrlimit(RLIMIT_FSIZE, &old);
    full = (struct rlimit){.rlim_cur = 4096, .rlim_max = old.rlim_max};
    setrlimit(RLIMIT_FSIZE, &full);
    for (uint32_t i = 20000; i < 60000; i += 2000) {
        take(writer, i, i + 2000, &wanted);
        history_writer_sync(writer, begin_ms + i);
    }
    CHECK(!history_writer_state(writer).is_storing);
    CHECK(history_writer_state(writer).reason[0] != '\0');
    setrlimit(RLIMIT_FSIZE, &old);
    history_writer_sync(writer, begin_ms + 100000);
    CHECK(history_writer_state(writer).is_storing);
    CHECK_TEXT(history_writer_state(writer).reason, "");
    CHECK_INT(history_writer_state(writer).refused_count, 0);
    close_writer(writer);
    fleet_settle(&wanted);
    struct fleet_rows found = fleet_read(folder, &everything);
    fleet_check_same(&found, &wanted);
    free(found.rows);
    free(wanted.rows);
    fleet_drop_folder(folder);
}

int main(void)
{
    RUN(what_goes_in_comes_out_with_who_heard_it);
    RUN(a_reader_sees_what_is_still_open);
    RUN(the_same_again_changes_nothing);
    RUN(parts_in_any_order_are_the_whole);
    RUN(what_was_synced_is_there_after_a_crash);
    RUN(a_journal_cut_anywhere_opens_with_what_is_whole);
    RUN(a_spoilt_byte_costs_what_follows_it_and_no_more);
    RUN(a_second_writer_is_refused);
    RUN(a_full_disk_is_said_and_nothing_is_lost_when_it_has_room_again);
    return check_summary();
}
