/* SPDX-License-Identifier: Apache-2.0 */
#include "source/table_columns.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

/* By enum source_table_value: what --columns calls them. */
static const char *const value_names[SOURCE_TABLE_VALUE_COUNT] = {
    "time",     "mmsi",     "lat",          "lon",      "speed",       "course", "heading",
    "turn",     "status",   "class",        "type",     "station",     "imo",    "callsign",
    "shipname", "shiptype", "cargo",        "aid_type", "length",      "width",  "to_bow",
    "to_stern", "to_port",  "to_starboard", "draught",  "destination", "eta",    "epfd",
};

struct column {
    enum source_table_value value;
    const char *name; /* in any case */
};

/* https://www.dma.dk/safety-at-sea/navigational-information/ais-data: UTC; a file of a month has
 * days in it, each with its header. */
static const struct column danish_columns[] = {
    {SOURCE_TABLE_TIME, "Timestamp"},
    {SOURCE_TABLE_MMSI, "MMSI"},
    {SOURCE_TABLE_LATITUDE, "Latitude"},
    {SOURCE_TABLE_LONGITUDE, "Longitude"},
    {SOURCE_TABLE_CLASS, "Type of mobile"},
    {SOURCE_TABLE_STATUS, "Navigational status"},
    {SOURCE_TABLE_TURN, "ROT"},
    {SOURCE_TABLE_SPEED, "SOG"},
    {SOURCE_TABLE_COURSE, "COG"},
    {SOURCE_TABLE_HEADING, "Heading"},
    {SOURCE_TABLE_IMO, "IMO"},
    {SOURCE_TABLE_CALLSIGN, "Callsign"},
    {SOURCE_TABLE_NAME, "Name"},
    {SOURCE_TABLE_SHIP_TYPE, "Ship type"},
    {SOURCE_TABLE_CARGO, "Cargo type"},
    {SOURCE_TABLE_WIDTH, "Width"},
    {SOURCE_TABLE_LENGTH, "Length"},
    {SOURCE_TABLE_EPFD, "Type of position fixing device"},
    {SOURCE_TABLE_DRAUGHT, "Draught"},
    {SOURCE_TABLE_DESTINATION, "Destination"},
    {SOURCE_TABLE_ETA, "ETA"},
    {SOURCE_TABLE_TO_BOW, "A"},
    {SOURCE_TABLE_TO_STERN, "B"},
    {SOURCE_TABLE_TO_PORT, "C"},
    {SOURCE_TABLE_TO_STARBOARD, "D"},
};

/* https://hub.marinecadastre.gov/pages/vesseltraffic: until 2024, and since 2025. Their "Cargo" is
 * the ship type once more. */
static const struct column cadastre_columns[] = {
    {SOURCE_TABLE_TIME, "BaseDateTime"},
    {SOURCE_TABLE_MMSI, "MMSI"},
    {SOURCE_TABLE_LATITUDE, "LAT"},
    {SOURCE_TABLE_LONGITUDE, "LON"},
    {SOURCE_TABLE_SPEED, "SOG"},
    {SOURCE_TABLE_COURSE, "COG"},
    {SOURCE_TABLE_HEADING, "Heading"},
    {SOURCE_TABLE_NAME, "VesselName"},
    {SOURCE_TABLE_IMO, "IMO"},
    {SOURCE_TABLE_CALLSIGN, "CallSign"},
    {SOURCE_TABLE_SHIP_TYPE, "VesselType"},
    {SOURCE_TABLE_STATUS, "Status"},
    {SOURCE_TABLE_LENGTH, "Length"},
    {SOURCE_TABLE_WIDTH, "Width"},
    {SOURCE_TABLE_DRAUGHT, "Draft"},
    {SOURCE_TABLE_CLASS, "TransceiverClass"},
    {SOURCE_TABLE_CLASS, "TranscieverClass"}, /* as it stands in the tables of some years */
};

static const struct column cadastre_columns_2025[] = {
    {SOURCE_TABLE_TIME, "base_date_time"},
    {SOURCE_TABLE_MMSI, "mmsi"},
    {SOURCE_TABLE_LATITUDE, "latitude"},
    {SOURCE_TABLE_LONGITUDE, "longitude"},
    {SOURCE_TABLE_SPEED, "sog"},
    {SOURCE_TABLE_COURSE, "cog"},
    {SOURCE_TABLE_HEADING, "heading"},
    {SOURCE_TABLE_NAME, "vessel_name"},
    {SOURCE_TABLE_IMO, "imo"},
    {SOURCE_TABLE_CALLSIGN, "call_sign"},
    {SOURCE_TABLE_SHIP_TYPE, "vessel_type"},
    {SOURCE_TABLE_STATUS, "status"},
    {SOURCE_TABLE_LENGTH, "length"},
    {SOURCE_TABLE_WIDTH, "width"},
    {SOURCE_TABLE_DRAUGHT, "draft"},
    {SOURCE_TABLE_CLASS, "transceiver"},
};

