/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: any bytes with a right check sum are refused, or are columns that are written
 * and read again as the same; and so are any columns. */
#include "base/checksum.h"
#include "history/any_columns.h"
#include "history/chunk.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SIZE_AT = 2, SUM_AT = 4, BODY_AT = 8 };

static void check_again(const struct history_columns *columns)
{
    static const enum history_codec codecs[] = {HISTORY_CODEC_HOT, HISTORY_CODEC_COLD};
    static struct history_columns again;
    static uint8_t bytes[HISTORY_CHUNK_SIZE_MAX];

    for (size_t i = 0; i < sizeof codecs / sizeof codecs[0]; i++) {
        size_t size = history_chunk_encode(columns, codecs[i], bytes);
        enum history_chunk_error error = history_chunk_decode(bytes, size, &again);
        assert(error == HISTORY_CHUNK_OK);
        assert(columns_same(columns, &again));
    }
}

static void put(uint8_t *at, size_t value, size_t size)
{
    for (size_t i = 0; i < size; i++)
        at[i] = (uint8_t)(value >> 8 * i);
}

/* The bytes as a chunk whose size and check sum are right. */
static void read_any(const uint8_t *data, size_t size)
{
    static struct history_columns columns;
    uint8_t bytes[HISTORY_CHUNK_SIZE_MAX];

    if (size < BODY_AT || size > sizeof bytes)
        return;
    memcpy(bytes, data, size);
    put(bytes + SIZE_AT, size, SUM_AT - SIZE_AT);
    put(bytes + SUM_AT,
        checksum_crc32(checksum_crc32(0, bytes, SUM_AT), bytes + BODY_AT, size - BODY_AT),
        BODY_AT - SUM_AT);
    if (history_chunk_decode(bytes, size, &columns) == HISTORY_CHUNK_OK)
        check_again(&columns);
}

/* The bytes as what differs from columns that are chaos, or a ship that sails. */
static void write_any(const uint8_t *data, size_t size)
{
    static struct history_columns columns;
    uint8_t *const places[] = {
        (uint8_t *)columns.longitude_min_e4,
        (uint8_t *)columns.latitude_min_e4,
        (uint8_t *)columns.speed_kn_e1,
        (uint8_t *)columns.course_deg_e1,
        (uint8_t *)columns.heading_deg,
        columns.status,
        (uint8_t *)columns.turn,
    };
    if (size < 4)
        return;
    uint32_t count = 1 + (data[1] | (uint32_t)data[2] << 8) % HISTORY_CHUNK_COUNT_MAX;
    if (data[0] % 2 == 0)
        columns_sailing(&columns, count, data[3]);
    else
        columns_chaos(&columns, count, data[3]);
    columns.has_head = data[0] / 2 % 2 == 0;
    for (size_t at = 4; at + 4 <= size; at += 4)
        places[data[at] % 7][(data[at + 1] | (size_t)data[at + 2] << 8) % count] = data[at + 3];
    check_again(&columns);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_any(data, size);
    write_any(data, size);
    return 0;
}
