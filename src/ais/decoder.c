/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/decoder.h"

#include "ais/quick.h"

#include <assert.h>
#include <string.h>

void ais_decoder_init(struct ais_decoder *decoder)
{
    memset(decoder, 0, offsetof(struct ais_decoder, carry));
    decoder->log_time_ms = CLOCK_UNKNOWN_MS;
    decoder->last_checksum = -1;
    struct ais_armour ways[3];
    ais_armour_ways(ways);
    decoder->armour = ways[0];
    struct ais_look looks[AIS_LOOK_WAY_COUNT_MAX];
    ais_look_ways(looks);
    decoder->look = looks[0];
    decoder->is_quick = true;
    ais_assembler_init(&decoder->assembler);
}

void ais_decoder_push(struct ais_decoder *decoder, const char *bytes, size_t size,
                      struct ais_arrival arrival)
{
    assert(decoder->input.size == 0);
    decoder->input = (struct ais_span){bytes, size};
    decoder->line_feed = NULL;
    decoder->arrival = arrival;
}

void ais_decoder_end(struct ais_decoder *decoder)
{
    assert(decoder->input.size == 0);
    decoder->arrival.ends_line = true;
    decoder->is_ended = true;
}

static bool refuse(struct ais_decoder *decoder, enum ais_refusal refusal, struct ais_event *event)
{
    decoder->counts.refused[refusal]++;
    event->kind = AIS_EVENT_REFUSED;
    event->refusal = refusal;
    event->line = decoder->line;
    event->line_number = decoder->counts.lines;
    return true;
}

/* Bytes up to the next line end, or all of them. Where the next line feed is, is kept: a piece of
 * nothing but carriage returns would else be searched to its end for each of them. */
static size_t line_size(struct ais_decoder *decoder)
{
    struct ais_span input = decoder->input;
    if (decoder->line_feed == NULL || decoder->line_feed < input.start) {
        decoder->line_feed = memchr(input.start, '\n', input.size);
        if (decoder->line_feed == NULL)
            decoder->line_feed = input.start + input.size;
    }
    size_t size = (size_t)(decoder->line_feed - input.start);
    const char *carriage_return = memchr(input.start, '\r', size);
    return carriage_return != NULL ? (size_t)(carriage_return - input.start) : size;
}

/* Cuts the next line off the input, without its end; whether it has one. */
static bool cut_line(struct ais_decoder *decoder, struct ais_span *part)
{
    struct ais_span *input = &decoder->input;
    if (decoder->is_after_return && input->start[0] == '\n') {
        input->start++;
        input->size--;
    }
    decoder->is_after_return = false;
    *part = (struct ais_span){input->start, input->size > 0 ? line_size(decoder) : 0};
    bool has_end = part->size < input->size;
    if (has_end)
        decoder->is_after_return = input->start[part->size] == '\r';
    input->start += part->size + has_end;
    input->size -= part->size + has_end;
    return has_end;
}

static void begin_line(struct ais_decoder *decoder, struct ais_span line)
{
    decoder->line = line;
    decoder->rest = line;
    decoder->stamp = AIS_STAMP_NONE;
    decoder->prefix = AIS_STAMP_NONE;
    decoder->group = (struct ais_group){0};
    decoder->counts.lines++;
}

/* The start of a line goes into the carry until its end comes; false when it does not fit. */
static bool carry(struct ais_decoder *decoder, struct ais_span bytes)
{
    if (bytes.size > sizeof decoder->carry - decoder->carry_size)
        return false;
    if (bytes.size > 0)
        memcpy(decoder->carry + decoder->carry_size, bytes.start, bytes.size);
    decoder->carry_size += bytes.size;
    return true;
}

enum line_result { NO_LINE, A_LINE, TOO_LONG_A_LINE };

/* Begins the line of which `part` is all, or the end behind the carry. */
static enum line_result end_line(struct ais_decoder *decoder, struct ais_span part)
{
    bool is_skipping = decoder->is_skipping;
    size_t carried = decoder->carry_size;
    decoder->is_skipping = false;
    decoder->carry_size = 0;
    if (is_skipping)
        return NO_LINE;
    if (carried + part.size == 0) {
        decoder->counts.lines++;
        return NO_LINE;
    }
    if (carried + part.size > AIS_LINE_BYTES_MAX) {
        begin_line(decoder, (struct ais_span){0});
        return TOO_LONG_A_LINE;
    }
    if (carried > 0) {
        decoder->carry_size = carried;
        carry(decoder, part);
        part = (struct ais_span){decoder->carry, decoder->carry_size};
        decoder->carry_size = 0;
    }
    begin_line(decoder, part);
    return A_LINE;
}

