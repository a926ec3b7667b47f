#include "source/recording.h"

#include "ais/stamp.h"
#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    BUFFER_BYTES = 65536,
    LOOKED_AT_LINES_MAX = 256,
    MADE_UP_INTERVAL_MS = 20,
};

struct source_recording {
    int fd;
    bool is_file;
    bool is_at_end; /* of the file; the buffer may still hold lines */
    bool has_failed;
    bool is_primed; /* the start was looked at for times */
    bool has_times;
    bool is_inside_line;  /* the last piece given was not the end of its line */
    int64_t time_ms;      /* of the last line */
    int64_t doubted_ms;   /* said by the last line with a time, and not believed */
    uint64_t line_number; /* of the next line, from 0 */
    size_t start;         /* of what is not yet given, in `buffer` */
    size_t end;
    char buffer[BUFFER_BYTES];
};

struct source_recording *source_recording_open(const char *path, struct text *reason)
{
    struct stat status = {0};
    int fd = strcmp(path, "-") == 0 ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
                                    : open(path, O_RDONLY | O_CLOEXEC);
    struct source_recording *recording = malloc(sizeof *recording);
    if (fd >= 0 && fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
        close(fd);
        fd = -1;
        errno = EISDIR;
    }
    if (fd < 0 || recording == NULL) {
        text_add(reason, strerror(errno));
        if (fd >= 0)
            close(fd);
        free(recording);
        return NULL;
    }
    *recording = (struct source_recording){
        .fd = fd, .time_ms = CLOCK_UNKNOWN_MS, .doubted_ms = CLOCK_UNKNOWN_MS};
    recording->is_file = S_ISREG(status.st_mode);
    return recording;
}

void source_recording_close(struct source_recording *recording)
{
    if (recording == NULL)
        return;
    close(recording->fd);
    free(recording);
}

/* True when there is something to read, or the end. A file is always ready. */
static bool is_ready(const struct source_recording *recording)
{
    struct pollfd poll_fd = {.fd = recording->fd, .events = POLLIN};
    return recording->is_file || poll(&poll_fd, 1, 0) != 0;
}

/* Reads what there is until the buffer is full. False when more may come later. */
static bool fill(struct source_recording *recording)
{
    memmove(recording->buffer, recording->buffer + recording->start,
            recording->end - recording->start);
    recording->end -= recording->start;
    recording->start = 0;
    while (recording->end < BUFFER_BYTES && !recording->is_at_end) {
        if (!is_ready(recording))
            return false;
        ssize_t size =
            read(recording->fd, recording->buffer + recording->end, BUFFER_BYTES - recording->end);
        if (size > 0)
            recording->end += (size_t)size;
        else if (size == 0 || (errno != EAGAIN && errno != EINTR))
            recording->is_at_end = true;
        if (size < 0 && recording->is_at_end)
            recording->has_failed = true;
    }
    return true;
}

/* The size of the line at `at` with its end, or 0 when its end is not in the buffer. */
static size_t line_size(const struct source_recording *recording, size_t at)
{
    const char *end = memchr(recording->buffer + at, '\n', recording->end - at);
    return end == NULL ? 0 : (size_t)(end - (recording->buffer + at)) + 1;
}

static bool line_time(const char *bytes, size_t size, int64_t *time_ms)
{
    while (size > 0 && (bytes[size - 1] == '\n' || bytes[size - 1] == '\r'))
        size--;
    return ais_stamp_line_time(bytes, size, time_ms);
}

/* Looks for the first time. False when the answer lies in what has not come yet. */
static bool prime(struct source_recording *recording)
{
    bool is_all_there = fill(recording);
    size_t at = recording->start;
    size_t lines = 0;
    for (size_t size; lines < LOOKED_AT_LINES_MAX && (size = line_size(recording, at)) > 0;
         at += size, lines++) {
        recording->has_times = line_time(recording->buffer + at, size, &recording->time_ms);
        if (recording->has_times)
            return true;
    }
    if (recording->is_at_end && lines < LOOKED_AT_LINES_MAX) /* a last line without an end */
        recording->has_times =
            line_time(recording->buffer + at, recording->end - at, &recording->time_ms);
    return is_all_there || lines == LOOKED_AT_LINES_MAX;
}

/* The size of the next line or piece of one; 0 when it is not there yet. */
static size_t next_size(struct source_recording *recording)
{
    size_t size = line_size(recording, recording->start);
    if (size == 0 && recording->end - recording->start <= SOURCE_RECORDING_LINE_BYTES_MAX) {
        bool is_all_there = fill(recording);
        size = line_size(recording, recording->start);
        size_t waiting = recording->end - recording->start;
        if (size == 0 && (is_all_there || waiting > SOURCE_RECORDING_LINE_BYTES_MAX))
            size = waiting;
    } else if (size == 0) {
        size = recording->end - recording->start;
    }
    return size < SOURCE_RECORDING_LINE_BYTES_MAX ? size : SOURCE_RECORDING_LINE_BYTES_MAX;
}

/* A gap in the log is told from a wrong clock by a second line that says the same. */
static bool is_doubtful(struct source_recording *recording, int64_t said_ms)
{
    bool is_ahead = said_ms - recording->time_ms > AIS_STAMP_JUMP_MAX_MS;
    bool agrees = recording->doubted_ms != CLOCK_UNKNOWN_MS &&
                  said_ms - recording->doubted_ms < AIS_STAMP_JUMP_MAX_MS &&
                  recording->doubted_ms - said_ms < AIS_STAMP_JUMP_MAX_MS;

    recording->doubted_ms = is_ahead ? said_ms : CLOCK_UNKNOWN_MS;
    return is_ahead && !agrees;
}

static void set_time(struct source_recording *recording, const char *bytes, size_t size)
{
    int64_t said_ms;
    if (!recording->has_times)
        recording->time_ms = (int64_t)recording->line_number * MADE_UP_INTERVAL_MS;
    else if (!recording->is_inside_line && line_time(bytes, size, &said_ms) &&
             !is_doubtful(recording, said_ms) && said_ms > recording->time_ms)
        recording->time_ms = said_ms;
}

enum source_recording_result source_recording_next(struct source_recording *recording,
                                                   struct source_recording_line *line)
{
    if (!recording->is_primed) {
        recording->is_primed = prime(recording);
        if (!recording->is_primed)
            return SOURCE_RECORDING_WAIT;
    }
    size_t size = next_size(recording);
    if (size == 0 && recording->has_failed)
        return SOURCE_RECORDING_FAILED;
    if (size == 0)
        return recording->is_at_end ? SOURCE_RECORDING_END : SOURCE_RECORDING_WAIT;

    const char *bytes = recording->buffer + recording->start;
    set_time(recording, bytes, size);
    recording->is_inside_line = bytes[size - 1] != '\n';
    recording->line_number += !recording->is_inside_line;
    recording->start += size;
    *line = (struct source_recording_line){bytes, size, recording->time_ms};
    return SOURCE_RECORDING_LINE;
}

bool source_recording_rewind(struct source_recording *recording)
{
    if (!recording->is_file || lseek(recording->fd, 0, SEEK_SET) != 0)
        return false;
    *recording = (struct source_recording){.fd = recording->fd,
                                           .is_file = true,
                                           .time_ms = CLOCK_UNKNOWN_MS,
                                           .doubted_ms = CLOCK_UNKNOWN_MS};
    return true;
}

bool source_recording_has_times(const struct source_recording *recording)
{
    return recording->has_times;
}
