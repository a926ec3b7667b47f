/* SPDX-License-Identifier: Apache-2.0 */
#include "report/payload.h"

#include "base/trig.h"

#include <math.h>

static const double WATER_T_PER_M3 = 1.025;
static const double DRAUGHT_ROUNDING_M = 0.05, SIZE_ROUNDING_M = 0.5;

/* Of a ship as long and as wide. */
static double displacement_t(const struct report_design *design, double water_plane_m2,
                             double draught_m)
{
    double ratio = trig_exp(trig_log(design->draught_m / draught_m) / 3);
    double block = 1 - (1 - design->block) * ratio;

    return WATER_T_PER_M3 * water_plane_m2 * draught_m * fmax(block, 0);
}

static double cargo_t(const struct report_design *design, double water_plane_m2, double draught_m)
{
    double light_t =
        displacement_t(design, water_plane_m2, design->draught_m) - design->deadweight_t;
    double load_t =
        displacement_t(design, water_plane_m2, fmin(draught_m, design->draught_m)) - light_t;

    return fmin(fmax(load_t, 0), design->deadweight_t);
}

bool report_payload_of(const struct report_design *design, double length_m, double beam_m,
                       double draught_m, struct report_payload *payload)
{
    if (!(length_m > 0 && beam_m > 0 && draught_m > DRAUGHT_ROUNDING_M && design->draught_m > 0 &&
          design->deadweight_t > 0 && design->block > 0 && design->block < 1))
        return false;
    if (displacement_t(design, length_m * beam_m, design->draught_m) < design->deadweight_t)
        return false; /* it would be lighter than nothing */
    double load_t = cargo_t(design, length_m * beam_m, draught_m);
    double more_t = cargo_t(design, (length_m + SIZE_ROUNDING_M) * (beam_m + SIZE_ROUNDING_M),
                            draught_m - DRAUGHT_ROUNDING_M);
    double less_t = cargo_t(design, (length_m - SIZE_ROUNDING_M) * (beam_m - SIZE_ROUNDING_M),
                            draught_m + DRAUGHT_ROUNDING_M);

    *payload = (struct report_payload){
        .cargo_t = load_t,
        .share = load_t / design->deadweight_t,
        .error_t = fmax(fabs(more_t - load_t), fabs(less_t - load_t)),
    };
    return true;
}
