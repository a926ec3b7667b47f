/* SPDX-License-Identifier: Apache-2.0 */
#include "base/reader.h"

#include "base/reader_zip.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

enum {
    INPUT_BYTES = 1 << 17,      /* a whole block of Zstandard, which then need not be copied */
    OUTPUT_BYTES_MAX = 1 << 30, /* at a time: zlib counts in 32 bits */
    GZIP_WINDOW_BITS = 15 + 16, /* the largest there is; with gzip's head and end */
    ZSTD_BLOCK_HEAD_BYTES = 3,
    MAGIC_BYTES = 4,
};

enum format { FORMAT_UNKNOWN, FORMAT_PLAIN, FORMAT_GZIP, FORMAT_ZSTD, FORMAT_ZIP };

struct reader {
    int fd;
    enum reader_mode mode;
    bool is_file;
    bool stops_at_files;
    bool is_at_stop; /* behind a file of a zip archive; reader_next_file() goes on */
    enum format format;
    bool is_inside;      /* a member or frame, whose end must come */
    bool may_hold_bytes; /* what was unpacked did not fit; there may be more without new input */
    size_t zstd_wanted;  /* bytes that the next step of it needs */
    char reason[128];
    uint64_t byte_count;
    z_stream gzip;
    ZSTD_DCtx *zstd;
    struct reader_zip *zip;
    size_t start; /* of what is not yet used, in `input` */
    size_t end;
    unsigned char input[INPUT_BYTES];
};

/* What an archive begins with. Zstandard's frames to be skipped have one of 16 first bytes; a zip
 * archive begins with its first file, or its end when it holds none. */
struct magic {
    enum format format;
    unsigned char bytes[MAGIC_BYTES];
    unsigned char mask[MAGIC_BYTES];
};

static const struct magic magics[] = {
    {FORMAT_GZIP, {0x1f, 0x8b, 8}, {0xff, 0xff, 0xff}},
    {FORMAT_ZSTD, {0x28, 0xb5, 0x2f, 0xfd}, {0xff, 0xff, 0xff, 0xff}},
    {FORMAT_ZSTD, {0x50, 0x2a, 0x4d, 0x18}, {0xf0, 0xff, 0xff, 0xff}},
    {FORMAT_ZIP, {'P', 'K', 3, 4}, {0xff, 0xff, 0xff, 0xff}},
    {FORMAT_ZIP, {'P', 'K', 5, 6}, {0xff, 0xff, 0xff, 0xff}},
};

static const char *const format_names[] = {
    [FORMAT_GZIP] = "gzip",
    [FORMAT_ZSTD] = "Zstandard",
    [FORMAT_ZIP] = "zip",
};

struct reader *reader_new(int fd, enum reader_mode mode)
{
    struct stat status = {0};
    struct reader *reader = malloc(sizeof *reader);
    if (reader == NULL)
        return NULL;
    memset(reader, 0, offsetof(struct reader, input));
    reader->fd = fd;
    reader->mode = mode;
    reader->is_file = fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
    return reader;
}

static int open_fd(const char *path, enum reader_mode mode)
{
    struct stat status;
    /* A named pipe that must not be waited for is opened before its writer comes. */
    int flags = O_RDONLY | O_NOCTTY | O_CLOEXEC | (mode == READER_ASKS ? O_NONBLOCK : 0);
    int fd = strcmp(path, "-") == 0 ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) : open(path, flags);
    if (fd >= 0 && fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
        close(fd);
        errno = EISDIR;
        return -1;
    }
    return fd;
}

struct reader *reader_open(const char *path, enum reader_mode mode, struct text *reason)
{
    int fd = open_fd(path, mode);
    struct reader *reader = fd >= 0 ? reader_new(fd, mode) : NULL;
    if (reader == NULL)
        text_add(reason, strerror(errno));
    if (reader == NULL && fd >= 0)
        close(fd);
    return reader;
}

