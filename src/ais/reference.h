/* SPDX-License-Identifier: Apache-2.0 */
/* The reference page: every message type and every application, bit by bit, from the same rows
 * that are decoded from. `narrows decode --reference` prints it, docs/messages.md is it. */
#ifndef AIS_REFERENCE_H
#define AIS_REFERENCE_H

#include "base/text.h"

enum {
    AIS_REFERENCE_BYTES_MAX = 1 << 19, /* enough for the page */
};

/* Appends the page, in Markdown. */
void ais_reference_add(struct text *text);

#endif
