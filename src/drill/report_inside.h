/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of drill/report share. */
#ifndef DRILL_REPORT_INSIDE_H
#define DRILL_REPORT_INSIDE_H

#include "base/table.h"
#include "drill/report.h"

struct report_ship {
    uint32_t mmsi;
    char name[DRILL_ROW_NAME_BYTES];
};

struct report_point {
    uint32_t ship;
    int64_t time_ms;
    struct geo_point place;
};

struct drill_report {
    struct drill_row drill;
    bool has_drill;
    size_t ship_count, row_count, alert_count, point_count;
    uint64_t rows_left_out, points_left_out;
    struct table *ship_of;
    struct report_ship *ships;
    struct drill_row *rows;   /* of truth, by time */
    struct drill_row *alerts; /* likewise */
    struct report_point *points;
};

enum { REPORT_PIECE_BYTES = 1 << 14 };

/* A page that goes out piece by piece. */
struct report_page {
    struct drill_sink output;
    struct text text;
    char bytes[REPORT_PIECE_BYTES];
};

/* To be called between whole elements of at most a quarter of a piece. */
void report_flush(struct report_page *page);

/* Words of others: '<', '&' and quotation marks as entities. */
void report_add_words(struct report_page *page, const char *words);

/* The name of a ship, else her MMSI. */
void report_add_ship(struct report_page *page, const struct drill_report *report, uint32_t mmsi);

/* When the drill began and ended, as far as the rows say. False when they do not. */
bool report_period(const struct drill_report *report, int64_t *from_ms, int64_t *to_ms);

/* The tracks and places as an SVG; nothing where there are none. */
void report_add_map(struct report_page *page, const struct drill_report *report);

#endif
