/* SPDX-License-Identifier: Apache-2.0 */
/* Measures the chunk codecs on rows of positions that bench/history.py writes:
 *
 *     history_chunk FILE SECONDS
 *
 * A row is "ship time_ms longitude latitude speed course heading status turn station,station", as
 * in history/columns.h, ordered by ship and time. Prints the count of positions and of chunks, the
 * order-0 entropy of the residuals in bytes a position, and of each codec, hot first, its bytes a
 * position and how many million positions a second it writes and reads, by processor time. */
#include "history/chunk.h"
#include "history/residuals.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LINE_SIZE = 1024, CHUNK_COUNT_MAX = 8192 };

struct chunks {
    size_t count;
    size_t positions; /* without heads */
    struct history_columns *columns[CHUNK_COUNT_MAX];
    size_t sizes[CHUNK_COUNT_MAX];
    uint8_t *bytes[CHUNK_COUNT_MAX];
};

struct row {
    int64_t ship;
    int64_t numbers[8]; /* time_ms to turn */
    size_t station_count;
    uint16_t stations[HISTORY_SET_STATION_COUNT_MAX];
};

static void fail(const char *what)
{
    fprintf(stderr, "history_chunk: %s\n", what);
    exit(1);
}

static bool read_row(FILE *file, struct row *row)
{
    char line[LINE_SIZE];
    char *at = line;
    if (fgets(line, sizeof line, file) == NULL)
        return false;
    row->ship = strtoll(at, &at, 10);
    for (size_t i = 0; i < 8; i++)
        row->numbers[i] = strtoll(at, &at, 10);
    for (row->station_count = 0; *at != '\n' && *at != '\0'; at += *at == ',')
        row->stations[row->station_count++] = (uint16_t)strtoul(at, &at, 10);
    return true;
}

/* The number of the row's set, a new one if need be; -1 when there is no room. */
static int set_of(struct history_sets *sets, const struct row *row)
{
    size_t from = 0;
    for (int set = 0; set < sets->count; from = sets->ends[set++])
        if (sets->ends[set] - from == row->station_count &&
            memcmp(sets->stations + from, row->stations, row->station_count * sizeof(uint16_t)) ==
                0)
            return set;
    if (sets->count == HISTORY_SET_COUNT_MAX ||
        from + row->station_count > HISTORY_SET_STATION_COUNT_MAX)
        return -1;
    memcpy(sets->stations + from, row->stations, row->station_count * sizeof(uint16_t));
    sets->ends[sets->count] = (uint16_t)(from + row->station_count);
    return sets->count++;
}

/* False when the chunk is full. */
static bool add_row(struct history_columns *columns, const struct row *row)
{
    uint32_t at = columns->count;
    int set = at < HISTORY_CHUNK_COUNT_MAX ? set_of(&columns->sets, row) : -1;
    if (set < 0)
        return false;
    columns->time_ms[at] = row->numbers[0];
    columns->longitude_min_e4[at] = (int32_t)row->numbers[1];
    columns->latitude_min_e4[at] = (int32_t)row->numbers[2];
    columns->speed_kn_e1[at] = (uint16_t)row->numbers[3];
    columns->course_deg_e1[at] = (uint16_t)row->numbers[4];
    columns->heading_deg[at] = (uint16_t)row->numbers[5];
    columns->status[at] = (uint8_t)row->numbers[6];
    columns->turn[at] = (int8_t)row->numbers[7];
    columns->heard[at] = (uint8_t)set;
    columns->count++;
    return true;
}

static struct history_columns *new_chunk(struct chunks *chunks)
{
    struct history_columns *columns = calloc(1, sizeof *columns);
    if (columns == NULL || chunks->count == CHUNK_COUNT_MAX)
        fail("too many rows");
    chunks->columns[chunks->count++] = columns;
    return columns;
}

static void read_rows(FILE *file, struct chunks *chunks)
{
    struct history_columns *columns = NULL;
    struct row before = {.ship = -1};
    struct row row;

    for (; read_row(file, &row); before = row) {
        chunks->positions++;
        if (row.ship != before.ship)
            columns = new_chunk(chunks);
        if (add_row(columns, &row))
            continue;
        columns = new_chunk(chunks);
        columns->has_head = true;
        add_row(columns, &before);
        add_row(columns, &row);
    }
}

