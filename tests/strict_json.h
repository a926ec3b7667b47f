/* SPDX-License-Identifier: Apache-2.0 */
/* Is this one whole JSON object, by RFC 8259 and a little stricter: printable ASCII only, no
 * blanks, and no name twice in the outermost object? Written apart from base/json.c on purpose. */
#ifndef STRICT_JSON_H
#define STRICT_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum { STRICT_JSON_DEPTH_MAX = 16, STRICT_JSON_NAME_COUNT_MAX = 128 };

struct strict_json {
    const char *at;
    const char *end;
    size_t depth;
    char closing[STRICT_JSON_DEPTH_MAX]; /* what ends each open object or array */
    size_t name_count;
    const char *names[STRICT_JSON_NAME_COUNT_MAX]; /* of the outermost object */
    size_t name_sizes[STRICT_JSON_NAME_COUNT_MAX];
};

static inline bool strict_json_take(struct strict_json *json, char character)
{
    bool is_there = json->at < json->end && *json->at == character;
    json->at += is_there;
    return is_there;
}

static inline bool strict_json_is_one_of(const struct strict_json *json, const char *characters)
{
    return json->at < json->end && *json->at != '\0' && strchr(characters, *json->at) != NULL;
}

static inline size_t strict_json_digits(struct strict_json *json)
{
    const char *start = json->at;
    while (strict_json_is_one_of(json, "0123456789"))
        json->at++;
    return (size_t)(json->at - start);
}

static inline bool strict_json_escape(struct strict_json *json)
{
    if (strict_json_is_one_of(json, "\"\\/bfnrt")) {
        json->at++;
        return true;
    }
    if (!strict_json_take(json, 'u'))
        return false;
    for (int i = 0; i < 4; i++, json->at++)
        if (!strict_json_is_one_of(json, "0123456789abcdefABCDEF"))
            return false;
    return true;
}

static inline bool strict_json_string(struct strict_json *json)
{
    if (!strict_json_take(json, '"'))
        return false;
    while (json->at < json->end && *json->at != '"') {
        if (*json->at < ' ' || *json->at > '~')
            return false;
        if (*json->at++ == '\\' && !strict_json_escape(json))
            return false;
    }
    return strict_json_take(json, '"');
}

static inline bool strict_json_number(struct strict_json *json)
{
    strict_json_take(json, '-');
    if (!strict_json_take(json, '0') && strict_json_digits(json) == 0)
        return false;
    if (strict_json_take(json, '.') && strict_json_digits(json) == 0)
        return false;
    if (!strict_json_is_one_of(json, "eE"))
        return true;
    json->at++;
    if (strict_json_is_one_of(json, "+-"))
        json->at++;
    return strict_json_digits(json) > 0;
}

static inline bool strict_json_scalar(struct strict_json *json)
{
    static const char *const words[] = {"null", "true", "false"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t size = strlen(words[i]);
        if ((size_t)(json->end - json->at) >= size && memcmp(json->at, words[i], size) == 0) {
            json->at += size;
            return true;
        }
    }
    return strict_json_is_one_of(json, "\"") ? strict_json_string(json) : strict_json_number(json);
}

/* A name and its colon; of the outermost object, one that was not there before. */
static inline bool strict_json_name(struct strict_json *json)
{
    const char *start = json->at;
    if (!strict_json_string(json))
        return false;
    size_t size = (size_t)(json->at - start);
    for (size_t i = 0; json->depth == 1 && i < json->name_count; i++)
        if (json->name_sizes[i] == size && memcmp(json->names[i], start, size) == 0)
            return false;
    if (json->depth == 1) {
        if (json->name_count == STRICT_JSON_NAME_COUNT_MAX)
            return false;
        json->names[json->name_count] = start;
        json->name_sizes[json->name_count++] = size;
    }
    return strict_json_take(json, ':');
}

/* What stands between two values: everything that closes, and a comma. False for neither, and at
 * the end; `*is_done` tells them apart. */
static inline bool strict_json_go_on(struct strict_json *json, bool *is_done)
{
    while (json->depth > 0 && strict_json_take(json, json->closing[json->depth - 1]))
        json->depth--;
    *is_done = json->depth == 0 && json->at == json->end;
    return json->depth > 0 && strict_json_take(json, ',') &&
           (json->closing[json->depth - 1] == ']' || strict_json_name(json));
}

/* Opens an object or array; false when it is empty, which is a value that has ended. */
static inline bool strict_json_open(struct strict_json *json, bool *is_right)
{
    char closing = *json->at++ == '{' ? '}' : ']';
    *is_right = json->depth < STRICT_JSON_DEPTH_MAX;
    if (!*is_right || strict_json_take(json, closing))
        return false;
    json->closing[json->depth++] = closing;
    *is_right = closing == ']' || strict_json_name(json);
    return true;
}

static inline bool strict_json_is_object(const char *bytes, size_t size)
{
    struct strict_json json = {.at = bytes, .end = bytes + size};
    bool is_right = true;
    bool is_done = false;

    if (size == 0 || bytes[0] != '{')
        return false;
    for (;;) {
        if (strict_json_is_one_of(&json, "{[")) {
            bool has_values = strict_json_open(&json, &is_right);
            if (!is_right)
                return false;
            if (has_values)
                continue;
        } else if (!strict_json_scalar(&json)) {
            return false;
        }
        if (!strict_json_go_on(&json, &is_done))
            return is_done;
    }
}

#endif
