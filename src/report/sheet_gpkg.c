/* SPDX-License-Identifier: Apache-2.0 */
/* GeoPackage 1.3 (OGC 12-128r18): a database of SQLite with one table of features, or of attributes
 * where rows are nowhere. A track is a MultiLineString with measures, which are its times in
 * seconds since 1970. */
#include "report/sheet_inside.h"
#include "report/split.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    APPLICATION_ID = 0x47504b47, /* "GPKG" */
    VERSION = 10300,
    WGS84 = 4326,
    HEADER_BYTES = 8,
    ENVELOPE_BYTES = 32,
    WKB_POINT = 1,
    WKB_LINE_M = 2002,
    WKB_MULTI_LINE_M = 2005,
    PART_BYTES = 9,
    VERTEX_BYTES = 24,
    GEOMETRY_BYTES_MAX = HEADER_BYTES + ENVELOPE_BYTES + PART_BYTES +
                         REPORT_TRACK_SPLIT_MAX * VERTEX_BYTES + REPORT_TRACK_PART_MAX * PART_BYTES,
};

struct report_gpkg {
    sqlite3 *database;
    sqlite3_stmt *insert;
    int64_t last_ms; /* of all times in the rows; nobody's clock is asked */
    int32_t west, south, east, north;
    size_t size;
    uint8_t geometry[GEOMETRY_BYTES_MAX];
};

/* What every GeoPackage has (12-128r18, 1.1.2, 1.1.3, 2.1.5). */
static const char tables[] =
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
    "BEGIN;"
    "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,"
    " organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,"
    " definition TEXT NOT NULL, description TEXT);"
    "INSERT INTO gpkg_spatial_ref_sys VALUES"
    "('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),"
    "('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL),"
    "('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\","
    "SPHEROID[\"WGS 84\",6378137,298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],"
    "AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],"
    "UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],"
    "AXIS[\"Latitude\",NORTH],AXIS[\"Longitude\",EAST],AUTHORITY[\"EPSG\",\"4326\"]]',"
    " 'longitude and latitude in degrees');"
    "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,"
    " identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL"
    " DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE,"
    " max_y DOUBLE, srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id)"
    " REFERENCES gpkg_spatial_ref_sys(srs_id));"
    "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,"
    " geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,"
    " m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),"
    " CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY"
    " (table_name) REFERENCES gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY"
    " (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));";

static bool run(struct report_gpkg *gpkg, const char *words, struct text *reason)
{
    if (sqlite3_exec(gpkg->database, words, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    text_add_format(reason, "cannot write: %s", sqlite3_errmsg(gpkg->database));
    return false;
}

/* Makes the table of rows, and what says of it that it is there. */
static bool make_table(struct report_sheet *sheet, struct text *reason)
{
    static const char *const types[] = {[REPORT_INTEGER] = "INTEGER",
                                        [REPORT_DECIMAL] = "DOUBLE",
                                        [REPORT_TEXT] = "TEXT",
                                        [REPORT_TIME] = "DATETIME"};
    static const char *const shapes[] = {
        [REPORT_POINT] = "POINT", [REPORT_LINE] = "MULTILINESTRING"};
    const struct report_table *table = sheet->table;
    bool is_somewhere = table->shape != REPORT_NOWHERE;
    char bytes[2048];
    struct text words = text_init(bytes, sizeof bytes);

    text_add_format(&words,
                    "PRAGMA application_id = %d; PRAGMA user_version = %d;"
                    "CREATE TABLE %s (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL",
                    APPLICATION_ID, VERSION, table->name);
    if (is_somewhere)
        text_add_format(&words, ", geom %s", shapes[table->shape]);
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].type != REPORT_PLACE)
            text_add_format(&words, ", \"%s\" %s", table->columns[i].name,
                            types[table->columns[i].type]);
    text_add_format(&words,
                    "); INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)"
                    " VALUES ('%s', '%s', '%s', %d);",
                    table->name, is_somewhere ? "features" : "attributes", table->name,
                    is_somewhere ? WGS84 : 0);
    if (is_somewhere)
        text_add_format(&words,
                        "INSERT INTO gpkg_geometry_columns VALUES ('%s', 'geom', '%s', %d, 0, %d);",
                        table->name, shapes[table->shape], WGS84, table->shape == REPORT_LINE);
    return run(sheet->gpkg, bytes, reason);
}

