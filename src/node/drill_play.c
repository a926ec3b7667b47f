/* SPDX-License-Identifier: Apache-2.0 */
#include "node/drill_play.h"

#include "base/whole_file.h"
#include "node/places.h"

#include <stdlib.h>

enum { SCENARIO_BYTES_MAX = 16 << 20 };

struct node_drill_play {
    struct drill_scenario *scenario;
    struct geo_waters *waters; /* NULL: open sea */
    struct drill_simulation *simulation;
    struct drill_heard heard; /* what is next, while `has_heard` */
    bool has_heard;
    bool is_over;
    char waters_path[NODE_PATH_BYTES];
};

static struct drill_scenario *read_scenario(const char *path, struct text *reason)
{
    size_t size;
    char *bytes = whole_file_read(path, SCENARIO_BYTES_MAX, &size, reason);
    struct drill_scenario *scenario =
        bytes != NULL ? drill_scenario_read(bytes, size, reason) : NULL;
    free(bytes);
    return scenario;
}

/* True also where the scenario names none. */
static bool read_waters(struct node_drill_play *play, struct text *reason)
{
    char land[NODE_PATH_BYTES];

    if (play->scenario->waters[0] == '\0')
        return true;
    if (!node_places_waters(play->scenario->waters, play->waters_path)) {
        text_add_format(reason, "there are no waters '%s'", play->scenario->waters);
        return false;
    }
    if (!node_places_land(land)) {
        text_add(reason, "the folder 'land' is missing beside the program; run make");
        return false;
    }
    play->waters = geo_waters_read(play->waters_path, land, reason);
    return play->waters != NULL;
}

struct node_drill_play *node_drill_play_open(const char *path, struct text *reason)
{
    struct node_drill_play *play = calloc(1, sizeof *play);
    if (play == NULL) {
        text_add(reason, "there is no memory");
        return NULL;
    }
    play->is_over = true;
    play->scenario = read_scenario(path, reason);
    if (play->scenario != NULL && read_waters(play, reason))
        return play;
    node_drill_play_close(play);
    return NULL;
}

void node_drill_play_close(struct node_drill_play *play)
{
    if (play == NULL)
        return;
    drill_simulation_free(play->simulation);
    drill_scenario_free(play->scenario);
    geo_waters_free(play->waters);
    free(play);
}

const char *node_drill_play_waters(const struct node_drill_play *play)
{
    return play->waters_path;
}

bool node_drill_play_begin(struct node_drill_play *play, int64_t from_ms, struct text *reason)
{
    drill_simulation_free(play->simulation);
    play->scenario->from_ms = from_ms;
    play->simulation = drill_simulation_new(play->scenario, play->waters, reason);
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
