/* SPDX-License-Identifier: Apache-2.0 */
#include "report/designs.h"

#include "base/csv.h"
#include "base/table.h"

#include <stdlib.h>
#include <string.h>

enum column { IMO, MMSI, DRAUGHT, DEADWEIGHT, BLOCK, COLUMN_COUNT };

static const char *const column_names[COLUMN_COUNT] = {"imo", "mmsi", "draught_m", "deadweight_t",
                                                       "block"};

static const double NUMBER_MAX = 4294967295.0;

struct report_designs {
    struct table *by_ship; /* MMSI, or IMO number with a bit above */
    size_t count;
    size_t count_max;
    struct report_design *rows;
    uint8_t digest[DIGEST_BYTES];
};

struct reading {
    struct report_designs *designs;
    struct text *reason;
    bool has_header;
    int places[COLUMN_COUNT]; /* -1: there is no such column */
    struct csv csv;
};

void report_designs_free(struct report_designs *designs)
{
    if (designs == NULL)
        return;
    table_free(designs->by_ship);
    free(designs->rows);
    free(designs);
}

const uint8_t *report_designs_digest(const struct report_designs *designs)
{
    return designs->digest;
}

static bool read_header(struct reading *reading)
{
    for (int column = 0; column < COLUMN_COUNT; column++) {
        reading->places[column] = -1;
        for (size_t i = 0; i < reading->csv.cell_count; i++)
            if (strcmp(csv_cell(&reading->csv, i), column_names[column]) == 0)
                reading->places[column] = (int)i;
    }
    reading->has_header = true;
    for (int column = DRAUGHT; column <= BLOCK; column++)
        if (reading->places[column] == -1) {
            text_add_format(reading->reason, "there is no column %s", column_names[column]);
            return false;
        }
    if (reading->places[IMO] == -1 && reading->places[MMSI] == -1)
        text_add(reading->reason, "there is no column imo or mmsi");
    return reading->places[IMO] != -1 || reading->places[MMSI] != -1;
}

/* A number in digits, with or without a fraction; 0 for an empty cell. False for anything else. */
static bool read_number(const struct reading *reading, enum column column, double *number)
{
    int place = reading->places[column];

    *number = 0;
    if (place == -1 || (size_t)place >= reading->csv.cell_count)
        return true;
    const char *cell = csv_cell(&reading->csv, (size_t)place);
    if (strspn(cell, "0123456789.") != strlen(cell) || strchr(cell, '.') != strrchr(cell, '.'))
        return false;
    *number = strtod(cell, NULL);
    return *number <= NUMBER_MAX;
}

static uint64_t key_of_imo(uint64_t imo)
{
    return (uint64_t)1 << 32 | imo;
}

static bool read_row(struct reading *reading)
{
    struct report_designs *designs = reading->designs;
    double numbers[COLUMN_COUNT];

    for (int column = 0; column < COLUMN_COUNT; column++)
        if (!read_number(reading, (enum column)column, &numbers[column])) {
            text_add_format(reading->reason, "line %llu: %s is no number",
                            (unsigned long long)reading->csv.line_number, column_names[column]);
            return false;
        }
    if (designs->count == designs->count_max) {
        text_add_format(reading->reason, "there are more than %d ships", REPORT_DESIGN_COUNT_MAX);
        return false;
    }
    uint32_t index = (uint32_t)designs->count++;
    designs->rows[index] =
        (struct report_design){numbers[DRAUGHT], numbers[DEADWEIGHT], numbers[BLOCK]};
    return (numbers[IMO] == 0 ||
            table_set(designs->by_ship, key_of_imo((uint64_t)numbers[IMO]), index)) &&
           (numbers[MMSI] == 0 || table_set(designs->by_ship, (uint64_t)numbers[MMSI], index));
}

static bool take(struct reading *reading, enum csv_result result)
{
    if (result == CSV_BAD)
        text_add_format(reading->reason, "line %llu is no row",
                        (unsigned long long)reading->csv.line_number);
    if (result != CSV_RECORD)
        return result == CSV_MORE;
    return reading->has_header ? read_row(reading) : read_header(reading);
}

static bool read_all(struct reading *reading, const char *bytes, size_t size)
{
    csv_init(&reading->csv);
    for (size_t i = 0; i < size; i++)
        if (!take(reading, csv_push(&reading->csv, bytes[i])))
            return false;
    if (!take(reading, csv_end(&reading->csv)))
        return false;
    if (!reading->has_header)
        text_add(reading->reason, "it is empty");
    return reading->has_header;
}

/* Room for as many rows as there are lines. */
static size_t count_lines(const char *bytes, size_t size)
{
    size_t count = 1;

    for (size_t i = 0; i < size && count < REPORT_DESIGN_COUNT_MAX; i++)
        count += bytes[i] == '\n';
    return count;
}

struct report_designs *report_designs_new(const char *bytes, size_t size, struct text *reason)
{
    struct report_designs *designs = calloc(1, sizeof *designs);
    struct reading *reading = calloc(1, sizeof *reading);
    struct digest digest;
    bool is_read = false;

    if (designs != NULL && reading != NULL) {
        designs->count_max = count_lines(bytes, size);
        designs->by_ship = table_new(2 * designs->count_max);
        designs->rows = calloc(designs->count_max, sizeof *designs->rows);
        digest_init(&digest);
        digest_add_bytes(&digest, bytes, size);
        digest_finish(&digest, designs->digest);
        reading->designs = designs;
        reading->reason = reason;
        if (designs->by_ship != NULL && designs->rows != NULL)
            is_read = read_all(reading, bytes, size);
        else
            text_add(reason, "there is no memory");
    }
    free(reading);
    if (is_read)
        return designs;
    report_designs_free(designs);
    return NULL;
}

const struct report_design *report_designs_find(const struct report_designs *designs, int32_t imo,
                                                uint32_t mmsi)
{
    uint32_t index;
    bool is_there = (imo > 0 && table_find(designs->by_ship, key_of_imo((uint64_t)imo), &index)) ||
                    table_find(designs->by_ship, mmsi, &index);

    return is_there ? &designs->rows[index] : NULL;
}
