/* SPDX-License-Identifier: Apache-2.0 */
#include "node/entries.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct node_entries {
    struct csv header;
    json_t *roots[1 + CSV_CELL_COUNT_MAX]; /* what the texts of the members belong to */
    size_t root_count;
    size_t member_count;
    struct ais_entry members[NODE_ENTRY_COUNT_MAX];
    size_t object_count;
    struct ais_entries objects[NODE_OBJECT_COUNT_MAX];
};

struct node_entries *node_entries_new(void)
{
    return calloc(1, sizeof(struct node_entries));
}

static void clear(struct node_entries *entries)
{
    for (size_t i = 0; i < entries->root_count; i++)
        json_decref(entries->roots[i]);
    entries->root_count = entries->member_count = entries->object_count = 0;
}

void node_entries_free(struct node_entries *entries)
{
    if (entries != NULL)
        clear(entries);
    free(entries);
}

static json_t *parse(struct node_entries *entries, const char *json, size_t size,
                     struct text *reason)
{
    json_error_t error;
    json_t *root = json_loadb(json, size, JSON_REJECT_DUPLICATES, &error);

    if (root == NULL)
        text_add_format(reason, "no JSON: %s, column %d", error.text, error.column);
    else
        entries->roots[entries->root_count++] = root;
    return root;
}

/* Room for so many members; NULL, and the reason, when there is none. */
static struct ais_entry *take_members(struct node_entries *entries, size_t count,
                                      struct text *reason)
{
    struct ais_entry *members = entries->members + entries->member_count;

    if (count > NODE_ENTRY_COUNT_MAX - entries->member_count) {
        text_add_format(reason, "more than %d members", NODE_ENTRY_COUNT_MAX);
        return NULL;
    }
    entries->member_count += count;
    return members;
}

/* A member that is no list. False for an object or an array. */
static bool read_scalar(const char *name, const json_t *value, struct ais_entry *entry)
{
    *entry = (struct ais_entry){.name = name};
    switch (json_typeof(value)) {
    case JSON_NULL:
        entry->kind = AIS_ENTRY_NULL;
        return true;
    case JSON_TRUE:
    case JSON_FALSE:
        entry->kind = AIS_ENTRY_BOOL;
        entry->number = json_is_true(value) ? 1 : 0;
        return true;
    case JSON_INTEGER:
    case JSON_REAL:
        entry->kind = AIS_ENTRY_NUMBER;
        entry->number = json_number_value(value);
        return true;
    case JSON_STRING:
        entry->kind = AIS_ENTRY_TEXT;
        entry->text = json_string_value(value);
        return true;
    case JSON_ARRAY:
    case JSON_OBJECT:
        break;
    }
    return false;
}

/* An object in a list: it holds no further ones. */
static bool read_element(struct node_entries *entries, json_t *value, struct ais_entries *element,
                         struct text *reason)
{
    struct ais_entry *members = take_members(entries, json_object_size(value), reason);
    const char *name;
    json_t *member;

    *element = (struct ais_entries){.members = members};
    if (members == NULL)
        return false;
    json_object_foreach(value, name, member)
    {
        if (!read_scalar(name, member, &members[element->count++])) {
            text_add_format(reason, "%s: a list in a list", name);
            return false;
        }
    }
    return true;
}

/* `flags` is a list of texts, which nobody reads: such a list has no elements here. */
static bool read_list(struct node_entries *entries, const char *name, json_t *value,
                      struct ais_entry *entry, struct text *reason)
{
    size_t count = json_array_size(value);
    struct ais_entries *elements = entries->objects + entries->object_count;

    *entry = (struct ais_entry){.name = name, .kind = AIS_ENTRY_LIST, .elements = elements};
    if (strcmp(name, "flags") == 0)
        return true;
    if (count > NODE_OBJECT_COUNT_MAX - entries->object_count) {
        text_add_format(reason, "%s: more than %d objects", name, NODE_OBJECT_COUNT_MAX);
        return false;
    }
    entries->object_count += count;
    for (size_t i = 0; i < count; i++) {
        json_t *element = json_array_get(value, i);
        if (!json_is_object(element)) {
            text_add_format(reason, "%s: not a list of objects", name);
            return false;
        }
        if (!read_element(entries, element, &elements[entry->element_count++], reason))
            return false;
    }
    return true;
}

static bool read_value(struct node_entries *entries, const char *name, json_t *value,
                       struct ais_entry *entry, struct text *reason)
{
    if (json_is_array(value))
        return read_list(entries, name, value, entry, reason);
    if (read_scalar(name, value, entry))
        return true;
    text_add_format(reason, "%s: an object", name);
    return false;
}

bool node_entries_read_json(struct node_entries *entries, const char *json, size_t size,
                            struct ais_entries *object, struct text *reason)
{
    const char *name;
    json_t *value;

    clear(entries);
    json_t *root = parse(entries, json, size, reason);
    if (root == NULL)
        return false;
    if (!json_is_object(root)) {
        text_add(reason, "not an object");
        return false;
    }
    struct ais_entry *members = take_members(entries, json_object_size(root), reason);
    if (members == NULL)
        return false;
    *object = (struct ais_entries){.members = members};
    json_object_foreach(root, name, value)
    {
        if (!read_value(entries, name, value, &members[object->count++], reason))
            return false;
    }
    return true;
}

bool node_entries_read_header(struct node_entries *entries, const struct csv *record,
                              struct text *reason)
{
    entries->header = *record;
    for (size_t i = 0; i < record->cell_count; i++) {
        const char *name = csv_cell(record, i);
        if (name[0] == '\0') {
            text_add_format(reason, "column %zu has no name", i + 1);
            return false;
        }
        for (size_t j = 0; j < i; j++)
            if (strcmp(csv_cell(record, j), name) == 0) {
                text_add_format(reason, "%s: twice in the header", name);
                return false;
            }
    }
    return true;
}

bool node_entries_read_row(struct node_entries *entries, const struct csv *record,
                           struct ais_entries *object, struct text *reason)
{
    clear(entries);
    if (record->cell_count != entries->header.cell_count) {
        text_add_format(reason, "%zu cells under %zu columns", record->cell_count,
                        entries->header.cell_count);
        return false;
    }
    struct ais_entry *members = take_members(entries, record->cell_count, reason);
    if (members == NULL)
        return false;
    *object = (struct ais_entries){.members = members};
    for (size_t i = 0; i < record->cell_count; i++) {
        const char *name = csv_cell(&entries->header, i);
        const char *cell = csv_cell(record, i);
        struct ais_entry *entry = &members[object->count];
        if (cell[0] == '\0')
            continue;
        object->count++;
        *entry = (struct ais_entry){.name = name, .kind = AIS_ENTRY_WORD, .text = cell};
        if (!ais_entry_is_list(name))
            continue;
        json_t *list = parse(entries, cell, strlen(cell), reason);
        if (list == NULL || !read_value(entries, name, list, entry, reason))
            return false;
    }
    return true;
}
