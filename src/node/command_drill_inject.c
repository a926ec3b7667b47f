/* SPDX-License-Identifier: Apache-2.0 */
#include "base/whole_file.h"
#include "drill/inject.h"
#include "node/command_drill.h"
#include "node/drill_files.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const char command[] = "drill inject";

enum { FAULTS_BYTES_MAX = 1 << 20 };

enum { OPTION_TRUTH = COMMAND_OPTION_LONG, OPTION_SEED };

struct options {
    const char *output, *truth;
    uint64_t seed;
    bool wants_help;
};

static const char help[] =
    "usage: narrows drill inject LOG FAULTS [OPTION...]\n\n"
    "Puts the faults of a file into a recorded log ('-' is standard input; .gz and .zst are\n"
    "read as they are): a JSON array, docs/drills.md says of what. Lines that no fault touches\n"
    "come out as they went in, to the byte; the others are decoded, changed, and written again\n"
    "in the dialect they came in.\n\n"
    "  --output FILE   the log with its faults; standard output otherwise\n"
    "  --truth FILE    what was changed, a JSON object a line\n"
    "  --seed N        of what is left to chance; 1 otherwise. Same seed, same bytes\n"
    "  --help          this text\n\n"
    "A fault that touches nothing is told on standard error, and has no row of truth.\n";

static bool read_seed(const char *words, uint64_t *seed)
{
    char *end;
    if (words[0] < '0' || words[0] > '9')
        return false;
    errno = 0;
    unsigned long long number = strtoull(words, &end, 10);
    if (errno != 0 || *end != '\0' || number > INT64_MAX)
        return false;
    *seed = number;
    return true;
}

static enum command_status read_options(int count, char **words, struct options *options)
{
    static const struct option names[] = {
        {"output", required_argument, NULL, 'o'},
        {"truth", required_argument, NULL, OPTION_TRUTH},
        {"seed", required_argument, NULL, OPTION_SEED},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };

    opterr = 0;
    optind = 0;
    *options = (struct options){.seed = 1};
    for (int option; (option = getopt_long(count, words, ":ho:", names, NULL)) != -1;) {
        if (option == 'o')
            options->output = optarg;
        else if (option == OPTION_TRUTH)
            options->truth = optarg;
        else if (option == OPTION_SEED && !read_seed(optarg, &options->seed))
            return command_usage_error(command, "no seed '%s', but a whole number", optarg);
        else if (option == 'h')
            options->wants_help = true;
        else if (option != OPTION_SEED)
            return command_option_error(command, names, option, words);
    }
    if (!options->wants_help && count - optind != 2)
        return command_usage_error(command, "a log and a file of faults, not %d words",
                                   count - optind);
    return COMMAND_OK;
}

static bool read_faults(const char *path, struct drill_faults *faults)
{
    char bytes[512];
    struct text reason = text_init(bytes, sizeof bytes);
    size_t size;
    char *json = whole_file_read(path, FAULTS_BYTES_MAX, &size, &reason);
    bool is_read = json != NULL && drill_faults_parse(json, size, faults, &reason);
    if (!is_read)
        fprintf(stderr, "narrows %s: %s: %s\n", command, path, bytes);
    free(json);
    return is_read;
}

static void push(void *context, const char *bytes, size_t size)
{
    drill_inject_push(context, bytes, size);
}

static bool inject_log(const char *log, const struct drill_faults *faults,
                       const struct options *options)
{
    FILE *output = node_drill_create(command, options->output);
    FILE *truth = options->truth != NULL ? node_drill_create(command, options->truth) : NULL;
    struct drill_sink sink = {output, node_drill_write};
    struct drill_inject *inject = drill_inject_new(faults, options->seed, sink, &DRILL_INJECT_ROOM);
    const char *slash = strrchr(log, '/');
    bool is_done = output != NULL && (truth != NULL || options->truth == NULL);

    if (inject == NULL)
        fprintf(stderr, "narrows %s: no memory\n", command);
    if (is_done && inject != NULL) {
        is_done = node_drill_stream(command, log, (struct drill_sink){inject, push});
        drill_inject_end(inject);
        if (truth != NULL)
            drill_inject_add_truth(inject, slash != NULL ? slash + 1 : log,
                                   (struct drill_sink){truth, node_drill_write});
        node_drill_tell_faults(command, inject, faults);
    }
    is_done &= inject != NULL;
    drill_inject_free(inject);
    is_done = node_drill_close(command, options->output, output) && is_done;
    return node_drill_close(command, options->truth, truth) && is_done;
}

enum command_status command_drill_inject(int count, char **words)
{
    struct options options;
    enum command_status status = read_options(count, words, &options);

    if (status != COMMAND_OK)
        return status;
    if (options.wants_help)
        return command_print_help(command, help);
    struct drill_faults *faults = calloc(1, sizeof *faults);
    bool is_done = faults != NULL && read_faults(words[optind + 1], faults) &&
                   inject_log(words[optind], faults, &options);
    free(faults);
    return is_done ? COMMAND_OK : COMMAND_FAILED;
}
