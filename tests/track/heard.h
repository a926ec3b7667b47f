/* SPDX-License-Identifier: Apache-2.0 */
/* Reports for tests, from sentences' payloads. */
#ifndef HEARD_H
#define HEARD_H

#include "evidence/report.h"
#include "track/picture.h"

#include <string.h>

/* Decodes `armour` into a picture at `time_ms`; the message is gone afterwards. */
static inline void heard(struct track_picture *picture, const char *armour, int64_t time_ms,
                         uint16_t station, bool is_copy)
{
    static uint8_t storage[AIS_PAYLOAD_BYTES_MAX];
    struct ais_bits bits;
    struct ais_message message;
    if (!ais_bits_unarmour(armour, strlen(armour), storage, &bits) ||
        ais_message_read(bits, 0, &message) != AIS_DECODED)
        return;
    struct evidence_report report = {&message, time_ms, station, is_copy};
    track_picture_update(picture, &report);
}

#endif
