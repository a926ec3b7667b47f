/* SPDX-License-Identifier: Apache-2.0 */
/* Where a ship was at each whole minute, between reports that are not too far apart. */
#ifndef REPORT_MARKS_H
#define REPORT_MARKS_H

#include "report/minutes.h"

/* Gives each whole minute, UTC, from `first_ms` (a whole minute) on that lies between two reports
 * of a track at most `gap_min` apart, or on one: the place on the straight line, the speed that was
 * said last. False when `take` gave false. */
struct report_marking {
    int64_t first_ms;
    int gap_min;
    bool (*take)(void *user, const struct report_minute *minute);
    void *user;
};
bool report_marks_each(const struct report_marking *marking, const struct report_track *track);

#endif
