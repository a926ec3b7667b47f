/* SPDX-License-Identifier: Apache-2.0 */
/* The store's tables, and the way from each version of them to the next. docs/store.md describes
 * them for those who look in with a plain sqlite3. */
#ifndef HISTORY_SCHEMA_H
#define HISTORY_SCHEMA_H

#include "base/text.h"

#include <sqlite3.h>

enum {
    HISTORY_APPLICATION_ID = 0x6e617277, /* "narw" */
    HISTORY_PAGE_SIZE = 16384,
    HISTORY_SCHEMA_BUCKET_S = 6 * 3600,
    HISTORY_SCHEMA_BUCKET_BITS = 24,
};

/* Seconds since 1970 at the zero of the times in `chunk_box`, whose numbers have 32 bits: 2020. */
#define HISTORY_BOX_EPOCH_S INT64_C(1577836800)

/* Chunks are numbered by the six hours in which they begin, so that a range of numbers is a stretch
 * of time: the first number of those that begin with or after the six hours of a time. */
int64_t history_schema_chunk_number(int64_t first_s);

/* Sets up a connection for a writer: makes the tables of a new file, brings those of an older
 * version up to date. False, with the reason, when it is no store, one of a later version, or
 * cannot be written. */
bool history_schema_prepare(sqlite3 *database, struct text *reason);

/* Opens a store's database for reading, for the caller to close. On a disk that cannot be written,
 * and where nobody writes, as a file that does not change. NULL, with the reason, when there is
 * none that this version can read. */
sqlite3 *history_schema_open(const char *directory, struct text *reason);

#endif
