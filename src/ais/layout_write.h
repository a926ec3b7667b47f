/* SPDX-License-Identifier: Apache-2.0 */
/* From the members of a decoded message back to its bits, by the same rows as the way there. */
#ifndef AIS_LAYOUT_WRITE_H
#define AIS_LAYOUT_WRITE_H

#include "ais/layout.h"

/* What became of it: so many bits, or the name of the row that refused its member. */
struct ais_written {
    size_t bit_count;
    const char *refused; /* NULL: written. "lon" */
};

/* The inverse of ais_layout_read(). Writes every member the layout names to its place in `bytes`,
 * `size` of them and zero before, so that spare bits are; texts are padded with '@'. The message
 * ends behind the last member that it has, but not before `bit_count_min`, and at the end of a byte
 * (ITU-R M.1371-5 annex 2, 3.2.2.1), unless it holds AIS_DATA of any length: those
 * end as they are.
 *
 * Refused is what the row has no bits for: a number out of range, a text too long or with a
 * character that is none of the six-bit alphabet's, more elements than the list may have, and
 * AIS_MISSING of a number that the message may not leave out. */
struct ais_written ais_layout_write(const struct ais_layout *layout, const void *message,
                                    uint8_t *bytes, size_t size);

/* The least and the largest raw count that a row of a number has bits for. */
int32_t ais_layout_raw_min(const struct ais_field *field);
int32_t ais_layout_raw_max(const struct ais_field *field);

/* The six-bit value of a character of texts, 0 ('@') to 63; -1 for one that is none. */
int ais_layout_sextet(char character);

#endif
