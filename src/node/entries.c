/* SPDX-License-Identifier: Apache-2.0 */
#include "node/entries.h"

#include "base/json_value.h"

#include <stdlib.h>
#include <string.h>

struct node_entries {
    struct csv header;
    struct json_tree *roots[1 + CSV_CELL_COUNT_MAX]; /* what the texts of the members belong to */
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
        json_tree_free(entries->roots[i]);
    entries->root_count = entries->member_count = entries->object_count = 0;
}

void node_entries_free(struct node_entries *entries)
{
    if (entries != NULL)
        clear(entries);
    free(entries);
}

/* The root; absent, with the reason, when it is no JSON. */
static struct json_value parse(struct node_entries *entries, const char *json, size_t size,
                               struct text *reason)
{
    struct json_tree *tree = json_tree_parse(json, size, reason);

    if (tree != NULL)
        entries->roots[entries->root_count++] = tree;
    return json_tree_root(tree);
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
static bool read_scalar(const char *name, struct json_value value, struct ais_entry *entry)
{
    *entry = (struct ais_entry){.name = name};
    switch (json_value_kind(value)) {
    case JSON_VALUE_NULL:
        entry->kind = AIS_ENTRY_NULL;
        return true;
    case JSON_VALUE_BOOL:
        entry->kind = AIS_ENTRY_BOOL;
        entry->number = json_value_is_true(value) ? 1 : 0;
        return true;
    case JSON_VALUE_NUMBER:
        entry->kind = AIS_ENTRY_NUMBER;
        entry->number = json_value_number(value);
        return true;
    case JSON_VALUE_TEXT:
        entry->kind = AIS_ENTRY_TEXT;
        entry->text = json_value_text(value);
        return true;
    case JSON_VALUE_ABSENT:
    case JSON_VALUE_ARRAY:
    case JSON_VALUE_OBJECT:
        break;
    }
    return false;
}

/* An object in a list: it holds no further ones. */
static bool read_element(struct node_entries *entries, struct json_value value,
                         struct ais_entries *element, struct text *reason)
{
    struct ais_entry *members = take_members(entries, json_value_count(value), reason);
    struct json_cursor cursor = {0};
    struct json_value member;
    const char *name;

    *element = (struct ais_entries){.members = members};
    if (members == NULL)
        return false;
    while (json_value_next(value, &cursor, &name, &member)) {
        if (!read_scalar(name, member, &members[element->count++])) {
            text_add_format(reason, "%s: a list in a list", name);
            return false;
        }
    }
    return true;
}

/* `flags` is a list of texts, which nobody reads: such a list has no elements here. */
static bool read_list(struct node_entries *entries, const char *name, struct json_value value,
                      struct ais_entry *entry, struct text *reason)
{
    size_t count = json_value_count(value);
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
        struct json_value element = json_value_at(value, i);
        if (json_value_kind(element) != JSON_VALUE_OBJECT) {
            text_add_format(reason, "%s: not a list of objects", name);
            return false;
        }
        if (!read_element(entries, element, &elements[entry->element_count++], reason))
            return false;
    }
    return true;
}

static bool read_value(struct node_entries *entries, const char *name, struct json_value value,
                       struct ais_entry *entry, struct text *reason)
{
    if (json_value_kind(value) == JSON_VALUE_ARRAY)
        return read_list(entries, name, value, entry, reason);
    if (read_scalar(name, value, entry))
        return true;
    text_add_format(reason, "%s: an object", name);
    return false;
}

bool node_entries_read_json(struct node_entries *entries, const char *json, size_t size,
                            struct ais_entries *object, struct text *reason)
{
    struct json_cursor cursor = {0};
    struct json_value value;
    const char *name;

    clear(entries);
    struct json_value root = parse(entries, json, size, reason);
    if (json_value_kind(root) == JSON_VALUE_ABSENT)
        return false;
    if (json_value_kind(root) != JSON_VALUE_OBJECT) {
        text_add(reason, "not an object");
        return false;
    }
    struct ais_entry *members = take_members(entries, json_value_count(root), reason);
    if (members == NULL)
        return false;
    *object = (struct ais_entries){.members = members};
    while (json_value_next(root, &cursor, &name, &value)) {
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
        struct json_value list = parse(entries, cell, strlen(cell), reason);
        if (json_value_kind(list) == JSON_VALUE_ABSENT ||
            !read_value(entries, name, list, entry, reason))
            return false;
    }
    return true;
}
