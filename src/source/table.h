/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of somebody else's table of positions as the AIS messages that would have said the same.
 *
 * A row becomes a position report of who sends: message 1 of class A, 18 of class B, 4 of a base
 * station, 21 of an aid to navigation, 9 of a search and rescue aircraft. What it says of the ship
 * becomes message 5, or 24 for class B, when it is new: other than in the row of the same ship
 * before. Values are rounded to what the message has bits for, half away from zero; what the row
 * does not say is "not available"; the second of the report is that of the row's time. Each message
 * has its payload, so that it is a copy of another by the same rule as if it had been received.
 *
 * All memory is taken at the start. Pure: whoever reads the table pushes its records. */
#ifndef SOURCE_TABLE_H
#define SOURCE_TABLE_H

#include "ais/decoder.h"
#include "source/table_columns.h"

enum source_table_refusal {
    SOURCE_TABLE_TAKEN,
    SOURCE_TABLE_BAD_ROW, /* other cells than the header has, or no record at all */
    SOURCE_TABLE_NO_TIME,
    SOURCE_TABLE_BAD_TIME,
    SOURCE_TABLE_BAD_MMSI,    /* not there, no number, or none that a station can have */
    SOURCE_TABLE_NO_POSITION, /* nor anything else to say */
    SOURCE_TABLE_BAD_LATITUDE,
    SOURCE_TABLE_BAD_LONGITUDE,
    SOURCE_TABLE_BAD_SPEED,
    SOURCE_TABLE_BAD_COURSE,
    SOURCE_TABLE_BAD_HEADING,
    SOURCE_TABLE_BAD_TURN,
    SOURCE_TABLE_BAD_STATUS,
    SOURCE_TABLE_REFUSAL_COUNT,
};

/* "bad_latitude". */
const char *source_table_refusal_name(enum source_table_refusal refusal);

enum {
    SOURCE_TABLE_MESSAGE_COUNT_MAX = 3, /* of a row */
    /* Ships whose last row is remembered; of others each row says all that it can. */
    SOURCE_TABLE_SHIP_COUNT_MAX = 1 << 17,
};

struct source_table;

/* NULL when there is no memory. */
struct source_table *source_table_new(void);
void source_table_free(struct source_table *table);

/* A new table with these columns; forgets all ships. */
void source_table_begin(struct source_table *table, const struct source_table_columns *columns);

/* Takes a record that is no header. The messages, as events with time, station and the number of
 * the line, are there until the next is taken; none when it is refused. */
enum source_table_refusal source_table_take(struct source_table *table, const struct csv *record);
size_t source_table_message_count(const struct source_table *table);
const struct ais_event *source_table_message(const struct source_table *table, size_t index);

/* What was said of ships and is no value of AIS, in all rows so far: a ship type of 1004, a name
 * of thirty letters. It was left out, or the text cut. */
uint64_t source_table_left_out_count(const struct source_table *table);

#endif
