/* SPDX-License-Identifier: Apache-2.0 */
/* Files of any kind as a stream of messages with their times: raw sentences in every dialect,
 * tables of positions, and the tables of messages that `narrows decode --format csv` writes.
 *
 * What a file is, its first line says. Sentences have the times that a replay gives them
 * (source/recording.h). Each file in a zip archive is a file of its own. */
#ifndef NODE_IMPORT_READING_H
#define NODE_IMPORT_READING_H

#include "node/import.h"
#include "node/progress.h"

struct node_import_reading;

/* NULL when there is no memory. What it is given must stay. `progress` is erased
 * where something is said. */
struct node_import_reading *node_import_reading_new(const struct node_import_options *options,
                                                    size_t count, char *const *names,
                                                    struct node_import_totals *totals,
                                                    struct node_progress *progress);
void node_import_reading_free(struct node_import_reading *reading);

/* The next message, with its time in `received_ms` or its stamp; good until the next call. NULL
 * when there are no more. Refusals are counted, what cannot be read is said on the way. */
const struct ais_event *node_import_reading_next(struct node_import_reading *reading);

/* Bytes of the files so far, as they are stored. */
uint64_t node_import_reading_byte_count(const struct node_import_reading *reading);

/* Whether every file could be read. */
bool node_import_reading_is_sound(const struct node_import_reading *reading);

#endif
