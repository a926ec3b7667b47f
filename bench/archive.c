/* SPDX-License-Identifier: Apache-2.0 */
/* The archive's part of bench/archive.py: a log into a store from memory, a store's queries timed,
 * its rows for others to keep, and reports that come in meanwhile. One line of words a result. */
#include "ais/bits.h"
#include "ais/decoder.h"
#include "base/clock.h"
#include "history/counts.h"
#include "history/crossings.h"
#include "history/latest.h"
#include "history/points.h"
#include "history/raster.h"
#include "history/record.h"
#include "history/writer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum {
    PIECE_SIZE = 1 << 20,
    SYNC_EVERY = 1000000,
    SHIP_COUNT_MAX = 1 << 18,
    SEGMENT_COUNT_MAX = 1 << 18,
    POSITION_COUNT_MAX = 1 << 24,
    ROUNDS_MAX = 1000,
    CELL = HISTORY_DEGREE / 100,
};

static char reason_bytes[256];

static struct text reason_text(void)
{
    return text_init(reason_bytes, sizeof reason_bytes);
}

static void give_up(const char *what)
{
    fprintf(stderr, "bench_archive: %s: %s\n", what, reason_bytes);
    exit(2);
}

static double wall_s(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static double processor_s(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* ---- A log into memory, and from there into a store. */

struct memory {
    uint8_t *bytes; /* records, as a journal has them */
    size_t size;
    size_t size_max;
    size_t position_count;
};

static bool is_position(uint8_t type)
{
    return type <= 4 || type == 9 || type == 11 || type == 18 || type == 19 || type == 21 ||
           type == 27;
}

static void remember(struct memory *memory, const struct ais_event *event)
{
    if (event->kind != AIS_EVENT_MESSAGE || !history_record_is_wanted(event->message.type))
        return;
    struct evidence_report report = {
        .message = &event->message,
        .time_ms = event->stamp.time_ms,
        .station = 1,
    };
    struct history_record record = history_record_of(&report);
    if (memory->size + HISTORY_RECORD_SIZE_MAX > memory->size_max) {
        memory->size_max = 2 * memory->size_max + (1 << 24);
        memory->bytes = realloc(memory->bytes, memory->size_max);
    }
    memory->size += history_record_write(&record, memory->bytes + memory->size);
    memory->position_count += is_position(event->message.type);
}

static struct memory read_log(const char *path)
{
    static struct ais_decoder decoder;
    static struct ais_event event;
    static char piece[PIECE_SIZE];
    struct memory memory = {0};
    FILE *file = fopen(path, "r");
    size_t size;

    if (file == NULL)
        give_up(path);
    ais_decoder_init(&decoder);
    while ((size = fread(piece, 1, sizeof piece, file)) > 0) {
        ais_decoder_push(&decoder, piece, size, (struct ais_arrival){.received_ms = 0});
        while (ais_decoder_next(&decoder, &event))
            remember(&memory, &event);
    }
    fclose(file);
    return memory;
}

static struct history_writer *open_writer(const char *store, bool has_journal)
{
    struct text reason = reason_text();
    struct history_writer *writer = history_writer_open(
        &(struct history_writer_options){.directory = store,
                                         .has_journal = has_journal,
                                         .segment_count_max = SEGMENT_COUNT_MAX,
                                         .position_count_max = POSITION_COUNT_MAX},
        &reason);
    if (writer == NULL)
        give_up(store);
    return writer;
}

/* Reads the records, and gives them to a writer unless it is NULL. */
static void give_all(const struct memory *memory, struct history_writer *writer, uint16_t station)
{
    struct history_bytes bytes = {memory->bytes, memory->bytes + memory->size, false};
    struct history_record record;
    static struct ais_message message;
    size_t count = 0;

    while (history_bytes_left(&bytes) > 0 && history_record_read(&bytes, &record)) {
        if (!history_record_message(&record, &message))
            continue;
        struct evidence_report report = {&message, record.time_ms, station, record.is_copy};
        if (writer == NULL)
            continue;
        history_writer_take(writer, &report);
        if (++count % SYNC_EVERY == 0)
            history_writer_sync(writer, record.time_ms);
    }
}

/* load LOG STORE: positions, processor seconds and seconds by the clock, and the processor seconds
 * that the messages alone take to be read out of their bits. */
static int load(char **words)
{
    struct memory memory = read_log(words[0]);
    struct text reason = reason_text();
    double before_s = processor_s();
    give_all(&memory, NULL, 0);
    double read_s = processor_s() - before_s;
    before_s = processor_s();
    double wall_before_s = wall_s();
    struct history_writer *writer = open_writer(words[1], false);
    give_all(&memory, writer, history_writer_station(writer, "all"));
    if (!history_writer_close(writer, NULL, &reason))
        give_up(words[1]);
    printf("load %zu %.3f %.3f %.3f\n", memory.position_count, processor_s() - before_s,
           wall_s() - wall_before_s, read_s);
    free(memory.bytes);
    return 0;
}

/* ---- Queries. */

struct query {
    char name[8];
    long long from_s, until_s, mmsi;
    struct history_box box;
};

/* What is compared with other programs' answers. */
struct answer {
    long long one, other;
};

static bool add_point(void *user, const struct history_position *position)
{
    struct answer *answer = user;
    answer->one++;
    answer->other += position->values.longitude_min_e4 + position->values.latitude_min_e4;
    return true;
}

static bool add_crossing(void *user, const struct history_crossing *crossing)
{
    struct answer *answer = user;
    if (crossing->direction > 0)
        answer->one++;
    else
        answer->other++;
    return true;
}

static bool ask_counts(struct history_reader *reader, const struct history_filter *filter,
                       struct answer *answer, struct text *reason)
{
    static struct history_count rows[SHIP_COUNT_MAX];
    struct history_counts counts = {.count_max = 1 << 15, .rows = rows};
    if (!history_counts_read(reader, filter, &counts, reason))
        return false;
    answer->one = (long long)counts.count;
    for (size_t i = 0; i < counts.count; i++)
        answer->other += (long long)rows[i].position_count * (rows[i].mmsi % 1000);
    return true;
}

static bool ask_latest(struct history_reader *reader, const struct history_filter *filter,
                       struct answer *answer, struct text *reason)
{
    static struct history_position rows[SHIP_COUNT_MAX];
    struct history_latest latest = {.count_max = 1 << 15, .rows = rows};
    if (!history_latest_read(reader, filter, &latest, reason))
        return false;
    for (size_t i = 0; i < latest.count; i++)
        add_point(answer, &rows[i]);
    return true;
}

/* The gate is the west side of the box, half a unit to the east so that no position lies on it. */
static bool ask_crossings(struct history_reader *reader, const struct history_filter *filter,
                          struct answer *answer, struct text *reason)
{
    double longitude_deg = (filter->box->west + 0.5) / HISTORY_DEGREE;
    struct geo_point points[] = {{longitude_deg, (double)filter->box->south / HISTORY_DEGREE},
                                 {longitude_deg, (double)filter->box->north / HISTORY_DEGREE}};
    struct geo_gate gate = {points, 2};
    struct history_crossings crossings = {&gate, filter->from_ms, filter->until_ms, 600000, 0};
    return history_crossings_read(reader, &crossings, add_crossing, answer, reason);
}

static bool ask_raster(struct history_reader *reader, const struct history_filter *filter,
                       struct answer *answer, struct text *reason)
{
    struct history_filter everywhere = *filter;
    struct history_raster raster;
    everywhere.box = NULL;
    if (!history_raster_init(&raster, filter->box, CELL))
        return false;
    size_t cell_count = (size_t)raster.width * raster.height;
    raster.counts = calloc(cell_count, sizeof *raster.counts);
    bool is_read = history_raster_read(reader, &everywhere, &raster, reason);
    for (size_t i = 0; i < cell_count; i++) {
        answer->one += raster.counts[i] > 0;
        answer->other += (long long)raster.counts[i] * raster.counts[i];
    }
    free(raster.counts);
    return is_read;
}

static void ask(struct history_reader *reader, const struct query *query, struct answer *answer)
{
    struct text reason = reason_text();
    bool is_read = false;
    struct history_filter filter = {
        .box = query->mmsi == 0 ? &query->box : NULL,
        .mmsi = (uint32_t)query->mmsi,
        .from_ms = query->from_s * 1000,
        .until_ms = query->until_s * 1000,
    };

    *answer = (struct answer){0};
    if (query->name[1] <= '2')
        is_read = history_points_each(reader, &filter, add_point, answer, &reason);
    else if (query->name[1] == '3')
        is_read = ask_counts(reader, &filter, answer, &reason);
    else if (query->name[1] == '4')
        is_read = ask_latest(reader, &filter, answer, &reason);
    else if (query->name[1] == '5')
        is_read = ask_crossings(reader, &filter, answer, &reason);
    else
        is_read = ask_raster(reader, &filter, answer, &reason);
    if (!is_read)
        give_up(query->name);
}

static int compare(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;
    return a < b ? -1 : a > b;
}

/* Asks for about so long, and prints the name, the answer, the median of the milliseconds by the
 * clock, that of the processor's, and how often it was. With `opens` each has a reader of its own.
 */
static void measure(const char *store, const struct query *query, double seconds, bool opens)
{
    double walls[ROUNDS_MAX], processors[ROUNDS_MAX];
    struct text reason = reason_text();
    struct history_reader *reader = history_reader_open(store, &reason);
    struct answer answer;
    size_t rounds = 0;

    if (reader == NULL)
        give_up(store);
    ask(reader, query, &answer);
    for (double spent_s = 0; rounds < 3 || (spent_s < seconds && rounds < ROUNDS_MAX); rounds++) {
        double wall = wall_s(), processor = processor_s();
        if (opens) {
            history_reader_close(reader);
            reader = history_reader_open(store, &reason);
        }
        ask(reader, query, &answer);
        walls[rounds] = wall_s() - wall;
        processors[rounds] = processor_s() - processor;
        spent_s += walls[rounds];
    }
    history_reader_close(reader);
    qsort(walls, rounds, sizeof *walls, compare);
    qsort(processors, rounds, sizeof *processors, compare);
    printf("%s %lld %lld %.4f %.4f %zu\n", query->name, answer.one, answer.other,
           1e3 * walls[rounds / 2], 1e3 * processors[rounds / 2], rounds);
    fflush(stdout);
}

/* query STORE SECONDS kept|opened: reads queries from standard input, a line each: name, seconds
 * from and until, MMSI, west, south, east, north. */
static int query(char **words)
{
    struct query query;
    struct history_box *box = &query.box;

    while (scanf("%7s %lld %lld %lld %d %d %d %d", query.name, &query.from_s, &query.until_s,
                 &query.mmsi, &box->west, &box->south, &box->east, &box->north) == 8)
        measure(words[0], &query, strtod(words[1], NULL), words[2][0] == 'o');
    return 0;
}

/* ---- Rows. */

static bool print_row(void *user, const struct history_position *position)
{
    const struct history_values *values = &position->values;
    fprintf(user, "%lld,%u,%d,%d,%u,%u,%u,%u,%d\n", (long long)(position->time_ms / 1000),
            position->mmsi, values->longitude_min_e4, values->latitude_min_e4, values->speed_kn_e1,
            values->course_deg_e1, values->heading_deg, values->status, values->turn);
    return true;
}

/* rows STORE FILE */
static int rows(char **words)
{
    static const struct history_filter all = {.from_ms = INT64_MIN, .until_ms = INT64_MAX};
    struct text reason = reason_text();
    struct history_reader *reader = history_reader_open(words[0], &reason);
    FILE *file = fopen(words[1], "w");

    if (reader == NULL || file == NULL ||
        !history_points_each(reader, &all, print_row, file, &reason) || fclose(file) != 0)
        give_up(words[0]);
    history_reader_close(reader);
    return 0;
}

/* ---- Reports that come in. */

static struct ais_message report_of(uint8_t payload[static 32], uint32_t ship, uint32_t round)
{
    struct ais_message message;
    uint32_t longitude = 33600000 + ship * 37 + round * 60, latitude = 9000000 + ship * 91;

    memset(payload, 0, 32);
    ais_bits_put(payload, 0, 6, 1);
    ais_bits_put(payload, 8, 30, 799900000 + ship);
    ais_bits_put(payload, 50, 10, 120);
    ais_bits_put(payload, 61, 28, longitude);
    ais_bits_put(payload, 89, 27, latitude);
    ais_bits_put(payload, 116, 12, 900);
    ais_bits_put(payload, 128, 9, 90);
    if (ais_message_read((struct ais_bits){payload, 168}, 0, &message) != AIS_DECODED)
        give_up("message");
    return message;
}

/* feed STORE RATE SECONDS FROM: so many reports a second by the clock, of 10,000 ships, each
 * durable within a second; prints "feeding" when it has begun. */
static int feed(char **words)
{
    enum { SHIPS = 10000, TICK_MS = 10 };
    double rate = strtod(words[1], NULL), seconds = strtod(words[2], NULL);
    int64_t from_ms = strtoll(words[3], NULL, 10) * 1000;
    struct history_writer *writer = open_writer(words[0], true);
    uint16_t station = history_writer_station(writer, "live");
    struct text reason = reason_text();
    uint64_t given = 0;
    double began_s = wall_s(), passed_s, synced_s = 0;
    uint8_t payload[32];

    printf("feeding\n");
    fflush(stdout);
    while ((passed_s = wall_s() - began_s) < seconds) {
        for (; (double)given < rate * passed_s; given++) {
            struct ais_message message =
                report_of(payload, (uint32_t)(given % SHIPS), (uint32_t)(given / SHIPS));
            struct evidence_report report = {
                &message, from_ms + (int64_t)((double)given / rate * 1e3), station, false};
            history_writer_take(writer, &report);
        }
        if (passed_s - synced_s >= 1) {
            history_writer_sync(writer, from_ms + (int64_t)(passed_s * 1e3));
            synced_s = passed_s;
        }
        nanosleep(&(struct timespec){.tv_nsec = TICK_MS * 1000000}, NULL);
    }
    if (!history_writer_close(writer, NULL, &reason))
        give_up(words[0]);
    printf("fed %llu %.3f\n", (unsigned long long)given, processor_s());
    return 0;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int word_count;
        int (*run)(char **words);
    } commands[] = {{"load", 2, load}, {"query", 3, query}, {"rows", 2, rows}, {"feed", 4, feed}};

    for (size_t i = 0; argc > 1 && i < sizeof commands / sizeof commands[0]; i++)
        if (strcmp(argv[1], commands[i].name) == 0 && argc == commands[i].word_count + 2)
            return commands[i].run(argv + 2);
    fprintf(stderr, "usage: bench_archive load|query|rows|feed WORDS, see bench/archive.c\n");
    return 2;
}
