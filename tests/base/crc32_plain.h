/* SPDX-License-Identifier: Apache-2.0 */
/* CRC-32 by its definition, bit by bit: what base/checksum.h is held against, and stands for it
 * where zlib is not (tools/foreign.sh). */
#ifndef CRC32_PLAIN_H
#define CRC32_PLAIN_H

#include <stddef.h>
#include <stdint.h>

static inline uint32_t crc32_plain(uint32_t before, const void *bytes, size_t size)
{
    uint32_t sum = ~before;
    for (size_t i = 0; i < size; i++) {
        sum ^= ((const unsigned char *)bytes)[i];
        for (int bit = 0; bit < 8; bit++)
            sum = sum >> 1 ^ (0xEDB88320 & (0 - (sum & 1)));
    }
    return ~sum;
}

#endif
