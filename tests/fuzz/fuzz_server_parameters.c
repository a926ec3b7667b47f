/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: any query is parameters or refused with words; what is taken keeps its limits,
 * and a key is written as it was read. */
#include "server/parameters.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char query[2048], words[512], key_bytes[SERVER_KEY_BYTES];
    struct text error = text_init(words, sizeof words);
    struct text key_text = text_init(key_bytes, sizeof key_bytes);
    struct server_parameters parameters;
    struct server_key key;

    if (size >= sizeof query)
        return 0;
    memcpy(query, data, size);
    query[size] = '\0';
    if (!server_parameters_read(query, UINT32_MAX, &parameters, &error)) {
        assert(words[0] != '\0');
        return 0;
    }
    assert(parameters.limit >= 1 && parameters.limit <= SERVER_LIMIT_MAX);
    assert(parameters.bucket_count >= 1 && parameters.bucket_count <= SERVER_BUCKET_COUNT_MAX);
    assert(parameters.simplify_m >= 0 && parameters.simplify_m <= SERVER_SIMPLIFY_MAX_M);
    if ((parameters.given & SERVER_PARAMETER_BBOX) != 0) {
        struct history_box box = server_parameters_box(&parameters.box);
        assert(box.south >= -90 * HISTORY_DEGREE && box.north <= 90 * HISTORY_DEGREE);
        assert(box.west >= -180 * HISTORY_DEGREE && box.east <= 180 * HISTORY_DEGREE);
    }
    server_key_write(&parameters.next, &key_text);
    assert(!key_text.is_cut && server_key_read(key_bytes, &key));
    assert(server_key_compare(&key, &parameters.next) == 0);
    return 0;
}
