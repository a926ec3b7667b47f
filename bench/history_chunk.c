/* SPDX-License-Identifier: Apache-2.0 */
/* Measures the chunk codecs: history_chunk FILE of rows (bench/history_rows.py). Prints one line a
 * codec: its name, positions, chunks, bytes, and the best seconds to encode and decode all. */
#include "history/chunk.h"
#include "history/residuals.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LINE_SIZE = 1024, ROUNDS = 15, CHUNK_COUNT_MAX = 8192 };

struct chunks {
    size_t count;
    struct history_columns *columns[CHUNK_COUNT_MAX];
    size_t sizes[CHUNK_COUNT_MAX];
    uint8_t *bytes; /* HISTORY_CHUNK_SIZE_MAX each */
};

static double now_s(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* The number of the set of a text like "3,17". */
static uint8_t set_of(struct history_sets *sets, const char *text)
{
    uint16_t stations[HISTORY_SET_STATION_COUNT_MAX];
    size_t count = 0;
    for (char *end; *text != '\0'; text = *end == ',' ? end + 1 : end)
        stations[count++] = (uint16_t)strtoul(text, &end, 10);
    for (size_t set = 0, from = 0; set < sets->count; from = sets->ends[set++])
        if (sets->ends[set] - from == count &&
            memcmp(sets->stations + from, stations, count * sizeof *stations) == 0)
            return (uint8_t)set;
    size_t from = sets->count > 0 ? sets->ends[sets->count - 1] : 0;
    if (sets->count == HISTORY_SET_COUNT_MAX || from + count > HISTORY_SET_STATION_COUNT_MAX)
        return 0;
    memcpy(sets->stations + from, stations, count * sizeof *stations);
    sets->ends[sets->count] = (uint16_t)(from + count);
    return (uint8_t)sets->count++;
}

static void copy_position(struct history_columns *columns, const struct history_columns *from,
                          uint32_t i)
{
    uint32_t at = columns->count++;
    columns->time_ms[at] = from->time_ms[i];
    columns->longitude_min_e4[at] = from->longitude_min_e4[i];
    columns->latitude_min_e4[at] = from->latitude_min_e4[i];
    columns->speed_kn_e1[at] = from->speed_kn_e1[i];
    columns->course_deg_e1[at] = from->course_deg_e1[i];
    columns->heading_deg[at] = from->heading_deg[i];
    columns->status[at] = from->status[i];
    columns->turn[at] = from->turn[i];
}

static struct history_columns *new_columns(struct chunks *chunks)
{
    struct history_columns *columns = calloc(1, sizeof *columns);
    if (columns == NULL || chunks->count == CHUNK_COUNT_MAX)
        exit(2);
    chunks->columns[chunks->count++] = columns;
    return columns;
}

static void read_rows(FILE *file, struct chunks *chunks)
{
    static struct history_columns row;
    struct history_columns *columns = NULL;
    char line[LINE_SIZE];
    long last_ship = -1;

    while (fgets(line, sizeof line, file) != NULL) {
        long ship;
        int status;
        int turn;
        char heard[LINE_SIZE];
        if (sscanf(line, "%ld %ld %d %d %hu %hu %hu %d %d %s", &ship, &row.time_ms[0],
                   &row.longitude_min_e4[0], &row.latitude_min_e4[0], &row.speed_kn_e1[0],
                   &row.course_deg_e1[0], &row.heading_deg[0], &status, &turn, heard) != 10)
            exit(2);
        row.status[0] = (uint8_t)status;
        row.turn[0] = (int8_t)turn;
        bool is_same = ship == last_ship;
        if (!is_same || columns->count == HISTORY_CHUNK_COUNT_MAX) {
            struct history_columns *before = is_same ? columns : NULL;
            columns = new_columns(chunks);
            if (before != NULL) {
                columns->has_head = true;
                copy_position(columns, before, before->count - 1);
                columns->heard[0] = set_of(&columns->sets, heard);
            }
        }
        last_ship = ship;
        copy_position(columns, &row, 0);
        columns->heard[columns->count - 1] = set_of(&columns->sets, heard);
        if (!is_same && columns->count == 1)
            continue;
    }
}

static bool is_same(const struct history_columns *a, const struct history_columns *b)
{
    size_t n = a->count;
#define SAME(column) (memcmp(a->column, b->column, n * sizeof *a->column) == 0)
    return n == b->count && SAME(time_ms) && SAME(longitude_min_e4) && SAME(latitude_min_e4) &&
           SAME(speed_kn_e1) && SAME(course_deg_e1) && SAME(heading_deg) && SAME(status) &&
           SAME(turn) && SAME(heard);
#undef SAME
}

static void measure(struct chunks *chunks, enum history_codec codec, const char *name)
{
    double encode_s = 1e9;
    double decode_s = 1e9;
    size_t bytes = 0;
    size_t positions = 0;
    static struct history_columns columns;

    for (size_t i = 0; i < chunks->count; i++)
        positions += chunks->columns[i]->count - chunks->columns[i]->has_head;
    for (int round = 0; round < ROUNDS; round++) {
        double began_s = now_s();
        for (size_t i = 0; i < chunks->count; i++)
            chunks->sizes[i] = history_chunk_encode(chunks->columns[i], codec,
                                                    chunks->bytes + i * HISTORY_CHUNK_SIZE_MAX);
        encode_s = fmin(encode_s, now_s() - began_s);
        began_s = now_s();
        for (size_t i = 0; i < chunks->count; i++)
            if (history_chunk_decode(chunks->bytes + i * HISTORY_CHUNK_SIZE_MAX, chunks->sizes[i],
                                     &columns) != HISTORY_CHUNK_OK)
                exit(3);
        decode_s = fmin(decode_s, now_s() - began_s);
    }
    for (size_t i = 0; i < chunks->count; i++) {
        bytes += chunks->sizes[i];
        assert(history_chunk_decode(chunks->bytes + i * HISTORY_CHUNK_SIZE_MAX, chunks->sizes[i],
                                    &columns) == HISTORY_CHUNK_OK);
        assert(is_same(&columns, chunks->columns[i]));
    }
    printf("%s %zu %zu %zu %.3f B  enc %.1f M/s dec %.1f M/s\n", name, positions, chunks->count,
           bytes, (double)bytes / (double)positions, (double)positions / encode_s / 1e6,
           (double)positions / decode_s / 1e6);
}

static void entropies(const struct chunks *chunks)
{
    static const char *const names[] = {"time",   "speed", "course", "heading", "turn",
                                        "status", "lon",   "lat",    "heard"};
    double total = 0;
    for (unsigned column = 0; column < HISTORY_COLUMN_COUNT; column++) {
        enum { SLOTS = 1 << 22 };
        uint32_t *counts = calloc(SLOTS, sizeof *counts);
        size_t n = 0;
        double packed = 0;
        for (size_t c = 0; c < chunks->count; c++) {
            static struct history_residuals r;
            static uint8_t out[HISTORY_CHUNK_SIZE_MAX];
            struct history_terms terms = history_residuals_terms(chunks->columns[c]);
            history_residuals_take(chunks->columns[c], &terms, &r);
            uint32_t all = 0;
            for (uint32_t i = 0; i + 1 < chunks->columns[c]->count; i++, n++)
                counts[r.values[column][i] % SLOTS]++, all |= r.values[column][i];
            if (all)
                packed +=
                    (double)(history_pack(out, r.values[column], chunks->columns[c]->count - 1) -
                             out);
        }
        double bits = 0;
        for (size_t i = 0; i < SLOTS; i++)
            if (counts[i] > 0)
                bits -= counts[i] * log2((double)counts[i] / (double)n);
        printf("   %-8s order 0 %.2f  packed %.2f bits\n", names[column], bits / (double)n,
               packed * 8 / (double)n);
        total += bits / (double)n;
        free(counts);
    }
    printf("   total %.3f bytes\n", total / 8);
}

int main(int argc, char **argv)
{
    static struct chunks chunks;
    FILE *file = argc > 1 ? fopen(argv[1], "r") : NULL;
    if (file == NULL)
        return 2;
    read_rows(file, &chunks);
    fclose(file);
    chunks.bytes = malloc(chunks.count * HISTORY_CHUNK_SIZE_MAX);
    printf("%s\n", argv[1]);
    measure(&chunks, HISTORY_CODEC_HOT, "hot");
    measure(&chunks, HISTORY_CODEC_COLD, "cold");
    if (argc > 2)
        entropies(&chunks);
    return 0;
}
