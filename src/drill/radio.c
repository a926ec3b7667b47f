/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/radio.h"

#include "base/trig.h"

#include <math.h>

double drill_radio_horizon_nmi(double receiver_m, double transmitter_m)
{
    return 4.12 / 1.852 * (sqrt(receiver_m) + sqrt(transmitter_m));
}

double drill_radio_level_db(double distance_nmi, double horizon_nmi)
{
    const double nepers = 2.302585092994046; /* ln 10 */
    const double horizon_db = 3, behind_db_per_nmi = 4;
    if (distance_nmi > horizon_nmi)
        return horizon_db - behind_db_per_nmi * (distance_nmi - horizon_nmi);
    return horizon_db + 40 * trig_log(horizon_nmi / fmax(distance_nmi, 0.01)) / nepers;
}

double drill_radio_fade_db(struct drill_fading *fading, double time_s, struct drill_random *random)
{
    const double slow_db = 4, quick_db = 2, memory_s = 60;
    double kept = trig_exp(-fmax(time_s - (double)fading->time_s, 0) / memory_s);
    double fresh = slow_db * sqrt(1 - kept * kept);
    double level_db = kept * (double)fading->level_db + fresh * drill_random_normal(random);
    fading->level_db = (float)level_db;
    fading->time_s = (float)time_s;
    return (double)fading->level_db + quick_db * drill_random_normal(random);
}
