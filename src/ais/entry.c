/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/entry.h"

#include "ais/application.h"
#include "ais/entry_value.h"
#include "ais/json.h"
#include "ais/layout_write.h"

#include <assert.h>
#include <string.h>

enum { MMSI_MAX = (1 << 30) - 1, REPEAT_MAX = 3, HEADER_BITS = 38, CHOICE_BITS = 168 };

static const struct ais_entry *find(struct ais_entries entries, const char *name)
{
    for (size_t i = 0; i < entries.count; i++)
        if (strcmp(entries.members[i].name, name) == 0)
            return &entries.members[i];
    return NULL;
}

static const struct ais_entry *find_value(struct ais_entries entries, const char *name)
{
    const struct ais_entry *entry = find(entries, name);
    return entry != NULL && entry->kind != AIS_ENTRY_NULL ? entry : NULL;
}

static bool is_text(const struct ais_entry *entry)
{
    return entry->kind == AIS_ENTRY_TEXT || entry->kind == AIS_ENTRY_WORD;
}

static bool read_part(struct ais_entries entries, struct ais_message *message, struct text *reason)
{
    const struct ais_entry *part = find_value(entries, "part");

    message->part = '\0';
    if (message->type != 24 && part == NULL)
        return true;
    if (message->type != 24)
        text_add_format(reason, "part: type %u has none", message->type);
    else if (part == NULL)
        text_add(reason, "part: type 24 needs it, A or B");
    else if (!is_text(part) || (strcmp(part->text, "A") != 0 && strcmp(part->text, "B") != 0))
        text_add(reason, "part: neither A nor B");
    else
        message->part = part->text[0];
    return message->part != '\0';
}

static bool read_header(struct ais_entries entries, struct ais_message *message,
                        struct text *reason)
{
    const struct ais_entry *type = find_value(entries, "type");
    const struct ais_entry *mmsi = find_value(entries, "mmsi");
    const struct ais_entry *repeat = find_value(entries, "repeat");
    int64_t count = 0;

    if (type == NULL || mmsi == NULL) {
        text_add_format(reason, "%s: not there", type == NULL ? "type" : "mmsi");
        return false;
    }
    if (!ais_entry_value_count(type, 1, AIS_MESSAGE_TYPE_MAX, &count, reason))
        return false;
    message->type = (uint8_t)count;
    if (!ais_entry_value_count(mmsi, 0, MMSI_MAX, &count, reason))
        return false;
    message->mmsi = (uint32_t)count;
    count = 0;
    if (repeat != NULL && !ais_entry_value_count(repeat, 0, REPEAT_MAX, &count, reason))
        return false;
    message->repeat = (uint8_t)count;
    return read_part(entries, message, reason);
}

/* Which layout is told by bits of the payload, all of which are the header or flags that are rows
 * of each layout of the type: they are written, and the layout asked for again. */
static bool choose_layout(struct ais_entries entries, struct ais_message *message,
                          struct text *reason)
{
    uint8_t bytes[AIS_PAYLOAD_BYTES_MAX] = {0};
    struct ais_bits bits = {bytes, CHOICE_BITS};

    ais_bits_put(bytes, 0, 6, message->type);
    ais_bits_put(bytes, 8, 30, message->mmsi);
    if (message->part != '\0')
        ais_bits_put(bytes, HEADER_BITS, 2, (uint32_t)(message->part - 'A'));
    enum ais_refusal refusal = ais_message_layout(bits, &message->layout);
    assert(refusal == AIS_DECODED);
    for (size_t i = 0; i < message->layout->field_count; i++) {
        const struct ais_field *field = &message->layout->fields[i];
        const struct ais_entry *entry = find(entries, field->name);
        int32_t flag = 0;
        struct ais_field row = *field;
        row.offset = 0;
        if (field->kind != AIS_BOOL || entry == NULL || field->first_bit >= CHOICE_BITS)
            continue;
        if (!ais_entry_value_read(entry, message->layout, &row, &flag, reason))
            return false;
        ais_bits_put(bytes, field->first_bit, 1, (uint32_t)flag);
    }
    refusal = ais_message_layout(bits, &message->layout);
    assert(refusal == AIS_DECODED);
    return true;
}

