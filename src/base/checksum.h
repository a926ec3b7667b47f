/* SPDX-License-Identifier: Apache-2.0 */
/* CRC-32 (IEEE 802.3, as in gzip): finds what broke by accident, not what was changed by intent. */
#ifndef BASE_CHECKSUM_H
#define BASE_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/* Of `size` bytes, going on from the sum of the bytes before them; 0 where there are none. */
uint32_t checksum_crc32(uint32_t before, const void *bytes, size_t size);

#endif
