/* SPDX-License-Identifier: Apache-2.0 */
#include "report/marks.h"

#include "report/calls.h"

#include <math.h>

/* A whole number on the way from one to the other. */
static int32_t between(int32_t from, int64_t way, double part)
{
    return (int32_t)(from + (int64_t)floor((double)way * part + 0.5));
}

static struct report_minute mark_of(const struct report_track *track, size_t index, int64_t minute,
                                    double part)
{
    const int32_t half = 180 * HISTORY_DEGREE, whole = 2 * half;
    const struct report_position *from = &track->positions[index];
    const struct report_position *to = index + 1 < track->count ? from + 1 : from;
    int64_t east = (int64_t)to->longitude_min_e4 - from->longitude_min_e4;
    unsigned speed = report_speed_kn_e1(track, index);

    east += east > half ? -whole : east < -half ? whole : 0; /* the short way round */
    int32_t longitude = between(from->longitude_min_e4, east, part);
    return (struct report_minute){
        .minute = (uint32_t)minute,
        .longitude_min_e4 = longitude > half    ? longitude - whole
                            : longitude < -half ? longitude + whole
                                                : longitude,
        .latitude_min_e4 = between(from->latitude_min_e4,
                                   (int64_t)to->latitude_min_e4 - from->latitude_min_e4, part),
        .speed_kn_e1 = (uint16_t)(speed < UINT16_MAX ? speed : UINT16_MAX),
    };
}

bool report_marks_each(const struct report_marking *marking, const struct report_track *track)
{
    int64_t minute =
        (track->positions[0].time_ms - marking->first_ms + REPORT_MIN_MS - 1) / REPORT_MIN_MS;

    for (size_t i = 0; i < track->count; i++) {
        int64_t from_ms = track->positions[i].time_ms - marking->first_ms;
        bool is_last = i + 1 == track->count;
        int64_t to_ms = is_last ? from_ms : track->positions[i + 1].time_ms - marking->first_ms;
        bool is_gap = to_ms - from_ms > marking->gap_min * REPORT_MIN_MS;
        for (; minute * REPORT_MIN_MS < to_ms || (is_last && minute * REPORT_MIN_MS == to_ms);
             minute++) {
            double part =
                is_last ? 0
                        : (double)(minute * REPORT_MIN_MS - from_ms) / (double)(to_ms - from_ms);
            struct report_minute mark = mark_of(track, i, minute, part);
            if (is_gap && minute * REPORT_MIN_MS > from_ms)
                continue;
            if (!marking->take(marking->user, &mark))
                return false;
        }
    }
    return true;
}
