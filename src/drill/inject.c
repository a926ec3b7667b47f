/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/stamp.h"
#include "drill/inject_inside.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void begin(struct drill_inject *inject, const struct drill_faults *faults)
{
    inject->faults = *faults;
    inject->now_ms = AIS_UNKNOWN_MS;
    inject->told_ms = AIS_UNKNOWN_MS;
    inject->taken_ms = INT64_MIN;
    inject->candidate_ms = AIS_UNKNOWN_MS;
    inject->counts.start_ms = AIS_UNKNOWN_MS;
    inject->counts.end_ms = AIS_UNKNOWN_MS;
    inject->last_checksum = -1;
    drill_pieces_init(&inject->pieces);
    ais_decoder_init(&inject->decoder);
    for (size_t i = 0; i < faults->count; i++) {
        const struct drill_fault *fault = &faults->faults[i];
        int64_t earlier_ms = fault->kind == DRILL_CLOCK ? (int64_t)(-fault->seconds * 1000) : 0;
        inject->has_beacons |= fault->kind == DRILL_BEACON;
        inject->hold_ms += earlier_ms > 0 ? earlier_ms : 0;
        inject->states[i].done.first_ms = AIS_UNKNOWN_MS;
        inject->states[i].done.last_ms = AIS_UNKNOWN_MS;
    }
}

struct drill_inject *drill_inject_new(const struct drill_faults *faults, uint64_t seed,
                                      struct drill_sink output,
                                      const struct drill_inject_room *room)
{
    struct drill_inject *inject = calloc(1, sizeof *inject);
    if (inject == NULL)
        return NULL;
    inject->shelf = drill_shelf_new(room->line_count_max + INJECT_ROOM);
    inject->ships = table_new(room->ship_count_max);
    inject->waiting_max = room->line_count_max;
    inject->seed = seed;
    inject->output = output;
    if (inject->shelf == NULL || inject->ships == NULL) {
        drill_inject_free(inject);
        return NULL;
    }
    begin(inject, faults);
    return inject;
}

void drill_inject_free(struct drill_inject *inject)
{
    if (inject == NULL)
        return;
    drill_shelf_free(inject->shelf);
    table_free(inject->ships);
    free(inject);
}

void drill_inject_start_at(struct drill_inject *inject, int64_t start_ms)
{
    inject->counts.start_ms = start_ms;
}

static int64_t key_now(const struct drill_inject *inject)
{
    return inject->now_ms == AIS_UNKNOWN_MS ? 0 : inject->base_ms + inject->now_ms;
}

/* The next line whose turn it is; what has none, because a fault left it out, is passed over. */
static bool take(struct drill_inject *inject)
{
    struct drill_shelf_taken *taken = &inject->taken;
    int64_t key_max = inject->is_over ? INT64_MAX : key_now(inject) - inject->hold_ms;

    do {
        if (drill_shelf_take(inject->shelf, key_max, taken))
            continue;
        if (drill_shelf_count(inject->shelf) <= inject->waiting_max)
            return false;
        drill_shelf_take_any(inject->shelf, taken);
        inject->counts.early++;
    } while (taken->size == 0);
    return true;
}

static void write_ready(struct drill_inject *inject)
{
    while (take(inject))
        inject->output.write(inject->output.context, inject->taken.bytes, inject->taken.size);
}

void inject_add_line(struct drill_inject *inject, int64_t key, const char *bytes, size_t size)
{
    drill_shelf_settle(inject->shelf, drill_shelf_add(inject->shelf, key, bytes, size));
}

const char *inject_line_bytes(const struct drill_inject *inject, struct inject_line line,
                              size_t *content_size, size_t *size)
{
    const char *bytes = drill_shelf_bytes(inject->shelf, line.shelf, size);
    size_t end = *size;
    while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r'))
        end--;
    *content_size = end;
    return bytes;
}

void inject_count(struct drill_inject *inject, size_t fault, size_t ship, int64_t time_ms)
{
    struct drill_done *done = &inject->states[fault].done;
    done->messages++;
    if (ship < inject->faults.faults[fault].mmsi_count)
        done->by_ship[ship]++;
    if (time_ms == AIS_UNKNOWN_MS)
        return;
    if (done->first_ms == AIS_UNKNOWN_MS || time_ms < done->first_ms)
        done->first_ms = time_ms;
    if (done->last_ms == AIS_UNKNOWN_MS || time_ms > done->last_ms)
        done->last_ms = time_ms;
}

