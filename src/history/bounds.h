/* SPDX-License-Identifier: Apache-2.0 */
/* Where and when positions lie. */
#ifndef HISTORY_BOUNDS_H
#define HISTORY_BOUNDS_H

#include "history/columns.h"

/* In ten-thousandths of a minute of arc, and seconds since 1970. Across the antimeridian `east` is
 * beyond 180 degrees, so that it is never west of `west`, which is in -180 to 180. Without any
 * place it is a point beyond the pole, which no place on Earth meets. */
struct history_bounds {
    int32_t west;
    int32_t east;
    int32_t south;
    int32_t north;
    int64_t first_s;
    int64_t last_s;
};

/* Of all positions, the head included. A track goes the shorter way round the Earth. */
struct history_bounds history_bounds_of(const struct history_columns *columns);

#endif
