/* SPDX-License-Identifier: Apache-2.0 */
#include "history/journal.h"

#include "base/checksum.h"
#include "history/bytes.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    FRAME_HEADER_SIZE = 8, /* the size of its entries, their CRC-32 */
    ENTRY_HEADER_SIZE = 3, /* the kind, the size */
    FRAME_SIZE_WANTED = 1 << 16,
    PATH_SIZE = 4096 + 64,
};

#define NAME_FORMAT "journal-%08u"

struct history_journal {
    char directory[4096];
    unsigned number;
    int fd;
    uint64_t size;       /* written to the file */
    size_t waiting_size; /* of `bytes`: whole frames, and one to which is added */
    size_t frame_start;  /* of that one */
    char reason[256];
    uint8_t *bytes;
};

static void path_of(const char *directory, unsigned number, char path[static PATH_SIZE])
{
    snprintf(path, PATH_SIZE, "%s/" NAME_FORMAT, directory, number);
}

/* The highest number of a journal below `below`; 0 when there is none. */
static unsigned number_below(const char *directory, unsigned below)
{
    DIR *folder = opendir(directory);
    unsigned best = 0;

    if (folder == NULL)
        return 0;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        unsigned number;
        int end = 0;
        if (sscanf(entry->d_name, NAME_FORMAT "%n", &number, &end) == 1 &&
            entry->d_name[end] == '\0' && number < below && number > best)
            best = number;
    }
    closedir(folder);
    return best;
}

/* Takes the entries of a frame. False when they do not add up. */
static bool take_frame(struct history_bytes frame,
                       void (*take)(void *user, enum history_journal_kind kind,
                                    const uint8_t *bytes, size_t size),
                       void *user)
{
    while (history_bytes_left(&frame) > 0) {
        unsigned kind = (unsigned)history_bytes_get(&frame, 1);
        size_t size = history_bytes_get(&frame, 2);
        const uint8_t *bytes = history_bytes_take(&frame, size);
        if (bytes == NULL)
            return false;
        take(user, (enum history_journal_kind)kind, bytes, size);
    }
    return true;
}

/* Reads all whole frames of a file. */
static void take_file(FILE *file, uint8_t *frame,
                      void (*take)(void *user, enum history_journal_kind kind, const uint8_t *bytes,
                                   size_t size),
                      void *user, uint64_t *whole_size)
{
    uint8_t header[FRAME_HEADER_SIZE];

    *whole_size = 0;
    while (fread(header, 1, sizeof header, file) == sizeof header) {
        struct history_bytes bytes = {header, header + sizeof header, false};
        size_t size = history_bytes_get(&bytes, 4);
        uint32_t sum = (uint32_t)history_bytes_get(&bytes, 4);
        if (size == 0 || size > HISTORY_JOURNAL_FRAME_SIZE_MAX ||
            fread(frame, 1, size, file) != size || checksum_crc32(0, frame, size) != sum ||
            !take_frame((struct history_bytes){frame, frame + size, false}, take, user))
            return;
        *whole_size += sizeof header + size;
    }
}

static void look_for_begun(void *user, enum history_journal_kind kind, const uint8_t *bytes,
                           size_t size)
{
    bool *is_begun = user;

    (void)bytes, (void)size;
    *is_begun |= kind == HISTORY_JOURNAL_BEGUN;
}

/* Opens the newest journal that was begun to the end. NULL when there is none. */
static FILE *open_newest(const char *directory, uint8_t *frame)
{
    for (unsigned number = number_below(directory, UINT32_MAX); number > 0;
         number = number_below(directory, number)) {
        char path[PATH_SIZE];
        uint64_t size;
        bool is_begun = false;
        path_of(directory, number, path);
        FILE *file = fopen(path, "rb");
        if (file == NULL)
            continue;
        take_file(file, frame, look_for_begun, &is_begun, &size);
        if (is_begun && fseek(file, 0, SEEK_SET) == 0)
            return file;
        fclose(file);
    }
    return NULL;
}

bool history_journal_replay(const char *directory,
                            void (*take)(void *user, enum history_journal_kind kind,
                                         const uint8_t *bytes, size_t size),
                            void *user, uint64_t *cut_size, struct text *reason)
{
    uint8_t *frame = malloc(HISTORY_JOURNAL_FRAME_SIZE_MAX);
    uint64_t whole_size;

    *cut_size = 0;
    if (frame == NULL) {
        text_add(reason, "there is no memory");
        return false;
    }
    FILE *file = open_newest(directory, frame);
    if (file != NULL) {
        take_file(file, frame, take, user, &whole_size);
        if (fseek(file, 0, SEEK_END) == 0 && ftell(file) > 0)
            *cut_size = (uint64_t)ftell(file) - whole_size;
        fclose(file);
    }
    free(frame);
    return true;
}

