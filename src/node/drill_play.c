/* SPDX-License-Identifier: Apache-2.0 */
#include "node/drill_play.h"

#include "node/drill_scene.h"

#include <stdlib.h>

struct node_drill_play {
    struct node_drill_scene scene;
    struct drill_simulation *simulation;
    struct drill_heard heard; /* what is next, while `has_heard` */
    bool has_heard;
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
    bool is_loaded = node_drill_scene_load(&play->scene, path, reason);
    if (is_loaded && play->scene.faults == NULL)
        return play;
    if (is_loaded)
        text_add(reason, "it has faults, which drill run puts in on the way to a file");
    node_drill_play_close(play);
    return NULL;
}

void node_drill_play_close(struct node_drill_play *play)
{
    if (play == NULL)
        return;
    drill_simulation_free(play->simulation);
    node_drill_scene_release(&play->scene);
    free(play);
}

const char *node_drill_play_waters(const struct node_drill_play *play)
{
    return play->scene.waters_path;
}

bool node_drill_play_begin(struct node_drill_play *play, int64_t from_ms, struct text *reason)
{
    drill_simulation_free(play->simulation);
    play->scene.scenario->from_ms = from_ms;
    play->simulation = drill_simulation_new(play->scene.scenario, play->scene.waters, reason);
    play->has_heard = false;
    play->is_over = play->simulation == NULL;
    return play->simulation != NULL;
}

bool node_drill_play_next(struct node_drill_play *play, int64_t until_ms, struct drill_heard *heard)
{
    if (!play->has_heard && !play->is_over) {
        play->has_heard = drill_simulation_next(play->simulation, &play->heard);
        play->is_over = !play->has_heard;
    }
    if (!play->has_heard || play->heard.true_ms >= until_ms)
        return false;
    play->has_heard = false;
    *heard = play->heard;
    return true;
}

bool node_drill_play_is_over(const struct node_drill_play *play)
{
    return play->is_over;
}
