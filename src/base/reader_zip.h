/* SPDX-License-Identifier: Apache-2.0 */
/* The files in a zip archive (PKWARE APPNOTE), unpacked one after another as the archive comes in:
 * a part of base/reader.c, by libarchive.
 *
 * Nothing is kept of a file once it is read, so that memory does not go with what an archive holds
 * or claims to hold. Read is what is stored, or packed by Deflate, bzip2 or Zstandard: other
 * methods may ask for gigabytes. */
#ifndef BASE_READER_ZIP_H
#define BASE_READER_ZIP_H

#include "base/text.h"

#include <sys/types.h>

struct reader_zip_source {
    /* The next bytes of the archive, which stay until it is called again: their number, 0 at the
     * end, -1 on a failure that is then told elsewhere. */
    ssize_t (*read)(void *user, const void **bytes);
    void *user;
};

struct reader_zip;

/* NULL when there is no memory. */
struct reader_zip *reader_zip_new(struct reader_zip_source source);
void reader_zip_free(struct reader_zip *zip);

/* Goes on to the next file; folders and what a Mac adds of its own are passed over. False behind
 * the last one; also when the archive is broken, and `reason` then says how: "are cut short". */
bool reader_zip_next(struct reader_zip *zip, struct text *reason);

/* The next bytes of the file at hand: 1 to `size` of them, 0 at its end; -1 when it cannot be read,
 * with the reason as above. */
ssize_t reader_zip_read(struct reader_zip *zip, char *bytes, size_t size, struct text *reason);

#endif
