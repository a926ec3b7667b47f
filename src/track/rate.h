/* SPDX-License-Identifier: Apache-2.0 */
/* How often a station should be heard, and so when its silence says something. */
#ifndef TRACK_RATE_H
#define TRACK_RATE_H

#include "track/target.h"

/* The reporting interval that is due now (ITU-R M.1371-5 annex 1, tables 1 and 2), by kind, speed
 * and navigational status. Where a ship's speed is not known it is taken for slow. */
int64_t track_rate_interval_ms(const struct track_target *target);

/* Six intervals, at least a minute: the silence after which a target is lost (after IEC 62388,
 * which allows five to six). */
int64_t track_rate_lost_after_ms(const struct track_target *target);

#endif
