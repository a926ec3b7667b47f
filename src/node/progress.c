/* SPDX-License-Identifier: Apache-2.0 */
#include "node/progress.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SHOW_INTERVAL_MS = 1000 };

/* With a digit behind the point where there are few. */
static void add_megabytes(struct text *line, uint64_t byte_count, bool has_fraction)
{
    text_add_format(line, has_fraction ? "%.1f" : "%.0f", (double)byte_count / 1e6);
}

static void add_duration(struct text *line, double duration_s)
{
    static const double forever_s = 1e9;
    long s = (long)(duration_s < forever_s ? duration_s : forever_s);

    if (s >= 3600)
        text_add_format(line, "%ld h %ld min", s / 3600, s / 60 % 60);
    else if (s >= 60)
        text_add_format(line, "%ld min %ld s", s / 60, s % 60);
    else
        text_add_format(line, "%ld s", s);
}

void node_progress_add_line(struct text *line, const struct node_progress_done *done)
{
    static const uint64_t fraction_max = 100000000; /* bytes */
    double elapsed_s = (double)done->elapsed_ms / 1000;
    uint64_t rest = done->byte_total > done->byte_count ? done->byte_total - done->byte_count : 0;
    double per_second = elapsed_s > 0 ? (double)done->sentence_count / elapsed_s : 0;

    add_megabytes(line, done->byte_count, done->byte_count < fraction_max);
    if (done->byte_total > 0) {
        text_add(line, " of ");
        add_megabytes(line, done->byte_total, done->byte_total < fraction_max);
        text_add_format(
            line, " MB, %d %%",
            rest == 0 ? 100 : (int)(100 * (double)done->byte_count / (double)done->byte_total));
    } else {
        text_add(line, " MB");
    }
    text_add_format(line, "; %.0f %s a second", per_second,
                    done->unit != NULL ? done->unit : "sentences");
    if (done->byte_total > 0 && done->byte_count > 0) {
        text_add(line, "; ");
        add_duration(line, elapsed_s * (double)rest / (double)done->byte_count);
        text_add(line, " left");
    }
}

uint64_t node_progress_byte_total(size_t count, char *const *files)
{
    uint64_t total = 0;
    struct stat status;

    for (size_t i = 0; i < count; i++) {
        bool is_input = strcmp(files[i], "-") == 0;
        if ((is_input ? fstat(STDIN_FILENO, &status) : stat(files[i], &status)) != 0)
            continue; /* said when its turn comes */
        if (!S_ISREG(status.st_mode))
            return 0;
        total += (uint64_t)status.st_size;
    }
    return total;
}

struct node_progress node_progress_init(int64_t now_ms)
{
    return (struct node_progress){
        .is_wanted = isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) != 1,
        .began_ms = now_ms,
        .shown_ms = now_ms,
    };
}

void node_progress_show(struct node_progress *progress, struct node_progress_done done,
                        int64_t now_ms)
{
    char bytes[NODE_PROGRESS_LINE_BYTES];
    struct text line = text_init(bytes, sizeof bytes);

    if (!progress->is_wanted || now_ms - progress->shown_ms < SHOW_INTERVAL_MS)
        return;
    done.elapsed_ms = now_ms - progress->began_ms;
    node_progress_add_line(&line, &done);
    fprintf(stderr, "\r\033[K%s", bytes);
    progress->shown_ms = now_ms;
    progress->is_shown = true;
}

void node_progress_erase(struct node_progress *progress)
{
    if (progress->is_shown)
        fputs("\r\033[K", stderr);
    progress->is_shown = false;
}
