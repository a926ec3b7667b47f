#include "check.h"
#include "source/recording.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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
    char copy[SOURCE_RECORDING_LINE_BYTES_MAX + 1] = "";
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
        CHECK(source_recording_has_times(recording));
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

static void one_wrong_clock_does_not_stall_the_rest(void)
{
    static const char log[] = "2018-11-19T11:00:00Z !A\n"
                              "2090-01-01T00:00:00Z !wrong\n"
                              "2018-11-19T11:00:01Z !B\n"
                              "2018-11-19T13:00:01Z !wrong or a gap\n"
                              "2018-11-19T13:00:02Z !a gap\n";
    struct source_recording *recording = open_text(log, strlen(log));
    check_line(recording, "2018-11-19T11:00:00Z !A\n", START_MS);
    check_line(recording, "2090-01-01T00:00:00Z !wrong\n", START_MS);
    check_line(recording, "2018-11-19T11:00:01Z !B\n", START_MS + 1000);
    check_line(recording, "2018-11-19T13:00:01Z !wrong or a gap\n", START_MS + 1000);
    check_line(recording, "2018-11-19T13:00:02Z !a gap\n", START_MS + 7202000);
    check_end(recording);
    source_recording_close(recording);
}

static void makes_times_up_where_there_are_none(void)
{
    struct source_recording *recording = open_text("a\nb\n\nd", 6);
    check_line(recording, "a\n", 0);
    CHECK(!source_recording_has_times(recording));
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
        if (line.size > SOURCE_RECORDING_LINE_BYTES_MAX || at + line.size > SIZE ||
            memcmp(line.bytes, content + at, line.size) != 0)
            break;
        at += line.size;
    }
    CHECK_INT(at, SIZE);
    source_recording_close(recording);
    free(content);
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
    const char *half = "2018-11-19T11:00:00Z !AIVDM";
    CHECK_INT(write(ends[1], half, strlen(half)), (long long)strlen(half));
    CHECK_INT(source_recording_next(recording, &line), SOURCE_RECORDING_WAIT);
    CHECK_INT(write(ends[1], "\nnext", 5), 5);
    check_line(recording, "2018-11-19T11:00:00Z !AIVDM\n", START_MS);
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
    RUN(one_wrong_clock_does_not_stall_the_rest);
    RUN(makes_times_up_where_there_are_none);
    RUN(an_empty_file_just_ends);
    RUN(passes_on_everything_as_it_is);
    RUN(waits_for_a_pipe_without_blocking);
    RUN(says_why_it_cannot_be_opened);
    return check_summary();
}
