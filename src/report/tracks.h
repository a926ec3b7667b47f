/* SPDX-License-Identifier: Apache-2.0 */
/* Positions of a ship that follow one another, as lines. */
#ifndef REPORT_TRACKS_H
#define REPORT_TRACKS_H

#include "report/answer.h"

/* A row for each track of the query: of one MMSI and class, from where the ship was not heard for
 * longer than the gap, or comes into the box, to where that is so again. One that has more vertices
 * than REPORT_TRACK_VERTEX_MAX goes on as another, which begins with the last of the one before.
 * Positions that stand alone are counted, and make none. */
bool report_tracks_write(struct report_answer *answer);

#endif
