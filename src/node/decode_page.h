/* SPDX-License-Identifier: Apache-2.0 */
/* What is to be printed of decoded messages and refused lines, in the order of the events. */
#ifndef NODE_DECODE_PAGE_H
#define NODE_DECODE_PAGE_H

#include "ais/decoder.h"
#include "node/message_format.h"

#include <stdio.h>

struct node_decode_page {
    const struct node_message_format *format;
    bool prints_refused;
    struct text messages;
    struct text refused;
};

/* Takes all memory that it needs; false when there is none. */
bool node_decode_page_init(struct node_decode_page *page, const struct node_message_format *format,
                           bool prints_refused);
void node_decode_page_release(struct node_decode_page *page);

/* Adds what is to be printed of an event of `file`. There must be room for it. */
void node_decode_page_add(struct node_decode_page *page, const char *file,
                          const struct ais_event *event);
bool node_decode_page_has_room(const struct node_decode_page *page);

void node_decode_page_clear(struct node_decode_page *page);

/* Prints all and is empty again. 0, or the system's error when `out` takes no more. */
int node_decode_page_print(struct node_decode_page *page, FILE *out, FILE *err);

#endif
