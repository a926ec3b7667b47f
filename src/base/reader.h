/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes of a file, a pipe or standard input: as they are, or unpacked when they are gzip (RFC
 * 1952), Zstandard (RFC 8878) or a zip archive (PKWARE APPNOTE).
 *
 * Which of them it is, the first bytes say, not the name. Several gzip members or Zstandard
 * frames one after another are read as one, and so are the files of a zip archive, unless the
 * reader is to stop at each. Where an archive is broken or cut, all that was
 * unpacked before is given first. Memory is taken when it is opened and when the kind is known:
 * some 300 KiB, and for Zstandard a window as large as the archive asks for, at most
 * 2^READER_WINDOW_LOG_MAX bytes; an archive that wants more is refused. A zip archive takes some
 * megabytes however large it is; through a pipe it is read only where it may be waited for. */
#ifndef BASE_READER_H
#define BASE_READER_H

#include "base/text.h"

#include <sys/types.h>

enum {
    READER_WINDOW_LOG_MAX = 27, /* 128 MiB: what `zstd -d` takes without being asked for more */
};

enum reader_mode {
    READER_BLOCKS, /* waits for a pipe's writer and bytes */
    READER_ASKS,   /* gives READER_WAIT where it would have to wait */
};

/* What reader_read() gives besides sizes. */
enum {
    READER_END = 0,
    READER_WAIT = -1,
    READER_FAILED = -2, /* reader_reason() says why; for good */
};

struct reader;

/* `path` is a file or a pipe, or "-" for standard input, which stays open. NULL when it cannot be
 * opened; `reason` then says why. */
struct reader *reader_open(const char *path, enum reader_mode mode, struct text *reason);

/* Takes `fd`, which reader_close() closes. NULL when there is no memory; `fd` is then untouched. */
struct reader *reader_new(int fd, enum reader_mode mode);
void reader_close(struct reader *reader);

/* Puts 1 to `size` bytes into `bytes` and gives their number, or one of the above. What comes
 * through a pipe is given as soon as it is there. `size` is 1 or more. */
ssize_t reader_read(struct reader *reader, char *bytes, size_t size);

/* From now on the end of each file in a zip archive is READER_END. reader_next_file() goes on to
 * the next: false when there is none, true also when it turns out that it cannot be read. */
void reader_stop_at_files(struct reader *reader);
bool reader_next_file(struct reader *reader);

/* Why it failed, in words: "its gzip data are cut short". "" when it has not. */
const char *reader_reason(const struct reader *reader);

/* Bytes read so far of the file itself, as they are stored in it. */
uint64_t reader_byte_count(const struct reader *reader);

/* Whether it is a plain file, which is always ready and can be read again. */
bool reader_is_file(const struct reader *reader);

/* Back to the first byte. False when it is no file but a pipe. */
bool reader_rewind(struct reader *reader);

#endif
