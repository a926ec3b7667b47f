/* SPDX-License-Identifier: Apache-2.0 */
/* Tells whether a message was heard before: by another station, or by the same on another way.
 *
 * Two receptions are copies when their payloads are the same to the bit and their times are no
 * more than EVIDENCE_COPY_PERIOD_MS apart. After that the same payload is a new message: voyage
 * data repeat every six minutes. Time is the log's, so that a replay finds the same copies. */
#ifndef EVIDENCE_COPIES_H
#define EVIDENCE_COPIES_H

#include "ais/message.h"

enum {
    EVIDENCE_COPY_PERIOD_MS = 10000,
    EVIDENCE_RECENT_COUNT_MAX = 1 << 17, /* 13,000 messages a second for ten seconds */
};

struct evidence_copies;

/* NULL when there is no memory. */
struct evidence_copies *evidence_copies_new(void);
void evidence_copies_free(struct evidence_copies *copies);
void evidence_copies_clear(struct evidence_copies *copies);

/* Is this a copy of a message taken before? Remembers it if not. */
bool evidence_copies_take(struct evidence_copies *copies, const struct ais_message *message,
                          int64_t time_ms);

#endif