/* What is left of the piece has no end of line in it. */
static enum line_result keep_rest(struct ais_decoder *decoder, struct ais_span part)
{
    if (decoder->arrival.ends_line)
        return decoder->carry_size + part.size > 0 ? end_line(decoder, part) : NO_LINE;
    if (decoder->is_skipping || carry(decoder, part))
        return NO_LINE;
    decoder->is_skipping = true;
    decoder->carry_size = 0;
    begin_line(decoder, (struct ais_span){0});
    return TOO_LONG_A_LINE;
}

static enum line_result take_line(struct ais_decoder *decoder)
{
    enum line_result result = NO_LINE;
    while (result == NO_LINE && decoder->input.size > 0) {
        struct ais_span part;
        bool has_end = cut_line(decoder, &part);
        result = has_end ? end_line(decoder, part) : keep_rest(decoder, part);
    }
    if (result == NO_LINE && decoder->arrival.ends_line) {
        if (decoder->carry_size > 0)
            result = end_line(decoder, (struct ais_span){decoder->carry, 0});
        decoder->is_skipping = false;
    }
    return result;
}

static bool starts_pghp(struct ais_span bytes)
{
    return bytes.size > 6 && memcmp(bytes.start, "$PGHP,", 6) == 0;
}

/* The offset of the next thing that means something behind the first byte: a sentence, a TAG
 * block, `$PGHP`. None of their first bytes is in the armour alphabet. */
static size_t next_mark(struct ais_span bytes)
{
    for (size_t i = 1; i < bytes.size; i++) {
        struct ais_span here = {bytes.start + i, bytes.size - i};
        char first = bytes.start[i];
        if (first == '\\' || ((first == '!' || first == '$') &&
                              (ais_sentence_starts(here.start, here.size) || starts_pghp(here))))
            return i;
    }
    return bytes.size;
}

static struct ais_span cut_front(struct ais_span *rest, size_t size)
{
    struct ais_span front = {rest->start, size};
    rest->start += size;
    rest->size -= size;
    return front;
}

static void read_tag(struct ais_decoder *decoder)
{
    const char *start = decoder->rest.start + 1;
    const char *end = memchr(start, '\\', decoder->rest.size - 1);
    if (end == NULL) {
        decoder->counts.refused[AIS_BAD_TAG]++;
        cut_front(&decoder->rest, next_mark(decoder->rest));
        return;
    }
    /* Of two blocks before one sentence the later adds to the first. */
    struct ais_span tag = {start, (size_t)(end - start)};
    if (!ais_stamp_read_tag(tag, &decoder->stamp, &decoder->group))
        decoder->counts.refused[AIS_BAD_TAG]++;
    cut_front(&decoder->rest, tag.size + 2);
}

static bool take_pghp(struct ais_decoder *decoder, struct ais_event *event)
{
    struct ais_span line = cut_front(&decoder->rest, next_mark(decoder->rest));

    decoder->has_pghp = ais_stamp_read_pghp(line, &decoder->pghp, &decoder->pghp_checksum);
    decoder->pghp_origin = decoder->arrival.origin;
    return !decoder->has_pghp && refuse(decoder, AIS_BAD_CHECKSUM, event);
}

/* A `$PGHP` whose checksum is that of the sentence before it, and not of this one, was written
 * behind its sentence; all others stand before theirs, also those with a wrong checksum. */
static void use_pghp(struct ais_decoder *decoder, const struct ais_sentence *sentence,
                     struct ais_stamp *stamp)
{
    bool is_behind = decoder->pghp_checksum >= 0 && decoder->pghp_checksum != sentence->checksum &&
                     decoder->pghp_checksum == decoder->last_checksum;
    if (!decoder->has_pghp || decoder->pghp_origin != decoder->arrival.origin)
        return;
    if (!is_behind)
        ais_stamp_fill_from(stamp, &decoder->pghp);
    decoder->has_pghp = false;
}

/* Everything that is said of time and station, what stands closest to the sentence first. */
static struct ais_stamp collect_stamp(struct ais_decoder *decoder,
                                      const struct ais_sentence *sentence)
{
    struct ais_stamp stamp = decoder->stamp;
    struct ais_stamp trailer = AIS_STAMP_NONE;

    use_pghp(decoder, sentence, &stamp);
    ais_stamp_read_trailer(sentence->trailer, &trailer);
    ais_stamp_fill_from(&stamp, &trailer);
    ais_stamp_fill_from(&stamp, &decoder->prefix);
    if (stamp.time_ms != CLOCK_UNKNOWN_MS)
        decoder->log_time_ms = stamp.time_ms;
    return stamp;
}

