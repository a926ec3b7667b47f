/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/stamp.h"

#include "base/calendar.h"

#include <string.h>

/* AIS began in the nineties; what lies outside is no time of a reception. */
static const int64_t TIME_MIN_MS = INT64_C(631152000000);  /* 1990-01-01 */
static const int64_t TIME_MAX_MS = INT64_C(4102444800000); /* 2100-01-01 */

bool ais_stamp_is_time(int64_t time_ms)
{
    return time_ms >= TIME_MIN_MS && time_ms < TIME_MAX_MS;
}

static void set_time(struct ais_stamp *stamp, int64_t time_ms)
{
    if (ais_stamp_is_time(time_ms))
        stamp->time_ms = time_ms;
}

static void set_station(struct ais_stamp *stamp, struct ais_span name)
{
    size_t size = name.size < AIS_STATION_BYTES - 1 ? name.size : AIS_STATION_BYTES - 1;
    memset(stamp->station, 0, sizeof stamp->station);
    memcpy(stamp->station, name.start, size);
}

void ais_stamp_fill_from(struct ais_stamp *stamp, const struct ais_stamp *other)
{
    if (stamp->time_ms == CLOCK_UNKNOWN_MS)
        stamp->time_ms = other->time_ms;
    if (stamp->station[0] == '\0')
        memcpy(stamp->station, other->station, sizeof stamp->station);
    stamp->is_drill |= other->is_drill;
}

/* A count since 1970 tells its unit by its size: what would be before 1990 or after 2100 in one
 * unit is not in the next finer one. A fraction counts only behind seconds. */
static void set_epoch(struct ais_stamp *stamp, struct ais_span digits)
{
    struct ais_span rest = digits;
    struct ais_span whole;
    struct ais_span fraction = {0};
    uint64_t count;

    if (!ais_span_next(&rest, '.', &whole) || !ais_span_number(whole, &count))
        return;
    if (count >= UINT64_C(100000000000000000))
        count /= 1000000;
    else if (count >= UINT64_C(100000000000000))
        count /= 1000;
    else if (count < UINT64_C(100000000000)) {
        count *= 1000;
        if (ais_span_next(&rest, '.', &fraction))
            for (size_t i = 0, scale = 100; i < fraction.size && scale > 0; i++, scale /= 10)
                if (fraction.start[i] >= '0' && fraction.start[i] <= '9')
                    count += (uint64_t)(fraction.start[i] - '0') * scale;
    }
    set_time(stamp, (int64_t)count);
}

struct parts {
    uint64_t year, month, day, hour, minute, second, ms;
};

/* False for a date or time that is none; `*time_ms` is then untouched. */
static bool time_of_parts(const struct parts *at, int64_t *time_ms)
{
    if (at->year < 1990 || at->year > 2099 || at->month < 1 || at->month > 12 || at->day < 1 ||
        at->day > 31 || at->hour > 23 || at->minute > 59 || at->second > 60 || at->ms > 999)
        return false;
    struct calendar_date date = {(int64_t)at->year, (int)at->month, (int)at->day};
    int64_t days = calendar_days_since_1970(date);
    if (calendar_date_of(days).month != date.month) /* 31 April */
        return false;
    uint64_t of_day_s = (at->hour * 60 + at->minute) * 60 + at->second;
    *time_ms = days * 86400000 + (int64_t)(of_day_s * 1000 + at->ms);
    return true;
}

static bool read_number(struct ais_span text, size_t at, size_t size, uint64_t *number)
{
    return at + size <= text.size &&
           ais_span_number((struct ais_span){text.start + at, size}, number);
}

/* "Z", nothing, or an offset such as "+02:00" or "-0230" at `at`. False for an offset that is
 * none. */
static bool read_offset(struct ais_span text, size_t at, int64_t *offset_ms)
{
    uint64_t hours;
    uint64_t minutes;

    *offset_ms = 0;
    if (at >= text.size || (text.start[at] != '+' && text.start[at] != '-'))
        return true;
    size_t colon = at + 3 < text.size && text.start[at + 3] == ':';
    if (!read_number(text, at + 1, 2, &hours) || !read_number(text, at + 3 + colon, 2, &minutes) ||
        hours > 14 || minutes > 59)
        return false;
    int64_t size_ms = (int64_t)(hours * 60 + minutes) * 60000;
    *offset_ms = text.start[at] == '+' ? size_ms : -size_ms;
    return true;
}

/* "2018-11-19T11:00:00.789Z", also with a blank for the T, without fraction, with an offset in
 * place of the Z or without either. */
