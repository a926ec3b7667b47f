/* SPDX-License-Identifier: Apache-2.0 */
#include "node/drill_play.h"

#include "base/clock.h"
#include "base/log.h"
#include "node/drill_scene.h"

#include <stdlib.h>

enum {
    /* Long enough for voyage data (6 min) and a track behind each ship. */
    LEAD_MS = 20 * 60000,
    LONG_MS = 3600000, /* it takes a moment to reckon this */
};

struct node_drill_play {
    struct node_drill_scene scene;
    int64_t start_ms; /* in common with others, or CLOCK_UNKNOWN_MS */
    int64_t begin_ms, heard_from_ms;
    struct drill_stream *stream;
    struct drill_streamed next; /* while `has_next` */
    bool has_next;
    bool is_over;
};

struct node_drill_play *node_drill_play_open(const struct node_drill_options *options,
                                             struct text *reason)
{
    struct node_drill_play *play = calloc(1, sizeof *play);
    if (play == NULL) {
        text_add(reason, "there is no memory");
        return NULL;
    }
    play->is_over = true;
    play->start_ms = options->start_ms;
    if (node_drill_scene_load(&play->scene, options->path, reason) &&
        node_drill_scene_choose(&play->scene, options->stations, reason))
        return play;
    node_drill_play_close(play);
    return NULL;
}

void node_drill_play_close(struct node_drill_play *play)
{
    if (play == NULL)
        return;
    drill_stream_free(play->stream);
    node_drill_scene_release(&play->scene);
    free(play);
}

const char *node_drill_play_waters(const struct node_drill_play *play)
{
    return play->scene.waters_path;
}

static int64_t length_ms(const struct node_drill_play *play)
{
    return (int64_t)(play->scene.scenario->minutes * 60000);
}

static int64_t begin_of(const struct node_drill_play *play, int64_t now_ms)
{
    if (play->start_ms == CLOCK_UNKNOWN_MS)
        return (now_ms - LEAD_MS) / 1000 * 1000;
    if (now_ms < play->start_ms)
        return play->start_ms;
    return play->start_ms + (now_ms - play->start_ms) / length_ms(play) * length_ms(play);
}

static void tell_begin(int64_t begin_ms, int64_t now_ms)
{
    char bytes[40];
    struct text begin = text_init(bytes, sizeof bytes);
    text_add_time(&begin, begin_ms);
    if (begin_ms > now_ms)
        log_line("the drill begins at %s; nothing of it is heard until then", bytes);
    else if (now_ms - begin_ms > LONG_MS)
        log_line("the drill began at %s; it is reckoned up to now", bytes);
}

bool node_drill_play_begin(struct node_drill_play *play, int64_t now_ms, struct text *reason)
{
    drill_stream_free(play->stream);
    play->begin_ms = begin_of(play, now_ms);
    play->heard_from_ms = now_ms - LEAD_MS;
    play->scene.scenario->from_ms = play->begin_ms;
    tell_begin(play->begin_ms, now_ms);
    play->stream = node_drill_scene_play(&play->scene, reason);
    play->has_next = false;
    play->is_over = play->stream == NULL;
    return play->stream != NULL;
}

int64_t node_drill_play_begin_ms(const struct node_drill_play *play)
{
    return play->begin_ms;
}

bool node_drill_play_next(struct node_drill_play *play, int64_t now_ms,
                          struct drill_streamed *streamed)
{
    while (!play->is_over) {
        if (!play->has_next)
            play->has_next = drill_stream_next(play->stream, &play->next);
        play->is_over = !play->has_next;
        if (play->is_over || play->next.due_ms >= now_ms)
            return false;
        play->has_next = false;
        if (play->next.due_ms >= play->heard_from_ms) {
            *streamed = play->next;
            return true;
        }
    }
    return false;
}

bool node_drill_play_is_over(const struct node_drill_play *play, int64_t now_ms)
{
    if (play->start_ms == CLOCK_UNKNOWN_MS)
        return play->is_over;
    return now_ms >= play->begin_ms + length_ms(play);
}
