/* SPDX-License-Identifier: Apache-2.0 */
/* The way of one transmitter: its positions in order of time, where nothing is known between two,
 * and the same with fewer positions. */
#ifndef SERVER_WAY_H
#define SERVER_WAY_H

#include "geo/box.h"
#include "history/reader.h"

enum {
    SERVER_WAY_COUNT_MAX = 1 << 17,
    SERVER_WAY_GAP_MS = 10 * 60 * 1000, /* a longer silence is a gap */
    SERVER_WAY_LONG_RANGE_GAP_MS = 6 * 3600 * 1000,
};

struct server_way_position {
    int64_t time_ms;
    int32_t longitude_min_e4;
    int32_t latitude_min_e4;
    uint16_t speed_kn_e1;
    uint16_t course_deg_e1;
    uint16_t heading_deg;
    uint8_t status;
    bool has_gap; /* before it */
};

/* All memory is taken at the start. Positions are those with a place. */
struct server_way {
    size_t count;
    int64_t gap_ms;
    struct server_way_position *positions; /* SERVER_WAY_COUNT_MAX */
    bool *is_kept;                         /* as many, of those above */
};

/* NULL when there is no memory. */
struct server_way *server_way_new(void);
void server_way_free(struct server_way *way);

/* Makes it empty, for a class. */
void server_way_clear(struct server_way *way, enum history_class class_of);

/* Adds a position of a chunk behind the others; one without a place is left out. False when it is
 * full. */
bool server_way_add(struct server_way *way, const struct history_columns *columns, uint32_t index);

/* Leaves out positions that are not in the box, but for those next to one that is. */
void server_way_clip(struct server_way *way, const struct geo_box *box);

/* Leaves out positions as long as the straight way between those kept, at constant speed, is at
 * most that many metres from where it was at each time (report/simplify.h). What is around gaps
 * stays. */
void server_way_simplify(struct server_way *way, double distance_m);

/* Whether a position, or the way between two without a gap, is in the box. */
bool server_way_meets(const struct server_way *way, const struct geo_box *box);

#endif
