/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: whatever stands around a sentence says a time within a century and a name that
 * ends, or nothing; what is refused leaves no trace. The first byte chooses the kind. */
#include "ais/stamp.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct ais_stamp before = {.time_ms = INT64_C(1234567890123), .station = "before"};

static void check_time(int64_t time_ms)
{
    assert(time_ms >= INT64_C(631152000000) && time_ms < INT64_C(4102444800000));
}

static void check_stamp(const struct ais_stamp *stamp)
{
    if (stamp->time_ms != CLOCK_UNKNOWN_MS)
        check_time(stamp->time_ms);
    assert(memchr(stamp->station, '\0', sizeof stamp->station) != NULL);
}

static void read_tag(struct ais_span text, struct ais_stamp *stamp)
{
    struct ais_group group = {.is_there = true, .number = 77};
    if (ais_stamp_read_tag(text, stamp, &group))
        return;
    assert(stamp->time_ms == before.time_ms && strcmp(stamp->station, before.station) == 0);
    assert(group.is_there && group.number == 77);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ais_stamp stamp = before;
    int64_t time_ms = before.time_ms;
    int checksum = 0;

    if (size < 1)
        return 0;
    struct ais_span text = {(const char *)data + 1, size - 1};
    switch (data[0] % 5) {
    case 0:
        read_tag(text, &stamp);
        break;
    case 1:
        if (ais_stamp_read_pghp(text, &stamp, &checksum))
            assert(checksum >= -1 && checksum <= UINT8_MAX);
        break;
    case 2:
        ais_stamp_read_trailer(text, &stamp);
        break;
    case 3:
        ais_stamp_read_prefix(text, &stamp);
        break;
    default:
        if (ais_stamp_line_time(text.start, text.size, &time_ms))
            check_time(time_ms);
        else
            assert(time_ms == before.time_ms);
        break;
    }
    check_stamp(&stamp);
    return 0;
}
