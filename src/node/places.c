/* SPDX-License-Identifier: Apache-2.0 */
#include "node/places.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The folder of the running program. */
static bool program_folder(char path[static NODE_PATH_BYTES])
{
    ssize_t size = readlink("/proc/self/exe", path, NODE_PATH_BYTES - 1);
    if (size <= 0)
        return false;
    path[size] = '\0';
    char *slash = strrchr(path, '/');
    if (slash == NULL)
        return false;
    *slash = '\0';
    return true;
}

static bool find(const char *name, const char *suffix, char path[static NODE_PATH_BYTES])
{
    static const char *const folders[] = {"", "/../share/narrows"};
    char program[NODE_PATH_BYTES];

    if (!program_folder(program))
        return false;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        struct text text = text_init(path, NODE_PATH_BYTES);
        text_add_format(&text, "%s%s/%s%s", program, folders[i], name, suffix);
        if (!text.is_cut && access(path, R_OK) == 0)
            return true;
    }
    return false;
}

bool node_places_page(char path[static NODE_PATH_BYTES])
{
    char index[NODE_PATH_BYTES];
    if (!find("page", "/index.html", index))
        return false;
    *strrchr(index, '/') = '\0';
    memcpy(path, index, strlen(index) + 1);
    return true;
}

/* `name` itself when it is a path, or what comes with the program under it. */
static bool find_named(const char *name, const char *folder, const char *suffix,
                       char path[static NODE_PATH_BYTES])
{
    struct text text = text_init(path, NODE_PATH_BYTES);

    if (strchr(name, '/') != NULL || strchr(name, '.') != NULL) {
        text_add(&text, name);
        return !text.is_cut && access(path, R_OK) == 0;
    }
    char inside[NODE_PATH_BYTES];
    struct text relative = text_init(inside, sizeof inside);
    text_add_format(&relative, "%s/%s", folder, name);
    return !relative.is_cut && find(inside, suffix, path);
}

bool node_places_waters(const char *name, char path[static NODE_PATH_BYTES])
{
    return find_named(name, "waters", ".geojson", path);
}

bool node_places_drill(const char *name, char path[static NODE_PATH_BYTES])
{
    return find_named(name, "drills", ".json", path);
}

bool node_places_land(char path[static NODE_PATH_BYTES])
{
    return find("land", "", path);
}

bool node_places_sample(const char *name, char path[static NODE_PATH_BYTES])
{
    const char *folder = getenv("NARROWS_SAMPLES");
    struct text text = text_init(path, NODE_PATH_BYTES);

    text_add_format(&text, "%s/%s", folder != NULL && folder[0] != '\0' ? folder : "../shared/data",
                    name);
    return !text.is_cut && access(path, R_OK) == 0;
}
