/* SPDX-License-Identifier: Apache-2.0 */
/* Which positions of a piece lie in a box. */
#ifndef HISTORY_WITHIN_H
#define HISTORY_WITHIN_H

#include "history/reader.h"

/* The places in the piece's columns of those of its positions that lie in `box`, rising, and how
 * many they are. With NULL all, also those that have no place on Earth, which no box has. */
size_t history_within(const struct history_piece *piece, const struct history_box *box,
                      uint16_t places[static HISTORY_CHUNK_COUNT_MAX]);

#endif