/* Parts are held against each other by one clock: often the first alone says a time of its own. */
static enum ais_refusal assemble(struct ais_decoder *decoder, const struct ais_sentence *sentence,
                                 const struct ais_stamp *stamp, uint8_t flags)
{
    struct ais_dropped dropped = {0};
    int64_t time_ms = decoder->arrival.received_ms;
    if (time_ms == CLOCK_UNKNOWN_MS)
        time_ms = stamp->time_ms;
    if (time_ms == CLOCK_UNKNOWN_MS)
        time_ms = decoder->log_time_ms;

    struct ais_fragment fragment = {.sentence = sentence,
                                    .stamp = stamp,
                                    .origin = decoder->arrival.origin,
                                    .group = decoder->group,
                                    .flags = flags,
                                    .time_ms = time_ms,
                                    .number = decoder->counts.sentences};
    enum ais_refusal refusal =
        ais_assembler_add(&decoder->assembler, &fragment, &decoder->assembled, &dropped);
    decoder->counts.refused[AIS_STALE_PART] += dropped.stale;
    decoder->counts.refused[AIS_ASSEMBLY_FULL] += dropped.pushed_out;
    return refusal;
}

/* Leaves the armour of a whole message to ais_decoder_read(). */
static enum ais_refusal leave_message(struct ais_span armour, unsigned fill_bits,
                                      const uint8_t *payload, struct ais_event *event)
{
    event->unread = (struct ais_unread){.armour = armour,
                                        .readable = armour.size,
                                        .payload = payload,
                                        .fill_bits = (uint8_t)fill_bits};
    event->message.flags = 0;
    return AIS_DECODED;
}

/* The armour of a whole message to its fields. */
static enum ais_refusal read_message(struct ais_decoder *decoder, struct ais_span armour,
                                     unsigned fill_bits, struct ais_event *event)
{
    struct ais_bits bits;
    if (decoder->leaves_unread)
        return leave_message(armour, fill_bits, NULL, event);
    if (armour.size > AIS_ARMOUR_CHARS_MAX)
        return AIS_TOO_LONG;
    if (!decoder->armour.unpack(armour.start, armour.size, armour.size, decoder->payload))
        return AIS_BAD_ARMOUR;
    bits = (struct ais_bits){decoder->payload, armour.size * 6};
    return ais_message_read(bits, fill_bits, &event->message);
}

/* Reads a sentence; `*is_message` when it, or it with its other parts, is one. */
static enum ais_refusal read_sentence(struct ais_decoder *decoder, struct ais_span bytes,
                                      struct ais_event *event, bool *is_message)
{
    struct ais_sentence sentence;
    uint8_t flags = 0;

    enum ais_refusal refusal = ais_sentence_parse(bytes.start, bytes.size, &sentence);
    struct ais_stamp stamp = collect_stamp(decoder, &sentence);
    decoder->last_checksum = sentence.checksum;
    if (refusal == AIS_BAD_CHECKSUM && decoder->keeps_bad_checksums && sentence.is_whole)
        flags |= AIS_FLAG_BAD_CHECKSUM;
    else if (refusal != AIS_DECODED)
        return refusal;
    if (stamp.is_drill && decoder->refuses_drills)
        return AIS_DRILL;
    if (!sentence.has_checksum)
        flags |= AIS_FLAG_NO_CHECKSUM;

    struct ais_span armour = sentence.payload;
    unsigned fill_bits = sentence.fill_bits;
    if (sentence.total > 1) {
        refusal = assemble(decoder, &sentence, &stamp, flags);
        if (refusal != AIS_DECODED || !decoder->assembled.is_complete)
            return refusal;
        armour = (struct ais_span){decoder->assembled.armour, decoder->assembled.armour_size};
        fill_bits = decoder->assembled.fill_bits;
        flags = decoder->assembled.flags;
        stamp = decoder->assembled.stamp;
    }
    refusal = read_message(decoder, armour, fill_bits, event);
    event->message.flags |= flags;
    event->stamp = stamp;
    event->channel = sentence.channel;
    event->is_own = sentence.is_own;
    event->received_ms = decoder->arrival.received_ms;
    *is_message = refusal == AIS_DECODED;
    return refusal;
}

