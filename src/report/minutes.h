/* SPDX-License-Identifier: Apache-2.0 */
/* All ships by the minute: where each was, and how often she was heard. */
#ifndef REPORT_MINUTES_H
#define REPORT_MINUTES_H

#include "report/job.h"

enum {
    REPORT_MINUTE_COUNT_MAX = 1 << 27, /* of all ships; 24 bytes each */
    REPORT_MINUTE_TRACK_COUNT_MAX = 1 << 24,
};

struct report_minute {
    uint32_t minute; /* since the first that is counted */
    uint32_t track;
    int32_t longitude_min_e4;
    int32_t latitude_min_e4;
    uint16_t speed_kn_e1;
    uint16_t heard_count;
};

struct report_minute_track {
    uint32_t mmsi;
    enum history_class class_of;
};

struct report_minutes {
    int64_t first_ms; /* at which minute 0 begins */
    size_t count;
    size_t count_max;
    struct report_minute *minutes;
    size_t track_count;
    size_t track_count_max;
    struct report_minute_track *tracks;
    size_t minute_count;
    size_t *starts; /* minute i is minutes[starts[i]] to minutes[starts[i + 1]] - 1 */
};

void report_minutes_init(struct report_minutes *minutes, int64_t first_ms);
void report_minutes_release(struct report_minutes *minutes);

/* False when there is no memory for more. */
bool report_minutes_add_track(struct report_minutes *minutes, const struct report_track *track);

/* A minute of the track that was added last, of 0 and more. */
bool report_minutes_add(struct report_minutes *minutes, const struct report_minute *minute);

/* Puts them in order of minute and track; to be called when all are there. */
bool report_minutes_sort(struct report_minutes *minutes);

#endif
