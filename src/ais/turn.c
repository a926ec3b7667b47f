/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/turn.h"

#include "ais/layout.h"

#include <math.h>

static const double indicator_scale = 4.733;

double ais_turn_deg_per_min(int32_t indicator)
{
    enum { NOT_AVAILABLE = -128, FASTEST_DEG_PER_MIN = 720 };

    if (indicator == AIS_MISSING || indicator == NOT_AVAILABLE)
        return (double)NAN;
    if (indicator == AIS_TURN_FAST || indicator == -AIS_TURN_FAST)
        return copysign(FASTEST_DEG_PER_MIN, indicator);
    double root = indicator / indicator_scale;
    return copysign(root * root, indicator);
}

int32_t ais_turn_deg_e2_per_min(int32_t indicator)
{
    enum { SQUARE_E6 = 22401289 }; /* of 4.733 */
    int64_t square_e8 = (int64_t)indicator * indicator * 100000000;
    int32_t size = (int32_t)((square_e8 + SQUARE_E6 / 2) / SQUARE_E6);

    return indicator < 0 ? -size : size;
}

int32_t ais_turn_indicator(double deg_per_min)
{
    double indicator = round(indicator_scale * sqrt(fabs(deg_per_min)));

    if (!(indicator < AIS_TURN_FAST))
        indicator = AIS_TURN_FAST;
    return (int32_t)copysign(indicator, deg_per_min);
}
