/* SPDX-License-Identifier: Apache-2.0 */
/* The straight path of the common line: one VDM sentence with its checksum, nothing before or
 * behind it; and of the messages that make up nine tenths of the traffic.
 *
 * It takes a line only when it is sure of it, and gives the same as the way that everything can go
 * (decoder.c, sentence.c, the tables); tests hold the two against each other on every sample. */
#ifndef AIS_QUICK_H
#define AIS_QUICK_H

#include "ais/look.h"
#include "ais/message.h"
#include "ais/stamp.h"

enum {
    AIS_QUICK_WINDOW = 128, /* bytes that must be readable from the start of the line */
    AIS_QUICK_INPUT_MIN = 2 * AIS_QUICK_WINDOW, /* a TAG block and the sentence behind it */
};

/* What was found on the line. */
struct ais_quick_line {
    size_t size;                  /* without its end */
    size_t full_size;             /* with it */
    struct ais_sentence sentence; /* without trailer */
};

/* Looks at AIS_QUICK_WINDOW bytes at `bytes`. False when the line is not a common one, or not a
 * good one; nothing is then to be relied on. */
bool ais_quick_find_line(const struct ais_look *look, const char *bytes,
                         struct ais_quick_line *line);

/* Reads the TAG block at `bytes` (of which AIS_QUICK_WINDOW are readable) when it is one of a
 * station and a time in seconds or milliseconds, "\s:Khasab,c:1542625200*3A\"; its size, and 0 for
 * any other, with `*stamp` then untouched. */
size_t ais_quick_read_tag(const struct ais_look *look, const char *bytes, struct ais_stamp *stamp);

/* Reads messages 1, 2, 3 and 18 of 168 bits without their tables. `bits` has 8 readable bytes
 * behind its end. False for any other. */
bool ais_quick_read_message(struct ais_bits bits, struct ais_message *message);

#endif
