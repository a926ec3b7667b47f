/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "geo/laden.h"

#include <math.h>
#include <stddef.h>

/* A bulk carrier; the figures by a pocket calculator. */
static const struct geo_laden_design bulk = {300, 48, 18, 0.82, 185000};

static void payload_is_what_lies_deeper_than_the_empty_ship(void)
{
    static const struct {
        double draught_m, block, displacement_t, payload_t;
    } cases[] = {
        {18, 0.82, 217858, 185000},
        {12, 0.7940, 140625, 107767},
        {9, 0.7732, 102714, 69856},
        {19, 0.82, 217858, 185000}, /* no deeper than she was designed for */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct geo_laden laden = geo_laden_at(&bulk, cases[i].draught_m);
        CHECK_REAL(laden.block, cases[i].block, 0.00005);
        CHECK_REAL(laden.displacement_t, cases[i].displacement_t, 0.5);
        CHECK_REAL(laden.payload_t, cases[i].payload_t, 0.5);
    }
    CHECK(geo_laden_at(&bulk, 2).payload_t < 0);
}

static void what_is_missing_makes_no_payload(void)
{
    static const struct geo_laden_design cases[] = {{0, 48, 18, 0.82, 185000},
                                                    {300, (double)NAN, 18, 0.82, 185000},
                                                    {300, 48, -1, 0.82, 185000},
                                                    {300, 48, 18, (double)NAN, 185000},
                                                    {300, 48, 18, 0.82, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_REAL(geo_laden_at(&cases[i], 12).payload_t, (double)NAN, 0);
    CHECK_REAL(geo_laden_at(&bulk, 0).payload_t, (double)NAN, 0);
    CHECK_REAL(geo_laden_at(&bulk, (double)NAN).displacement_t, (double)NAN, 0);
}

int main(void)
{
    RUN(payload_is_what_lies_deeper_than_the_empty_ship);
    RUN(what_is_missing_makes_no_payload);
    return check_summary();
}
