/* SPDX-License-Identifier: Apache-2.0 */
#include "source/table_ship.h"

#include "ais/layout_write.h"
#include "base/calendar.h"
#include "base/decimal.h"
#include "base/hash.h"
#include "source/table_value.h"

#include <string.h>
#include <strings.h>

enum {
    LENGTH_MAX_M = 511, /* or more, as all of these */
    WIDTH_MAX_M = 63,
    DRAUGHT_MAX_E1 = 255,
    IMO_MAX = (1 << 30) - 1,
    AID_TYPE_MAX = 31,
    HOUR_NONE = 24,
    MINUTE_NONE = 60,
};

/* A row that is read, and how much of it was left out. */
struct reading {
    const struct csv *record;
    const struct source_table_columns *columns;
    unsigned left_out;
};

static const char *cell_of(const struct reading *reading, enum source_table_value value)
{
    return source_table_cell(reading->record, reading->columns, value);
}

/* A text in the letters that AIS has. */
static void read_text(struct reading *reading, enum source_table_value value, char *text,
                      size_t size_max)
{
    const char *cell = cell_of(reading, value);
    bool is_changed = false;
    size_t size = 0;

    for (; *cell != '\0' && size + 1 < size_max; cell++) {
        char letter = *cell >= 'a' && *cell <= 'z' ? (char)(*cell - 'a' + 'A') : *cell;
        bool is_known = ais_layout_sextet(letter) > 0;
        text[size++] = is_known ? letter : '?';
        is_changed |= !is_known;
    }
    is_changed |= cell[strspn(cell, " ")] != '\0';
    while (size > 0 && text[size - 1] == ' ')
        size--;
    text[size] = '\0';
    reading->left_out += is_changed;
}

/* A number of 10^-decimals; what is more than `max` is sent as that. */
static int32_t read_measure(struct reading *reading, enum source_table_value value,
                            int32_t per_unit, int32_t max)
{
    const char *cell = cell_of(reading, value);
    int64_t count = 0;

    if (cell[0] != '\0' && (!decimal_read(cell, per_unit, &count) || count < 0)) {
        reading->left_out++;
        return 0;
    }
    return count > max ? max : (int32_t)count;
}

/* "9074729", "IMO9074729". */
static int32_t read_imo(struct reading *reading)
{
    const char *cell = cell_of(reading, SOURCE_TABLE_IMO);
    int64_t count = 0;

    if (strncasecmp(cell, "IMO", 3) == 0)
        cell += 3;
    cell += strspn(cell, " ");
    if (cell[0] != '\0' && (!decimal_read(cell, 1, &count) || count < 0 || count > IMO_MAX)) {
        reading->left_out++;
        return 0;
    }
    return (int32_t)count;
}

static int32_t read_code(struct reading *reading, enum source_table_value value,
                         bool (*read)(const char *, int32_t *))
{
    const char *cell = cell_of(reading, value);
    int32_t code = 0;

    if (cell[0] != '\0' && !read(cell, &code))
        reading->left_out++;
    return code;
}

static void read_size(struct reading *reading, struct source_table_ship *ship)
{
    ship->to_bow_m = read_measure(reading, SOURCE_TABLE_TO_BOW, 1, LENGTH_MAX_M);
    ship->to_stern_m = read_measure(reading, SOURCE_TABLE_TO_STERN, 1, LENGTH_MAX_M);
    ship->to_port_m = read_measure(reading, SOURCE_TABLE_TO_PORT, 1, WIDTH_MAX_M);
    ship->to_starboard_m = read_measure(reading, SOURCE_TABLE_TO_STARBOARD, 1, WIDTH_MAX_M);
    if ((ship->to_bow_m | ship->to_stern_m | ship->to_port_m | ship->to_starboard_m) != 0)
        return;
    ship->to_stern_m = read_measure(reading, SOURCE_TABLE_LENGTH, 1, LENGTH_MAX_M);
    ship->to_starboard_m = read_measure(reading, SOURCE_TABLE_WIDTH, 1, WIDTH_MAX_M);
}

