/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/assembler.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

/* A rank counts up with each message that is opened; those that are whole give way before those
 * that are not, and a free place before all. */
static const uint64_t RANK_OPEN = UINT64_C(1) << 63;

static const uint64_t KEY_USED = UINT64_C(1) << 63;
static const uint64_t KEY_GROUP = UINT64_C(1) << 62;

void ais_assembler_init(struct ais_assembler *assembler)
{
    memset(assembler, 0, offsetof(struct ais_assembler, open));
}

static void free_place(struct ais_assembler *assembler, size_t place)
{
    assembler->keys[place] = 0;
    assembler->ranks[place] = 0;
}

unsigned ais_assembler_clear(struct ais_assembler *assembler)
{
    unsigned count = 0;
    for (size_t i = 0; i < AIS_OPEN_MESSAGE_COUNT_MAX; i++) {
        count += (assembler->ranks[i] & RANK_OPEN) != 0;
        free_place(assembler, i);
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

/* All but the origin and the station that must agree between the parts of one message. Groups are
 * counted by each sender for himself, so that one alone does not tell a message. */
static uint64_t key_of(const struct ais_fragment *fragment)
{
    const struct ais_sentence *sentence = fragment->sentence;
    uint64_t head = (uint64_t)sentence->total << 24 | (uint64_t)(uint8_t)sentence->talker[0] << 16 |
                    (uint64_t)(uint8_t)sentence->talker[1] << 8 |
                    (uint64_t)(sentence->channel & 7) << 5 | /* '\0', 'A' to 'D' */
                    (uint64_t)sentence->sequence << 1 | (uint64_t)sentence->is_own;

    if (fragment->group.is_there)
        return KEY_USED | KEY_GROUP | head << 32 | fragment->group.number;
    return KEY_USED | head << 32;
}

/* A bit for each place whose message has this key and origin. */
static uint64_t find_key(const struct ais_assembler *assembler, uint64_t key, uint32_t origin)
{
    uint64_t found = 0;

    for (size_t i = 0; i < AIS_OPEN_MESSAGE_COUNT_MAX; i++)
        found |= (uint64_t)(assembler->keys[i] == key && assembler->origins[i] == origin) << i;
    return found;
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
static struct ais_open_message *find(struct ais_assembler *assembler, uint64_t key,
                                     const struct ais_fragment *fragment,
                                     struct ais_dropped *dropped)
{
    struct ais_open_message *newest = NULL;
    struct ais_open_message *repeated = NULL;
    uint64_t newest_rank = 0;
    size_t open_count = 0;

    for (uint64_t left = find_key(assembler, key, fragment->origin); left != 0; left &= left - 1) {
        size_t place = (size_t)__builtin_ctzll(left);
        struct ais_open_message *open = &assembler->open[place];
        bool is_closed = (assembler->ranks[place] & RANK_OPEN) == 0;
        if (!is_same_station(&open->stamp, fragment->stamp))
            continue;
        if (cannot_join(open, fragment)) {
            free_place(assembler, place);
            dropped->stale += !is_closed;
        } else if (is_closed) {
            if (is_left_over(open, fragment))
                repeated = open;
        } else {
            open_count++;
            if (assembler->ranks[place] > newest_rank) {
                newest = open;
                newest_rank = assembler->ranks[place];
            }
        }
    }
    /* A part that does not say its station, with messages of several stations open, belongs to the
     * sentence right before it, if to any. */
    if (newest != NULL && open_count > 1 && fragment->number - newest->number > 1)
        newest = NULL;
    return newest != NULL ? newest : repeated;
}

/* A free place, or that of the oldest message, one that is whole before one that is not. */
static size_t find_place(const struct ais_assembler *assembler)
{
    size_t place = 0;
    for (size_t i = 1; i < AIS_OPEN_MESSAGE_COUNT_MAX; i++)
        if (assembler->ranks[i] < assembler->ranks[place])
            place = i;
    return place;
}

static struct ais_open_message *open_new(struct ais_assembler *assembler, uint64_t key,
                                         const struct ais_fragment *fragment,
                                         struct ais_dropped *dropped)
{
    size_t place = find_place(assembler);
    struct ais_open_message *open = &assembler->open[place];

    dropped->pushed_out += (assembler->ranks[place] & RANK_OPEN) != 0;
    assembler->keys[place] = key;
    assembler->origins[place] = fragment->origin;
    assembler->ranks[place] = RANK_OPEN | ++assembler->opened_count;
    open->total = fragment->sentence->total;
    open->flags = 0;
    open->fill_bits = 0;
    open->parts_seen = 0;
    open->time_ms = fragment->time_ms;
    open->number = fragment->number;
    open->stamp = AIS_STAMP_NONE;
    open->armour_size = 0;
    return open;
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
    if (open->time_ms == CLOCK_UNKNOWN_MS)
        open->time_ms = fragment->time_ms;
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
}

enum ais_refusal ais_assembler_add(struct ais_assembler *assembler,
                                   const struct ais_fragment *fragment,
                                   struct ais_assembled *assembled, struct ais_dropped *dropped)
{
    uint8_t part = fragment->sentence->part;
    assert(part >= 1 && part <= fragment->sentence->total);

    assembled->is_complete = false;
    uint64_t key = key_of(fragment);
    struct ais_open_message *open = find(assembler, key, fragment, dropped);
    if (open == NULL)
        open = open_new(assembler, key, fragment, dropped);
    size_t place = (size_t)(open - assembler->open);
    if ((open->parts_seen & 1u << part) != 0)
        return AIS_DECODED;
    if (!add_part(open, fragment)) {
        free_place(assembler, place);
        return AIS_TOO_LONG;
    }
    if (open->parts_seen == (2u << open->total) - 2u) {
        close_message(open, assembled);
        assembler->ranks[place] &= ~RANK_OPEN;
    }
    return AIS_DECODED;
}