static void count_message(struct ais_decoder *decoder, struct ais_event *event)
{
    decoder->counts.messages++;
    decoder->counts.by_type[event->message.type]++;
    event->kind = AIS_EVENT_MESSAGE;
}

static void give(struct ais_decoder *decoder, struct ais_event *event)
{
    event->refusal = AIS_DECODED;
    event->line_number = decoder->counts.lines;
    if (decoder->leaves_unread) {
        event->kind = AIS_EVENT_UNREAD;
        event->unread.flags = event->message.flags;
    } else {
        count_message(decoder, event);
    }
}

static bool take_sentence(struct ais_decoder *decoder, struct ais_event *event)
{
    bool is_message = false;
    struct ais_span bytes = cut_front(&decoder->rest, next_mark(decoder->rest));

    decoder->counts.sentences++;
    enum ais_refusal refusal = read_sentence(decoder, bytes, event, &is_message);
    decoder->stamp = AIS_STAMP_NONE;
    decoder->prefix = AIS_STAMP_NONE;
    decoder->group = (struct ais_group){0};
    if (refusal != AIS_DECODED)
        return refuse(decoder, refusal, event);
    if (!is_message)
        return false;

    event->line = decoder->line;
    give(decoder, event);
    return true;
}

/* Reads the next thing on the line; true when it made an event. */
static bool take_piece(struct ais_decoder *decoder, struct ais_event *event)
{
    struct ais_span *rest = &decoder->rest;

    if (ais_sentence_starts(rest->start, rest->size))
        return take_sentence(decoder, event);
    if (starts_pghp(*rest))
        return take_pghp(decoder, event);
    if (rest->start[0] == '\\') {
        read_tag(decoder);
        return false;
    }
    size_t mark = next_mark(*rest);
    if (mark < rest->size) {
        ais_stamp_read_prefix(cut_front(rest, mark), &decoder->prefix);
        return false;
    }
    rest->size = 0;
    return refuse(decoder, AIS_OTHER, event);
}

/* What the straight path did with the start of the input. */
enum quick_result {
    QUICK_NOTHING, /* the line is not for it, and was left alone */
    QUICK_WAITS,   /* a part was taken, and waits for others */
    QUICK_EVENT,
};

/* The message of one sentence, whose armour is unpacked. One that is refused is left to the other
 * way, which finds the same and says why. */
static bool read_quick_message(struct ais_decoder *decoder, const struct ais_sentence *sentence,
                               struct ais_event *event)
{
    struct ais_bits bits = {decoder->payload, sentence->payload.size * 6};
    if (decoder->leaves_unread)
        return leave_message(sentence->payload, sentence->fill_bits, decoder->payload, event) ==
               AIS_DECODED;
    if (sentence->fill_bits == 0 && ais_quick_read_message(bits, &event->message))
        return true;
    return ais_message_read(bits, sentence->fill_bits, &event->message) == AIS_DECODED;
}

static enum quick_result take_quick_part(struct ais_decoder *decoder,
                                         const struct ais_sentence *sentence,
                                         struct ais_event *event)
{
    enum ais_refusal refusal = assemble(decoder, sentence, &event->stamp, 0);
    if (refusal == AIS_DECODED) {
        const struct ais_assembled *assembled = &decoder->assembled;
        if (!assembled->is_complete)
            return QUICK_WAITS;
        refusal =
            read_message(decoder, (struct ais_span){assembled->armour, assembled->armour_size},
                         assembled->fill_bits, event);
        event->message.flags |= assembled->flags;
        event->stamp = assembled->stamp;
    }
    if (refusal == AIS_DECODED)
        give(decoder, event);
    else
        refuse(decoder, refusal, event);
    return QUICK_EVENT;
}

/* Reads a TAG block at the start of the input, if there is one; its size with the backslashes.
 * False when it is a bad one. */
static bool read_quick_tag(struct ais_decoder *decoder, struct ais_stamp *stamp, size_t *size)
{
    const struct ais_span input = decoder->input;

    *size = 0;
    *stamp = AIS_STAMP_NONE;
    decoder->group = (struct ais_group){0};
    if (input.start[0] != '\\')
        return true;
    *size = ais_quick_read_tag(&decoder->look, input.start, stamp);
    if (*size > 0)
        return true;
    const char *end = memchr(input.start + 1, '\\', AIS_QUICK_WINDOW - 1);
    if (end == NULL)
        return false;
    *size = (size_t)(end - input.start) + 1;
    if (memchr(input.start, '\n', *size) != NULL || memchr(input.start, '\r', *size) != NULL)
        return false;
    return ais_stamp_read_tag((struct ais_span){input.start + 1, *size - 2}, stamp,
                              &decoder->group);
}

