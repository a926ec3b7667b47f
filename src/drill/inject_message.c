/* SPDX-License-Identifier: Apache-2.0 */
/* The faults done to one message and its lines. */
#include "ais/message_write.h"
#include "drill/dialect.h"
#include "drill/inject_inside.h"

#include <string.h>

enum { ALL_LINES_MAX = AIS_SENTENCE_PART_COUNT_MAX * (INJECT_HEAD_COUNT_MAX + 1) };

/* What is to become of the lines. */
struct outcome {
    bool is_dropped;
    bool is_changed; /* the payload */
    int64_t shift_ms;
    uint64_t touched; /* bit n: fault n did something */
    uint64_t again;   /* bit n: fault n is a replay that wants it */
};

static bool is_in_period(const struct drill_inject *inject, const struct drill_fault *fault,
                         int64_t time_ms)
{
    int64_t from_ms = drill_moment_time_ms(fault->from, inject->counts.start_ms);
    int64_t until_ms = drill_moment_time_ms(fault->until, inject->counts.start_ms);

    if ((fault->from.is_said || fault->until.is_said) && time_ms == AIS_UNKNOWN_MS)
        return false;
    return (!fault->from.is_said || (from_ms != AIS_UNKNOWN_MS && time_ms >= from_ms)) &&
           (!fault->until.is_said || (until_ms != AIS_UNKNOWN_MS && time_ms < until_ms));
}

/* Does the fault concern this message; which of its ships sent it. */
static bool concerns(const struct drill_inject *inject, const struct drill_fault *fault,
                     uint32_t mmsi, size_t *ship)
{
    const struct inject_unit *unit = &inject->unit;

    if (fault->kind == DRILL_BEACON || !is_in_period(inject, fault, unit->time_ms))
        return false;
    if (fault->station[0] != '\0' && strcmp(fault->station, unit->stamp.station) != 0)
        return false;
    *ship = 0;
    while (*ship < fault->mmsi_count && fault->mmsi[*ship] != mmsi)
        ++*ship;
    return fault->mmsi_count == 0 || *ship < fault->mmsi_count;
}

/* Another number for each fault and message, the same for the same seed. */
static uint64_t chance_of(const struct drill_inject *inject, size_t fault)
{
    uint64_t state = inject->seed ^ (uint64_t)(fault + 1) << 48 ^ inject->counts.messages;
    return drill_edit_random(&state);
}

/* The members of the message and the bits of its payload. True when they are others now. */
static bool edit(struct drill_inject *inject, size_t index, size_t ship)
{
    struct inject_unit *unit = &inject->unit;
    struct inject_fault_state *state = &inject->states[index];
    struct ais_message after = unit->message;

    if (!state->has_begun) {
        int64_t from_ms =
            drill_moment_time_ms(inject->faults.faults[index].from, inject->counts.start_ms);
        state->begun_ms = from_ms != AIS_UNKNOWN_MS ? from_ms : unit->time_ms;
        state->has_begun = true;
    }
    struct drill_edit edit = {
        .fault = &inject->faults.faults[index],
        .memory = &state->memory,
        .ship = ship,
        .age_ms = unit->time_ms != AIS_UNKNOWN_MS && state->begun_ms != AIS_UNKNOWN_MS
                      ? unit->time_ms - state->begun_ms
                      : 0,
    };
    if (!drill_edit_message(&edit, &after))
        return false;
    if (!drill_edit_payload(&unit->message, &after, unit->payload, unit->message.bits.bit_count)) {
        state->done.refused++;
        return false;
    }
    unit->message = after;
    return true;
}

static size_t list_lines(const struct inject_unit *unit, struct inject_line lines[ALL_LINES_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < unit->part_count; i++) {
        const struct inject_part *part = &unit->parts[i];
        for (size_t j = 0; j < part->head_count; j++)
            lines[count++] = part->heads[j];
        lines[count++] = part->line;
    }
    return count;
}

/* Only lines of their own can go to another place. */
static bool can_move(const struct drill_inject *inject)
{
    struct inject_line lines[ALL_LINES_MAX];
    size_t count = list_lines(&inject->unit, lines);
    for (size_t i = 0; i < count; i++)
        if (!lines[i].is_whole)
            return false;
    return inject->unit.stamp.time_ms != AIS_UNKNOWN_MS;
}

