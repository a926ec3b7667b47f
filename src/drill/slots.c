/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/slots.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum {
    MAP_COUNT = 1024, /* of cells that lie far apart some share one: they only keep apart better */
    CHANNEL_COUNT = 2,
    CELLS_PER_DEG = 4,
    COLUMN_COUNT = 360 * CELLS_PER_DEG,
    ROW_COUNT = 180 * CELLS_PER_DEG,
    TRIES_MAX = 8,
    TIMEOUT_MIN = 3,
    TIMEOUT_MAX = 7,
    INCREMENT_MAX = 8191,
};

struct drill_slot_map {
    uint32_t crowd[ROW_COUNT * COLUMN_COUNT];
    uint16_t until[MAP_COUNT][CHANNEL_COUNT][DRILL_FRAME_SLOTS]; /* a frame, and one more */
};

struct drill_slot_map *drill_slot_map_new(void)
{
    return calloc(1, sizeof(struct drill_slot_map));
}

void drill_slot_map_free(struct drill_slot_map *map)
{
    free(map);
}

static size_t cell_of(struct geo_point point, int east, int north)
{
    int column = (int)floor((point.longitude_deg + 180) * CELLS_PER_DEG) + east;
    int row = (int)floor((point.latitude_deg + 90) * CELLS_PER_DEG) + north;
    column = (column + COLUMN_COUNT) % COLUMN_COUNT;
    row = row < 0 ? 0 : row >= ROW_COUNT ? ROW_COUNT - 1 : row;
    return (size_t)row * COLUMN_COUNT + (size_t)column;
}

static size_t map_of(size_t cell)
{
    return (uint32_t)cell * 2654435761u >> 22;
}

void drill_slot_map_enter(struct drill_slot_map *map, struct geo_point point)
{
    map->crowd[cell_of(point, 0, 0)]++;
}

void drill_slot_map_leave(struct drill_slot_map *map, struct geo_point point)
{
    size_t cell = cell_of(point, 0, 0);
    assert(map->crowd[cell] > 0);
    map->crowd[cell]--;
}

uint32_t drill_slot_map_crowd(const struct drill_slot_map *map, struct geo_point point)
{
    uint32_t crowd = 0;
    for (int i = 0; i < 9; i++)
        crowd += map->crowd[cell_of(point, i % 3 - 1, i / 3 - 1)];
    return crowd;
}

static bool is_avoided(const struct drill_slot_wish *wish, int64_t slot)
{
    uint32_t slot_of_frame = (uint32_t)(slot % DRILL_FRAME_SLOTS);
    for (size_t i = 0; i < wish->avoided_count; i++) {
        uint32_t away = (wish->avoided[i] + DRILL_FRAME_SLOTS - slot_of_frame) % DRILL_FRAME_SLOTS;
        if (away <= 1 || away == DRILL_FRAME_SLOTS - 1) /* messages of two slots too */
            return true;
    }
    return false;
}

int64_t drill_slot_map_choose(struct drill_slot_map *map, struct drill_random *random,
                              const struct drill_slot_wish *wish)
{
    uint16_t(*own)[DRILL_FRAME_SLOTS] = map->until[map_of(cell_of(wish->at, 0, 0))];
    int64_t slot = wish->first;
    for (int tries = 0; tries < TRIES_MAX; tries++) {
        int64_t chosen = wish->first + drill_random_below(random, wish->count);
        if (is_avoided(wish, chosen))
            continue;
        slot = chosen;
        if (own[wish->channel][slot % DRILL_FRAME_SLOTS] <= slot / DRILL_FRAME_SLOTS)
            break;
    }
    int64_t until = slot / DRILL_FRAME_SLOTS + wish->frame_count;
    for (int i = 0; i < 9; i++) {
        size_t cell = cell_of(wish->at, i % 3 - 1, i / 3 - 1);
        uint16_t *there = &map->until[map_of(cell)][wish->channel][slot % DRILL_FRAME_SLOTS];
        if (*there < until)
            *there = (uint16_t)until;
    }
    return slot;
}

