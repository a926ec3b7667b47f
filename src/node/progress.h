/* SPDX-License-Identifier: Apache-2.0 */
/* How far a long reading has come: one line on a terminal, renewed once a second. */
#ifndef NODE_PROGRESS_H
#define NODE_PROGRESS_H

#include "base/text.h"

enum { NODE_PROGRESS_LINE_BYTES = 160 };

struct node_progress_done {
    uint64_t byte_count;
    uint64_t byte_total; /* 0 when it is not known */
    uint64_t sentence_count;
    int64_t elapsed_ms;
    const char *unit; /* of what is counted; NULL: sentences */
};

/* "250 of 1000 MB, 25 %; 3000000 sentences a second; 30 s left"; megabytes are 10^6 bytes, the
 * rate is the mean so far. Fits into NODE_PROGRESS_LINE_BYTES. */
void node_progress_add_line(struct text *line, const struct node_progress_done *done);

/* The bytes of all files together, as they are stored ("-" is standard input); 0 when one of them
 * is no file, but a pipe. What cannot be found counts nothing. */
uint64_t node_progress_byte_total(size_t count, char *const *files);

struct node_progress {
    bool is_wanted;
    bool is_shown;
    int64_t began_ms; /* steady */
    int64_t shown_ms;
};

/* Shown only where standard error is a terminal and standard output is not. */
struct node_progress node_progress_init(int64_t now_ms);

/* Shows it, when the last time is a second ago; `done->elapsed_ms` is filled in here. */
void node_progress_show(struct node_progress *progress, struct node_progress_done done,
                        int64_t now_ms);

/* Leaves the terminal's line empty, for other words. */
void node_progress_erase(struct node_progress *progress);

#endif
