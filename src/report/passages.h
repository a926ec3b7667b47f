/* SPDX-License-Identifier: Apache-2.0 */
/* Passages: through which gate, or pair of gates, how many ships passed which way on which day.
 * docs/figures.md has the rule in words. */
#ifndef REPORT_PASSAGES_H
#define REPORT_PASSAGES_H

#include "report/job.h"

/* Into new figures, which are to be released. The job needs waters with gates. False, with the
 * reason. */
bool report_passages_make(const struct report_job *job, struct report_figures *figures,
                          struct text *reason);

#endif
