/* SPDX-License-Identifier: Apache-2.0 */
/* What happened when, on one page of HTML: for the talk after a drill. The page needs nothing but
 * itself: style and map stand in it, and it has no script. Words of the rows are escaped. */
#ifndef DRILL_REPORT_H
#define DRILL_REPORT_H

#include "drill/inject.h"
#include "drill/rows.h"

enum {
    DRILL_REPORT_ROW_COUNT_MAX = 2000,     /* on the page; it says how many more there were */
    DRILL_REPORT_POINT_COUNT_MAX = 200000, /* of tracks, likewise */
    DRILL_REPORT_SHIP_COUNT_MAX = 4096,    /* with a name or a track */
};

struct drill_report;

/* NULL when there is no memory. */
struct drill_report *drill_report_new(void);
void drill_report_free(struct drill_report *report);

/* Takes a row of truth, or an alert. What there is no room for is counted. */
void drill_report_add(struct drill_report *report, const struct drill_row *row);

/* Writes the page. */
void drill_report_write(struct drill_report *report, struct drill_sink output);

#endif