static enum quick_result take_quick_line(struct ais_decoder *decoder, struct ais_event *event)
{
    enum quick_result result = QUICK_EVENT;
    struct ais_quick_line line;
    struct ais_span *input = &decoder->input;
    const struct ais_sentence *sentence = &line.sentence;
    size_t tag_size;

    if (!decoder->is_quick || input->size < AIS_QUICK_INPUT_MIN || decoder->carry_size > 0 ||
        decoder->is_skipping || decoder->has_pghp ||
        !read_quick_tag(decoder, &event->stamp, &tag_size) ||
        (event->stamp.is_drill && decoder->refuses_drills) ||
        !ais_quick_find_line(&decoder->look, input->start + tag_size, &line))
        return QUICK_NOTHING;
    const char *line_start = input->start + tag_size;
    size_t readable = AIS_QUICK_WINDOW - (size_t)(sentence->payload.start - line_start);
    /* What is no armour may be a blank, a line's end or another sentence, in parts as in wholes. */
    if (!decoder->armour.unpack(sentence->payload.start, sentence->payload.size, readable,
                                decoder->payload))
        return QUICK_NOTHING;
    if (sentence->total == 1 && !read_quick_message(decoder, sentence, event))
        return QUICK_NOTHING;

    decoder->line = (struct ais_span){input->start, tag_size + line.size};
    decoder->last_checksum = sentence->checksum;
    decoder->is_after_return = false;
    decoder->counts.lines++;
    decoder->counts.sentences++;
    event->line = decoder->line;
    event->channel = sentence->channel;
    event->is_own = false;
    event->received_ms = decoder->arrival.received_ms;
    if (event->stamp.time_ms != CLOCK_UNKNOWN_MS)
        decoder->log_time_ms = event->stamp.time_ms;
    if (sentence->total == 1)
        give(decoder, event);
    else
        result = take_quick_part(decoder, sentence, event);
    decoder->group = (struct ais_group){0};
    input->start += tag_size + line.full_size;
    input->size -= tag_size + line.full_size;
    return result;
}

/* Only behind the last line, which may be the part that others wait for. */
static void give_up_parts(struct ais_decoder *decoder)
{
    if (decoder->is_ended)
        decoder->counts.refused[AIS_STALE_PART] += ais_assembler_clear(&decoder->assembler);
    decoder->is_ended = false;
}

bool ais_decoder_next(struct ais_decoder *decoder, struct ais_event *event)
{
    for (;;) {
        while (decoder->rest.size > 0)
            if (take_piece(decoder, event))
                return true;
        enum quick_result quick = take_quick_line(decoder, event);
        if (quick == QUICK_EVENT)
            return true;
        if (quick == QUICK_WAITS)
            continue;
        switch (take_line(decoder)) {
        case NO_LINE:
            give_up_parts(decoder);
            return false;
        case A_LINE:
            break;
        case TOO_LONG_A_LINE:
            return refuse(decoder, AIS_TOO_LONG, event);
        }
    }
}

void ais_decoder_read(struct ais_decoder *decoder, struct ais_event *event)
{
    const struct ais_unread *unread = &event->unread;
    struct ais_span armour = unread->armour;
    bool is_unpacked = unread->payload != NULL;
    struct ais_bits bits = {is_unpacked ? unread->payload : decoder->payload, armour.size * 6};

    assert(event->kind == AIS_EVENT_UNREAD);
    if (armour.size > AIS_ARMOUR_CHARS_MAX)
        event->refusal = AIS_TOO_LONG;
    else if (!is_unpacked &&
             !decoder->armour.unpack(armour.start, armour.size, unread->readable, decoder->payload))
        event->refusal = AIS_BAD_ARMOUR;
    else if (!decoder->is_quick || unread->fill_bits != 0 ||
             !ais_quick_read_message(bits, &event->message))
        event->refusal = ais_message_read(bits, unread->fill_bits, &event->message);

    if (event->refusal == AIS_DECODED) {
        event->message.flags |= unread->flags;
        count_message(decoder, event);
    } else {
        decoder->counts.refused[event->refusal]++;
        event->kind = AIS_EVENT_REFUSED;
    }
}
