/* SPDX-License-Identifier: Apache-2.0 */
/* A scenario with what it needs: its waters with their land, and its faults. */
#ifndef NODE_DRILL_SCENE_H
#define NODE_DRILL_SCENE_H

#include "drill/stream.h"
#include "node/places.h"

struct node_drill_scene {
    struct drill_scenario *scenario;
    struct geo_waters *waters;         /* NULL: open sea */
    struct drill_faults *faults;       /* NULL: none; their times count from its beginning */
    char waters_path[NODE_PATH_BYTES]; /* "" without waters */
    uint32_t stations;                 /* that are heard, as bits; all of them */
};

/* `name` is a path, or that of a scenario which comes with the program. False, and the reason, when
 * something of it cannot be read; there is then nothing to release. */
bool node_drill_scene_load(struct node_drill_scene *scene, const char *name, struct text *reason);
/* Of a list as "khasab, larak"; "" is all. False, and the reason, when there is none of a name. */
bool node_drill_scene_choose(struct node_drill_scene *scene, const char *stations,
                             struct text *reason);

/* Begins it; the scene must outlive the stream. NULL, and the reason, when it cannot be played. */
struct drill_stream *node_drill_scene_play(const struct node_drill_scene *scene,
                                           struct text *reason);
void node_drill_scene_release(struct node_drill_scene *scene);

#endif
