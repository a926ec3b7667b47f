/* SPDX-License-Identifier: Apache-2.0 */
/* Who says that he heard a sentence, and when: TAG blocks, `$PGHP`, trailers and leading times.
 *
 * TAG blocks are NMEA 0183 4.10 / IEC 61162-450; `$PGHP` is GateHouse's; trailers are those of the
 * USCG's NAIS (`,r003669930,1271779200`) and of loggers that append a time. */
#ifndef AIS_STAMP_H
#define AIS_STAMP_H

#include "ais/sentence.h"
#include "base/clock.h"

#if AIS_UNKNOWN_MS != CLOCK_UNKNOWN_MS
#error "a time that is not known must be the same inside and outside"
#endif

enum {
    /* What is further ahead of the rest of a log has a wrong clock, unless the lines behind it
     * agree (source/recording.h). */
    AIS_STAMP_JUMP_MAX_MS = 60000,
};

/* A TAG block's `g:1-2-3985`. */
struct ais_group {
    bool is_there;
    uint32_t number;
    uint8_t part;
    uint8_t total;
};

/* What stands behind "d:" in the TAG block of everything that is simulated. */
#define AIS_STAMP_DRILL "drill"

#define AIS_STAMP_NONE ((struct ais_stamp){.time_ms = CLOCK_UNKNOWN_MS})

/* Takes what `other` says where `stamp` says nothing; one mark of a drill marks both. */
void ais_stamp_fill_from(struct ais_stamp *stamp, const struct ais_stamp *other);

/* Whether a sentence can have been heard then: AIS began in the nineties. */
bool ais_stamp_is_time(int64_t time_ms);

/* The inside of a TAG block, between the backslashes. False when its checksum is wrong or missing;
 * the results are then untouched. */
bool ais_stamp_read_tag(struct ais_span tag, struct ais_stamp *stamp, struct ais_group *group);

/* `$PGHP,1,2018,11,19,11,0,0,789,219,,2190047,1,5C*15`. `*checksum` is that of the sentence it
 * speaks of, -1 when it does not say. */
bool ais_stamp_read_pghp(struct ais_span line, struct ais_stamp *stamp, int *checksum);

/* What follows a sentence's checksum. Of several times the first counts: it stands next to the
 * station, the others were added on the way. */
void ais_stamp_read_trailer(struct ais_span trailer, struct ais_stamp *stamp);

/* What stands before a sentence on its line: a time in seconds, milliseconds, microseconds or
 * nanoseconds since 1970, as 14 digits or in ISO 8601 (UTC), and blanks or commas; or AIS-catcher's
 * JSON. */
void ais_stamp_read_prefix(struct ais_span prefix, struct ais_stamp *stamp);

/* A time alone, RFC 3339 in UTC: "2027-03-01T06:00:00Z". False for anything else. */
bool ais_stamp_read_time(const char *words, int64_t *time_ms);

/* The time a line of a log carries in any of these ways. False when it carries none. */
bool ais_stamp_line_time(const char *line, size_t size, int64_t *time_ms);

#endif
