/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/layout_write.h"

#include <assert.h>
#include <string.h>

enum { CHARACTER_BITS = 6, BYTE_BITS = 8 };

static const void *member(const struct ais_field *field, const void *message)
{
    return (const char *)message + field->offset;
}

int32_t ais_layout_raw_min(const struct ais_field *field)
{
    if (field->kind == AIS_SIGNED || field->kind == AIS_TURN)
        return (int32_t) - (INT64_C(1) << (field->bit_count - 1));
    if (field->kind == AIS_SIGN_FIRST || field->kind == AIS_SIGN_LAST)
        return -ais_layout_raw_max(field);
    return 0;
}

int32_t ais_layout_raw_max(const struct ais_field *field)
{
    bool has_sign = field->kind == AIS_SIGNED || field->kind == AIS_TURN ||
                    field->kind == AIS_SIGN_FIRST || field->kind == AIS_SIGN_LAST;
    int64_t max = (INT64_C(1) << (field->bit_count - has_sign)) - 1;

    return (int32_t)(field->kind == AIS_SCALED ? max * AIS_SCALE_MAX : max);
}

int ais_layout_sextet(char character)
{
    if (character >= ' ' && character <= '?')
        return character;
    return character >= '@' && character <= '_' ? character - '@' : -1;
}

/* How much of a text belongs to this row: all that fits, or what the row before had no room for. */
static size_t text_start(const struct ais_layout *layout, const struct ais_field *field)
{
    if (field->kind == AIS_TEXT)
        return 0;
    assert(field > layout->fields);
    return field[-1].bit_count / CHARACTER_BITS;
}

static size_t text_size(const struct ais_layout *layout, const struct ais_field *field,
                        const void *message)
{
    size_t size = strnlen(member(field, message), field->size);
    size_t start = text_start(layout, field);
    size_t size_max = field->bit_count / CHARACTER_BITS;

    if (size <= start)
        return 0;
    return size - start < size_max ? size - start : size_max;
}

/* Behind the last bit that the message needs for this member; 0 when it needs none. */
static size_t end_of_member(const struct ais_layout *layout, const struct ais_field *field,
                            const void *message)
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
        if (ais_layout_number(field, message) == AIS_MISSING)
            return 0;
        break;
    case AIS_DATE_TIME:
    case AIS_ETA:
    case AIS_DAY_TIME:
        break;
    case AIS_TEXT:
    case AIS_TEXT_MORE: {
        size_t size = text_size(layout, field, message);
        return size > 0 ? field->first_bit + size * CHARACTER_BITS : 0;
    }
    case AIS_DATA: {
        const struct ais_data *data = member(field, message);
        return data->bit_count > 0 ? (size_t)field->first_bit + data->bit_count : 0;
    }
    }
    return (size_t)field->first_bit + field->bit_count;
}

/* Where the message ends, without its tail and what fills its last byte. */
static size_t find_end(const struct ais_layout *layout, const void *message)
{
    assert(layout->bit_count_min >= layout->tail_bit_count);
    size_t end = (size_t)layout->bit_count_min - layout->tail_bit_count;

    for (size_t i = 0; i < layout->field_count; i++) {
        const struct ais_field *field = &layout->fields[i];
        size_t end_here =
            ais_layout_is_in_tail(layout, field) ? 0 : end_of_member(layout, field, message);
        if (end_here > end)
            end = end_here;
    }
    if (layout->list != NULL) {
        size_t list_end = layout->list->first_bit +
                          ais_layout_list_count(layout->list, message) * layout->list->bit_count;
        if (list_end > end)
            end = list_end;
    }
    return end;
}

/* The zeros that fill the last byte must not be read as a number that was left out. */
static size_t fill_byte(const struct ais_layout *layout, size_t end)
{
    size_t filled = (end + BYTE_BITS - 1) / BYTE_BITS * BYTE_BITS;

    for (size_t i = 0; i < layout->field_count; i++) {
        const struct ais_field *field = &layout->fields[i];
        size_t end_bit = (size_t)field->first_bit + field->bit_count;
        if (field->kind == AIS_DATA && end_bit > layout->bit_count_min)
            return end;
        if (ais_layout_is_optional(layout, field) && end_bit > end && end_bit <= filled)
            return end;
    }
    return filled;
}

