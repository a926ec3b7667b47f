/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of drill/inject share. */
#ifndef DRILL_INJECT_INSIDE_H
#define DRILL_INJECT_INSIDE_H

#include "ais/decoder.h"
#include "base/table.h"
#include "drill/edit.h"
#include "drill/inject.h"
#include "drill/pieces.h"
#include "drill/shelf.h"

enum {
    INJECT_HEAD_COUNT_MAX = 4,
    INJECT_WAITING_COUNT_MAX = 512, /* parts of messages that are not whole */

    /* Lines that one piece of the log may add, of every fault a message with all its lines. */
    INJECT_ROOM = 8192,
};

/* A line as it stood in the log. */
struct inject_line {
    struct drill_shelf_line shelf;
    bool is_whole;  /* it begins a line, and ends it */
    bool keeps_end; /* it ends a line that it does not begin */
};

/* A sentence, and the lines before or behind it that speak of it. */
struct inject_part {
    struct inject_line line;
    size_t at; /* where the sentence begins on it */
    size_t head_count;
    struct inject_line heads[INJECT_HEAD_COUNT_MAX];

    /* What the parts of one message have in common. */
    char talker[2];
    bool is_own;
    uint8_t total, part, sequence;
    char channel;
    struct ais_group group;
    uint8_t checksum;
    int64_t time_ms;
    uint64_t number; /* of the sentence */
};

/* A message with all its lines. It is dealt with when the next sentence has come: only that tells
 * whether a `$PGHP` between the two speaks of this one. */
struct inject_unit {
    bool is_there;
    size_t part_count;
    size_t last; /* the part that came last */
    struct inject_part parts[AIS_SENTENCE_PART_COUNT_MAX];
    struct ais_stamp stamp;
    int64_t time_ms; /* of the stamp, or else of the log */
    struct ais_message message;
    size_t bit_count;
    uint8_t payload[AIS_PAYLOAD_BYTES_MAX];
};

/* Lines around a sentence, to write others like it. */
struct inject_pattern {
    bool is_there;
    int64_t time_ms; /* AIS_UNKNOWN_MS: they say none */
    size_t line_count;
    size_t sizes[INJECT_HEAD_COUNT_MAX + 1];
    size_t at;
    char lines[INJECT_HEAD_COUNT_MAX + 1][DRILL_SHELF_LINE_BYTES_MAX]; /* the sentence's first */
};

struct inject_fault_state {
    struct drill_edit_memory memory;
    struct drill_done done;
    bool has_begun;
    int64_t begun_ms;
    uint64_t sent; /* messages of DRILL_BEACON so far */
};

struct drill_inject {
    struct drill_faults faults;
    struct inject_fault_state states[DRILL_FAULT_COUNT_MAX];
    uint64_t seed;
    struct drill_sink output;
    struct drill_inject_counts counts;

    struct drill_pieces pieces;
    const char *given; /* and not cut yet */
    size_t given_size;
    struct ais_decoder decoder;
    struct drill_shelf *shelf;
    size_t waiting_max; /* lines on it */
    struct table *ships;
    bool has_beacons;
    int64_t hold_ms; /* how much earlier a line may have to go out than it came */
    bool is_line_begun, is_over;
    struct drill_shelf_line newest; /* line of the log */

    /* The clock of the log, and what is to be added to its times for the keys of the shelf: those
     * never go back, also where the log does. */
    int64_t now_ms;
    int64_t told_ms; /* of what is given, or AIS_UNKNOWN_MS: the log says its times */
    int64_t candidate_ms;
    int64_t base_ms;

    size_t head_count;
    size_t head_moved_from; /* heads before this stay where they are */
    struct inject_line heads[INJECT_HEAD_COUNT_MAX];
    int last_checksum;
    struct inject_part *last_part; /* of the last sentence; NULL when it was none */
    struct inject_unit unit;
    size_t waiting_start, waiting_count;
    struct inject_part waiting[INJECT_WAITING_COUNT_MAX];
    struct inject_pattern pattern;
    struct drill_shelf_taken taken;
    int64_t taken_ms;
};

/* A line on the shelf without and with its end. NULL when it has gone. */
const char *inject_line_bytes(const struct drill_inject *inject, struct inject_line line,
                              size_t *content_size, size_t *size);

/* A line that was not there, at a time of the log; it is settled. */
void inject_add_line(struct drill_inject *inject, int64_t key, const char *bytes, size_t size);

/* Does the faults to the unit, and settles its lines. */
void inject_finish_unit(struct drill_inject *inject);

/* Beacons until this time of the log. */
void inject_send_beacons(struct drill_inject *inject, int64_t until_ms);

/* Keeps the lines of a unit as those that new ones are to look like. */
void inject_keep_pattern(struct drill_inject *inject);

/* Counts a message among what the fault did. */
void inject_count(struct drill_inject *inject, size_t fault, size_t ship, int64_t time_ms);

#endif
