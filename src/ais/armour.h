/* SPDX-License-Identifier: Apache-2.0 */
/* Six-bit armour to bits (IEC 61162-1), by the widest means that the machine has. */
#ifndef AIS_ARMOUR_H
#define AIS_ARMOUR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    AIS_ARMOUR_BLOCK = 32,      /* characters taken at a time, at most */
    AIS_ARMOUR_SLACK_BYTES = 16 /* written behind the last byte of the result, at most */
};

/* Unpacks `size` characters into (size * 6 + 7) / 8 bytes of `storage`, and zero or more bytes
 * behind them, up to AIS_ARMOUR_SLACK_BYTES. Reads up to `readable` bytes of `armour`, `size` or
 * more: with a block more than needed it is quickest. False for a character outside the alphabet;
 * `storage` is then not to be relied on. */
bool ais_armour_unpack_plain(const char *armour, size_t size, size_t readable, uint8_t *storage);

struct ais_armour {
    const char *name; /* "avx2" */
    bool (*unpack)(const char *armour, size_t size, size_t readable, uint8_t *storage);
};

/* The ways that this machine has, the quickest first; the plain one is the last always. */
size_t ais_armour_ways(struct ais_armour ways[static 3]);

#endif
