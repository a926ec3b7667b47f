/* SPDX-License-Identifier: Apache-2.0 */
/* Residuals in as few bytes as they need: by an entropy coder (rANS: J. Duda, "Asymmetric numeral
 * systems", 2013) whose distributions learn while it runs, in the same way when it reads.
 *
 * A residual is one of HISTORY_SYMBOL_COUNT symbols, a range of numbers, and bits that say which of
 * the range. How likely each symbol is, is kept for each column and for what the last residuals of
 * the column were like. All begin with a row of history_priors. */
#ifndef HISTORY_COLD_H
#define HISTORY_COLD_H

#include "history/residuals.h"

enum {
    HISTORY_SYMBOL_COUNT = 32,
    HISTORY_PRIOR_COUNT = 16,
    HISTORY_COLD_WAY_COUNT_MAX = 2,

    /* Two bytes and 32 bits a residual, and what stands before them. */
    HISTORY_COLD_SIZE_MAX = 32 + HISTORY_CHUNK_NEW_MAX * HISTORY_COLUMN_COUNT * (2 + 4),
};

/* The least number of a symbol, and how many bits say which number of its range it is. */
struct history_symbol {
    uint32_t least;
    uint8_t bit_count;
};

extern const struct history_symbol history_symbols[HISTORY_SYMBOL_COUNT];

/* Likelihoods of all symbols before one, as cold.c keeps them. From row to row numbers are larger
 * by the square root of two: of the first half are 0, of the last half are below 56. */
extern const uint16_t history_priors[HISTORY_PRIOR_COUNT][HISTORY_SYMBOL_COUNT];

struct history_cold {
    const char *name; /* "avx2" */

    /* Writes the columns that are present, at most HISTORY_COLD_SIZE_MAX bytes, and gives the place
     * behind. */
    uint8_t *(*put)(uint8_t *at, const struct history_residuals *residuals, size_t count);

    /* Reads all bytes that are left as the columns that are present. False, with their values
     * undefined, when they cannot be that. */
    bool (*read)(struct history_bytes *bytes, size_t count, struct history_residuals *residuals);
};

/* The ways that this machine has, the quickest first; the plain one is the last always. All write
 * and read the same. */
size_t history_cold_ways(struct history_cold ways[static HISTORY_COLD_WAY_COUNT_MAX]);

#endif
