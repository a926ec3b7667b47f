/* SPDX-License-Identifier: Apache-2.0 */
#include "geo/laden.h"

#include "base/trig.h"

#include <math.h>
#include <stddef.h>

static const double SEA_WATER_T_PER_M3 = 1.025;

static double displacement_t(const struct geo_laden_design *design, double draught_m, double block)
{
    return SEA_WATER_T_PER_M3 * design->length_m * design->beam_m * draught_m * block;
}

struct geo_laden geo_laden_at(const struct geo_laden_design *design, double draught_m)
{
    const struct geo_laden none = {(double)NAN, (double)NAN, (double)NAN};
    double numbers[] = {design->length_m, design->beam_m,       design->draught_m,
                        design->block,    design->deadweight_t, draught_m};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (!(numbers[i] > 0))
            return none;
    draught_m = fmin(draught_m, design->draught_m);
    double deeper = trig_exp(trig_log(design->draught_m / draught_m) / 3);
    double block = 1 - (1 - design->block) * deeper;
    double light_t =
        displacement_t(design, design->draught_m, design->block) - design->deadweight_t;
    double whole_t = displacement_t(design, draught_m, block);
    return (struct geo_laden){block, whole_t, whole_t - light_t};
}
