/* SPDX-License-Identifier: Apache-2.0 */
/* A growing end of a fixed piece of memory, for building text without allocation.
 *
 * What does not fit is left out and `is_cut` is set; the text stays terminated by NUL always. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    char *bytes;     /* the caller's; terminated by NUL */
    size_t size;     /* bytes before the NUL */
    size_t size_max; /* of `bytes`, the NUL included */
    bool is_cut;
};

/* Starts an empty text in `bytes`, at least one byte. */
struct text text_init(char *bytes, size_t size_max);

void text_clear(struct text *text);

void text_add(struct text *text, const char *words);
void text_add_bytes(struct text *text, const char *bytes, size_t size);
void text_add_char(struct text *text, char character);
void text_add_int(struct text *text, int64_t value);

/* `value` with exactly `decimals` (0 to 9) digits after the point, from an integer count of
 * 10^-decimals: (-1234567, 6) is "-1.234567". Exact for every value. */
void text_add_decimal(struct text *text, int64_t value, unsigned decimals);

/* `value` rounded to `decimals` digits; "null" when it is not finite. */
void text_add_real(struct text *text, double value, unsigned decimals);

/* Milliseconds since 1970 as RFC 3339 in UTC, "2018-11-19T11:00:00.789Z". */
void text_add_time(struct text *text, int64_t time_ms);

void text_add_format(struct text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void text_add_format_list(struct text *text, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

#endif
