/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"

#include <string.h>

struct json json_init(struct text *text)
{
    return (struct json){.text = text};
}

static void add_escaped(struct text *text, const char *bytes, size_t size, bool is_utf8)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte == '"' || byte == '\\') {
            text_add_char(text, '\\');
            text_add_char(text, (char)byte);
        } else if (byte < ' ' || (byte >= 127 && !is_utf8) || byte == 127) {
            text_add_format(text, "\\u%04x", byte);
        } else {
            text_add_char(text, (char)byte);
        }
    }
}

static void begin(struct json *json, const char *name)
{
    if (json->needs_comma)
        text_add_char(json->text, ',');
    json->needs_comma = true;
    if (name != NULL) {
        text_add_char(json->text, '"');
        text_add(json->text, name);
        text_add(json->text, "\":");
    }
}

static void open(struct json *json, const char *name, char bracket)
{
    begin(json, name);
    text_add_char(json->text, bracket);
    json->needs_comma = false;
}

static void close(struct json *json, char bracket)
{
    text_add_char(json->text, bracket);
    json->needs_comma = true;
}

void json_open_object(struct json *json, const char *name)
{
    open(json, name, '{');
}

void json_close_object(struct json *json)
{
    close(json, '}');
}

void json_open_array(struct json *json, const char *name)
{
    open(json, name, '[');
}

void json_close_array(struct json *json)
{
    close(json, ']');
}

void json_int(struct json *json, const char *name, int64_t value)
{
    begin(json, name);
    text_add_int(json->text, value);
}

void json_decimal(struct json *json, const char *name, int64_t value, unsigned decimals)
{
    begin(json, name);
    text_add_decimal(json->text, value, decimals);
}

void json_real(struct json *json, const char *name, double value, unsigned decimals)
{
    begin(json, name);
    text_add_real(json->text, value, decimals);
}

void json_bool(struct json *json, const char *name, bool value)
{
    begin(json, name);
    text_add(json->text, value ? "true" : "false");
}

void json_null(struct json *json, const char *name)
{
    begin(json, name);
    text_add(json->text, "null");
}

static void add_text(struct json *json, const char *name, const char *value, size_t size,
                     bool is_utf8)
{
    begin(json, name);
    text_add_char(json->text, '"');
    add_escaped(json->text, value, size, is_utf8);
    text_add_char(json->text, '"');
}

void json_text(struct json *json, const char *name, const char *value)
{
    if (value == NULL)
        json_null(json, name);
    else
        add_text(json, name, value, strlen(value), false);
}

void json_text_bytes(struct json *json, const char *name, const char *value, size_t size)
{
    add_text(json, name, value, size, false);
}

void json_utf8(struct json *json, const char *name, const char *value)
{
    if (value == NULL)
        json_null(json, name);
    else
        add_text(json, name, value, strlen(value), true);
}

void json_time(struct json *json, const char *name, int64_t time_ms)
{
    begin(json, name);
    text_add_char(json->text, '"');
    text_add_time(json->text, time_ms);
    text_add_char(json->text, '"');
}
