/* SPDX-License-Identifier: Apache-2.0 */
/* Why a line, a sentence or a message was not decoded. One row each in refusal.c. */
#ifndef AIS_REFUSAL_H
#define AIS_REFUSAL_H

enum ais_refusal {
    AIS_DECODED,
    AIS_BAD_CHECKSUM,
    AIS_MALFORMED,
    AIS_BAD_ARMOUR,
    AIS_TOO_SHORT,
    AIS_UNKNOWN_TYPE,
    AIS_BAD_PART,
    AIS_STALE_PART,    /* a part whose others did not come in time */
    AIS_ASSEMBLY_FULL, /* a part that gave way to newer ones */
    AIS_BAD_TAG,       /* the TAG block was ignored, its sentence decoded */
    AIS_TOO_LONG,
    AIS_OTHER, /* not AIS */
    AIS_REFUSAL_COUNT
};

/* "bad_checksum": the word for it in JSON and in `narrows decode --refused`. */
const char *ais_refusal_name(enum ais_refusal refusal);

#endif
