/* SPDX-License-Identifier: Apache-2.0 */
/* What a report is asked: of which store and waters, for which time. */
#ifndef REPORT_JOB_H
#define REPORT_JOB_H

#include "geo/waters.h"
#include "report/designs.h"
#include "report/figures.h"
#include "report/fleet.h"

struct report_job {
    struct history_reader *reader;
    const struct geo_waters *waters; /* NULL: none given */
    const uint8_t *waters_digest;    /* DIGEST_BYTES of them, where there are waters */
    int64_t from_ms;
    int64_t until_ms;
    const struct report_designs *designs; /* for passages; NULL: none given */
    bool counts_once;                     /* for passages: a ship once in 48 h, whichever way */
    uint32_t cell_deg_e4;                 /* for density: the side of a cell, in 0.0001 degrees */
};

/* Sets up figures for a job: its period and waters. */
void report_job_begin(const struct report_job *job, struct report_figures *figures);

#endif
