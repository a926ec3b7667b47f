/* SPDX-License-Identifier: Apache-2.0 */
#include "node/drill_scene.h"

#include "base/whole_file.h"

#include <stdlib.h>
#include <string.h>

enum { SCENARIO_BYTES_MAX = 16 << 20 };

static bool load_waters(struct node_drill_scene *scene, struct text *reason)
{
    char land[NODE_PATH_BYTES];

    if (scene->scenario->waters[0] == '\0')
        return true;
    if (!node_places_waters(scene->scenario->waters, scene->waters_path)) {
        text_add_format(reason, "there are no waters '%s'", scene->scenario->waters);
        return false;
    }
    if (!node_places_land(land)) {
        text_add(reason, "the folder 'land' is missing beside the program; run make");
        return false;
    }
    scene->waters = geo_waters_read(scene->waters_path, land, reason);
    return scene->waters != NULL;
}

static bool load_faults(struct node_drill_scene *scene, const char *json, size_t size,
                        struct text *reason)
{
    if (!scene->scenario->has_faults)
        return true;
    scene->faults = calloc(1, sizeof *scene->faults);
    if (scene->faults == NULL) {
        text_add(reason, "there is no memory");
        return false;
    }
    struct json_tree *tree = json_tree_parse(json, size, reason);
    bool is_read =
        tree != NULL &&
        drill_faults_read(json_value_member(json_tree_root(tree), "faults"), scene->faults, reason);
    json_tree_free(tree);
    drill_faults_relate(scene->faults, scene->scenario->from_ms);
    return is_read;
}

bool node_drill_scene_load(struct node_drill_scene *scene, const char *name, struct text *reason)
{
    char path[NODE_PATH_BYTES];
    bool is_named = node_places_drill(name, path);
    size_t size = 0;

    memset(scene, 0, sizeof *scene);
    scene->stations = UINT32_MAX;
    char *json = whole_file_read(is_named ? path : name, SCENARIO_BYTES_MAX, &size, reason);
    if (json != NULL)
        scene->scenario = drill_scenario_read(json, size, reason);
    bool is_loaded = scene->scenario != NULL && load_faults(scene, json, size, reason) &&
                     load_waters(scene, reason);
    free(json);
    if (!is_loaded)
        node_drill_scene_release(scene);
    return is_loaded;
}

bool node_drill_scene_choose(struct node_drill_scene *scene, const char *stations,
                             struct text *reason)
{
    return drill_scenario_choose(scene->scenario, stations, &scene->stations, reason);
}

struct drill_stream *node_drill_scene_play(const struct node_drill_scene *scene,
                                           struct text *reason)
{
    struct drill_stream *stream =
        drill_stream_new(scene->scenario, scene->waters, scene->faults, reason);
    if (stream != NULL)
        drill_stream_choose(stream, scene->stations);
    return stream;
}

void node_drill_scene_release(struct node_drill_scene *scene)
{
    drill_scenario_free(scene->scenario);
    geo_waters_free(scene->waters);
    free(scene->faults);
    memset(scene, 0, sizeof *scene);
}
