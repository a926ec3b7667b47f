/* SPDX-License-Identifier: Apache-2.0 */
/* Lines that wait for their turn: each has a key, a time, by which they go out, and lines of one
 * key go out as they came. A line that is not settled is still being looked at, and holds up those
 * behind it. A fixed number of places, all taken at the start. */
#ifndef DRILL_SHELF_H
#define DRILL_SHELF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    DRILL_SHELF_LINE_BYTES_MAX = 1152, /* a line as long as the decoder takes, its end, and room */
};

/* A line on the shelf. It stays a name of that line alone when the line has gone. */
struct drill_shelf_line {
    uint64_t order; /* 0: none */
    uint32_t place;
};

struct drill_shelf;

/* NULL when there is no memory. */
struct drill_shelf *drill_shelf_new(size_t line_count_max);
void drill_shelf_free(struct drill_shelf *shelf);

size_t drill_shelf_count(const struct drill_shelf *shelf);

/* The shelf must not be full; `size` at most DRILL_SHELF_LINE_BYTES_MAX. */
struct drill_shelf_line drill_shelf_add(struct drill_shelf *shelf, int64_t key, const char *bytes,
                                        size_t size);

/* Of a line that has gone: NULL. Until the line is changed. */
const char *drill_shelf_bytes(const struct drill_shelf *shelf, struct drill_shelf_line line,
                              size_t *size);

/* Each does nothing to a line that has gone. A line that is too long stays what it was: false. */
bool drill_shelf_replace(struct drill_shelf *shelf, struct drill_shelf_line line, const char *bytes,
                         size_t size);
void drill_shelf_move(struct drill_shelf *shelf, struct drill_shelf_line line, int64_t shift);
void drill_shelf_settle(struct drill_shelf *shelf, struct drill_shelf_line line);

/* The key of a line that is there. */
int64_t drill_shelf_key(const struct drill_shelf *shelf, struct drill_shelf_line line);

/* Whether no line goes out behind this one. */
bool drill_shelf_is_last(const struct drill_shelf *shelf, struct drill_shelf_line line);

/* A line that was taken. */
struct drill_shelf_taken {
    int64_t key;
    size_t size;
    char bytes[DRILL_SHELF_LINE_BYTES_MAX];
};

/* Takes the first line when it is settled and its key at most `key_max`. */
bool drill_shelf_take(struct drill_shelf *shelf, int64_t key_max, struct drill_shelf_taken *taken);

/* Takes the first line whatever it is. False when there is none. */
bool drill_shelf_take_any(struct drill_shelf *shelf, struct drill_shelf_taken *taken);

#endif
