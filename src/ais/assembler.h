/* SPDX-License-Identifier: Apache-2.0 */
/* Puts messages together that came in several sentences: out of order, twice, mixed with others.
 *
 * A fixed number of messages may be open at a time; the oldest gives way. Parts belong together
 * when their source, group (TAG `g:`), station, talker, total, sequence number and channel agree,
 * as far as each is said, and when they came within AIS_ASSEMBLY_PERIOD_MS. An earlier
 * part joins a later one only when it came right after it: sequence numbers come round within
 * seconds, and a part left over from a lost message would spoil the next one, and that the next.
 * For the same reason a message stays known for a while after it is whole: a later part that comes
 * twice is swallowed, not kept. */
#ifndef AIS_ASSEMBLER_H
#define AIS_ASSEMBLER_H

#include "ais/bits.h"
#include "ais/sentence.h"
#include "ais/stamp.h"

enum {
    AIS_OPEN_MESSAGE_COUNT_MAX = 64,
    AIS_ASSEMBLY_PERIOD_MS = 10000,
    AIS_OUT_OF_ORDER_COUNT_MAX = 16, /* sentences from a later part to an earlier one */
    AIS_ASSEMBLY_COUNT_MAX = 1000,   /* sentences between parts where no time is known */
};

/* One sentence of several, with what is known of it. */
struct ais_fragment {
    const struct ais_sentence *sentence;
    const struct ais_stamp *stamp;
    uint32_t origin;        /* tells senders within one source apart */
    struct ais_group group; /* of the TAG block */
    uint8_t flags;          /* enum ais_flag */
    int64_t time_ms;        /* to judge the distance between parts; CLOCK_UNKNOWN_MS: not judged */
    uint64_t number;        /* of the sentence in its stream */
};

struct ais_open_message {
    uint8_t total;
    uint8_t flags;
    uint8_t fill_bits;
    uint16_t parts_seen; /* bit n: part n is here */
    int64_t time_ms;
    uint64_t number; /* of its first sentence */
    struct ais_stamp stamp;
    uint16_t starts[AIS_SENTENCE_PART_COUNT_MAX + 1]; /* by part, in `armour` */
    uint16_t sizes[AIS_SENTENCE_PART_COUNT_MAX + 1];
    uint16_t armour_size;
    char armour[AIS_ARMOUR_CHARS_MAX]; /* in order of arrival */
};

/* What is looked through for every part stands apart from the messages themselves, and together. */
struct ais_assembler {
    uint64_t opened_count;
    uint64_t keys[AIS_OPEN_MESSAGE_COUNT_MAX];    /* what the parts of a message share; 0: free */
    uint32_t origins[AIS_OPEN_MESSAGE_COUNT_MAX]; /* that too */
    uint64_t ranks[AIS_OPEN_MESSAGE_COUNT_MAX];   /* the lowest gives way first */
    struct ais_open_message open[AIS_OPEN_MESSAGE_COUNT_MAX];
};

/* A message whose parts are all there. */
struct ais_assembled {
    bool is_complete;
    char armour[AIS_ARMOUR_CHARS_MAX];
    size_t armour_size;
    uint8_t fill_bits;
    uint8_t flags;
    struct ais_stamp stamp;
};

/* Messages that were given up, to be counted. */
struct ais_dropped {
    unsigned stale;
    unsigned pushed_out;
};

void ais_assembler_init(struct ais_assembler *assembler);

/* Takes a part; `assembled->is_complete` says whether it was the last one missing. AIS_TOO_LONG
 * when the parts together are longer than any message. */
enum ais_refusal ais_assembler_add(struct ais_assembler *assembler,
                                   const struct ais_fragment *fragment,
                                   struct ais_assembled *assembled, struct ais_dropped *dropped);

/* Gives up everything that is open; the number of messages. */
unsigned ais_assembler_clear(struct ais_assembler *assembler);

#endif
