/* SPDX-License-Identifier: Apache-2.0 */
/* What is asked of the archive, and the rows that answer it: docs/query.md. */
#ifndef REPORT_QUERY_H
#define REPORT_QUERY_H

#include "geo/gate.h"
#include "history/reader.h"
#include "report/sheet.h"

enum { REPORT_GAP_MAX_MS = 24 * 3600 * 1000 }; /* a chunk has no older head */

struct report_query_counts {
    uint64_t position_count; /* looked at */
    uint64_t row_count;
    uint64_t single_count; /* positions that make no track, for they stand alone */
};

struct report_query {
    enum report_kind kind;
    const struct history_box *box; /* NULL: everywhere */
    uint32_t mmsi;                 /* 0: all */
    int64_t from_ms;
    int64_t until_ms;

    /* NULL: none. Of crossings the gate is the one that is crossed; of all other kinds what is of a
     * ship that crosses it in that time and box, of tracks those that cross it. */
    const struct geo_gate *gate;
    const char *gate_name;

    int64_t gap_ms;    /* nothing is said of a ship between two reports that are farther apart */
    double simplify_m; /* of tracks; 0: every position */

    /* NULL, or called now and then. */
    void (*tick)(void *user, const struct report_query_counts *counts);
    void *user;
};

/* Writes the answer. False, with the reason, when the store could not be read; false without one
 * when the sheet could not be written. */
bool report_query_run(struct history_reader *reader, const struct report_query *query,
                      struct report_sheet *sheet, struct report_query_counts *counts,
                      struct text *reason);

/* Degrees, edges included, as what a reader asks for. */
struct history_box report_box(double west_deg, double south_deg, double east_deg, double north_deg);

#endif
