/* SPDX-License-Identifier: Apache-2.0 */
#include "server/parameters.h"

#include "base/calendar.h"
#include "server/vessels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { VALUE_BYTES_MAX = 256, DAY_S = 86400 };

/* `count` digits, moving on. False when there are other signs. */
static bool read_digits(const char **at, const char *end, int count, int *number)
{
    int value = 0;

    if (end - *at < count)
        return false;
    for (int i = 0; i < count; i++) {
        if ((*at)[i] < '0' || (*at)[i] > '9')
            return false;
        value = value * 10 + ((*at)[i] - '0');
    }
    *at += count;
    *number = value;
    return true;
}

static bool read_sign(const char **at, const char *end, const char *signs)
{
    if (*at == end || **at == '\0' || strchr(signs, **at) == NULL)
        return false;
    ++*at;
    return true;
}

/* Digits behind the point of a second, of which three count. */
static bool read_fraction(const char **at, const char *end, int *milliseconds)
{
    int scale = 100;

    *milliseconds = 0;
    if (!read_sign(at, end, "."))
        return true;
    const char *begin = *at;
    for (; *at < end && **at >= '0' && **at <= '9'; ++*at, scale /= 10)
        *milliseconds += (**at - '0') * scale;
    return *at > begin;
}

/* "Z" or "+01:00", in seconds. A '+' that was decoded as in a form is a blank. */
static bool read_offset(const char **at, const char *end, int *offset_s)
{
    int hours, minutes;

    if (read_sign(at, end, "Zz")) {
        *offset_s = 0;
        return true;
    }
    bool is_west = *at < end && **at == '-';
    if (!read_sign(at, end, "+- ") || !read_digits(at, end, 2, &hours) ||
        !read_sign(at, end, ":") || !read_digits(at, end, 2, &minutes) || hours > 23 ||
        minutes > 59)
        return false;
    *offset_s = (is_west ? -60 : 60) * (hours * 60 + minutes);
    return true;
}

/* Whether the calendar has that day. */
static bool is_date(int year, int month, int day)
{
    if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    struct calendar_date there =
        calendar_date_of(calendar_days_since_1970((struct calendar_date){year, month, day}));
    return there.month == month && there.day == day;
}

bool server_parameters_read_time(const char *words, size_t size, int64_t *time_ms)
{
    const char *at = words, *end = words + size;
    int year, month, day, hour, minute, second, milliseconds, offset_s;

    if (!read_digits(&at, end, 4, &year) || !read_sign(&at, end, "-") ||
        !read_digits(&at, end, 2, &month) || !read_sign(&at, end, "-") ||
        !read_digits(&at, end, 2, &day) || !read_sign(&at, end, "Tt ") ||
        !read_digits(&at, end, 2, &hour) || !read_sign(&at, end, ":") ||
        !read_digits(&at, end, 2, &minute) || !read_sign(&at, end, ":") ||
        !read_digits(&at, end, 2, &second) || !read_fraction(&at, end, &milliseconds) ||
        !read_offset(&at, end, &offset_s) || at != end)
        return false;
    if (!is_date(year, month, day) || hour > 23 || minute > 59 || second > 60)
        return false;
    int64_t days = calendar_days_since_1970((struct calendar_date){year, month, day});
    int64_t second_of_day = (hour * INT64_C(60) + minute) * 60 + second;
    int64_t result = (days * DAY_S + second_of_day - offset_s) * 1000 + milliseconds;
    if (result < 0)
        return false;
    *time_ms = result;
    return true;
}

/* A parameter at hand, and where it goes. */
struct reading {
    struct server_parameters parameters;
    const char *value; /* ends with NUL */
};

static bool read_whole(const char *words, uint32_t *number)
{
    return server_vessels_read_mmsi(words, number); /* digits, up to 2^30 - 1 */
}

