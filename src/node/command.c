/* SPDX-License-Identifier: Apache-2.0 */
#include "node/command.h"

#include "base/text.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { OPEN_FILES_MIN = 64 };

static const double speed_min = 0.001;

enum command_status command_usage_error(const char *command, const char *format, ...)
{
    char bytes[512];
    struct text words = text_init(bytes, sizeof bytes);
    va_list arguments;

    va_start(arguments, format);
    text_add_format_list(&words, format, arguments);
    va_end(arguments);
    fprintf(stderr, "narrows %s: %s; see narrows %s --help\n", command, bytes, command);
    return COMMAND_USAGE;
}

enum command_status command_option_error(const char *command, const struct option *names,
                                         int result, char *const *words)
{
    const struct option *name = names;

    while (name->name != NULL && name->val != optopt)
        name++;
    if (optopt == 0)
        return command_usage_error(command, "unknown option '%s'", words[optind - 1]);
    if (name->name == NULL && optopt > ' ' && optopt < 127)
        return command_usage_error(command, "unknown option '-%c'", optopt);
    if (name->name == NULL)
        return command_usage_error(command, "unknown option '-\\x%02x'", (unsigned char)optopt);
    if (result == ':')
        return command_usage_error(command, "option '--%s' needs a value", name->name);
    return command_usage_error(command, "option '--%s' takes no value", name->name);
}

enum command_status command_read_options(const struct command_options *options, int count,
                                         char **words,
                                         enum command_status (*take)(int option, void *said),
                                         void *said)
{
    enum command_status status = COMMAND_OK;

    opterr = 0;
    optind = 0; /* also behind the words of a command before */
    while (status == COMMAND_OK) {
        int option = getopt_long(count, words, options->letters, options->names, NULL);
        if (option == -1)
            break;
        status = option == '?' || option == ':'
                     ? command_option_error(options->command, options->names, option, words)
                     : take(option, said);
    }
    return status;
}

bool command_read_speed(const char *words, double *speed)
{
    size_t whole = strspn(words, "0123456789");
    size_t point = words[whole] == '.' ? 1 : 0;
    size_t fraction = strspn(words + whole + point, "0123456789");

    if (whole + fraction == 0 || words[whole + point + fraction] != '\0')
        return false;
    double value = strtod(words, NULL);
    if (value > COMMAND_SPEED_MAX || (value > 0 && value < speed_min))
        return false;
    *speed = value;
    return true;
}

enum command_status command_speed_error(const char *command, const char *words)
{
    return command_usage_error(command, "no speed '%s', but 0, or a number from %g to %d", words,
                               speed_min, COMMAND_SPEED_MAX);
}

enum command_status command_print_help(const char *command, const char *help)
{
    fputs(help, stdout);
    return command_flush_output(command);
}

enum command_status command_flush_output(const char *command)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return COMMAND_OK;
    fprintf(stderr, "narrows %s: cannot write: %s\n", command, strerror(errno));
    return COMMAND_FAILED;
}

enum command_status command_check_files(const char *command)
{
    struct rlimit files;

    if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= OPEN_FILES_MIN)
        return COMMAND_OK;
    fprintf(stderr, "narrows %s: only %llu open files are allowed; at least %d, set by ulimit -n\n",
            command, (unsigned long long)files.rlim_cur, OPEN_FILES_MIN);
    return COMMAND_FAILED;
}
