/* SPDX-License-Identifier: Apache-2.0 */
/* base/checksum.h for tools/foreign.sh, whose machines have no zlib. */
#include "base/checksum.h"
#include "base/crc32_plain.h"

uint32_t checksum_crc32(uint32_t before, const void *bytes, size_t size)
{
    return crc32_plain(before, bytes, size);
}
