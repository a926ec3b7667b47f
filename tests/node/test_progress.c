/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "node/progress.h"

static void says_bytes_sentences_a_second_and_time_left(void)
{
    static const struct {
        struct node_progress_done done;
        const char *line;
    } cases[] = {
        {{250000000, 1000000000, 30000000, 10000, NULL},
         "250 of 1000 MB, 25 %; 3000000 sentences a second; 30 s left"},
        {{1500000, 2000000, 0, 1000, NULL}, "1.5 of 2.0 MB, 75 %; 0 sentences a second; 0 s left"},
        {{9990000, 120000000000, 1, 2000, NULL},
         "10.0 of 120000 MB, 0 %; 0 sentences a second; 6 h 40 min left"},
        {{100000000, 1000000000, 100, 10000, NULL},
         "100 of 1000 MB, 10 %; 10 sentences a second; 1 min 30 s left"},
        /* It grew meanwhile. */
        {{3000000, 2000000, 5, 1000, NULL}, "3.0 of 2.0 MB, 100 %; 5 sentences a second; 0 s left"},
        /* Of a pipe nobody knows how much is to come. */
        {{3000000, 0, 5000, 2000, NULL}, "3.0 MB; 2500 sentences a second"},
        /* Nothing yet to judge by. */
        {{0, 2000000, 0, 1000, NULL}, "0.0 of 2.0 MB, 0 %; 0 sentences a second"},
        {{0, 0, 0, 0, NULL}, "0.0 MB; 0 sentences a second"},
        {{3000000, 0, 5000, 2000, "messages"}, "3.0 MB; 2500 messages a second"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char bytes[NODE_PROGRESS_LINE_BYTES];
        struct text line = text_init(bytes, sizeof bytes);
        node_progress_add_line(&line, &cases[i].done);
        CHECK_TEXT(bytes, cases[i].line);
        CHECK(!line.is_cut);
    }
}

static void the_longest_line_fits(void)
{
    char bytes[NODE_PROGRESS_LINE_BYTES];
    struct text line = text_init(bytes, sizeof bytes);
    node_progress_add_line(&line, &(struct node_progress_done){UINT64_MAX / 2, UINT64_MAX,
                                                               UINT64_MAX, INT64_MAX, NULL});
    CHECK(!line.is_cut);
}

int main(void)
{
    RUN(says_bytes_sentences_a_second_and_time_left);
    RUN(the_longest_line_fits);
    return check_summary();
}