static bool read_bbox(struct reading *reading)
{
    char flat[VALUE_BYTES_MAX];
    const char *parts[6];
    size_t count = 0;

    for (const char *at = reading->value; at != NULL && count < 6; count++) {
        parts[count] = at;
        at = strchr(at, ',');
        at = at == NULL ? NULL : at + 1;
    }
    if (count != 6)
        return server_vessels_read_box(reading->value, &reading->parameters.box);
    /* With heights, which are numbers, and then left aside. */
    struct text text = text_init(flat, sizeof flat);
    char *end;
    for (size_t i = 0; i < 6; i++) {
        double number = strtod(parts[i], &end);
        if (end == parts[i] || !isfinite(number) || *end != (i < 5 ? ',' : '\0'))
            return false;
        if (i != 2 && i != 5)
            text_add_bytes(&text, parts[i], (size_t)(end - parts[i]) + (i < 4));
    }
    return server_vessels_read_box(flat, &reading->parameters.box);
}

/* An end of an interval, or an open one. */
static bool read_end(const char *words, size_t size, int64_t open_ms, int64_t *time_ms)
{
    if (size == 0 || (size == 2 && memcmp(words, "..", 2) == 0)) {
        *time_ms = open_ms;
        return true;
    }
    return server_parameters_read_time(words, size, time_ms);
}

static bool read_datetime(struct reading *reading)
{
    struct server_parameters *parameters = &reading->parameters;
    const char *words = reading->value, *slash = strchr(words, '/');
    int64_t from_ms, until_ms;

    if (slash == NULL) {
        if (!server_parameters_read_time(words, strlen(words), &from_ms))
            return false;
        until_ms = from_ms;
    } else if (!read_end(words, (size_t)(slash - words), INT64_MIN, &from_ms) ||
               !read_end(slash + 1, strlen(slash + 1), INT64_MAX, &until_ms) ||
               from_ms > until_ms || (from_ms == INT64_MIN && until_ms == INT64_MAX)) {
        return false;
    }
    parameters->from_ms = from_ms;
    parameters->until_ms = until_ms == INT64_MAX ? until_ms : until_ms + 1;
    return true;
}

static bool read_limit(struct reading *reading)
{
    uint32_t *limit = &reading->parameters.limit;
    if (!read_whole(reading->value, limit) || *limit == 0)
        return false;
    if (*limit > SERVER_LIMIT_MAX)
        *limit = SERVER_LIMIT_MAX;
    return true;
}

static bool read_mmsi(struct reading *reading)
{
    return read_whole(reading->value, &reading->parameters.mmsi) && reading->parameters.mmsi > 0;
}

static bool read_next(struct reading *reading)
{
    return server_key_read(reading->value, &reading->parameters.next);
}

static bool read_format(struct reading *reading)
{
    return strcmp(reading->value, "json") == 0 || strcmp(reading->value, "geojson") == 0 ||
           strcmp(reading->value, "application/geo+json") == 0 ||
           strcmp(reading->value, "application/geo json") == 0;
}

static bool read_from(struct reading *reading)
{
    return server_parameters_read_time(reading->value, strlen(reading->value),
                                       &reading->parameters.from_ms);
}

static bool read_until(struct reading *reading)
{
    return server_parameters_read_time(reading->value, strlen(reading->value),
                                       &reading->parameters.until_ms);
}

static bool read_at(struct reading *reading)
{
    return server_parameters_read_time(reading->value, strlen(reading->value),
                                       &reading->parameters.at_ms);
}

static bool read_buckets(struct reading *reading)
{
    uint32_t *count = &reading->parameters.bucket_count;
    return read_whole(reading->value, count) && *count >= 1 && *count <= SERVER_BUCKET_COUNT_MAX;
}

static bool read_simplify(struct reading *reading)
{
    size_t size = strspn(reading->value, "0123456789.");
    if (size == 0 || size > 9 || reading->value[size] != '\0')
        return false;
    reading->parameters.simplify_m = strtod(reading->value, NULL);
    return reading->parameters.simplify_m <= SERVER_SIMPLIFY_MAX_M;
}

struct parameter_row {
    const char *name;
    unsigned bit;
    bool (*read)(struct reading *reading);
    const char *what; /* its value is */
};

