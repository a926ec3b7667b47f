/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: any parts in any order, with all that tells messages apart taken from the
 * input. What is put together came from one message: the payload of a part is its own number, again
 * and again, so that the result says which parts it is made of. */
#include "ais/assembler.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    BYTES_A_PART = 6,
    PART_COUNT_MAX = 4000,
    DIGIT_COUNT = 4, /* of a part's number in its payload */
    REPEATED_MAX = 32,
    STEP_MS = 500,
};

struct part {
    struct ais_sentence sentence;
    struct ais_stamp stamp;
    struct ais_fragment fragment;
    char payload[DIGIT_COUNT * REPEATED_MAX + 1];
};

static struct part parts[PART_COUNT_MAX];
static struct ais_assembler assembler;

/* Few values for each key, so that they meet. */
static void make_part(struct part *part, const uint8_t *bytes, unsigned number, int64_t time_ms)
{
    static const char talkers[2][2] = {{'A', 'I'}, {'B', 'S'}};
    uint8_t total = (uint8_t)(2 + bytes[0] % 8);

    *part = (struct part){.stamp = AIS_STAMP_NONE};
    part->sentence = (struct ais_sentence){.is_own = (bytes[1] & 1) != 0,
                                           .total = total,
                                           .part = (uint8_t)(1 + bytes[0] / 8 % total),
                                           .sequence = (uint8_t)(bytes[1] >> 1 & 3),
                                           .channel = (bytes[1] & 8) != 0 ? 'A' : 'B',
                                           .fill_bits = (uint8_t)(bytes[2] & 7)};
    memcpy(part->sentence.talker, talkers[bytes[1] >> 4 & 1], sizeof talkers[0]);
    unsigned count = 1 + bytes[3] % REPEATED_MAX;
    for (unsigned i = 0; i < count; i++)
        snprintf(part->payload + (size_t)i * DIGIT_COUNT, DIGIT_COUNT + 1, "%04u", number);
    part->sentence.payload = (struct ais_span){part->payload, (size_t)count * DIGIT_COUNT};
    if ((bytes[4] & 3) != 0)
        snprintf(part->stamp.station, sizeof part->stamp.station, "s%d", bytes[4] & 3);
    part->fragment = (struct ais_fragment){
        .sentence = &part->sentence,
        .stamp = &part->stamp,
        .origin = bytes[4] >> 2 & 1,
        .group = {.is_there = (bytes[4] & 8) != 0, .number = bytes[4] >> 4 & 3},
        .flags = (uint8_t)(bytes[2] >> 3 & 3),
        .time_ms = (bytes[4] & 64) != 0 ? CLOCK_UNKNOWN_MS : time_ms,
        .number = number,
    };
}

static void check_same_message(const struct part *a, const struct part *b)
{
    const struct ais_fragment *f = &a->fragment;
    const struct ais_fragment *g = &b->fragment;

    assert(a->sentence.total == b->sentence.total && a->sentence.sequence == b->sentence.sequence);
    assert(a->sentence.channel == b->sentence.channel && a->sentence.is_own == b->sentence.is_own);
    assert(memcmp(a->sentence.talker, b->sentence.talker, 2) == 0);
    assert(f->origin == g->origin && f->group.is_there == g->group.is_there);
    assert(!f->group.is_there || f->group.number == g->group.number);
    assert(a->stamp.station[0] == '\0' || b->stamp.station[0] == '\0' ||
           strcmp(a->stamp.station, b->stamp.station) == 0);
    if (f->time_ms != CLOCK_UNKNOWN_MS && g->time_ms != CLOCK_UNKNOWN_MS) {
        int64_t apart_ms = f->time_ms - g->time_ms;
        /* Each is held against the first that came. */
        assert(apart_ms <= 2 * AIS_ASSEMBLY_PERIOD_MS && apart_ms >= -2 * AIS_ASSEMBLY_PERIOD_MS);
    }
}

/* The armour is every part once, in order, and all of one message. */
static void check_assembled(const struct ais_assembled *assembled, unsigned part_count)
{
    const struct part *found[AIS_SENTENCE_PART_COUNT_MAX];
    size_t done = 0;
    unsigned count = 0;
    uint8_t flags = 0;

    while (done < assembled->armour_size) {
        unsigned number;
        char digits[DIGIT_COUNT + 1] = {0};
        memcpy(digits, assembled->armour + done, DIGIT_COUNT);
        assert(sscanf(digits, "%4u", &number) == 1 && number < part_count);
        struct ais_span payload = parts[number].sentence.payload;
        assert(count < AIS_SENTENCE_PART_COUNT_MAX);
        assert(payload.size <= assembled->armour_size - done);
        assert(memcmp(assembled->armour + done, payload.start, payload.size) == 0);
        found[count++] = &parts[number];
        assert(parts[number].sentence.part == count);
        flags |= parts[number].fragment.flags;
        done += payload.size;
    }
    assert(count == found[0]->sentence.total);
    assert(assembled->fill_bits == found[count - 1]->sentence.fill_bits);
    assert(assembled->flags == flags);
    for (unsigned i = 0; i < count; i++)
        for (unsigned j = 0; j < i; j++)
            check_same_message(found[i], found[j]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    unsigned count = 0;
    unsigned given_up = 0;
    int64_t time_ms = INT64_C(1542625200000);

    ais_assembler_init(&assembler);
    for (; size >= BYTES_A_PART && count < PART_COUNT_MAX; size -= BYTES_A_PART) {
        static struct ais_assembled assembled;
        struct ais_dropped dropped = {0};
        time_ms += (int64_t)(int8_t)data[5] * STEP_MS / 8;
        make_part(&parts[count], data, count, time_ms);
        /* Some come once more as they were. */
        const struct part *part = &parts[count++];
        if ((data[4] & 128) != 0 && count > 1)
            part = &parts[data[3] % (count - 1)];
        struct ais_fragment fragment = part->fragment;
        fragment.number = count;
        enum ais_refusal refusal = ais_assembler_add(&assembler, &fragment, &assembled, &dropped);
        assert(refusal == AIS_DECODED || (refusal == AIS_TOO_LONG && !assembled.is_complete));
        assert(dropped.pushed_out <= 1 && dropped.stale <= AIS_OPEN_MESSAGE_COUNT_MAX);
        given_up += dropped.stale + dropped.pushed_out;
        if (assembled.is_complete)
            check_assembled(&assembled, count);
        data += BYTES_A_PART;
    }
    given_up += ais_assembler_clear(&assembler);
    assert(given_up <= count);
    assert(ais_assembler_clear(&assembler) == 0);
    return 0;
}
