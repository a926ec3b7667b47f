/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/entry_value.h"

#include "ais/layout_write.h"
#include "ais/turn.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void *member(const struct ais_field *field, void *message)
{
    return (char *)message + field->offset;
}

void ais_entry_value_default(const struct ais_layout *layout, const struct ais_field *field,
                             void *message)
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
    case AIS_SIGN_LAST: {
        int32_t number = field->absent != AIS_NEVER ? ais_layout_absent_sent(field) : 0;
        if (ais_layout_is_optional(layout, field))
            number = AIS_MISSING;
        memcpy(member(field, message), &number, sizeof number);
        break;
    }
    case AIS_DATE_TIME:
    case AIS_ETA:
    case AIS_DAY_TIME: {
        struct ais_date_time time = ais_layout_no_date(field);
        memcpy(member(field, message), &time, sizeof time);
        break;
    }
    case AIS_TEXT:
    case AIS_TEXT_MORE:
    case AIS_DATA:
        memset(member(field, message), 0, field->size);
        break;
    }
}

static bool is_words(const struct ais_entry *entry)
{
    return entry->kind == AIS_ENTRY_TEXT || entry->kind == AIS_ENTRY_WORD;
}

static bool is_word(const struct ais_entry *entry, const char *word)
{
    return entry->kind == AIS_ENTRY_WORD && strcmp(entry->text, word) == 0;
}

static bool fail(struct text *reason, const struct ais_entry *entry, const char *words)
{
    text_add(reason, entry->name);
    text_add(reason, ": ");
    text_add(reason, words);
    return false;
}

/* "-12.5": what a table may say for a number, without what only C takes for one. */
static bool read_word(const char *word, double *number)
{
    size_t sign = word[0] == '-' ? 1 : 0;
    size_t whole = strspn(word + sign, "0123456789");
    size_t at = sign + whole;
    size_t fraction = 0;

    if (word[at] == '.') {
        fraction = strspn(word + at + 1, "0123456789");
        at += 1 + fraction;
    }
    if (whole + fraction == 0 || word[at] != '\0')
        return false;
    *number = strtod(word, NULL);
    return true;
}

static bool read_real(const struct ais_entry *entry, double *number)
{
    if (entry->kind == AIS_ENTRY_WORD)
        return read_word(entry->text, number);
    *number = entry->number;
    return entry->kind == AIS_ENTRY_NUMBER && isfinite(entry->number);
}

static void say_number(struct text *reason, const struct ais_entry *entry)
{
    if (entry->kind == AIS_ENTRY_WORD)
        text_add(reason, entry->text);
    else
        text_add_format(reason, "%.10g", entry->number);
}

bool ais_entry_value_count(const struct ais_entry *entry, int64_t min, int64_t max, int64_t *count,
                           struct text *reason)
{
    double number;
    if (!read_real(entry, &number))
        return fail(reason, entry, "not a number");
    if (number != round(number) || number < (double)min || number > (double)max) {
        fail(reason, entry, "");
        say_number(reason, entry);
        text_add_format(reason, " is no whole number from %lld to %lld", (long long)min,
                        (long long)max);
        return false;
    }
    *count = (int64_t)number;
    return true;
}

static bool fail_range(struct text *reason, const struct ais_entry *entry,
                       const struct ais_field *field)
{
    fail(reason, entry, "");
    say_number(reason, entry);
    text_add(reason, " is out of range (");
    text_add_decimal(reason, ais_layout_steps(field, ais_layout_raw_min(field)), field->decimals);
    text_add(reason, " to ");
    text_add_decimal(reason, ais_layout_steps(field, ais_layout_raw_max(field)), field->decimals);
    text_add(reason, ")");
    return false;
}

/* The inverse of ais_layout_steps(). */
static double raw_of(const struct ais_field *field, double number)
{
    double count = number * field->per_unit;

    if (field->per_unit < 0)
        count = number * pow(10, field->decimals) / -field->per_unit;
    count -= field->add;
    return round(field->kind == AIS_SQUARED ? sqrt(count) : count);
}

