/* SPDX-License-Identifier: Apache-2.0 */
#include "base/trig.h"

#include <math.h>
#include <stddef.h>

static const double RAD_PER_DEG = 0.017453292519943295769;
static const double DEG_PER_RAD = 57.295779513082320877;

/* c[0] + x (c[1] + x (c[2] + ...)). */
static double polynomial(double x, const double *coefficients, size_t count)
{
    double sum = 0;
    while (count > 0)
        sum = sum * x + coefficients[--count];
    return sum;
}

/* Taylor's, to 45 degrees: what is left out is below 10^-17. */
static double sin_of(double rad)
{
    static const double c[] = {1,
                               -1.0 / 6,
                               1.0 / 120,
                               -1.0 / 5040,
                               1.0 / 362880,
                               -1.0 / 39916800,
                               1.0 / 6227020800,
                               -1.0 / 1307674368000,
                               1.0 / 355687428096000};
    return rad * polynomial(rad * rad, c, sizeof c / sizeof c[0]);
}

static double cos_of(double rad)
{
    static const double c[] = {1,
                               -1.0 / 2,
                               1.0 / 24,
                               -1.0 / 720,
                               1.0 / 40320,
                               -1.0 / 3628800,
                               1.0 / 479001600,
                               -1.0 / 87178291200,
                               1.0 / 20922789888000,
                               -1.0 / 6402373705728000};
    return polynomial(rad * rad, c, sizeof c / sizeof c[0]);
}

/* The sine of an angle that is turned on by so many right angles; fmod() and the difference lose
 * nothing. */
static double sin_turned(double angle_deg, int right_angles)
{
    if (!isfinite(angle_deg))
        return (double)NAN;
    double turn_deg = fmod(angle_deg, 360);
    double nearest = round(turn_deg / 90);
    double rad = (turn_deg - nearest * 90) * RAD_PER_DEG;

    switch (((int)nearest + right_angles + 8) % 4) {
    case 0:
        return sin_of(rad);
    case 1:
        return cos_of(rad);
    case 2:
        return -sin_of(rad);
    default:
        return -cos_of(rad);
    }
}

double trig_sin_deg(double angle_deg)
{
    return sin_turned(angle_deg, 0);
}

double trig_cos_deg(double angle_deg)
{
    return sin_turned(angle_deg, 1);
}

/* Of 0 to 1. The angle of a tangent near enough is taken off, so that the series of the rest is
 * short: |u| < 0.12. */
static double atan_of(double tangent)
{
    static const struct {
        double tangent, rad;
    } near[] = {{0, 0},
                {0.25, 0.24497866312686415417},
                {0.5, 0.46364760900080611621},
                {0.75, 0.64350110879328438680},
                {1, 0.78539816339744830962}};
    static const double c[] = {1,         -1.0 / 3, 1.0 / 5,   -1.0 / 7, 1.0 / 9,
                               -1.0 / 11, 1.0 / 13, -1.0 / 15, 1.0 / 17, -1.0 / 19};
    size_t i = (size_t)(tangent * 4 + 0.5);
    double u = (tangent - near[i].tangent) / (1 + tangent * near[i].tangent);

    return near[i].rad + u * polynomial(u * u, c, sizeof c / sizeof c[0]);
}

double trig_atan2_deg(double y, double x)
{
    double across = fabs(y);
    double along = fabs(x);

    if (isnan(x) || isnan(y))
        return (double)NAN;
    if (across == 0 && along == 0)
        return 0;
    double angle_deg = across <= along ? atan_of(across / along) * DEG_PER_RAD
                                       : 90 - atan_of(along / across) * DEG_PER_RAD;
    if (x < 0)
        angle_deg = 180 - angle_deg;
    return y < 0 ? -angle_deg : angle_deg;
}

/* ln 2 in two parts, the first with zeros enough at its end that its multiples are exact. */
static const double LN2_HIGH = 0.69314718036912381649;
static const double LN2_LOW = 1.9082149292705877000e-10;

double trig_exp(double x)
{
    static const double c[] = {1,
                               1,
                               1.0 / 2,
                               1.0 / 6,
                               1.0 / 24,
                               1.0 / 120,
                               1.0 / 720,
                               1.0 / 5040,
                               1.0 / 40320,
                               1.0 / 362880,
                               1.0 / 3628800,
                               1.0 / 39916800,
                               1.0 / 479001600,
                               1.0 / 6227020800};
    if (isnan(x))
        return x;
    if (x > 710)
        return (double)INFINITY;
    if (x < -746)
        return 0;
    double powers = round(x / (LN2_HIGH + LN2_LOW));
    double rest = x - powers * LN2_HIGH - powers * LN2_LOW;
    return ldexp(polynomial(rest, c, sizeof c / sizeof c[0]), (int)powers);
}

/* 2 artanh((m - 1) / (m + 1)) of the mantissa between sqrt(1/2) and sqrt(2). */
double trig_log(double x)
{
    static const double c[] = {2,        2.0 / 3,  2.0 / 5,  2.0 / 7,  2.0 / 9,  2.0 / 11,
                               2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21, 2.0 / 23};
    static const double SQRT_HALF = 0.70710678118654752440;
    int powers;

    if (!(x > 0))
        return (double)NAN;
    if (isinf(x))
        return x;
    double mantissa = frexp(x, &powers);
    if (mantissa < SQRT_HALF) {
        mantissa *= 2;
        powers--;
    }
    double s = (mantissa - 1) / (mantissa + 1);
    double log_of_mantissa = s * polynomial(s * s, c, sizeof c / sizeof c[0]);
    return powers * LN2_HIGH + (powers * LN2_LOW + log_of_mantissa);
}
