/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/report.h"
#include "node/command_drill.h"
#include "node/drill_files.h"
#include "node/drill_rows.h"

#include <getopt.h>

static const char command[] = "drill report";

static const char help[] =
    "usage: narrows drill report TRUTH [ALERTS] [OPTION...]\n\n"
    "One page on a drill, for the talk after it: a map, what happened when, and beside it the\n"
    "alerts with their delay. The page is HTML, needs no other file, and prints well.\n\n"
    "  --output FILE   the page; standard output otherwise\n"
    "  --help          this text\n";

static bool take(void *context, const struct drill_row *row)
{
    drill_report_add(context, row);
    return true;
}

static bool report_files(int count, char **files, const char *output)
{
    struct drill_report *report = drill_report_new();
    bool is_done = report != NULL;

    for (int i = 0; i < count && is_done; i++)
        is_done = node_drill_rows(command, files[i], report, take);
    FILE *file = is_done ? node_drill_create(command, output) : NULL;
    if (file != NULL)
        drill_report_write(report, (struct drill_sink){file, node_drill_write});
    drill_report_free(report);
    return node_drill_close(command, output, file) && file != NULL;
}

enum command_status command_drill_report(int count, char **words)
{
    static const struct option names[] = {
        {"output", required_argument, NULL, 'o'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    const char *output = NULL;

    opterr = 0;
    optind = 0;
    for (int option; (option = getopt_long(count, words, ":ho:", names, NULL)) != -1;) {
        if (option == 'o')
            output = optarg;
        else if (option == 'h')
            return command_print_help(command, help);
        else
            return command_option_error(command, names, option, words);
    }
    if (count - optind < 1 || count - optind > 2)
        return command_usage_error(command,
                                   "a file of truth and perhaps one of alerts, not %d "
                                   "words",
                                   count - optind);
    return report_files(count - optind, words + optind, output) ? COMMAND_OK : COMMAND_FAILED;
}
