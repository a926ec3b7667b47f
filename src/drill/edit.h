/* SPDX-License-Identifier: Apache-2.0 */
/* A fault done to one message. Pure but for what the fault remembers of its ships. */
#ifndef DRILL_EDIT_H
#define DRILL_EDIT_H

#include "ais/bits.h"
#include "drill/faults.h"

/* What a fault remembers: where each of its ships was when it began. */
struct drill_edit_memory {
    bool has_origin[DRILL_FAULT_MMSI_COUNT_MAX];
    struct geo_point origin[DRILL_FAULT_MMSI_COUNT_MAX];
};

/* One message that a fault is done to. */
struct drill_edit {
    const struct drill_fault *fault;
    struct drill_edit_memory *memory;
    size_t ship;     /* which of the fault's */
    int64_t age_ms;  /* since the fault began; 0 when it is not known */
    uint64_t chance; /* random for this message, the same for the same seed */
};

/* Changes the members of a message. False when the fault has nothing to change in it: a rename in a
 * report without a name, a jump in one without a position. What is "not available" stays so. */
bool drill_edit_message(const struct drill_edit *edit, struct ais_message *message);

/* The payload of `before`, `bit_count` bits at `bytes`, made into that of `after`: only the bits of
 * the members that differ change; spare bits and an odd length stay. False, with nothing changed,
 * when the message cannot be written, or would be of another length. */
bool drill_edit_payload(const struct ais_message *before, const struct ais_message *after,
                        uint8_t *bytes, size_t bit_count);

/* Turns bits over, each with this probability; how many. */
size_t drill_edit_flip(double rate, uint64_t chance, uint8_t *bytes, size_t bit_count);

/* The next of a row of numbers that look random: `state` goes on. */
uint64_t drill_edit_random(uint64_t *state);

#endif
