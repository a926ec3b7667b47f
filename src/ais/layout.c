/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layout.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static void *member(const struct ais_field *field, void *message)
{
    return (char *)message + field->offset;
}

static int32_t read_unsigned(struct ais_bits bits, size_t first_bit, size_t bit_count)
{
    if (first_bit + bit_count > bits.bit_count)
        return AIS_MISSING;
    return (int32_t)ais_bits_unsigned(bits, first_bit, bit_count);
}

static int32_t power_of_ten(int32_t exponent)
{
    int32_t power = 1;
    for (int32_t i = 0; i < exponent; i++)
        power *= 10;
    return power;
}

/* A number whose bits are no plain count: the one that they stand for. */
static int32_t decoded(const struct ais_layout *layout, const struct ais_field *field, int32_t raw,
                       const void *message)
{
    int32_t sign = INT32_C(1) << (field->bit_count - 1);

    if (field->kind == AIS_SIGN_FIRST)
        return (raw & sign) != 0 ? -(raw & ~sign) : raw;
    if (field->kind == AIS_SIGN_LAST)
        return (raw & 1) != 0 ? raw >> 1 : -(raw >> 1);
    assert(field->kind == AIS_SCALED);
    return raw * power_of_ten(ais_layout_number(layout->scale, message));
}

static void read_number(const struct ais_field *field, struct ais_bits bits, int32_t *number)
{
    bool is_signed = field->kind == AIS_SIGNED || field->kind == AIS_TURN;

    if (is_signed && (size_t)field->first_bit + field->bit_count <= bits.bit_count)
        *number = ais_bits_signed(bits, field->first_bit, field->bit_count);
    else
        *number = read_unsigned(bits, field->first_bit, field->bit_count);
}

static void read_decoded(const struct ais_layout *layout, const struct ais_field *field,
                         struct ais_bits bits, void *message)
{
    int32_t *number = member(field, message);

    read_number(field, bits, number);
    if (*number != AIS_MISSING)
        *number = decoded(layout, field, *number, message);
}

static void read_eta(struct ais_bits bits, size_t first_bit, struct ais_date_time *time)
{
    time->month = read_unsigned(bits, first_bit, 4);
    time->day = read_unsigned(bits, first_bit + 4, 5);
    time->hour = read_unsigned(bits, first_bit + 9, 5);
    time->minute = read_unsigned(bits, first_bit + 14, 6);
}

static void read_date_time(const struct ais_field *field, struct ais_bits bits,
                           struct ais_date_time *time)
{
    *time =
        (struct ais_date_time){.year = AIS_MISSING, .month = AIS_MISSING, .second = AIS_MISSING};
    if (field->kind == AIS_DAY_TIME) {
        time->day = read_unsigned(bits, field->first_bit, 5);
        time->hour = read_unsigned(bits, field->first_bit + 5u, 5);
        time->minute = read_unsigned(bits, field->first_bit + 10u, 6);
        return;
    }
    if (field->kind == AIS_ETA) {
        read_eta(bits, field->first_bit, time);
        return;
    }
    time->year = read_unsigned(bits, field->first_bit, 14);
    read_eta(bits, field->first_bit + 14u, time);
    time->second = read_unsigned(bits, field->first_bit + 34u, 6);
}

/* Characters from the field's bits to `text`, which has room for `count_max`; the count. */
static size_t read_characters(const struct ais_field *field, struct ais_bits bits, char *text,
                              size_t count_max)
{
    size_t end_bit = (size_t)field->first_bit + field->bit_count;
    if (end_bit > bits.bit_count)
        end_bit = bits.bit_count;

    size_t count = end_bit > field->first_bit ? (end_bit - field->first_bit) / 6 : 0;
    if (count > count_max)
        count = count_max;
    ais_bits_chars(bits, field->first_bit, count, text);
    const char *end = memchr(text, '@', count);
    return end != NULL ? (size_t)(end - text) : count;
}

static void trim(char *text, size_t count)
{
    while (count > 0 && text[count - 1] == ' ')
        count--;
    text[count] = '\0';
}

/* `more` is the row that follows: trailing spaces of a full text are kept while it may go on. */
static void read_text(const struct ais_field *field, const struct ais_field *more,
                      struct ais_bits bits, char *text)
{
    size_t count_max = field->bit_count / 6u;
    assert(count_max < field->size);

    size_t count = read_characters(field, bits, text, count_max);
    if (more != NULL && more->kind == AIS_TEXT_MORE && count == count_max)
        count += read_characters(more, bits, text + count, field->size - 1 - count);
    trim(text, count);
}

