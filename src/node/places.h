/* SPDX-License-Identifier: Apache-2.0 */
/* Where the files are that come with the program: the page, the waters and their land, the drills,
 * the samples. */
#ifndef NODE_PLACES_H
#define NODE_PLACES_H

#include <stdbool.h>
#include <stddef.h>

enum { NODE_PATH_BYTES = 4096 };

/* The page's folder: `page` beside the program, or share/narrows/page where it is installed.
 * False when there is none. */
bool node_places_page(char path[static NODE_PATH_BYTES]);

/* A waters file: `name` itself when it is a path, or NAME.geojson among those that come with the
 * program. False when there is none. */
bool node_places_waters(const char *name, char path[static NODE_PATH_BYTES]);

/* The scenario of a drill: `name` itself when it is a path, or NAME.json among those that come with
 * the program. False when there is none. */
bool node_places_drill(const char *name, char path[static NODE_PATH_BYTES]);

/* The folder of the land that waters files name. False when there is none. */
bool node_places_land(char path[static NODE_PATH_BYTES]);

/* A file of the samples, in the folder that NARROWS_SAMPLES names, or ../shared/data. False when
 * it is not there; `path` then says where it was looked for. */
bool node_places_sample(const char *name, char path[static NODE_PATH_BYTES]);

#endif