/* The number without the power of ten that the layout says by a row of its own. */
static bool unscale(const struct ais_layout *layout, const void *message, int32_t *number)
{
    int32_t exponent = ais_layout_number(layout->scale, message);

    for (; exponent > 0; exponent--) {
        if (*number % 10 != 0)
            return false;
        *number /= 10;
    }
    return true;
}

static bool write_number(const struct ais_layout *layout, const struct ais_field *field,
                         const void *message, uint8_t *bytes)
{
    int32_t number = ais_layout_number(field, message);
    size_t first_bit = field->first_bit;
    size_t bit_count = field->bit_count;
    bool is_first = field->kind == AIS_SIGN_FIRST;

    if (number < ais_layout_raw_min(field) || number > ais_layout_raw_max(field))
        return false;
    if (field->kind == AIS_SCALED &&
        (!unscale(layout, message, &number) || number >= INT64_C(1) << bit_count))
        return false;
    if (is_first || field->kind == AIS_SIGN_LAST) {
        bool is_set = is_first ? number < 0 : number >= 0;
        ais_bits_put(bytes, is_first ? first_bit : first_bit + bit_count - 1, 1, is_set);
        number = number < 0 ? -number : number;
        first_bit += is_first;
        bit_count--;
    }
    ais_bits_put(bytes, first_bit, bit_count, (uint32_t)number);
    return true;
}

static bool put_part(uint8_t *bytes, size_t *first_bit, size_t bit_count, int32_t number)
{
    bool fits = number >= 0 && number < INT32_C(1) << bit_count;
    if (fits)
        ais_bits_put(bytes, *first_bit, bit_count, (uint32_t)number);
    *first_bit += bit_count;
    return fits;
}

static bool write_date_time(const struct ais_field *field, const void *message, uint8_t *bytes)
{
    const struct ais_date_time *time = member(field, message);
    size_t bit = field->first_bit;
    bool has_year = field->kind == AIS_DATE_TIME;
    bool has_month = field->kind != AIS_DAY_TIME;

    return (!has_year || put_part(bytes, &bit, 14, time->year)) &&
           (!has_month || put_part(bytes, &bit, 4, time->month)) &&
           put_part(bytes, &bit, 5, time->day) && put_part(bytes, &bit, 5, time->hour) &&
           put_part(bytes, &bit, 6, time->minute) &&
           (!has_year || put_part(bytes, &bit, 6, time->second));
}

/* What is behind the text is '@', which is zero. A text that goes on in the next row may be longer
 * than this one has room for. */
static bool write_text(const struct ais_layout *layout, const struct ais_field *field,
                       const void *message, uint8_t *bytes)
{
    const char *text = member(field, message);
    size_t start = text_start(layout, field);
    size_t size = text_size(layout, field, message);
    bool is_last = field + 1 == layout->fields + layout->field_count;
    bool goes_on = !is_last && field[1].kind == AIS_TEXT_MORE;

    for (size_t i = 0; i < size; i++) {
        int sextet = ais_layout_sextet(text[start + i]);
        if (sextet <= 0)
            return false;
        ais_bits_put(bytes, field->first_bit + i * CHARACTER_BITS, CHARACTER_BITS,
                     (uint32_t)sextet);
    }
    return goes_on || strnlen(text, field->size) <= start + size;
}

static bool write_data(const struct ais_field *field, const void *message, uint8_t *bytes)
{
    const struct ais_data *data = member(field, message);
    if (data->bit_count > field->bit_count)
        return false;
    ais_bits_put_all(bytes, field->first_bit, (struct ais_bits){data->bytes, data->bit_count});
    return true;
}

