/* SPDX-License-Identifier: Apache-2.0 */
#include "report/row.h"

#include <assert.h>
#include <string.h>

static const struct report_table tables[REPORT_KIND_COUNT] = {
    [REPORT_POSITIONS] = {"positions",
                          REPORT_POINT,
                          11,
                          {{"time", REPORT_TIME, 0},
                           {"mmsi", REPORT_INTEGER, 0},
                           {"class", REPORT_TEXT, 0},
                           {"place", REPORT_PLACE, 0},
                           {"speed_kn", REPORT_DECIMAL, 1},
                           {"course_deg", REPORT_DECIMAL, 1},
                           {"heading_deg", REPORT_INTEGER, 0},
                           {"altitude_m", REPORT_INTEGER, 0},
                           {"turn_deg_per_min", REPORT_DECIMAL, 2},
                           {"status", REPORT_INTEGER, 0},
                           {"stations", REPORT_TEXT, 0}}},
    [REPORT_CROSSINGS] = {"crossings",
                          REPORT_POINT,
                          8,
                          {{"time", REPORT_TIME, 0},
                           {"mmsi", REPORT_INTEGER, 0},
                           {"class", REPORT_TEXT, 0},
                           {"place", REPORT_PLACE, 0},
                           {"gate", REPORT_TEXT, 0},
                           {"direction", REPORT_TEXT, 0},
                           {"before", REPORT_TIME, 0},
                           {"after", REPORT_TIME, 0}}},
    [REPORT_TRACKS] = {"tracks",
                       REPORT_LINE,
                       8,
                       {{"track", REPORT_INTEGER, 0},
                        {"mmsi", REPORT_INTEGER, 0},
                        {"class", REPORT_TEXT, 0},
                        {"name", REPORT_TEXT, 0},
                        {"first", REPORT_TIME, 0},
                        {"last", REPORT_TIME, 0},
                        {"position_count", REPORT_INTEGER, 0},
                        {"place", REPORT_PLACE, 0}}},
    [REPORT_VESSELS] = {"vessels",
                        REPORT_NOWHERE,
                        12,
                        {{"mmsi", REPORT_INTEGER, 0},
                         {"first", REPORT_TIME, 0},
                         {"last", REPORT_TIME, 0},
                         {"name", REPORT_TEXT, 0},
                         {"callsign", REPORT_TEXT, 0},
                         {"imo", REPORT_INTEGER, 0},
                         {"ship_type", REPORT_INTEGER, 0},
                         {"aid_type", REPORT_INTEGER, 0},
                         {"to_bow_m", REPORT_INTEGER, 0},
                         {"to_stern_m", REPORT_INTEGER, 0},
                         {"to_port_m", REPORT_INTEGER, 0},
                         {"to_starboard_m", REPORT_INTEGER, 0}}},
    [REPORT_VOYAGES] = {"voyages",
                        REPORT_NOWHERE,
                        9,
                        {{"mmsi", REPORT_INTEGER, 0},
                         {"first", REPORT_TIME, 0},
                         {"last", REPORT_TIME, 0},
                         {"destination", REPORT_TEXT, 0},
                         {"eta_month", REPORT_INTEGER, 0},
                         {"eta_day", REPORT_INTEGER, 0},
                         {"eta_hour", REPORT_INTEGER, 0},
                         {"eta_minute", REPORT_INTEGER, 0},
                         {"draught_m", REPORT_DECIMAL, 1}}},
};

const struct report_table *report_table_of(enum report_kind kind)
{
    assert(kind < REPORT_KIND_COUNT);
    return &tables[kind];
}

struct report_cell report_cell_number(int64_t number, bool is_there)
{
    return (struct report_cell){.is_there = is_there, .number = is_there ? number : 0};
}

struct report_cell report_cell_text(const char *words)
{
    return (struct report_cell){.is_there = words[0] != '\0', .text = words};
}

void report_cell_add(struct text *text, const struct report_column *column,
                     const struct report_cell *cell)
{
    if (!cell->is_there)
        return;
    switch (column->type) {
    case REPORT_INTEGER:
        text_add_int(text, cell->number);
        break;
    case REPORT_DECIMAL:
        text_add_decimal(text, cell->number, column->decimals);
        break;
    case REPORT_TIME:
        text_add_time(text, cell->number);
        break;
    case REPORT_TEXT:
        text_add(text, cell->text);
        break;
    case REPORT_PLACE:
        break;
    }
}

void report_row_add_title(struct text *text, const struct report_table *table,
                          const struct report_row *row)
{
    int64_t mmsi = 0;

    for (size_t i = 0; i < table->column_count; i++) {
        if (strcmp(table->columns[i].name, "name") == 0 && row->cells[i].is_there) {
            text_add(text, row->cells[i].text);
            return;
        }
        if (strcmp(table->columns[i].name, "mmsi") == 0)
            mmsi = row->cells[i].number;
    }
    text_add_format(text, "%09u", (unsigned)mmsi);
}

/* How many bytes a character of UTF-8 (RFC 3629) has there; 0 when it is none. */
static size_t character_size(const unsigned char *bytes)
{
    unsigned char first = bytes[0], low = 0x80, high = 0xbf;
    size_t size = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;

    if (first > 0xf4)
        return 0;
    if (first == 0xe0 || first == 0xf0)
        low = first == 0xe0 ? 0xa0 : 0x90; /* no longer than needed */
    if (first == 0xed || first == 0xf4)
        high = first == 0xed ? 0x9f : 0x8f; /* no surrogates, nothing beyond U+10FFFF */
    for (size_t i = 1; i < size; i++) {
        if (bytes[i] < low || bytes[i] > high)
            return 0;
        low = 0x80;
        high = 0xbf;
    }
    return size;
}

static bool is_utf8(const unsigned char *bytes)
{
    while (*bytes != '\0') {
        size_t size = character_size(bytes);
        if (size == 0)
            return false;
        bytes += size;
    }
    return true;
}

void report_text_add_utf8(struct text *text, const char *bytes)
{
    bool is_plain = is_utf8((const unsigned char *)bytes);

    for (; *bytes != '\0'; bytes++) {
        unsigned char byte = (unsigned char)*bytes;
        if (byte < ' ' || byte == 127) {
            text_add_char(text, '?');
        } else if (byte < 0x80 || is_plain) {
            text_add_char(text, *bytes);
        } else {
            text_add_char(text, (char)(0xc0 | byte >> 6));
            text_add_char(text, (char)(0x80 | (byte & 0x3f)));
        }
    }
}
