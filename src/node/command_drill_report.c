/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/report.h"
#include "node/command_drill.h"
#include "node/drill_files.h"
#include "node/drill_rows.h"
#include "node/places.h"

#include <getopt.h>

static const char command[] = "drill report";

static const char help[] =
    "usage: narrows drill report TRUTH [ALERTS] [OPTION...]\n\n"
    "One page on a drill, for the talk after it: a map, what happened when, and beside it the\n"
    "alerts with their delay. The page is HTML, needs no other file, and prints well.\n\n"
    "  --output FILE   the page; standard output otherwise\n"
    "  --waters FILE   a waters file, by name or path, for the land and lanes of the map; those\n"
    "                  of the scenario otherwise\n"
    "  --help          this text\n";

static bool take(void *context, const struct drill_row *row)
{
    drill_report_add(context, row);
    return true;
}

/* Those that were asked for must be there; those that the truth names need not, elsewhere. */
static bool add_waters(struct drill_report *report, const char *asked, struct geo_waters **waters)
{
    const char *name = asked != NULL ? asked : drill_report_waters(report);
    char path[NODE_PATH_BYTES], land[NODE_PATH_BYTES], bytes[512];
    struct text reason = text_init(bytes, sizeof bytes);

    if (name[0] == '\0')
        return true;
    if (!node_places_waters(name, path))
        text_add(&reason, "there are no such waters");
    else if (!node_places_land(land))
        text_add(&reason, "the folder 'land' is missing beside the program");
    else
        *waters = geo_waters_read(path, land, &reason);
    drill_report_set_waters(report, *waters);
    if (*waters != NULL)
        return true;
    fprintf(stderr, "narrows %s: waters '", command);
    node_drill_print_words(name);
    fputs("': ", stderr);
    node_drill_print_words(bytes);
    fputs(asked != NULL ? "\n" : "; the map is without them (--waters)\n", stderr);
    return asked == NULL;
}

static bool report_files(int count, char **files, const char *output, const char *asked)
{
    struct drill_report *report = drill_report_new(&DRILL_REPORT_ROOM);
    struct geo_waters *waters = NULL;
    bool is_done = report != NULL;

    for (int i = 0; i < count && is_done; i++)
        is_done = node_drill_rows(command, files[i], report, take);
    is_done = is_done && add_waters(report, asked, &waters);
    FILE *file = is_done ? node_drill_create(command, output) : NULL;
    if (file != NULL)
        drill_report_write(report, (struct drill_sink){file, node_drill_write});
    drill_report_free(report);
    geo_waters_free(waters);
    return node_drill_close(command, output, file) && file != NULL;
}

enum command_status command_drill_report(int count, char **words)
{
    static const struct option names[] = {
        {"output", required_argument, NULL, 'o'},
        {"waters", required_argument, NULL, 'w'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    const char *output = NULL;
    const char *waters = NULL;

    opterr = 0;
    optind = 0;
    for (int option; (option = getopt_long(count, words, ":ho:", names, NULL)) != -1;) {
        if (option == 'o')
            output = optarg;
        else if (option == 'w')
            waters = optarg;
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
    return report_files(count - optind, words + optind, output, waters) ? COMMAND_OK
                                                                        : COMMAND_FAILED;
}
