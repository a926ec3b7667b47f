/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "source/recording.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char reason_bytes[128];

static struct source_recording *open_path(const char *path)
{
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);
    return source_recording_open(path, &reason);
}

/* A recording of `content`; its file has no name any more. */
static struct source_recording *open_text(const char *content, size_t size)
{
    char path[] = "/tmp/narrows-recording-XXXXXX";
    int fd = mkstemp(path);
    CHECK_INT(write(fd, content, size), (long long)size);
    close(fd);
    struct source_recording *recording = open_path(path);
    CHECK(recording != NULL);
    unlink(path);
    return recording;
}

static void check_line(struct source_recording *recording, const char *bytes, int64_t time_ms)
{
    struct source_recording_line line = {0};
    CHECK_INT(source_recording_next(recording, &line), SOURCE_RECORDING_LINE);
    char copy[SOURCE_RECORDING_PIECE_BYTES_MAX + 1] = "";
    memcpy(copy, line.bytes == NULL ? "" : line.bytes, line.size);
    CHECK_TEXT(copy, bytes);
    CHECK_INT(line.time_ms, time_ms);
}

static void check_end(struct source_recording *recording)
{
    struct source_recording_line line = {.time_ms = 4711};
    CHECK_INT(source_recording_next(recording, &line), SOURCE_RECORDING_END);
    CHECK_INT(line.time_ms, 4711);
}

#define LOG                                                                                        \
    "!first,no,time\r\n"                                                                           \
    "2018-11-19T11:00:00.500Z !AIVDM,1\n"                                                          \
    "!no,time\n"                                                                                   \
    "2018-11-19T11:00:02.000Z !AIVDM,2\n"                                                          \
    "2018-11-19T11:00:01.000Z !AIVDM,back\n"                                                       \
    "2018-11-19T11:00:03.000Z !AIVDM,last"

enum { START_S = 1542625200 };

static const int64_t START_MS = (int64_t)START_S * 1000;

static void gives_each_line_its_own_time_and_never_goes_back(void)
{
    struct source_recording *recording = open_text(LOG, strlen(LOG));
    for (int round = 0; round < 2; round++) {
        check_line(recording, "!first,no,time\r\n", START_MS + 500);
        check_line(recording, "2018-11-19T11:00:00.500Z !AIVDM,1\n", START_MS + 500);
        check_line(recording, "!no,time\n", START_MS + 500);
        check_line(recording, "2018-11-19T11:00:02.000Z !AIVDM,2\n", START_MS + 2000);
        check_line(recording, "2018-11-19T11:00:01.000Z !AIVDM,back\n", START_MS + 2000);
        check_line(recording, "2018-11-19T11:00:03.000Z !AIVDM,last", START_MS + 3000);
        check_end(recording);
        check_end(recording);
        CHECK(source_recording_rewind(recording));
    }
    source_recording_close(recording);
}

static void gives_lines_of_one_time_together_and_no_others(void)
{
    struct source_recording *recording = open_text(LOG, strlen(LOG));
    static const struct row {
        const char *bytes;
        int time_ms;
    } rows[] = {
        {"!first,no,time\r\n2018-11-19T11:00:00.500Z !AIVDM,1\n!no,time\n", 500},
        {"2018-11-19T11:00:02.000Z !AIVDM,2\n2018-11-19T11:00:01.000Z !AIVDM,back\n", 2000},
        {"2018-11-19T11:00:03.000Z !AIVDM,last", 3000},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct source_recording_line lines = {0};
        char copy[200] = "";
        CHECK_INT(source_recording_next_lines(recording, &lines), SOURCE_RECORDING_LINE);
        memcpy(copy, lines.bytes, lines.size < sizeof copy ? lines.size : 0);
        CHECK_TEXT(copy, rows[i].bytes);
        CHECK_INT(lines.time_ms, START_MS + rows[i].time_ms);
    }
    check_end(recording);
    source_recording_close(recording);
}

/* In a real log, with a wrong clock here and there, the lines have the times that they have one by
 * one. */
