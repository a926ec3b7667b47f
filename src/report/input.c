/* SPDX-License-Identifier: Apache-2.0 */
#include "report/input.h"

#include "base/units.h"
#include "history/gather.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    NEAR_MIN_E4 = 2000, /* 370 m of latitude: within reach without a look */
    POSITION_BYTES = 21,
};

/* A track that may go on: a chain through the positions of its transmitter. */
struct open_track {
    uint32_t first;
    uint32_t last;
    size_t count;
};

struct reading {
    struct report_input *input;
    const struct report_taker *taker;
    struct text *reason;
    struct digest digest;
    uint32_t mmsi;
    enum history_class class_of;
    struct report_position *positions; /* of the transmitter at hand */
    uint32_t *next;                    /* the position behind each in its track */
    struct report_position *track;     /* room for the track that is given */
    size_t count;
    size_t count_max;
    size_t open_count;
    struct open_track open[REPORT_OPEN_TRACK_COUNT_MAX];
};

struct geo_point report_point(const struct report_position *position)
{
    return (struct geo_point){(double)position->longitude_min_e4 / HISTORY_DEGREE,
                              (double)position->latitude_min_e4 / HISTORY_DEGREE};
}

/* By time, and by all else where that is the same, so that there is one order. */
static int compare(const void *one, const void *other)
{
    const struct report_position *a = one, *b = other;

    if (a->time_ms != b->time_ms)
        return a->time_ms < b->time_ms ? -1 : 1;
    if (a->longitude_min_e4 != b->longitude_min_e4)
        return a->longitude_min_e4 < b->longitude_min_e4 ? -1 : 1;
    if (a->latitude_min_e4 != b->latitude_min_e4)
        return a->latitude_min_e4 < b->latitude_min_e4 ? -1 : 1;
    if (a->speed_kn_e1 != b->speed_kn_e1)
        return a->speed_kn_e1 < b->speed_kn_e1 ? -1 : 1;
    if (a->course_deg_e1 != b->course_deg_e1)
        return a->course_deg_e1 < b->course_deg_e1 ? -1 : 1;
    return (a->status > b->status) - (a->status < b->status);
}

/* Puts the positions in order, each once. */
static void settle(struct reading *reading)
{
    struct report_position *positions = reading->positions;
    bool is_sorted = true;
    size_t kept = 1;

    for (size_t i = 1; i < reading->count && is_sorted; i++)
        is_sorted = compare(&positions[i - 1], &positions[i]) < 0;
    if (is_sorted)
        return;
    qsort(positions, reading->count, sizeof *positions, compare);
    for (size_t i = 1; i < reading->count; i++)
        if (compare(&positions[kept - 1], &positions[i]) != 0)
            positions[kept++] = positions[i];
    reading->count = kept;
}

static uint8_t *put(uint8_t *bytes, uint64_t value, unsigned size)
{
    for (unsigned i = 0; i < size; i++)
        *bytes++ = (uint8_t)(value >> (8 * i));
    return bytes;
}

static void add_to_digest(struct reading *reading)
{
    uint8_t bytes[POSITION_BYTES];
    uint8_t *end = put(put(put(bytes, reading->mmsi, 4), reading->class_of, 1), reading->count, 8);

    digest_add_bytes(&reading->digest, bytes, (size_t)(end - bytes));
    for (size_t i = 0; i < reading->count; i++) {
        const struct report_position *position = &reading->positions[i];
        end = put(bytes, (uint64_t)position->time_ms, 8);
        end = put(end, (uint32_t)position->longitude_min_e4, 4);
        end = put(end, (uint32_t)position->latitude_min_e4, 4);
        end = put(end, position->speed_kn_e1, 2);
        end = put(end, position->course_deg_e1, 2);
        end = put(end, position->status, 1);
        digest_add_bytes(&reading->digest, bytes, (size_t)(end - bytes));
    }
}

/* How far a position is from the end of a track; INFINITY when she could not have got there. */
static double reach_m(const struct reading *reading, const struct open_track *track, uint32_t index)
{
    const struct report_position *from = &reading->positions[track->last];
    const struct report_position *to = &reading->positions[index];
    double seconds = (double)(to->time_ms - from->time_ms) / 1000;
    double limit_m = REPORT_REACH_M + REPORT_SPEED_MAX_KN * KNOT_MPS * seconds;
    double distance_m = geo_point_distance_m(report_point(from), report_point(to));

    return distance_m <= limit_m ? distance_m : (double)INFINITY;
}

static bool is_near(const struct reading *reading, const struct open_track *track, uint32_t index)
{
    const struct report_position *from = &reading->positions[track->last];
    const struct report_position *to = &reading->positions[index];
    int64_t east = (int64_t)to->longitude_min_e4 - from->longitude_min_e4;
    int64_t north = (int64_t)to->latitude_min_e4 - from->latitude_min_e4;

    return (east < 0 ? -east : east) + (north < 0 ? -north : north) <= NEAR_MIN_E4;
}