static bool read_rows(struct ais_entries entries, const struct ais_layout *layout, void *fields,
                      struct text *reason)
{
    for (size_t i = 0; i < layout->field_count; i++) {
        const struct ais_field *field = &layout->fields[i];
        const struct ais_entry *entry = find(entries, field->name);
        if (field->kind == AIS_TEXT_MORE)
            continue;
        if (entry == NULL)
            ais_entry_value_default(layout, field, fields);
        else if (!ais_entry_value_read(entry, layout, field, fields, reason))
            return false;
    }
    return true;
}

static bool fail_unknown(struct text *reason, const char *name, const struct ais_message *message)
{
    text_add(reason, name);
    text_add_format(reason, ": type %u has no such member", message->type);
    if (message->part != '\0')
        text_add_format(reason, " in part %c", message->part);
    return false;
}

/* The layout of an element, by the first row of all of them. */
static const struct ais_layout *element_layout(struct ais_entries element,
                                               const struct ais_list *list, struct text *reason)
{
    const struct ais_field *row = &list->layouts[0]->fields[0];
    int64_t selector = 0;

    if (list->selector_bit_count == 0)
        return list->layouts[0];
    const struct ais_entry *entry = find_value(element, row->name);
    if (entry == NULL) {
        text_add_format(reason, "%s: not there", row->name);
        return NULL;
    }
    if (!ais_entry_value_count(entry, 0, (INT64_C(1) << list->selector_bit_count) - 1, &selector,
                               reason))
        return NULL;
    return list->layouts[selector];
}

static bool read_element(struct ais_entries element, const struct ais_list *list, void *fields,
                         struct text *reason)
{
    const struct ais_layout *layout = element_layout(element, list, reason);

    if (layout == NULL || !read_rows(element, layout, fields, reason))
        return false;
    for (size_t i = 0; i < element.count; i++)
        if (ais_layout_row(layout, element.members[i].name) == NULL) {
            text_add_format(reason, "%s: no such member", element.members[i].name);
            return false;
        }
    return true;
}

/* How many there are goes by the list; a member that says it too must agree. */
static bool read_list(struct ais_entries entries, const struct ais_layout *layout, void *fields,
                      struct text *reason)
{
    const struct ais_list *list = layout->list;
    const struct ais_entry *entry = find_value(entries, list->name);
    size_t count = entry != NULL ? entry->element_count : 0;
    int32_t *said = (int32_t *)(void *)((char *)fields + list->count_offset);

    if (entry != NULL && entry->kind != AIS_ENTRY_LIST) {
        text_add_format(reason, "%s: not a list of objects", list->name);
        return false;
    }
    if (count > list->count_max) {
        text_add_format(reason, "%s: %zu of them, at most %u", list->name, count, list->count_max);
        return false;
    }
    for (size_t i = 0; list->is_counted && i < layout->field_count; i++) {
        const struct ais_field *field = &layout->fields[i];
        if (field->offset == list->count_offset && find_value(entries, field->name) != NULL &&
            *said != (int32_t)count) {
            text_add_format(reason, "%s: %d, but there are %zu %s", field->name, *said, count,
                            list->name);
            return false;
        }
    }
    *said = (int32_t)count;
    for (size_t i = 0; i < count; i++) {
        size_t size = reason->size;
        text_add_format(reason, "%s[%zu].", list->name, i);
        if (!read_element(entry->elements[i], list,
                          (char *)fields + list->offset + i * list->element_size, reason))
            return false;
        reason->size = size;
        reason->bytes[size] = '\0';
    }
    return true;
}

/* The first name that neither the message nor this application has; NULL: there is none. */
static const char *find_unknown(struct ais_entries entries, const struct ais_layout *layout,
                                const struct ais_layout *inner)
{
    for (size_t i = 0; i < entries.count; i++) {
        const char *name = entries.members[i].name;
        bool is_list = inner != NULL && inner->list != NULL && strcmp(inner->list->name, name) == 0;
        if (!ais_json_is_common(name) && ais_layout_row(layout, name) == NULL && !is_list &&
            (inner == NULL || ais_layout_row(inner, name) == NULL))
            return name;
    }
    return NULL;
}

/* Does the layout know all the names, and is its list there, which is all that it may be? */
static bool can_be(struct ais_entries entries, const struct ais_layout *layout,
                   const struct ais_layout *inner)
{
    bool needs_list = inner->list != NULL && inner->field_count == 0;

    return find_unknown(entries, layout, inner) == NULL &&
           (!needs_list || find(entries, inner->list->name) != NULL);
}

