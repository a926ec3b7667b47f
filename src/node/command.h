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

/* Each gets the words after `narrows`, its own name first, as main() does. */
enum command_status command_run(int count, char **words);
enum command_status command_demo(int count, char **words);
enum command_status command_decode(int count, char **words);
enum command_status command_replay(int count, char **words);

/* Says on standard error what is wrong with the words, and where help is. */
enum command_status command_usage_error(const char *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A number from 0 to `max` with at most a fraction; false for anything else. */
bool command_read_number(const char *words, double max, double *number);

#endif
