/* SPDX-License-Identifier: Apache-2.0 */
/* Values that more than one answer writes. For this folder only. */
#ifndef SERVER_VALUE_H
#define SERVER_VALUE_H

#include "base/clock.h"
#include "base/json.h"

/* A time, or null when it is not known. */
static inline void server_value_write_time(struct json *json, const char *name, int64_t time_ms)
{
    if (time_ms == CLOCK_UNKNOWN_MS)
        json_null(json, name);
    else
        json_time(json, name, time_ms);
}

#endif