static bool read_number(const struct ais_entry *entry, const struct ais_field *field, int32_t *raw,
                        struct text *reason)
{
    double number;
    if (!read_real(entry, &number))
        return fail(reason, entry, "not a number");
    double nearest = raw_of(field, number);
    if (field->per_unit == 1 && field->kind != AIS_SQUARED && nearest + field->add != number) {
        fail(reason, entry, "");
        say_number(reason, entry);
        text_add(reason, " is no whole number");
        return false;
    }
    if (nearest < ais_layout_raw_min(field) || nearest > ais_layout_raw_max(field))
        return fail_range(reason, entry, field);
    *raw = (int32_t)nearest;
    return true;
}

/* Tables write 0 and 1 too. */
static bool read_bool(const struct ais_entry *entry, int32_t *raw, struct text *reason)
{
    if (entry->kind == AIS_ENTRY_BOOL)
        *raw = entry->number != 0;
    else if (is_word(entry, "true") || is_word(entry, "1"))
        *raw = 1;
    else if (is_word(entry, "false") || is_word(entry, "0"))
        *raw = 0;
    else
        return fail(reason, entry, "neither true nor false");
    return true;
}

/* The inverse of ais_turn_deg_per_min(). */
static bool read_turn(const struct ais_entry *entry, int32_t *raw, struct text *reason)
{
    double deg_per_min;

    if (is_words(entry) && strcmp(entry->text, "fastright") == 0) {
        *raw = AIS_TURN_FAST;
        return true;
    }
    if (is_words(entry) && strcmp(entry->text, "fastleft") == 0) {
        *raw = -AIS_TURN_FAST;
        return true;
    }
    if (!read_real(entry, &deg_per_min))
        return fail(reason, entry, "neither a number nor fastright or fastleft");
    int32_t indicator = ais_turn_indicator(deg_per_min);
    if (indicator >= AIS_TURN_FAST || indicator <= -AIS_TURN_FAST) {
        fail(reason, entry, "");
        say_number(reason, entry);
        text_add(reason, " is out of range (-708 to 708, or fastright or fastleft)");
        return false;
    }
    *raw = indicator;
    return true;
}

static bool read_raw(const struct ais_entry *entry, const struct ais_field *field, void *message,
                     struct text *reason)
{
    int32_t raw = ais_layout_absent_sent(field);
    bool is_read = true;

    if (entry->kind == AIS_ENTRY_NULL || is_word(entry, "null")) {
        if (field->absent == AIS_NEVER)
            return fail(reason, entry, "null, but it has no value for \"not available\"");
    } else if (field->kind == AIS_BOOL) {
        is_read = read_bool(entry, &raw, reason);
    } else if (field->kind == AIS_TURN) {
        is_read = read_turn(entry, &raw, reason);
    } else {
        is_read = read_number(entry, field, &raw, reason);
    }
    if (is_read)
        memcpy(member(field, message), &raw, sizeof raw);
    return is_read;
}

/* Digits up to a separator, which is then behind `*at`; at most `max`. */
static bool read_digits(const char **at, char separator, int32_t max, int32_t *number)
{
    int32_t value = 0;
    const char *start = *at;

    while (**at >= '0' && **at <= '9' && *at - start < 5)
        value = value * 10 + (*(*at)++ - '0');
    if (*at == start || **at != separator || value > max)
        return false;
    (*at)++;
    *number = value;
    return true;
}

/* "2018-11-19T11:00:07Z"; without a year "11-19T11:00Z", without a month "19T11:00Z"; each as large
 * as its bits allow. */
static bool read_date_time(const struct ais_entry *entry, const struct ais_field *field,
                           void *message, struct text *reason)
{
    struct ais_date_time time = ais_layout_no_date(field);
    bool has_year = field->kind == AIS_DATE_TIME;
    bool has_month = field->kind != AIS_DAY_TIME;

    if (entry->kind != AIS_ENTRY_NULL) {
        if (!is_words(entry))
            return fail(reason, entry, "not a text");
        const char *at = entry->text;
        bool is_read = (!has_year || read_digits(&at, '-', 16383, &time.year)) &&
                       (!has_month || read_digits(&at, '-', 15, &time.month)) &&
                       read_digits(&at, 'T', 31, &time.day) &&
                       read_digits(&at, ':', 31, &time.hour) &&
                       read_digits(&at, has_year ? ':' : 'Z', 63, &time.minute) &&
                       (!has_year || read_digits(&at, 'Z', 63, &time.second));
        if (!is_read || *at != '\0')
            return fail(reason, entry,
                        has_year    ? "not a time as in 2018-11-19T11:00:07Z"
                        : has_month ? "not a time as in 11-19T11:00Z"
                                    : "not a time as in 19T11:00Z");
    }
    memcpy(member(field, message), &time, sizeof time);
    return true;
}

