/* SPDX-License-Identifier: Apache-2.0 */
#include "node/command_drill.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    enum command_status (*run)(int count, char **words);
    const char *summary;
} rows[] = {
    {"run", command_drill_run, "plays a scenario as its stations hear it"},
    {"inject", command_drill_inject, "puts faults into a recorded log"},
    {"score", command_drill_score, "compares alerts with the truth"},
    {"report", command_drill_report, "one page on what happened when"},

};

enum { ROW_COUNT = sizeof rows / sizeof rows[0] };

static void print_help(FILE *to)
{
    fprintf(to, "usage: narrows drill COMMAND [OPTION...]\n\n"
                "Traffic whose truth is known, to practise and to measure detectors on.\n\n");
    for (size_t i = 0; i < ROW_COUNT; i++)
        fprintf(to, "  %-8s %s\n", rows[i].name, rows[i].summary);
    fprintf(to, "\nnarrows drill COMMAND --help says more.\n");
}

enum command_status command_drill(int count, char **words)
{
    if (count < 2) {
        print_help(stderr);
        return COMMAND_USAGE;
    }
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (strcmp(words[1], rows[i].name) == 0)
            return rows[i].run(count - 1, words + 1);
    if (strcmp(words[1], "--help") == 0 || strcmp(words[1], "-h") == 0) {
        print_help(stdout);
        return command_flush_output("drill");
    }
    return command_usage_error("drill", "there is no command '%s'", words[1]);
}