static void read_data(const struct ais_field *field, struct ais_bits bits, size_t tail_bit_count,
                      struct ais_data *data)
{
    size_t bit_count = 0;
    if (bits.bit_count > field->first_bit + tail_bit_count)
        bit_count = bits.bit_count - field->first_bit - tail_bit_count;
    if (bit_count > field->bit_count)
        bit_count = field->bit_count;
    assert(bit_count <= sizeof data->bytes * 8);

    data->bit_count = (uint16_t)bit_count;
    ais_bits_copy(bits, field->first_bit, bit_count, data->bytes);
}

bool ais_layout_is_in_tail(const struct ais_layout *layout, const struct ais_field *field)
{
    return field->first_bit >= layout->bit_count_max - layout->tail_bit_count;
}

/* A row of the tail, moved to where it is in a message of this length: no shorter than its tail. */
static struct ais_field moved_row(const struct ais_layout *layout, const struct ais_field *field,
                                  size_t bit_count)
{
    struct ais_field moved = *field;
    size_t from_end = (size_t)layout->bit_count_max - field->first_bit;
    assert(bit_count >= from_end);
    moved.first_bit = (uint16_t)(bit_count - from_end);
    return moved;
}

static void read_fields(const struct ais_layout *layout, struct ais_bits bits, void *message)
{
    for (size_t i = 0; i < layout->field_count; i++) {
        const struct ais_field *field = &layout->fields[i];
        const struct ais_field *next = i + 1 < layout->field_count ? field + 1 : NULL;
        struct ais_field moved;
        if (ais_layout_is_in_tail(layout, field)) {
            moved = moved_row(layout, field, bits.bit_count);
            field = &moved;
        }
        switch (field->kind) {
        case AIS_UNSIGNED:
        case AIS_SIGNED:
        case AIS_BOOL:
        case AIS_TURN:
        case AIS_READING:
        case AIS_SQUARED:
            read_number(field, bits, member(field, message));
            break;
        case AIS_SCALED:
        case AIS_SIGN_FIRST:
        case AIS_SIGN_LAST:
            read_decoded(layout, field, bits, message);
            break;
        case AIS_DATE_TIME:
        case AIS_ETA:
        case AIS_DAY_TIME:
            read_date_time(field, bits, member(field, message));
            break;
        case AIS_TEXT:
            read_text(field, next, bits, member(field, message));
            break;
        case AIS_TEXT_MORE:
            break; /* read with the row before */
        case AIS_DATA:
            read_data(field, bits, layout->tail_bit_count, member(field, message));
            break;
        }
    }
}

static const struct ais_layout *element_layout(const struct ais_list *list, struct ais_bits bits)
{
    size_t selector = 0;

    if (list->selector_bit_count > 0)
        selector = ais_bits_unsigned(bits, 0, list->selector_bit_count);
    return list->layouts[selector];
}

/* Only whole elements: the start of one that was cut off says nothing. False when there is such a
 * start (up to seven bits fill the last byte), or when there are fewer than the message says. */
static bool read_list(const struct ais_list *list, struct ais_bits bits, void *message)
{
    uint8_t storage[AIS_ELEMENT_BITS_MAX / 8];
    struct ais_bits element = {storage, list->bit_count};
    int32_t *said = (int32_t *)(void *)((char *)message + list->count_offset);
    size_t bit_count = bits.bit_count > list->first_bit ? bits.bit_count - list->first_bit : 0;
    size_t count = bit_count / list->bit_count;

    bool is_whole = list->is_counted ? *said >= 0 && (size_t)*said <= count
                                     : bit_count - count * list->bit_count < 8;
    if (list->is_counted && is_whole)
        count = (size_t)*said;
    if (count > list->count_max)
        count = list->count_max;
    *said = (int32_t)count;
    for (size_t i = 0; i < count; i++) {
        ais_bits_copy(bits, list->first_bit + i * list->bit_count, list->bit_count, storage);
        read_fields(element_layout(list, element), element,
                    (char *)message + list->offset + i * list->element_size);
    }
    return is_whole;
}

bool ais_layout_read(const struct ais_layout *layout, struct ais_bits bits, void *message)
{
    read_fields(layout, bits, message);
    return layout->list == NULL || read_list(layout->list, bits, message);
}

const struct ais_field *ais_layout_row(const struct ais_layout *layout, const char *name)
{
    for (size_t i = 0; i < layout->field_count; i++)
        if (layout->fields[i].kind != AIS_TEXT_MORE && strcmp(layout->fields[i].name, name) == 0)
            return &layout->fields[i];
    return NULL;
}

size_t ais_layout_list_count(const struct ais_list *list, const void *message)
{
    return (size_t) * (const int32_t *)(const void *)((const char *)message + list->count_offset);
}

