/* SPDX-License-Identifier: Apache-2.0 */
/* A message with its evidence: when it was sent, and who heard it. */
#ifndef EVIDENCE_REPORT_H
#define EVIDENCE_REPORT_H

#include "ais/message.h"

#include <stdbool.h>
#include <stdint.h>

struct evidence_report {
    const struct ais_message *message; /* the caller's */
    int64_t time_ms;                   /* UTC; the log's own time where it has one */
    uint16_t station;                  /* evidence_stations_get() */
    bool is_copy;                      /* another reception of a message already reported */
};

#endif
