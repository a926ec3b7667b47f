/* SPDX-License-Identifier: Apache-2.0 */
#include "base/digest.h"
#include "base/hash.h"
#include "check.h"

#include <math.h>
#include <string.h>

/* FIPS 180-4's example "abc". */
static void is_sha_256(void)
{
    static const uint8_t expected[DIGEST_BYTES] = {0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea,
                                                   0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23,
                                                   0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c,
                                                   0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad};
    struct digest digest;
    uint8_t result[DIGEST_BYTES];

    digest_init(&digest);
    digest_add_bytes(&digest, "abc", 3);
    digest_finish(&digest, result);
    CHECK(memcmp(result, expected, sizeof result) == 0);
}

static void takes_every_nan_for_the_same(void)
{
    struct digest digests[2];
    uint8_t results[2][DIGEST_BYTES];
    const double nans[2] = {(double)NAN, -(double)NAN};

    for (size_t i = 0; i < 2; i++) {
        digest_init(&digests[i]);
        digest_add_real(&digests[i], nans[i]);
        digest_finish(&digests[i], results[i]);
    }
    CHECK(memcmp(results[0], results[1], DIGEST_BYTES) == 0);
}

/* The value that the authors of FNV give for "foobar". */
static void hashes_as_fnv_1a(void)
{
    CHECK(hash_bytes("foobar", 6) == UINT64_C(0x85944171f73967e8));
    CHECK(hash_bytes("", 0) == UINT64_C(0xcbf29ce484222325));
}

int main(void)
{
    RUN(is_sha_256);
    RUN(takes_every_nan_for_the_same);
    RUN(hashes_as_fnv_1a);
    return check_summary();
}
