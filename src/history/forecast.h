/* SPDX-License-Identifier: Apache-2.0 */
/* Where a ship should be by dead reckoning: integers only, so that every machine foretells the
 * same. */
#ifndef HISTORY_FORECAST_H
#define HISTORY_FORECAST_H

#include "history/columns.h"

/* What a velocity times an interval has to be multiplied by. */
struct history_forecast {
    int64_t east;
    int64_t north;
    bool in_ms; /* intervals are milliseconds, else seconds */
};

/* East and north in tenths of a knot, times HISTORY_FORECAST_SCALE. */
struct history_velocity {
    int32_t east;
    int32_t north;
};

enum {
    HISTORY_FORECAST_SCALE = 1 << 13,
    HISTORY_FORECAST_S_MAX = 1 << 12, /* a longer interval counts as this one */
};

/* For ships near this latitude. */
struct history_forecast history_forecast_init(int32_t latitude_min_e4, bool in_ms);

/* By speed and course, or heading where there is no course; `before` where there is no speed
 * either, or none that a ship could have. */
struct history_velocity history_forecast_velocity(struct history_velocity before,
                                                  uint16_t speed_kn_e1, uint16_t course_deg_e1,
                                                  uint16_t heading_deg);

/* Minutes of arc, times 10^4, that it covers in an interval with this velocity at its start and at
 * its end. */
static inline int64_t history_forecast_moved(int64_t factor, int32_t start, int32_t end,
                                             uint32_t interval, bool in_ms)
{
    enum { SHIFT = 36 };
    int64_t way;
    if (in_ms) {
        int64_t most = HISTORY_FORECAST_S_MAX * INT64_C(1024);
        way = ((int64_t)start + end) * (interval < most ? interval : most) >> 10;
    } else {
        int64_t most = HISTORY_FORECAST_S_MAX;
        way = ((int64_t)start + end) * (interval < most ? interval : most);
    }
    return (way * factor + (INT64_C(1) << (SHIFT - 1))) >> SHIFT;
}

#endif