uint32_t drill_slots_sotdma(unsigned timeout, uint32_t message)
{
    return timeout << 14 | (message & 0x3fff);
}

uint32_t drill_slots_state(const struct drill_slot_state *state)
{
    switch (state->timeout) {
    case 0:
        return drill_slots_sotdma(0, state->offset);
    case 1:
        return drill_slots_sotdma(1,
                                  state->minute_of_day / 60 << 9 | state->minute_of_day % 60 << 2);
    case 2:
    case 4:
    case 6:
        return drill_slots_sotdma(state->timeout, state->slot_of_frame);
    default:
        return drill_slots_sotdma(state->timeout, state->crowd);
    }
}

static int64_t choose(struct drill_schedule *schedule, struct drill_slot_map *map,
                      struct drill_random *random, const struct drill_slot_wish *wish)
{
    /* A fifth of the increment, about the nominal slot (annex 2, table 18). */
    uint32_t width = schedule->increment / 5u;
    struct drill_slot_wish centred = *wish;
    centred.channel = schedule->channel;
    centred.first = wish->first - width / 2;
    centred.count = width > 0 ? width : 1;
    return drill_slot_map_choose(map, random, &centred);
}

void drill_schedule_start(struct drill_schedule *schedule, struct drill_slot_map *map,
                          struct drill_random *random, double interval_s,
                          const struct drill_slot_wish *wish)
{
    double frame_s = DRILL_FRAME_MS / 1000.0;
    uint8_t channel = schedule->channel;
    *schedule = (struct drill_schedule){
        .interval_s = interval_s,
        .is_itdma = interval_s > frame_s / 2,
        .report_count = (uint8_t)fmax(floor(frame_s / interval_s + 0.5), 1),
        .channel = channel,
    };
    schedule->increment = schedule->is_itdma
                              ? (uint16_t)floor(interval_s * DRILL_FRAME_SLOTS / frame_s + 0.5)
                              : (uint16_t)((unsigned)DRILL_FRAME_SLOTS / schedule->report_count);
    schedule->entering = schedule->is_itdma ? 0 : schedule->report_count;
    for (size_t i = 0; i < DRILL_REPORTS_MAX; i++)
        schedule->frame_slots[i] = -1;
    /* As early as half of the width behind the slot that is wished for. */
    struct drill_slot_wish first = *wish;
    first.first += schedule->increment / 10 + 1;
    schedule->nominal = first.first;
    first.frame_count = schedule->is_itdma ? 1 : TIMEOUT_MAX;
    schedule->next = choose(schedule, map, random, &first);
    schedule->frame_slots[0] = schedule->next;
}

/* ITDMA: in how many slots the next report is, in one slot, with or without a frame more. */
static uint32_t itdma(int64_t from, int64_t to, bool is_kept)
{
    int64_t increment = to - from;
    if (increment < 0 || increment > INCREMENT_MAX)
        increment = 0;
    return (uint32_t)increment << 4 | is_kept;
}

/* The slot of the next report in turn, chosen where it has none. */
static void advance(struct drill_schedule *schedule, struct drill_slot_map *map,
                    struct drill_random *random, struct geo_point at)
{
    schedule->channel ^= 1;
    if (schedule->is_itdma) {
        schedule->nominal += schedule->increment;
        schedule->next = choose(
            schedule, map, random,
            &(struct drill_slot_wish){.at = at, .first = schedule->nominal, .frame_count = 1});
        return;
    }
    if (++schedule->index == schedule->report_count) {
        schedule->index = 0;
        schedule->nominal += DRILL_FRAME_SLOTS;
    }
    int64_t *slot = &schedule->frame_slots[schedule->index];
    if (*slot < 0) {
        struct drill_slot_wish wish = {.at = at,
                                       .first = schedule->nominal +
                                                (int64_t)schedule->index * schedule->increment,
                                       .frame_count = TIMEOUT_MAX};
        *slot = choose(schedule, map, random, &wish);
    }
    schedule->next = *slot;
}