static void forget(struct reader *reader)
{
    if (reader->format == FORMAT_GZIP)
        inflateEnd(&reader->gzip);
    ZSTD_freeDCtx(reader->zstd); /* NULL is fine */
    reader->zstd = NULL;
    reader_zip_free(reader->zip);
    reader->zip = NULL;
    reader->format = FORMAT_UNKNOWN;
}

void reader_close(struct reader *reader)
{
    if (reader == NULL)
        return;
    forget(reader);
    close(reader->fd);
    free(reader);
}

const char *reader_reason(const struct reader *reader)
{
    return reader->reason;
}

uint64_t reader_byte_count(const struct reader *reader)
{
    return reader->byte_count;
}

bool reader_is_file(const struct reader *reader)
{
    return reader->is_file;
}

bool reader_rewind(struct reader *reader)
{
    if (!reader->is_file || lseek(reader->fd, 0, SEEK_SET) != 0)
        return false;
    forget(reader);
    reader->is_inside = false;
    reader->may_hold_bytes = false;
    reader->is_at_stop = false;
    reader->reason[0] = '\0';
    reader->byte_count = 0;
    reader->start = 0;
    reader->end = 0;
    return true;
}

static ssize_t fail(struct reader *reader, const char *words, const char *why)
{
    struct text reason = text_init(reader->reason, sizeof reader->reason);
    if (format_names[reader->format] != NULL)
        text_add_format(&reason, "its %s data ", format_names[reader->format]);
    text_add(&reason, words);
    text_add(&reason, why);
    return READER_FAILED;
}

static bool is_ready(const struct reader *reader)
{
    struct pollfd poll_fd = {.fd = reader->fd, .events = POLLIN};
    return reader->mode == READER_BLOCKS || reader->is_file || poll(&poll_fd, 1, 0) != 0;
}

/* As reader_read(), of the bytes as they are stored. */
static ssize_t read_stored(struct reader *reader, void *bytes, size_t size)
{
    ssize_t result;
    do {
        if (!is_ready(reader))
            return READER_WAIT;
        result = read(reader->fd, bytes, size);
    } while (result < 0 && errno == EINTR);
    if (result >= 0)
        reader->byte_count += (uint64_t)result;
    else if (errno == EAGAIN && reader->mode == READER_ASKS)
        return READER_WAIT;
    else
        return fail(reader, strerror(errno), "");
    return result;
}

/* Adds to `input`, from its beginning where all of it is used. */
static ssize_t fill(struct reader *reader)
{
    if (reader->start == reader->end) {
        reader->start = 0;
        reader->end = 0;
    }
    ssize_t size =
        read_stored(reader, reader->input + reader->end, sizeof reader->input - reader->end);
    if (size > 0)
        reader->end += (size_t)size;
    return size;
}

/* Whether what is there begins like the magic bytes; it may be shorter. */
static bool begins_like(const struct reader *reader, const struct magic *magic)
{
    for (size_t i = 0; i < MAGIC_BYTES && reader->start + i < reader->end; i++)
        if ((reader->input[reader->start + i] & magic->mask[i]) != magic->bytes[i])
            return false;
    return true;
}

static bool may_begin(const struct reader *reader, enum format format)
{
    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++)
        if (magics[i].format == format && begins_like(reader, &magics[i]))
            return true;
    return false;
}

static bool prepare_gzip(struct reader *reader)
{
    reader->gzip = (z_stream){0};
    return inflateInit2(&reader->gzip, GZIP_WINDOW_BITS) == Z_OK;
}

static bool prepare_zstd(struct reader *reader)
{
    reader->zstd = ZSTD_createDCtx();
    return reader->zstd != NULL && !ZSTD_isError(ZSTD_DCtx_setParameter(
                                       reader->zstd, ZSTD_d_windowLogMax, READER_WINDOW_LOG_MAX));
}

