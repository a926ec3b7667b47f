/* SPDX-License-Identifier: Apache-2.0 */
#include "node/decode_page.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

enum {
    MESSAGES_BYTES = 1 << 20,
    REFUSED_BYTES = 1 << 17,
    REFUSED_LINE_BYTES_MAX = 4 * AIS_LINE_BYTES_MAX + PATH_MAX + 64, /* \x00 for each byte */
};

bool node_decode_page_init(struct node_decode_page *page, const struct node_message_format *format,
                           bool prints_refused)
{
    char *bytes = malloc(MESSAGES_BYTES + REFUSED_BYTES);
    if (bytes == NULL)
        return false;
    *page = (struct node_decode_page){
        .format = format,
        .prints_refused = prints_refused,
        .messages = text_init(bytes, MESSAGES_BYTES),
        .refused = text_init(bytes + MESSAGES_BYTES, REFUSED_BYTES),
    };
    return true;
}

void node_decode_page_release(struct node_decode_page *page)
{
    free(page->messages.bytes);
}

static void add_refused(struct text *text, const char *file, const struct ais_event *event)
{
    text_add_format(text, "%s:%llu: %s: ", file, (unsigned long long)event->line_number,
                    ais_refusal_name(event->refusal));
    for (size_t i = 0; i < event->line.size; i++) {
        unsigned char byte = (unsigned char)event->line.start[i];
        if (byte >= ' ' && byte < 127)
            text_add_char(text, (char)byte);
        else
            text_add_format(text, "\\x%02x", byte);
    }
    text_add_char(text, '\n');
}

void node_decode_page_add(struct node_decode_page *page, const char *file,
                          const struct ais_event *event)
{
    if (event->kind == AIS_EVENT_MESSAGE && page->format->kind != NODE_MESSAGE_NONE)
        node_message_format_add(page->format, event, &page->messages);
    else if (event->kind == AIS_EVENT_REFUSED && page->prints_refused)
        add_refused(&page->refused, file, event);
}

bool node_decode_page_has_room(const struct node_decode_page *page)
{
    return page->messages.size_max - page->messages.size > NODE_MESSAGE_BYTES_MAX &&
           page->refused.size_max - page->refused.size > REFUSED_LINE_BYTES_MAX;
}

static void print_text(const struct text *text, FILE *file)
{
    if (text->size > 0)
        fwrite(text->bytes, 1, text->size, file);
}

void node_decode_page_clear(struct node_decode_page *page)
{
    text_clear(&page->messages);
    text_clear(&page->refused);
}

int node_decode_page_print(struct node_decode_page *page, FILE *out, FILE *err)
{
    print_text(&page->refused, err);
    errno = 0;
    print_text(&page->messages, out);
    fflush(out); /* who reads a live feed gets it with each piece */
    node_decode_page_clear(page);
    if (!ferror(out))
        return 0;
    return errno != 0 ? errno : EIO;
}
