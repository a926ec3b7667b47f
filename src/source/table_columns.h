/* SPDX-License-Identifier: Apache-2.0 */
/* Which column of somebody else's table of positions says what: told by its header, as far as its
 * maker is known here, or by whoever reads it. */
#ifndef SOURCE_TABLE_COLUMNS_H
#define SOURCE_TABLE_COLUMNS_H

#include "base/csv.h"

/* What a column says. In the order in which --columns names them in table_columns.c. */
enum source_table_value {
    SOURCE_TABLE_TIME,
    SOURCE_TABLE_MMSI,
    SOURCE_TABLE_LATITUDE, /* degrees, as the two below */
    SOURCE_TABLE_LONGITUDE,
    SOURCE_TABLE_SPEED,  /* knots */
    SOURCE_TABLE_COURSE, /* degrees, as the heading */
    SOURCE_TABLE_HEADING,
    SOURCE_TABLE_TURN,   /* degrees a minute */
    SOURCE_TABLE_STATUS, /* of navigation: a code or its words */
    SOURCE_TABLE_CLASS,  /* who sends: "A", "Class B", "Base Station" */
    SOURCE_TABLE_TYPE,   /* of the AIS message that it was: 1 to 27 */
    SOURCE_TABLE_STATION,
    SOURCE_TABLE_IMO,
    SOURCE_TABLE_CALLSIGN,
    SOURCE_TABLE_NAME,
    SOURCE_TABLE_SHIP_TYPE, /* a code or its words */
    SOURCE_TABLE_CARGO,     /* words that make the ship type finer */
    SOURCE_TABLE_AID_TYPE,
    SOURCE_TABLE_LENGTH, /* metres, as all below */
    SOURCE_TABLE_WIDTH,
    SOURCE_TABLE_TO_BOW,
    SOURCE_TABLE_TO_STERN,
    SOURCE_TABLE_TO_PORT,
    SOURCE_TABLE_TO_STARBOARD,
    SOURCE_TABLE_DRAUGHT,
    SOURCE_TABLE_DESTINATION,
    SOURCE_TABLE_ETA,
    SOURCE_TABLE_EPFD, /* the device that finds the position: a code or its words */
    SOURCE_TABLE_VALUE_COUNT,
};

enum {
    SOURCE_TABLE_REQUIRED_COUNT = 4, /* the first ones, without which there is no position */
    SOURCE_TABLE_COLUMN_NAME_BYTES = 64,
};

struct source_table_columns {
    const char *maker; /* constant; "" when the reader named the columns */
    bool has_header;
    bool has_wrapped_values;          /* courses and speeds below zero lack their range */
    bool has_any_identity;            /* MMSI may be any number that fits: made anonymous */
    int at[SOURCE_TABLE_VALUE_COUNT]; /* of the row; -1: there is none */
    size_t cell_count;                /* of the header; 0: there is none */
};

/* What the words of --columns say: "time=ts,mmsi=id,lat=y,lon=x,speed=sog". */
struct source_table_map {
    bool has_header; /* names, not numbers from 1 */
    size_t count;
    struct {
        enum source_table_value value;
        char name[SOURCE_TABLE_COLUMN_NAME_BYTES];
    } columns[SOURCE_TABLE_VALUE_COUNT];
};

/* False, and the reason, when they say nothing, or not what stands for time, mmsi, lat and lon. */
bool source_table_map_read(const char *words, struct source_table_map *map, struct text *reason);

/* Finds the columns in the first record of a table; by `map`, or by the makers known here when it
 * is NULL. False, and what is missing and what to do, when it is no header of such a table. */
bool source_table_columns_find(const struct csv *record, const struct source_table_map *map,
                               struct source_table_columns *columns, struct text *reason);

#endif