static void gives_the_same_times_together_as_one_by_one(void)
{
    static char content[200000];
    struct text text = text_init(content, sizeof content);
    for (int i = 0; text.size + 100 < sizeof content; i++) {
        int said_s = START_S + i / 7 - (i % 11 == 0 ? 5 : 0) + (i % 501 == 7 ? 31536000 : 0);
        if (i % 3 == 0)
            text_add_format(&text, "!line %d\r\n", i);
        else
            text_add_format(&text, "%d !line %d%s", said_s, i, i % 5 == 0 ? "\r" : "\n");
    }
    struct source_recording *single = open_text(content, text.size);
    struct source_recording *together = open_text(content, text.size);
    struct source_recording_line line, lines;
    size_t given = 0, piece_count = 0;
    for (; source_recording_next_lines(together, &lines) == SOURCE_RECORDING_LINE; piece_count++) {
        CHECK(memcmp(lines.bytes, content + given, lines.size) == 0);
        given += lines.size;
        for (size_t size = 0; size < lines.size; size += line.size) {
            CHECK_INT(source_recording_next(single, &line), SOURCE_RECORDING_LINE);
            CHECK_INT(line.time_ms, lines.time_ms);
        }
    }
    CHECK_INT(given, text.size);
    CHECK_INT(source_recording_next(single, &line), SOURCE_RECORDING_END);
    CHECK(piece_count > 100 && piece_count < 3000);
    source_recording_close(single);
    source_recording_close(together);
}

static void goes_on_with_a_reader_that_was_begun(void)
{
    int ends[2];
    char begun[10];
    CHECK_INT(pipe(ends), 0);
    CHECK_INT(write(ends[1], LOG, strlen(LOG)), (long long)strlen(LOG));
    close(ends[1]);
    struct reader *reader = reader_new(ends[0], READER_BLOCKS);
    CHECK_INT(reader_read(reader, begun, sizeof begun), sizeof begun);
    struct source_recording *recording = source_recording_new(reader, begun, sizeof begun);
    check_line(recording, "!first,no,time\r\n", START_MS + 500);
    CHECK(source_recording_has_times(recording));
    source_recording_close(recording);
    reader_close(reader);
}

/* A log of timed lines: what each says, and what time it must have, in seconds behind START_S. */
struct timed {
    int said_s;
    int time_s;
};

enum { TIMED_COUNT_MAX = 64, YEAR_S = 31536000 };

static void check_times(const struct timed *lines, size_t count)
{
    char content[TIMED_COUNT_MAX * 40];
    struct text text = text_init(content, sizeof content);
    for (size_t i = 0; i < count; i++)
        text_add_format(&text, "%d !line %zu\n", START_S + lines[i].said_s, i);
    struct source_recording *recording = open_text(content, text.size);
    for (size_t i = 0; i < count; i++) {
        struct source_recording_line line = {0};
        CHECK_INT(source_recording_next(recording, &line), SOURCE_RECORDING_LINE);
        /* The line's number goes into the comparison, so that a failure names it. */
        CHECK_INT((line.time_ms - START_MS) * 1000 + (int64_t)i,
                  lines[i].time_s * INT64_C(1000000) + (int64_t)i);
    }
    check_end(recording);
    source_recording_close(recording);
}

#define TIMES(...)                                                                                 \
    check_times((const struct timed[]){__VA_ARGS__},                                               \
                sizeof((const struct timed[]){__VA_ARGS__}) / sizeof(struct timed))

static void one_wrong_clock_does_not_stall_the_rest(void)
{
    TIMES({0, 0}, {2 * YEAR_S, 0}, {1, 1}, {2, 2}, {2700, 2}, {3, 3}, {4, 4});
    TIMES({0, 0}, {1, 1}, {-YEAR_S, 1}, {2, 2}, {YEAR_S, 2});
}

static void several_wrong_lines_in_a_row_move_nothing(void)
{
    TIMES({0, 0}, {1, 1}, {YEAR_S, 1}, {YEAR_S + 1, 1}, {YEAR_S + 2, 1}, {2, 2}, {3, 3}, {4, 4},
          {5, 5}, {6, 6}, {7, 7}, {8, 8}, {9, 9});
    /* A clock that says the same over and over, up to half of the lines that are asked. */
    TIMES({0, 0}, {90, 0}, {90, 0}, {90, 0}, {90, 0}, {90, 0}, {90, 0}, {90, 0}, {90, 0}, {1, 1},
          {2, 2}, {3, 3}, {4, 4}, {5, 5}, {6, 6}, {7, 7}, {8, 8}, {9, 9}, {10, 10});
}

static void a_wrong_first_line_does_not_set_the_clock(void)
{
    TIMES({YEAR_S, 0}, {0, 0}, {1, 1}, {2, 2}, {3, 3});
    TIMES({YEAR_S, 0}, {YEAR_S + 1, 0}, {0, 0}, {1, 1}, {2, 2}, {3, 3});
    TIMES({-YEAR_S, 0}, {0, 0}, {1, 1}, {2, 2}, {3, 3}); /* or the replay would wait for a year */
}

