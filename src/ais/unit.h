/* SPDX-License-Identifier: Apache-2.0 */
/* The units of fields, from the names of the members that they fill. */
#ifndef AIS_UNIT_H
#define AIS_UNIT_H

#include "ais/layout.h"

/* The unit of ais_layout_value(): "knots"; NULL for a bare number, a code, a text. */
const char *ais_unit_name(const struct ais_field *field);

#endif
