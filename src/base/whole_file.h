/* SPDX-License-Identifier: Apache-2.0 */
/* A file that is small enough to be read at once: a configuration, a map, a scenario. */
#ifndef BASE_WHOLE_FILE_H
#define BASE_WHOLE_FILE_H

#include "base/text.h"

/* All bytes of a file, unpacked as base/reader.h does, for the caller to free. NULL, with the
 * reason, when it cannot be read, or holds more than `size_max` bytes. */
char *whole_file_read(const char *path, size_t size_max, size_t *size, struct text *reason);

#endif
