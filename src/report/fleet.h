/* SPDX-License-Identifier: Apache-2.0 */
/* What ships said of themselves at a time: type, size, IMO number, name, draught. */
#ifndef REPORT_FLEET_H
#define REPORT_FLEET_H

#include "history/reader.h"

struct report_fleet;

/* All that was said from `from_ms` - 30 days to `until_ms`. NULL, with the reason, when it could
 * not be read. */
struct report_fleet *report_fleet_read(struct history_reader *reader, int64_t from_ms,
                                       int64_t until_ms, struct text *reason);
void report_fleet_free(struct report_fleet *ships);

/* -1 and "" for what was not said, or can be none (an IMO number whose check digit is wrong). */
struct report_ship {
    char name[HISTORY_NAME_BYTES];
    int32_t imo;
    int32_t ship_type;
    int32_t length_m;
    int32_t beam_m;
    int32_t draught_m_e1; /* never 0, which says nothing */
};

/* Each as it was said last before or at that time; where it was not yet, as it was said first. */
struct report_ship report_fleet_at(const struct report_fleet *ships, uint32_t mmsi,
                                   int64_t time_ms);

/* Whose passages are one ship's: her IMO number, else her MMSI. */
uint64_t report_ship_identity(const struct report_ship *ship, uint32_t mmsi);

/* "tanker" and so on, by the type that AIS has (ITU-R M.1371, table 53); "unknown" where it was
 * not said. AIS does not tell what cargo a cargo ship is made for. */
const char *report_ship_class(const struct report_ship *ship);

/* "under 50 m" and so on; "unknown". */
const char *report_ship_size(const struct report_ship *ship);

#endif