static bool prepare_insert(struct report_sheet *sheet, struct text *reason)
{
    struct report_gpkg *gpkg = sheet->gpkg;
    char bytes[256];
    struct text words = text_init(bytes, sizeof bytes);
    size_t count = sheet->table->column_count; /* with the geometry instead of the place */

    text_add_format(&words, "INSERT INTO %s VALUES (NULL", sheet->table->name);
    for (size_t i = 0; i < count; i++)
        text_add(&words, ", ?");
    text_add(&words, ")");
    if (sqlite3_prepare_v2(gpkg->database, bytes, -1, &gpkg->insert, NULL) == SQLITE_OK)
        return true;
    text_add(reason, sqlite3_errmsg(gpkg->database));
    return false;
}

static void release(struct report_sheet *sheet)
{
    struct report_gpkg *gpkg = sheet->gpkg;

    sqlite3_finalize(gpkg->insert);
    sqlite3_close_v2(gpkg->database);
    free(gpkg);
    sheet->gpkg = NULL;
}

static bool begin(struct report_sheet *sheet, struct text *reason)
{
    struct report_gpkg *gpkg = calloc(1, sizeof *gpkg);

    if (gpkg == NULL) {
        text_add(reason, "there is no memory");
        return false;
    }
    sheet->gpkg = gpkg;
    gpkg->west = gpkg->south = INT32_MAX;
    gpkg->east = gpkg->north = INT32_MIN;
    unlink(sheet->path); /* what was left by a program that was stopped */
    int result = sqlite3_open_v2(sheet->path, &gpkg->database,
                                 SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (result != SQLITE_OK)
        text_add(reason, sqlite3_errmsg(gpkg->database));
    if (result == SQLITE_OK && run(gpkg, tables, reason) && make_table(sheet, reason) &&
        prepare_insert(sheet, reason))
        return true;
    release(sheet);
    unlink(sheet->path);
    return false;
}

/* Little endian, as the blobs say of themselves. */
static void put(struct report_gpkg *gpkg, uint64_t value, size_t size)
{
    for (size_t i = 0; i < size; i++)
        gpkg->geometry[gpkg->size++] = (uint8_t)(value >> 8 * i);
}

static void put_real(struct report_gpkg *gpkg, double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    put(gpkg, bits, sizeof bits);
}

static void put_vertex(struct report_gpkg *gpkg, const struct report_vertex *vertex)
{
    int32_t longitude = vertex->longitude_deg_e6, latitude = vertex->latitude_deg_e6;

    gpkg->west = longitude < gpkg->west ? longitude : gpkg->west;
    gpkg->east = longitude > gpkg->east ? longitude : gpkg->east;
    gpkg->south = latitude < gpkg->south ? latitude : gpkg->south;
    gpkg->north = latitude > gpkg->north ? latitude : gpkg->north;
    put_real(gpkg, longitude / 1e6);
    put_real(gpkg, latitude / 1e6);
}

/* "GP", version 1, and little endian with or without an envelope (2.1.3). */
static void put_header(struct report_gpkg *gpkg, bool has_envelope)
{
    gpkg->size = 0;
    put(gpkg, 'G', 1);
    put(gpkg, 'P', 1);
    put(gpkg, 0, 1);
    put(gpkg, has_envelope ? 3 : 1, 1);
    put(gpkg, WGS84, 4);
}

static void put_envelope(struct report_gpkg *gpkg, const struct report_line *line)
{
    int32_t west = INT32_MAX, east = INT32_MIN, south = INT32_MAX, north = INT32_MIN;

    for (size_t i = 0; i < line->ends[line->part_count - 1]; i++) {
        const struct report_vertex *vertex = &line->split[i];
        west = vertex->longitude_deg_e6 < west ? vertex->longitude_deg_e6 : west;
        east = vertex->longitude_deg_e6 > east ? vertex->longitude_deg_e6 : east;
        south = vertex->latitude_deg_e6 < south ? vertex->latitude_deg_e6 : south;
        north = vertex->latitude_deg_e6 > north ? vertex->latitude_deg_e6 : north;
    }
    put_real(gpkg, west / 1e6);
    put_real(gpkg, east / 1e6);
    put_real(gpkg, south / 1e6);
    put_real(gpkg, north / 1e6);
}

static void put_line(struct report_gpkg *gpkg, const struct report_line *line)
{
    uint32_t done = 0;

    put_header(gpkg, true);
    put_envelope(gpkg, line);
    put(gpkg, 1, 1);
    put(gpkg, WKB_MULTI_LINE_M, 4);
    put(gpkg, line->part_count, 4);
    for (size_t part = 0; part < line->part_count; part++) {
        put(gpkg, 1, 1);
        put(gpkg, WKB_LINE_M, 4);
        put(gpkg, line->ends[part] - done, 4);
        for (; done < line->ends[part]; done++) {
            put_vertex(gpkg, &line->split[done]);
            put_real(gpkg, (double)line->split[done].time_ms / 1000);
        }
    }
}

static void put_point(struct report_gpkg *gpkg, const struct report_vertex *place)
{
    put_header(gpkg, false);
    put(gpkg, 1, 1);
    put(gpkg, WKB_POINT, 4);
    put_vertex(gpkg, place);
}

static void bind_geometry(struct report_sheet *sheet, const struct report_row *row, int at)
{
    struct report_gpkg *gpkg = sheet->gpkg;

    if (sheet->table->shape == REPORT_LINE)
        put_line(gpkg, &row->line);
    else if (row->has_place)
        put_point(gpkg, &row->place);
    else
        return; /* stays NULL */
    assert(gpkg->size <= sizeof gpkg->geometry);
    sqlite3_bind_blob64(gpkg->insert, at, gpkg->geometry, gpkg->size, SQLITE_STATIC);
}

static void bind_cell(struct report_gpkg *gpkg, const struct report_column *column,
                      const struct report_cell *cell, int at)
{
    static const double scales[] = {1, 10, 100};
    char bytes[32];
    struct text text = text_init(bytes, sizeof bytes);

    if (!cell->is_there)
        return;
    if (column->type == REPORT_TEXT) {
        sqlite3_bind_text(gpkg->insert, at, cell->text, -1, SQLITE_STATIC);
    } else if (column->type == REPORT_INTEGER) {
        sqlite3_bind_int64(gpkg->insert, at, cell->number);
    } else if (column->type == REPORT_DECIMAL) {
        sqlite3_bind_double(gpkg->insert, at, (double)cell->number / scales[column->decimals]);
    } else {
        text_add_time(&text, cell->number);
        sqlite3_bind_text(gpkg->insert, at, bytes, -1, SQLITE_TRANSIENT);
        gpkg->last_ms = cell->number > gpkg->last_ms ? cell->number : gpkg->last_ms;
    }
}

static void add_row(struct report_sheet *sheet, const struct report_row *row)
{
    const struct report_table *table = sheet->table;
    struct report_gpkg *gpkg = sheet->gpkg;
    int at = table->shape == REPORT_NOWHERE ? 1 : 2; /* the geometry is the first */

    if (table->shape != REPORT_NOWHERE)
        bind_geometry(sheet, row, 1);
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].type != REPORT_PLACE)
            bind_cell(gpkg, &table->columns[i], &row->cells[i], at++);
    sheet->has_failed |= sqlite3_step(gpkg->insert) != SQLITE_DONE;
    sqlite3_reset(gpkg->insert);
    sqlite3_clear_bindings(gpkg->insert);
}