static bool write_field(const struct ais_layout *layout, const struct ais_field *field,
                        const void *message, uint8_t *bytes)
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
        return write_number(layout, field, message, bytes);
    case AIS_DATE_TIME:
    case AIS_ETA:
    case AIS_DAY_TIME:
        return write_date_time(field, message, bytes);
    case AIS_TEXT:
    case AIS_TEXT_MORE:
        return write_text(layout, field, message, bytes);
    case AIS_DATA:
        return write_data(field, message, bytes);
    }
    return false;
}

/* A number behind the end that the message leaves out. */
static bool is_left_out(const struct ais_layout *layout, const struct ais_field *field,
                        const void *message, size_t end)
{
    return ais_layout_is_number(field) && ais_layout_number(field, message) == AIS_MISSING &&
           ais_layout_is_optional(layout, field) &&
           (size_t)field->first_bit + field->bit_count > end;
}

/* The name of the row that refused; `end` is where the message ends without its tail. */
static const char *write_fields(const struct ais_layout *layout, const void *message, size_t end,
                                uint8_t *bytes)
{
    for (size_t i = 0; i < layout->field_count; i++) {
        const struct ais_field *field = &layout->fields[i];
        struct ais_field moved = *field;
        if (is_left_out(layout, field, message, end))
            continue;
        if (ais_layout_is_in_tail(layout, field)) {
            moved.first_bit =
                (uint16_t)(field->first_bit + end + layout->tail_bit_count - layout->bit_count_max);
            if (!write_number(layout, &moved, message, bytes))
                return field->name;
        } else if (!write_field(layout, field, message, bytes)) {
            return field->name;
        }
    }
    return NULL;
}

/* Is there such a layout? The row that says which is the first of each of them. */
static bool has_layout(const struct ais_list *list, const void *element)
{
    if (list->selector_bit_count == 0)
        return true;
    int32_t selector = ais_layout_number(&list->layouts[0]->fields[0], element);
    return selector >= 0 && selector < INT32_C(1) << list->selector_bit_count;
}

static const char *write_list(const struct ais_list *list, const void *message, uint8_t *bytes)
{
    for (size_t i = 0; i < ais_layout_list_count(list, message); i++) {
        uint8_t storage[AIS_ELEMENT_BITS_MAX / BYTE_BITS] = {0};
        const struct ais_layout *layout;
        if (!has_layout(list, (const char *)message + list->offset + i * list->element_size))
            return list->name;
        const void *element = ais_layout_element(list, message, i, &layout);
        const char *refused = write_fields(layout, element, list->bit_count, storage);
        if (refused != NULL)
            return refused;
        ais_bits_put_all(bytes, list->first_bit + i * list->bit_count,
                         (struct ais_bits){storage, list->bit_count});
    }
    return NULL;
}

/* A text as long as its member, data as long as their row: what find_end() relies on. */
static const char *find_misfit(const struct ais_layout *layout, const void *message)
{
    for (size_t i = 0; i < layout->field_count; i++) {
        const struct ais_field *field = &layout->fields[i];
        if (field->kind == AIS_DATA &&
            ((const struct ais_data *)member(field, message))->bit_count > field->bit_count)
            return field->name;
    }
    if (layout->list != NULL &&
        ais_layout_list_count(layout->list, message) > layout->list->count_max)
        return layout->list->name;
    return NULL;
}

struct ais_written ais_layout_write(const struct ais_layout *layout, const void *message,
                                    uint8_t *bytes, size_t size)
{
    struct ais_written written = {.refused = find_misfit(layout, message)};
    if (written.refused != NULL)
        return written;

    size_t end = find_end(layout, message);
    size_t bit_count = end + layout->tail_bit_count;
    if (layout->tail_bit_count == 0)
        bit_count = fill_byte(layout, end);
    if (bit_count < layout->bit_count_sent)
        bit_count = layout->bit_count_sent;
    assert((bit_count + BYTE_BITS - 1) / BYTE_BITS <= size);
    written.refused = write_fields(layout, message, end, bytes);
    if (written.refused == NULL && layout->list != NULL)
        written.refused = write_list(layout->list, message, bytes);
    if (written.refused == NULL)
        written.bit_count = bit_count;
    return written;
}
