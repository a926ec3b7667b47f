/* SPDX-License-Identifier: Apache-2.0 */
/* Alerts held against the truth: which were right, which were missing, how late, how many false.
 * The rules of what answers what are one table in score.c, and docs/drills.md in words. */
#ifndef DRILL_SCORE_H
#define DRILL_SCORE_H

#include "drill/rows.h"

enum {
    DRILL_SCORE_ITEM_COUNT_MAX = 65536, /* for any drill */
    DRILL_SCORE_KIND_COUNT_MAX = 32,
};

/* One kind of alert. What cannot be said is NAN. */
struct drill_score_kind {
    char alert[DRILL_ROW_KIND_BYTES];
    uint64_t truths;    /* what was to be found */
    uint64_t found;     /* of that */
    uint64_t alerts;    /* of this kind */
    uint64_t right;     /* the first for each that was found */
    uint64_t again;     /* others for what was found already */
    uint64_t explained; /* answers to what need not be answered, or not by this kind */
    uint64_t wrong;     /* false alerts */
    double precision;   /* right / (right + wrong) */
    double recall;      /* found / truths */
    double delay_median_s, delay_p95_s; /* from when it began to the alert */
    double wrong_per_ship_day;
};

struct drill_score;

/* Takes so many things to be found, and as many alerts. NULL when there is no memory. */
struct drill_score *drill_score_new(size_t item_count_max);
void drill_score_free(struct drill_score *score);

/* Takes a row of truth, or an alert. False when there are more than
 * item_count_max of them: the score is then not to be relied on. */
bool drill_score_add(struct drill_score *score, const struct drill_row *row);

/* Compares; to be called once, after all rows. */
void drill_score_finish(struct drill_score *score);

/* Of the kinds of alerts in the rules, and of those that came besides: false, all of them. */
size_t drill_score_kind_count(const struct drill_score *score);
const struct drill_score_kind *drill_score_kind(const struct drill_score *score, size_t index);

/* Ships times the time of the drill; NAN when the truth does not say both. */
double drill_score_ship_days(const struct drill_score *score);

/* Whether an alert is an answer to this row of truth, by the rules. */
bool drill_score_answers(const struct drill_row *alert, const struct drill_row *truth);

/* Whether the rules ask for an alert about this row of truth: one is missing where none came. */
bool drill_score_asks(const struct drill_row *truth);

/* The result in words for a terminal, or as one JSON object, with a line feed. */
void drill_score_add_table(const struct drill_score *score, struct text *text);
void drill_score_add_json(const struct drill_score *score, struct text *text);

/* The rules as a table in Markdown: what of the truth is answered by which alert, how near, and
 * whether this program has a rule that raises it. */
void drill_score_add_rules(struct text *text);

#endif
