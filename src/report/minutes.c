/* SPDX-License-Identifier: Apache-2.0 */
#include "report/minutes.h"

#include <stdlib.h>

void report_minutes_init(struct report_minutes *minutes, int64_t first_ms)
{
    *minutes = (struct report_minutes){.first_ms = first_ms};
}

void report_minutes_release(struct report_minutes *minutes)
{
    free(minutes->minutes);
    free(minutes->tracks);
    free(minutes->starts);
    *minutes = (struct report_minutes){0};
}

bool report_minutes_add_track(struct report_minutes *minutes, const struct report_track *track)
{
    if (minutes->track_count == minutes->track_count_max) {
        size_t count_max = minutes->track_count_max == 0 ? 1024 : 2 * minutes->track_count_max;
        struct report_minute_track *grown =
            count_max <= REPORT_MINUTE_TRACK_COUNT_MAX
                ? realloc(minutes->tracks, count_max * sizeof *grown)
                : NULL;
        if (grown == NULL)
            return false;
        minutes->tracks = grown;
        minutes->track_count_max = count_max;
    }
    minutes->tracks[minutes->track_count++] =
        (struct report_minute_track){track->mmsi, track->class_of};
    return true;
}

bool report_minutes_add(struct report_minutes *minutes, const struct report_minute *minute)
{
    if (minutes->count == minutes->count_max) {
        size_t count_max = minutes->count_max == 0 ? 65536 : 2 * minutes->count_max;
        struct report_minute *grown = count_max <= REPORT_MINUTE_COUNT_MAX
                                          ? realloc(minutes->minutes, count_max * sizeof *grown)
                                          : NULL;
        if (grown == NULL)
            return false;
        minutes->minutes = grown;
        minutes->count_max = count_max;
    }
    minutes->minutes[minutes->count++] = *minute;
    minutes->minutes[minutes->count - 1].track = (uint32_t)(minutes->track_count - 1);
    if (minute->minute >= minutes->minute_count)
        minutes->minute_count = (size_t)minute->minute + 1;
    return true;
}

bool report_minutes_sort(struct report_minutes *minutes)
{
    size_t *starts = calloc(minutes->minute_count + 2, sizeof *starts);
    struct report_minute *sorted = calloc(minutes->count + 1, sizeof *sorted);

    if (starts == NULL || sorted == NULL) {
        free(starts);
        free(sorted);
        return false;
    }
    /* By counting; tracks stay in their order within a minute. Behind the sums, starts[i + 1] is
     * where the next of minute i goes, and in the end where minute i + 1 begins. */
    for (size_t i = 0; i < minutes->count; i++)
        starts[minutes->minutes[i].minute + 2]++;
    for (size_t i = 2; i < minutes->minute_count + 2; i++)
        starts[i] += starts[i - 1];
    for (size_t i = 0; i < minutes->count; i++)
        sorted[starts[minutes->minutes[i].minute + 1]++] = minutes->minutes[i];
    free(minutes->minutes);
    free(minutes->starts);
    minutes->minutes = sorted;
    minutes->count_max = minutes->count;
    minutes->starts = starts;
    return true;
}
