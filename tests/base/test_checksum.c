/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of base/checksum.h. */
#include "base/checksum.h"
#include "check.h"
#include "crc32_plain.h"

#include <stdbool.h>

static void the_check_value_is_that_of_the_standard(void)
{
    CHECK_INT(checksum_crc32(0, "123456789", 9), 0xCBF43926);
    CHECK_INT(crc32_plain(0, "123456789", 9), 0xCBF43926);
    CHECK_INT(checksum_crc32(0, "", 0), 0);
}

static void it_is_the_definition_bit_by_bit_in_any_pieces(void)
{
    unsigned char bytes[600];
    for (unsigned i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * i * 31 >> 3);
    for (unsigned size = 0; size <= sizeof bytes; size += 7) {
        uint32_t whole = checksum_crc32(0, bytes, size);
        CHECK_INT(whole, crc32_plain(0, bytes, size));
        uint32_t first = checksum_crc32(0, bytes, size / 3);
        CHECK_INT(checksum_crc32(first, bytes + size / 3, size - size / 3), whole);
    }
}

int main(void)
{
    RUN(the_check_value_is_that_of_the_standard);
    RUN(it_is_the_definition_bit_by_bit_in_any_pieces);
    return check_summary();
}
