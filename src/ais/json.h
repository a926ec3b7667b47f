/* SPDX-License-Identifier: Apache-2.0 */
/* A decoded message as one JSON object, in gpsd's dialect: its field names, scaled units, `null`
 * for what is not available; then `time`, `station` and `channel`. */
#ifndef AIS_JSON_H
#define AIS_JSON_H

#include "ais/decoder.h"
#include "ais/layout.h"
#include "base/digits.h"
#include "base/json.h"

enum {
    AIS_JSON_BYTES_MAX = 4096, /* enough for every message */
};

void ais_json_add_message(struct json *json, const struct ais_event *event);

/* For tables, ais/csv.h. The value of a row that is none of AIS_TEXT_MORE, as it stands behind its
 * name: to where `at` points, without a NUL, at most ais_json_value_size_max() bytes. Returns the
 * place behind. */
char *ais_json_put_value(char *at, const struct ais_field *field, const void *fields);
static inline size_t ais_json_value_size_max(const struct ais_field *field)
{
    return (size_t)DIGITS_BYTES_MAX + 2 * field->size;
}

/* The elements of a list as an array; the flags of a message likewise, nothing when there are none.
 * The name may be NULL, as in base/json.h. */
void ais_json_add_list(struct json *json, const char *name, const struct ais_list *list,
                       const void *fields);
void ais_json_add_flags(struct json *json, const char *name, unsigned flags);

/* Is this the name of a member that every message may have, whatever its type? */
bool ais_json_is_common(const char *name);

/* The totals: {"sentences": 2, "messages": 1, "by_type": {"1": 1}, "refused": {"malformed": 1}}. */
void ais_json_add_counts(struct json *json, const struct ais_counts *counts);

#endif
