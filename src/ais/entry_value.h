/* SPDX-License-Identifier: Apache-2.0 */
/* One named value to the member of its row: the inverse of what ais/json.c writes of it. */
#ifndef AIS_ENTRY_VALUE_H
#define AIS_ENTRY_VALUE_H

#include "ais/entry.h"
#include "ais/layout.h"

/* The member that an entry is not there for: "not available", or left out where the layout lets it
 * be. */
void ais_entry_value_default(const struct ais_layout *layout, const struct ais_field *field,
                             void *message);

/* Fills the member of one of the layout's rows, none of AIS_TEXT_MORE. False when the value is not
 * the row's; `*reason` then says why. */
bool ais_entry_value_read(const struct ais_entry *entry, const struct ais_layout *layout,
                          const struct ais_field *field, void *message, struct text *reason);

/* A whole number from `min` to `max`; false and the reason otherwise. */
bool ais_entry_value_count(const struct ais_entry *entry, int64_t min, int64_t max, int64_t *count,
                           struct text *reason);

#endif
