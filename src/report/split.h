/* SPDX-License-Identifier: Apache-2.0 */
/* A line cut at the antimeridian, as RFC 7946 (3.1.9) asks for. */
#ifndef REPORT_SPLIT_H
#define REPORT_SPLIT_H

#include "report/row.h"

enum {
    REPORT_TRACK_VERTEX_MAX = 1 << 16,
    REPORT_TRACK_SPLIT_MAX = 3 * REPORT_TRACK_VERTEX_MAX, /* each cut adds two at most */
    REPORT_TRACK_PART_MAX = REPORT_TRACK_VERTEX_MAX,
};

/* Room for one line at a time: 3.4 MB, of which a short one touches little. */
struct report_split {
    size_t vertex_count;
    size_t part_count;
    struct report_vertex vertices[REPORT_TRACK_SPLIT_MAX];
    uint32_t ends[REPORT_TRACK_PART_MAX];
};

/* Sets `line`'s parts from its 2 to REPORT_TRACK_VERTEX_MAX vertices, until the next call. Where
 * two lie on either side of 180 degrees, the short way round, the part ends on it and the next
 * begins there, with the time and the latitude between the two. A part of one vertex, which lies on
 * it, is none. */
void report_split_line(struct report_split *split, struct report_line *line);

#endif
