/* SPDX-License-Identifier: Apache-2.0 */
/* A message type whose layout is not known here: message 28, new in ITU-R M.1371-6.
 *
 * No second source confirms its fields; it is passed on as it came.
 *
 * Numbers are raw, in the units named; AIS_MISSING where the payload ended before them. */
#ifndef AIS_PASSED_H
#define AIS_PASSED_H

#include "ais/layout.h"

/* Message 28. */
struct ais_passed {
    struct ais_data data; /* all behind the MMSI */
};

extern const struct ais_layout ais_passed_layout;

#endif
