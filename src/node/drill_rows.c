/* SPDX-License-Identifier: Apache-2.0 */
#include "node/drill_rows.h"

#include "node/drill_files.h"

#include <stdio.h>
#include <stdlib.h>

struct reading {
    const char *command, *path;
    void *context;
    bool (*take)(void *context, const struct drill_row *row);
    bool is_bad;
    struct drill_row_lines lines;
    struct drill_row row;
};

static void refuse(struct reading *reading, const char *reason)
{
    reading->is_bad = true;
    fprintf(stderr, "narrows %s: %s:%llu: ", reading->command, reading->path,
            (unsigned long long)reading->lines.number);
    node_drill_print_words(reason); /* it may hold words of the file */
    fputc('\n', stderr);
}

static void read_line(struct reading *reading)
{
    char bytes[512];
    struct text reason = text_init(bytes, sizeof bytes);

    if (reading->lines.is_too_long)
        refuse(reading, "a line that is too long");
    else if (!drill_row_read(reading->lines.bytes, reading->lines.size, &reading->row, &reason))
        refuse(reading, bytes);
    else if (!reading->take(reading->context, &reading->row))
        refuse(reading, "there are more rows than there is room for");
}

static void push(void *context, const char *bytes, size_t size)
{
    struct reading *reading = context;
    for (size_t i = 0; i < size && !reading->is_bad; i++)
        if (drill_row_lines_push(&reading->lines, bytes[i]))
            read_line(reading);
}

bool node_drill_rows(const char *command, const char *path, void *context,
                     bool (*take)(void *context, const struct drill_row *row))
{
    struct reading *reading = calloc(1, sizeof *reading);
    if (reading == NULL)
        return false;
    reading->command = command;
    reading->path = path;
    reading->context = context;
    reading->take = take;
    bool is_read = node_drill_stream(command, path, (struct drill_sink){reading, push});
    if (is_read && !reading->is_bad && reading->lines.size > 0 &&
        drill_row_lines_push(&reading->lines, '\n'))
        read_line(reading);
    bool is_done = is_read && !reading->is_bad;
    free(reading);
    return is_done;
}
