/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/assembler.h"

#include <assert.h>
#include <string.h>

void ais_assembler_init(struct ais_assembler *assembler)
{
    assembler->opened_count = 0;
    for (size_t i = 0; i < AIS_OPEN_MESSAGE_COUNT_MAX; i++)
        assembler->open[i].is_used = false;
}

unsigned ais_assembler_clear(struct ais_assembler *assembler)
{
    unsigned count = 0;
    for (size_t i = 0; i < AIS_OPEN_MESSAGE_COUNT_MAX; i++) {
        count += assembler->open[i].is_used && !assembler->open[i].is_closed;
        assembler->open[i].is_used = false;
    }
    return count;
}

static bool is_too_far(const struct ais_open_message *open, const struct ais_fragment *fragment)
{
    int64_t apart_ms;
    if (open->time_ms == CLOCK_UNKNOWN_MS || fragment->time_ms == CLOCK_UNKNOWN_MS)
        return fragment->number - open->number > AIS_ASSEMBLY_COUNT_MAX;
    apart_ms = fragment->time_ms - open->time_ms;
    return apart_ms > AIS_ASSEMBLY_PERIOD_MS || apart_ms < -AIS_ASSEMBLY_PERIOD_MS;
}

/* Only a part with a station of its own can contradict: in a group the first alone has one. */
static bool is_same_station(const struct ais_stamp *a, const struct ais_stamp *b)
{
    return a->station[0] == '\0' || b->station[0] == '\0' || strcmp(a->station, b->station) == 0;
}

static bool belongs(const struct ais_open_message *open, const struct ais_fragment *fragment)
{
    const struct ais_sentence *sentence = fragment->sentence;
    if (!open->is_used || open->origin != fragment->origin || open->group != fragment->group ||
        open->total != sentence->total)
        return false;
    if (open->group != 0)
        return true;
    return open->sequence == sentence->sequence && open->channel == sentence->channel &&
           open->is_own == sentence->is_own &&
           memcmp(open->talker, sentence->talker, sizeof open->talker) == 0 &&
           is_same_station(&open->stamp, fragment->stamp);
}

static bool is_repetition(const struct ais_open_message *open, const struct ais_sentence *sentence)
{
    return open->sizes[sentence->part] == sentence->payload.size &&
           memcmp(open->armour + open->starts[sentence->part], sentence->payload.start,
                  sentence->payload.size) == 0;
}

static bool is_out_of_order_too_late(const struct ais_open_message *open,
                                     const struct ais_fragment *fragment)
{
    bool is_earlier = open->parts_seen >> (fragment->sentence->part + 1) != 0;
    return is_earlier && fragment->number - open->number > AIS_OUT_OF_ORDER_COUNT_MAX;
}

/* The part's place is taken by other words, or it comes too late for the message. */
static bool cannot_join(const struct ais_open_message *open, const struct ais_fragment *fragment)
{
    bool is_taken = (open->parts_seen & 1u << fragment->sentence->part) != 0;
    return (is_taken && !is_repetition(open, fragment->sentence)) || is_too_far(open, fragment) ||
           is_out_of_order_too_late(open, fragment);
}

/* Of a message that is whole, only a later part can be a repetition: a first part begins another
 * reception of the same. */
static bool is_left_over(const struct ais_open_message *closed, const struct ais_fragment *fragment)
{
    return fragment->sentence->part > 1 && is_repetition(closed, fragment->sentence);
}

/* The message that the part belongs to, the newest if there are several; NULL for none. One that
 * it would belong to but cannot join is given up on the way. */
static struct ais_open_message *find(struct ais_assembler *assembler,
                                     const struct ais_fragment *fragment,
                                     struct ais_dropped *dropped)
{
    struct ais_open_message *newest = NULL;
    struct ais_open_message *repeated = NULL;
    size_t open_count = 0;

