/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of drill/report share. */
#ifndef DRILL_REPORT_INSIDE_H
#define DRILL_REPORT_INSIDE_H

#include "base/table.h"
#include "drill/report.h"

struct report_ship {
    uint32_t mmsi;
    bool is_named; /* by a row that is listed */
    char name[DRILL_ROW_NAME_BYTES];
};

struct report_point {
    uint32_t ship;
    int64_t time_ms;
    struct geo_point place;
};

/* A row of truth, and how much it stands out: 0 to REPORT_RANK_MAX. */
enum { REPORT_RANK_MAX = 2 };

struct report_event {
    int rank;
    bool is_listed;
    struct drill_row row;
};

struct report_labels;

struct drill_report {
    struct drill_report_room room;
    struct drill_row drill;
    bool has_drill;
    size_t ship_count, row_count, alert_count, point_count;
    uint64_t rows_left_out, points_left_out;
    struct table *ship_of;
    struct report_ship *ships;
    struct report_event *rows; /* when it is written, those that are listed first, by time */
    struct drill_row *alerts;
    struct report_point *points;
    const struct geo_waters *waters; /* NULL: not known */

    /* When it is written. */
    size_t listed_count; /* of the rows */
    struct report_labels *labels;
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

/* The tracks and places as an SVG; words where there are none. */
void report_add_map(struct report_page *page, const struct drill_report *report);

/* What of the Earth the map shows. Its units: x to the east up to REPORT_WIDTH, y to the south. */
static const double REPORT_WIDTH = 1000;

struct report_frame {
    double west_deg, north_deg, middle_deg; /* longitudes are unrolled about the middle */
    double x_per_deg, y_per_deg, units_per_m, height;
};

struct report_spot {
    double x, y;
};

/* Around what is listed, or, where that has no place, around everything. False when nothing has. */
bool report_frame_find(const struct drill_report *report, struct report_frame *frame);
struct report_spot report_frame_spot(const struct report_frame *frame, struct geo_point place);
bool report_frame_shows(const struct report_frame *frame, struct report_spot spot);

/* A line of an SVG path, without points that change it by less than `tolerance`. Begins as
 * {.page = page, .tolerance = t}; without a page it only counts. */
struct report_line {
    struct report_page *page;
    double tolerance;
    size_t vertex_count; /* of all lines */

    /* Its own: where it bends last, the last spot since, the directions that are still good. */
    bool has_anchor, has_last, has_cone, has_written;
    struct report_spot anchor, last, low, high;
    double reach; /* how far from the anchor it has been */
    long written_x, written_y;
};

void report_line_add(struct report_line *line, struct report_spot spot);
void report_line_end(struct report_line *line, bool is_closed); /* another may begin */

/* A closed line within a rectangle, along its edge where it leaves it. */
enum { REPORT_SIDES = 4 };

struct report_clip_side {
    bool has_first;
    struct report_spot first, previous;
};

struct report_clip {
    struct report_line *line;
    struct report_spot low, high;
    struct report_clip_side sides[REPORT_SIDES];
};

void report_clip_add(struct report_clip *clip, struct report_spot spot);
void report_clip_end(struct report_clip *clip);

/* Where on the map there are words. */
enum { REPORT_LABEL_COUNT_MAX = 6000 };

struct report_box {
    double west, east, north, south;
};

struct report_labels {
    double height; /* of the map */
    size_t count;
    struct report_box boxes[REPORT_LABEL_COUNT_MAX];
};

struct report_place {
    struct report_spot spot;
    const char *anchor; /* of SVG's text-anchor */
};

/* A place that words must leave free; the second also asks whether it is free and on the map. */
void report_labels_hold(struct report_labels *labels, struct report_spot spot, double radius);
bool report_labels_reserve(struct report_labels *labels, struct report_box box);

/* Words beside a spot, on the first of four sides that is free. False when none is. */
bool report_labels_place(struct report_labels *labels, struct report_spot spot, const char *words,
                         struct report_place *place);

/* The same, written; nothing where there is no room. */
void report_labels_write(struct report_labels *labels, struct report_page *page, const char *class,
                         struct report_spot spot, const char *words);

/* The parts of the map, in the order in which they lie on each other. */
void report_add_sea(struct report_page *page, const struct drill_report *report,
                    const struct report_frame *frame);
void report_add_graticule(struct report_page *page, const struct report_frame *frame);
void report_add_scale(struct report_page *page, const struct report_frame *frame,
                      struct report_labels *labels);
void report_hold_ports(const struct drill_report *report, const struct report_frame *frame,
                       struct report_labels *labels);
void report_add_names(struct report_page *page, const struct drill_report *report,
                      const struct report_frame *frame, struct report_labels *labels);

#endif