static bool set_iso(struct ais_stamp *stamp, struct ais_span text)
{
    struct parts parts = {0};
    int64_t time_ms;
    int64_t offset_ms;

    if (text.size < 19 || text.start[4] != '-' || text.start[7] != '-' || text.start[13] != ':' ||
        text.start[16] != ':' || (text.start[10] != 'T' && text.start[10] != ' '))
        return false;
    if (!read_number(text, 0, 4, &parts.year) || !read_number(text, 5, 2, &parts.month) ||
        !read_number(text, 8, 2, &parts.day) || !read_number(text, 11, 2, &parts.hour) ||
        !read_number(text, 14, 2, &parts.minute) || !read_number(text, 17, 2, &parts.second))
        return false;
    size_t at = 19;
    if (at < text.size && (text.start[at] == '.' || text.start[at] == ','))
        for (uint64_t scale = 100;
             ++at < text.size && text.start[at] >= '0' && text.start[at] <= '9'; scale /= 10)
            parts.ms += (uint64_t)(text.start[at] - '0') * scale;
    if (time_of_parts(&parts, &time_ms) && read_offset(text, at, &offset_ms))
        set_time(stamp, time_ms - offset_ms);
    return true;
}

/* "20181119110000", UTC, or a count since 1970. */
static void set_number(struct ais_stamp *stamp, struct ais_span text)
{
    enum { DIGIT_COUNT = 14 };
    struct parts parts = {0};
    int64_t time_ms;

    while (text.size > 0 && strchr("\")", text.start[text.size - 1]) != NULL)
        text.size--;
    if (text.size != DIGIT_COUNT || memchr(text.start, '.', text.size) != NULL)
        set_epoch(stamp, text);
    else if (read_number(text, 0, 4, &parts.year) && read_number(text, 4, 2, &parts.month) &&
             read_number(text, 6, 2, &parts.day) && read_number(text, 8, 2, &parts.hour) &&
             read_number(text, 10, 2, &parts.minute) && read_number(text, 12, 2, &parts.second) &&
             time_of_parts(&parts, &time_ms))
        set_time(stamp, time_ms);
}

/* A member of the JSON that AIS-catcher writes around a sentence; `name` with all that stands
 * before the digits. */
static void set_member(struct ais_stamp *stamp, struct ais_span json, const char *name)
{
    struct ais_span value;
    const char *place = memmem(json.start, json.size, name, strlen(name));
    if (place == NULL)
        return;
    const char *start = place + strlen(name);
    struct ais_span rest = {start, (size_t)(json.start + json.size - start)};
    if (ais_span_next(&rest, ',', &value))
        set_number(stamp, value);
}

static void read_group(struct ais_span value, struct ais_group *group)
{
    struct ais_span rest = value;
    struct ais_span pieces[3];
    uint64_t numbers[3];

    for (size_t i = 0; i < 3; i++)
        if (!ais_span_next(&rest, '-', &pieces[i]) || !ais_span_number(pieces[i], &numbers[i]))
            return;
    if (numbers[0] > UINT8_MAX || numbers[1] > UINT8_MAX || numbers[2] > UINT32_MAX)
        return;
    *group = (struct ais_group){.is_there = true,
                                .number = (uint32_t)numbers[2],
                                .part = (uint8_t)numbers[0],
                                .total = (uint8_t)numbers[1]};
}

/* The destination (IEC 61162-450, 7.2.3.4) by which narrows marks what is not real. */
static bool is_drill(struct ais_span value)
{
    static const char mark[] = AIS_STAMP_DRILL;
    return value.size == sizeof mark - 1 && memcmp(value.start, mark, value.size) == 0;
}

bool ais_stamp_read_tag(struct ais_span tag, struct ais_stamp *stamp, struct ais_group *group)
{
    const char *star = memchr(tag.start, '*', tag.size);
    uint8_t said;
    if (star == NULL)
        return false;
    size_t body_size = (size_t)(star - tag.start);
    if (!ais_sentence_read_checksum(star + 1, tag.size - body_size - 1, &said) ||
        said != ais_sentence_checksum(tag.start, body_size))
        return false;

    struct ais_span rest = {tag.start, body_size};
    struct ais_span field;
    while (ais_span_next(&rest, ',', &field)) {
        if (field.size < 2 || field.start[1] != ':')
            continue;
        struct ais_span value = {field.start + 2, field.size - 2};
        if (field.start[0] == 'c')
            set_epoch(stamp, value);
        else if (field.start[0] == 's')
            set_station(stamp, value);
        else if (field.start[0] == 'g')
            read_group(value, group);
        else if (field.start[0] == 'd' && is_drill(value))
            stamp->is_drill = true;
    }
    return true;
}

