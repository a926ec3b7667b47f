/* SPDX-License-Identifier: Apache-2.0 */
/* Bit access to AIS payloads, and the six-bit armour that carries them in NMEA. */
#ifndef AIS_BITS_H
#define AIS_BITS_H

#include "narrows/ais_message.h"

#include <stdbool.h>

enum {
    /* Nine sentences of 64 characters. ITU-R M.1371 allows 1,008 bits; what is longer is seen on
     * the air all the same. */
    AIS_ARMOUR_CHARS_MAX = 576,
    AIS_PAYLOAD_BITS_MAX = AIS_ARMOUR_CHARS_MAX * 6,
    AIS_PAYLOAD_BYTES_MAX = AIS_PAYLOAD_BITS_MAX / 8,
};

/* The bits asked for must lie inside the view, 1 to 32 at a time. */
uint32_t ais_bits_unsigned(struct ais_bits bits, size_t first_bit, size_t bit_count);
int32_t ais_bits_signed(struct ais_bits bits, size_t first_bit, size_t bit_count);

/* The six-bit ASCII character at `first_bit` (ITU-R M.1371 annex 8, table 47): '@' to '_', ' ' to
 * '?'. */
char ais_bits_char(struct ais_bits bits, size_t first_bit);

/* `count` of those characters, all inside the view, to `text`; no NUL is added. */
void ais_bits_chars(struct ais_bits bits, size_t first_bit, size_t count, char *text);

/* Copies any number of bits that lie inside the view to the front of `bytes`, zeros behind them to
 * the end of the last byte. */
void ais_bits_copy(struct ais_bits bits, size_t first_bit, size_t bit_count, uint8_t *bytes);

/* Writes the low `bit_count` bits, 1 to 32, of `value` to place `first_bit` of `bytes`; the bits
 * around them stay. */
void ais_bits_put(uint8_t *bytes, size_t first_bit, size_t bit_count, uint32_t value);

/* Writes all the bits of a view to place `first_bit` of `bytes`; the bits around them stay. */
void ais_bits_put_all(uint8_t *bytes, size_t first_bit, struct ais_bits bits);

/* Unpacks `size` characters of six-bit armour (IEC 61162-1), at most AIS_ARMOUR_CHARS_MAX, into
 * `storage` and points `*bits` at all of their bits. False, with nothing to be relied on in
 * `storage`, for a character outside the armour alphabet. */
bool ais_bits_unarmour(const char *armour, size_t size,
                       uint8_t storage[static AIS_PAYLOAD_BYTES_MAX], struct ais_bits *bits);

#endif
