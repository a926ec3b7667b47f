/* SPDX-License-Identifier: Apache-2.0 */
/* Density: how long ships were in each cell of a map, in ship-minutes. */
#ifndef REPORT_DENSITY_H
#define REPORT_DENSITY_H

#include "report/job.h"

/* Into new figures with a raster, which are to be released. Over the
 * job's waters, which it needs. False, with the reason. */
bool report_density_make(const struct report_job *job, struct report_figures *figures,
                         struct text *reason);

#endif
