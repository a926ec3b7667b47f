/* SPDX-License-Identifier: Apache-2.0 */
/* The lines of all recordings in the samples' `nmea`, or of one file, in memory; and numbers that
 * look random and are the same every time. */
#ifndef SAMPLES_H
#define SAMPLES_H

#include "ais/sentence.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLES_FILE_COUNT_MAX = 64, SAMPLES_PATH_BYTES = 4096 };

struct samples_file {
    char *bytes;
    struct ais_span *lines; /* without their line feeds */
    size_t line_count;
};

struct samples {
    struct samples_file files[SAMPLES_FILE_COUNT_MAX];
    size_t file_count;
};

static inline uint64_t samples_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* From 0 to `count` - 1. */
static inline size_t samples_below(uint64_t *state, size_t count)
{
    return (size_t)(samples_random(state) >> 11) % count;
}

static inline void samples_cut_lines(struct samples_file *file, size_t size)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += file->bytes[i] == '\n';
    file->lines = calloc(count + 1, sizeof *file->lines);
    struct ais_span rest = {file->bytes, size};
    struct ais_span line;
    while (ais_span_next(&rest, '\n', &line))
        if (line.size > 0)
            file->lines[file->line_count++] = line;
}

/* Adds a file that has lines; one that cannot be read is none. */
static inline void samples_add_file(struct samples *samples, const char *path)
{
    struct samples_file file = {0};
    FILE *stream = samples->file_count < SAMPLES_FILE_COUNT_MAX ? fopen(path, "r") : NULL;
    long size = -1;

    if (stream == NULL)
        return;
    if (fseek(stream, 0, SEEK_END) == 0)
        size = ftell(stream);
    rewind(stream);
    if (size > 0)
        file.bytes = malloc((size_t)size);
    if (file.bytes != NULL)
        samples_cut_lines(&file, fread(file.bytes, 1, (size_t)size, stream));
    fclose(stream);
    if (file.line_count > 0)
        samples->files[samples->file_count++] = file;
}

/* Adds every file of a folder, in the order of their names. */
static inline void samples_add_folder(struct samples *samples, const char *folder)
{
    char path[SAMPLES_PATH_BYTES];
    struct dirent **files;
    int count = scandir(folder, &files, NULL, alphasort);

    for (int i = 0; i < count; i++) {
        if (files[i]->d_name[0] != '.' &&
            snprintf(path, sizeof path, "%s/%s", folder, files[i]->d_name) < (int)sizeof path)
            samples_add_file(samples, path);
        free(files[i]);
    }
    if (count >= 0)
        free(files);
}

/* All recordings: NARROWS_SAMPLES, else what stands beside the checkout. Nothing where there are
 * none. */
static inline void samples_add_all(struct samples *samples)
{
    char root[SAMPLES_PATH_BYTES];
    char folder[SAMPLES_PATH_BYTES];
    const char *named = getenv("NARROWS_SAMPLES");
    struct dirent **folders;

    if (named != NULL && named[0] != '\0')
        snprintf(root, sizeof root, "%s/nmea", named);
    else
        snprintf(root, sizeof root, "%s/../shared/data/nmea", getenv("NARROWS_ROOT"));
    int count = scandir(root, &folders, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        if (folders[i]->d_name[0] != '.' &&
            snprintf(folder, sizeof folder, "%s/%s", root, folders[i]->d_name) < (int)sizeof folder)
            samples_add_folder(samples, folder);
        free(folders[i]);
    }
    if (count >= 0)
        free(folders);
}

static inline void samples_release(struct samples *samples)
{
    for (size_t i = 0; i < samples->file_count; i++) {
        free(samples->files[i].lines);
        free(samples->files[i].bytes);
    }
    samples->file_count = 0;
}

static inline struct ais_span samples_any_line(const struct samples *samples, uint64_t *state)
{
    const struct samples_file *file = &samples->files[samples_below(state, samples->file_count)];
    return file->lines[samples_below(state, file->line_count)];
}

#endif