/* The clock of who gives lines goes on. */
static void tick_as_told(struct drill_inject *inject)
{
    if (inject->now_ms == AIS_UNKNOWN_MS)
        inject->base_ms = -inject->told_ms;
    else if (inject->told_ms > inject->now_ms)
        inject_send_beacons(inject, inject->told_ms);
    if (inject->counts.start_ms == AIS_UNKNOWN_MS)
        inject->counts.start_ms = inject->told_ms;
    inject->now_ms = inject->told_ms;
    inject->counts.end_ms = inject->told_ms;
}

/* The clock of the log goes on. What is far off is believed when a second line agrees. */
static void tick(struct drill_inject *inject, int64_t time_ms)
{
    if (inject->told_ms != AIS_UNKNOWN_MS) {
        tick_as_told(inject);
        return;
    }
    if (time_ms == AIS_UNKNOWN_MS)
        return;
    int64_t now_ms = inject->now_ms;
    bool is_near = now_ms != AIS_UNKNOWN_MS && time_ms - now_ms <= AIS_STAMP_JUMP_MAX_MS &&
                   now_ms - time_ms <= AIS_STAMP_JUMP_MAX_MS;
    bool agrees = inject->candidate_ms != AIS_UNKNOWN_MS &&
                  time_ms - inject->candidate_ms <= AIS_STAMP_JUMP_MAX_MS &&
                  inject->candidate_ms - time_ms <= AIS_STAMP_JUMP_MAX_MS;

    if (now_ms == AIS_UNKNOWN_MS) {
        inject->base_ms = -time_ms;
        if (inject->counts.start_ms == AIS_UNKNOWN_MS)
            inject->counts.start_ms = time_ms;
    } else if (!is_near && !agrees) {
        inject->candidate_ms = time_ms;
        return;
    } else if (is_near && time_ms <= now_ms) {
        inject->candidate_ms = AIS_UNKNOWN_MS;
        return;
    } else if (time_ms < now_ms) {
        inject->base_ms += now_ms - time_ms; /* the log begins again, earlier */
    } else {
        inject_send_beacons(inject, time_ms);
    }
    inject->candidate_ms = AIS_UNKNOWN_MS;
    inject->now_ms = time_ms;
    if (inject->counts.end_ms == AIS_UNKNOWN_MS || time_ms > inject->counts.end_ms)
        inject->counts.end_ms = time_ms;
}

/* A line that came at the time at hand, with what was said before it; lines before it stay. */
static void bring_forward(struct drill_inject *inject, struct inject_part *part, size_t heads_from)
{
    int64_t now = key_now(inject);

    for (size_t i = heads_from; i < part->head_count; i++) {
        struct drill_shelf_line head = part->heads[i].shelf;
        size_t size;
        if (drill_shelf_bytes(inject->shelf, head, &size) != NULL)
            drill_shelf_move(inject->shelf, head, now - drill_shelf_key(inject->shelf, head));
    }
    struct drill_shelf_line line = part->line.shelf;
    drill_shelf_move(inject->shelf, line, now - drill_shelf_key(inject->shelf, line));
}

static void settle_part(struct drill_inject *inject, const struct inject_part *part)
{
    drill_shelf_settle(inject->shelf, part->line.shelf);
    for (size_t i = 0; i < part->head_count; i++)
        drill_shelf_settle(inject->shelf, part->heads[i].shelf);
}

static struct inject_part *waiting_at(struct drill_inject *inject, size_t index)
{
    return &inject->waiting[(inject->waiting_start + index) % INJECT_WAITING_COUNT_MAX];
}

static void forget_oldest(struct drill_inject *inject)
{
    struct inject_part *part = waiting_at(inject, 0);
    if (inject->last_part == part)
        inject->last_part = NULL;
    settle_part(inject, part);
    inject->waiting_start = (inject->waiting_start + 1) % INJECT_WAITING_COUNT_MAX;
    inject->waiting_count--;
}

/* Parts that the decoder would not join to another any more. */
static void forget_stale(struct drill_inject *inject)
{
    while (inject->waiting_count > 0) {
        const struct inject_part *part = waiting_at(inject, 0);
        bool has_times = part->time_ms != AIS_UNKNOWN_MS && inject->now_ms != AIS_UNKNOWN_MS;
        uint64_t behind = inject->counts.sentences - part->number;
        bool is_stale = part->total == 0 || (has_times && inject->now_ms - part->time_ms >
                                                              INT64_C(2) * AIS_ASSEMBLY_PERIOD_MS);
        if (!is_stale && (has_times || behind <= AIS_ASSEMBLY_COUNT_MAX))
            return;
        forget_oldest(inject);
    }
}

