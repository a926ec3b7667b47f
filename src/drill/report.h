/* SPDX-License-Identifier: Apache-2.0 */
/* What happened when, on one page of HTML: for the talk after a drill. The page needs nothing but
 * itself: style and map stand in it, and it has no script. Words of the rows are escaped. */
#ifndef DRILL_REPORT_H
#define DRILL_REPORT_H

#include "drill/inject.h"
#include "drill/rows.h"
#include "geo/waters.h"

enum {
    DRILL_REPORT_ROW_COUNT_MAX = 2000, /* on the page, of truth and of alerts; it says how many more
                                          there were: of truth those that stand out least */
    DRILL_REPORT_POINT_COUNT_MAX = 200000, /* of tracks, likewise */
    DRILL_REPORT_SHIP_COUNT_MAX = 4096,    /* with a name or a track */
};

struct drill_report;

/* NULL when there is no memory. */
struct drill_report *drill_report_new(void);
void drill_report_free(struct drill_report *report);

/* Takes a row of truth, or an alert. What there is no room for is counted. */
void drill_report_add(struct drill_report *report, const struct drill_row *row);

/* The waters to be drawn, with their land; NULL: none. They must outlive the report. */
void drill_report_set_waters(struct drill_report *report, const struct geo_waters *waters);

/* The waters file that the truth names, by name or path; "" when it names none. Until the report
 * is freed. */
const char *drill_report_waters(const struct drill_report *report);

/* Writes the page; to be called once, after all rows. */
void drill_report_write(struct drill_report *report, struct drill_sink output);

#endif
