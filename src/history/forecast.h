/* SPDX-License-Identifier: Apache-2.0 */
/* Where a ship should be by dead reckoning: integers only, so that every machine foretells the
 * same. */
#ifndef HISTORY_FORECAST_H
#define HISTORY_FORECAST_H

#include "history/columns.h"

/* East and north in tenths of a knot, times HISTORY_FORECAST_SCALE. */
struct history_velocity {
    int32_t east;
    int32_t north;
};

/* How far a ship should have moved over an interval, in minutes of arc times 10^4. */
struct history_way {
    int64_t east;
    int64_t north;
};

/* What a velocity times an interval has to be multiplied by. */
struct history_forecast {
    int64_t east;
    int64_t north;
    unsigned interval_shift;
    uint32_t interval_max;
};

enum {
    HISTORY_FORECAST_SCALE = 1 << 13,
    HISTORY_FORECAST_S_MAX = 1 << 12, /* a longer interval counts as this one */
};

/* For ships near this latitude; intervals are milliseconds, or seconds. */
struct history_forecast history_forecast_init(int32_t latitude_min_e4, bool in_ms);

/* Of every position, by speed and course, or heading where there is no course; that of the position
 * before where there is no speed either, or none that a ship could have. */
void history_forecast_velocities(const struct history_columns *columns,
                                 struct history_velocity velocities[]);

static inline int64_t history_forecast_moved(const struct history_forecast *forecast,
                                             int64_t factor, int64_t velocities, int64_t interval)
{
    enum { SHIFT = 36 };
    int64_t way = velocities * interval >> forecast->interval_shift;
    return (way * factor + (INT64_C(1) << (SHIFT - 1))) >> SHIFT;
}

/* With the velocities at its start and its end. */
static inline struct history_way history_forecast_way(const struct history_forecast *forecast,
                                                      const struct history_velocity ends[static 2],
                                                      uint32_t interval)
{
    int64_t counted = interval < forecast->interval_max ? interval : forecast->interval_max;
    return (struct history_way){
        history_forecast_moved(forecast, forecast->east, (int64_t)ends[0].east + ends[1].east,
                               counted),
        history_forecast_moved(forecast, forecast->north, (int64_t)ends[0].north + ends[1].north,
                               counted),
    };
}

#endif
