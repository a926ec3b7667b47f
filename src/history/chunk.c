/* SPDX-License-Identifier: Apache-2.0 */
#include "history/chunk.h"

#include "base/checksum.h"
#include "history/cold.h"
#include "history/residuals.h"

#include <assert.h>

/* docs/store.md, "Chunk". */
enum {
    CODEC_AT = 0,
    FLAGS_AT = 1,
    SIZE_AT = 2,
    SUM_AT = 4,
    BODY_AT = 8,
};

enum {
    HAS_HEAD = 1,
    IN_MS = 2,
    ANY_COURSE = 4,
    ANY_HEADING = 8,
    ANY_LONGITUDE = 16,
    FLAGS = 31,
};

/* What stands before the columns: the first position, sets with two bytes for a size and three for
 * a station, four varints. */
enum {
    HEADER_SIZE_MAX = BODY_AT + 2 + 27 + 1 + HISTORY_SET_COUNT_MAX * 2 +
                      HISTORY_SET_STATION_COUNT_MAX * 3 + 4 * HISTORY_VARINT_SIZE_MAX + 2,
    HOT_SIZE_MAX = HISTORY_COLUMN_COUNT * (HISTORY_CHUNK_NEW_MAX / HISTORY_BLOCK_COUNT_MAX) *
                   HISTORY_BLOCK_SIZE_MAX,
};

static_assert(HEADER_SIZE_MAX + HISTORY_COLD_SIZE_MAX <= HISTORY_CHUNK_SIZE_MAX &&
                  HEADER_SIZE_MAX + HOT_SIZE_MAX <= HISTORY_CHUNK_SIZE_MAX,
              "any chunk fits");

static uint32_t sum_of(const uint8_t *bytes, size_t size)
{
    uint32_t sum = checksum_crc32(0, bytes, SUM_AT);
    return checksum_crc32(sum, bytes + BODY_AT, size - BODY_AT);
}

static uint8_t *put_first(uint8_t *at, const struct history_columns *columns)
{
    at = history_bytes_put(at, (uint64_t)columns->time_ms[0], 8);
    at = history_bytes_put(at, (uint32_t)columns->longitude_min_e4[0], 4);
    at = history_bytes_put(at, (uint32_t)columns->latitude_min_e4[0], 4);
    at = history_bytes_put(at, columns->speed_kn_e1[0], 2);
    at = history_bytes_put(at, columns->course_deg_e1[0], 2);
    at = history_bytes_put(at, columns->heading_deg[0], 2);
    *at++ = columns->status[0];
    *at++ = (uint8_t)columns->turn[0];
    *at++ = columns->heard[0];
    return at;
}

static void get_first(struct history_bytes *bytes, struct history_columns *columns)
{
    columns->time_ms[0] = (int64_t)history_bytes_get(bytes, 8);
    columns->longitude_min_e4[0] = (int32_t)history_bytes_get(bytes, 4);
    columns->latitude_min_e4[0] = (int32_t)history_bytes_get(bytes, 4);
    columns->speed_kn_e1[0] = (uint16_t)history_bytes_get(bytes, 2);
    columns->course_deg_e1[0] = (uint16_t)history_bytes_get(bytes, 2);
    columns->heading_deg[0] = (uint16_t)history_bytes_get(bytes, 2);
    columns->status[0] = (uint8_t)history_bytes_get(bytes, 1);
    columns->turn[0] = (int8_t)history_bytes_get(bytes, 1);
    columns->heard[0] = (uint8_t)history_bytes_get(bytes, 1);
}

/* Of each set how many stations it has, the first, and how far each is from the one before. */
static uint8_t *put_sets(uint8_t *at, const struct history_sets *sets)
{
    size_t i = 0;
    *at++ = (uint8_t)sets->count;
    for (size_t set = 0; set < sets->count; set++) {
        assert(sets->ends[set] >= i && sets->ends[set] <= HISTORY_SET_STATION_COUNT_MAX);
        at = history_bytes_put_varint(at, sets->ends[set] - i);
        for (unsigned before = 0; i < sets->ends[set]; before = sets->stations[i++])
            at = history_bytes_put_varint(at, (uint16_t)(sets->stations[i] - before));
    }
    return at;
}

