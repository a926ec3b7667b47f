/* SPDX-License-Identifier: Apache-2.0 */
#include "source/table.h"

#include "ais/layouts.h"
#include "ais/message_write.h"
#include "ais/turn.h"
#include "base/decimal.h"
#include "base/table.h"
#include "source/table_ship.h"
#include "source/table_value.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    MMSI_MIN = 1000000, /* of a coast station: 00MIDXXXX (ITU-R M.585) */
    MMSI_MAX = 999999999,
    DEGREE = 600000, /* of arc in ten-thousandths of a minute */
    LONGITUDE_NONE = 181 * DEGREE,
    LATITUDE_NONE = 91 * DEGREE,
    SPEED_NONE = 1023,
    SPEED_RANGE = 1024,
    COURSE_NONE = 3600,
    COURSE_RANGE = 4096,
    HEADING_NONE = 511,
    TURN_NONE = -128,
    STATUS_NONE = 15,
    ALTITUDE_NONE = 4095,
    TURN_MAX_E2 = 72000,  /* "faster than the indicator shows" */
    TURN_NONE_E2 = 73140, /* what comes of it when -128, "not available", is reckoned like a rate */
};

/* A row's values, as messages have them. */
struct row {
    int64_t time_ms;
    uint32_t mmsi;
    enum source_table_class sender;
    bool has_position;
    int32_t longitude_min_e4;
    int32_t latitude_min_e4;
    int32_t speed; /* tenths of a knot; knots of an aircraft */
    int32_t course_deg_e1;
    int32_t heading_deg;
    int32_t turn_indicator;
    int32_t status;
};

struct source_table {
    struct source_table_columns columns;
    struct table *ships; /* by MMSI, the places of `said` */
    uint64_t *said;      /* a hash of what the ship's last row said of it */
    uint64_t left_out_count;
    const struct csv *record; /* while it is taken */
    size_t message_count;
    struct ais_event messages[SOURCE_TABLE_MESSAGE_COUNT_MAX];
    uint8_t payloads[SOURCE_TABLE_MESSAGE_COUNT_MAX][AIS_PAYLOAD_BYTES_MAX];
};

static const char *const refusal_names[SOURCE_TABLE_REFUSAL_COUNT] = {
    [SOURCE_TABLE_TAKEN] = "taken",
    [SOURCE_TABLE_BAD_ROW] = "bad_row",
    [SOURCE_TABLE_NO_TIME] = "no_time",
    [SOURCE_TABLE_BAD_TIME] = "bad_time",
    [SOURCE_TABLE_BAD_MMSI] = "bad_mmsi",
    [SOURCE_TABLE_NO_POSITION] = "no_position",
    [SOURCE_TABLE_BAD_LATITUDE] = "bad_latitude",
    [SOURCE_TABLE_BAD_LONGITUDE] = "bad_longitude",
    [SOURCE_TABLE_BAD_SPEED] = "bad_speed",
    [SOURCE_TABLE_BAD_COURSE] = "bad_course",
    [SOURCE_TABLE_BAD_HEADING] = "bad_heading",
    [SOURCE_TABLE_BAD_TURN] = "bad_turn",
    [SOURCE_TABLE_BAD_STATUS] = "bad_status",
};

const char *source_table_refusal_name(enum source_table_refusal refusal)
{
    return refusal_names[refusal];
}

struct source_table *source_table_new(void)
{
    struct source_table *table = calloc(1, sizeof *table);

    if (table == NULL)
        return NULL;
    table->ships = table_new(SOURCE_TABLE_SHIP_COUNT_MAX);
    table->said = calloc(SOURCE_TABLE_SHIP_COUNT_MAX, sizeof *table->said);
    if (table->ships == NULL || table->said == NULL) {
        source_table_free(table);
        return NULL;
    }
    return table;
}

void source_table_free(struct source_table *table)
{
    if (table == NULL)
        return;
    table_free(table->ships);
    free(table->said);
    free(table);
}

void source_table_begin(struct source_table *table, const struct source_table_columns *columns)
{
    table->columns = *columns;
    table->message_count = 0;
    table_clear(table->ships);
}

