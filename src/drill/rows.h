/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of truth and of alerts, a JSON object a line (docs/drills.md). */
#ifndef DRILL_ROWS_H
#define DRILL_ROWS_H

#include "base/text.h"
#include "geo/point.h"
#include "narrows/ais_event.h"

enum {
    DRILL_ROW_MMSI_COUNT_MAX = 256,
    DRILL_ROW_KIND_BYTES = 32,
    DRILL_ROW_NAME_BYTES = 96,
    DRILL_ROW_WATERS_BYTES = 256,
};

struct drill_row {
    bool is_alert;                   /* or truth */
    char kind[DRILL_ROW_KIND_BYTES]; /* "encounter", "fault"; of an alert "cpa" */
    char what[DRILL_ROW_KIND_BYTES]; /* of a fault which, of a silence its cause, of a beacon its
                                        kind; empty: not said */

    /* UTC, AIS_UNKNOWN_MS where it is not said. What has one time has it in both. */
    int64_t from_ms, to_ms;
    int64_t time_ms; /* `time`: of a closest approach, when an alert was raised */

    size_t mmsi_count;
    uint32_t mmsi[DRILL_ROW_MMSI_COUNT_MAX];
    char station[AIS_STATION_BYTES];
    char name[DRILL_ROW_NAME_BYTES];     /* of a ship, a drill or a gate; UTF-8 */
    char waters[DRILL_ROW_WATERS_BYTES]; /* of a drill: its waters file, by name or path */
    struct geo_point place;              /* NAN: not said */
    double cpa_m, gap_m;                 /* NAN: not said */
    double ships, messages;              /* NAN: not said */
    double sent, heard;                  /* NAN: not said */
    int direction;                       /* of a crossing: 1 or -1, else 0 */
    bool is_test;
};

/* Reads a line. False, with the reason, for what is no row: no JSON object, neither "truth" nor
 * "alert", or a member that is not of its kind. Members it does not know are left alone. */
bool drill_row_read(const char *line, size_t size, struct drill_row *row, struct text *reason);

/* Cuts a stream into lines. All members are its own. */
enum { DRILL_ROW_LINE_BYTES_MAX = 16384 };
struct drill_row_lines {
    char bytes[DRILL_ROW_LINE_BYTES_MAX];
    size_t size;
    uint64_t number; /* of the line at hand, from 1 */
    bool is_too_long;
};

/* Takes a byte; true when it ends a line that is not empty, which is then `bytes`, `size` of them
 * (unless `is_too_long`), until the next byte. The end of the stream is a '\n'. */
bool drill_row_lines_push(struct drill_row_lines *lines, char byte);

#endif
