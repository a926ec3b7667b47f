/* SPDX-License-Identifier: Apache-2.0 */
/* Safety-related broadcasts: message 14 (ITU-R M.1371-5 annex 8, 3.12).
 *
 * Numbers are raw, in the units named; AIS_MISSING where the payload ended before them. */
#ifndef AIS_SAFETY_TEXT_H
#define AIS_SAFETY_TEXT_H

#include "ais/layout.h"

/* Message 14. */
struct ais_safety_text {
    char text[162];
};

extern const struct ais_layout ais_safety_text_layout;

#endif
