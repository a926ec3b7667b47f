/* SPDX-License-Identifier: Apache-2.0 */
#include "server/key.h"

#include <string.h>

void server_key_write(const struct server_key *key, struct text *text)
{
    text_add_int(text, key->place.mmsi);
    text_add_char(text, '-');
    text_add_int(text, key->place.class_of);
    text_add_char(text, '-');
    text_add_int(text, key->place.time_ms);
    text_add_char(text, '-');
    text_add_int(text, key->number);
}

/* A number without zeros in front, and the sign that ends it. False for anything else. */
static bool read_number(const char **words, int64_t max, char end, int64_t *number)
{
    size_t size = strspn(*words, "0123456789");
    int64_t value = 0;

    if (size == 0 || size > 15 || (size > 1 && **words == '0') || (*words)[size] != end)
        return false;
    for (size_t i = 0; i < size; i++)
        value = value * 10 + ((*words)[i] - '0');
    *words += size + (end != '\0');
    *number = value;
    return value <= max;
}

bool server_key_read(const char *words, struct server_key *key)
{
    int64_t mmsi, class_of, time_ms, number;

    if (!read_number(&words, UINT32_MAX, '-', &mmsi) ||
        !read_number(&words, UINT32_MAX, '-', &class_of) ||
        !read_number(&words, INT64_MAX, '-', &time_ms) ||
        !read_number(&words, UINT32_MAX, '\0', &number))
        return false;
    *key = (struct server_key){{(uint32_t)mmsi, (uint32_t)class_of, time_ms}, (uint32_t)number};
    return true;
}

int server_key_compare(const struct server_key *one, const struct server_key *other)
{
    const struct history_place *a = &one->place, *b = &other->place;

    if (a->mmsi != b->mmsi)
        return a->mmsi < b->mmsi ? -1 : 1;
    if (a->class_of != b->class_of)
        return a->class_of < b->class_of ? -1 : 1;
    if (a->time_ms != b->time_ms)
        return a->time_ms < b->time_ms ? -1 : 1;
    return one->number < other->number ? -1 : one->number > other->number;
}