static bool shift(struct drill_inject *inject, size_t index, struct outcome *outcome)
{
    double seconds = inject->faults.faults[index].seconds;
    if (!can_move(inject)) {
        inject->states[index].done.refused++;
        return false;
    }
    outcome->shift_ms += (int64_t)(seconds * 1000 + (seconds < 0 ? -0.5 : 0.5));
    return seconds > 0 || seconds < 0;
}

static bool flip(struct drill_inject *inject, size_t index)
{
    struct inject_unit *unit = &inject->unit;
    size_t count = drill_edit_flip(inject->faults.faults[index].rate, chance_of(inject, index),
                                   unit->payload, unit->message.bits.bit_count);
    inject->states[index].done.bits += count;
    return count > 0;
}

static bool repeat(struct drill_inject *inject, size_t index, struct outcome *outcome)
{
    if (!can_move(inject)) {
        inject->states[index].done.refused++;
        return false;
    }
    outcome->again |= UINT64_C(1) << index;
    return true;
}

/* One fault; true when it did something. */
static bool do_fault(struct drill_inject *inject, size_t index, size_t ship,
                     struct outcome *outcome)
{
    bool is_changed;

    switch (inject->faults.faults[index].kind) {
    case DRILL_SILENCE:
    case DRILL_DROP_STATION:
        outcome->is_dropped = true;
        return true;
    case DRILL_DELAY:
    case DRILL_CLOCK:
        return shift(inject, index, outcome);
    case DRILL_REPLAY:
        return repeat(inject, index, outcome);
    case DRILL_BIT_FLIP:
        is_changed = flip(inject, index);
        break;
    case DRILL_JUMP:
    case DRILL_CIRCLE:
    case DRILL_OFFSET:
    case DRILL_MIRROR:
    case DRILL_CLONE_IDENTITY:
    case DRILL_RENAME:
    case DRILL_DEFAULT_STATIC:
    case DRILL_WRONG_WAY:
    case DRILL_ANCHOR_IN_LANE:
        is_changed = edit(inject, index, ship);
        break;
    case DRILL_BEACON:
    case DRILL_FAULT_KIND_COUNT:
    default:
        return false;
    }
    outcome->is_changed |= is_changed;
    return is_changed;
}

/* The text of a line without its end made into another, and the end behind it. */
static void replace(struct drill_inject *inject, struct inject_line line, struct text *text,
                    const char *end, size_t end_size)
{
    text_add_bytes(text, end, end_size);
    if (!text->is_cut)
        drill_shelf_replace(inject->shelf, line.shelf, text->bytes, text->size);
}

static void drop(struct drill_inject *inject, struct inject_line line)
{
    size_t content_size;
    size_t size;
    const char *bytes = inject_line_bytes(inject, line, &content_size, &size);
    char end[2] = {0};
    size_t end_size = line.keeps_end ? size - content_size : 0;

    if (bytes == NULL)
        return;
    memcpy(end, bytes + content_size, end_size);
    drill_shelf_replace(inject->shelf, line.shelf, end, end_size);
}

static void write_head(struct drill_inject *inject, struct inject_line line, int checksum)
{
    char bytes[DRILL_SHELF_LINE_BYTES_MAX + 1];
    struct text text = text_init(bytes, sizeof bytes);
    size_t content_size;
    size_t size;
    const char *old = inject_line_bytes(inject, line, &content_size, &size);

    if (old == NULL)
        return;
    drill_dialect_add_head(&text, (struct ais_span){old, content_size}, checksum);
    replace(inject, line, &text, old + content_size, size - content_size);
}

static void write_payload(struct drill_inject *inject)
{
    struct inject_unit *unit = &inject->unit;
    size_t first_bit = 0;

    for (size_t i = 0; i < unit->part_count; i++) {
        struct inject_part *part = &unit->parts[i];
        char bytes[DRILL_SHELF_LINE_BYTES_MAX + 1];
        struct text text = text_init(bytes, sizeof bytes);
        struct ais_sentence sentence;
        size_t content_size;
        size_t size;
        const char *old = inject_line_bytes(inject, part->line, &content_size, &size);

        if (old == NULL ||
            ais_sentence_parse(old + part->at, content_size - part->at, &sentence) != AIS_DECODED)
            return;
        size_t sextets = sentence.payload.size;
        int checksum = drill_dialect_add_payload(&text, (struct ais_span){old, content_size},
                                                 part->at, unit->payload, first_bit);
        replace(inject, part->line, &text, old + content_size, size - content_size);
        for (size_t j = 0; j < part->head_count; j++)
            write_head(inject, part->heads[j], checksum);
        first_bit += sextets * 6;
    }
}

