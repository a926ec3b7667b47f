/* SPDX-License-Identifier: Apache-2.0 */
/* The waters of a file, and their land: what of geo/waters.h reads files. */
#include "base/reader.h"
#include "geo/waters.h"

#include <stdlib.h>

enum { BYTES_FIRST = 1 << 16, PATH_BYTES = 4096 };

/* Twice as much room, or the reason why not. */
static bool grow(char **bytes, size_t *size_max, struct text *reason)
{
    if (*size_max >= GEO_WATERS_FILE_BYTES_MAX) {
        text_add(reason, "it is too large");
        return false;
    }
    size_t wanted = *size_max > 0 ? 2 * *size_max : BYTES_FIRST;
    char *grown = realloc(*bytes, wanted);
    if (grown == NULL) {
        text_add(reason, "there is no memory");
        return false;
    }
    *bytes = grown;
    *size_max = wanted;
    return true;
}

/* All of it, in memory for the caller to free; NULL and the reason otherwise. */
static char *read_all(struct reader *reader, size_t *size, struct text *reason)
{
    char *bytes = NULL;
    size_t size_max = 0;

    *size = 0;
    for (;;) {
        if (*size == size_max && !grow(&bytes, &size_max, reason))
            break;
        ssize_t got = reader_read(reader, bytes + *size, size_max - *size);
        if (got == READER_END)
            return bytes;
        if (got < 0) {
            text_add(reason, reader_reason(reader));
            break;
        }
        *size += (size_t)got;
    }
    free(bytes);
    return NULL;
}

static char *read_file(const char *path, size_t *size, struct text *reason)
{
    struct reader *reader = reader_open(path, READER_BLOCKS, reason);
    if (reader == NULL)
        return NULL;
    char *bytes = read_all(reader, size, reason);
    reader_close(reader);
    return bytes;
}

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
    char *land = read_file(bytes, &size, reason);
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
    char *bytes = read_file(path, &size, reason);
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