/* Does a line of the shelf hold this piece of the unit's payload? */
static bool has_payload(const struct drill_inject *inject, const struct inject_part *part,
                        struct ais_bits payload, size_t first_bit, size_t *sextets)
{
    uint8_t storage[AIS_PAYLOAD_BYTES_MAX + AIS_ARMOUR_SLACK_BYTES];
    struct ais_sentence sentence;
    struct ais_bits bits;
    size_t content_size;
    size_t size;
    const char *bytes = inject_line_bytes(inject, part->line, &content_size, &size);

    if (bytes == NULL ||
        ais_sentence_parse(bytes + part->at, content_size - part->at, &sentence) != AIS_DECODED)
        return false;
    if (sentence.payload.size > AIS_ARMOUR_CHARS_MAX ||
        !ais_bits_unarmour(sentence.payload.start, sentence.payload.size, storage, &bits))
        return false;
    *sextets = sentence.payload.size;
    for (size_t i = 0; i < bits.bit_count && first_bit + i < payload.bit_count; i++)
        if (ais_bits_unsigned(bits, i, 1) != ais_bits_unsigned(payload, first_bit + i, 1))
            return false;
    return true;
}

static bool belong_together(const struct inject_part *a, const struct inject_part *b)
{
    return a->total == b->total && memcmp(a->talker, b->talker, sizeof a->talker) == 0 &&
           a->is_own == b->is_own && a->sequence == b->sequence && a->channel == b->channel &&
           a->group.is_there == b->group.is_there &&
           (!a->group.is_there || a->group.number == b->group.number);
}

/* Takes part `number` of the message whose last part is `last` from those that wait, the newest
 * first. */
static bool take_waiting(struct drill_inject *inject, const struct inject_part *last, size_t number,
                         size_t first_bit, size_t *sextets)
{
    struct inject_unit *unit = &inject->unit;
    for (size_t i = inject->waiting_count; i-- > 0;) {
        struct inject_part *part = waiting_at(inject, i);
        if (part->part != number || !belong_together(part, last) ||
            !has_payload(inject, part, unit->message.bits, first_bit, sextets))
            continue;
        unit->parts[number - 1] = *part;
        *part = (struct inject_part){.number = part->number, .time_ms = part->time_ms};
        return true;
    }
    return false;
}

/* All sentences of the message that `last` made whole. False when one has gone already. */
static bool gather(struct drill_inject *inject, const struct inject_part *last)
{
    struct inject_unit *unit = &inject->unit;
    size_t first_bit = 0;
    size_t sextets = 0;

    unit->part_count = 0;
    for (size_t i = 1; i <= last->total; i++) {
        if (i == last->part) {
            unit->parts[i - 1] = *last;
            if (!has_payload(inject, last, unit->message.bits, first_bit, &sextets))
                return false;
        } else if (!take_waiting(inject, last, i, first_bit, &sextets)) {
            return false;
        }
        unit->part_count = i;
        first_bit += 6 * sextets;
    }
    unit->last = (size_t)last->part - 1;
    unit->bit_count = first_bit;
    return true;
}

/* A message of which all lines are still there becomes the unit. */
static void take_message(struct drill_inject *inject, const struct inject_part *part,
                         const struct ais_event *event)
{
    struct inject_unit *unit = &inject->unit;

    inject->counts.messages++;
    if (event->message.mmsi >= 200000000 && event->message.mmsi < 800000000)
        table_set(inject->ships, event->message.mmsi, 0);
    unit->message = event->message;
    unit->stamp = event->stamp;
    unit->time_ms = event->stamp.time_ms != AIS_UNKNOWN_MS ? event->stamp.time_ms : inject->now_ms;
    if (!gather(inject, part)) {
        for (size_t i = 0; i < unit->part_count; i++)
            settle_part(inject, &unit->parts[i]);
        settle_part(inject, part);
        inject->last_part = NULL;
        return;
    }
    memcpy(unit->payload, event->message.bits.bytes, (unit->bit_count + 7) / 8);
    unit->message.bits = (struct ais_bits){unit->payload, event->message.bits.bit_count};
    unit->is_there = true;
    inject->last_part = &unit->parts[unit->last];
}

static void wait_for_others(struct drill_inject *inject, const struct inject_part *part)
{
    if (inject->waiting_count == INJECT_WAITING_COUNT_MAX)
        forget_oldest(inject);
    struct inject_part *place = waiting_at(inject, inject->waiting_count++);
    *place = *part;
    inject->last_part = place;
}

