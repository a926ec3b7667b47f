/* SPDX-License-Identifier: Apache-2.0 */
/* A chunk: columns to bytes and back, without loss and the same on every machine.
 *
 * Positions are foretold by dead reckoning in integers, from the two speeds and courses around an
 * interval; what is kept is how far the forecast was off. docs/store.md describes the bytes. Two
 * codecs write them: hot chunks are packed by PFOR in blocks of 128, quick to write and to read;
 * cold ones by an entropy coder, smaller and slower. */
#ifndef HISTORY_CHUNK_H
#define HISTORY_CHUNK_H

#include "history/columns.h"

enum history_codec {
    HISTORY_CODEC_HOT = 1,
    HISTORY_CODEC_COLD = 2,
};

enum history_chunk_error {
    HISTORY_CHUNK_OK,
    HISTORY_CHUNK_CUT,     /* fewer bytes than it says */
    HISTORY_CHUNK_BROKEN,  /* its check sum is wrong, or what it says is impossible */
    HISTORY_CHUNK_UNKNOWN, /* a codec of a later version */
};

enum { HISTORY_CHUNK_SIZE_MAX = 32768 };

/* Writes `columns` and gives the size. There is one position at least; times do not fall; those
 * behind the head lie within HISTORY_CHUNK_SPAN_MAX_MS; every set is used or not, but exists. Needs
 * some 80 KiB of stack, as history_chunk_decode() does. */
size_t history_chunk_encode(const struct history_columns *columns, enum history_codec codec,
                            uint8_t bytes[static HISTORY_CHUNK_SIZE_MAX]);

/* `columns` is undefined on an error. Nothing is read behind `size`, nothing written but
 * `*columns`, whatever the bytes are. */
enum history_chunk_error history_chunk_decode(const uint8_t *bytes, size_t size,
                                              struct history_columns *columns);

/* The same but for what comes behind the first position at or after `until_ms`, which is left out.
 */
enum history_chunk_error history_chunk_decode_until(const uint8_t *bytes, size_t size,
                                                    int64_t until_ms,
                                                    struct history_columns *columns);

/* Whether all positions of a chunk lie on Earth, without decoding it. False when it may be that
 * one does not, or the bytes are no chunk. */
bool history_chunk_has_places(const uint8_t *bytes, size_t size);

#endif