static bool give(struct reading *reading, const struct open_track *open)
{
    struct report_track track = {.mmsi = reading->mmsi,
                                 .class_of = reading->class_of,
                                 .positions = reading->track,
                                 .count = open->count};
    uint32_t index = open->first;

    for (size_t i = 0; i < open->count; i++, index = reading->next[index])
        reading->track[i] = reading->positions[index];
    reading->input->track_count++;
    return reading->taker->take(reading->taker->user, &track);
}

/* Begins a track; where there are too many, the one heard longest ago is given away. */
static bool begin_track(struct reading *reading, uint32_t index)
{
    size_t place = reading->open_count;
    bool is_wanted = true;

    if (place == REPORT_OPEN_TRACK_COUNT_MAX) {
        place = 0;
        for (size_t i = 1; i < REPORT_OPEN_TRACK_COUNT_MAX; i++)
            if (reading->open[i].last < reading->open[place].last)
                place = i;
        is_wanted = give(reading, &reading->open[place]);
    } else {
        reading->open_count++;
    }
    reading->open[place] = (struct open_track){index, index, 1};
    return is_wanted;
}

/* Puts a position behind the nearest track that leads to it. */
static bool follow(struct reading *reading, uint32_t index)
{
    struct open_track *best = NULL;
    double least_m = (double)INFINITY;

    if (reading->open_count == 1 && is_near(reading, &reading->open[0], index)) {
        best = &reading->open[0];
    } else {
        for (size_t i = 0; i < reading->open_count; i++) {
            double distance_m = reach_m(reading, &reading->open[i], index);
            if (distance_m < least_m) {
                least_m = distance_m;
                best = &reading->open[i];
            }
        }
    }
    if (best == NULL)
        return begin_track(reading, index);
    reading->next[best->last] = index;
    best->last = index;
    best->count++;
    return true;
}

/* Gives the tracks of the transmitter at hand. */
static bool finish(struct reading *reading)
{
    bool is_wanted = true;

    if (reading->count == 0)
        return true;
    settle(reading);
    add_to_digest(reading);
    reading->input->transmitter_count++;
    reading->input->position_count += reading->count;
    reading->open_count = 0;
    for (uint32_t i = 0; i < reading->count && is_wanted; i++)
        is_wanted = follow(reading, i);
    for (size_t i = 0; i < reading->open_count && is_wanted; i++)
        is_wanted = give(reading, &reading->open[i]);
    reading->count = 0;
    return is_wanted;
}

static bool grow(struct reading *reading, size_t count)
{
    size_t count_max = reading->count_max;

    if (count <= count_max)
        return true;
    while (count_max < count)
        count_max = count_max == 0 ? 4096 : 2 * count_max;
    if (count_max > REPORT_POSITION_COUNT_MAX) {
        text_add_format(reading->reason, "%09u has too many positions", (unsigned)reading->mmsi);
        return false;
    }
    void *positions = realloc(reading->positions, count_max * sizeof *reading->positions);
    reading->positions = positions != NULL ? positions : reading->positions;
    void *track = realloc(reading->track, count_max * sizeof *reading->track);
    reading->track = track != NULL ? track : reading->track;
    void *next = realloc(reading->next, count_max * sizeof *reading->next);
    reading->next = next != NULL ? next : reading->next;
    if (positions == NULL || track == NULL || next == NULL) {
        text_add(reading->reason, "there is no memory");
        return false;
    }
    reading->count_max = count_max;
    return true;
}

static bool take_piece(void *user, const struct history_piece *piece)
{
    struct reading *reading = user;
    const struct history_columns *columns = piece->columns;

    if (piece->class_of != HISTORY_CLASS_A && piece->class_of != HISTORY_CLASS_B)
        return true;
    if (piece->mmsi != reading->mmsi || piece->class_of != reading->class_of) {
        if (!finish(reading))
            return false;
        reading->mmsi = piece->mmsi;
        reading->class_of = piece->class_of;
    }
    if (!grow(reading, reading->count + (piece->end - piece->first)))
        return false;
    for (uint32_t i = piece->first; i < piece->end; i++) {
        struct history_values values = history_gather_values(columns, i);
        if (!history_values_have_place(&values))
            continue;
        reading->positions[reading->count++] = (struct report_position){
            .time_ms = columns->time_ms[i],
            .longitude_min_e4 = values.longitude_min_e4,
            .latitude_min_e4 = values.latitude_min_e4,
            .speed_kn_e1 = values.speed_kn_e1,
            .course_deg_e1 = values.course_deg_e1,
            .status = values.status,
        };
    }
    return true;
}

bool report_input_read(struct history_reader *reader, const struct history_filter *filter,
                       const struct report_taker *taker, struct report_input *input,
                       struct text *reason)
{
    struct history_filter ordered = *filter;
    struct reading reading = {.input = input, .taker = taker, .reason = reason};
    uint64_t broken_before = history_reader_broken_count(reader);

    *input = (struct report_input){0};
    ordered.in_order = true;
    digest_init(&reading.digest);
    bool is_read =
        history_reader_scan(reader, &ordered, take_piece, &reading, reason) && finish(&reading);
    digest_finish(&reading.digest, input->digest);
    input->broken_count = history_reader_broken_count(reader) - broken_before;
    free(reading.positions);
    free(reading.track);
    free(reading.next);
    return is_read;
}