/* https://github.com/jvde-github/AIS-catcher: the tables that it keeps, written as CSV, and the
 * members of its JSON. */
static const struct column catcher_columns[] = {
    {SOURCE_TABLE_TIME, "received_at"},
    {SOURCE_TABLE_TIME, "rxuxtime"},
    {SOURCE_TABLE_TIME, "rxtime"},
    {SOURCE_TABLE_MMSI, "mmsi"},
    {SOURCE_TABLE_LATITUDE, "lat"},
    {SOURCE_TABLE_LONGITUDE, "lon"},
    {SOURCE_TABLE_SPEED, "speed"},
    {SOURCE_TABLE_COURSE, "course"},
    {SOURCE_TABLE_HEADING, "heading"},
    {SOURCE_TABLE_STATUS, "status"},
    {SOURCE_TABLE_TURN, "turn"},
    {SOURCE_TABLE_TYPE, "type"},
    {SOURCE_TABLE_STATION, "station_id"},
    {SOURCE_TABLE_NAME, "shipname"},
    {SOURCE_TABLE_CALLSIGN, "callsign"},
    {SOURCE_TABLE_IMO, "imo"},
    {SOURCE_TABLE_SHIP_TYPE, "shiptype"},
    {SOURCE_TABLE_AID_TYPE, "aid_type"},
    {SOURCE_TABLE_TO_BOW, "to_bow"},
    {SOURCE_TABLE_TO_STERN, "to_stern"},
    {SOURCE_TABLE_TO_PORT, "to_port"},
    {SOURCE_TABLE_TO_STARBOARD, "to_starboard"},
    {SOURCE_TABLE_DRAUGHT, "draught"},
    {SOURCE_TABLE_DESTINATION, "destination"},
    {SOURCE_TABLE_ETA, "eta"},
};

#define COLUMNS(columns) (columns), sizeof(columns) / sizeof(columns)[0]

static const struct maker {
    const char *name;
    const struct column *columns;
    size_t count;
    bool has_wrapped_values;
} makers[] = {
    {"the Danish Maritime Authority", COLUMNS(danish_columns), false},
    {"MarineCadastre", COLUMNS(cadastre_columns), true},
    {"MarineCadastre since 2025", COLUMNS(cadastre_columns_2025), true},
    {"AIS-catcher", COLUMNS(catcher_columns), false},
};

enum { MAKER_COUNT = sizeof makers / sizeof makers[0], ALIKE_MIN = 2 };

static const char advice[] =
    "; name its columns: --columns time=NAME,mmsi=NAME,lat=NAME,lon=NAME,speed=NAME";

/* The column of this name in the record, -1 when there is none. Some put a sign of a comment before
 * the first name. */
static int find_cell(const struct csv *record, const char *name)
{
    for (size_t i = 0; i < record->cell_count; i++) {
        const char *cell = csv_cell(record, i);
        if (strcasecmp(cell + strspn(cell, "# "), name) == 0)
            return (int)i;
    }
    return -1;
}

static void clear(struct source_table_columns *columns)
{
    *columns = (struct source_table_columns){.maker = ""};
    for (size_t i = 0; i < SOURCE_TABLE_VALUE_COUNT; i++)
        columns->at[i] = -1;
}

/* How many of the required columns there are. */
static size_t find_all(const struct csv *record, const struct maker *maker,
                       struct source_table_columns *columns)
{
    size_t required = 0;

    clear(columns);
    for (size_t i = 0; i < maker->count; i++)
        if (columns->at[maker->columns[i].value] < 0)
            columns->at[maker->columns[i].value] = find_cell(record, maker->columns[i].name);
    for (size_t i = 0; i < SOURCE_TABLE_REQUIRED_COUNT; i++)
        required += columns->at[i] >= 0;
    return required;
}

/* The first name that a maker has for a value. */
static const char *name_of(const struct maker *maker, size_t value)
{
    size_t i = 0;
    while (maker->columns[i].value != (enum source_table_value)value)
        i++;
    return maker->columns[i].name;
}