size_t source_table_message_count(const struct source_table *table)
{
    return table->message_count;
}

const struct ais_event *source_table_message(const struct source_table *table, size_t index)
{
    assert(index < table->message_count);
    return &table->messages[index];
}

uint64_t source_table_left_out_count(const struct source_table *table)
{
    return table->left_out_count;
}

static const char *cell_of(const struct source_table *table, enum source_table_value value)
{
    return source_table_cell(table->record, &table->columns, value);
}

/* A coordinate within +-`max` degrees, or exactly what means that there is none. */
static bool read_angle(const char *cell, int32_t max_deg, int32_t none, int32_t *angle)
{
    int64_t count;

    if (cell[0] == '\0') {
        *angle = none;
        return true;
    }
    if (!decimal_read(cell, DEGREE, &count) ||
        (count != none &&
         (count > max_deg * (int64_t)DEGREE || count < -max_deg * (int64_t)DEGREE)))
        return false;
    *angle = (int32_t)count;
    return true;
}

/* A count from 0 to below `range`. Where the table's maker took the highest bit for a sign, what is
 * below zero lacks the range. */
static bool read_count(const struct source_table *table, const char *cell, int32_t per_unit,
                       int32_t range, int32_t *count)
{
    int64_t read;

    if (cell[0] == '\0')
        return true;
    if (!decimal_read(cell, per_unit, &read))
        return false;
    if (read < 0 && table->columns.has_wrapped_values)
        read += range;
    if (read < 0 || read >= range)
        return false;
    *count = (int32_t)read;
    return true;
}

/* Whether rounding alone made a number out of `cell` that means "not available". */
static bool is_rounded_up(const char *cell, int32_t per_unit, int32_t none)
{
    int64_t thousandths;

    return decimal_read(cell, per_unit * 1000, &thousandths) && thousandths >= 0 &&
           thousandths < none * INT64_C(1000);
}

static bool read_speed(const struct source_table *table, int32_t per_unit, int32_t *speed)
{
    const char *cell = cell_of(table, SOURCE_TABLE_SPEED);

    if (!read_count(table, cell, per_unit, SPEED_RANGE, speed))
        return false;
    if (*speed == SPEED_NONE && is_rounded_up(cell, per_unit, SPEED_NONE))
        *speed = SPEED_NONE - 1;
    return true;
}

static bool read_course(const struct source_table *table, int32_t *course)
{
    const char *cell = cell_of(table, SOURCE_TABLE_COURSE);

    if (!read_count(table, cell, 10, COURSE_RANGE, course))
        return false;
    if (*course == COURSE_NONE && is_rounded_up(cell, 10, COURSE_NONE))
        *course = 0;
    return true;
}

static bool read_heading(const struct source_table *table, int32_t *heading)
{
    const char *cell = cell_of(table, SOURCE_TABLE_HEADING);
    int64_t count;

    if (cell[0] == '\0')
        return true;
    if (!decimal_read(cell, 1, &count) || count < 0 || count > HEADING_NONE)
        return false;
    *heading = count == 360 ? 0 : (int32_t)count;
    return true;
}

static bool read_turn(const struct source_table *table, int32_t *indicator)
{
    const char *cell = cell_of(table, SOURCE_TABLE_TURN);
    int64_t count;

    if (cell[0] == '\0')
        return true;
    if (!decimal_read(cell, 100, &count) || count > TURN_NONE_E2 || count < -TURN_NONE_E2)
        return false;
    if (count <= TURN_MAX_E2 && count >= -TURN_MAX_E2)
        *indicator = ais_turn_indicator((double)count / 100);
    return true;
}

/* By the type of the message that it was, by its class, or by its number (ITU-R M.585). */
static enum source_table_class find_sender(const struct source_table *table, uint32_t mmsi)
{
    enum source_table_class sender = SOURCE_TABLE_CLASS_A;
    int64_t type = 0;

