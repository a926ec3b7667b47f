/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"

#include <assert.h>
#include <string.h>

struct json json_init(struct text *text)
{
    return (struct json){.text = text};
}

static bool is_plain(unsigned char byte, bool is_utf8)
{
    return byte >= ' ' && byte != '"' && byte != '\\' && byte != 127 && (byte < 127 || is_utf8);
}

static void add_escaped(struct text *text, const char *bytes, size_t size, bool is_utf8)
{
    size_t done = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (is_plain(byte, is_utf8))
            continue;
        text_add_bytes(text, bytes + done, i - done);
        done = i + 1;
        if (byte == '"' || byte == '\\') {
            text_add_char(text, '\\');
            text_add_char(text, (char)byte);
        } else {
            text_add_format(text, "\\u%04x", byte);
        }
    }
    text_add_bytes(text, bytes + done, size - done);
}

enum { NAME_BYTES_MAX = 64 };

/* ,"name": in one piece. Names are the program's own, and short. */
static void begin(struct json *json, const char *name)
{
    struct text *text = json->text;
    char *at = text->bytes + text->size;

    if (text->size_max - text->size < NAME_BYTES_MAX) {
        text->is_cut = true;
        return;
    }
    if (json->needs_comma)
        *at++ = ',';
    json->needs_comma = true;
    if (name != NULL) {
        *at++ = '"';
        for (const char *character = name; *character != '\0'; character++) {
            assert(character - name < NAME_BYTES_MAX - 8);
            *at++ = *character;
        }
        *at++ = '"';
        *at++ = ':';
    }
    *at = '\0';
    text->size = (size_t)(at - text->bytes);
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
