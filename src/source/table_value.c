/* SPDX-License-Identifier: Apache-2.0 */
#include "source/table_value.h"

#include "ais/stamp.h"
#include "base/calendar.h"
#include "base/decimal.h"

#include <string.h>
#include <strings.h>

struct code {
    const char *words; /* in any case */
    int32_t code;
};

static bool find(const struct code *codes, size_t count, const char *cell, int32_t *code)
{
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(codes[i].words, cell) == 0) {
            *code = codes[i].code;
            return true;
        }
    return false;
}

/* A number from 0 to `max`, or one of the words. */
static bool read_code(const struct code *codes, size_t count, int32_t max, const char *cell,
                      int32_t *code)
{
    int64_t number;

    if (!decimal_read(cell, 1, &number))
        return find(codes, count, cell, code);
    if (number < 0 || number > max)
        return false;
    *code = (int32_t)number;
    return true;
}

#define CODES(codes) (codes), sizeof(codes) / sizeof(codes)[0]

static bool is_absent(const char *cell)
{
    static const struct code words[] = {
        {"NA", 0},      {"N/A", 0},           {"NULL", 0},      {"None", 0},          {"nan", 0},
        {"Unknown", 0}, {"Unknown value", 0}, {"Undefined", 0}, {"not available", 0}, {"-", 0},
    };
    int32_t code;

    /* A look at the first letter spares most cells the rest. */
    return cell[0] == '\0' || (strchr("NnUu-", cell[0]) != NULL && find(CODES(words), cell, &code));
}

const char *source_table_cell(const struct csv *record, const struct source_table_columns *columns,
                              enum source_table_value value)
{
    int at = columns->at[value];

    if (at < 0 || (size_t)at >= record->cell_count)
        return "";
    const char *cell = csv_cell(record, (size_t)at);
    return is_absent(cell) ? "" : cell;
}

static bool read_digits(const char *at, size_t count, int *number)
{
    *number = 0;
    for (size_t i = 0; i < count; i++) {
        if (at[i] < '0' || at[i] > '9')
            return false;
        *number = *number * 10 + (at[i] - '0');
    }
    return true;
}

/* "31/12/2015 23:59:59", which is not in the order that ais/stamp.h reads. */
static bool read_day_first(const char *cell, int64_t *time_ms)
{
    int day, month, year, hour, minute, second;

    if (strlen(cell) != strlen("31/12/2015 23:59:59") || cell[2] != '/' || cell[5] != '/' ||
        cell[10] != ' ' || cell[13] != ':' || cell[16] != ':')
        return false;
    if (!read_digits(cell, 2, &day) || !read_digits(cell + 3, 2, &month) ||
        !read_digits(cell + 6, 4, &year) || !read_digits(cell + 11, 2, &hour) ||
        !read_digits(cell + 14, 2, &minute) || !read_digits(cell + 17, 2, &second))
        return false;
    if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60)
        return false;
    struct calendar_date date = {.year = year, .month = month, .day = day};
    int64_t days = calendar_days_since_1970(date);
    if (calendar_date_of(days).month != month) /* 31 April */
        return false;
    int64_t read_ms = (days * 86400 + (hour * INT64_C(60) + minute) * 60 + second) * 1000;
    if (!ais_stamp_is_time(read_ms))
        return false;
    *time_ms = read_ms;
    return true;
}

bool source_table_time(const char *cell, int64_t *time_ms)
{
    struct ais_stamp stamp = AIS_STAMP_NONE;
    char whole[48];
    struct text text = text_init(whole, sizeof whole);
    size_t size = strlen(cell);

    if (read_day_first(cell, time_ms))
        return true;
    /* PostgreSQL's "+00" is an offset without its minutes. */
    if (size > strlen("2026-09-05 10:00:01") && size < sizeof whole - sizeof ":00" &&
        (cell[size - 3] == '+' || cell[size - 3] == '-')) {
        text_add_format(&text, "%s:00", cell);
        cell = whole;
    }
    ais_stamp_read_prefix((struct ais_span){cell, strlen(cell)}, &stamp);
    if (stamp.time_ms == CLOCK_UNKNOWN_MS)
        return false;
    *time_ms = stamp.time_ms;
    return true;
}