static bool get_sets(struct history_bytes *bytes, struct history_sets *sets)
{
    uint64_t end = 0;
    size_t i = 0;
    sets->count = (uint16_t)history_bytes_get(bytes, 1);
    if (sets->count == 0 || sets->count > HISTORY_SET_COUNT_MAX)
        return false;
    for (size_t set = 0; set < sets->count; set++) {
        uint64_t size = history_bytes_get_varint(bytes);
        if (size > HISTORY_SET_STATION_COUNT_MAX - end)
            return false;
        end += size;
        sets->ends[set] = (uint16_t)end;
        for (unsigned before = 0; i < end; before = sets->stations[i++])
            sets->stations[i] = (uint16_t)(before + history_bytes_get_varint(bytes));
    }
    return true;
}

static uint8_t flags_of(const struct history_columns *columns, const struct history_terms *terms)
{
    return (uint8_t)((columns->has_head ? HAS_HEAD : 0) | (terms->in_ms ? IN_MS : 0) |
                     (terms->has_any_course ? ANY_COURSE : 0) |
                     (terms->has_any_heading ? ANY_HEADING : 0) |
                     (terms->has_any_longitude ? ANY_LONGITUDE : 0));
}

static uint8_t *put_hot(uint8_t *at, const struct history_residuals *residuals, uint32_t count)
{
    for (unsigned column = 0; column < HISTORY_COLUMN_COUNT; column++)
        if ((residuals->present >> column & 1) != 0)
            at = history_pack(at, residuals->values[column], count);
    return at;
}

static uint8_t *put_cold(uint8_t *at, const struct history_residuals *residuals, uint32_t count)
{
    struct history_cold ways[HISTORY_COLD_WAY_COUNT_MAX];
    history_cold_ways(ways);
    return residuals->present == 0 ? at : ways[0].put(at, residuals, count);
}

size_t history_chunk_encode(const struct history_columns *columns, enum history_codec codec,
                            uint8_t bytes[static HISTORY_CHUNK_SIZE_MAX])
{
    struct history_residuals residuals;
    assert(columns->count > 0 && columns->count <= HISTORY_CHUNK_COUNT_MAX);
    struct history_terms terms = history_residuals_terms(columns);
    history_residuals_take(columns, &terms, &residuals);

    bytes[CODEC_AT] = (uint8_t)codec;
    bytes[FLAGS_AT] = flags_of(columns, &terms);
    uint8_t *at = history_bytes_put_varint(bytes + BODY_AT, columns->count);
    at = put_first(at, columns);
    at = put_sets(at, &columns->sets);
    at = history_bytes_put_varint(at, terms.usual_interval);
    at = history_bytes_put_varint(at, terms.shorter_max);
    if (columns->has_head)
        at = history_bytes_put_varint(at, terms.gap);
    at = history_bytes_put(at, residuals.present, 2);
    at = codec == HISTORY_CODEC_COLD ? put_cold(at, &residuals, columns->count - 1)
                                     : put_hot(at, &residuals, columns->count - 1);

    size_t size = (size_t)(at - bytes);
    assert(size <= HISTORY_CHUNK_SIZE_MAX);
    history_bytes_put(bytes + SIZE_AT, size, 2);
    history_bytes_put(bytes + SUM_AT, sum_of(bytes, size), 4);
    return size;
}

static bool get_hot(struct history_bytes *bytes, uint32_t count,
                    struct history_residuals *residuals)
{
    struct history_unpack ways[HISTORY_UNPACK_WAY_COUNT_MAX];
    history_unpack_ways(ways);
    for (unsigned column = 0; column < HISTORY_COLUMN_COUNT; column++)
        if ((residuals->present >> column & 1) != 0 &&
            !history_pack_read(bytes, &ways[0], count, residuals->values[column]))
            return false;
    return true;
}

