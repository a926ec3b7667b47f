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
        count += assembler->open[i].is_used;
        assembler->open[i].is_used = false;
    }
    return count;
}

static bool is_too_far(int64_t a_ms, int64_t b_ms)
{
    if (a_ms == CLOCK_UNKNOWN_MS || b_ms == CLOCK_UNKNOWN_MS)
        return false;
    return a_ms - b_ms > AIS_ASSEMBLY_PERIOD_MS || b_ms - a_ms > AIS_ASSEMBLY_PERIOD_MS;
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
    return (is_taken && !is_repetition(open, fragment->sentence)) ||
           is_out_of_order_too_late(open, fragment);
}

/* The open message that the part belongs to, NULL for none. What has been waiting for too long is
 * given up on the way, and so is one that the part would belong to but cannot join. */
static struct ais_open_message *find(struct ais_assembler *assembler,
                                     const struct ais_fragment *fragment,
                                     struct ais_dropped *dropped)
{
    struct ais_open_message *found = NULL;

    for (size_t i = 0; i < AIS_OPEN_MESSAGE_COUNT_MAX; i++) {
        struct ais_open_message *open = &assembler->open[i];
        if (!open->is_used)
            continue;
        bool does_belong = belongs(open, fragment);
        if ((does_belong && cannot_join(open, fragment)) ||
            is_too_far(open->time_ms, fragment->time_ms)) {
            open->is_used = false;
            dropped->stale++;
        } else if (does_belong) {
            found = open;
        }
    }
    return found;
}

static struct ais_open_message *open_new(struct ais_assembler *assembler,
                                         const struct ais_fragment *fragment,
                                         struct ais_dropped *dropped)
{
    struct ais_open_message *place = &assembler->open[0];
    for (size_t i = 0; i < AIS_OPEN_MESSAGE_COUNT_MAX && place->is_used; i++) {
        struct ais_open_message *open = &assembler->open[i];
        if (!open->is_used || open->opened < place->opened)
            place = open;
    }
    dropped->pushed_out += place->is_used;

    place->is_used = true;
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
    open->is_used = false;
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