/* Heads that speak of the sentence before go to it; the rest is told of the next. */
static void give_heads(struct drill_inject *inject, struct inject_part *part)
{
    struct inject_part *last = inject->last_part;
    size_t stays = inject->head_moved_from; /* of all heads */
    size_t moved_from = 0;                  /* of those of this part */

    for (size_t i = 0; i < inject->head_count; i++) {
        struct ais_stamp stamp;
        size_t content_size;
        size_t size;
        int said = -1;
        const char *bytes = inject_line_bytes(inject, inject->heads[i], &content_size, &size);
        bool is_behind =
            bytes != NULL &&
            ais_stamp_read_pghp((struct ais_span){bytes, content_size}, &stamp, &said) &&
            said >= 0 && said != part->checksum && said == inject->last_checksum;
        if (is_behind && last != NULL && last->head_count < INJECT_HEAD_COUNT_MAX)
            last->heads[last->head_count++] = inject->heads[i];
        else if (is_behind)
            drill_shelf_settle(inject->shelf, inject->heads[i].shelf);
        else
            part->heads[part->head_count++] = inject->heads[i];
        if (is_behind || i < stays) /* what stands before a line that stays, stays */
            moved_from = part->head_count;
    }
    inject->head_count = 0;
    inject->head_moved_from = moved_from;
}

static void read_part(struct inject_part *part, const struct drill_piece *piece)
{
    struct ais_sentence sentence = {0};
    struct ais_stamp stamp = AIS_STAMP_NONE;
    struct ais_span rest = piece->content;

    part->at = piece->sentence_at;
    if (ais_sentence_parse(rest.start + part->at, rest.size - part->at, &sentence) == AIS_DECODED) {
        memcpy(part->talker, sentence.talker, sizeof part->talker);
        part->is_own = sentence.is_own;
        part->total = sentence.total;
        part->part = sentence.part;
        part->sequence = sentence.sequence;
        part->channel = sentence.channel;
    }
    part->checksum = sentence.checksum;
    rest.size = part->at;
    while (rest.size > 0 && rest.start[0] == '\\') {
        const char *end = memchr(rest.start + 1, '\\', rest.size - 1);
        if (end == NULL)
            return;
        struct ais_span tag = {rest.start + 1, (size_t)(end - rest.start) - 1};
        ais_stamp_read_tag(tag, &stamp, &part->group);
        rest.start += tag.size + 2;
        rest.size -= tag.size + 2;
    }
}

static void take_sentence(struct drill_inject *inject, struct inject_part *part,
                          const struct drill_piece *piece)
{
    static const struct ais_arrival arrival = {AIS_UNKNOWN_MS, 0, true};
    struct ais_event event = {.kind = AIS_EVENT_REFUSED};

    read_part(part, piece);
    give_heads(inject, part);
    size_t moved_from = inject->head_moved_from;
    inject->head_moved_from = 0;
    inject_finish_unit(inject);
    inject->last_part = NULL;
    inject->last_checksum = part->checksum;
    part->number = ++inject->counts.sentences;

    ais_decoder_push(&inject->decoder, piece->content.start, piece->content.size, arrival);
    bool is_event = ais_decoder_next(&inject->decoder, &event);
    if (is_event && event.kind == AIS_EVENT_MESSAGE) {
        tick(inject, event.stamp.time_ms);
        bring_forward(inject, part, moved_from);
        take_message(inject, part, &event);
    } else if (!is_event && part->total > 1) {
        tick(inject, inject->decoder.log_time_ms);
        bring_forward(inject, part, moved_from);
        part->time_ms = inject->now_ms;
        wait_for_others(inject, part);
    } else {
        settle_part(inject, part);
    }
    while (is_event)
        is_event = ais_decoder_next(&inject->decoder, &event);
    forget_stale(inject);
}

static void take_head(struct drill_inject *inject, struct inject_line line,
                      const struct drill_piece *piece)
{
    static const struct ais_arrival arrival = {AIS_UNKNOWN_MS, 0, true};
    struct ais_event event;

    ais_decoder_push(&inject->decoder, piece->content.start, piece->content.size, arrival);
    while (ais_decoder_next(&inject->decoder, &event))
        continue;
    if (inject->head_count == INJECT_HEAD_COUNT_MAX) {
        drill_shelf_settle(inject->shelf, inject->heads[0].shelf);
        memmove(inject->heads, inject->heads + 1, sizeof inject->heads - sizeof inject->heads[0]);
        inject->head_count--;
        inject->head_moved_from -= inject->head_moved_from > 0;
    }
    inject->heads[inject->head_count++] = line;
}