static bool get_cold(struct history_bytes *bytes, uint32_t count,
                     struct history_residuals *residuals)
{
    struct history_cold ways[HISTORY_COLD_WAY_COUNT_MAX];
    history_cold_ways(ways);
    return residuals->present == 0 || ways[0].read(bytes, count, residuals);
}

/* What the header says of the body, and how much of that is wanted. */
struct body {
    enum history_codec codec;
    uint8_t flags;
    int64_t until_ms;
};

static bool get_body(struct history_bytes *bytes, struct body body, struct history_columns *columns)
{
    struct history_residuals residuals;
    uint8_t flags = body.flags;
    struct history_terms terms = {
        .until_ms = body.until_ms,
        .in_ms = (flags & IN_MS) != 0,
        .has_any_course = (flags & ANY_COURSE) != 0,
        .has_any_heading = (flags & ANY_HEADING) != 0,
        .has_any_longitude = (flags & ANY_LONGITUDE) != 0,
    };
    uint64_t count = history_bytes_get_varint(bytes);
    if (count == 0 || count > HISTORY_CHUNK_COUNT_MAX)
        return false;
    columns->count = (uint32_t)count;
    columns->has_head = (flags & HAS_HEAD) != 0;
    get_first(bytes, columns);
    if (!get_sets(bytes, &columns->sets) || columns->heard[0] >= columns->sets.count)
        return false;
    uint64_t usual_interval = history_bytes_get_varint(bytes);
    uint64_t shorter_max = history_bytes_get_varint(bytes);
    if (usual_interval > HISTORY_CHUNK_SPAN_MAX_MS || shorter_max > usual_interval)
        return false;
    terms.usual_interval = (uint32_t)usual_interval;
    terms.shorter_max = (uint32_t)shorter_max;
    if (columns->has_head)
        terms.gap = history_bytes_get_varint(bytes);
    residuals.present = (uint32_t)history_bytes_get(bytes, 2);
    if (residuals.present >> HISTORY_COLUMN_COUNT != 0)
        return false;
    bool is_read = body.codec == HISTORY_CODEC_COLD
                       ? get_cold(bytes, columns->count - 1, &residuals)
                       : get_hot(bytes, columns->count - 1, &residuals);
    return is_read && !bytes->is_cut && history_bytes_left(bytes) == 0 &&
           history_residuals_give(&residuals, &terms, columns);
}

bool history_chunk_has_places(const uint8_t *bytes, size_t size)
{
    return size >= BODY_AT && (bytes[FLAGS_AT] & ANY_LONGITUDE) == 0;
}

enum history_chunk_error history_chunk_decode(const uint8_t *bytes, size_t size,
                                              struct history_columns *columns)
{
    return history_chunk_decode_until(bytes, size, INT64_MAX, columns);
}

enum history_chunk_error history_chunk_decode_until(const uint8_t *bytes, size_t size,
                                                    int64_t until_ms,
                                                    struct history_columns *columns)
{
    if (size < BODY_AT)
        return HISTORY_CHUNK_CUT;
    enum history_codec codec = bytes[CODEC_AT];
    if ((codec != HISTORY_CODEC_HOT && codec != HISTORY_CODEC_COLD) ||
        (bytes[FLAGS_AT] & ~FLAGS) != 0)
        return HISTORY_CHUNK_UNKNOWN;
    struct history_bytes header = {bytes + SIZE_AT, bytes + BODY_AT, false};
    size_t said = (size_t)history_bytes_get(&header, 2);
    if (said > size)
        return HISTORY_CHUNK_CUT;
    struct history_bytes rest = {bytes + BODY_AT, bytes + size, false};
    struct body body = {codec, bytes[FLAGS_AT], until_ms};
    if (said < size || history_bytes_get(&header, 4) != sum_of(bytes, size) ||
        !get_body(&rest, body, columns))
        return HISTORY_CHUNK_BROKEN;
    return HISTORY_CHUNK_OK;
}
