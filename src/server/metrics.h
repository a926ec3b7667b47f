/* SPDX-License-Identifier: Apache-2.0 */
/* The counts for Prometheus (text exposition format 0.0.4). */
#ifndef SERVER_METRICS_H
#define SERVER_METRICS_H

#include "server/site.h"

/* The body of /metrics. */
void server_metrics_write(struct text *text, const struct server_site *site,
                          const struct server_status *status);

#endif
