/* SPDX-License-Identifier: Apache-2.0 */
/* What a report says goes into its target, field by field. */
#ifndef TRACK_UPDATE_H
#define TRACK_UPDATE_H

#include "evidence/report.h"
#include "track/target.h"

/* A target of which nothing is known but its identity. */
void track_update_begin(struct track_target *target, uint32_t mmsi, int64_t time_ms);

/* Takes a report that is no copy. Fields that a later report already gave stay. */
void track_update_fields(struct track_target *target, const struct evidence_report *report);

/* Notes who heard it. True when the station is new to the target. */
bool track_update_heard_by(struct track_target *target, const struct evidence_report *report);

#endif
