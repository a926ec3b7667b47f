/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: any line has a time within a century, or none. */
#include "ais/stamp.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int64_t time_ms = 0;
    if (ais_stamp_line_time((const char *)data, size, &time_ms))
        assert(time_ms >= INT64_C(631152000000) && time_ms < INT64_C(4102444800000));
    return 0;
}
