/* SPDX-License-Identifier: Apache-2.0 */
/* A cell of somebody else's table as the number that an AIS message has for it. */
#ifndef SOURCE_TABLE_VALUE_H
#define SOURCE_TABLE_VALUE_H

#include "source/table_columns.h"

/* What a row says for a value; "" when it has no such column, or says nothing there: it is empty,
 * or "NA", "null", "Unknown", "Undefined" and the like. */
const char *source_table_cell(const struct csv *record, const struct source_table_columns *columns,
                              enum source_table_value value);

/* "2022-01-03T00:00:00", also with a blank, a fraction or an offset; "31/12/2015 23:59:59", the day
 * first; seconds, milliseconds, microseconds or nanoseconds since 1970; 14 digits. Without an
 * offset it is UTC. False for what is none, or lies before AIS was (ais/stamp.h). */
bool source_table_time(const char *cell, int64_t *time_ms);

/* Who sends, as the type of the message that such a station reports its position by. */
enum source_table_class {
    SOURCE_TABLE_CLASS_A = 1,
    SOURCE_TABLE_BASE_STATION = 4,
    SOURCE_TABLE_AIRCRAFT = 9,
    SOURCE_TABLE_CLASS_B = 18,
    SOURCE_TABLE_AID = 21,
};

/* "Class A", "B", "AtoN", "SAR Airborne". False for other words. */
bool source_table_class(const char *cell, enum source_table_class *sender);

/* Codes of messages 1 and 5, from their number or their words; false for what is neither.
 * (ITU-R M.1371-5 annex 8, tables 48, 53 and 52.) */
bool source_table_status(const char *cell, int32_t *code);
bool source_table_ship_type(const char *cell, int32_t *code);
bool source_table_epfd(const char *cell, int32_t *code);

/* The ship type with what the words of its cargo add: 70 with "Category X" is 71. */
int32_t source_table_ship_type_with(int32_t code, const char *cargo);

#endif
