/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: any bytes as a table, by the makers known and by a map; whatever is taken has
 * a time and a payload that says what its fields say. The first line may be the words of --columns,
 * and the first byte says so. */
#include "source/table.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_message(const struct ais_event *event)
{
    struct ais_message again;

    assert(ais_stamp_is_time(event->stamp.time_ms));
    assert(memchr(event->stamp.station, '\0', sizeof event->stamp.station) != NULL);
    assert(ais_message_read(event->message.bits, 0, &again) == AIS_DECODED);
    assert(again.type == event->message.type && again.mmsi == event->message.mmsi);
    assert(again.layout == event->message.layout);
    assert(memcmp(&again.fields.position, &event->message.fields.position,
                  sizeof again.fields.position) == 0 ||
           again.type != 1);
}

static void read_table(struct source_table *table, const uint8_t *data, size_t size,
                       const struct source_table_map *map)
{
    static struct csv record;
    struct source_table_columns columns;
    char reason_bytes[256];
    bool is_begun = false;

    csv_init(&record);
    for (size_t i = 0; i <= size; i++) {
        enum csv_result result = i < size ? csv_push(&record, (char)data[i]) : csv_end(&record);
        struct text reason = text_init(reason_bytes, sizeof reason_bytes);
        if (result != CSV_RECORD)
            continue;
        if (!is_begun) {
            if (!source_table_columns_find(&record, map, &columns, &reason))
                return;
            source_table_begin(table, &columns);
            is_begun = true;
            continue;
        }
        enum source_table_refusal refusal = source_table_take(table, &record);
        assert(source_table_refusal_name(refusal)[0] != '\0');
        assert(refusal == SOURCE_TABLE_TAKEN || source_table_message_count(table) == 0);
        for (size_t j = 0; j < source_table_message_count(table); j++)
            check_message(source_table_message(table, j));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct source_table *table;
    struct source_table_map map;
    char words[512], reason_bytes[256];
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);

    if (table == NULL)
        table = source_table_new();
    assert(table != NULL);
    const uint8_t *end = size > 0 && data[0] == '-' ? memchr(data, '\n', size) : NULL;
    if (end == NULL || (size_t)(end - data) > sizeof words) {
        read_table(table, data, size, NULL);
        return 0;
    }
    memcpy(words, data + 1, (size_t)(end - data) - 1);
    words[end - data - 1] = '\0';
    if (source_table_map_read(words, &map, &reason))
        read_table(table, end + 1, size - (size_t)(end + 1 - data), &map);
    return 0;
}
