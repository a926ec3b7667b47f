/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "check.h"
#include "node/drill_play.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BYTES_MAX = 1 << 20, MINUTE_MS = 60000 };

/* 2026-11-22T14:00:00Z; the scenario lasts thirty minutes. */
static const int64_t START_MS = INT64_C(1795356000000), LENGTH_MS = INT64_C(30) * MINUTE_MS;

static struct heard {
    char bytes[BYTES_MAX];
    size_t size, count;
    int64_t first_ms, last_ms;
} one, other;

static struct node_drill_play *open_play(int64_t start_ms, const char *stations)
{
    char path[1024], bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    const char *root = getenv("NARROWS_ROOT");
    snprintf(path, sizeof path, "%s/drills/11-clock.json", root != NULL ? root : ".");
    struct node_drill_play *play =
        node_drill_play_open(&(struct node_drill_options){path, start_ms, stations}, &reason);
    CHECK_TEXT(bytes, "");
    if (play == NULL)
        exit(1);
    return play;
}

static void begin(struct node_drill_play *play, int64_t now_ms)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    CHECK(node_drill_play_begin(play, now_ms, &reason));
    CHECK_TEXT(bytes, "");
}

/* All that is heard from one time to another. */
static void listen(struct node_drill_play *play, int64_t from_ms, int64_t now_ms,
                   struct heard *heard)
{
    struct drill_streamed next;
    heard->size = heard->count = 0;
    while (node_drill_play_next(play, now_ms, &next)) {
        if (next.due_ms < from_ms)
            continue;
        if (heard->count++ == 0)
            heard->first_ms = next.due_ms;
        heard->last_ms = next.due_ms;
        CHECK(heard->size + next.size < BYTES_MAX);
        memcpy(heard->bytes + heard->size, next.bytes, next.size);
        heard->size += next.size;
    }
    heard->bytes[heard->size] = '\0';
}

static void without_a_start_it_has_begun_twenty_minutes_ago(void)
{
    struct node_drill_play *play = open_play(CLOCK_UNKNOWN_MS, "");
    begin(play, START_MS);
    CHECK_INT(node_drill_play_begin_ms(play), START_MS - INT64_C(20) * MINUTE_MS);
    listen(play, 0, START_MS, &one);
    CHECK(one.count > 400);
    CHECK(!node_drill_play_is_over(play, START_MS));
    listen(play, 0, START_MS + LENGTH_MS, &one);
    CHECK(one.count > 200);
    CHECK(node_drill_play_is_over(play, START_MS + LENGTH_MS));
    node_drill_play_close(play);
}

static void before_a_common_start_nothing_is_heard(void)
{
    struct node_drill_play *play = open_play(START_MS, "");
    begin(play, START_MS - 5000);
    CHECK_INT(node_drill_play_begin_ms(play), START_MS);
    listen(play, 0, START_MS, &one);
    CHECK_INT(one.count, 0);
    CHECK(!node_drill_play_is_over(play, START_MS));
    listen(play, 0, START_MS + MINUTE_MS, &one);
    CHECK(one.count > 10);
    CHECK(one.first_ms >= START_MS && one.first_ms < START_MS + 10000);
    node_drill_play_close(play);
}

/* Two that begin at different times hear the same from then on: at the start, and whole lengths of
 * the scenario later. */
static void with_a_common_start_all_hear_the_same(void)
{
    static const int64_t after_ms[] = {3 * MINUTE_MS,
                                       3 * MINUTE_MS + INT64_C(10000) * 30 * MINUTE_MS};
    for (size_t i = 0; i < sizeof after_ms / sizeof after_ms[0]; i++) {
        struct node_drill_play *early = open_play(START_MS, ""), *late = open_play(START_MS, "");
        int64_t now_ms = START_MS + after_ms[i];
        begin(early, now_ms - 2 * MINUTE_MS);
        begin(late, now_ms);
        CHECK_INT(node_drill_play_begin_ms(early), now_ms - 3 * MINUTE_MS);
        CHECK_INT(node_drill_play_begin_ms(late), now_ms - 3 * MINUTE_MS);
        listen(early, now_ms, now_ms + 5 * MINUTE_MS, &one);
        listen(late, now_ms, now_ms + 5 * MINUTE_MS, &other);
        CHECK(one.count > 100);
        CHECK_TEXT(one.bytes, other.bytes);
        CHECK(!node_drill_play_is_over(early, now_ms - 3 * MINUTE_MS + LENGTH_MS - 1));
        CHECK(node_drill_play_is_over(early, now_ms - 3 * MINUTE_MS + LENGTH_MS));
        node_drill_play_close(early);
        node_drill_play_close(late);
    }
}

static void what_was_heard_long_ago_is_passed_over(void)
{
    struct node_drill_play *play = open_play(START_MS, "");
    begin(play, START_MS + 25 * MINUTE_MS);
    listen(play, 0, START_MS + 26 * MINUTE_MS, &one);
    CHECK(one.first_ms >= START_MS + 5 * MINUTE_MS &&
          one.first_ms < START_MS + 5 * MINUTE_MS + 10000);
    node_drill_play_close(play);
}

/* Each by its own stations, and of those just what all together hear. */
static void each_hears_by_its_own_stations_only(void)
{
    struct node_drill_play *fast = open_play(START_MS, "FAST"), *all = open_play(START_MS, "");
    begin(fast, START_MS);
    begin(all, START_MS);
    listen(fast, 0, START_MS + 10 * MINUTE_MS, &one);
    listen(all, 0, START_MS + 10 * MINUTE_MS, &other);
    CHECK(one.count > 100 && strstr(one.bytes, "s:GOOD") == NULL);
    size_t at = 0;
    for (const char *line = other.bytes, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        size_t size = (size_t)(end + 1 - line);
        bool is_second = memcmp(line, "\\g:2-2", 6) == 0;
        bool is_here = strncmp(one.bytes + at, line, size) == 0;
        at += is_here ? size : 0;
        if (!is_second) /* which names no station */
            CHECK(is_here == (memmem(line, size, "s:FAST", 6) != NULL));
    }
    CHECK_INT(at, one.size);
    node_drill_play_close(fast);
    node_drill_play_close(all);
}

static void a_station_that_is_not_there_is_said_with_those_there_are(void)
{
    char path[1024], bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    const char *root = getenv("NARROWS_ROOT");
    snprintf(path, sizeof path, "%s/drills/11-clock.json", root != NULL ? root : ".");
    CHECK(node_drill_play_open(&(struct node_drill_options){path, CLOCK_UNKNOWN_MS, "GOOD, larak"},
                               &reason) == NULL);
    CHECK_TEXT(bytes, "there is no station 'larak'; GOOD, FAST");
}

int main(void)
{
    RUN(without_a_start_it_has_begun_twenty_minutes_ago);
    RUN(before_a_common_start_nothing_is_heard);
    RUN(with_a_common_start_all_hear_the_same);
    RUN(what_was_heard_long_ago_is_passed_over);
    RUN(each_hears_by_its_own_stations_only);
    RUN(a_station_that_is_not_there_is_said_with_those_there_are);
    return check_summary();
}
