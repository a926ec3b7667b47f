/* SPDX-License-Identifier: Apache-2.0 */
/* Small numbers in few bits, and quickly back: PFOR in blocks of 128 (Zukowski and others, "Super-
 * scalar RAM-CPU cache compression", 2006).
 *
 * All numbers of a block have the same width; the upper bits of the few that need more stand apart,
 * with their places. The width is the one that makes the block smallest. Eight numbers of `width`
 * bits are `width` bytes, the lowest bit first, so that eight are unpacked at a time. */
#ifndef HISTORY_PACK_H
#define HISTORY_PACK_H

#include "history/bytes.h"

enum {
    HISTORY_BLOCK_COUNT_MAX = 128,
    HISTORY_BLOCK_SIZE_MAX = 1 + HISTORY_BLOCK_COUNT_MAX * 4,
    HISTORY_UNPACK_SLACK_COUNT = 7, /* written behind the last number, with whatever */
    HISTORY_UNPACK_WAY_COUNT_MAX = 2,
};

struct history_unpack {
    const char *name; /* "avx2" */

    /* `count` numbers of 0 to 32 bits, which are at `bytes`; of those `readable` may be read.
     * Writes up to HISTORY_UNPACK_SLACK_COUNT more. */
    void (*unpack)(const uint8_t *bytes, size_t readable, unsigned width, size_t count,
                   uint32_t *values);
};

/* The ways that this machine has, the quickest first; the plain one is the last always. */
size_t history_unpack_ways(struct history_unpack ways[static HISTORY_UNPACK_WAY_COUNT_MAX]);

/* Bytes that `count` numbers of `width` bits take. */
static inline size_t history_packed_size(unsigned width, size_t count)
{
    return (width * count + 7) / 8;
}

/* Writes any `count` numbers as blocks and gives the place behind: never more than a block's
 * HISTORY_BLOCK_SIZE_MAX each. */
uint8_t *history_pack(uint8_t *at, const uint32_t *values, size_t count);

/* Reads `count` numbers and writes up to HISTORY_UNPACK_SLACK_COUNT more. False, with `values`
 * undefined, when the bytes cannot be of blocks. */
bool history_pack_read(struct history_bytes *bytes, const struct history_unpack *way, size_t count,
                       uint32_t *values);

#endif