/* Says where and until when the rows are. */
static bool close_contents(struct report_sheet *sheet, struct text *reason)
{
    const struct report_gpkg *gpkg = sheet->gpkg;
    char bytes[512];
    struct text words = text_init(bytes, sizeof bytes);

    text_add(&words, "UPDATE gpkg_contents SET last_change = '");
    text_add_time(&words, gpkg->last_ms);
    text_add(&words, "'");
    if (gpkg->west <= gpkg->east) {
        text_add(&words, ", min_x = ");
        text_add_decimal(&words, gpkg->west, 6);
        text_add(&words, ", min_y = ");
        text_add_decimal(&words, gpkg->south, 6);
        text_add(&words, ", max_x = ");
        text_add_decimal(&words, gpkg->east, 6);
        text_add(&words, ", max_y = ");
        text_add_decimal(&words, gpkg->north, 6);
    }
    text_add(&words, "; COMMIT");
    return run(sheet->gpkg, bytes, reason);
}

static bool end(struct report_sheet *sheet, bool is_whole, struct text *reason)
{
    struct report_gpkg *gpkg = sheet->gpkg;
    bool is_done = true;

    if (sheet->has_failed)
        text_add_format(reason, "cannot write: %s", sqlite3_errmsg(gpkg->database));
    else if (is_whole)
        is_done = close_contents(sheet, reason);
    release(sheet);
    return is_done;
}

const struct report_sheet_writer report_sheet_gpkg = {{"gpkg", true, false}, begin, add_row, end};
