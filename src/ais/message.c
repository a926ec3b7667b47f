/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/message.h"

#include "ais/application.h"
#include "ais/layouts.h"

#include <assert.h>

enum {
    TYPE_BITS = 6,
    HEADER_BITS = 38, /* type, repeat indicator, MMSI */
};

/* One row a message type: its layout, or what chooses among several once so many bits are there.
 * No layout: none is told by these bits. */
static const struct {
    const struct ais_layout *layout;
    const struct ais_layout *(*choose)(struct ais_bits bits);
    size_t choice_bit_count;
} layouts[AIS_MESSAGE_TYPE_COUNT] = {
    [1] = {.layout = &ais_position_layout},
    [2] = {.layout = &ais_position_layout},
    [3] = {.layout = &ais_position_layout},
    [4] = {.layout = &ais_base_station_layout},
    [5] = {.layout = &ais_voyage_layout},
    [6] = {.layout = &ais_binary_addressed_layout},
    [7] = {.layout = &ais_acknowledge_layout},
    [8] = {.layout = &ais_binary_broadcast_layout},
    [9] = {.layout = &ais_sar_aircraft_layout},
    [10] = {.layout = &ais_inquiry_layout},
    [11] = {.layout = &ais_base_station_layout},
    [12] = {.layout = &ais_safety_text_addressed_layout},
    [13] = {.layout = &ais_acknowledge_layout},
    [14] = {.layout = &ais_safety_text_layout},
    [15] = {.layout = &ais_interrogation_layout},
    [16] = {.layout = &ais_assignment_layout},
    [17] = {.layout = &ais_differential_layout},
    [18] = {.layout = &ais_class_b_layout},
    [19] = {.layout = &ais_class_b_extended_layout},
    [20] = {.layout = &ais_slots_layout},
    [21] = {.layout = &ais_aid_layout},
    [22] = {.choose = ais_channel_choose, .choice_bit_count = AIS_CHANNEL_CHOICE_BITS},
    [23] = {.layout = &ais_group_assignment_layout},
    [24] = {.choose = ais_static_choose, .choice_bit_count = AIS_STATIC_CHOICE_BITS},
    [25] = {.choose = ais_binary_single_choose, .choice_bit_count = AIS_BINARY_CHOICE_BITS},
    [26] = {.choose = ais_binary_multiple_choose, .choice_bit_count = AIS_BINARY_CHOICE_BITS},
    [27] = {.layout = &ais_long_range_layout},
    [28] = {.layout = &ais_passed_layout},
};

enum ais_refusal ais_message_layout(struct ais_bits bits, const struct ais_layout **layout)
{
    if (bits.bit_count < TYPE_BITS)
        return AIS_TOO_SHORT;
    unsigned type = ais_bits_unsigned(bits, 0, TYPE_BITS);
    if (type < 1 || type > AIS_MESSAGE_TYPE_MAX)
        return AIS_UNKNOWN_TYPE;
    if (bits.bit_count < HEADER_BITS || bits.bit_count < layouts[type].choice_bit_count)
        return AIS_TOO_SHORT;

    const struct ais_layout *found = layouts[type].layout;
    if (found == NULL)
        found = layouts[type].choose(bits);
    if (found == NULL)
        return AIS_BAD_PART;
    *layout = found;
    return AIS_DECODED;
}

const char *ais_message_flag_name(unsigned index)
{
    static const char *const names[AIS_FLAG_COUNT] = {"no_checksum", "fill", "overlong",
                                                      "truncated", "bad_checksum"};

    assert(index < AIS_FLAG_COUNT);
    return names[index];
}

const struct ais_field *ais_message_field(const struct ais_message *message, const void *member)
{
    const struct ais_field *field = ais_layout_field(message->layout, &message->fields, member);

    assert(field != NULL); /* no member of this message */
    return field;
}

bool ais_message_was_sent(const struct ais_message *message, const void *member)
{
    const struct ais_field *field = ais_message_field(message, member);

    return ais_layout_was_sent(message->layout, field, message->bits.bit_count);
}

double ais_message_value(const struct ais_message *message, const int32_t *member)
{
    const struct ais_field *field = ais_message_field(message, member);

    return ais_layout_value(field, *member);
}