    for (size_t i = 0; i < AIS_OPEN_MESSAGE_COUNT_MAX; i++) {
        struct ais_open_message *open = &assembler->open[i];
        if (!open->is_used || !belongs(open, fragment))
            continue;
        if (cannot_join(open, fragment)) {
            open->is_used = false;
            dropped->stale += !open->is_closed;
        } else if (open->is_closed) {
            if (is_left_over(open, fragment))
                repeated = open;
        } else {
            open_count++;
            if (newest == NULL || open->opened > newest->opened)
                newest = open;
        }
    }
    /* A part that does not say its station, with messages of several stations open, belongs to the
     * sentence right before it, if to any. */
    if (open_count > 1 && fragment->number - newest->number > 1)
        newest = NULL;
    return newest != NULL ? newest : repeated;
}

/* A free place, or that of the oldest message, one that is whole before one that is not. */
static struct ais_open_message *find_place(struct ais_assembler *assembler)
{
    struct ais_open_message *place = &assembler->open[0];
    for (size_t i = 0; i < AIS_OPEN_MESSAGE_COUNT_MAX && place->is_used; i++) {
        struct ais_open_message *open = &assembler->open[i];
        bool is_older = open->opened < place->opened;
        if (!open->is_used || (open->is_closed && !place->is_closed) ||
            (open->is_closed == place->is_closed && is_older))
            place = open;
    }
    return place;
}

static struct ais_open_message *open_new(struct ais_assembler *assembler,
                                         const struct ais_fragment *fragment,
                                         struct ais_dropped *dropped)
{
    struct ais_open_message *place = find_place(assembler);
    dropped->pushed_out += place->is_used && !place->is_closed;

    place->is_used = true;
    place->is_closed = false;
    place->is_own = fragment->sentence->is_own;
    place->origin = fragment->origin;
    place->group = fragment->group;
    place->total = fragment->sentence->total;
    place->sequence = fragment->sentence->sequence;
    place->channel = fragment->sentence->channel;
    memcpy(place->talker, fragment->sentence->talker, sizeof place->talker);
    place->flags = 0;
    place->fill_bits = 0;
    place->parts_seen = 0;
    place->time_ms = fragment->time_ms;
    place->number = fragment->number;
    place->opened = assembler->opened_count++;
    place->stamp = AIS_STAMP_NONE;
    place->armour_size = 0;
    return place;
}

static bool add_part(struct ais_open_message *open, const struct ais_fragment *fragment)
{
    const struct ais_sentence *sentence = fragment->sentence;
    if (sentence->payload.size > sizeof open->armour - open->armour_size)
        return false;

    open->starts[sentence->part] = open->armour_size;
    open->sizes[sentence->part] = (uint16_t)sentence->payload.size;
    memcpy(open->armour + open->armour_size, sentence->payload.start, sentence->payload.size);
    open->armour_size = (uint16_t)(open->armour_size + sentence->payload.size);
    open->parts_seen = (uint16_t)(open->parts_seen | 1u << sentence->part);
    open->flags |= fragment->flags;
    if (sentence->part == sentence->total)
        open->fill_bits = sentence->fill_bits;
    ais_stamp_fill_from(&open->stamp, fragment->stamp);
    return true;
}

static void close_message(struct ais_open_message *open, struct ais_assembled *assembled)
{
    assembled->is_complete = true;
    assembled->armour_size = 0;
    for (size_t part = 1; part <= open->total; part++) {
        memcpy(assembled->armour + assembled->armour_size, open->armour + open->starts[part],
               open->sizes[part]);
        assembled->armour_size += open->sizes[part];
    }
    assembled->fill_bits = open->fill_bits;
    assembled->flags = open->flags;
    assembled->stamp = open->stamp;
    open->is_closed = true;
}

enum ais_refusal ais_assembler_add(struct ais_assembler *assembler,
                                   const struct ais_fragment *fragment,
                                   struct ais_assembled *assembled, struct ais_dropped *dropped)
{
    uint8_t part = fragment->sentence->part;
    assert(part >= 1 && part <= fragment->sentence->total);

    assembled->is_complete = false;
    struct ais_open_message *open = find(assembler, fragment, dropped);
    if (open == NULL)
        open = open_new(assembler, fragment, dropped);
    if ((open->parts_seen & 1u << part) != 0)
        return AIS_DECODED;
    if (!add_part(open, fragment)) {
        open->is_used = false;
        return AIS_TOO_LONG;
    }
    if (open->parts_seen == (2u << open->total) - 2u)
        close_message(open, assembled);
    return AIS_DECODED;
}
