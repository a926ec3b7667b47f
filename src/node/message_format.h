/* SPDX-License-Identifier: Apache-2.0 */
/* The formats in which `narrows decode` writes messages: each a function from one to text. */
#ifndef NODE_MESSAGE_FORMAT_H
#define NODE_MESSAGE_FORMAT_H

#include "ais/csv.h"

enum {
    NODE_MESSAGE_BYTES_MAX = AIS_CSV_BYTES_MAX, /* enough for a message in every format */
};

enum node_message_kind {
    NODE_MESSAGE_JSON, /* one object */
    NODE_MESSAGE_CSV,  /* one row of a table */
    NODE_MESSAGE_NMEA, /* sentences anew, with a TAG block where time or station are known */
    NODE_MESSAGE_NONE, /* nothing */
};

struct node_message_format {
    enum node_message_kind kind;
    struct ais_csv csv;
    char names[4096]; /* what the columns point into when they were chosen */
};

void node_message_format_init(struct node_message_format *format);

/* "json", "csv", "nmea" or "none". False for any other word. */
bool node_message_format_choose(struct node_message_format *format, const char *word);

/* The columns of the table, parted by commas. False, and the reason, for a name that no message
 * has, or one that stands there twice. The format must stay where it is. */
bool node_message_format_choose_columns(struct node_message_format *format, const char *names,
                                        struct text *reason);

/* What stands before the first message: the names of the columns, or nothing. */
void node_message_format_add_header(const struct node_message_format *format, struct text *text);

/* Appends a message with its end of line. It needs NODE_MESSAGE_BYTES_MAX bytes of room. */
void node_message_format_add(const struct node_message_format *format,
                             const struct ais_event *event, struct text *text);

#endif
