/* SPDX-License-Identifier: Apache-2.0 */
#include "base/reader_zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct reader_zip {
    struct reader_zip_source source;
    struct archive *archive;
    const char *block; /* the archive's own, until the next one */
    size_t block_size; /* what is left of it */
    bool has_failed;   /* behind that block */
};

static la_ssize_t give_bytes(struct archive *archive, void *user, const void **bytes)
{
    struct reader_zip *zip = user;
    ssize_t size = zip->source.read(zip->source.user, bytes);

    if (size < 0)
        archive_set_error(archive, EIO, "cannot be read");
    return size;
}

struct reader_zip *reader_zip_new(struct reader_zip_source source)
{
    struct reader_zip *zip = calloc(1, sizeof *zip);

    if (zip == NULL)
        return NULL;
    zip->source = source;
    zip->archive = archive_read_new();
    if (zip->archive == NULL ||
        archive_read_support_format_zip_streamable(zip->archive) != ARCHIVE_OK ||
        archive_read_open(zip->archive, zip, NULL, give_bytes, NULL) != ARCHIVE_OK) {
        reader_zip_free(zip);
        return NULL;
    }
    return zip;
}

void reader_zip_free(struct reader_zip *zip)
{
    if (zip == NULL)
        return;
    archive_read_free(zip->archive);
    free(zip);
}

/* What libarchive says, in the words that other archives have for it. -5 is zlib's Z_BUF_ERROR:
 * there was nothing more to unpack. Where it says nothing it is the same. */
static void add_failure(const struct reader_zip *zip, struct text *reason)
{
    const char *words = archive_error_string(zip->archive);

    if (words == NULL || strncmp(words, "Truncated", strlen("Truncated")) == 0 ||
        strcmp(words, "ZIP decompression failed (-5)") == 0) {
        text_add(reason, "are cut short");
        return;
    }
    text_add(reason, "cannot be unpacked: ");
    text_add(reason, words);
}

/* The method of the file at hand, which libarchive tells as the end of "ZIP 2.0 (deflation)". */
static bool is_method_read(const struct reader_zip *zip, struct text *reason)
{
    static const char *const methods[] = {"uncompressed", "deflation", "bzip", "zstd"};
    const char *name = archive_format_name(zip->archive);
    const char *opening = name != NULL ? strchr(name, '(') : NULL;
    size_t size = opening != NULL ? strcspn(opening + 1, ")") : 0;

    for (size_t i = 0; size > 0 && i < sizeof methods / sizeof methods[0]; i++)
        if (strlen(methods[i]) == size && memcmp(methods[i], opening + 1, size) == 0)
            return true;
    text_add(reason, "are packed by a method that is not read: ");
    text_add_bytes(reason, opening != NULL ? opening + 1 : "", size);
    return false;
}

/* A folder, or the attributes that a Mac keeps beside each file. */
static bool is_passed_over(struct archive_entry *entry)
{
    static const char mac[] = "__MACOSX/";
    const char *path = archive_entry_pathname(entry);

    return archive_entry_filetype(entry) != AE_IFREG ||
           (path != NULL && strncmp(path, mac, sizeof mac - 1) == 0);
}

bool reader_zip_next(struct reader_zip *zip, struct text *reason)
{
    struct archive_entry *entry;

    zip->block_size = 0;
    do {
        int result = archive_read_next_header(zip->archive, &entry);
        if (result == ARCHIVE_EOF)
            return false;
        if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
            add_failure(zip, reason);
            return false;
        }
    } while (is_passed_over(entry));
    if (archive_entry_is_data_encrypted(entry)) {
        text_add(reason, "are locked by a password");
        return false;
    }
    return is_method_read(zip, reason);
}

/* What is wrong with a file may be found only when all of it is unpacked: by its checksum. False
 * at its end. */
static bool next_block(struct reader_zip *zip)
{
    const void *block = NULL;
    la_int64_t offset;

    zip->block_size = 0;
    int result = archive_read_data_block(zip->archive, &block, &zip->block_size, &offset);
    if (result == ARCHIVE_EOF)
        return false;
    if (block == NULL)
        zip->block_size = 0;
    zip->block = block;
    zip->has_failed = result != ARCHIVE_OK;
    return true;
}

ssize_t reader_zip_read(struct reader_zip *zip, char *bytes, size_t size, struct text *reason)
{
    while (zip->block_size == 0) {
        if (zip->has_failed) {
            add_failure(zip, reason);
            return -1;
        }
        if (!next_block(zip))
            return 0;
    }
    if (size > zip->block_size)
        size = zip->block_size;
    memcpy(bytes, zip->block, size);
    zip->block += size;
    zip->block_size -= size;
    return (ssize_t)size;
}
