/* SPDX-License-Identifier: Apache-2.0 */
#include "base/trig.h"
#include "check.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { ROUND_COUNT = 200000 };

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static double between(uint64_t *state, double min, double max)
{
    return min + (max - min) * (double)(next_random(state) >> 11) / 9007199254740992.0;
}

static void agrees_with_the_c_library(void)
{
    static const double rad_per_deg = 0.017453292519943295769;
    uint64_t state = 1;
    double worst[5] = {0};

    for (int round = 0; round < ROUND_COUNT; round++) {
        double angle = between(&state, -180, 180);
        double x = between(&state, -3, 3), y = between(&state, -3, 3);
        double power = between(&state, -700, 700);
        double number = ldexp(between(&state, 0.5, 1), (int)between(&state, -1000, 1000));
        worst[0] = fmax(worst[0], fabs(trig_sin_deg(angle) - sin(angle * rad_per_deg)));
        worst[1] = fmax(worst[1], fabs(trig_cos_deg(angle) - cos(angle * rad_per_deg)));
        worst[2] = fmax(worst[2], fabs(trig_atan2_deg(y, x) - atan2(y, x) / rad_per_deg));
        worst[3] = fmax(worst[3], fabs(trig_exp(power) / exp(power) - 1));
        worst[4] = fmax(worst[4], fabs(trig_log(number) / log(number) - 1));
    }
    CHECK(worst[0] < 5e-16); /* what is lost by degrees to radians there is in this */
    CHECK(worst[1] < 5e-16);
    CHECK(worst[2] < 1e-13);
    CHECK(worst[3] < 1e-15);
    CHECK(worst[4] < 1e-15);
}

static void is_exact_where_it_can_be(void)
{
    for (int quarter = -8; quarter <= 8; quarter++) {
        static const double sines[] = {0, 1, 0, -1};
        CHECK_REAL(trig_sin_deg(quarter * 90.0), sines[(quarter + 8) % 4], 0);
        CHECK_REAL(trig_cos_deg(quarter * 90.0), sines[(quarter + 9) % 4], 0);
    }
    CHECK_REAL(trig_atan2_deg(0, 0), 0, 0);
    CHECK_REAL(trig_atan2_deg(0, 1), 0, 0);
    CHECK_REAL(trig_atan2_deg(1, 0), 90, 0);
    CHECK_REAL(trig_atan2_deg(-1, 0), -90, 0);
    CHECK_REAL(trig_atan2_deg(0, -1), 180, 0);
    CHECK_REAL(trig_exp(0), 1, 0);
    CHECK_REAL(trig_log(1), 0, 0);
}

static void keeps_to_its_limits(void)
{
    CHECK(isnan(trig_sin_deg((double)INFINITY)));
    CHECK(isnan(trig_cos_deg((double)NAN)));
    CHECK(isnan(trig_atan2_deg((double)NAN, 1)));
    CHECK(isnan(trig_log(0)));
    CHECK(isnan(trig_log(-1)));
    CHECK(isinf(trig_exp(1000)));
    CHECK_REAL(trig_exp(-1000), 0, 0);
}

/* The sum of all bits of many results: the figure was made once, and is asked of every machine and
 * compiler. */
static void is_the_same_to_the_bit_everywhere(void)
{
    uint64_t state = 7;
    uint64_t sum = 0;

    for (int round = 0; round < ROUND_COUNT; round++) {
        double turn = between(&state, -720, 720);
        double x = between(&state, -1, 1);
        double y = between(&state, -1, 1);
        double values[] = {trig_sin_deg(turn), trig_cos_deg(turn), trig_atan2_deg(y, x),
                           trig_exp(50 * x), trig_log(1000 * fabs(y))};
        for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
            uint64_t bits;
            memcpy(&bits, &values[i], sizeof bits);
            sum = (sum ^ bits) * UINT64_C(1099511628211);
        }
    }
    CHECK_INT((int64_t)sum, INT64_C(-8702306080438467352));
}

int main(void)
{
    RUN(agrees_with_the_c_library);
    RUN(is_exact_where_it_can_be);
    RUN(keeps_to_its_limits);
    RUN(is_the_same_to_the_bit_everywhere);
    return check_summary();
}
