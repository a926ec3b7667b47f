/* SPDX-License-Identifier: Apache-2.0 */
#include "report/job.h"

#include <stdio.h>
#include <string.h>

void report_job_begin(const struct report_job *job, struct report_figures *figures)
{
    figures->from_ms = job->from_ms;
    figures->until_ms = job->until_ms;
    if (job->waters == NULL)
        return;
    snprintf(figures->waters, sizeof figures->waters, "%s", job->waters->id);
    memcpy(figures->waters_digest, job->waters_digest, sizeof figures->waters_digest);
}
