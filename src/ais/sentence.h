/* SPDX-License-Identifier: Apache-2.0 */
/* One NMEA 0183 / IEC 61162-1 sentence that carries AIS: `!AIVDM,2,1,3,A,payload,0*5C`.
 *
 * Pure and without copies: what is pulled apart points into the line. */
#ifndef AIS_SENTENCE_H
#define AIS_SENTENCE_H

#include "ais/refusal.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    AIS_SENTENCE_PART_COUNT_MAX = 9,
    AIS_SENTENCE_NO_SEQUENCE = 10, /* the field is empty; digits are 0 to 9 */
    AIS_SENTENCE_NO_FILL = 9,      /* the field is empty or no digit */
};

struct ais_sentence {
    char talker[2];
    bool is_own;       /* VDO: sent by the station itself */
    uint8_t total;     /* 1 to 9 */
    uint8_t part;      /* 1 to `total` */
    uint8_t sequence;  /* or AIS_SENTENCE_NO_SEQUENCE */
    char channel;      /* 'A' to 'D', '\0' when empty or something else */
    uint8_t fill_bits; /* 0 to 9: what the field says, or AIS_SENTENCE_NO_FILL */
    bool has_checksum;
    bool is_whole;           /* the fields are there, whatever the checksum says */
    uint8_t checksum;        /* computed */
    struct ais_span payload; /* armoured, not looked at yet */
    struct ais_span trailer; /* what follows the checksum, without leading blanks */
};

/* Is this the start of a VDM or VDO sentence of any talker? */
bool ais_sentence_starts(const char *bytes, size_t size);

/* `size` bytes from '!' or '$' to the end of the line or the start of the next sentence on it.
 * AIS_DECODED, AIS_MALFORMED, AIS_OTHER (not AIS), or AIS_BAD_CHECKSUM, with the fields then read
 * all the same where `is_whole`. */
enum ais_refusal ais_sentence_parse(const char *bytes, size_t size, struct ais_sentence *sentence);

/* The XOR of `size` bytes, which is the checksum of NMEA and of TAG blocks. */
uint8_t ais_sentence_checksum(const char *bytes, size_t size);

/* Reads two hexadecimal digits in either case. False when they are not there. */
bool ais_sentence_read_checksum(const char *bytes, size_t size, uint8_t *checksum);

/* Cuts the next piece up to `separator`, or to the end, off the front of `*rest`. False when
 * nothing was left: "a,b," is "a", "b" and "". `*rest` starts as the whole. */
bool ais_span_next(struct ais_span *rest, char separator, struct ais_span *piece);

/* Digits only, at least one, at most 19. */
bool ais_span_number(struct ais_span span, uint64_t *number);

#endif