bool history_journal_copy(const char *directory, const char *target, struct text *reason)
{
    uint8_t *bytes = malloc(HISTORY_JOURNAL_FRAME_SIZE_MAX);
    char path[PATH_SIZE];
    size_t size;

    if (bytes == NULL) {
        text_add(reason, "there is no memory");
        return false;
    }
    FILE *from = open_newest(directory, bytes);
    if (from == NULL) {
        free(bytes);
        return true;
    }
    path_of(target, 1, path);
    FILE *to = fopen(path, "wbxe");
    bool is_done = to != NULL;
    while (is_done && (size = fread(bytes, 1, HISTORY_JOURNAL_FRAME_SIZE_MAX, from)) > 0)
        is_done = fwrite(bytes, 1, size, to) == size;
    is_done = is_done && !ferror(from) && fflush(to) == 0 && fsync(fileno(to)) == 0;
    if (!is_done)
        text_add_format(reason, "%s: %s", path, strerror(errno));
    if (to != NULL)
        fclose(to);
    fclose(from);
    free(bytes);
    return is_done;
}

/* A file's name is on the disk only when its folder is. */
static void sync_folder(const char *directory)
{
    int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

bool history_journal_is_there(const char *directory)
{
    return number_below(directory, UINT32_MAX) > 0;
}

struct history_journal *history_journal_open(const char *directory, struct text *reason)
{
    struct history_journal *journal = calloc(1, sizeof *journal);
    char path[PATH_SIZE];

    if (journal == NULL || (journal->bytes = malloc(HISTORY_JOURNAL_BUFFER_SIZE_MAX)) == NULL) {
        free(journal);
        text_add(reason, "there is no memory");
        return NULL;
    }
    snprintf(journal->directory, sizeof journal->directory, "%s", directory);
    journal->number = number_below(directory, UINT32_MAX) + 1;
    path_of(directory, journal->number, path);
    journal->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (journal->fd < 0) {
        text_add_format(reason, "%s: %s", path, strerror(errno));
        free(journal->bytes);
        free(journal);
        return NULL;
    }
    sync_folder(directory);
    return journal;
}

void history_journal_close(struct history_journal *journal)
{
    if (journal == NULL)
        return;
    close(journal->fd);
    free(journal->bytes);
    free(journal);
}

void history_journal_remove(struct history_journal *journal)
{
    char path[PATH_SIZE];

    path_of(journal->directory, journal->number, path);
    unlink(path);
    history_journal_close(journal);
}

/* Gives the frame at hand its header, when it has entries. */
static void end_frame(struct history_journal *journal)
{
    size_t size = journal->waiting_size - journal->frame_start;

    if (size <= FRAME_HEADER_SIZE)
        return;
    uint8_t *header = journal->bytes + journal->frame_start;
    size -= FRAME_HEADER_SIZE;
    history_bytes_put(history_bytes_put(header, size, 4),
                      checksum_crc32(0, header + FRAME_HEADER_SIZE, size), 4);
    journal->frame_start = journal->waiting_size;
}

bool history_journal_add(struct history_journal *journal, enum history_journal_kind kind,
                         const uint8_t *bytes, size_t size)
{
    assert(size <= HISTORY_JOURNAL_ENTRY_SIZE_MAX);
    size_t frame_size = journal->waiting_size - journal->frame_start;
    if (frame_size + size + ENTRY_HEADER_SIZE > FRAME_SIZE_WANTED)
        history_journal_write(journal, false);
    size_t wanted = FRAME_HEADER_SIZE + ENTRY_HEADER_SIZE + size;
    if (journal->waiting_size + wanted > HISTORY_JOURNAL_BUFFER_SIZE_MAX)
        return false;
    if (journal->waiting_size == journal->frame_start)
        journal->waiting_size += FRAME_HEADER_SIZE;
    uint8_t *at = history_bytes_put(journal->bytes + journal->waiting_size, kind, 1);
    at = history_bytes_put(at, size, 2);
    if (size > 0)
        memcpy(at, bytes, size);
    journal->waiting_size += ENTRY_HEADER_SIZE + size;
    return true;
}

static bool fail(struct history_journal *journal, const char *what)
{
    snprintf(journal->reason, sizeof journal->reason, "%s the journal: %s", what, strerror(errno));
    return false;
}

bool history_journal_write(struct history_journal *journal, bool is_durable)
{
    size_t done = 0;

    end_frame(journal);
    while (done < journal->waiting_size) {
        ssize_t size = write(journal->fd, journal->bytes + done, journal->waiting_size - done);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            break;
        done += (size_t)size;
    }
    bool is_written = done == journal->waiting_size || fail(journal, "writing");
    journal->size += done;
    journal->waiting_size -= done;
    memmove(journal->bytes, journal->bytes + done, journal->waiting_size);
    journal->frame_start = journal->waiting_size;
    if (!is_written || !is_durable)
        return is_written;
    return fdatasync(journal->fd) == 0 || fail(journal, "syncing");
}

void history_journal_drop_others(const struct history_journal *journal)
{
    for (unsigned number = number_below(journal->directory, UINT32_MAX); number > 0;
         number = number_below(journal->directory, number)) {
        char path[PATH_SIZE];
        path_of(journal->directory, number, path);
        if (number != journal->number)
            unlink(path);
    }
}

uint64_t history_journal_size(const struct history_journal *journal)
{
    return journal->size;
}

const char *history_journal_reason(const struct history_journal *journal)
{
    return journal->reason;
}
