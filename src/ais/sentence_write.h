/* SPDX-License-Identifier: Apache-2.0 */
/* A payload as NMEA 0183 sentences: `!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A`. */
#ifndef AIS_SENTENCE_WRITE_H
#define AIS_SENTENCE_WRITE_H

#include "ais/stamp.h"
#include "base/text.h"
#include "narrows/ais_value.h"

enum {
    AIS_SENTENCE_CHARS_MAX = 82, /* from '!' to the line feed (IEC 61162-1) */

    /* Nine sentences with their TAG blocks. */
    AIS_SENTENCES_BYTES_MAX = AIS_SENTENCE_PART_COUNT_MAX * 192,

    AIS_GROUP_COUNT = 10000, /* group numbers go from 1 to one less */
};

/* What stands around a payload. */
struct ais_wrapping {
    char talker[2]; /* "AI" */
    bool is_own;    /* VDO for VDM */
    char channel;   /* 'A' to 'D', '\0' for none */

    /* Of a message of several parts, to tell them from those of others. */
    uint8_t sequence; /* 0 to 9 */
    uint32_t group;   /* 1 to 9999 */

    /* For a TAG block: what of time and station is known, and whether it is of a drill
     * (IEC 61162-450). NULL, or nothing known: none. A station whose name cannot stand in one is
     * left out. */
    const struct ais_stamp *stamp;
};

/* Appends the sentences, at most AIS_SENTENCES_BYTES_MAX for which there must be room, a line feed
 * behind each, of at most AIS_SENTENCE_CHARS_MAX characters as they go over a wire with a carriage
 * return, TAG blocks not counted. False, and nothing appended, when nine do not hold so many bits.
 */
bool ais_sentence_write(struct ais_bits bits, const struct ais_wrapping *wrapping,
                        struct text *text);

#endif
