/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 over a sequence of values, written the same on every machine (FIPS 180-4). */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

enum { DIGEST_BYTES = 32, DIGEST_STATE_BYTES = 128 };

struct digest {
    _Alignas(16) unsigned char state[DIGEST_STATE_BYTES];
};

void digest_init(struct digest *digest);
void digest_add_bytes(struct digest *digest, const void *bytes, size_t size);
void digest_add_int(struct digest *digest, int64_t value); /* eight bytes, the lowest first */
void digest_add_real(struct digest *digest, double value); /* its IEEE 754 bits; one NAN for all */
void digest_add_text(struct digest *digest, const char *text); /* with the NUL at its end */
void digest_finish(struct digest *digest, uint8_t result[static DIGEST_BYTES]);

#endif
