/* SPDX-License-Identifier: Apache-2.0 */
#include "node/drill_play.h"

#include "node/drill_scene.h"

#include <stdlib.h>

struct node_drill_play {
    struct node_drill_scene scene;
    struct drill_stream *stream;
    struct drill_streamed next; /* while `has_next` */
    bool has_next;
    bool is_over;
};

struct node_drill_play *node_drill_play_open(const char *path, struct text *reason)
{
    struct node_drill_play *play = calloc(1, sizeof *play);
    if (play == NULL) {
        text_add(reason, "there is no memory");
        return NULL;
    }
    play->is_over = true;
    if (node_drill_scene_load(&play->scene, path, reason))
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

bool node_drill_play_begin(struct node_drill_play *play, int64_t from_ms, struct text *reason)
{
    drill_stream_free(play->stream);
    play->scene.scenario->from_ms = from_ms;
    play->stream = node_drill_scene_play(&play->scene, reason);
    play->has_next = false;
    play->is_over = play->stream == NULL;
    return play->stream != NULL;
}

bool node_drill_play_next(struct node_drill_play *play, int64_t until_ms,
                          struct drill_streamed *streamed)
{
    if (!play->has_next && !play->is_over) {
        play->has_next = drill_stream_next(play->stream, &play->next);
        play->is_over = !play->has_next;
    }
    if (!play->has_next || play->next.due_ms >= until_ms)
        return false;
    play->has_next = false;
    *streamed = play->next;
    return true;
}

bool node_drill_play_is_over(const struct node_drill_play *play)
{
    return play->is_over;
}