static void take_piece(struct drill_inject *inject, const struct drill_piece *piece)
{
    bool begins = !inject->is_line_begun;
    bool ends = piece->all.size > piece->content.size;
    struct inject_line line = {
        .shelf = drill_shelf_add(inject->shelf, key_now(inject), piece->all.start, piece->all.size),
        .is_whole = begins && ends,
        .keeps_end = !begins && ends,
    };
    struct inject_part part = {.line = line, .time_ms = AIS_UNKNOWN_MS};

    inject->is_line_begun = !ends;
    inject->newest = line.shelf;
    inject->counts.lines += begins;
    switch (piece->kind) {
    case DRILL_PIECE_SENTENCE:
        take_sentence(inject, &part, piece);
        break;
    case DRILL_PIECE_HEAD:
        take_head(inject, line, piece);
        break;
    case DRILL_PIECE_OTHER:
        inject->head_moved_from = inject->head_count;
        drill_shelf_settle(inject->shelf, line.shelf);
        break;
    }
}

static bool take_next_piece(struct drill_inject *inject)
{
    struct drill_piece piece;
    if (!drill_pieces_next(&inject->pieces, &piece))
        return false;
    take_piece(inject, &piece);
    return true;
}

void drill_inject_push(struct drill_inject *inject, const char *bytes, size_t size)
{
    while (size > 0) {
        size_t taken = drill_pieces_push(&inject->pieces, bytes, size);
        bytes += taken;
        size -= taken;
        while (take_next_piece(inject))
            write_ready(inject);
    }
}

/* A log may end without an end of its last line; that is not the last of the output where another
 * comes later. */
static void end_last_line(struct drill_inject *inject)
{
    char bytes[DRILL_SHELF_LINE_BYTES_MAX];
    size_t size;
    const char *old = drill_shelf_bytes(inject->shelf, inject->newest, &size);

    if (!inject->is_line_begun || size == 0 || size == sizeof bytes ||
        drill_shelf_is_last(inject->shelf, inject->newest))
        return;
    memcpy(bytes, old, size);
    bytes[size] = '\n';
    drill_shelf_replace(inject->shelf, inject->newest, bytes, size + 1);
}

/* All has been cut: what waited for more waits no longer. */
static void end(struct drill_inject *inject)
{
    inject_finish_unit(inject);
    for (size_t i = 0; i < inject->head_count; i++)
        drill_shelf_settle(inject->shelf, inject->heads[i].shelf);
    while (inject->waiting_count > 0)
        forget_oldest(inject);
    end_last_line(inject);
    inject->is_over = true;
    inject->counts.ships = table_count(inject->ships);
}

void drill_inject_end(struct drill_inject *inject)
{
    drill_pieces_end(&inject->pieces);
    while (take_next_piece(inject))
        write_ready(inject);
    end(inject);
    write_ready(inject);
}

void drill_inject_give(struct drill_inject *inject, const char *bytes, size_t size,
                       int64_t heard_ms)
{
    assert(inject->given_size == 0 && !inject->is_over && heard_ms != AIS_UNKNOWN_MS);
    inject->given = bytes;
    inject->given_size = size;
    inject->told_ms = heard_ms;
}

void drill_inject_give_end(struct drill_inject *inject)
{
    assert(inject->given_size == 0 && !inject->is_over);
    end(inject);
}

bool drill_inject_next(struct drill_inject *inject, struct drill_inject_line *line)
{
    while (!take(inject)) {
        if (take_next_piece(inject))
            continue;
        if (inject->given_size == 0)
            return false;
        size_t size = drill_pieces_push(&inject->pieces, inject->given, inject->given_size);
        inject->given += size;
        inject->given_size -= size;
    }
    int64_t due_ms = inject->taken.key - inject->base_ms;
    inject->taken_ms = due_ms > inject->taken_ms ? due_ms : inject->taken_ms;
    *line = (struct drill_inject_line){inject->taken_ms, inject->taken.bytes, inject->taken.size};
    return true;
}

struct drill_inject_counts drill_inject_counts(const struct drill_inject *inject)
{
    return inject->counts;
}

const struct drill_done *drill_inject_done(const struct drill_inject *inject, size_t fault)
{
    assert(fault < inject->faults.count);
    return &inject->states[fault].done;
}
