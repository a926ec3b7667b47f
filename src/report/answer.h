/* SPDX-License-Identifier: Apache-2.0 */
/* A query that is being answered. For files of report/. */
#ifndef REPORT_ANSWER_H
#define REPORT_ANSWER_H

#include "report/query.h"
#include "report/walk.h"

enum { REPORT_WORDS_BYTES = 1 << 16 };

struct report_answer {
    struct history_reader *reader;
    const struct report_query *query;
    struct report_sheet *sheet;
    struct report_query_counts *counts;
    struct text *reason;
    struct text words; /* those of the row at hand */
    char bytes[REPORT_WORDS_BYTES];
};

/* The filter of the query: of its time, box and MMSI. */
struct history_filter report_answer_filter(const struct report_answer *answer);

/* Counts a position, and says how far it is now and then. */
void report_answer_tick(struct report_answer *answer);

/* Counts a row and writes it. */
bool report_answer_row(struct report_answer *answer, const struct report_row *row);

/* A cell of words as UTF-8, until the answer's words are cleared. */
struct report_cell report_answer_words(struct report_answer *answer, const char *bytes);

/* Whether a step ends in the query's box. */
bool report_answer_is_inside(const struct report_answer *answer, const struct report_step *step);

#endif
