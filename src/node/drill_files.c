/* SPDX-License-Identifier: Apache-2.0 */
#include "node/drill_files.h"

#include "base/clock.h"
#include "base/reader.h"
#include "node/progress.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PIECE_BYTES = 1 << 16, REASON_BYTES = 256 };

static bool is_standard(const char *path)
{
    return path == NULL || strcmp(path, "-") == 0;
}

bool node_drill_stream(const char *command, const char *path, struct drill_sink take)
{
    char reason_bytes[REASON_BYTES];
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);
    struct node_progress progress = node_progress_init(clock_steady_ms());
    struct node_progress_done done = {0};
    char bytes[PIECE_BYTES];
    struct stat status;
    ssize_t size;

    struct reader *reader = reader_open(path, READER_BLOCKS, &reason);
    if (reader == NULL) {
        fprintf(stderr, "narrows %s: cannot read %s: %s\n", command, path, reason_bytes);
        return false;
    }
    if (reader_is_file(reader) && stat(path, &status) == 0)
        done.byte_total = (uint64_t)status.st_size;
    while ((size = reader_read(reader, bytes, sizeof bytes)) > 0) {
        take.write(take.context, bytes, (size_t)size);
        done.byte_count = reader_byte_count(reader);
        for (ssize_t i = 0; i < size; i++)
            done.sentence_count += bytes[i] == '\n';
        node_progress_show(&progress, done, clock_steady_ms());
    }
    node_progress_erase(&progress);
    if (size != READER_END)
        fprintf(stderr, "narrows %s: cannot read %s: %s\n", command, path, reader_reason(reader));
    reader_close(reader);
    return size == READER_END;
}

FILE *node_drill_create(const char *command, const char *path)
{
    FILE *file = is_standard(path) ? stdout : fopen(path, "we");
    if (file == NULL)
        fprintf(stderr, "narrows %s: cannot write %s: %s\n", command, path, strerror(errno));
    else
        setvbuf(file, NULL, _IOFBF, PIECE_BYTES);
    return file;
}

bool node_drill_close(const char *command, const char *path, FILE *file)
{
    if (file == NULL)
        return true;
    bool is_written = fflush(file) == 0 && !ferror(file);
    if (file != stdout)
        is_written = fclose(file) == 0 && is_written;
    if (!is_written)
        fprintf(stderr, "narrows %s: cannot write %s: %s\n", command,
                is_standard(path) ? "standard output" : path, strerror(errno));
    return is_written;
}

void node_drill_tell_faults(const char *command, const struct drill_inject *inject,
                            const struct drill_faults *faults)
{
    struct drill_inject_counts counts = drill_inject_counts(inject);

    for (size_t i = 0; i < faults->count; i++) {
        const struct drill_done *done = drill_inject_done(inject, i);
        const char *name = drill_fault_name(faults->faults[i].kind);
        if (done->messages == 0)
            fprintf(stderr, "narrows %s: fault %zu, %s: touched nothing\n", command, i + 1, name);
        if (done->refused > 0)
            fprintf(stderr, "narrows %s: fault %zu, %s: %llu messages could not be changed\n",
                    command, i + 1, name, (unsigned long long)done->refused);
    }
    if (counts.early > 0)
        fprintf(stderr, "narrows %s: %llu lines went out before their turn: more than %zu waited\n",
                command, (unsigned long long)counts.early, DRILL_INJECT_ROOM.line_count_max);
}

void node_drill_write(void *file, const char *bytes, size_t size)
{
    fwrite(bytes, 1, size, file); /* what fails is told at the end */
}

void node_drill_print_words(const char *words)
{
    for (; *words != '\0'; words++)
        fputc(*words >= ' ' && *words < 127 ? *words : '?', stderr);
}
