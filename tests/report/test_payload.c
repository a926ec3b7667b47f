/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "report/payload.h"

#include <math.h>
#include <stddef.h>

static const struct report_design bulker = {18, 185000, 0.82};

static void cargo_of_a_capesize_is_as_computed_by_hand(void)
{
    static const struct {
        double draught_m, cargo_t, share;
    } rows[] = {{12, 107767, 0.583}, {9, 69856, 0.378}, {18, 185000, 1}, {20, 185000, 1}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct report_payload payload = {0};
        CHECK(report_payload_of(&bulker, 300, 48, rows[i].draught_m, &payload));
        CHECK_REAL(payload.cargo_t, rows[i].cargo_t, 1);
        CHECK_REAL(payload.share, rows[i].share, 0.0005);
    }
}

/* Ten centimetres of draught are some 1,250 t of this ship; half of that, and what half a metre of
 * length and of beam makes of the light ship. */
static void the_error_holds_every_rounding(void)
{
    struct report_payload payload, other;

    CHECK(report_payload_of(&bulker, 300, 48, 12, &payload));
    CHECK(payload.error_t > 600 && payload.error_t < 2500);
    for (int i = 0; i < 8; i++) {
        double length_m = 300 + ((i & 1) != 0 ? 0.5 : -0.5);
        double beam_m = 48 + ((i & 2) != 0 ? 0.5 : -0.5);
        double draught_m = 12 + ((i & 4) != 0 ? 0.05 : -0.05);
        CHECK(report_payload_of(&bulker, length_m, beam_m, draught_m, &other));
        CHECK(fabs(other.cargo_t - payload.cargo_t) <= payload.error_t + 1e-6);
    }
}

static void an_empty_ship_has_none_and_an_impossible_one_no_answer(void)
{
    struct report_payload payload = {.cargo_t = -1};

    CHECK(report_payload_of(&bulker, 300, 48, 2, &payload));
    CHECK_REAL(payload.cargo_t, 0, 0);
    payload.cargo_t = -1;
    CHECK(!report_payload_of(&bulker, 300, 48, 0, &payload));
    CHECK(!report_payload_of(&bulker, 30, 8, 3, &payload)); /* her deadweight would sink her */
    CHECK(!report_payload_of(&(struct report_design){18, 185000, 1.2}, 300, 48, 12, &payload));
    CHECK(!report_payload_of(&bulker, (double)NAN, 48, 12, &payload));
    CHECK_REAL(payload.cargo_t, -1, 0);
}

int main(void)
{
    RUN(cargo_of_a_capesize_is_as_computed_by_hand);
    RUN(the_error_holds_every_rounding);
    RUN(an_empty_ship_has_none_and_an_impossible_one_no_answer);
    return check_summary();
}
