/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/refusal.h"

#include <assert.h>

const char *ais_refusal_name(enum ais_refusal refusal)
{
    static const char *const names[AIS_REFUSAL_COUNT] = {
        [AIS_DECODED] = "decoded",
        [AIS_BAD_CHECKSUM] = "bad_checksum",
        [AIS_MALFORMED] = "malformed",
        [AIS_BAD_ARMOUR] = "bad_armour",
        [AIS_TOO_SHORT] = "too_short",
        [AIS_UNKNOWN_TYPE] = "unknown_type",
        [AIS_BAD_PART] = "bad_part",
        [AIS_STALE_PART] = "stale_part",
        [AIS_ASSEMBLY_FULL] = "assembly_full",
        [AIS_BAD_TAG] = "bad_tag",
        [AIS_TOO_LONG] = "too_long",
        [AIS_OTHER] = "other",
        [AIS_DRILL] = "drill",
    };

    assert(refusal < AIS_REFUSAL_COUNT);
    return names[refusal];
}