/* The row that says which layout an element has is the first of each of them. */
const void *ais_layout_element(const struct ais_list *list, const void *message, size_t index,
                               const struct ais_layout **layout)
{
    const void *element = (const char *)message + list->offset + index * list->element_size;

    assert(index < ais_layout_list_count(list, message));
    *layout = list->layouts[0];
    if (list->selector_bit_count > 0)
        *layout = list->layouts[ais_layout_number(&list->layouts[0]->fields[0], element)];
    return element;
}

bool ais_layout_is_number(const struct ais_field *field)
{
    switch (field->kind) {
    case AIS_UNSIGNED:
    case AIS_SIGNED:
    case AIS_BOOL:
    case AIS_TURN:
    case AIS_READING:
    case AIS_SQUARED:
    case AIS_SCALED:
    case AIS_SIGN_FIRST:
    case AIS_SIGN_LAST:
        return true;
    case AIS_DATE_TIME:
    case AIS_ETA:
    case AIS_DAY_TIME:
    case AIS_TEXT:
    case AIS_TEXT_MORE:
    case AIS_DATA:
        break;
    }
    return false;
}

int32_t ais_layout_absent_sent(const struct ais_field *field)
{
    return field->absent_sent != 0 ? field->absent_sent : field->absent;
}

double ais_layout_value(const struct ais_field *field, int32_t raw)
{
    if (ais_layout_is_absent(field, raw))
        return (double)NAN;
    double count = field->kind == AIS_SQUARED ? (double)raw * raw : (double)raw;
    count += field->add;
    if (field->per_unit < 0)
        return count * -field->per_unit / power_of_ten((int32_t)field->decimals);
    return count / field->per_unit;
}

int64_t ais_layout_steps(const struct ais_field *field, int32_t raw)
{
    int64_t count = field->kind == AIS_SQUARED ? (int64_t)raw * raw : raw;

    count += field->add;
    if (field->per_unit == 600000 && field->decimals == 6) /* by a constant: quicker */
        return (count * 10 + (count < 0 ? -3 : 3)) / 6;
    if (field->per_unit < 0)
        return count * -field->per_unit;
    int64_t steps_per_unit = power_of_ten((int32_t)field->decimals);
    if (steps_per_unit == field->per_unit)
        return count;
    int64_t half = field->per_unit / 2;
    return (count * steps_per_unit + (count < 0 ? -half : half)) / field->per_unit;
}

struct ais_date_time ais_layout_no_date(const struct ais_field *field)
{
    bool has_year = field->kind == AIS_DATE_TIME;
    return (struct ais_date_time){.year = has_year ? 0 : AIS_MISSING,
                                  .month = field->kind == AIS_DAY_TIME ? AIS_MISSING : 0,
                                  .hour = 24,
                                  .minute = 60,
                                  .second = has_year ? 60 : AIS_MISSING};
}

bool ais_layout_is_time_known(const struct ais_field *field, const struct ais_date_time *time)
{
    struct ais_date_time none = ais_layout_no_date(field);

    if (field->kind == AIS_DAY_TIME) /* a day without a time of day is none */
        return time->minute != AIS_MISSING && (time->hour < 24 || time->minute < 60);
    return time->minute != AIS_MISSING &&
           (time->year != none.year || time->month != none.month || time->day != 0 ||
            time->hour != none.hour || time->minute != none.minute || time->second != none.second);
}

bool ais_layout_is_optional(const struct ais_layout *layout, const struct ais_field *field)
{
    bool is_number = field->kind == AIS_UNSIGNED || field->kind == AIS_SIGNED;

    return is_number && field->first_bit >= layout->bit_count_min &&
           !ais_layout_is_in_tail(layout, field);
}

bool ais_layout_is_left_out(const struct ais_layout *layout, const struct ais_field *field,
                            const void *message)
{
    return ais_layout_is_optional(layout, field) &&
           ais_layout_number(field, message) == AIS_MISSING;
}

const struct ais_field *ais_layout_field(const struct ais_layout *layout, const void *message,
                                         const void *member)
{
    for (size_t i = 0; i < layout->field_count; i++)
        if ((const char *)message + layout->fields[i].offset == (const char *)member)
            return &layout->fields[i];
    return NULL;
}

bool ais_layout_was_sent(const struct ais_layout *layout, const struct ais_field *field,
                         size_t bit_count)
{
    size_t end_bit = (size_t)field->first_bit + field->bit_count;

    if (end_bit > layout->bit_count_min)
        end_bit = layout->bit_count_min;
    return bit_count >= end_bit;
}

int32_t ais_layout_number(const struct ais_field *field, const void *message)
{
    int32_t number;
    assert(field->size == sizeof number);
    memcpy(&number, (const char *)message + field->offset, sizeof number);
    return number;
}
