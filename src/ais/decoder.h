/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes in, messages out: lines, stamps, sentences, parts, fields.
 *
 * Push a piece of a stream, pull until there is nothing more, push the next. A line may be spread
 * over pieces. Nothing is allocated, nothing is read but what is pushed; one decoder a source. */
#ifndef AIS_DECODER_H
#define AIS_DECODER_H

#include "ais/armour.h"
#include "ais/assembler.h"
#include "ais/look.h"
#include "ais/message.h"

struct ais_decoder {
    bool keeps_bad_checksums; /* decode them all the same, flagged */
    bool leaves_unread;       /* gives AIS_EVENT_UNREAD in place of messages */
    bool refuses_drills;      /* what a TAG block marks as of a drill is AIS_DRILL */
    bool is_quick;            /* takes the straight path where it can; cleared by tests */
    struct ais_armour armour;
    struct ais_look look;
    struct ais_counts counts;

    /* What is left of the piece pushed last. */
    struct ais_span input;
    const char *line_feed; /* the first in `input`, or its end */
    bool is_ended;         /* nothing will be pushed any more */
    bool is_after_return;  /* a carriage return ended the last line: a line feed belongs to it */
    struct ais_arrival arrival;

    /* The line at hand: what of it is still to be read, and what was said so far. */
    struct ais_span line;
    struct ais_span rest;
    struct ais_stamp stamp;
    struct ais_stamp prefix;
    struct ais_group group;

    /* `$PGHP` speaks of the sentence behind it, and sometimes of the one before. */
    bool has_pghp;
    uint32_t pghp_origin;
    int pghp_checksum;
    struct ais_stamp pghp;
    int last_checksum;

    int64_t log_time_ms; /* the last time that any line said */
    bool is_skipping;    /* the rest of a line that is too long */
    size_t carry_size;
    char carry[AIS_LINE_BYTES_MAX]; /* the start of a line whose end has not come */

    struct ais_assembler assembler;
    struct ais_assembled assembled;
    uint8_t payload[AIS_PAYLOAD_BYTES_MAX + AIS_ARMOUR_SLACK_BYTES];
};

void ais_decoder_init(struct ais_decoder *decoder);

/* `bytes` must stay until ais_decoder_next() has returned false. Only when it has may the next
 * piece be pushed. */
void ais_decoder_push(struct ais_decoder *decoder, const char *bytes, size_t size,
                      struct ais_arrival arrival);

/* The end of the stream: a last line without its end counts, parts that wait are given up. Pull
 * once more after it. */
void ais_decoder_end(struct ais_decoder *decoder);

/* False when the piece is used up; `*event` is then untouched. */
bool ais_decoder_next(struct ais_decoder *decoder, struct ais_event *event);

/* Reads what ais_decoder_next() left unread: the event is then what it would have been, and points
 * to `decoder`. That can be another decoder, on another thread: lines, stamps and parts depend on
 * what came before them, and were read in its order; the rest depends on nothing. `decoder` counts
 * the message, or why it is none; the one that left it has counted the line and the sentence. */
void ais_decoder_read(struct ais_decoder *decoder, struct ais_event *event);

#endif
