/* SPDX-License-Identifier: Apache-2.0 */
/* The picture: every target known now, in slots of an array sized at the start.
 *
 * Its clock is told by reports and by track_picture_advance(), never asked for, so the same reports
 * give the same picture.
 *
 * When every slot is taken, those that were lost longest ago or heard only once give way, at most
 * once a second; a few slots are kept for distress devices (SART, MOB, EPIRB), which get in also
 * when a flood of false identities fills the rest. */
#ifndef TRACK_PICTURE_H
#define TRACK_PICTURE_H

#include "base/digest.h"
#include "evidence/report.h"
#include "track/target.h"

struct track_picture;

struct track_picture_options {
    size_t target_count_max;
    int64_t keep_lost_ms; /* how long a lost target stays on the picture */
};

struct track_picture_counts {
    size_t targets;
    size_t with_position;
    size_t lost;
    size_t by_kind[TRACK_KIND_COUNT];
    uint64_t refused_full; /* reports of new targets that found no free slot */
    uint64_t refused_mmsi; /* reports of a sender without identity (MMSI 0) */
};

/* NULL when there is no memory. */
struct track_picture *track_picture_new(const struct track_picture_options *options);
void track_picture_free(struct track_picture *picture);

/* Forgets every target; the revision goes on. */
void track_picture_clear(struct track_picture *picture);

/* Takes a report into the picture. A copy of one already taken only adds the station. */
void track_picture_update(struct track_picture *picture, const struct evidence_report *report);

/* The picture's clock goes on to `now_ms` (never back): targets become lost and are removed. */
void track_picture_advance(struct track_picture *picture, int64_t now_ms);

/* CLOCK_UNKNOWN_MS before the first report. */
int64_t track_picture_time_ms(const struct track_picture *picture);

/* Grows with every change: a target of greater revision than one seen before has changed since. */
uint64_t track_picture_revision(const struct track_picture *picture);

/* Slots are numbered 0 to count - 1; the count never grows past target_count_max. */
size_t track_picture_slot_count(const struct track_picture *picture);

/* NULL when the slot is free. The target stays where it is until the next update or advance. */
const struct track_target *track_picture_slot(const struct track_picture *picture, size_t slot);

/* NULL when it is not known. */
const struct track_target *track_picture_find(const struct track_picture *picture, uint32_t mmsi);

struct track_picture_counts track_picture_counts(const struct track_picture *picture);

/* Over the time and every target by ascending MMSI, all its members: equal pictures have equal
 * digests. False, and `digest` untouched, when there is no memory to sort in. */
bool track_picture_digest(const struct track_picture *picture, uint8_t digest[static DIGEST_BYTES]);

#endif
