/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "net/drive.h"
#include "source/pacer.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINE_COUNT_MAX = 64 };

struct player {
    struct net_loop *loop;
    size_t line_count;
    int64_t played_ms[LINE_COUNT_MAX];
    int64_t line_ms[LINE_COUNT_MAX];
    uint64_t first_turn;
    uint64_t last_turn;
    int restarts;
    int64_t restarted_ms;
    size_t lines_before_restart;
    bool is_ended;
};

static void on_line(void *user, const struct source_recording_line *line)
{
    struct player *player = user;
    if (player->line_count == 0)
        player->first_turn = net_loop_turn_number(player->loop);
    player->last_turn = net_loop_turn_number(player->loop);
    if (player->line_count < LINE_COUNT_MAX) {
        player->played_ms[player->line_count] = net_loop_now_ms(player->loop);
        player->line_ms[player->line_count] = line->time_ms;
    }
    player->line_count++;
}

static void on_restart(void *user)
{
    struct player *player = user;
    player->restarted_ms = net_loop_now_ms(player->loop);
    if (player->restarts++ == 0)
        player->lines_before_restart = player->line_count;
}

static void on_end(void *user, const char *reason)
{
    struct player *player = user;
    CHECK_TEXT(reason, "");
    player->is_ended = true;
}

static struct source_recording *record(size_t count, int64_t interval_ms)
{
    char reason_bytes[128];
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);
    char path[] = "/tmp/narrows-pacer-XXXXXX";
    int fd = mkstemp(path);
    for (size_t i = 0; i < count; i++) {
        char bytes[64];
        struct text line = text_init(bytes, sizeof bytes);
        text_add_int(&line, INT64_C(1542625200000) + (int64_t)i * interval_ms);
        text_add(&line, " !AIVDM\n");
        CHECK_INT(write(fd, bytes, line.size), (long long)line.size);
    }
    close(fd);
    struct source_recording *recording = source_recording_open(path, &reason);
    unlink(path);
    return recording;
}

static struct source_pacer *play(struct player *player, struct source_recording *recording,
                                 double speed, bool is_looping)
{
    return source_pacer_new(&(struct source_pacer_options){.loop = player->loop,
                                                           .recording = recording,
                                                           .speed = speed,
                                                           .is_looping = is_looping,
                                                           .on_line = on_line,
                                                           .on_restart = on_restart,
                                                           .on_end = on_end,
                                                           .user = player});
}

static void due_times_are_measured_from_the_first_line(void)
{
    CHECK_INT(source_pacer_due_ms(1000, 500, 500, 1), 1000);
    CHECK_INT(source_pacer_due_ms(1000, 500, 1750, 1), 2250);
    CHECK_INT(source_pacer_due_ms(1000, 500, 1750, 10), 1125);
    CHECK_INT(source_pacer_due_ms(1000, 500, 501, 100), 1001); /* never early */
    CHECK_INT(source_pacer_due_ms(0, 0, INT64_C(86400000) * 365, 1), INT64_C(86400000) * 365);
}

static void a_speed_next_to_nothing_is_a_very_long_time(void)
{
    static const double speeds[] = {1e-300, 5e-324, 1e-13};
    for (size_t i = 0; i < sizeof speeds / sizeof speeds[0]; i++) {
        int64_t due_ms = source_pacer_due_ms(INT64_C(1) << 40, 0, 4000000000000, speeds[i]);
        CHECK(due_ms > INT64_C(3000000000000)); /* a century */
        CHECK(due_ms < INT64_MAX / 4);
    }
    CHECK_INT(source_pacer_due_ms(1000, 0, 0, 5e-324), 1000);
}

/* 40 lines 50 ms apart at 10x: 5 ms each. None may come early; lateness of one line must not
 * move those behind it, so the last is as punctual as the first. */
static void plays_in_its_own_time_at_a_speed(void)
{
    struct player player = {.loop = net_loop_new()};
    struct source_recording *recording = record(40, 50);
    int64_t start_ms = net_loop_now_ms(player.loop);
    struct source_pacer *pacer = play(&player, recording, 10, false);
    DRIVE_UNTIL(player.loop, player.is_ended);
    CHECK_INT(player.line_count, 40);
    int64_t least_late_ms = INT64_MAX;
    for (int i = 0; i < 40; i++) {
        int64_t late_ms = player.played_ms[i] - (start_ms + i * 5);
        CHECK(late_ms >= 0);
        if (i >= 20 && late_ms < least_late_ms)
            least_late_ms = late_ms;
    }
    /* With timers set from line to line, half a millisecond or more would add up each time. */
    CHECK(least_late_ms < 20);
    source_pacer_free(pacer);
    source_recording_close(recording);
    net_loop_free(player.loop);
}

