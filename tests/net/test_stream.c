/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "net/drive.h"
#include "net/stream.h"

#include <fcntl.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct reader {
    struct net_stream *stream;
    size_t byte_count;
    unsigned long sum;
    bool is_closed;
    char reason[128];
};

static void on_bytes(void *user, const char *bytes, size_t size)
{
    struct reader *reader = user;
    reader->byte_count += size;
    for (size_t i = 0; i < size; i++)
        reader->sum = reader->sum * 31 + (unsigned char)bytes[i];
}

static void on_closed(void *user, const char *reason)
{
    struct reader *reader = user;
    reader->is_closed = true;
    struct text text = text_init(reader->reason, sizeof reader->reason);
    text_add(&text, reason);
}

static bool open_reader(struct reader *reader, struct net_loop *loop, const char *path,
                        unsigned baud)
{
    struct text reason = text_init(reader->reason, sizeof reader->reason);
    struct net_stream_options options = {
        .path = path, .baud = baud, .on_bytes = on_bytes, .on_closed = on_closed, .user = reader};
    reader->stream = net_stream_open(loop, &options, &reason);
    return reader->stream != NULL;
}

enum { FILE_SIZE = 300000 };

/* The path of a new file of FILE_SIZE bytes, and the sum that a reader of all of them has. */
static unsigned long write_file(char path[static 32])
{
    static char bytes[FILE_SIZE];
    unsigned long sum = 0;
    for (size_t i = 0; i < FILE_SIZE; i++) {
        bytes[i] = (char)(i * 7 + i / 251);
        sum = sum * 31 + (unsigned char)bytes[i];
    }
    memcpy(path, "/tmp/narrows-stream-XXXXXX", 27);
    int fd = mkstemp(path);
    CHECK_INT(write(fd, bytes, FILE_SIZE), FILE_SIZE);
    close(fd);
    return sum;
}

static void reads_a_file_to_its_end(void)
{
    char path[32];
    unsigned long sum = write_file(path);
    struct net_loop *loop = net_loop_new();
    struct reader reader = {0};
    CHECK(open_reader(&reader, loop, path, 0));
    CHECK(net_stream_is_file(reader.stream));
    DRIVE_UNTIL(loop, reader.is_closed);
    CHECK_INT(reader.byte_count, FILE_SIZE);
    CHECK(reader.sum == sum);
    CHECK_TEXT(reader.reason, "");
    net_stream_close(reader.stream);
    net_loop_free(loop);
    unlink(path);
}

static void may_be_closed_while_a_piece_is_read(void)
{
    char path[32];
    write_file(path);
    struct net_loop *loop = net_loop_new();
    struct reader reader = {0};
    CHECK(open_reader(&reader, loop, path, 0));
    net_loop_turn(loop, false);
    net_stream_close(reader.stream);
    net_loop_free(loop);
    CHECK(!reader.is_closed);
    unlink(path);
}

static void a_named_pipe_waits_for_its_writer_and_ends_with_it(void)
{
    char path[] = "/tmp/narrows-fifo-XXXXXX";
    CHECK(mkdtemp(path) != NULL);
    char fifo[64];
    struct text text = text_init(fifo, sizeof fifo);
    text_add_format(&text, "%s/fifo", path);
    CHECK_INT(mkfifo(fifo, 0600), 0);

    struct net_loop *loop = net_loop_new();
    struct reader reader = {0};
    CHECK(open_reader(&reader, loop, fifo, 0));
    CHECK(!net_stream_is_file(reader.stream));
    int64_t end_ms = net_loop_now_ms(loop) + 20;
    DRIVE_UNTIL(loop, net_loop_now_ms(loop) > end_ms);
    CHECK(!reader.is_closed);
    int writer = open(fifo, O_WRONLY | O_NONBLOCK);
    CHECK_INT(write(writer, "hello", 5), 5);
    DRIVE_UNTIL(loop, reader.byte_count == 5);
    close(writer);
    DRIVE_UNTIL(loop, reader.is_closed);
    CHECK_TEXT(reader.reason, "");

    net_stream_close(reader.stream);
    net_loop_free(loop);
    unlink(fifo);
    rmdir(path);
}

/* A pseudo-terminal has everything of a serial port but the wire. */
static void a_serial_port_is_raw_and_its_loss_is_noticed(void)
{
    int master, slave;
    char path[64];
    CHECK_INT(openpty(&master, &slave, path, NULL, NULL), 0);
    struct net_loop *loop = net_loop_new();
    struct reader reader = {0};
    CHECK(open_reader(&reader, loop, path, 38400));
    close(slave);
    /* Not a line, and with bytes that a cooked terminal would act on. */
    CHECK_INT(write(master, "a\r\003\004b", 5), 5);
    DRIVE_UNTIL(loop, reader.byte_count == 5);
    CHECK(!reader.is_closed);
    close(master);
    DRIVE_UNTIL(loop, reader.is_closed);
    net_stream_close(reader.stream);
    net_loop_free(loop);
}

static void says_why_it_cannot_be_opened(void)
{
    struct net_loop *loop = net_loop_new();
    struct reader reader = {0};
    CHECK(!open_reader(&reader, loop, "/nonexistent/file", 0));
    CHECK_TEXT(reader.reason, "No such file or directory");
    CHECK(!open_reader(&reader, loop, "/tmp", 0));
    CHECK_TEXT(reader.reason, "Is a directory");
    CHECK(!open_reader(&reader, loop, "/dev/null", 38400));
    CHECK_TEXT(reader.reason, "Inappropriate ioctl for device");
    net_loop_free(loop);
}

static void what_is_neither_file_nor_pollable_is_read_as_well(void)
{
    struct net_loop *loop = net_loop_new();
    struct reader reader = {0};
    CHECK(open_reader(&reader, loop, "/dev/null", 0));
    DRIVE_UNTIL(loop, reader.is_closed);
    CHECK_INT(reader.byte_count, 0);
    net_stream_close(reader.stream);
    net_loop_free(loop);
}

int main(void)
{
    RUN(reads_a_file_to_its_end);
    RUN(may_be_closed_while_a_piece_is_read);
    RUN(a_named_pipe_waits_for_its_writer_and_ends_with_it);
    RUN(a_serial_port_is_raw_and_its_loss_is_noticed);
    RUN(says_why_it_cannot_be_opened);
    RUN(what_is_neither_file_nor_pollable_is_read_as_well);
    return check_summary();
}