static double now_s(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static bool is_same(const struct history_columns *a, const struct history_columns *b)
{
#define SAME(column) (memcmp(a->column, b->column, a->count * sizeof *a->column) == 0)
    return a->count == b->count && SAME(time_ms) && SAME(longitude_min_e4) &&
           SAME(latitude_min_e4) && SAME(speed_kn_e1) && SAME(course_deg_e1) && SAME(heading_deg) &&
           SAME(status) && SAME(turn) && SAME(heard);
#undef SAME
}

static void encode_all(struct chunks *chunks, enum history_codec codec)
{
    for (size_t i = 0; i < chunks->count; i++)
        chunks->sizes[i] = history_chunk_encode(chunks->columns[i], codec, chunks->bytes[i]);
}

static void decode_all(const struct chunks *chunks, bool checks)
{
    static struct history_columns columns;
    for (size_t i = 0; i < chunks->count; i++)
        if (history_chunk_decode(chunks->bytes[i], chunks->sizes[i], &columns) !=
                HISTORY_CHUNK_OK ||
            (checks && !is_same(&columns, chunks->columns[i])))
            fail("a chunk does not come back");
}

/* The quickest of as many rounds as there is time for: others that run only make it slower. */
static void measure(struct chunks *chunks, enum history_codec codec, double seconds)
{
    double encode_s = INFINITY;
    double decode_s = INFINITY;
    double end_s = now_s() + seconds;
    size_t size = 0;

    do {
        double began_s = now_s();
        encode_all(chunks, codec);
        double between_s = now_s();
        decode_all(chunks, false);
        encode_s = fmin(encode_s, between_s - began_s);
        decode_s = fmin(decode_s, now_s() - between_s);
    } while (now_s() < end_s);
    decode_all(chunks, true);
    for (size_t i = 0; i < chunks->count; i++)
        size += chunks->sizes[i];
    double positions = (double)chunks->positions;
    printf(" %.3f %.1f %.1f", (double)size / positions, positions / encode_s / 1e6,
           positions / decode_s / 1e6);
}

static int compare(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a;
    uint32_t right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

static double entropy_bits(uint32_t *values, size_t count)
{
    double bits = 0;
    qsort(values, count, sizeof *values, compare);
    for (size_t i = 0, same; i < count; i += same) {
        for (same = 1; i + same < count && values[i + same] == values[i]; same++)
            continue;
        bits -= (double)same * log2((double)same / (double)count);
    }
    return bits;
}

static double entropy_bytes(const struct chunks *chunks)
{
    static struct history_residuals residuals;
    uint32_t *values = malloc((chunks->positions + 1) * sizeof *values);
    double bits = 0;
    if (values == NULL)
        fail("no memory");
    for (unsigned column = 0; column < HISTORY_COLUMN_COUNT; column++) {
        size_t count = 0;
        for (size_t i = 0; i < chunks->count; i++) {
            struct history_terms terms = history_residuals_terms(chunks->columns[i]);
            history_residuals_take(chunks->columns[i], &terms, &residuals);
            for (uint32_t at = 0; at + 1 < chunks->columns[i]->count; at++)
                values[count++] = residuals.values[column][at];
        }
        bits += entropy_bits(values, count);
    }
    free(values);
    return bits / 8 / (double)chunks->positions;
}

int main(int argc, char **argv)
{
    static struct chunks chunks;
    FILE *file = argc == 3 ? fopen(argv[1], "r") : NULL;
    if (file == NULL)
        fail("usage: history_chunk FILE SECONDS");
    read_rows(file, &chunks);
    fclose(file);
    for (size_t i = 0; i < chunks.count; i++) {
        chunks.bytes[i] = malloc(HISTORY_CHUNK_SIZE_MAX);
        if (chunks.bytes[i] == NULL)
            fail("no memory");
    }
    printf("%zu %zu %.3f", chunks.positions, chunks.count, entropy_bytes(&chunks));
    measure(&chunks, HISTORY_CODEC_HOT, strtod(argv[2], NULL) / 2);
    measure(&chunks, HISTORY_CODEC_COLD, strtod(argv[2], NULL) / 2);
    printf("\n");
    for (size_t i = 0; i < chunks.count; i++) {
        free(chunks.columns[i]);
        free(chunks.bytes[i]);
    }
    return 0;
}
