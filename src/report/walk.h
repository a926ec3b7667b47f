/* SPDX-License-Identifier: Apache-2.0 */
/* Positions of an archive one by one, in order of MMSI, class and time, each with the one that the
 * same ship sent before it. */
#ifndef REPORT_WALK_H
#define REPORT_WALK_H

#include "history/reader.h"

/* A position and how it was come to. */
struct report_step {
    uint32_t mmsi;
    enum history_class class_of;
    const struct history_columns *columns;
    uint32_t index; /* of the position, in them */
    bool has_place;

    /* The report before it of the same MMSI and class, also one that lies outside of the filter's
     * time; and of those before it the last that says a place. */
    bool has_before;
    int64_t before_ms;
    bool has_from;
    int64_t from_ms;
    int32_t from_longitude_min_e4;
    int32_t from_latitude_min_e4;
};

/* Gives a step for every position of the chunks that may have some in the filter, those outside of
 * its box too (which says only where to look), those outside of its time not. False when the store
 * could not be read on, with the reason, or `take` gave false. */
bool report_walk(struct history_reader *reader, const struct history_filter *filter,
                 bool (*take)(void *user, const struct report_step *step), void *user,
                 struct text *reason);

#endif
