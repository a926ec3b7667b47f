/* SPDX-License-Identifier: Apache-2.0 */
/* Whole files decoded and printed, by one thread or several: what `narrows decode` does. */
#ifndef NODE_DECODE_H
#define NODE_DECODE_H

#include "node/decode_page.h"
#include "node/progress.h"

enum {
    NODE_DECODE_PIECE_BYTES_MAX = 131072,
    NODE_DECODE_THREAD_COUNT_MAX = 64,
};

struct node_decode_options {
    const struct node_message_format *format;
    bool prints_refused;
    bool keeps_bad_checksums;
    size_t thread_count; /* 1 to NODE_DECODE_THREAD_COUNT_MAX; at most */
    size_t piece_size;   /* of the files, read at a time; 1 to NODE_DECODE_PIECE_BYTES_MAX */
    FILE *out;           /* for messages, and at the end for the totals of a format without any */
    FILE *err;           /* for refused lines, and what cannot be read */
};

/* Decodes the files (paths, or "-" for standard input) one after the other and prints what there is
 * to print. What is printed does not depend on the number of threads or the size of pieces. False
 * when something could not be read or written; `err` says what. */
bool node_decode(const struct node_decode_options *options, size_t count, char *const *files);

#endif
