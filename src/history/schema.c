/* SPDX-License-Identifier: Apache-2.0 */
#include "history/schema.h"

#include "history/position.h"
#include "history/store.h"

#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* Version i + 1 is made from version i by steps[i]. What has been released is never changed. */
static const char *const steps[] = {
    "CREATE TABLE station (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE class (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE segment (id INTEGER PRIMARY KEY, mmsi INTEGER NOT NULL, class INTEGER NOT NULL,"
    " UNIQUE (mmsi, class)) STRICT;"
    "CREATE TABLE chunk (id INTEGER PRIMARY KEY, segment INTEGER NOT NULL REFERENCES segment,"
    " first_s INTEGER NOT NULL, last_s INTEGER NOT NULL, position_count INTEGER NOT NULL,"
    " codec INTEGER NOT NULL, data BLOB NOT NULL) STRICT;"
    "CREATE INDEX chunk_by_segment ON chunk (segment, first_s, last_s, position_count);"
    "CREATE INDEX chunk_hot ON chunk (id) WHERE codec = 1;"
    "CREATE VIRTUAL TABLE chunk_box USING rtree_i32 (id, west, east, south, north, first, last);"
    "CREATE TABLE vessel (mmsi INTEGER NOT NULL, from_s INTEGER NOT NULL, until_s INTEGER NOT NULL,"
    " name TEXT, callsign TEXT, imo INTEGER, ship_type INTEGER, aid_type INTEGER,"
    " to_bow_m INTEGER, to_stern_m INTEGER, to_port_m INTEGER, to_starboard_m INTEGER,"
    " PRIMARY KEY (mmsi, from_s)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE voyage (mmsi INTEGER NOT NULL, from_s INTEGER NOT NULL, until_s INTEGER NOT NULL,"
    " destination TEXT, eta_month INTEGER, eta_day INTEGER, eta_hour INTEGER, eta_minute INTEGER,"
    " draught_m_e1 INTEGER,"
    " PRIMARY KEY (mmsi, from_s)) STRICT, WITHOUT ROWID;"
    "CREATE VIEW chunks AS SELECT chunk.id, mmsi, class.name AS class,"
    " datetime(chunk.first_s, 'unixepoch') AS first, datetime(chunk.last_s, 'unixepoch') AS last,"
    " position_count, codec, length(data) AS bytes, round(west / 600000.0, 5) AS west,"
    " round(east / 600000.0, 5) AS east, round(south / 600000.0, 5) AS south,"
    " round(north / 600000.0, 5) AS north FROM chunk JOIN segment ON segment.id = segment"
    " JOIN class ON class.id = class JOIN chunk_box ON chunk_box.id = chunk.id;"
    "CREATE VIEW ships AS SELECT mmsi, class.name AS class,"
    " datetime(min(first_s), 'unixepoch') AS first, datetime(max(last_s), 'unixepoch') AS last,"
    " sum(position_count) AS positions,"
    " (SELECT name FROM vessel WHERE vessel.mmsi = segment.mmsi ORDER BY until_s DESC LIMIT 1)"
    " AS name FROM segment JOIN class ON class.id = class JOIN chunk ON segment.id = segment"
    " GROUP BY segment.id;"
    "CREATE VIEW voyages AS SELECT mmsi, datetime(from_s, 'unixepoch') AS \"from\","
    " datetime(until_s, 'unixepoch') AS until, destination,"
    " printf('%02d-%02d %02d:%02d', eta_month, eta_day, eta_hour, eta_minute) AS eta,"
    " draught_m_e1 / 10.0 AS draught_m FROM voyage;",
};

enum { VERSION = sizeof steps / sizeof steps[0], BUSY_MS = 5000 };

