/* SPDX-License-Identifier: Apache-2.0 */
/* The rate of turn indicator of messages 1 to 3 (ITU-R M.1371-5 annex 8, table 48). */
#ifndef AIS_TURN_H
#define AIS_TURN_H

#include <stdint.h>

/* Indicators that say only "more than 5 degrees in 30 s, and no indicator connected". */
enum { AIS_TURN_FAST = 127 };

/* Degrees a minute, starboard positive; +-720 for +-AIS_TURN_FAST; NAN when not available. */
double ais_turn_deg_per_min(int32_t indicator);

/* The same in hundredths of a degree a minute, rounded; of what is an indicator and available. */
int32_t ais_turn_deg_e2_per_min(int32_t indicator);

/* The indicator that is nearest; AIS_TURN_FAST or -AIS_TURN_FAST for what none says exactly. */
int32_t ais_turn_indicator(double deg_per_min);

#endif
