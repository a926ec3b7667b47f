/* SPDX-License-Identifier: Apache-2.0 */
/* Do two messages say the same in all the members that their layouts name? */
#ifndef SAME_MESSAGE_H
#define SAME_MESSAGE_H

#include "ais/message.h"

#include <string.h>

static inline bool same_data(const struct ais_data *first, const struct ais_data *second)
{
    return first->bit_count == second->bit_count &&
           memcmp(first->bytes, second->bytes, (first->bit_count + 7u) / 8) == 0;
}

static inline bool same_rows(const struct ais_layout *layout, const void *first, const void *second)
{
    for (size_t i = 0; i < layout->field_count; i++) {
        const struct ais_field *field = &layout->fields[i];
        const char *a = (const char *)first + field->offset;
        const char *b = (const char *)second + field->offset;
        bool is_text = field->kind == AIS_TEXT || field->kind == AIS_TEXT_MORE;
        bool is_same = memcmp(a, b, field->size) == 0;
        if (is_text)
            is_same = strcmp(a, b) == 0;
        else if (field->kind == AIS_DATA)
            is_same = same_data((const void *)a, (const void *)b);
        if (!is_same)
            return false;
    }
    return true;
}

static inline bool same_list(const struct ais_list *list, const void *first, const void *second)
{
    size_t count = ais_layout_list_count(list, first);
    if (ais_layout_list_count(list, second) != count)
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct ais_layout *layouts[2];
        const void *a = ais_layout_element(list, first, i, &layouts[0]);
        const void *b = ais_layout_element(list, second, i, &layouts[1]);
        if (layouts[0] != layouts[1] || !same_rows(layouts[0], a, b))
            return false;
    }
    return true;
}

/* The data of an application are compared as what they say. */
static inline bool same_message(const struct ais_message *first, const struct ais_message *second)
{
    const struct ais_layout *layout = first->layout;
    const struct ais_layout *inner = first->application.layout;
    struct ais_message copy = *second;

    if (first->type != second->type || first->repeat != second->repeat ||
        first->mmsi != second->mmsi || first->part != second->part || layout != second->layout ||
        inner != second->application.layout)
        return false;
    if (inner != NULL)
        for (size_t i = 0; i < layout->field_count; i++)
            if (layout->fields[i].kind == AIS_DATA)
                memcpy((char *)&copy.fields + layout->fields[i].offset,
                       (const char *)&first->fields + layout->fields[i].offset,
                       layout->fields[i].size);
    if (!same_rows(layout, &first->fields, &copy.fields))
        return false;
    if (inner == NULL)
        return true;
    return same_rows(inner, &first->application.fields, &second->application.fields) &&
           (inner->list == NULL ||
            same_list(inner->list, &first->application.fields, &second->application.fields));
}

#endif