static bool fail_unknown(const struct csv *record, struct text *reason)
{
    struct source_table_columns columns;
    const struct maker *most = NULL;
    size_t required = ALIKE_MIN - 1;

    for (size_t i = 0; i < MAKER_COUNT; i++) {
        size_t found = find_all(record, &makers[i], &columns);
        if (found > required)
            most = &makers[i];
        required = found > required ? found : required;
    }
    if (most == NULL) {
        text_add(reason, "a table of no kind that is known");
    } else {
        text_add_format(reason, "a table like those of %s, but without", most->name);
        find_all(record, most, &columns);
        for (size_t i = 0; i < SOURCE_TABLE_REQUIRED_COUNT; i++)
            if (columns.at[i] < 0)
                text_add_format(reason, " %s", name_of(most, i));
    }
    text_add(reason, advice);
    return false;
}

static bool find_by_maker(const struct csv *record, struct source_table_columns *columns,
                          struct text *reason)
{
    for (size_t i = 0; i < MAKER_COUNT; i++)
        if (find_all(record, &makers[i], columns) == SOURCE_TABLE_REQUIRED_COUNT) {
            columns->maker = makers[i].name;
            columns->has_header = true;
            columns->has_wrapped_values = makers[i].has_wrapped_values;
            columns->cell_count = record->cell_count;
            return true;
        }
    return fail_unknown(record, reason);
}

static int column_number(const char *words)
{
    int number = 0;
    for (; *words >= '0' && *words <= '9' && number <= CSV_CELL_COUNT_MAX; words++)
        number = number * 10 + (*words - '0');
    return *words == '\0' && number <= CSV_CELL_COUNT_MAX ? number : 0;
}

static bool find_by_map(const struct csv *record, const struct source_table_map *map,
                        struct source_table_columns *columns, struct text *reason)
{
    clear(columns);
    columns->has_header = map->has_header;
    columns->has_any_identity = true;
    columns->cell_count = map->has_header ? record->cell_count : 0;
    for (size_t i = 0; i < map->count; i++) {
        const char *name = map->columns[i].name;
        int at = map->has_header ? find_cell(record, name) : column_number(name) - 1;
        if (at < 0 || (size_t)at >= record->cell_count) {
            text_add_format(reason, "a table without a column %s, which --columns names", name);
            return false;
        }
        columns->at[map->columns[i].value] = at;
    }
    return true;
}

bool source_table_columns_find(const struct csv *record, const struct source_table_map *map,
                               struct source_table_columns *columns, struct text *reason)
{
    struct source_table_columns found;

    if (!(map != NULL ? find_by_map(record, map, &found, reason)
                      : find_by_maker(record, &found, reason)))
        return false;
    *columns = found;
    return true;
}

/* "speed=sog" between `words` and `end`. */
static bool read_column(const char *words, const char *end, struct source_table_map *map,
                        struct text *reason)
{
    const char *equals = memchr(words, '=', (size_t)(end - words));
    size_t value = 0;
    size_t name_size = equals != NULL ? (size_t)(end - equals - 1) : 0;

    if (name_size == 0 || name_size >= SOURCE_TABLE_COLUMN_NAME_BYTES) {
        text_add(reason, "'");
        text_add_bytes(reason, words, (size_t)(end - words));
        text_add(reason, "' is no VALUE=COLUMN");
        return false;
    }
    size_t size = (size_t)(equals - words);
    while (value < SOURCE_TABLE_VALUE_COUNT &&
           (strlen(value_names[value]) != size || memcmp(value_names[value], words, size) != 0))
        value++;
    bool is_twice = false;
    for (size_t i = 0; i < map->count; i++)
        is_twice |= map->columns[i].value == (enum source_table_value)value;
    if (value == SOURCE_TABLE_VALUE_COUNT || is_twice) {
        text_add(reason, is_twice ? "twice '" : "no value '");
        text_add_bytes(reason, words, size);
        text_add(reason, "'");
        return false;
    }
    assert(map->count < SOURCE_TABLE_VALUE_COUNT);
    map->columns[map->count].value = (enum source_table_value)value;
    memcpy(map->columns[map->count].name, equals + 1, name_size);
    map->columns[map->count].name[name_size] = '\0';
    map->has_header |= column_number(map->columns[map->count].name) == 0;
    map->count++;
    return true;
}

bool source_table_map_read(const char *words, struct source_table_map *map, struct text *reason)
{
    struct source_table_map read = {0};

    for (const char *at = words;;) {
        const char *end = at + strcspn(at, ",");
        if (!read_column(at, end, &read, reason))
            return false;
        if (*end == '\0')
            break;
        at = end + 1;
    }
    for (size_t value = 0; value < SOURCE_TABLE_REQUIRED_COUNT; value++) {
        size_t i = 0;
        while (i < read.count && read.columns[i].value != (enum source_table_value)value)
            i++;
        if (i == read.count) {
            text_add_format(reason, "no column for %s", value_names[value]);
            return false;
        }
    }
    *map = read;
    return true;
}
