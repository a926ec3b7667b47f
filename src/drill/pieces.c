/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/pieces.h"

#include <string.h>

void drill_pieces_init(struct drill_pieces *pieces)
{
    *pieces = (struct drill_pieces){0};
}

static bool ends_in_return(const struct drill_pieces *pieces)
{
    return pieces->end_size == 1;
}

size_t drill_pieces_push(struct drill_pieces *pieces, const char *bytes, size_t size)
{
    if (pieces->is_over) { /* all of it was given */
        bool is_too_long = pieces->is_too_long && pieces->end_size == 0;
        drill_pieces_init(pieces);
        pieces->is_too_long = is_too_long;
    }
    for (size_t i = 0; i < size; i++) {
        char byte = bytes[i];
        if (ends_in_return(pieces) && byte != '\n') {
            pieces->is_over = true;
            return i;
        }
        if (byte != '\n' && byte != '\r' && pieces->size == AIS_LINE_BYTES_MAX) {
            pieces->is_too_long = true;
            pieces->is_over = true;
            return i;
        }
        pieces->bytes[pieces->size++] = byte;
        pieces->end_size += byte == '\n' || byte == '\r';
        if (byte == '\n') {
            pieces->is_over = true;
            return i + 1;
        }
    }
    return size;
}

void drill_pieces_end(struct drill_pieces *pieces)
{
    if (!pieces->is_over)
        pieces->is_over = pieces->size > 0;
}

static bool starts_pghp(const char *bytes, size_t size)
{
    return size > 6 && memcmp(bytes, "$PGHP,", 6) == 0;
}

/* Where the next thing that means something begins behind `at`, as the decoder finds it. */
static size_t next_mark(const char *bytes, size_t at, size_t size)
{
    for (size_t i = at + 1; i < size; i++) {
        char first = bytes[i];
        if (first == '\\' ||
            ((first == '!' || first == '$') &&
             (ais_sentence_starts(bytes + i, size - i) || starts_pghp(bytes + i, size - i))))
            return i;
    }
    return size;
}

/* Where the piece that begins at `start` ends, in the content of the line, and what it is. */
static size_t find_end(const struct drill_pieces *pieces, size_t start, size_t size,
                       struct drill_piece *piece)
{
    const char *bytes = pieces->bytes;
    bool has_tag = false;

    piece->kind = DRILL_PIECE_OTHER;
    for (size_t at = start; at < size;) {
        bool is_pghp = starts_pghp(bytes + at, size - at);
        if (is_pghp || ais_sentence_starts(bytes + at, size - at)) {
            piece->kind = is_pghp ? DRILL_PIECE_HEAD : DRILL_PIECE_SENTENCE;
            piece->sentence_at = at - start;
            return next_mark(bytes, at, size);
        }
        const char *end = bytes[at] == '\\' ? memchr(bytes + at + 1, '\\', size - at - 1) : NULL;
        has_tag = end != NULL;
        at = end != NULL ? (size_t)(end - bytes) + 1 : next_mark(bytes, at, size);
    }
    if (has_tag)
        piece->kind = DRILL_PIECE_HEAD;
    return size;
}

bool drill_pieces_next(struct drill_pieces *pieces, struct drill_piece *piece)
{
    if (!pieces->is_over || pieces->cut == pieces->size)
        return false;
    size_t start = pieces->cut;
    size_t size = pieces->size - pieces->end_size;
    size_t end = size;

    piece->sentence_at = 0;
    piece->kind = DRILL_PIECE_OTHER;
    if (!pieces->is_too_long)
        end = find_end(pieces, start, size, piece);
    pieces->cut = end == size ? pieces->size : end;
    piece->content = (struct ais_span){pieces->bytes + start, end - start};
    piece->all = (struct ais_span){pieces->bytes + start, pieces->cut - start};
    return true;
}