bool ais_stamp_read_pghp(struct ais_span line, struct ais_stamp *stamp, int *checksum)
{
    enum { FIELD_COUNT = 14, FIRST_TIME_FIELD = 2, STATION_FIELD = 11, CHECKSUM_FIELD = 13 };
    struct ais_span fields[FIELD_COUNT] = {0};
    uint64_t at[7];
    int64_t time_ms;
    uint8_t said;

    const char *star = memchr(line.start, '*', line.size);
    if (line.size < 6 || memcmp(line.start, "$PGHP,", 6) != 0 || star == NULL)
        return false;
    size_t body_size = (size_t)(star - line.start);
    if (!ais_sentence_read_checksum(star + 1, line.size - body_size - 1, &said) ||
        said != ais_sentence_checksum(line.start + 1, body_size - 1))
        return false;

    struct ais_span rest = {line.start, body_size};
    size_t count = 0;
    while (count < FIELD_COUNT && ais_span_next(&rest, ',', &fields[count]))
        count++;
    if (count < CHECKSUM_FIELD)
        return false;
    for (size_t i = 0; i < 7; i++)
        if (!ais_span_number(fields[FIRST_TIME_FIELD + i], &at[i]))
            return false;
    *stamp = AIS_STAMP_NONE;
    if (time_of_parts(&(struct parts){at[0], at[1], at[2], at[3], at[4], at[5], at[6]}, &time_ms))
        set_time(stamp, time_ms);
    set_station(stamp, fields[STATION_FIELD].start != NULL ? fields[STATION_FIELD]
                                                           : (struct ais_span){"", 0});
    struct ais_span sum = fields[CHECKSUM_FIELD];
    *checksum = ais_sentence_read_checksum(sum.start, sum.size, &said) ? said : -1;
    return true;
}

void ais_stamp_read_trailer(struct ais_span trailer, struct ais_stamp *stamp)
{
    struct ais_span rest = trailer;
    struct ais_span field;
    uint64_t number;

    while (ais_span_next(&rest, ',', &field)) {
        while (field.size > 0 && field.start[field.size - 1] == ' ')
            field.size--;
        while (field.size > 0 && field.start[0] == ' ') {
            field.start++;
            field.size--;
        }
        static const char label[] = "timestamp: "; /* AIS-catcher's text */
        const size_t label_size = sizeof label - 1;
        if (field.size > label_size && memcmp(field.start, label, label_size) == 0) {
            field.start += label_size;
            field.size -= label_size;
        }
        /* NAIS: a receiving station is 'r', a base station 'b', then its identity in digits. */
        if (field.size > 2 && (field.start[0] == 'r' || field.start[0] == 'b') &&
            ais_span_number((struct ais_span){field.start + 1, field.size - 1}, &number))
            set_station(stamp, field);
        else if (field.size >= 9 && stamp->time_ms == CLOCK_UNKNOWN_MS)
            set_number(stamp, field);
    }
}

void ais_stamp_read_prefix(struct ais_span prefix, struct ais_stamp *stamp)
{
    struct ais_stamp member = AIS_STAMP_NONE;
    if (memchr(prefix.start, '{', prefix.size) != NULL) {
        set_member(&member, prefix, "\"rxtime\":\"");
        set_member(&member, prefix, "\"rxuxtime\":"); /* finer */
    }
    if (member.time_ms != CLOCK_UNKNOWN_MS) {
        stamp->time_ms = member.time_ms;
        return;
    }
    while (prefix.size > 0 && strchr(" ,;\t[", prefix.start[0]) != NULL) {
        prefix.start++;
        prefix.size--;
    }
    while (prefix.size > 0 && strchr(" ,;\t]:", prefix.start[prefix.size - 1]) != NULL)
        prefix.size--;
    if (prefix.size >= 9 && !set_iso(stamp, prefix))
        set_number(stamp, prefix);
}

bool ais_stamp_read_time(const char *words, int64_t *time_ms)
{
    struct ais_stamp stamp = AIS_STAMP_NONE;
    size_t size = strlen(words);

    if (size < sizeof "2027-03-01T06:00:00Z" - 1 || words[10] != 'T' || words[size - 1] != 'Z' ||
        !set_iso(&stamp, (struct ais_span){words, size}) || stamp.time_ms == CLOCK_UNKNOWN_MS)
        return false;
    *time_ms = stamp.time_ms;
    return true;
}

bool ais_stamp_line_time(const char *line, size_t size, int64_t *time_ms)
{
    struct ais_stamp stamp = AIS_STAMP_NONE;
    struct ais_group group = {0};
    struct ais_span rest = {line, size};
    int checksum;

    if (size > 0 && line[0] == '\\') {
        const char *end = memchr(line + 1, '\\', size - 1);
        if (end != NULL) {
            struct ais_span tag = {line + 1, (size_t)(end - line) - 1};
            ais_stamp_read_tag(tag, &stamp, &group);
            rest = (struct ais_span){end + 1, size - tag.size - 2};
        }
    }
    if (stamp.time_ms == CLOCK_UNKNOWN_MS && rest.size > 0 &&
        !ais_stamp_read_pghp(rest, &stamp, &checksum)) {
        const char *star = memchr(rest.start, '*', rest.size);
        const char *mark = memchr(rest.start, '!', rest.size);
        if (star != NULL && rest.start + rest.size - star > 3)
            ais_stamp_read_trailer(
                (struct ais_span){star + 3, (size_t)(rest.start + rest.size - star) - 3}, &stamp);
        if (stamp.time_ms == CLOCK_UNKNOWN_MS && mark != NULL && mark != rest.start)
            ais_stamp_read_prefix((struct ais_span){rest.start, (size_t)(mark - rest.start)},
                                  &stamp);
    }
    if (stamp.time_ms == CLOCK_UNKNOWN_MS)
        return false;
    *time_ms = stamp.time_ms;
    return true;
}
