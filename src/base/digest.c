/* SPDX-License-Identifier: Apache-2.0 */
#include "base/digest.h"

#include <assert.h>
#include <math.h>
#include <sodium.h>
#include <string.h>

static_assert(sizeof(crypto_hash_sha256_state) <= DIGEST_STATE_BYTES, "room for libsodium's state");

static crypto_hash_sha256_state *state(struct digest *digest)
{
    return (crypto_hash_sha256_state *)(void *)digest->state;
}

void digest_init(struct digest *digest)
{
    crypto_hash_sha256_init(state(digest));
}

void digest_add_bytes(struct digest *digest, const void *bytes, size_t size)
{
    crypto_hash_sha256_update(state(digest), bytes, size);
}

void digest_add_int(struct digest *digest, int64_t value)
{
    unsigned char bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)((uint64_t)value >> (8 * i));
    digest_add_bytes(digest, bytes, sizeof bytes);
}

void digest_add_real(struct digest *digest, double value)
{
    int64_t bits = INT64_C(0x7ff8000000000000);
    if (!isnan(value))
        memcpy(&bits, &value, sizeof bits);
    digest_add_int(digest, bits);
}

void digest_add_text(struct digest *digest, const char *text)
{
    digest_add_bytes(digest, text, strlen(text) + 1);
}

void digest_finish(struct digest *digest, uint8_t result[static DIGEST_BYTES])
{
    crypto_hash_sha256_final(state(digest), result);
}
