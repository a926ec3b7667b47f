/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: a list of faults is read whole and within its bounds, or refused with words. */
#include "drill/faults.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct drill_faults faults;
    char bytes[512];
    struct text reason = text_init(bytes, sizeof bytes);

    if (!drill_faults_parse((const char *)data, size, &faults, &reason)) {
        assert(reason.size > 0);
        return 0;
    }
    assert(faults.count <= DRILL_FAULT_COUNT_MAX);
    for (size_t i = 0; i < faults.count; i++) {
        char row_bytes[4096];
        struct text row = text_init(row_bytes, sizeof row_bytes);
        struct json json = json_init(&row);
        assert(faults.faults[i].mmsi_count <= DRILL_FAULT_MMSI_COUNT_MAX);
        assert(memchr(faults.faults[i].station, '\0', AIS_STATION_BYTES) != NULL);
        json_open_object(&json, NULL);
        drill_fault_add_members(&faults.faults[i], &json);
        json_close_object(&json);
        assert(!row.is_cut);
    }
    return 0;
}
