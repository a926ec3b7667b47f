/* SPDX-License-Identifier: Apache-2.0 */
#include "track/rate.h"

#include "base/units.h"

#include <assert.h>
#include <math.h>

enum { ANY_SPEED = 9999, AT_ANCHOR = 1, MOORED = 5 };

static const int64_t MINUTE_MS = 60000;

/* Speeds are sent in these steps, and come back from metres per second almost the same. */
static const double SPEED_STEP_KN = 0.1;

/* The first row whose kind fits, and whose greatest speed is not passed, holds. */
static const struct {
    enum track_kind kind;
    double speed_max_kn;
    int64_t interval_ms;
} rows[] = {
    {TRACK_KIND_CLASS_A, 14, 10000},
    {TRACK_KIND_CLASS_A, 23, 6000},
    {TRACK_KIND_CLASS_A, ANY_SPEED, 2000},
    {TRACK_KIND_CLASS_B, 2, 180000},
    {TRACK_KIND_CLASS_B, ANY_SPEED, 30000}, /* the rate of carrier-sense units */
    {TRACK_KIND_BASE_STATION, ANY_SPEED, 10000},
    {TRACK_KIND_SAR_AIRCRAFT, ANY_SPEED, 10000},
    {TRACK_KIND_SART, ANY_SPEED, 60000}, /* a burst a minute */
    {TRACK_KIND_MOB, ANY_SPEED, 60000},
    {TRACK_KIND_EPIRB, ANY_SPEED, 60000},
    {TRACK_KIND_AID, ANY_SPEED, 180000},
    {TRACK_KIND_UNKNOWN, ANY_SPEED, 180000},
};

static bool lies_still(const struct track_target *target, double speed_kn)
{
    return (target->navigation_status == AT_ANCHOR || target->navigation_status == MOORED) &&
           speed_kn <= 3 + SPEED_STEP_KN / 2;
}

int64_t track_rate_interval_ms(const struct track_target *target)
{
    enum { AT_ANCHOR_INTERVAL_MS = 180000, LONG_RANGE_INTERVAL_MS = 180000 };
    double speed_kn = isnan(target->speed_mps) ? 0 : target->speed_mps / KNOT_MPS;

    if (target->kind == TRACK_KIND_CLASS_A && lies_still(target, speed_kn))
        return AT_ANCHOR_INTERVAL_MS;
    if (target->fields[TRACK_FIELD_POSITION].message_type == 27)
        return LONG_RANGE_INTERVAL_MS;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].kind == target->kind && speed_kn <= rows[i].speed_max_kn + SPEED_STEP_KN / 2)
            return rows[i].interval_ms;
    assert(false); /* every kind has a row for any speed */
    return MINUTE_MS;
}

int64_t track_rate_lost_after_ms(const struct track_target *target)
{
    int64_t silence_ms = 6 * track_rate_interval_ms(target);
    return silence_ms > MINUTE_MS ? silence_ms : MINUTE_MS;
}
