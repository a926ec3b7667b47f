/* SPDX-License-Identifier: Apache-2.0 */
/* Files one after another, piece by piece, into one decoder. */
#ifndef NODE_DECODE_FILES_H
#define NODE_DECODE_FILES_H

#include "ais/decoder.h"
#include "base/reader.h"

struct node_decode_files {
    char *const *names;
    size_t count;
    size_t next; /* to be opened */
    struct ais_decoder *decoder;
    bool keeps_bad_checksums;
    bool leaves_unread;
    struct reader *reader; /* of the file at hand; NULL between files */
    bool has_counts;       /* the decoder has counts that are not yet in `sum` */
    struct ais_counts sum; /* of the files before */
    uint64_t bytes_before; /* in them */
};

enum { NODE_DECODE_REASON_BYTES = 128 };

/* What came next of the files. */
struct node_decode_step {
    bool is_over;                          /* there are no more files */
    const char *file;                      /* its name */
    char reason[NODE_DECODE_REASON_BYTES]; /* why it can be read no further; "" when it can */
    uint64_t byte_count;                   /* of all files so far, as they are stored */
    uint64_t sentence_count;               /* likewise, before this step */
};

/* Takes the next step: a piece of at most `size_max` bytes goes into `bytes` and is pushed to the
 * decoder, or the file at hand ends for it. All that the step made must then be pulled. */
void node_decode_files_next(struct node_decode_files *files, char *bytes, size_t size_max,
                            struct node_decode_step *step);

/* Closes the file at hand, wherever it is; no other follows. */
void node_decode_files_give_up(struct node_decode_files *files);

void node_decode_add_counts(struct ais_counts *sum, const struct ais_counts *counts);

#endif