    if (decimal_read(cell_of(table, SOURCE_TABLE_TYPE), 1, &type)) {
        if (type == 18 || type == 19 || type == 24)
            return SOURCE_TABLE_CLASS_B;
        if (type == 4 || type == 11)
            return SOURCE_TABLE_BASE_STATION;
        if (type == 9 || type == 21)
            return (enum source_table_class)type;
        if ((type >= 1 && type <= 3) || type == 5 || type == 27)
            return SOURCE_TABLE_CLASS_A;
    }
    if (source_table_class(cell_of(table, SOURCE_TABLE_CLASS), &sender))
        return sender;
    if (mmsi / 10000000 == 99)
        return SOURCE_TABLE_AID;
    if (mmsi / 1000000 == 111)
        return SOURCE_TABLE_AIRCRAFT;
    return mmsi >= MMSI_MIN && mmsi < 10000000 ? SOURCE_TABLE_BASE_STATION : SOURCE_TABLE_CLASS_A;
}

static enum source_table_refusal read_identity(const struct source_table *table, struct row *row)
{
    const char *time = cell_of(table, SOURCE_TABLE_TIME);
    int64_t mmsi;

    if (time[0] == '\0')
        return SOURCE_TABLE_NO_TIME;
    if (!source_table_time(time, &row->time_ms))
        return SOURCE_TABLE_BAD_TIME;
    if (!decimal_read(cell_of(table, SOURCE_TABLE_MMSI), 1, &mmsi) || mmsi > MMSI_MAX ||
        mmsi < (table->columns.has_any_identity ? 1 : MMSI_MIN))
        return SOURCE_TABLE_BAD_MMSI;
    row->mmsi = (uint32_t)mmsi;
    row->sender = find_sender(table, row->mmsi);
    return SOURCE_TABLE_TAKEN;
}

static enum source_table_refusal read_motion(const struct source_table *table, struct row *row)
{
    const char *latitude = cell_of(table, SOURCE_TABLE_LATITUDE);
    const char *longitude = cell_of(table, SOURCE_TABLE_LONGITUDE);
    const char *status = cell_of(table, SOURCE_TABLE_STATUS);

    row->has_position = latitude[0] != '\0' || longitude[0] != '\0';
    row->speed = SPEED_NONE;
    row->course_deg_e1 = COURSE_NONE;
    row->heading_deg = HEADING_NONE;
    row->turn_indicator = TURN_NONE;
    row->status = STATUS_NONE;
    if (!read_angle(latitude, 90, LATITUDE_NONE, &row->latitude_min_e4))
        return SOURCE_TABLE_BAD_LATITUDE;
    if (!read_angle(longitude, 180, LONGITUDE_NONE, &row->longitude_min_e4))
        return SOURCE_TABLE_BAD_LONGITUDE;
    if (!read_speed(table, row->sender == SOURCE_TABLE_AIRCRAFT ? 1 : 10, &row->speed))
        return SOURCE_TABLE_BAD_SPEED;
    if (!read_course(table, &row->course_deg_e1))
        return SOURCE_TABLE_BAD_COURSE;
    if (!read_heading(table, &row->heading_deg))
        return SOURCE_TABLE_BAD_HEADING;
    if (!read_turn(table, &row->turn_indicator))
        return SOURCE_TABLE_BAD_TURN;
    if (status[0] != '\0' && !source_table_status(status, &row->status))
        return SOURCE_TABLE_BAD_STATUS;
    return SOURCE_TABLE_TAKEN;
}

/* The next message of the row; its fields are still to be filled. */
static struct ais_message *add_message(struct source_table *table, const struct row *row,
                                       uint8_t type, const struct ais_layout *layout)
{
    assert(table->message_count < SOURCE_TABLE_MESSAGE_COUNT_MAX);
    struct ais_event *event = &table->messages[table->message_count++];
    struct ais_message *message = &event->message;

    memset(event, 0, offsetof(struct ais_event, message));
    event->kind = AIS_EVENT_MESSAGE;
    event->line_number = table->record->line_number;
    event->received_ms = CLOCK_UNKNOWN_MS;
    event->stamp.time_ms = row->time_ms;
    const char *station = cell_of(table, SOURCE_TABLE_STATION);
    size_t size = strnlen(station, AIS_STATION_BYTES - 1);
    memcpy(event->stamp.station, station, size);
    memset(message, 0, offsetof(struct ais_message, application));
    message->application.layout = NULL;
    message->type = type;
    message->part = layout->part;
    message->mmsi = row->mmsi;
    message->layout = layout;
    return message;
}

