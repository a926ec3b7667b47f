/* SPDX-License-Identifier: Apache-2.0 */
/* What a row of somebody else's table says of the ship itself, as messages 5 and 24 have it. */
#ifndef SOURCE_TABLE_SHIP_H
#define SOURCE_TABLE_SHIP_H

#include "narrows/ais_message.h"
#include "source/table_columns.h"

struct source_table_ship {
    bool says_something; /* beside the device that finds the position */
    int32_t imo;
    char callsign[8];
    char name[21];
    int32_t ship_type;
    int32_t aid_type;
    int32_t to_bow_m;
    int32_t to_stern_m;
    int32_t to_port_m;
    int32_t to_starboard_m;
    int32_t epfd;
    struct ais_date_time eta;
    int32_t draught_m_e1;
    char destination[21];
};

/* Reads all of it; returns how many values were there that AIS has no place for, and were left out
 * or cut. Of a ship whose length and width alone are known the position is not known on it: both
 * stand behind and starboard of it (ITU-R M.1371-5 annex 8, figure 41). */
unsigned source_table_ship_read(const struct csv *record,
                                const struct source_table_columns *columns,
                                struct source_table_ship *ship);

/* A hash of what it would read. */
uint64_t source_table_ship_hash(const struct csv *record,
                                const struct source_table_columns *columns);

/* UTC. */
struct ais_date_time source_table_date(int64_t time_ms);

#endif