/* The report's slot a frame later, or another one when this has served its time. */
static uint32_t renew(struct drill_schedule *schedule, struct drill_slot_map *map,
                      struct drill_random *random, struct geo_point at)
{
    int64_t *slot = &schedule->frame_slots[schedule->index];
    uint8_t *timeout = &schedule->timeouts[schedule->index];
    int64_t before = *slot;
    if (*timeout > 0) {
        --*timeout;
        *slot += DRILL_FRAME_SLOTS;
        return 0;
    }
    *timeout = (uint8_t)(TIMEOUT_MIN + drill_random_below(random, TIMEOUT_MAX - TIMEOUT_MIN + 1));
    struct drill_slot_wish wish = {.at = at,
                                   .first = schedule->nominal + DRILL_FRAME_SLOTS +
                                            (int64_t)schedule->index * schedule->increment,
                                   .frame_count = *timeout + 1u};
    *slot = choose(schedule, map, random, &wish);
    return (uint32_t)(*slot - before);
}

static uint32_t others(const struct drill_slot_map *map, struct geo_point at)
{
    uint32_t crowd = drill_slot_map_crowd(map, at);
    return crowd > 0 ? crowd - 1 : 0;
}

struct drill_slot_use drill_schedule_use(struct drill_schedule *schedule,
                                         struct drill_slot_map *map, struct drill_random *random,
                                         struct geo_point at, uint32_t minute_of_day)
{
    struct drill_slot_use use = {
        .slot = schedule->next,
        .channel = schedule->channel,
        .is_itdma = schedule->is_itdma || schedule->entering > 0,
    };
    if (schedule->is_itdma) {
        advance(schedule, map, random, at);
        use.radio = itdma(use.slot, schedule->next, false);
        return use;
    }
    if (use.is_itdma) {
        /* The first frame: each report says where the next is, and that it keeps its own. */
        schedule->entering--;
        schedule->timeouts[schedule->index] =
            (uint8_t)(TIMEOUT_MIN + drill_random_below(random, TIMEOUT_MAX - TIMEOUT_MIN + 1));
        schedule->frame_slots[schedule->index] += DRILL_FRAME_SLOTS;
        advance(schedule, map, random, at);
        use.radio = itdma(use.slot, schedule->next, true);
        return use;
    }
    struct drill_slot_state state = {
        .timeout = schedule->timeouts[schedule->index],
        .slot_of_frame = (uint32_t)(use.slot % DRILL_FRAME_SLOTS),
        .minute_of_day = minute_of_day,
    };
    if (state.timeout % 2 == 1 && state.timeout > 1)
        state.crowd = others(map, at);
    state.offset = renew(schedule, map, random, at);
    use.radio = drill_slots_state(&state);
    advance(schedule, map, random, at);
    return use;
}

struct drill_slot_use drill_schedule_change(struct drill_schedule *schedule,
                                            struct drill_slot_map *map, struct drill_random *random,
                                            double interval_s, struct geo_point at)
{
    struct drill_slot_use use = {
        .slot = schedule->next, .channel = schedule->channel, .is_itdma = true};
    struct drill_slot_wish wish = {.at = at, .first = 0};
    double slots_per_s = DRILL_FRAME_SLOTS * 1000.0 / DRILL_FRAME_MS;
    schedule->channel ^= 1;
    /* The new interval counts from this report on. */
    wish.first = use.slot + (int64_t)(interval_s * slots_per_s * 0.9);
    drill_schedule_start(schedule, map, random, interval_s, &wish);
    use.radio = itdma(use.slot, schedule->next, false);
    return use;
}
