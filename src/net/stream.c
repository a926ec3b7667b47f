/* SPDX-License-Identifier: Apache-2.0 */
#include "net/stream.h"

#include "base/reader.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>
#include <uv.h>

/* What can be polled (pipes, serial ports, terminals) is polled; a file cannot, and is read (and
 * unpacked, where it is compressed) by libuv's threads, one piece at a time. */
struct net_stream {
    struct net_stream_options options;
    struct net_loop *loop;
    int fd;
    bool is_file;
    bool is_polled;
    bool is_reading; /* a thread has `read` */
    bool is_given_up;
    uv_poll_t poll;
    uv_work_t read;
    struct reader *reader; /* of what is not polled */
    ssize_t read_size;     /* what the thread's reader_read() gave */
    uv_idle_t again;       /* keeps the loop turning until the next piece of a file is asked for */
    int open_handles;
    char buffer[NET_STREAM_BYTES_MAX];
};

struct baud {
    unsigned baud;
    speed_t speed;
};

static const struct baud bauds[] = {
    {4800, B4800},     {9600, B9600},     {19200, B19200},   {38400, B38400},   {57600, B57600},
    {115200, B115200}, {230400, B230400}, {460800, B460800}, {921600, B921600},
};

static const struct baud *find_baud(unsigned baud)
{
    for (size_t i = 0; i < sizeof bauds / sizeof bauds[0]; i++)
        if (bauds[i].baud == baud)
            return &bauds[i];
    return NULL;
}

bool net_stream_baud_is_known(unsigned baud)
{
    return find_baud(baud) != NULL;
}

static bool set_serial(int fd, unsigned baud)
{
    struct termios settings;
    const struct baud *row = find_baud(baud);
    assert(row != NULL);
    if (tcgetattr(fd, &settings) != 0)
        return false;
    cfmakeraw(&settings);
    settings.c_cflag |= CLOCAL | CREAD; /* receivers rarely drive the modem lines */
    settings.c_cflag &= ~(tcflag_t)(CSTOPB | CRTSCTS);
    cfsetispeed(&settings, row->speed);
    cfsetospeed(&settings, row->speed);
    return tcsetattr(fd, TCSANOW, &settings) == 0;
}

static void finish(struct net_stream *stream, const char *reason);

static void read_file_piece(struct net_stream *stream);

static void deliver(struct net_stream *stream, ssize_t size)
{
    stream->options.on_bytes(stream->options.user, stream->buffer, (size_t)size);
}

static void on_poll(uv_poll_t *poll, int status, int events)
{
    (void)status;
    (void)events; /* whatever it is, read() says it best */
    struct net_stream *stream = poll->data;
    ssize_t size = read(stream->fd, stream->buffer, sizeof stream->buffer);
    if (size > 0)
        deliver(stream, size);
    else if (size == 0)
        finish(stream, "");
    else if (errno != EAGAIN && errno != EINTR)
        finish(stream, strerror(errno));
    else if (status < 0) /* libuv has stopped polling for good */
        finish(stream, uv_strerror(status));
}

static void release_if_unused(struct net_stream *stream)
{
    if (!stream->is_given_up || stream->open_handles > 0 || stream->is_reading)
        return;
    if (stream->reader != NULL)
        reader_close(stream->reader);
    else
        close(stream->fd);
    free(stream);
}

static void after_close(uv_handle_t *handle)
{
    struct net_stream *stream = handle->data;
    stream->open_handles--;
    release_if_unused(stream);
}

static void read_again(uv_idle_t *again)
{
    struct net_stream *stream = again->data;
    uv_idle_stop(again);
    read_file_piece(stream);
}

static void take_result(struct net_stream *stream)
{
    if (stream->read_size > 0) {
        /* The next piece is asked for first, since the callback may close the stream. */
        uv_idle_start(&stream->again, read_again);
        deliver(stream, stream->read_size);
    } else {
        finish(stream, reader_reason(stream->reader));
    }
}

