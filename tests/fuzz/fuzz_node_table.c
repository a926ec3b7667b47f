/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: any table is cut into records inside its bytes, and each of them is a message
 * that can be sent, or is refused with a reason. */
#include "entries.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_record(struct node_entries *entries, const struct csv *csv, bool *has_header)
{
    char bytes[REASON_BYTES];
    struct text reason = text_init(bytes, sizeof bytes);
    struct ais_entries object;

    assert(csv->cell_count >= 1 && csv->cell_count <= CSV_CELL_COUNT_MAX);
    for (size_t i = 0; i < csv->cell_count; i++)
        assert(strlen(csv_cell(csv, i)) < CSV_RECORD_BYTES_MAX);
    if (!*has_header) {
        *has_header = node_entries_read_header(entries, csv, &reason);
        assert(*has_header == (reason.size == 0));
        return;
    }
    bool is_read = node_entries_read_row(entries, csv, &object, &reason);
    assert(is_read == (reason.size == 0));
    if (is_read)
        check_object(object);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct csv csv;
    struct node_entries *entries = node_entries_new();
    bool has_header = false;

    assert(entries != NULL);
    csv_init(&csv);
    for (size_t i = 0; i <= size; i++) {
        enum csv_result result = i < size ? csv_push(&csv, (char)data[i]) : csv_end(&csv);
        if (result == CSV_RECORD)
            check_record(entries, &csv, &has_header);
    }
    node_entries_free(entries);
    return 0;
}
