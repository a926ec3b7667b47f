/* SPDX-License-Identifier: Apache-2.0 */
/* Positions that only the journal has yet, for a reader. */
#ifndef HISTORY_OPEN_H
#define HISTORY_OPEN_H

#include "base/text.h"
#include "history/columns.h"
#include "history/position.h"

#include <sqlite3.h>

struct history_open;

/* Reads the journal of a store. NULL, with the reason, when that cannot be; a store without a
 * journal has none open. */
struct history_open *history_open_read(const char *directory, struct text *reason);
void history_open_free(struct history_open *open);

/* Leaves out what the database has, gives each segment's positions the head that the database has
 * before them, and takes the names of stations from there. False when it cannot be read. */
bool history_open_settle(struct history_open *open, sqlite3 *database, struct text *reason);

/* The name of a station by the store's number; "" when there is none. */
const char *history_open_station(const struct history_open *open, uint16_t number);

/* Whose the positions of piece `index` are, in order of MMSI, class and time. False behind the
 * last. */
bool history_open_get(const struct history_open *open, size_t index, struct history_position *of,
                      struct history_columns *columns);

/* The first piece from `index` on that is of a ship (0: any) and has something in a time, its head
 * included; without decoding. */
size_t history_open_find(const struct history_open *open, size_t index, uint32_t mmsi,
                         int64_t from_ms, int64_t until_ms);

#endif
