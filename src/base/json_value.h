/* SPDX-License-Identifier: Apache-2.0 */
/* JSON that is read (by jansson): a tree of values that are looked at, never changed.
 *
 * A value is a handle, good as long as its tree. What is not there is a value too, of kind
 * JSON_VALUE_ABSENT, and everything below it is absent: who reads asks once, at the end. */
#ifndef BASE_JSON_VALUE_H
#define BASE_JSON_VALUE_H

#include "base/text.h"

struct json_tree;

struct json_value {
    const void *handle;
};

enum json_value_kind {
    JSON_VALUE_ABSENT,
    JSON_VALUE_NULL,
    JSON_VALUE_BOOL,
    JSON_VALUE_NUMBER,
    JSON_VALUE_TEXT,
    JSON_VALUE_ARRAY,
    JSON_VALUE_OBJECT,
};

/* An object or an array. NULL, and the reason with its line and column, for what is neither, has a
 * name twice in one object, or is nested deeper than jansson allows (2,048). */
struct json_tree *json_tree_parse(const char *bytes, size_t size, struct text *reason);
void json_tree_free(struct json_tree *tree); /* NULL is fine */
struct json_value json_tree_root(const struct json_tree *tree);

enum json_value_kind json_value_kind(struct json_value value);

/* The member of an object. */
struct json_value json_value_member(struct json_value object, const char *name);

/* How many elements an array has, or members an object; 0 for anything else. */
size_t json_value_count(struct json_value value);

/* An element of an array. */
struct json_value json_value_at(struct json_value array, size_t index);

/* NAN for what is no number, NULL for what is no text (UTF-8 in the tree's memory), false for what
 * is not true. */
double json_value_number(struct json_value value);
const char *json_value_text(struct json_value value);
bool json_value_is_true(struct json_value value);

/* Adds a value as it is written in JSON, in the order of its text, with 15 digits of a number. */
void json_value_write(struct json_value value, struct text *text);

/* Walks over the members of an object in the order of the text; begin with {0}. False behind the
 * last one. */
struct json_cursor {
    void *place;
};
bool json_value_next(struct json_value object, struct json_cursor *cursor, const char **name,
                     struct json_value *member);

#endif