struct ais_date_time source_table_date(int64_t time_ms)
{
    int64_t time_s = time_ms / 1000;
    struct calendar_date date = calendar_date_of(time_s / 86400);

    return (struct ais_date_time){.year = (int32_t)date.year,
                                  .month = date.month,
                                  .day = date.day,
                                  .hour = (int32_t)(time_s / 3600 % 24),
                                  .minute = (int32_t)(time_s / 60 % 60),
                                  .second = (int32_t)(time_s % 60)};
}

/* A date, or "11-19T11:00Z" as messages have it, without a year. */
static void read_eta(struct reading *reading, struct ais_date_time *eta)
{
    static const char year[] = "2000-"; /* any leap year */
    const char *cell = cell_of(reading, SOURCE_TABLE_ETA);
    char whole[sizeof year + sizeof "11-19T11:00:00Z"] = "";
    int64_t time_ms;

    *eta = (struct ais_date_time){
        .year = AIS_MISSING, .hour = HOUR_NONE, .minute = MINUTE_NONE, .second = AIS_MISSING};
    if (cell[0] == '\0')
        return;
    if (strlen(cell) == strlen("11-19T11:00Z")) {
        struct text text = text_init(whole, sizeof whole);
        text_add(&text, year);
        text_add_bytes(&text, cell, strlen("11-19T11:00"));
        text_add(&text, ":00Z");
        cell = whole;
    }
    if (!source_table_time(cell, &time_ms)) {
        /* "00-00T24:60Z" says that there is none. */
        reading->left_out += strcmp(whole, "2000-00-00T24:60:00Z") != 0;
        return;
    }
    struct ais_date_time date = source_table_date(time_ms);
    eta->month = date.month;
    eta->day = date.day;
    eta->hour = date.hour;
    eta->minute = date.minute;
}

unsigned source_table_ship_read(const struct csv *record,
                                const struct source_table_columns *columns,
                                struct source_table_ship *ship)
{
    struct reading reading = {.record = record, .columns = columns};

    ship->imo = read_imo(&reading);
    read_text(&reading, SOURCE_TABLE_CALLSIGN, ship->callsign, sizeof ship->callsign);
    read_text(&reading, SOURCE_TABLE_NAME, ship->name, sizeof ship->name);
    read_text(&reading, SOURCE_TABLE_DESTINATION, ship->destination, sizeof ship->destination);
    ship->ship_type = source_table_ship_type_with(
        read_code(&reading, SOURCE_TABLE_SHIP_TYPE, source_table_ship_type),
        cell_of(&reading, SOURCE_TABLE_CARGO));
    ship->aid_type = read_measure(&reading, SOURCE_TABLE_AID_TYPE, 1, AID_TYPE_MAX);
    read_size(&reading, ship);
    ship->epfd = read_code(&reading, SOURCE_TABLE_EPFD, source_table_epfd);
    ship->draught_m_e1 = read_measure(&reading, SOURCE_TABLE_DRAUGHT, 10, DRAUGHT_MAX_E1);
    read_eta(&reading, &ship->eta);
    ship->says_something =
        ship->imo != 0 || ship->callsign[0] != '\0' || ship->name[0] != '\0' ||
        ship->destination[0] != '\0' || ship->ship_type != 0 || ship->draught_m_e1 != 0 ||
        (ship->to_bow_m | ship->to_stern_m | ship->to_port_m | ship->to_starboard_m) != 0 ||
        ship->eta.month != 0;
    return reading.left_out;
}

uint64_t source_table_ship_hash(const struct csv *record,
                                const struct source_table_columns *columns)
{
    char bytes[CSV_RECORD_BYTES_MAX + SOURCE_TABLE_VALUE_COUNT];
    struct text text = text_init(bytes, sizeof bytes);

    for (int value = SOURCE_TABLE_IMO; value <= SOURCE_TABLE_EPFD; value++) {
        text_add(&text, source_table_cell(record, columns, (enum source_table_value)value));
        text_add_char(&text, '\n');
    }
    return hash_bytes(bytes, text.size);
}
