/* SPDX-License-Identifier: Apache-2.0 */
/* A decoded message as one JSON object, in gpsd's dialect: its field names, scaled units, `null`
 * for what is not available; then `time`, `station` and `channel`. */
#ifndef AIS_JSON_H
#define AIS_JSON_H

#include "ais/decoder.h"
#include "base/json.h"

enum {
    AIS_JSON_BYTES_MAX = 4096, /* enough for every message */
};

void ais_json_add_message(struct json *json, const struct ais_event *event);

/* Is this the name of a member that every message may have, whatever its type? */
bool ais_json_is_common(const char *name);

/* The totals: {"sentences": 2, "messages": 1, "by_type": {"1": 1}, "refused": {"malformed": 1}}. */
void ais_json_add_counts(struct json *json, const struct ais_counts *counts);

#endif