static void after_read(uv_work_t *read, int status)
{
    (void)status; /* nobody cancels it */
    struct net_stream *stream = read->data;
    stream->is_reading = false;
    if (stream->is_given_up)
        release_if_unused(stream);
    else
        take_result(stream);
}

/* On a thread of libuv's, which has the reader and the buffer until after_read(). */
static void read_on_thread(uv_work_t *read)
{
    struct net_stream *stream = read->data;
    stream->read_size = reader_read(stream->reader, stream->buffer, sizeof stream->buffer);
}

static void read_file_piece(struct net_stream *stream)
{
    stream->is_reading = true;
    int result =
        uv_queue_work(net_loop_native(stream->loop), &stream->read, read_on_thread, after_read);
    assert(result == 0);
}

static void start(struct net_stream *stream)
{
    if (stream->is_polled)
        uv_poll_start(&stream->poll, UV_READABLE | UV_DISCONNECT, on_poll);
    else
        uv_idle_start(&stream->again, read_again);
}

static void stop(struct net_stream *stream)
{
    if (stream->is_polled)
        uv_poll_stop(&stream->poll);
    uv_idle_stop(&stream->again);
}

static void finish(struct net_stream *stream, const char *reason)
{
    stop(stream);
    stream->options.on_closed(stream->options.user, reason);
}

/* Standard input is opened anew where that can be, because polling switches the open file to
 * non-blocking, and the terminal's one is shared with our output and our parent. */
static int open_fd(const struct net_stream_options *options)
{
    struct stat status;
    if (options->path[0] != '\0')
        return open(options->path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    int fd = -1;
    if (fstat(STDIN_FILENO, &status) == 0 && !S_ISREG(status.st_mode))
        fd = open("/proc/self/fd/0", O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    return fd >= 0 ? fd : fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);
}

/* True and `fd` fit for reading, or false and errno. */
static bool prepare_fd(struct net_stream *stream, unsigned baud)
{
    struct stat status;
    stream->fd = open_fd(&stream->options);
    if (stream->fd < 0 || fstat(stream->fd, &status) != 0)
        return false;
    stream->is_file = S_ISREG(status.st_mode);
    if (S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return false;
    }
    return baud == 0 || set_serial(stream->fd, baud);
}

/* Polls what can be polled; false when there is no memory to read the rest. */
static bool set_up_reading(struct net_stream *stream)
{
    uv_loop_t *loop = net_loop_native(stream->loop);
    stream->poll.data = stream;
    stream->read.data = stream;
    stream->again.data = stream;
    stream->is_polled = !stream->is_file && uv_poll_init(loop, &stream->poll, stream->fd) == 0;
    if (!stream->is_polled)
        stream->reader = reader_new(stream->fd, READER_BLOCKS);
    if (!stream->is_polled && stream->reader == NULL)
        return false;
    uv_idle_init(loop, &stream->again);
    stream->open_handles = stream->is_polled ? 2 : 1;
    return true;
}

struct net_stream *net_stream_open(struct net_loop *loop, const struct net_stream_options *options,
                                   struct text *reason)
{
    struct net_stream *stream = calloc(1, sizeof *stream);
    if (stream == NULL) {
        text_add(reason, "no memory");
        return NULL;
    }
    stream->options = *options;
    stream->loop = loop;
    if (!prepare_fd(stream, options->baud) || !set_up_reading(stream)) {
        text_add(reason, strerror(errno));
        if (stream->fd >= 0)
            close(stream->fd);
        free(stream);
        return NULL;
    }
    stream->options.path = NULL; /* the caller's, not kept */
    start(stream);
    return stream;
}

void net_stream_close(struct net_stream *stream)
{
    if (stream == NULL)
        return;
    stop(stream);
    stream->is_given_up = true;
    uv_close((uv_handle_t *)&stream->again, after_close);
    if (stream->is_polled)
        uv_close((uv_handle_t *)&stream->poll, after_close);
}

bool net_stream_is_file(const struct net_stream *stream)
{
    return stream->is_file;
}
