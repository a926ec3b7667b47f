/* SPDX-License-Identifier: Apache-2.0 */
#include "source/recording.h"

#include "ais/stamp.h"
#include "base/clock.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    BUFFER_BYTES = SOURCE_RECORDING_BEGUN_BYTES_MAX,
    LOOKED_AT_LINES_MAX = 256,
    MADE_UP_INTERVAL_MS = 20,
    START_BEHIND_MAX_MS = 3600000, /* the first lines' clocks, behind the middle one */
};

struct source_recording {
    struct reader *reader;
    bool has_reader; /* its own, to be closed */
    bool is_at_end;  /* of the file; the buffer may still hold lines */
    bool has_failed;
    bool is_primed; /* the start was looked at for times */
    bool has_times;
    bool is_inside_line;  /* the last piece given was not the end of its line */
    int64_t time_ms;      /* of the last line */
    uint64_t line_number; /* of the next line, from 0 */
    size_t start;         /* of what is not yet given, in `buffer` */
    size_t end;
    char buffer[BUFFER_BYTES];
};

static void start(struct source_recording *recording, struct reader *reader)
{
    *recording = (struct source_recording){.reader = reader, .has_reader = true};
}

struct source_recording *source_recording_open(const char *path, struct text *reason)
{
    struct source_recording *recording = malloc(sizeof *recording);
    struct reader *reader = reader_open(path, READER_ASKS, reason);
    if (reader != NULL && recording == NULL)
        text_add(reason, "no memory");
    if (reader == NULL || recording == NULL) {
        reader_close(reader);
        free(recording);
        return NULL;
    }
    start(recording, reader);
    return recording;
}

struct source_recording *source_recording_new(struct reader *reader, const char *bytes, size_t size)
{
    struct source_recording *recording = malloc(sizeof *recording);

    assert(size <= BUFFER_BYTES);
    if (recording == NULL)
        return NULL;
    start(recording, reader);
    recording->has_reader = false;
    memcpy(recording->buffer, bytes, size);
    recording->end = size;
    return recording;
}

bool source_recording_has_times(const struct source_recording *recording)
{
    return recording->has_times;
}

void source_recording_close(struct source_recording *recording)
{
    if (recording == NULL)
        return;
    if (recording->has_reader)
        reader_close(recording->reader);
    free(recording);
}

const char *source_recording_reason(const struct source_recording *recording)
{
    return reader_reason(recording->reader);
}

/* Reads what there is until the buffer is full. False when more may come later. */
static bool fill(struct source_recording *recording)
{
    memmove(recording->buffer, recording->buffer + recording->start,
            recording->end - recording->start);
    recording->end -= recording->start;
    recording->start = 0;
    while (recording->end < BUFFER_BYTES && !recording->is_at_end) {
        ssize_t size = reader_read(recording->reader, recording->buffer + recording->end,
                                   BUFFER_BYTES - recording->end);
        if (size == READER_WAIT)
            return false;
        if (size > 0)
            recording->end += (size_t)size;
        else
            recording->is_at_end = true;
        recording->has_failed = size == READER_FAILED;
    }
    return true;
}

/* The size of the line at `at` with its end, which is LF, CR or both, or of a piece of a longer
 * one; 0 when its end has not come. */
static size_t piece_size(const struct source_recording *recording, size_t at)
{
    const char *bytes = recording->buffer + at;
    size_t there = recording->end - at;
    size_t size =
        there < SOURCE_RECORDING_PIECE_BYTES_MAX ? there : SOURCE_RECORDING_PIECE_BYTES_MAX;
    const char *feed = memchr(bytes, '\n', size);
    size_t end = feed != NULL ? (size_t)(feed - bytes) : size;
    const char *carriage_return = memchr(bytes, '\r', end);
    if (carriage_return != NULL)
        end = (size_t)(carriage_return - bytes);
    bool is_cut = end == size || (bytes[end] == '\r' && end + 1 == there); /* before its LF */
    if (is_cut && size == there && size < SOURCE_RECORDING_PIECE_BYTES_MAX)
        return recording->is_at_end ? size : 0;
    if (end + 1 >= size)
        return size;
    return end + (bytes[end] == '\r' && bytes[end + 1] == '\n' ? 2 : 1);
}

/* The size of the next line or piece of one; 0 when it is not there yet. */
static size_t next_size(struct source_recording *recording)
{
    size_t size = piece_size(recording, recording->start);
    if (size > 0)
        return size;
    fill(recording);
    return piece_size(recording, recording->start);
}

static bool is_end(char byte)
{
    return byte == '\n' || byte == '\r';
}

static bool line_time(const char *bytes, size_t size, int64_t *time_ms)
{
    while (size > 0 && is_end(bytes[size - 1]))
        size--;
    return ais_stamp_line_time(bytes, size, time_ms);
}

/* What lines further on say, in their order. */
struct asked {
    size_t count;
    int64_t times_ms[SOURCE_RECORDING_ASKED_LINES];
    bool is_cut; /* by the end of the buffer */
};

static struct asked ask_buffer(const struct source_recording *recording, size_t at)
{
    struct asked asked = {0};
    for (size_t lines = 0;
         lines < LOOKED_AT_LINES_MAX && asked.count < SOURCE_RECORDING_ASKED_LINES; lines++) {
        size_t size = piece_size(recording, at);
        asked.is_cut = size == 0;
        if (asked.is_cut)
            break;
        asked.count += line_time(recording->buffer + at, size, &asked.times_ms[asked.count]);
        at += size;
    }
    return asked;
}

