/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: any line of JSON is a message that can be sent, or is refused with a reason. */
#include "entries.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct node_entries *entries = node_entries_new();
    char bytes[REASON_BYTES];
    struct text reason = text_init(bytes, sizeof bytes);
    struct ais_entries object;

    assert(entries != NULL);
    bool is_read = node_entries_read_json(entries, (const char *)data, size, &object, &reason);
    assert(is_read == (reason.size == 0));
    if (is_read)
        check_object(object);
    node_entries_free(entries);
    return 0;
}
