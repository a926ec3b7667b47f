/* SPDX-License-Identifier: Apache-2.0 */
#include "base/whole_file.h"

#include "base/reader.h"

#include <stdlib.h>

enum { BYTES_FIRST = 1 << 16 };

static bool grow(char **bytes, size_t *room, struct text *reason)
{
    size_t wanted = *room > 0 ? 2 * *room : BYTES_FIRST;
    char *grown = realloc(*bytes, wanted);
    if (grown == NULL) {
        text_add(reason, "there is no memory");
        return false;
    }
    *bytes = grown;
    *room = wanted;
    return true;
}

static char *read_all(struct reader *reader, size_t size_max, size_t *size, struct text *reason)
{
    char *bytes = NULL;
    size_t room = 0, done = 0;

    while (done < room || grow(&bytes, &room, reason)) {
        ssize_t got = reader_read(reader, bytes + done, room - done);
        if (got == READER_END) {
            *size = done;
            return bytes;
        }
        if (got < 0) {
            text_add(reason, reader_reason(reader));
            break;
        }
        done += (size_t)got;
        if (done > size_max) {
            text_add_format(reason, "it has more than %zu bytes", size_max);
            break;
        }
    }
    free(bytes);
    return NULL;
}

char *whole_file_read(const char *path, size_t size_max, size_t *size, struct text *reason)
{
    struct reader *reader = reader_open(path, READER_BLOCKS, reason);
    if (reader == NULL)
        return NULL;
    char *bytes = read_all(reader, size_max, size, reason);
    reader_close(reader);
    return bytes;
}