static const struct parameter_row rows[] = {
    {"bbox", SERVER_PARAMETER_BBOX, read_bbox,
     "four numbers in degrees, west,south,east,north (or six with heights); longitudes from -180 "
     "to 180, latitudes from -90 to 90, south not above north"},
    {"datetime", SERVER_PARAMETER_DATETIME, read_datetime,
     "a time such as 2018-11-19T11:00:00Z, or an interval of two, the earlier first; '..' for one "
     "end that is open"},
    {"limit", SERVER_PARAMETER_LIMIT, read_limit, "a whole number from 1 on"},
    {"mmsi", SERVER_PARAMETER_MMSI, read_mmsi, "digits, up to 1073741823"},
    {"next", SERVER_PARAMETER_NEXT, read_next, "what an answer gave as its next"},
    {"f", SERVER_PARAMETER_FORMAT, read_format, "json"},
    {"from", SERVER_PARAMETER_FROM, read_from, "a time such as 2018-11-19T11:00:00Z"},
    {"until", SERVER_PARAMETER_UNTIL, read_until, "a time such as 2018-11-19T12:00:00Z"},
    {"at", SERVER_PARAMETER_AT, read_at, "a time such as 2018-11-19T11:00:00Z"},
    {"buckets", SERVER_PARAMETER_BUCKETS, read_buckets, "a whole number from 1 to 2000"},
    {"simplify", SERVER_PARAMETER_SIMPLIFY, read_simplify, "metres, 0 to 10000"},
};

enum { ROW_COUNT = sizeof rows / sizeof rows[0] };

static const struct parameter_row *find_row(const char *name, size_t size, unsigned allowed)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if ((rows[i].bit & allowed) != 0 && strlen(rows[i].name) == size &&
            memcmp(rows[i].name, name, size) == 0)
            return &rows[i];
    return NULL;
}

static bool refuse_name(const char *name, size_t size, unsigned allowed, struct text *error)
{
    text_add_format(error, "no parameter '%.*s' here;", (int)(size < 40 ? size : 40), name);
    if (allowed == 0)
        text_add(error, " none is taken");
    for (size_t i = 0; i < ROW_COUNT; i++)
        if ((rows[i].bit & allowed) != 0)
            text_add_format(error, " %s", rows[i].name);
    return false;
}

/* One "name=value" of `size` bytes. */
static bool read_one(struct reading *reading, const char *words, size_t size, unsigned allowed,
                     struct text *error)
{
    char value[VALUE_BYTES_MAX];
    size_t name_size = 0;

    while (name_size < size && words[name_size] != '=')
        name_size++;
    const struct parameter_row *row = find_row(words, name_size, allowed);
    if (row == NULL)
        return refuse_name(words, name_size, allowed, error);
    if ((reading->parameters.given & row->bit) != 0) {
        text_add_format(error, "%s stands twice; once, please", row->name);
        return false;
    }
    size_t value_size = name_size < size ? size - name_size - 1 : 0;
    if (value_size < sizeof value) {
        memcpy(value, words + name_size + (name_size < size), value_size);
        value[value_size] = '\0';
        reading->value = value;
        reading->parameters.given |= row->bit;
        if (row->read(reading))
            return true;
    }
    text_add_format(error, "bad %s; it is %s", row->name, row->what);
    return false;
}

bool server_parameters_read(const char *query, unsigned allowed,
                            struct server_parameters *parameters, struct text *error)
{
    struct reading reading = {
        .parameters = {.from_ms = INT64_MIN,
                       .until_ms = INT64_MAX,
                       .limit = SERVER_LIMIT_DEFAULT,
                       .bucket_count = SERVER_BUCKET_COUNT_DEFAULT},
    };

    for (const char *at = query; *at != '\0';) {
        size_t size = strcspn(at, "&");
        if (size > 0 && !read_one(&reading, at, size, allowed, error))
            return false;
        at += size + (at[size] == '&');
    }
    *parameters = reading.parameters;
    return true;
}

/* Edges in degrees are no whole numbers in binary: what is this near to an edge is on it. */
static int32_t edge(double degrees, double (*round_it)(double), double slack)
{
    return (int32_t)round_it(degrees * HISTORY_DEGREE + slack);
}

struct history_box server_parameters_box(const struct geo_box *box)
{
    static const double slack = 1e-5;
    return (struct history_box){
        .west = edge(box->west_deg, ceil, -slack),
        .south = edge(box->south_deg, ceil, -slack),
        .east = edge(box->east_deg, floor, slack),
        .north = edge(box->north_deg, floor, slack),
    };
}