/* Asks the lines `ahead` bytes from the next one on. False when some of the answer lies in what
 * has not come yet. */
static bool ask(struct source_recording *recording, size_t ahead, struct asked *asked)
{
    *asked = ask_buffer(recording, recording->start + ahead);
    if (!asked->is_cut || recording->is_at_end)
        return true;
    bool is_all_there = fill(recording);
    *asked = ask_buffer(recording, recording->start + ahead);
    return is_all_there || !asked->is_cut;
}

static int compare_times(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

/* The first time that is near the middle one: before it lies the start of the log, and a clock
 * that is ahead of it is wrong. */
static int64_t first_time(const struct asked *asked)
{
    struct asked sorted = *asked;
    qsort(sorted.times_ms, sorted.count, sizeof sorted.times_ms[0], compare_times);
    int64_t middle_ms = sorted.times_ms[(sorted.count - 1) / 2];
    size_t i = 0;
    while (asked->times_ms[i] < middle_ms - START_BEHIND_MAX_MS ||
           asked->times_ms[i] > middle_ms + AIS_STAMP_JUMP_MAX_MS)
        i++;
    return asked->times_ms[i];
}

/* Looks for the first time. False when the answer lies in what has not come yet. */
static bool prime(struct source_recording *recording)
{
    struct asked asked;
    if (!ask(recording, 0, &asked))
        return false;
    recording->has_times = asked.count > 0;
    if (recording->has_times)
        recording->time_ms = first_time(&asked);
    return true;
}

/* A gap in the log is told from a wrong clock by the lines behind it: most do not go back. Those
 * that are behind even now have a wrong clock themselves. */
static bool agree(const struct asked *asked, int64_t now_ms, int64_t said_ms)
{
    size_t agreeing = 0;
    size_t contradicting = 0;
    for (size_t i = 0; i < asked->count; i++) {
        bool is_agreeing = asked->times_ms[i] >= said_ms - AIS_STAMP_JUMP_MAX_MS;
        agreeing += is_agreeing;
        contradicting += !is_agreeing && asked->times_ms[i] >= now_ms - AIS_STAMP_JUMP_MAX_MS;
    }
    return agreeing > contradicting;
}

/* The next line's time. False when what decides has not come yet. */
static bool set_time(struct source_recording *recording, size_t size)
{
    int64_t now_ms = recording->time_ms;
    int64_t said_ms;
    struct asked asked;

    if (!recording->has_times) {
        recording->time_ms = (int64_t)recording->line_number * MADE_UP_INTERVAL_MS;
        return true;
    }
    if (recording->is_inside_line ||
        !line_time(recording->buffer + recording->start, size, &said_ms) || said_ms <= now_ms)
        return true;
    if (said_ms - now_ms > AIS_STAMP_JUMP_MAX_MS) {
        if (!ask(recording, size, &asked))
            return false;
        if (!agree(&asked, now_ms, said_ms))
            return true;
    }
    recording->time_ms = said_ms;
    return true;
}

enum source_recording_result source_recording_next(struct source_recording *recording,
                                                   struct source_recording_line *line)
{
    if (!recording->is_primed)
        recording->is_primed = prime(recording);
    if (!recording->is_primed)
        return SOURCE_RECORDING_WAIT;
    size_t size = next_size(recording);
    if (size == 0 && recording->has_failed)
        return SOURCE_RECORDING_FAILED;
    if (size == 0)
        return recording->is_at_end ? SOURCE_RECORDING_END : SOURCE_RECORDING_WAIT;

    if (!set_time(recording, size))
        return SOURCE_RECORDING_WAIT;

    const char *bytes = recording->buffer + recording->start;
    recording->is_inside_line = !is_end(bytes[size - 1]);
    recording->line_number += !recording->is_inside_line;
    recording->start += size;
    *line = (struct source_recording_line){bytes, size, recording->time_ms};
    return SOURCE_RECORDING_LINE;
}

/* Whether the line of this size that comes next has the time of the last one, as set_time() would
 * give it. */
static bool has_same_time(const struct source_recording *recording, size_t size)
{
    int64_t said_ms;

    return recording->has_times &&
           (!line_time(recording->buffer + recording->start, size, &said_ms) ||
            said_ms <= recording->time_ms);
}

enum source_recording_result source_recording_next_lines(struct source_recording *recording,
                                                         struct source_recording_line *lines)
{
    enum source_recording_result result = source_recording_next(recording, lines);

    if (result != SOURCE_RECORDING_LINE)
        return result;
    for (size_t size; !recording->is_inside_line &&
                      (size = piece_size(recording, recording->start)) > 0 &&
                      is_end(recording->buffer[recording->start + size - 1]) &&
                      has_same_time(recording, size);) {
        recording->line_number++;
        recording->start += size;
        lines->size += size;
    }
    return SOURCE_RECORDING_LINE;
}

bool source_recording_rewind(struct source_recording *recording)
{
    if (!reader_rewind(recording->reader))
        return false;
    bool has_reader = recording->has_reader;
    start(recording, recording->reader);
    recording->has_reader = has_reader;
    return true;
}