/* Of several layouts that an application may have, the first that it can be. */
static const struct ais_layout *choose_application(struct ais_entries entries,
                                                   const struct ais_message *message)
{
    struct ais_application_key key;

    if (find(entries, "data") != NULL || ais_message_data(message, &key) == NULL)
        return NULL;
    for (size_t i = 0;; i++) {
        const struct ais_layout *inner = ais_application_layout_at(key, i);
        if (inner == NULL)
            return ais_application_layout_at(key, 0);
        if (can_be(entries, message->layout, inner))
            return inner;
    }
}

static bool read_message(struct ais_entries entries, struct ais_message *message,
                         struct text *reason)
{
    if (!read_header(entries, message, reason) || !choose_layout(entries, message, reason))
        return false;
    if (!read_rows(entries, message->layout, &message->fields, reason))
        return false;
    const struct ais_layout *inner = choose_application(entries, message);
    const char *unknown = find_unknown(entries, message->layout, inner);
    if (unknown != NULL)
        return fail_unknown(reason, unknown, message);
    message->application.layout = inner;
    if (inner == NULL)
        return true;
    return read_rows(entries, inner, &message->application.fields, reason) &&
           (inner->list == NULL || read_list(entries, inner, &message->application.fields, reason));
}

static bool read_channel(struct ais_entries entries, struct ais_event *event, struct text *reason)
{
    const struct ais_entry *channel = find_value(entries, "channel");
    if (channel == NULL)
        return true;
    if (!is_text(channel) || channel->text[0] < 'A' || channel->text[0] > 'D' ||
        channel->text[1] != '\0') {
        text_add(reason, "channel: none of A, B, C and D");
        return false;
    }
    event->channel = channel->text[0];
    return true;
}

static bool read_time(struct ais_entries entries, struct ais_event *event, struct text *reason)
{
    const struct ais_entry *time = find_value(entries, "time");
    if (time == NULL)
        return true;
    if (is_text(time))
        ais_stamp_read_prefix((struct ais_span){time->text, strlen(time->text)}, &event->stamp);
    if (event->stamp.time_ms == CLOCK_UNKNOWN_MS)
        text_add(reason, "time: not a time as in 2018-11-19T11:00:00.789Z");
    return event->stamp.time_ms != CLOCK_UNKNOWN_MS;
}

/* True or false, also as a word; left alone where it is not said. */
static bool read_mark(struct ais_entries entries, const char *name, bool *mark, struct text *reason)
{
    const struct ais_entry *entry = find_value(entries, name);
    if (entry == NULL)
        return true;
    bool is_bool = entry->kind == AIS_ENTRY_BOOL;
    bool is_word = entry->kind == AIS_ENTRY_WORD;
    bool is_true = is_bool ? entry->number != 0 : is_word && strcmp(entry->text, "true") == 0;
    bool is_false = is_bool ? entry->number == 0 : is_word && strcmp(entry->text, "false") == 0;
    *mark = is_true;
    if (!is_true && !is_false)
        text_add_format(reason, "%s: neither true nor false", name);
    return is_true || is_false;
}

static bool read_reception(struct ais_entries entries, struct ais_event *event, struct text *reason)
{
    const struct ais_entry *station = find_value(entries, "station");

    event->stamp = AIS_STAMP_NONE;
    if (!read_channel(entries, event, reason) || !read_time(entries, event, reason))
        return false;
    if (station != NULL) {
        if (!is_text(station) || strlen(station->text) >= AIS_STATION_BYTES) {
            text_add_format(reason, "station: not a text of at most %d bytes",
                            AIS_STATION_BYTES - 1);
            return false;
        }
        memcpy(event->stamp.station, station->text, strlen(station->text) + 1);
    }
    return read_mark(entries, "own", &event->is_own, reason) &&
           read_mark(entries, "drill", &event->stamp.is_drill, reason);
}

bool ais_entry_read(struct ais_entries entries, struct ais_event *event, struct text *reason)
{
    memset(event, 0, sizeof *event);
    event->kind = AIS_EVENT_MESSAGE;
    event->received_ms = CLOCK_UNKNOWN_MS;
    return read_message(entries, &event->message, reason) && read_reception(entries, event, reason);
}

bool ais_entry_is_list(const char *name)
{
    struct ais_application_row row;

    for (size_t i = 0; ais_application_at(i, &row); i++)
        if (row.layout->list != NULL && strcmp(row.layout->list->name, name) == 0)
            return true;
    return false;
}