/* The archive's bytes for its unpacker, as they are stored. */
static ssize_t give_stored(void *user, const void **bytes)
{
    struct reader *reader = user;
    ssize_t size = reader->start < reader->end ? 1 : fill(reader);

    if (size <= 0)
        return size;
    *bytes = reader->input + reader->start;
    size = (ssize_t)(reader->end - reader->start);
    reader->start = reader->end;
    return size;
}

/* On to the next file of the archive. READER_END behind the last. */
static ssize_t next_in_zip(struct reader *reader)
{
    char bytes[sizeof reader->reason];
    struct text reason = text_init(bytes, sizeof bytes);

    reader->is_inside = reader_zip_next(reader->zip, &reason);
    if (!reader->is_inside && reader->reason[0] == '\0' && reason.size > 0)
        fail(reader, bytes, "");
    return reader->reason[0] != '\0' ? READER_FAILED : READER_END;
}

/* Its unpacker cannot be left in the middle for want of bytes. */
static ssize_t prepare_zip(struct reader *reader)
{
    if (reader->mode == READER_ASKS && !reader->is_file)
        return fail(reader, "come through a pipe here; a file can be read", "");
    reader->zip = reader_zip_new((struct reader_zip_source){give_stored, reader});
    return reader->zip != NULL ? next_in_zip(reader)
                               : fail(reader, "need memory that is not there", "");
}

/* READER_END when it is ready to be read. */
static ssize_t prepare(struct reader *reader)
{
    bool is_ready = true;

    if (reader->format == FORMAT_ZIP)
        return prepare_zip(reader);
    if (reader->format == FORMAT_GZIP)
        is_ready = prepare_gzip(reader);
    else if (reader->format == FORMAT_ZSTD)
        is_ready = prepare_zstd(reader);
    return is_ready ? READER_END : fail(reader, "need memory that is not there", "");
}

/* Of all formats, the one that it still can be; FORMAT_PLAIN when there is none. */
static enum format possible_format(const struct reader *reader)
{
    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++)
        if (begins_like(reader, &magics[i]))
            return magics[i].format;
    return FORMAT_PLAIN;
}

/* Finds out what it is. Only bytes that may be the start of an archive are waited for: the first
 * ones of a live feed come out at once. READER_END when the kind is known. */
static ssize_t find_format(struct reader *reader)
{
    enum format format = FORMAT_UNKNOWN;

    while (reader->end < MAGIC_BYTES && format != FORMAT_PLAIN) {
        ssize_t size = fill(reader);
        if (size < 0)
            return size;
        format = size > 0 ? possible_format(reader) : FORMAT_PLAIN;
    }
    reader->format = format;
    return prepare(reader);
}

static size_t unpack_gzip(struct reader *reader, char *bytes, size_t size)
{
    z_stream *gzip = &reader->gzip;
    if (!reader->is_inside)
        inflateReset(gzip);
    gzip->next_in = reader->input + reader->start;
    gzip->avail_in = (uInt)(reader->end - reader->start);
    gzip->next_out = (Bytef *)bytes;
    gzip->avail_out = (uInt)size;
    int result = inflate(gzip, Z_NO_FLUSH);

    reader->start = reader->end - gzip->avail_in;
    reader->is_inside = result != Z_STREAM_END;
    if (result == Z_MEM_ERROR)
        fail(reader, "need memory that is not there", "");
    else if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
        fail(reader,
             "cannot be unpacked: ", gzip->msg != NULL ? gzip->msg : "a dictionary is missing");
    return size - gzip->avail_out;
}

/* It gets what its next step needs and no more, and nothing before all of the last step is out:
 * when a step fails, it does not say how much it has written before. What it asks for has the head
 * of the next block in it, which is a step of its own. */
