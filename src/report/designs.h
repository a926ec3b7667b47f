/* SPDX-License-Identifier: Apache-2.0 */
/* A table of ships' designs, by which cargo is estimated: what AIS does not tell. */
#ifndef REPORT_DESIGNS_H
#define REPORT_DESIGNS_H

#include "base/digest.h"
#include "base/text.h"
#include "report/payload.h"

#include <stddef.h>
#include <stdint.h>

enum { REPORT_DESIGN_COUNT_MAX = 1 << 17 };

struct report_designs;

/* Of the bytes of a CSV table with the columns `draught_m`, `deadweight_t`, `block` and one or both
 * of `imo` and `mmsi`, in any order and among others. NULL, with the reason and the line, for what
 * is none. */
struct report_designs *report_designs_new(const char *bytes, size_t size, struct text *reason);
void report_designs_free(struct report_designs *designs);

/* Of the ship with that IMO number (-1: not known), else with that MMSI; NULL when there is none.
 */
const struct report_design *report_designs_find(const struct report_designs *designs, int32_t imo,
                                                uint32_t mmsi);

/* SHA-256 of the bytes. */
const uint8_t *report_designs_digest(const struct report_designs *designs);

#endif