bool source_table_class(const char *cell, enum source_table_class *sender)
{
    static const struct code classes[] = {
        {"A", SOURCE_TABLE_CLASS_A},
        {"B", SOURCE_TABLE_CLASS_B},
        {"Class A", SOURCE_TABLE_CLASS_A},
        {"Class B", SOURCE_TABLE_CLASS_B},
        {"Base Station", SOURCE_TABLE_BASE_STATION},
        {"AtoN", SOURCE_TABLE_AID},
        {"SAR Airborne", SOURCE_TABLE_AIRCRAFT},
        /* These send message 1 (ITU-R M.1371-5 annex 9). */
        {"SART", SOURCE_TABLE_CLASS_A},
        {"Search and Rescue Transponder", SOURCE_TABLE_CLASS_A},
        {"Man Overboard Device", SOURCE_TABLE_CLASS_A},
        {"EPIRB", SOURCE_TABLE_CLASS_A},
    };
    int32_t code;

    if (!find(CODES(classes), cell, &code))
        return false;
    *sender = (enum source_table_class)code;
    return true;
}

bool source_table_status(const char *cell, int32_t *code)
{
    static const struct code statuses[] = {
        {"Under way using engine", 0},
        {"At anchor", 1},
        {"Not under command", 2},
        {"Restricted maneuverability", 3},
        {"Restricted manoeuverability", 3},
        {"Restricted manoeuvrability", 3},
        {"Constrained by her draught", 4},
        {"Moored", 5},
        {"Aground", 6},
        {"Engaged in fishing", 7},
        {"Under way sailing", 8},
        {"Reserved for future amendment [HSC]", 9},
        {"Reserved for future amendment of Navigational Status for HSC", 9},
        {"Reserved for future amendment [WIG]", 10},
        {"Reserved for future amendment of Navigational Status for WIG", 10},
        {"Power-driven vessel towing astern", 11},
        {"Power-driven vessel pushing ahead or towing alongside", 12},
        {"Reserved for future use", 13},
        {"Reserved for future use [11]", 11},
        {"Reserved for future use [12]", 12},
        {"Reserved for future use [13]", 13},
        {"AIS-SART is active", 14},
        {"AIS-SART (active)", 14},
        {"Not defined", 15},
    };

    return read_code(CODES(statuses), 15, cell, code);
}

bool source_table_ship_type(const char *cell, int32_t *code)
{
    static const struct code types[] = {
        {"WIG", 20},
        {"Fishing", 30},
        {"Towing", 31},
        {"Towing long/wide", 32},
        {"Dredging", 33},
        {"Diving", 34},
        {"Military", 35},
        {"Sailing", 36},
        {"Pleasure", 37},
        {"HSC", 40},
        {"Pilot", 50},
        {"SAR", 51},
        {"Tug", 52},
        {"Port tender", 53},
        {"Anti-pollution", 54},
        {"Law enforcement", 55},
        {"Spare 1", 56},
        {"Spare 2", 57},
        {"Medical", 58},
        {"Not party to conflict", 59},
        {"Passenger", 60},
        {"Cargo", 70},
        {"Tanker", 80},
        {"Other", 90},
        {"Reserved", 38},
        {"Ships Not Party to Armed Conflict", 59},
    };

    return read_code(CODES(types), 255, cell, code);
}

int32_t source_table_ship_type_with(int32_t code, const char *cargo)
{
    static const struct code cargoes[] = {
        {"Category X", 1},
        {"Category Y", 2},
        {"Category Z", 3},
        {"Category OS", 4},
        {"No additional information", 9},
    };
    int32_t digit;
    bool has_cargo = code == 20 || code == 40 || (code >= 60 && code <= 90 && code % 10 == 0);

    return has_cargo && find(CODES(cargoes), cargo, &digit) ? code + digit : code;
}

bool source_table_epfd(const char *cell, int32_t *code)
{
    static const struct code devices[] = {
        {"GPS", 1},       {"GLONASS", 2}, {"Combined GPS/GLONASS", 3},
        {"Loran-C", 4},   {"Chayka", 5},  {"Integrated navigation system", 6},
        {"Surveyed", 7},  {"Galileo", 8}, {"Internal GNSS", 15},
        {"Internal", 15},
    };

    return read_code(CODES(devices), 15, cell, code);
}
