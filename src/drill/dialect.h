/* SPDX-License-Identifier: Apache-2.0 */
/* Lines written again in the dialect they came in: another payload, another time, and all around
 * them as it was, with new checksums. Pure.
 *
 * Texts are whole when they are not cut; a line that has nothing to change comes out as it was. */
#ifndef DRILL_DIALECT_H
#define DRILL_DIALECT_H

#include "ais/bits.h"
#include "ais/sentence.h"
#include "base/text.h"

/* A sentence of `line`, which begins at `at`, with the payload's armour from bit `first_bit` of
 * `bytes` on, as many characters as it has. Its checksum, where it has one, is the new one.
 * Returns the checksum; -1, with nothing added, when there is no sentence. */
int drill_dialect_add_payload(struct text *text, struct ais_span line, size_t at,
                              const uint8_t *bytes, size_t first_bit);

/* A `$PGHP` line with the checksum of the sentence it speaks of, where it has one. */
void drill_dialect_add_head(struct text *text, struct ais_span line, int checksum);

/* A line with all the times that it says `shift_ms` later: TAG `c:`, `$PGHP`, trailers, prefixes.
 * Each keeps its unit, and what is finer than that is lost downwards. True when it said any. */
bool drill_dialect_add_shifted(struct text *text, struct ais_span line, int64_t shift_ms);

#endif
