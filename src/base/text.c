/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include "base/calendar.h"
#include "base/digits.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

struct text text_init(char *bytes, size_t size_max)
{
    assert(bytes != NULL);
    assert(size_max > 0);
    bytes[0] = '\0';
    return (struct text){.bytes = bytes, .size_max = size_max};
}

void text_clear(struct text *text)
{
    text->size = 0;
    text->is_cut = false;
    text->bytes[0] = '\0';
}

void text_add_bytes(struct text *text, const char *bytes, size_t size)
{
    size_t room = text->size_max - 1 - text->size;
    if (size > room) {
        size = room;
        text->is_cut = true;
    }
    memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
    text->bytes[text->size] = '\0';
}

void text_add(struct text *text, const char *words)
{
    text_add_bytes(text, words, strlen(words));
}

void text_add_char(struct text *text, char character)
{
    if (text->size + 1 < text->size_max) {
        text->bytes[text->size++] = character;
        text->bytes[text->size] = '\0';
    } else {
        text->is_cut = true;
    }
}

void text_add_int(struct text *text, int64_t value)
{
    text_add_decimal(text, value, 0);
}

void text_add_decimal(struct text *text, int64_t value, unsigned decimals)
{
    char digits[DIGITS_BYTES_MAX];
    bool has_room = text->size_max - text->size > DIGITS_BYTES_MAX;
    char *start = has_room ? text->bytes + text->size : digits;
    size_t size = (size_t)(digits_put_decimal(start, value, decimals) - start);

    if (!has_room) {
        text_add_bytes(text, digits, size);
        return;
    }
    text->size += size;
    text->bytes[text->size] = '\0';
}

void text_add_real(struct text *text, double value, unsigned decimals)
{
    static const double scales[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    static const double exact_max = 9e15; /* below 2^53, and so below an int64_t */

    assert(decimals < sizeof scales / sizeof scales[0]);
    double scaled = value * scales[decimals];
    if (isfinite(scaled) && fabs(scaled) < exact_max)
        text_add_decimal(text, llround(scaled), decimals);
    else
        text_add(text, "null");
}

/* At least `count` digits, and what follows them. */
static void text_add_digits(struct text *text, int64_t value, unsigned count, char end)
{
    char digits[DIGITS_BYTES_MAX + DIGITS_DECIMALS_MAX];
    int64_t limit = 1;
    char *at = digits;

    for (unsigned i = 0; i < count; i++)
        limit *= 10;
    if (value >= 0 && value < limit)
        at = digits_put_fixed(at, (uint32_t)value, count);
    else
        at = digits_put_int(at, value);
    *at++ = end;
    text_add_bytes(text, digits, (size_t)(at - digits));
}

void text_add_time(struct text *text, int64_t time_ms)
{
    enum { MS_PER_DAY = 86400000 };

    int64_t days = time_ms / MS_PER_DAY - (time_ms % MS_PER_DAY < 0);
    int of_day_ms = (int)(time_ms - days * MS_PER_DAY);
    struct calendar_date date = calendar_date_of(days);
    text_add_digits(text, date.year, 4, '-');
    text_add_digits(text, date.month, 2, '-');
    text_add_digits(text, date.day, 2, 'T');
    text_add_digits(text, of_day_ms / 3600000, 2, ':');
    text_add_digits(text, of_day_ms / 60000 % 60, 2, ':');
    text_add_digits(text, of_day_ms / 1000 % 60, 2, '.');
    text_add_digits(text, of_day_ms % 1000, 3, 'Z');
}

void text_add_format(struct text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(text, format, arguments);
    va_end(arguments);
}

void text_add_format_list(struct text *text, const char *format, va_list arguments)
{
    size_t room = text->size_max - text->size;
    int size = vsnprintf(text->bytes + text->size, room, format, arguments);
    assert(size >= 0);
    if ((size_t)size >= room) {
        text->is_cut = true;
        text->size = text->size_max - 1;
    } else {
        text->size += (size_t)size;
    }
}
