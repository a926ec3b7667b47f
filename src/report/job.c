/* SPDX-License-Identifier: Apache-2.0 */
#include "report/job.h"

#include <stdio.h>
#include <string.h>

void report_job_begin(const struct report_job *job, struct report_sheet *sheet)
{
    sheet->from_ms = job->from_ms;
    sheet->until_ms = job->until_ms;
    if (job->waters == NULL)
        return;
    snprintf(sheet->waters, sizeof sheet->waters, "%s", job->waters->id);
    memcpy(sheet->waters_digest, job->waters_digest, sizeof sheet->waters_digest);
}