static void a_gap_is_believed_by_what_follows_it(void)
{
    TIMES({0, 0}, {1, 1}, {2, 2}, {3, 3}, {7200, 7200}, {7201, 7201}, {7202, 7202});
    /* Also where some clocks are wrong, and where a gap is followed by another. */
    TIMES({0, 0}, {1, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 1}, {-9000, 1}, {7200, 7200},
          {-1800, 7200}, {7201, 7201}, {YEAR_S, 7201}, {7202, 7202}, {7203, 7203}, {-1797, 7203},
          {7500, 7500}, {7501, 7501}, {7502, 7502});
}

/* A lonely ship at anchor reports every three minutes. Nothing speaks for the last line. */
static void a_sparse_log_keeps_its_times(void)
{
    TIMES({0, 0}, {180, 180}, {360, 360}, {540, 540}, {720, 720}, {900, 900}, {1080, 1080},
          {1260, 1260}, {1440, 1440}, {1620, 1620}, {1800, 1800}, {1980, 1980}, {2160, 1980});
}

static void ends_a_line_at_a_carriage_return_too(void)
{
    static const char log[] = "1542625200 !one\r1542625201 !two\r\n1542625202 !three\n\r!four\r";
    struct source_recording *recording = open_text(log, strlen(log));
    check_line(recording, "1542625200 !one\r", START_MS);
    check_line(recording, "1542625201 !two\r\n", START_MS + 1000);
    check_line(recording, "1542625202 !three\n", START_MS + 2000);
    check_line(recording, "\r", START_MS + 2000);
    check_line(recording, "!four\r", START_MS + 2000);
    check_end(recording);
    source_recording_close(recording);
}

/* Every shift of CRLF against the end of whatever buffer there is. */
static void a_line_end_on_the_edge_of_the_buffer_stays_whole(void)
{
    enum { LINES = 20000 };
    static char content[LINES * 11 + 16];
    for (size_t shift = 1; shift <= 12; shift++) {
        size_t size = shift + 1;
        memset(content, 'x', shift);
        content[shift] = '\n';
        for (size_t i = 0; i < LINES; i++, size += 11)
            memcpy(content + size, "123456789\r\n", 11);
        struct source_recording *recording = open_text(content, size);
        struct source_recording_line line = {0};
        size_t count = 0;
        while (source_recording_next(recording, &line) == SOURCE_RECORDING_LINE)
            if (line.size == 11 && line.bytes[0] == '1' && line.bytes[10] == '\n')
                count++;
        CHECK_INT(count, LINES);
        CHECK_INT(line.time_ms, LINES * 20);
        source_recording_close(recording);
    }
}

/* So that a datagram made of it is the whole line. */
static void the_longest_line_of_the_decoder_is_one_piece(void)
{
    char content[AIS_LINE_BYTES_MAX + 2];
    memset(content, 'x', AIS_LINE_BYTES_MAX);
    memcpy(content + AIS_LINE_BYTES_MAX, "\r\n", 2);
    struct source_recording *recording = open_text(content, sizeof content);
    struct source_recording_line line = {0};
    CHECK_INT(source_recording_next(recording, &line), SOURCE_RECORDING_LINE);
    CHECK_INT(line.size, sizeof content);
    check_end(recording);
    source_recording_close(recording);
}

static void makes_times_up_where_there_are_none(void)
{
    struct source_recording *recording = open_text("a\nb\n\nd", 6);
    check_line(recording, "a\n", 0);
    check_line(recording, "b\n", 20);
    check_line(recording, "\n", 40);
    check_line(recording, "d", 60);
    check_end(recording);
    source_recording_close(recording);
}

static void an_empty_file_just_ends(void)
{
    struct source_recording *recording = open_text("", 0);
    check_end(recording);
    source_recording_close(recording);
}

/* All bytes come through, whatever they are, and in pieces of a bounded size. */
static void passes_on_everything_as_it_is(void)
{
    enum { SIZE = 400000 };
    char *content = malloc(SIZE);
    unsigned state = 1;
    for (size_t i = 0; i < SIZE; i++) {
        state = state * 1103515245 + 12345;
        content[i] = (char)(state >> 16);
        if (i > 100000 && i < 300000 && content[i] == '\n') /* one line longer than any buffer */
            content[i] = 'x';
    }
    struct source_recording *recording = open_text(content, SIZE);
    size_t at = 0;
    struct source_recording_line line;
    while (source_recording_next(recording, &line) == SOURCE_RECORDING_LINE) {
        if (line.size > SOURCE_RECORDING_PIECE_BYTES_MAX || at + line.size > SIZE ||
            memcmp(line.bytes, content + at, line.size) != 0)
            break;
        at += line.size;
    }
    CHECK_INT(at, SIZE);
    source_recording_close(recording);
    free(content);
}

