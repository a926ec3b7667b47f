/* SPDX-License-Identifier: Apache-2.0 */
/* Whole files into an archive: what `narrows import` does. Sentences and rows become reports, with
 * their time, their station, and whether they were heard before; where they go, a sink says. */
#ifndef NODE_IMPORT_H
#define NODE_IMPORT_H

#include "evidence/stations.h"
#include "node/import_totals.h"

/* Called in the order of the files, one call at a time, but not always by the same thread. False:
 * it can take no more, and is not called again. */
struct node_import_sink {
    /* A new station, before its first report; stations count from 1, 0 is none that is known. */
    bool (*take_station)(void *user, uint16_t number, const char *name);
    /* The report and its message, with its payload, are good until the call returns. */
    bool (*take_report)(void *user, const struct evidence_report *report);
    void *user;
};

struct node_import_options {
    const struct source_table_map *columns; /* of tables; NULL: their headers say it */
    const char *station;                    /* for what names none; "" */
    int64_t from_ms; /* when logs without times begin, UTC; CLOCK_UNKNOWN_MS: they are refused */
    bool takes_drills;
    struct node_import_sink sink; /* without functions: nothing is kept */
    FILE *err;                    /* for what cannot be read */
};

/* Reads the files (paths, or "-" for standard input) one after the other. False when something
 * could not be read, which `options->err` says, or the sink took no more. */
bool node_import(const struct node_import_options *options, size_t count, char *const *names,
                 struct node_import_totals *totals);

#endif
