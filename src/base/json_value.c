/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json_value.h"

#include <jansson.h>
#include <math.h>

/* The tree is jansson's root; there is nothing of our own in it. */
static const json_t *json_of(struct json_value value)
{
    return value.handle;
}

static json_t *root_of(const struct json_tree *tree)
{
    return (json_t *)(uintptr_t)tree;
}

struct json_tree *json_tree_parse(const char *bytes, size_t size, struct text *reason)
{
    json_error_t error;
    json_t *root = json_loadb(bytes, size, JSON_REJECT_DUPLICATES, &error);

    if (root == NULL)
        text_add_format(reason, "no JSON: %s, line %d, column %d", error.text, error.line,
                        error.column);
    return (struct json_tree *)(void *)root;
}

void json_tree_free(struct json_tree *tree)
{
    json_decref(root_of(tree));
}

struct json_value json_tree_root(const struct json_tree *tree)
{
    return (struct json_value){tree};
}

enum json_value_kind json_value_kind(struct json_value value)
{
    if (value.handle == NULL)
        return JSON_VALUE_ABSENT;
    switch (json_typeof(json_of(value))) {
    case JSON_OBJECT:
        return JSON_VALUE_OBJECT;
    case JSON_ARRAY:
        return JSON_VALUE_ARRAY;
    case JSON_STRING:
        return JSON_VALUE_TEXT;
    case JSON_INTEGER:
    case JSON_REAL:
        return JSON_VALUE_NUMBER;
    case JSON_TRUE:
    case JSON_FALSE:
        return JSON_VALUE_BOOL;
    case JSON_NULL:
        break;
    }
    return JSON_VALUE_NULL;
}

struct json_value json_value_member(struct json_value object, const char *name)
{
    return (struct json_value){json_object_get(json_of(object), name)};
}

size_t json_value_count(struct json_value value)
{
    if (json_value_kind(value) == JSON_VALUE_ARRAY)
        return json_array_size(json_of(value));
    return json_object_size(json_of(value));
}

struct json_value json_value_at(struct json_value array, size_t index)
{
    return (struct json_value){json_array_get(json_of(array), index)};
}

double json_value_number(struct json_value value)
{
    if (json_value_kind(value) != JSON_VALUE_NUMBER)
        return (double)NAN;
    return json_number_value(json_of(value));
}

const char *json_value_text(struct json_value value)
{
    return json_string_value(json_of(value));
}

bool json_value_is_true(struct json_value value)
{
    return value.handle != NULL && json_is_true(json_of(value));
}

bool json_value_next(struct json_value object, struct json_cursor *cursor, const char **name,
                     struct json_value *member)
{
    json_t *json = (json_t *)(uintptr_t)object.handle;

    cursor->place =
        cursor->place == NULL ? json_object_iter(json) : json_object_iter_next(json, cursor->place);
    if (cursor->place == NULL)
        return false;
    *name = json_object_iter_key(cursor->place);
    *member = (struct json_value){json_object_iter_value(cursor->place)};
    return true;
}

static int add_bytes(const char *bytes, size_t size, void *text)
{
    text_add_bytes(text, bytes, size);
    return 0;
}

void json_value_write(struct json_value value, struct text *text)
{
    if (json_dump_callback(json_of(value), add_bytes, text,
                           JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(15)) != 0)
        text->is_cut = true;
}
