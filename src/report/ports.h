/* SPDX-License-Identifier: Apache-2.0 */
/* Calls at ports and stays at anchorages: who came when, lay how long, and left.
 *
 * After the port visits of Global Fishing Watch: a ship comes within 3 km of a port's place (or
 * into an anchorage) and goes 4 km from it (or 1 km out); between them she stops, below 0.2 kn
 * until above 0.5 kn, or is not heard for 4 hours. docs/figures.md has the rule in words. */
#ifndef REPORT_PORTS_H
#define REPORT_PORTS_H

#include "report/job.h"

/* Into new figures, which are to be released. The job needs waters with ports or anchorages. False,
 * with the reason. */
bool report_ports_make(const struct report_job *job, struct report_figures *figures,
                       struct text *reason);

#endif