static struct ais_application_key application_key(int32_t dac, int32_t fid, bool is_addressed)
{
    return (struct ais_application_key){dac, fid, is_addressed};
}

const struct ais_data *ais_message_data(const struct ais_message *message,
                                        struct ais_application_key *key)
{
    const struct ais_binary_addressed *addressed = &message->fields.binary_addressed;
    const struct ais_binary_broadcast *broadcast = &message->fields.binary_broadcast;
    const struct ais_binary_single *single = &message->fields.binary_single;
    const struct ais_binary_multiple *multiple = &message->fields.binary_multiple;

    if (message->type == 6) {
        *key = application_key(addressed->dac, addressed->fid, true);
        return &addressed->data;
    }
    if (message->type == 8) {
        *key = application_key(broadcast->dac, broadcast->fid, false);
        return &broadcast->data;
    }
    if (message->type == 25 && single->structured == 1) {
        *key = application_key(single->dac, single->fid, single->addressed == 1);
        return &single->data;
    }
    if (message->type == 26 && multiple->structured == 1) {
        *key = application_key(multiple->dac, multiple->fid, multiple->addressed == 1);
        return &multiple->data;
    }
    return NULL;
}

/* The bits that are the message, and what was odd about their number. The armour comes in steps of
 * six bits: up to five too many are a matter of the fill bits, not of the message. */
static size_t count_bits(const struct ais_layout *layout, size_t bit_count, unsigned fill_bits,
                         uint8_t *flags)
{
    bool is_said = fill_bits <= 5 && fill_bits <= bit_count;
    size_t said = is_said ? bit_count - fill_bits : bit_count;

    if (!is_said)
        *flags |= AIS_FLAG_FILL;
    if (said < layout->bit_count_min && bit_count >= layout->bit_count_min) {
        *flags |= AIS_FLAG_FILL;
        return layout->bit_count_min;
    }
    if (said < layout->bit_count_min)
        *flags |= AIS_FLAG_TRUNCATED;
    else if (said >= layout->bit_count_max + 6u)
        *flags |= AIS_FLAG_OVERLONG;
    else if (said > layout->bit_count_max) {
        *flags |= AIS_FLAG_FILL;
        return layout->bit_count_max;
    }
    return said;
}

/* A message of variable length was cut when it ends inside a number that it may leave out; up to
 * seven bits are what fills its last byte. */
static bool ends_inside_a_number(const struct ais_layout *layout, size_t bit_count)
{
    for (size_t i = 0; i < layout->field_count; i++) {
        const struct ais_field *field = &layout->fields[i];
        if (ais_layout_is_optional(layout, field) && bit_count >= field->first_bit + 8u &&
            bit_count < (size_t)field->first_bit + field->bit_count)
            return true;
    }
    return false;
}

/* The data of a binary message, when their DAC and FI are known; what was odd about them. */
static uint8_t read_application(struct ais_message *message)
{
    struct ais_application_key key;
    const struct ais_data *data = ais_message_data(message, &key);

    message->application.layout = NULL;
    if (data == NULL || key.dac == AIS_MISSING || key.fid == AIS_MISSING)
        return 0;
    return ais_application_read(key, data, &message->application);
}

enum ais_refusal ais_message_read(struct ais_bits bits, unsigned fill_bits,
                                  struct ais_message *message)
{
    const struct ais_layout *layout;
    enum ais_refusal refusal = ais_message_layout(bits, &layout);
    if (refusal != AIS_DECODED)
        return refusal;

    message->type = (uint8_t)ais_bits_unsigned(bits, 0, TYPE_BITS);
    message->repeat = (uint8_t)ais_bits_unsigned(bits, 6, 2);
    message->mmsi = ais_bits_unsigned(bits, 8, 30);
    message->part = layout->part;
    message->flags = 0;
    message->layout = layout;
    message->bits = bits;
    message->bits.bit_count = count_bits(layout, bits.bit_count, fill_bits, &message->flags);
    if (message->bits.bit_count < layout->core_bit_count)
        return AIS_TOO_SHORT;
    if (layout->bit_count_min < layout->bit_count_max &&
        ends_inside_a_number(layout, message->bits.bit_count))
        message->flags |= AIS_FLAG_TRUNCATED;
    ais_layout_read(layout, message->bits, &message->fields);
    message->flags |= read_application(message);
    return AIS_DECODED;
}
