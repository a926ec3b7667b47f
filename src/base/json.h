/* SPDX-License-Identifier: Apache-2.0 */
/* Writing JSON into a text: commas and quotation marks are this module's work.
 *
 * Numbers that are not finite and texts that are NULL become null. Bytes that are no printable
 * ASCII are escaped one by one as U+0000 to U+00FF, so that the output is valid JSON whatever
 * came in over the air; text known to be UTF-8 goes through json_utf8(). */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/text.h"

struct json {
    struct text *text;
    bool needs_comma;
};

struct json json_init(struct text *text);

/* `name` is NULL inside an array and for the outermost value. */
void json_open_object(struct json *json, const char *name);
void json_close_object(struct json *json);
void json_open_array(struct json *json, const char *name);
void json_close_array(struct json *json);

void json_int(struct json *json, const char *name, int64_t value);
void json_real(struct json *json, const char *name, double value, unsigned decimals);
void json_bool(struct json *json, const char *name, bool value);
void json_null(struct json *json, const char *name);
void json_text(struct json *json, const char *name, const char *value);
void json_text_bytes(struct json *json, const char *name, const char *value, size_t size);
void json_utf8(struct json *json, const char *name, const char *value);
void json_time(struct json *json, const char *name, int64_t time_ms);

#endif