static bool run(sqlite3 *database, const char *words, struct text *reason)
{
    if (sqlite3_exec(database, words, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    text_add_format(reason, "%s", sqlite3_errmsg(database));
    return false;
}

static bool read_number(sqlite3 *database, const char *words, int64_t *number, struct text *reason)
{
    sqlite3_stmt *statement = NULL;
    bool is_read = sqlite3_prepare_v2(database, words, -1, &statement, NULL) == SQLITE_OK &&
                   sqlite3_step(statement) == SQLITE_ROW;

    if (is_read)
        *number = sqlite3_column_int64(statement, 0);
    else
        text_add_format(reason, "%s", sqlite3_errmsg(database));
    sqlite3_finalize(statement);
    return is_read;
}

/* The version of the tables, 0 in an empty file. */
static bool read_version(sqlite3 *database, int64_t *version, struct text *reason)
{
    int64_t application, table_count;

    if (!read_number(database, "PRAGMA application_id", &application, reason) ||
        !read_number(database, "PRAGMA user_version", version, reason) ||
        !read_number(database, "SELECT count(*) FROM sqlite_schema", &table_count, reason))
        return false;
    if (application != HISTORY_APPLICATION_ID && table_count > 0) {
        text_add(reason, "it is another program's database");
        return false;
    }
    if (*version > VERSION) {
        text_add_format(reason,
                        "it was made by a later version of narrows (store %d, this reads "
                        "up to %d)",
                        (int)*version, VERSION);
        return false;
    }
    return true;
}

static bool name_classes(sqlite3 *database, struct text *reason)
{
    char bytes[128];

    for (int i = 0; i < HISTORY_CLASS_COUNT; i++) {
        struct text words = text_init(bytes, sizeof bytes);
        text_add_format(&words, "INSERT OR IGNORE INTO class VALUES (%d, '%s')", i,
                        history_class_name((enum history_class)i));
        if (!run(database, bytes, reason))
            return false;
    }
    return true;
}

static bool make_tables(sqlite3 *database, int64_t version, struct text *reason)
{
    char bytes[128];
    struct text words = text_init(bytes, sizeof bytes);

    if (!run(database, "BEGIN IMMEDIATE", reason))
        return false;
    text_add_format(&words, "PRAGMA application_id = %d; PRAGMA user_version = %d",
                    HISTORY_APPLICATION_ID, VERSION);
    bool is_done = true;
    for (int64_t i = version; is_done && i < VERSION; i++)
        is_done = run(database, steps[i], reason);
    is_done = is_done && name_classes(database, reason) && run(database, bytes, reason) &&
              run(database, "COMMIT", reason);
    if (!is_done)
        sqlite3_exec(database, "ROLLBACK", NULL, NULL, NULL);
    return is_done;
}

bool history_schema_prepare(sqlite3 *database, struct text *reason)
{
    char bytes[128];
    struct text words = text_init(bytes, sizeof bytes);
    int64_t version;

    /* The size of pages is taken before the first table; what is committed is on the disk. */
    text_add_format(&words,
                    "PRAGMA page_size = %d; PRAGMA auto_vacuum = INCREMENTAL; "
                    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                    "PRAGMA cache_size = -65536",
                    HISTORY_PAGE_SIZE);
    if (!read_version(database, &version, reason) || !run(database, bytes, reason))
        return false;
    return version == VERSION || make_tables(database, version, reason);
}

static bool check(sqlite3 *database, struct text *reason)
{
    int64_t version;

    if (!read_version(database, &version, reason))
        return false;
    if (version == VERSION)
        return true;
    text_add(reason, version == 0 ? "it is empty"
                                  : "it is of an older version; open it once with "
                                    "'narrows store check' to bring it up to date");
    return false;
}

int64_t history_schema_chunk_number(int64_t first_s)
{
    int64_t since_s = first_s - HISTORY_BOX_EPOCH_S;
    int64_t bucket = since_s / HISTORY_SCHEMA_BUCKET_S - (since_s % HISTORY_SCHEMA_BUCKET_S < 0);
    return bucket * (INT64_C(1) << HISTORY_SCHEMA_BUCKET_BITS);
}

/* `before` and `behind` stand around the path. */
static sqlite3 *open_as(const char *before, const char *directory, const char *behind,
                        struct text *reason)
{
    char path[HISTORY_STORE_FILE_BYTES + 64];
    sqlite3 *database;

    text_clear(reason);
    snprintf(path, sizeof path, "%s%s/%s%s", before, directory, HISTORY_STORE_FILE, behind);
    if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) != SQLITE_OK)
        text_add(reason, sqlite3_errmsg(database));
    else if (sqlite3_busy_timeout(database, BUSY_MS) == SQLITE_OK && check(database, reason))
        return database;
    sqlite3_close(database);
    return NULL;
}

sqlite3 *history_schema_open(const char *directory, struct text *reason)
{
    struct statvfs disk;
    sqlite3 *database = open_as("", directory, "", reason);
    bool is_read_only = access(directory, W_OK) != 0 ||
                        (statvfs(directory, &disk) == 0 && (disk.f_flag & ST_RDONLY) != 0);

    /* In a path of this kind a '?' or '%' would be read as more than itself. */
    if (database == NULL && is_read_only && strpbrk(directory, "?#%") == NULL)
        database = open_as("file:", directory, "?immutable=1", reason);
    return database;
}
