/* SPDX-License-Identifier: Apache-2.0 */
/* Files of the subcommands of `narrows drill`. */
#ifndef NODE_DRILL_FILES_H
#define NODE_DRILL_FILES_H

#include "drill/inject.h"

#include <stdio.h>

/* Gives a file or standard input ("-") to `take`, piece by piece. False, and why on standard
 * error, when it cannot be read to its end. */
bool node_drill_stream(const char *command, const char *path, struct drill_sink take);

/* A file for writing; standard output for NULL or "-". NULL, and why on standard error. */
FILE *node_drill_create(const char *command, const char *path);

/* All is written, or why not on standard error. NULL is fine. */
bool node_drill_close(const char *command, const char *path, FILE *file);

/* Says on standard error which faults touched nothing, and what else is to be known of them. */
void node_drill_tell_faults(const char *command, const struct drill_inject *inject,
                            const struct drill_faults *faults);

/* Words of others on standard error, '?' for what a terminal might take for more than letters. */
void node_drill_print_words(const char *words);

/* A sink that writes to a FILE, its context. */
void node_drill_write(void *file, const char *bytes, size_t size);

#endif