/* Characters that both rows of a text have room for. */
static size_t room_for(const struct ais_layout *layout, const struct ais_field *field)
{
    const struct ais_field *more = field + 1;
    size_t room = field->bit_count / 6u;

    if (more < layout->fields + layout->field_count && more->kind == AIS_TEXT_MORE)
        room += more->bit_count / 6u;
    return room < field->size ? room : field->size - 1;
}

static bool read_text(const struct ais_layout *layout, const struct ais_entry *entry,
                      const struct ais_field *field, void *message, struct text *reason)
{
    char *text = member(field, message);

    memset(text, 0, field->size);
    if (entry->kind == AIS_ENTRY_NULL)
        return true;
    if (!is_words(entry))
        return fail(reason, entry, "not a text");
    size_t size = strlen(entry->text);
    size_t size_max = room_for(layout, field);
    if (size > size_max) {
        fail(reason, entry, "");
        text_add_format(reason, "%zu characters, at most %zu", size, size_max);
        return false;
    }
    for (size_t i = 0; i < size; i++)
        if (ais_layout_sextet(entry->text[i]) <= 0)
            return fail(reason, entry,
                        "a character that AIS has not: only A to Z, 0 to 9, blank and "
                        "!\"#$%&'()*+,-./:;<=>?[\\]^_");
    memcpy(text, entry->text, size);
    return true;
}

static int hexadecimal(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

/* "BITS:HEX", the bits behind the last zero. */
static bool read_data_text(const char *text, struct ais_data *data, size_t bit_count_max)
{
    size_t digits = strspn(text, "0123456789");
    unsigned long bit_count = digits > 0 && digits < 6 ? strtoul(text, NULL, 10) : 0;
    size_t size = (bit_count + 7) / 8;

    if (bit_count < 1 || bit_count > bit_count_max || text[digits] != ':' ||
        strlen(text) != digits + 1 + 2 * size)
        return false;
    for (size_t i = 0; i < size; i++) {
        int high = hexadecimal(text[digits + 1 + 2 * i]);
        int low = hexadecimal(text[digits + 2 + 2 * i]);
        if (high < 0 || low < 0)
            return false;
        data->bytes[i] = (uint8_t)(high << 4 | low);
    }
    data->bit_count = (uint16_t)bit_count;
    return (data->bytes[size - 1] & ((1u << (size * 8 - bit_count)) - 1)) == 0;
}

static bool read_data(const struct ais_entry *entry, const struct ais_field *field, void *message,
                      struct text *reason)
{
    struct ais_data data = {0};
    size_t bit_count_max = field->bit_count;

    if (bit_count_max > sizeof data.bytes * 8)
        bit_count_max = sizeof data.bytes * 8;
    if (entry->kind != AIS_ENTRY_NULL &&
        (!is_words(entry) || !read_data_text(entry->text, &data, bit_count_max))) {
        fail(reason, entry, "");
        text_add_format(reason, "not BITS:HEX, as in 12:abc0, of at most %zu bits", bit_count_max);
        return false;
    }
    memcpy(member(field, message), &data, sizeof data);
    return true;
}

bool ais_entry_value_read(const struct ais_entry *entry, const struct ais_layout *layout,
                          const struct ais_field *field, void *message, struct text *reason)
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
        return read_raw(entry, field, message, reason);
    case AIS_DATE_TIME:
    case AIS_ETA:
    case AIS_DAY_TIME:
        return read_date_time(entry, field, message, reason);
    case AIS_TEXT:
        return read_text(layout, entry, field, message, reason);
    case AIS_DATA:
        return read_data(entry, field, message, reason);
    case AIS_TEXT_MORE: /* part of the text before */
        break;
    }
    return false;
}
