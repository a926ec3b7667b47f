/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: any text is an address or refused; what is accepted keeps its limits. */
#include "source/address.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[4096];
    struct source_address address;
    if (size >= sizeof text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';

    enum source_address_error error = source_address_parse(text, &address);
    if (error == SOURCE_ADDRESS_OK) {
        assert(memchr(address.host, '\0', sizeof address.host) != NULL);
        assert(memchr(address.path, '\0', sizeof address.path) != NULL);
        assert(address.kind != SOURCE_KIND_TCP || (address.host[0] != '\0' && address.port != 0));
        assert(address.kind != SOURCE_KIND_SERIAL || address.baud >= 4800);
    }
    assert(source_address_error_words(error) != NULL);
    return 0;
}