static void unpaced_it_takes_no_time_but_leaves_turns_to_others(void)
{
    struct player player = {.loop = net_loop_new()};
    struct source_recording *recording = record(2000, 3600000); /* 83 days */
    struct source_pacer *pacer = play(&player, recording, 0, false);
    DRIVE_UNTIL(player.loop, player.is_ended);
    CHECK_INT(player.line_count, 2000);
    CHECK(player.last_turn - player.first_turn >= 2000 / SOURCE_PACER_BATCH_MAX);
    source_pacer_free(pacer);
    source_recording_close(recording);
    net_loop_free(player.loop);
}

static void goes_round_when_asked_to(void)
{
    struct player player = {.loop = net_loop_new()};
    struct source_recording *recording = record(10, 20);
    struct source_pacer *pacer = play(&player, recording, 10, true);
    DRIVE_UNTIL(player.loop, player.restarts >= 2);
    CHECK(!player.is_ended);
    CHECK_INT(player.lines_before_restart, 10);
    CHECK_INT(player.line_ms[10], player.line_ms[0]);
    source_pacer_free(pacer);
    source_recording_close(recording);
    net_loop_free(player.loop);
}

/* Also one that is over at once, so that its picture can be seen and the processor rests. */
static void a_round_lasts_a_second_at_least(void)
{
    static const double speeds[] = {1, 0};
    for (size_t i = 0; i < sizeof speeds / sizeof speeds[0]; i++) {
        struct player player = {.loop = net_loop_new()};
        struct source_recording *recording = record(1, 0);
        struct source_pacer *pacer = play(&player, recording, speeds[i], true);
        DRIVE_UNTIL(player.loop, player.line_count >= 2);
        CHECK_INT(player.restarts, 1);
        CHECK(player.played_ms[1] - player.played_ms[0] >= 990);
        CHECK(player.played_ms[1] - player.restarted_ms < 500); /* the picture stayed till then */
        source_pacer_free(pacer);
        source_recording_close(recording);
        net_loop_free(player.loop);
    }
}

/* The writer of a named pipe comes late; what it writes keeps its rhythm. */
static void the_time_before_the_first_line_is_not_made_up_for(void)
{
    char reason_bytes[128];
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);
    char directory[] = "/tmp/narrows-pacer-XXXXXX";
    char path[64];
    struct text text = text_init(path, sizeof path);
    CHECK(mkdtemp(directory) != NULL);
    text_add_format(&text, "%s/fifo", directory);
    CHECK_INT(mkfifo(path, 0600), 0);
    struct player player = {.loop = net_loop_new()};
    struct source_recording *recording = source_recording_open(path, &reason);
    struct source_pacer *pacer = play(&player, recording, 1, false);
    int64_t late_ms = net_loop_now_ms(player.loop) + 300;
    DRIVE_UNTIL(player.loop, net_loop_now_ms(player.loop) > late_ms);
    int writer = open(path, O_WRONLY | O_NONBLOCK);
    static const char log[] = "1542625200000 !first\n1542625200200 !second\n";
    CHECK_INT(write(writer, log, strlen(log)), (long long)strlen(log));
    close(writer);
    DRIVE_UNTIL(player.loop, player.is_ended);
    CHECK(player.played_ms[1] - player.played_ms[0] >= 190);
    source_pacer_free(pacer);
    source_recording_close(recording);
    net_loop_free(player.loop);
    unlink(path);
    rmdir(directory);
}

static void an_empty_recording_ends_even_when_looping(void)
{
    struct player player = {.loop = net_loop_new()};
    struct source_recording *recording = record(0, 0);
    struct source_pacer *pacer = play(&player, recording, 0, true);
    DRIVE_UNTIL(player.loop, player.is_ended);
    CHECK_INT(player.restarts, 0);
    source_pacer_free(pacer);
    source_recording_close(recording);
    net_loop_free(player.loop);
}

int main(void)
{
    RUN(due_times_are_measured_from_the_first_line);
    RUN(a_speed_next_to_nothing_is_a_very_long_time);
    RUN(plays_in_its_own_time_at_a_speed);
    RUN(unpaced_it_takes_no_time_but_leaves_turns_to_others);
    RUN(goes_round_when_asked_to);
    RUN(a_round_lasts_a_second_at_least);
    RUN(the_time_before_the_first_line_is_not_made_up_for);
    RUN(an_empty_recording_ends_even_when_looping);
    return check_summary();
}
