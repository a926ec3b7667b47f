/* SPDX-License-Identifier: Apache-2.0 */
/* Files of truth and alerts. */
#ifndef NODE_DRILL_ROWS_H
#define NODE_DRILL_ROWS_H

#include "drill/rows.h"

/* Gives every row of a file to `take`. False, with the reason and its line on standard error, when
 * the file cannot be read, a line is no row, or `take` has no room for more. */
bool node_drill_rows(const char *command, const char *path, void *context,
                     bool (*take)(void *context, const struct drill_row *row));

#endif
