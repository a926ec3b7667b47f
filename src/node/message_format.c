/* SPDX-License-Identifier: Apache-2.0 */
#include "node/message_format.h"

#include "ais/sentence_write.h"

#include <assert.h>
#include <string.h>

void node_message_format_init(struct node_message_format *format)
{
    format->kind = NODE_MESSAGE_JSON;
    ais_csv_init(&format->csv);
}

bool node_message_format_choose(struct node_message_format *format, const char *word)
{
    static const char *const words[] = {
        [NODE_MESSAGE_JSON] = "json",
        [NODE_MESSAGE_CSV] = "csv",
        [NODE_MESSAGE_NMEA] = "nmea",
        [NODE_MESSAGE_NONE] = "none",
    };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i], word) == 0) {
            format->kind = (enum node_message_kind)i;
            return true;
        }
    return false;
}

bool node_message_format_choose_columns(struct node_message_format *format, const char *names,
                                        struct text *reason)
{
    struct text copy = text_init(format->names, sizeof format->names);
    char *at = format->names;
    bool is_last = false;

    text_add(&copy, names);
    format->csv = (struct ais_csv){.count = 0};
    while (!is_last && !copy.is_cut) {
        size_t size = strcspn(at, ",");
        is_last = at[size] == '\0';
        at[size] = '\0';
        if (!ais_csv_is_member(at)) {
            text_add_format(reason, "no message has a member '%s'", at);
            return false;
        }
        if (ais_csv_has_column(&format->csv, at)) {
            text_add_format(reason, "column '%s' is there twice", at);
            return false;
        }
        if (!ais_csv_add_column(&format->csv, at))
            copy.is_cut = true;
        at += size + 1;
    }
    if (copy.is_cut)
        text_add_format(reason, "more than %d columns", AIS_CSV_COLUMN_COUNT_MAX);
    return !copy.is_cut;
}

void node_message_format_add_header(const struct node_message_format *format, struct text *text)
{
    if (format->kind == NODE_MESSAGE_CSV)
        ais_csv_add_header(text, &format->csv);
}

/* Sequence and group number go by the line, so that messages need not know of each other. Of a
 * payload that nine sentences do not hold, what its type has no fields for is left out. */
static void add_sentences(const struct ais_event *event, struct text *text)
{
    struct ais_bits bits = event->message.bits;
    struct ais_wrapping wrapping = {
        .talker = {'A', 'I'},
        .is_own = event->is_own,
        .channel = event->channel,
        .sequence = (uint8_t)(event->line_number % 10),
        .group = (uint32_t)(1 + event->line_number % (AIS_GROUP_COUNT - 1)),
        .stamp = &event->stamp,
    };

    if (ais_sentence_write(bits, &wrapping, text))
        return;
    bits.bit_count = event->message.layout->bit_count_max;
    bool is_written = ais_sentence_write(bits, &wrapping, text);
    assert(is_written);
}

void node_message_format_add(const struct node_message_format *format,
                             const struct ais_event *event, struct text *text)
{
    struct json json = json_init(text);

    switch (format->kind) {
    case NODE_MESSAGE_JSON:
        ais_json_add_message(&json, event);
        text_add_char(text, '\n');
        break;
    case NODE_MESSAGE_CSV:
        ais_csv_add_message(text, &format->csv, event);
        break;
    case NODE_MESSAGE_NMEA:
        add_sentences(event, text);
        break;
    case NODE_MESSAGE_NONE:
        break;
    }
}
