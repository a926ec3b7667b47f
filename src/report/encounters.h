/* SPDX-License-Identifier: Apache-2.0 */
/* Encounters: two ships that lay side by side at sea for hours, as for a transfer of cargo.
 *
 * After Global Fishing Watch: at most 500 m apart for 2 hours, both slower than 2 kn for most of
 * it, 10 km or more from a port or anchorage; but by the minute, and never cut at midnight.
 * docs/figures.md has the rule in words. */
#ifndef REPORT_ENCOUNTERS_H
#define REPORT_ENCOUNTERS_H

#include "report/job.h"

/* Into new figures, which are to be released. Without waters no port is excluded. False, with the
 * reason. */
bool report_encounters_make(const struct report_job *job, struct report_figures *figures,
                            struct text *reason);

#endif