/* The last message's payload. */
static void write_payload(struct source_table *table)
{
    size_t place = table->message_count - 1;
    struct ais_message *message = &table->messages[place].message;

    struct ais_written written = ais_message_write(message, table->payloads[place]);
    assert(written.refused == NULL);
    message->bits = (struct ais_bits){table->payloads[place], written.bit_count};
}

static int32_t second_of(const struct row *row)
{
    return (int32_t)(row->time_ms / 1000 % 60);
}

/* The members are named the same in every message that has them. */
#define SET_POSITION(fields, row)                                                                  \
    ((fields)->longitude_min_e4 = (row)->longitude_min_e4,                                         \
     (fields)->latitude_min_e4 = (row)->latitude_min_e4)
#define SET_MOTION(fields, row)                                                                    \
    ((fields)->course_deg_e1 = (row)->course_deg_e1, (fields)->utc_second = second_of(row))
#define SET_DIMENSIONS(fields, ship)                                                               \
    ((fields)->to_bow_m = (ship)->to_bow_m, (fields)->to_stern_m = (ship)->to_stern_m,             \
     (fields)->to_port_m = (ship)->to_port_m, (fields)->to_starboard_m = (ship)->to_starboard_m)

static void add_class_a(struct source_table *table, const struct row *row)
{
    struct ais_position *fields =
        &add_message(table, row, 1, &ais_position_layout)->fields.position;

    SET_POSITION(fields, row);
    SET_MOTION(fields, row);
    fields->navigation_status = row->status;
    fields->turn_indicator = row->turn_indicator;
    fields->speed_kn_e1 = row->speed;
    fields->heading_deg = row->heading_deg;
    write_payload(table);
}

static void add_class_b(struct source_table *table, const struct row *row)
{
    struct ais_class_b *fields = &add_message(table, row, 18, &ais_class_b_layout)->fields.class_b;

    SET_POSITION(fields, row);
    SET_MOTION(fields, row);
    fields->speed_kn_e1 = row->speed;
    fields->heading_deg = row->heading_deg;
    write_payload(table);
}

static void add_aircraft(struct source_table *table, const struct row *row)
{
    struct ais_sar_aircraft *fields =
        &add_message(table, row, 9, &ais_sar_aircraft_layout)->fields.sar_aircraft;

    SET_POSITION(fields, row);
    SET_MOTION(fields, row);
    fields->altitude_m = ALTITUDE_NONE;
    fields->speed_kn = row->speed;
    write_payload(table);
}

static void add_base_station(struct source_table *table, const struct row *row,
                             const struct source_table_ship *ship)
{
    struct ais_base_station *fields =
        &add_message(table, row, 4, &ais_base_station_layout)->fields.base_station;

    SET_POSITION(fields, row);
    fields->time = source_table_date(row->time_ms);
    fields->epfd = ship->epfd;
    write_payload(table);
}

static void add_aid(struct source_table *table, const struct row *row,
                    const struct source_table_ship *ship)
{
    struct ais_aid *fields = &add_message(table, row, 21, &ais_aid_layout)->fields.aid;

    SET_POSITION(fields, row);
    SET_DIMENSIONS(fields, ship);
    fields->aid_type = ship->aid_type;
    memcpy(fields->name, ship->name, sizeof ship->name);
    fields->epfd = ship->epfd;
    fields->utc_second = second_of(row);
    write_payload(table);
}

static void add_position(struct source_table *table, const struct row *row,
                         const struct source_table_ship *ship)
{
    switch (row->sender) {
    case SOURCE_TABLE_CLASS_A:
        add_class_a(table, row);
        break;
    case SOURCE_TABLE_CLASS_B:
        add_class_b(table, row);
        break;
    case SOURCE_TABLE_AIRCRAFT:
        add_aircraft(table, row);
        break;
    case SOURCE_TABLE_BASE_STATION:
        add_base_station(table, row, ship);
        break;
    case SOURCE_TABLE_AID:
        add_aid(table, row, ship);
        break;
    }
}

