/* SPDX-License-Identifier: Apache-2.0 */
/* What happened when, on one page of HTML: for the talk after a drill. The page needs nothing but
 * itself: style and map stand in it, and it has no script. Words of the rows are escaped. */
#ifndef DRILL_REPORT_H
#define DRILL_REPORT_H

#include "drill/inject.h"
#include "drill/rows.h"
#include "geo/waters.h"

/* What it takes at most; memory for it is taken at the start. */
struct drill_report_room {
    size_t row_count_max;   /* of truth, and as many alerts; the page says how many more there were:
                               of truth those that stand out least */
    size_t point_count_max; /* of tracks, likewise */
    size_t ship_count_max;  /* with a name or a track */
};

/* What one page can tell. */
static const struct drill_report_room DRILL_REPORT_ROOM = {2000, 200000, 4096};

struct drill_report;

/* NULL when there is no memory. */
struct drill_report *drill_report_new(const struct drill_report_room *room);
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
