/* SPDX-License-Identifier: Apache-2.0 */
/* Who transmits in which slot: self-organised access in time (ITU-R M.1371-5 annex 2, 3.3).
 *
 * Slots are counted from the beginning of the minute in which the drill begins; a frame is a
 * minute. */
#ifndef DRILL_SLOTS_H
#define DRILL_SLOTS_H

#include "drill/random.h"
#include "geo/point.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    DRILL_FRAME_SLOTS = 2250,
    DRILL_FRAME_MS = 60000,
    DRILL_REPORTS_MAX = 30, /* in a frame */
};

/* What is reserved where: stations know of each other within their cell of a quarter of a degree
 * and its neighbours. */
struct drill_slot_map;

struct drill_slot_map *drill_slot_map_new(void); /* NULL when there is no memory */
void drill_slot_map_free(struct drill_slot_map *map);

/* A station enters the cell of a place, or leaves it. */
void drill_slot_map_enter(struct drill_slot_map *map, struct geo_point point);
void drill_slot_map_leave(struct drill_slot_map *map, struct geo_point point);

/* Stations in the cell of that place and its eight neighbours. */
uint32_t drill_slot_map_crowd(const struct drill_slot_map *map, struct geo_point point);

/* A free slot among `count` from `first` on, by chance; where chance finds none, one in use. It is
 * then reserved for so many frames. */
struct drill_slot_wish {
    struct geo_point at;
    unsigned channel; /* 0 or 1 */
    int64_t first;
    uint32_t count, frame_count;
    const uint16_t *avoided; /* slots of a frame that are the station's own; NULL for none */
    size_t avoided_count;
};
int64_t drill_slot_map_choose(struct drill_slot_map *map, struct drill_random *random,
                              const struct drill_slot_wish *wish);

/* One station's reports of position. */
struct drill_schedule {
    double interval_s;
    bool is_itdma;        /* less than two reports a frame */
    uint8_t report_count; /* in a frame */
    uint8_t index;        /* of the next report */
    uint8_t channel;      /* of the next report */
    uint8_t entering;     /* reports left of the first frame, in which slots are made known */
    uint16_t increment;   /* from one nominal slot to the next */
    int64_t nominal;      /* of report 0 in this frame */
    int64_t next;         /* slot of the next report */
    int64_t frame_slots[DRILL_REPORTS_MAX]; /* where each report is next; -1: not chosen yet */
    uint8_t timeouts[DRILL_REPORTS_MAX];
};

/* Begins with reports at that interval, 2 to 180 s, the first at or behind a slot; where the
 * station was on the air before, it says by ITDMA where it goes on. */
void drill_schedule_start(struct drill_schedule *schedule, struct drill_slot_map *map,
                          struct drill_random *random, double interval_s,
                          const struct drill_slot_wish *wish);

/* What the report in slot `next` says of its slots (M.1371-5 annex 2, 3.3.7.2 and 3.3.7.3). */
struct drill_slot_use {
    int64_t slot;
    unsigned channel;
    bool is_itdma; /* goes with message 3, SOTDMA with 1, 4, 18 */
    uint32_t radio;
};

/* Takes the report that is due, and chooses the slot of the next one. `crowd` is how many others
 * the station receives, `minute_of_day` is that of the slot. */
struct drill_slot_use drill_schedule_use(struct drill_schedule *schedule,
                                         struct drill_slot_map *map, struct drill_random *random,
                                         struct geo_point at, uint32_t minute_of_day);

/* The same, when from this report on the interval is another one. */
struct drill_slot_use drill_schedule_change(struct drill_schedule *schedule,
                                            struct drill_slot_map *map, struct drill_random *random,
                                            double interval_s, struct geo_point at);

/* The communication state of SOTDMA. */
uint32_t drill_slots_sotdma(unsigned timeout, uint32_t message);

/* Its submessage: by the timeout the stations received, the slot, the time, or the offset. */
struct drill_slot_state {
    unsigned timeout;
    uint32_t crowd, slot_of_frame, minute_of_day, offset;
};
uint32_t drill_slots_state(const struct drill_slot_state *state);

#endif