/* The line with its times `shift_ms` later, in `text`. */
static bool add_shifted(const struct drill_inject *inject, struct inject_line line,
                        int64_t shift_ms, struct text *text)
{
    size_t content_size;
    size_t size;
    const char *old = inject_line_bytes(inject, line, &content_size, &size);

    if (old == NULL)
        return false;
    drill_dialect_add_shifted(text, (struct ais_span){old, content_size}, shift_ms);
    text_add_bytes(text, old + content_size, size - content_size);
    return !text->is_cut;
}

static void move_lines(struct drill_inject *inject, int64_t shift_ms)
{
    struct inject_line lines[ALL_LINES_MAX];
    size_t count = list_lines(&inject->unit, lines);

    for (size_t i = 0; i < count; i++) {
        char bytes[DRILL_SHELF_LINE_BYTES_MAX + 1];
        struct text text = text_init(bytes, sizeof bytes);
        if (!add_shifted(inject, lines[i], shift_ms, &text))
            continue;
        drill_shelf_replace(inject->shelf, lines[i].shelf, text.bytes, text.size);
        drill_shelf_move(inject->shelf, lines[i].shelf, shift_ms);
    }
}

static void say_again(struct drill_inject *inject, size_t index)
{
    const struct drill_fault *fault = &inject->faults.faults[index];
    struct inject_line lines[ALL_LINES_MAX];
    size_t count = list_lines(&inject->unit, lines);
    int64_t shift_ms = fault->again.ms - fault->from.ms;

    for (size_t i = 0; i < count; i++) {
        char bytes[DRILL_SHELF_LINE_BYTES_MAX + 1];
        struct text text = text_init(bytes, sizeof bytes);
        if (add_shifted(inject, lines[i], shift_ms, &text))
            inject_add_line(inject, drill_shelf_key(inject->shelf, lines[i].shelf) + shift_ms,
                            text.bytes, text.size);
    }
}

static void count_touched(struct drill_inject *inject, const struct outcome *outcome,
                          const size_t ships[DRILL_FAULT_COUNT_MAX], size_t line_count)
{
    for (size_t i = 0; i < inject->faults.count; i++) {
        if ((outcome->touched >> i & 1) == 0)
            continue;
        inject_count(inject, i, ships[i], inject->unit.time_ms);
        inject->states[i].done.lines += line_count;
    }
}

void inject_finish_unit(struct drill_inject *inject)
{
    struct inject_unit *unit = &inject->unit;
    size_t ships[DRILL_FAULT_COUNT_MAX] = {0};
    struct inject_line lines[ALL_LINES_MAX];
    struct outcome outcome = {0};

    if (!unit->is_there)
        return;
    unit->is_there = false;
    uint32_t mmsi = unit->message.mmsi; /* as recorded, whatever a fault makes of it */
    for (size_t i = 0; i < inject->faults.count; i++)
        if (concerns(inject, &inject->faults.faults[i], mmsi, &ships[i]) &&
            do_fault(inject, i, ships[i], &outcome))
            outcome.touched |= UINT64_C(1) << i;

    size_t count = list_lines(unit, lines);
    count_touched(inject, &outcome, ships, count);
    if (outcome.is_dropped)
        for (size_t i = 0; i < count; i++)
            drop(inject, lines[i]);
    else if (outcome.is_changed)
        write_payload(inject);
    for (size_t i = 0; i < inject->faults.count && !outcome.is_dropped; i++)
        if ((outcome.again >> i & 1) != 0)
            say_again(inject, i);
    if (outcome.shift_ms != 0 && !outcome.is_dropped)
        move_lines(inject, outcome.shift_ms);
    if (inject->has_beacons && outcome.touched == 0)
        inject_keep_pattern(inject);
    for (size_t i = 0; i < count; i++)
        drill_shelf_settle(inject->shelf, lines[i].shelf);
}
