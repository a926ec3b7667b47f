/* SPDX-License-Identifier: Apache-2.0 */
/* A report as it is handed on: its rule with version and numbers, what it was made from, tables.
 *
 * Every number in it is an integer or a decimal with its digits, so that two who make the same
 * report can compare it byte by byte. */
#ifndef REPORT_FIGURES_H
#define REPORT_FIGURES_H

#include "report/input.h"
#include "report/raster.h"

enum {
    REPORT_PARAMETER_COUNT_MAX = 16,
    REPORT_NOTE_COUNT_MAX = 8,
    REPORT_TABLE_COUNT_MAX = 4,
    REPORT_FIGURES_COLUMN_COUNT_MAX = 20,
    REPORT_CELL_COUNT_MAX = 1 << 26, /* of a table */
};

/* An empty cell. */
#define REPORT_NONE INT64_MIN

enum report_cell_kind {
    REPORT_CELL_WORDS,  /* report_figures_words() */
    REPORT_CELL_NUMBER, /* an integer, of which the last `decimals` digits stand behind the point */
    REPORT_CELL_TIME,   /* milliseconds since 1970, UTC */
};

struct report_figures_column {
    const char *name; /* as in a table of values: `length_m` */
    enum report_cell_kind kind;
    unsigned decimals;
};

/* How a table is drawn: bars of the sum of one column by the words of another, a picture for each
 * of the words of a third. */
struct report_chart {
    const char *label;
    const char *value;
    const char *each;
};

struct report_figures_table {
    const char *name;
    const char *title;
    const struct report_figures_column *columns;
    size_t column_count;
    const struct report_chart *chart; /* NULL: none */

    size_t row_count;
    size_t cell_count_max;
    int64_t *cells; /* row by row */
};

struct report_parameter {
    const char *name; /* ends in its unit */
    int64_t value;
    unsigned decimals;
};

struct report_figures {
    const char *rule; /* "passages" */
    int version;      /* of the rule: another number, another meaning */
    const char *title;
    int64_t from_ms;
    int64_t until_ms;
    size_t parameter_count;
    struct report_parameter parameters[REPORT_PARAMETER_COUNT_MAX];
    size_t note_count;
    const char *notes[REPORT_NOTE_COUNT_MAX]; /* what one has to know of its figures */
    char waters[64];                          /* "" without */
    uint8_t waters_digest[DIGEST_BYTES];      /* of the waters file, then the file of its land */
    bool has_designs;
    uint8_t designs_digest[DIGEST_BYTES]; /* of the table of designs */
    struct report_input input;
    size_t table_count;
    struct report_figures_table tables[REPORT_TABLE_COUNT_MAX];
    struct report_raster raster; /* without cells where there is none */
    bool is_cut;                 /* there was no memory for a part of it */

    size_t word_size;
    size_t word_size_max;
    char *words;
};

/* `columns`, and all texts but the words of cells, must outlive the figures. */
void report_figures_init(struct report_figures *figures, const char *rule, int version);
void report_figures_release(struct report_figures *figures);

void report_figures_parameter(struct report_figures *figures, const char *name, int64_t value,
                              unsigned decimals);
void report_figures_note(struct report_figures *figures, const char *words);

/* A new table; the figures' own. Its columns end with one without a name. */
struct report_figures_table *report_figures_table(struct report_figures *figures, const char *name,
                                                  const char *title,
                                                  const struct report_figures_column *columns);

/* The cell of a text, which is copied. */
int64_t report_figures_words(struct report_figures *figures, const char *words);
const char *report_figures_text(const struct report_figures *figures, int64_t cell);

/* Whole days since 1970; and the cell of such a day, "2027-03-01". */
int64_t report_day_of(int64_t time_ms);
int64_t report_figures_day(struct report_figures *figures, int64_t day);

/* The cell of a number of which -1 is none, and of a measure. */
int64_t report_or_none(int64_t value);
int64_t report_rounded(double value);

/* The cells of a place, in 0.000001 degrees. */
int64_t report_longitude(struct geo_point place);
int64_t report_latitude(struct geo_point place);

/* Adds a row of as many cells as the table has columns. */
void report_figures_row(struct report_figures *figures, struct report_figures_table *table,
                        const int64_t *cells);

/* What the figures are: SHA-256 over rule, version, parameters, period, waters, designs and
 * input. */
void report_figures_digest(const struct report_figures *figures,
                           uint8_t digest[static DIGEST_BYTES]);

/* A digest in 64 digits. */
void report_add_digest(struct text *text, const uint8_t digest[static DIGEST_BYTES]);

enum report_figures_format {
    REPORT_FIGURES_TABLE, /* for a terminal */
    REPORT_FIGURES_CSV,   /* one table, RFC 4180; the report's digest in each row */
    REPORT_FIGURES_JSON,  /* one object */
    REPORT_FIGURES_HTML,  /* one page that needs nothing else, and prints */
    REPORT_FIGURES_TIFF,  /* of the raster: report_raster_write_tiff() */
    REPORT_FIGURES_PNG,   /* likewise */
};

struct report_sink {
    void *user;
    void (*write)(void *user, const char *bytes, size_t size);
};

/* Whether there is a table of that name. */
bool report_figures_has(const struct report_figures *figures, const char *table);

/* `table` names the table of CSV; NULL: the first. False when there is none of that name. */
bool report_figures_write(const struct report_figures *figures, enum report_figures_format format,
                          const char *table, struct report_sink sink);

#endif
