/* SPDX-License-Identifier: Apache-2.0 */
/* A recorded log, line by line, each with its own time. A line ends with LF, CR or both. It may be
 * compressed (base/reader.h).
 *
 * The time of a line is what the line itself says (ais/stamp.h), never before that of an earlier
 * line; a line that says nothing has the time of the one before it. So has one whose clock is
 * wrong: it is more than AIS_STAMP_JUMP_MAX_MS ahead, and of the next SOURCE_RECORDING_ASKED_LINES
 * lines that say a time most do not agree. Where they do it is a gap in the log, and every line has
 * its own time; behind a file's last line nothing agrees. The first time is chosen among those of
 * as many lines, and lines before it have it too. Nothing further away than 64 KiB and 256 lines is
 * asked; a pipe is waited for.
 *
 * When no time stands at the start, the log counts as one without times: 50 lines a second from
 * time 0 are made up. */
#ifndef SOURCE_RECORDING_H
#define SOURCE_RECORDING_H

#include "ais/decoder.h"
#include "base/reader.h"

enum {
    SOURCE_RECORDING_PIECE_BYTES_MAX = AIS_LINE_BYTES_MAX + 2, /* the longest line and its end */
    SOURCE_RECORDING_ASKED_LINES = 16, /* half of them in a row may be wrong */
    SOURCE_RECORDING_BEGUN_BYTES_MAX = 65536,
};

enum source_recording_result {
    SOURCE_RECORDING_LINE,
    SOURCE_RECORDING_WAIT, /* a pipe has not enough now; ask again a little later */
    SOURCE_RECORDING_END,
    SOURCE_RECORDING_FAILED, /* it can be read no further: a broken disk or archive */
};

struct source_recording;

struct source_recording_line {
    const char *bytes; /* with the line's end; hold until the next call */
    size_t size;       /* a longer line comes in pieces of SOURCE_RECORDING_PIECE_BYTES_MAX */
    int64_t time_ms;   /* UTC, or since the start of a log without times */
};

/* `path` is a file or a named pipe, whose writer need not have come, or "-" for standard input.
 * NULL when it cannot be opened; `reason` then says why. */
struct source_recording *source_recording_open(const char *path, struct text *reason);

/* Goes on with a reader of which `size` bytes, at most SOURCE_RECORDING_BEGUN_BYTES_MAX, were read
 * already: they are copied. The reader stays the caller's, and must stay until this is closed;
 * where it waits for a pipe, source_recording_next() does. NULL when there is no memory. */
struct source_recording *source_recording_new(struct reader *reader, const char *bytes,
                                              size_t size);
void source_recording_close(struct source_recording *recording);

/* `*line` is untouched unless the result is SOURCE_RECORDING_LINE. Never blocks on a pipe. */
enum source_recording_result source_recording_next(struct source_recording *recording,
                                                   struct source_recording_line *line);

/* The same with all lines behind it that are there and have the same time, in one piece. */
enum source_recording_result source_recording_next_lines(struct source_recording *recording,
                                                         struct source_recording_line *lines);

/* Whether times stood at the start; to be asked behind the first line. */
bool source_recording_has_times(const struct source_recording *recording);

/* Why it can be read no further; "" while it can. */
const char *source_recording_reason(const struct source_recording *recording);

/* Back to the first line. False when it is no file but a pipe. */
bool source_recording_rewind(struct source_recording *recording);

#endif
