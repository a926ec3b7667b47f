/* SPDX-License-Identifier: Apache-2.0 */
/* Silences: ships that stopped being heard while their neighbours were, and while so much had been
 * heard of them before that chance is no answer. docs/figures.md has the rule in words. */
#ifndef REPORT_SILENCES_H
#define REPORT_SILENCES_H

#include "report/job.h"

/* Into new figures, which are to be released. Where the job has waters, silences in their ports and
 * anchorages are told apart. False, with the reason. */
bool report_silences_make(const struct report_job *job, struct report_figures *figures,
                          struct text *reason);

/* How often a ship transmits, in seconds, as her class, speed and status ask (ITU-R M.1371, tables
 * 1 and 2; turns are not asked). */
double report_interval_s(enum history_class class_of, const struct report_position *position);

#endif