static void write_text(int fd, const char *text)
{
    CHECK_INT(write(fd, text, strlen(text)), (long long)strlen(text));
}

/* Standard input is a pipe here, as with `zcat log.gz | narrows demo -`. */
static void waits_for_a_pipe_without_blocking(void)
{
    int ends[2];
    int saved = dup(STDIN_FILENO);
    CHECK_INT(pipe(ends), 0);
    dup2(ends[0], STDIN_FILENO);
    struct source_recording *recording = open_path("-");
    struct source_recording_line line;
    CHECK_INT(source_recording_next(recording, &line), SOURCE_RECORDING_WAIT);
    for (int i = 0; i < SOURCE_RECORDING_ASKED_LINES; i++) /* the first time is theirs to say */
        write_text(ends[1], "2018-11-19T11:00:00Z !AIVDM\n");
    write_text(ends[1], "2018-11-19T11:00:00Z !AIV");
    for (int i = 0; i < SOURCE_RECORDING_ASKED_LINES; i++)
        check_line(recording, "2018-11-19T11:00:00Z !AIVDM\n", START_MS);
    CHECK_INT(source_recording_next(recording, &line), SOURCE_RECORDING_WAIT);
    write_text(ends[1], "DM\r");
    CHECK_INT(source_recording_next(recording, &line), SOURCE_RECORDING_WAIT); /* CR or CRLF? */
    write_text(ends[1], "\nnext");
    check_line(recording, "2018-11-19T11:00:00Z !AIVDM\r\n", START_MS);
    CHECK_INT(source_recording_next(recording, &line), SOURCE_RECORDING_WAIT);
    close(ends[1]);
    check_line(recording, "next", START_MS);
    check_end(recording);
    CHECK(!source_recording_rewind(recording));
    source_recording_close(recording);
    dup2(saved, STDIN_FILENO);
    close(saved);
    close(ends[0]);
}

static void a_named_pipe_is_waited_for_until_a_writer_has_come(void)
{
    char directory[] = "/tmp/narrows-recording-XXXXXX";
    char path[64];
    struct text text = text_init(path, sizeof path);
    CHECK(mkdtemp(directory) != NULL);
    text_add_format(&text, "%s/fifo", directory);
    CHECK_INT(mkfifo(path, 0600), 0);
    struct source_recording_line line;
    alarm(20); /* instead of waiting for ever */
    struct source_recording *recording = open_path(path);
    CHECK_INT(source_recording_next(recording, &line), SOURCE_RECORDING_WAIT);
    CHECK_INT(source_recording_next(recording, &line), SOURCE_RECORDING_WAIT);
    int writer = open(path, O_WRONLY | O_NONBLOCK);
    CHECK_INT(source_recording_next(recording, &line), SOURCE_RECORDING_WAIT);
    write_text(writer, "2018-11-19T11:00:00Z !AIVDM\n");
    close(writer);
    check_line(recording, "2018-11-19T11:00:00Z !AIVDM\n", START_MS);
    check_end(recording);
    alarm(0);
    source_recording_close(recording);
    unlink(path);
    rmdir(directory);
}

static void says_why_it_cannot_be_opened(void)
{
    CHECK(open_path("/nonexistent/log") == NULL);
    CHECK_TEXT(reason_bytes, "No such file or directory");
    CHECK(open_path("/tmp") == NULL);
    CHECK_TEXT(reason_bytes, "Is a directory");
}

int main(void)
{
    RUN(gives_each_line_its_own_time_and_never_goes_back);
    RUN(gives_lines_of_one_time_together_and_no_others);
    RUN(gives_the_same_times_together_as_one_by_one);
    RUN(goes_on_with_a_reader_that_was_begun);
    RUN(one_wrong_clock_does_not_stall_the_rest);
    RUN(several_wrong_lines_in_a_row_move_nothing);
    RUN(a_wrong_first_line_does_not_set_the_clock);
    RUN(a_gap_is_believed_by_what_follows_it);
    RUN(a_sparse_log_keeps_its_times);
    RUN(ends_a_line_at_a_carriage_return_too);
    RUN(a_line_end_on_the_edge_of_the_buffer_stays_whole);
    RUN(the_longest_line_of_the_decoder_is_one_piece);
    RUN(makes_times_up_where_there_are_none);
    RUN(an_empty_file_just_ends);
    RUN(passes_on_everything_as_it_is);
    RUN(waits_for_a_pipe_without_blocking);
    RUN(a_named_pipe_is_waited_for_until_a_writer_has_come);
    RUN(says_why_it_cannot_be_opened);
    return check_summary();
}
