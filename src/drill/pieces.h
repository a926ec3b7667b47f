/* SPDX-License-Identifier: Apache-2.0 */
/* A stream cut into pieces that together are the stream to the byte: of each at most one sentence,
 * or one `$PGHP`, with all that belongs to it on its line (TAG block, prefix, trailer) and the end
 * of the line on the last. */
#ifndef DRILL_PIECES_H
#define DRILL_PIECES_H

#include "ais/sentence.h"

enum drill_piece_kind {
    DRILL_PIECE_SENTENCE,
    DRILL_PIECE_HEAD,  /* `$PGHP`, or a TAG block alone on its line: it speaks of a sentence */
    DRILL_PIECE_OTHER, /* nothing that is AIS, or a piece of a line that is too long */
};

struct drill_piece {
    enum drill_piece_kind kind;
    struct ais_span all;     /* with the end of the line, where it has that */
    struct ais_span content; /* without */
    size_t sentence_at;      /* of DRILL_PIECE_SENTENCE: in `content` */
};

enum { DRILL_PIECES_BYTES_MAX = AIS_LINE_BYTES_MAX + 2 };

/* Bytes become lines. All members are its own. */
struct drill_pieces {
    char bytes[DRILL_PIECES_BYTES_MAX];
    size_t size;
    size_t end_size; /* of that, the end of the line */
    bool is_over;    /* the line is whole, and is being cut */
    bool is_too_long;
    size_t cut; /* bytes of it that were given */
};

void drill_pieces_init(struct drill_pieces *pieces);

/* Takes bytes up to and with the end of a line, and gives how many. Only when
 * drill_pieces_next() has given false. */
size_t drill_pieces_push(struct drill_pieces *pieces, const char *bytes, size_t size);

/* The end of the stream: a last line without its end counts. */
void drill_pieces_end(struct drill_pieces *pieces);

/* The next piece of the line that is whole, in memory that stays until the next push. */
bool drill_pieces_next(struct drill_pieces *pieces, struct drill_piece *piece);

#endif
