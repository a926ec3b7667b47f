/* SPDX-License-Identifier: Apache-2.0 */
/* The waters of a file, and their land: what of geo/waters.h reads files. */
#include "base/whole_file.h"
#include "geo/waters.h"

#include <stdlib.h>

enum { PATH_BYTES = 4096 };

static bool read_land(struct geo_waters *waters, const char *folder, struct text *reason)
{
    char bytes[PATH_BYTES];
    struct text path = text_init(bytes, sizeof bytes);
    size_t size;

    if (waters->land_name[0] == '\0')
        return true;
    text_add_format(&path, "%s/%s", folder, waters->land_name);
    struct text before = *reason;
    text_add_format(reason, "%s: ", bytes);
    char *land = whole_file_read(bytes, GEO_WATERS_FILE_BYTES_MAX, &size, reason);
    bool is_read = land != NULL && geo_waters_add_land(waters, land, size, reason);
    free(land);
    if (is_read) {
        *reason = before;
        reason->bytes[reason->size] = '\0';
    }
    return is_read;
}

struct geo_waters *geo_waters_read(const char *path, const char *land_folder, struct text *reason)
{
    size_t size;
    struct text before = *reason;

    text_add_format(reason, "%s: ", path);
    char *bytes = whole_file_read(path, GEO_WATERS_FILE_BYTES_MAX, &size, reason);
    struct geo_waters *waters = bytes != NULL ? geo_waters_new(bytes, size, reason) : NULL;
    free(bytes);
    if (waters == NULL)
        return NULL;
    *reason = before;
    reason->bytes[reason->size] = '\0';
    if (land_folder == NULL || read_land(waters, land_folder, reason))
        return waters;
    geo_waters_free(waters);
    return NULL;
}
