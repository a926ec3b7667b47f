/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: whatever rows of truth and alerts say, they are read or refused with words, and
 * the score and the page come to their end. There is room for little, so that a run is quick and
 * also meets what happens when there is no more. */
#include "drill/report.h"
#include "drill/score.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void forget(void *context, const char *bytes, size_t size)
{
    (void)context;
    for (size_t i = 0; i < size; i++)
        assert(bytes[i] != '\0');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct drill_row_lines lines;
    static struct drill_row row;
    enum { ITEMS = 24 };
    static const struct drill_report_room room = {6, 40, 8};
    struct drill_score *score = drill_score_new(ITEMS);
    struct drill_report *report = drill_report_new(&room);
    char bytes[1 << 14];
    struct text text = text_init(bytes, sizeof bytes);

    lines = (struct drill_row_lines){.size = 0};
    for (size_t i = 0; i <= size; i++) {
        char reason_bytes[256];
        struct text reason = text_init(reason_bytes, sizeof reason_bytes);
        if (!drill_row_lines_push(&lines, i < size ? (char)data[i] : '\n') || lines.is_too_long)
            continue;
        if (drill_row_read(lines.bytes, lines.size, &row, &reason)) {
            drill_score_add(score, &row);
            drill_report_add(report, &row);
        } else {
            assert(reason.size > 0);
        }
    }
    drill_score_finish(score);
    for (size_t i = 0; i < drill_score_kind_count(score); i++) {
        const struct drill_score_kind *kind = drill_score_kind(score, i);
        assert(kind->found <= kind->truths);
        assert(kind->alerts == kind->right + kind->again + kind->explained + kind->wrong);
    }
    drill_score_add_json(score, &text);
    drill_report_write(report, (struct drill_sink){NULL, forget});
    drill_score_free(score);
    drill_report_free(report);
    return 0;
}
