/* SPDX-License-Identifier: Apache-2.0 */
/* Decoded messages as rows of a table: the members of ais/json.h as columns, values as there, texts
 * without their quotation marks and escapes. */
#ifndef AIS_CSV_H
#define AIS_CSV_H

#include "ais/json.h"

enum {
    AIS_CSV_COLUMN_COUNT_MAX = 128,
    AIS_CSV_NAME_WORDS = AIS_FIELD_NAME_BYTES / 8,
    AIS_CSV_PLACE_COUNT = 256,                  /* a power of two, at least twice as many */
    AIS_CSV_BYTES_MAX = 2 * AIS_JSON_BYTES_MAX, /* enough for every row */
};

/* A table; all of it zero is one without columns. */
struct ais_csv {
    size_t count;
    const char *columns[AIS_CSV_COLUMN_COUNT_MAX]; /* their names */

    /* Its own: the names again, of one size, and which column has a name, by what it hashes to. */
    uint64_t names[AIS_CSV_COLUMN_COUNT_MAX][AIS_CSV_NAME_WORDS];
    uint8_t places[AIS_CSV_PLACE_COUNT];
};

/* What vessels' reports of position, voyage and static data say: types 1 to 3, 5, 18, 19, 24 and
 * 27 come back from such a table whole. */
void ais_csv_init(struct ais_csv *csv);

/* Keeps the pointer. False when there are too many, or one of this name is there, or it is longer
 * than any name of a member. */
bool ais_csv_add_column(struct ais_csv *csv, const char *name);
bool ais_csv_has_column(const struct ais_csv *csv, const char *name);

/* Is this the name of a member of some message? */
bool ais_csv_is_member(const char *name);

/* A line with the names of the columns. */
void ais_csv_add_header(struct text *text, const struct ais_csv *csv);

/* A line with the values of a message. What it does not have is empty, and so is null; but a number
 * that was sent as "not available" where the message could have left it out is `null`. */
void ais_csv_add_message(struct text *text, const struct ais_csv *csv,
                         const struct ais_event *event);

#endif
