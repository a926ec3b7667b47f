/* SPDX-License-Identifier: Apache-2.0 */
/* One decoded AIS message of any type (ITU-R M.1371-5 annex 8). */
#ifndef AIS_MESSAGE_H
#define AIS_MESSAGE_H

#include "ais/application.h"
#include "ais/layout.h"
#include "ais/refusal.h"

/* Decodes all the bits of a payload of which `fill_bits` at the end are said to be no part; 0 to 5,
 * anything else means that the sentence did not say. AIS_DECODED or the reason against it, with
 * `*message` then not to be relied on. */
enum ais_refusal ais_message_read(struct ais_bits bits, unsigned fill_bits,
                                  struct ais_message *message);

/* The row of the message's layout that fills `member`, which is one of `message->fields`. */
const struct ais_field *ais_message_field(const struct ais_message *message, const void *member);

/* Did the payload have the bits of this member? For a text: all of them, or all but those that a
 * message of variable length may leave out. */
bool ais_message_was_sent(const struct ais_message *message, const void *member);

/* A number in the unit of its row (degrees, knots, metres); NAN when it was not sent or says "not
 * available". */
double ais_message_value(const struct ais_message *message, const int32_t *member);

/* The data of a binary message that says by DAC and FI what they are, with that; NULL for others.
 */
const struct ais_data *ais_message_data(const struct ais_message *message,
                                        struct ais_application_key *key);

/* "no_checksum" for flag 1 << 0, and so on. */
const char *ais_message_flag_name(unsigned index);

/* The layout of a payload, by its type and, where a type has several, by the bits that tell them
 * apart. AIS_DECODED or the reason against it, with `*layout` then untouched. */
enum ais_refusal ais_message_layout(struct ais_bits bits, const struct ais_layout **layout);

#endif
