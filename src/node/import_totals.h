/* SPDX-License-Identifier: Apache-2.0 */
/* What an import has read, and what it refused: how often for each reason, and the first examples.
 */
#ifndef NODE_IMPORT_TOTALS_H
#define NODE_IMPORT_TOTALS_H

#include "ais/decoder.h"
#include "base/csv.h"
#include "evidence/report.h"
#include "source/table.h"

#include <stdio.h>

enum {
    NODE_IMPORT_EXAMPLE_COUNT_MAX = 3,
    NODE_IMPORT_EXAMPLE_BYTES = 192,

    /* Reasons: those of sentences, then those of tables, then that of messages in a table. */
    NODE_IMPORT_TABLE_REASONS = AIS_REFUSAL_COUNT,
    NODE_IMPORT_BAD_MESSAGE = (int)AIS_REFUSAL_COUNT + (int)SOURCE_TABLE_REFUSAL_COUNT,
    NODE_IMPORT_REASON_COUNT,
    NODE_IMPORT_NO_TIME = (int)NODE_IMPORT_TABLE_REASONS + (int)SOURCE_TABLE_NO_TIME,
};

struct node_import_refused {
    uint64_t count;
    size_t example_count;
    char examples[NODE_IMPORT_EXAMPLE_COUNT_MAX][NODE_IMPORT_EXAMPLE_BYTES];
};

struct node_import_totals {
    uint64_t byte_count; /* of the files, as they are stored */
    uint64_t sentence_count;
    uint64_t row_count;
    uint64_t message_count; /* with a time: given on */
    uint64_t position_count;
    uint64_t copy_count;     /* of messages that were given on before */
    uint64_t doubted_count;  /* messages whose own time was not believed */
    uint64_t left_out_count; /* what tables say of ships and AIS has no place for */
    uint64_t station_count;
    int64_t first_ms; /* UTC; CLOCK_UNKNOWN_MS when there is none */
    int64_t last_ms;
    struct node_import_refused refused[NODE_IMPORT_REASON_COUNT];
};

void node_import_totals_init(struct node_import_totals *totals);

/* "bad_checksum", "bad_latitude". */
const char *node_import_reason_name(int reason);

/* Counts what is refused of `file`; its line is kept where it is among the first, cut to fit and
 * with bytes that do not belong on a terminal told in digits. */
void node_import_totals_refuse(struct node_import_totals *totals, int reason, const char *file,
                               uint64_t line_number, struct ais_span line);

/* The same of a row; cells stand as they were read. */
void node_import_totals_refuse_row(struct node_import_totals *totals, int reason, const char *file,
                                   const struct csv *record);

/* Counts what is given on. */
void node_import_totals_take(struct node_import_totals *totals,
                             const struct evidence_report *report);

/* Some lines for a reader. */
void node_import_totals_print(const struct node_import_totals *totals, FILE *out);

#endif
