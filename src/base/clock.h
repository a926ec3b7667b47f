/* SPDX-License-Identifier: Apache-2.0 */
/* The machine's clocks. Only the node's outermost code asks them; everything below is told the
 * time, so that a replay is exact. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

/* A time that is not known. */
#define CLOCK_UNKNOWN_MS INT64_MIN

/* Milliseconds since 1970 in UTC, as the machine's clock has it now. */
int64_t clock_utc_ms(void);

/* Milliseconds since some moment; never set back. */
int64_t clock_steady_ms(void);

#endif