static void add_voyage(struct source_table *table, const struct row *row,
                       const struct source_table_ship *ship)
{
    struct ais_voyage *fields = &add_message(table, row, 5, &ais_voyage_layout)->fields.voyage;

    SET_DIMENSIONS(fields, ship);
    fields->imo = ship->imo;
    memcpy(fields->callsign, ship->callsign, sizeof fields->callsign);
    memcpy(fields->ship_name, ship->name, sizeof fields->ship_name);
    fields->ship_type = ship->ship_type;
    fields->epfd = ship->epfd;
    fields->eta = ship->eta;
    fields->draught_m_e1 = ship->draught_m_e1;
    memcpy(fields->destination, ship->destination, sizeof fields->destination);
    fields->dte = 1; /* not available */
    write_payload(table);
}

/* An auxiliary craft has its mother ship where others have their size. */
static void add_static(struct source_table *table, const struct row *row,
                       const struct source_table_ship *ship)
{
    bool is_auxiliary = ais_static_is_auxiliary(row->mmsi);

    if (ship->name[0] != '\0') {
        struct ais_message *message = add_message(table, row, 24, &ais_static_a_layout);
        memcpy(message->fields.static_a.ship_name, ship->name, sizeof ship->name);
        write_payload(table);
    }
    if (is_auxiliary) {
        struct ais_static_b_auxiliary *fields =
            &add_message(table, row, 24, &ais_static_b_auxiliary_layout)->fields.static_b_auxiliary;
        fields->ship_type = ship->ship_type;
        memcpy(fields->callsign, ship->callsign, sizeof fields->callsign);
        fields->epfd = ship->epfd;
    } else {
        struct ais_static_b *fields =
            &add_message(table, row, 24, &ais_static_b_layout)->fields.static_b;
        SET_DIMENSIONS(fields, ship);
        fields->ship_type = ship->ship_type;
        memcpy(fields->callsign, ship->callsign, sizeof fields->callsign);
        fields->epfd = ship->epfd;
    }
    write_payload(table);
}

/* Whether this row says something else of the ship than its last one did; remembers it. */
static bool is_news(struct source_table *table, const struct row *row)
{
    uint64_t said = source_table_ship_hash(table->record, &table->columns);
    uint32_t place = (uint32_t)table_count(table->ships);

    if (table_find(table->ships, row->mmsi, &place)) {
        bool is_new = table->said[place] != said;
        table->said[place] = said;
        return is_new;
    }
    if (table_set(table->ships, row->mmsi, place))
        table->said[place] = said;
    return true;
}

/* What stands still and what a pilot needs to know are in their position reports. */
static bool has_ship(const struct row *row)
{
    return row->sender != SOURCE_TABLE_AID && row->sender != SOURCE_TABLE_BASE_STATION;
}

static enum source_table_refusal add_messages(struct source_table *table, const struct row *row)
{
    struct source_table_ship ship = {0};
    bool is_ship = has_ship(row);
    bool has_news = is_ship && is_news(table, row);

    if (has_news || !is_ship || !row->has_position)
        table->left_out_count += source_table_ship_read(table->record, &table->columns, &ship);
    if (row->has_position)
        add_position(table, row, &ship);
    if (has_news && ship.says_something && row->sender == SOURCE_TABLE_CLASS_B)
        add_static(table, row, &ship);
    else if (has_news && ship.says_something)
        add_voyage(table, row, &ship);
    return row->has_position || (is_ship && ship.says_something) ? SOURCE_TABLE_TAKEN
                                                                 : SOURCE_TABLE_NO_POSITION;
}

enum source_table_refusal source_table_take(struct source_table *table, const struct csv *record)
{
    struct row row = {0};

    table->message_count = 0;
    table->record = record;
    if (table->columns.cell_count > 0 && record->cell_count != table->columns.cell_count)
        return SOURCE_TABLE_BAD_ROW;
    enum source_table_refusal refusal = read_identity(table, &row);
    if (refusal == SOURCE_TABLE_TAKEN)
        refusal = read_motion(table, &row);
    if (refusal == SOURCE_TABLE_TAKEN)
        refusal = add_messages(table, &row);
    return refusal;
}
