/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/turn.h"
#include "check.h"

#include <math.h>

static void two_decimals_tell_all_indicators_apart(void)
{
    for (int32_t indicator = -126; indicator <= 126; indicator++) {
        int32_t deg_e2 = ais_turn_deg_e2_per_min(indicator);
        CHECK_INT(deg_e2, llround(ais_turn_deg_per_min(indicator) * 100));
        if (indicator > -126)
            CHECK(deg_e2 > ais_turn_deg_e2_per_min(indicator - 1));
    }
    CHECK_INT(ais_turn_deg_e2_per_min(126), 70871);
}

static void an_indicator_that_is_none_has_no_rate(void)
{
    CHECK(isnan(ais_turn_deg_per_min(-128)));
    CHECK_REAL(ais_turn_deg_per_min(127), 720, 0);
    CHECK_REAL(ais_turn_deg_per_min(-127), -720, 0);
}

int main(void)
{
    RUN(two_decimals_tell_all_indicators_apart);
    RUN(an_indicator_that_is_none_has_no_rate);
    return check_summary();
}
