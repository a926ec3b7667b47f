/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/score.h"
#include "node/command_drill.h"
#include "node/drill_files.h"
#include "node/drill_rows.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const char command[] = "drill score";

enum { OPTION_RULES = COMMAND_OPTION_LONG, OUTPUT_BYTES_MAX = 1 << 16 };

struct options {
    bool is_json, wants_rules, wants_help;
};

static const char help[] =
    "usage: narrows drill score TRUTH ALERTS [OPTION...]\n"
    "       narrows drill score --rules\n\n"
    "Compares alerts with the truth of a drill, by kind: how many there were to be found and were\n"
    "(recall), how many alerts were right (precision), how late they came (median and 95th\n"
    "percentile), and false alerts in a day of a ship. Both files are JSON, an object a line; one\n"
    "may be '-'.\n\n"
    "  --format table   for reading (the default)\n"
    "  --format json    one object\n"
    "  --rules          what counts as an answer to what, as a table in Markdown\n"
    "  --help           this text\n";

static enum command_status read_options(int count, char **words, struct options *options)
{
    static const struct option names[] = {
        {"format", required_argument, NULL, 'f'},
        {"rules", no_argument, NULL, OPTION_RULES},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };

    opterr = 0;
    optind = 0;
    *options = (struct options){0};
    for (int option; (option = getopt_long(count, words, ":hf:", names, NULL)) != -1;) {
        bool is_format =
            option == 'f' && (strcmp(optarg, "json") == 0 || strcmp(optarg, "table") == 0);
        if (is_format)
            options->is_json = optarg[0] == 'j';
        else if (option == 'f')
            return command_usage_error(command, "no format '%s', but table or json", optarg);
        else if (option == OPTION_RULES)
            options->wants_rules = true;
        else if (option == 'h')
            options->wants_help = true;
        else
            return command_option_error(command, names, option, words);
    }
    int wanted = options->wants_rules ? 0 : 2;
    if (!options->wants_help && count - optind != wanted)
        return command_usage_error(command, "a file of truth and one of alerts, not %d words",
                                   count - optind);
    return COMMAND_OK;
}

static bool take(void *context, const struct drill_row *row)
{
    return drill_score_add(context, row);
}

static bool print(const struct drill_score *score, const struct options *options)
{
    char *bytes = malloc(OUTPUT_BYTES_MAX);
    if (bytes == NULL)
        return false;
    struct text text = text_init(bytes, OUTPUT_BYTES_MAX);
    if (options->wants_rules)
        drill_score_add_rules(&text);
    else if (options->is_json)
        drill_score_add_json(score, &text);
    else
        drill_score_add_table(score, &text);
    fwrite(bytes, 1, text.size, stdout);
    free(bytes);
    return true;
}

enum command_status command_drill_score(int count, char **words)
{
    struct options options;
    enum command_status status = read_options(count, words, &options);

    if (status != COMMAND_OK)
        return status;
    if (options.wants_help)
        return command_print_help(command, help);
    struct drill_score *score = drill_score_new(DRILL_SCORE_ITEM_COUNT_MAX);
    bool is_done = score != NULL;
    if (!options.wants_rules) {
        for (int i = 0; i < 2 && is_done; i++)
            is_done = node_drill_rows(command, words[optind + i], score, take);
        if (is_done)
            drill_score_finish(score);
    }
    is_done = is_done && print(score, &options);
    drill_score_free(score);
    status = command_flush_output(command);
    return is_done ? status : COMMAND_FAILED;
}
