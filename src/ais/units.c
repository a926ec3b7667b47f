#include "ais/units.h"

#include "ais/layout.h"

#include <math.h>

static const double MPS_PER_KNOT = 1852.0 / 3600.0;

static double degrees_within(int32_t raw, int32_t per_degree, int32_t max)
{
    if (raw == AIS_MISSING || raw < -max * per_degree || raw > max * per_degree)
        return (double)NAN;
    return (double)raw / per_degree;
}

double ais_units_longitude_deg(int32_t raw, int32_t per_degree)
{
    return degrees_within(raw, per_degree, 180);
}

double ais_units_latitude_deg(int32_t raw, int32_t per_degree)
{
    return degrees_within(raw, per_degree, 90);
}

double ais_units_speed_mps(int32_t raw, int32_t per_knot, int32_t absent)
{
    if (raw == AIS_MISSING || raw == absent)
        return (double)NAN;
    return (double)raw / per_knot * MPS_PER_KNOT;
}

double ais_units_direction_deg(int32_t raw, int32_t per_degree)
{
    if (raw == AIS_MISSING || raw < 0 || raw >= 360 * per_degree)
        return (double)NAN;
    return (double)raw / per_degree;
}

double ais_units_turn_deg_per_min(int32_t raw)
{
    enum { NO_INDICATOR = 127, FASTEST_DEG_PER_MIN = 720 };

    if (raw == AIS_MISSING || raw == -128)
        return (double)NAN;
    if (raw == NO_INDICATOR || raw == -NO_INDICATOR)
        return copysign(FASTEST_DEG_PER_MIN, raw);
    double root = raw / 4.733;
    return copysign(root * root, raw);
}
