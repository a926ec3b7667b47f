/* SPDX-License-Identifier: Apache-2.0 */
/* Messages as somebody else wrote them, a line of JSON or a row of a table, as named values. */
#ifndef NODE_ENTRIES_H
#define NODE_ENTRIES_H

#include "ais/entry.h"
#include "base/csv.h"

enum {
    NODE_ENTRY_COUNT_MAX = 1024, /* members of an object and of the objects in its lists */
    NODE_OBJECT_COUNT_MAX = 128, /* in its lists */
};

struct node_entries;

/* NULL when there is no memory. */
struct node_entries *node_entries_new(void);
void node_entries_free(struct node_entries *entries);

/* One object. Its members stay until the next is read. False, and the reason, when it is none, or
 * has more members than there is room for. */
bool node_entries_read_json(struct node_entries *entries, const char *json, size_t size,
                            struct ais_entries *object, struct text *reason);

/* The first record of a table: the names of its columns. False, and the reason, when one is empty
 * or stands there twice. */
bool node_entries_read_header(struct node_entries *entries, const struct csv *record,
                              struct text *reason);

/* Another record; what is empty in it is no member. It must stay as long as the members do. */
bool node_entries_read_row(struct node_entries *entries, const struct csv *record,
                           struct ais_entries *object, struct text *reason);

#endif
