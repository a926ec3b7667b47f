/* SPDX-License-Identifier: Apache-2.0 */
/* The subcommands of `narrows`. One file and one row in main.c each. */
#ifndef NODE_COMMAND_H
#define NODE_COMMAND_H

#include <stdbool.h>

/* What the process returns to its caller. */
enum command_status {
    COMMAND_OK = 0,
    COMMAND_FAILED = 1,
    COMMAND_USAGE = 2, /* the words given make no sense */
};

enum {
    COMMAND_SPEED_MAX = 1000000,
    /* The value of an option that has no short form: above every character, so that a character
     * which is no option is not taken for it. */
    COMMAND_OPTION_LONG = 256,
};

/* Each gets the words after `narrows`, its own name first, as main() does. */
enum command_status command_run(int count, char **words);
enum command_status command_demo(int count, char **words);
enum command_status command_decode(int count, char **words);
enum command_status command_encode(int count, char **words);
enum command_status command_import(int count, char **words);
enum command_status command_store(int count, char **words);
enum command_status command_query(int count, char **words);
enum command_status command_replay(int count, char **words);
enum command_status command_report(int count, char **words);
enum command_status command_drill(int count, char **words);

/* Says on standard error what is wrong with the words, and where help is. */
enum command_status command_usage_error(const char *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

struct option;

/* The same after getopt_long() gave `result` '?' or ':' (its short options begin with ':'): which
 * option is unknown, or lacks a value, or has one too many. */
enum command_status command_option_error(const char *command, const struct option *names,
                                         int result, char *const *words);

/* The options of a command. */
struct command_options {
    const char *command;
    const char *letters; /* for getopt_long(), with ':' before them */
    const struct option *names;
};

/* Gives each option to `take`, its value in optarg, until one does not give COMMAND_OK, which is
 * then given; what is no option, or lacks its value, is said. The other words stand behind optind
 * then. */
enum command_status command_read_options(const struct command_options *options, int count,
                                         char **words,
                                         enum command_status (*take)(int option, void *said),
                                         void *said);

/* A speed in digits, with or without a fraction: 0 (as fast as it goes), or 0.001 to
 * COMMAND_SPEED_MAX. False for anything else; `*speed` is then untouched. */
bool command_read_speed(const char *words, double *speed);
enum command_status command_speed_error(const char *command, const char *words);

/* Prints the help of a command; says on standard error when that cannot be. */
enum command_status command_print_help(const char *command, const char *help);

/* What was printed is out, or standard error says why not. To stand at the end of a command. */
enum command_status command_flush_output(const char *command);

/* Whether the process may have as many open files as the loop, the web server and the sources need
 * at least; libuv aborts where it finds none. Says so if not. */
enum command_status command_check_files(const char *command);

#endif
