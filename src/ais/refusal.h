/* SPDX-License-Identifier: Apache-2.0 */
/* The words for enum ais_refusal. One row each in refusal.c. */
#ifndef AIS_REFUSAL_H
#define AIS_REFUSAL_H

#include "narrows/ais_event.h"

/* "bad_checksum": the word for it in JSON and in `narrows decode --refused`. */
const char *ais_refusal_name(enum ais_refusal refusal);

#endif
