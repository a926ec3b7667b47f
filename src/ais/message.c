/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/message.h"

#include <assert.h>
#include <math.h>

enum {
    TYPE_BITS = 6,
    HEADER_BITS = 38, /* type, repeat indicator, MMSI */
    PART_END_BIT = 40,
};

bool ais_message_is_auxiliary(uint32_t mmsi)
{
    return mmsi / 10000000 == 98;
}

const struct ais_layout *ais_message_layout(unsigned type, char part, uint32_t mmsi)
{
    static const struct ais_layout *const layouts[AIS_MESSAGE_TYPE_COUNT] = {
        [1] = &ais_position_layout,      [2] = &ais_position_layout,
        [3] = &ais_position_layout,      [4] = &ais_base_station_layout,
        [5] = &ais_voyage_layout,        [9] = &ais_sar_aircraft_layout,
        [11] = &ais_base_station_layout, [14] = &ais_safety_text_layout,
        [18] = &ais_class_b_layout,      [19] = &ais_class_b_extended_layout,
        [21] = &ais_aid_layout,          [27] = &ais_long_range_layout,
    };

    assert(type <= AIS_MESSAGE_TYPE_MAX);
    if (type != 24)
        return layouts[type];
    if (part == 'A')
        return &ais_static_a_layout;
    return ais_message_is_auxiliary(mmsi) ? &ais_static_b_auxiliary_layout : &ais_static_b_layout;
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
    size_t offset = (size_t)((const char *)member - (const char *)&message->fields);

    for (size_t i = 0; i < message->layout->field_count; i++)
        if (message->layout->fields[i].offset == offset)
            return &message->layout->fields[i];
    assert(false); /* no member of this message */
    return NULL;
}

bool ais_message_was_sent(const struct ais_message *message, const void *member)
{
    const struct ais_field *field = ais_message_field(message, member);
    size_t end_bit = (size_t)field->first_bit + field->bit_count;

    if (end_bit > message->layout->bit_count_min)
        end_bit = message->layout->bit_count_min;
    return message->bits.bit_count >= end_bit;
}

double ais_message_value(const struct ais_message *message, const int32_t *member)
{
    const struct ais_field *field = ais_message_field(message, member);

    if (*member == AIS_MISSING || *member == field->absent)
        return (double)NAN;
    return (double)*member / field->per_unit;
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
    if (layout == NULL)
        return said;
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

static enum ais_refusal read_part(struct ais_message *message)
{
    if (message->bits.bit_count < PART_END_BIT)
        return AIS_TOO_SHORT;

    unsigned part = ais_bits_unsigned(message->bits, HEADER_BITS, 2);
    if (part > 1)
        return AIS_BAD_PART;
    message->part = part == 0 ? 'A' : 'B';
    return AIS_DECODED;
}

enum ais_refusal ais_message_read(struct ais_bits bits, unsigned fill_bits,
                                  struct ais_message *message)
{
    if (bits.bit_count < TYPE_BITS)
        return AIS_TOO_SHORT;
    unsigned type = ais_bits_unsigned(bits, 0, TYPE_BITS);
    if (type < 1 || type > AIS_MESSAGE_TYPE_MAX)
        return AIS_UNKNOWN_TYPE;
    if (bits.bit_count < HEADER_BITS)
        return AIS_TOO_SHORT;

    message->type = (uint8_t)type;
    message->repeat = (uint8_t)ais_bits_unsigned(bits, 6, 2);
    message->mmsi = ais_bits_unsigned(bits, 8, 30);
    message->part = '\0';
    message->flags = 0;
    message->bits = bits;
    if (type == 24) {
        enum ais_refusal refusal = read_part(message);
        if (refusal != AIS_DECODED)
            return refusal;
    }

    message->layout = ais_message_layout(type, message->part, message->mmsi);
    message->bits.bit_count =
        count_bits(message->layout, bits.bit_count, fill_bits, &message->flags);
    if (message->layout != NULL) {
        if (message->bits.bit_count < message->layout->core_bit_count)
            return AIS_TOO_SHORT;
        ais_layout_read(message->layout, message->bits, &message->fields);
    }
    return message->bits.bit_count < HEADER_BITS ? AIS_TOO_SHORT : AIS_DECODED;
}