static size_t unpack_zstd(struct reader *reader, char *bytes, size_t size)
{
    size_t there = reader->end - reader->start;
    size_t wanted = reader->is_inside ? reader->zstd_wanted : 1;
    if (wanted > ZSTD_BLOCK_HEAD_BYTES)
        wanted -= ZSTD_BLOCK_HEAD_BYTES;
    if (reader->may_hold_bytes)
        wanted = 0;
    ZSTD_inBuffer input = {reader->input + reader->start, there < wanted ? there : wanted, 0};
    ZSTD_outBuffer output = {bytes, size, 0};
    size_t result = ZSTD_decompressStream(reader->zstd, &output, &input);

    if (ZSTD_isError(result)) {
        reader->is_inside = true;
        fail(reader, "cannot be unpacked: ", ZSTD_getErrorName(result));
        return 0;
    }
    reader->start += input.pos;
    reader->zstd_wanted = result;
    reader->is_inside = result != 0;
    return output.pos;
}

static size_t unpack(struct reader *reader, char *bytes, size_t size)
{
    if (!reader->is_inside && !may_begin(reader, reader->format)) {
        fail(reader, "are followed by something else", "");
        return 0;
    }
    if (size > OUTPUT_BYTES_MAX)
        size = OUTPUT_BYTES_MAX;
    size_t made = reader->format == FORMAT_GZIP ? unpack_gzip(reader, bytes, size)
                                                : unpack_zstd(reader, bytes, size);
    reader->may_hold_bytes = reader->is_inside && made == size;
    return made;
}

static ssize_t read_unpacked(struct reader *reader, char *bytes, size_t size)
{
    while (reader->reason[0] == '\0') {
        bool has_input = reader->start < reader->end;
        size_t made = has_input || reader->may_hold_bytes ? unpack(reader, bytes, size) : 0;
        if (made > 0)
            return (ssize_t)made;
        if (has_input)
            continue;
        ssize_t stored = fill(reader);
        if (stored == READER_END && reader->is_inside)
            return fail(reader, "are cut short", "");
        if (stored <= 0)
            return stored;
    }
    return READER_FAILED;
}

static ssize_t read_plain(struct reader *reader, char *bytes, size_t size)
{
    size_t there = reader->end - reader->start;
    if (there == 0)
        return read_stored(reader, bytes, size);
    if (size > there)
        size = there;
    memcpy(bytes, reader->input + reader->start, size);
    reader->start += size;
    return (ssize_t)size;
}

static ssize_t read_zip(struct reader *reader, char *bytes, size_t size)
{
    while (reader->is_inside && !reader->is_at_stop) {
        char words[sizeof reader->reason];
        struct text reason = text_init(words, sizeof words);
        ssize_t made = reader_zip_read(reader->zip, bytes, size, &reason);
        if (made > 0)
            return made;
        if (made < 0)
            return reader->reason[0] != '\0' ? READER_FAILED : fail(reader, words, "");
        reader->is_at_stop = reader->stops_at_files;
        if (!reader->is_at_stop && next_in_zip(reader) == READER_FAILED)
            return READER_FAILED;
    }
    return READER_END;
}

void reader_stop_at_files(struct reader *reader)
{
    reader->stops_at_files = true;
}

bool reader_next_file(struct reader *reader)
{
    if (!reader->is_at_stop)
        return false;
    reader->is_at_stop = false;
    next_in_zip(reader);
    return reader->is_inside || reader->reason[0] != '\0';
}

ssize_t reader_read(struct reader *reader, char *bytes, size_t size)
{
    assert(size > 0);
    if (reader->reason[0] != '\0')
        return READER_FAILED;
    if (reader->format == FORMAT_UNKNOWN) {
        ssize_t result = find_format(reader);
        if (result < 0)
            return result;
    }
    if (reader->format == FORMAT_PLAIN)
        return read_plain(reader, bytes, size);
    return reader->format == FORMAT_ZIP ? read_zip(reader, bytes, size)
                                        : read_unpacked(reader, bytes, size);
}
