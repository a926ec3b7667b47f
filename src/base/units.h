/* SPDX-License-Identifier: Apache-2.0 */
/* Units of the sea in those used inside. */
#ifndef BASE_UNITS_H
#define BASE_UNITS_H

/* A knot is an international nautical mile, 1,852 m, an hour (BIPM, SI brochure, table 8). */
static const double KNOT_MPS = 1852.0 / 3600.0;

#endif
