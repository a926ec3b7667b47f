/* SPDX-License-Identifier: Apache-2.0 */
/* Positions one by one, each with its key, from a key on; and their values in JSON. */
#ifndef SERVER_ROWS_H
#define SERVER_ROWS_H

#include "base/json.h"
#include "server/ask.h"

struct server_row {
    struct server_key key;
    const struct history_piece *piece;
    uint32_t index; /* in its columns */
};

/* Gives the positions of a filter in order of their keys, from `begin` on, those outside of its box
 * left out, until `take` gives false. False, with an error on the desk, when the store could not be
 * read on or it was given up. */
bool server_rows_each(struct server_desk *desk, struct history_filter filter,
                      const struct server_key *begin,
                      bool (*take)(void *user, const struct server_row *row), void *user);

/* Says on the desk that the store could not be read. */
void server_rows_fail(struct server_desk *desk, const char *reason);

/* "next": the key, or null for NULL. */
void server_rows_write_next(struct json *json, const struct server_key *next);

/* Ten-thousandths of a minute, as degrees. */
void server_rows_write_degrees(struct json *json, const char *name, int32_t angle_min_e4);

/* Tenths, and whole numbers: null from `none` on. */
void server_rows_write_tenths(struct json *json, const char *name, uint16_t value, uint16_t none);
void server_rows_write_code(struct json *json, const char *name, uint16_t value, uint16_t none);

/* Null for -1, and for "". */
void server_rows_write_number(struct json *json, const char *name, int32_t value);
void server_rows_write_words(struct json *json, const char *name, const char *words);

/* The members of what a ship says of itself. */
void server_rows_write_vessel(struct json *json, const struct history_vessel *vessel);

#endif
