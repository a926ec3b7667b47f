/* SPDX-License-Identifier: Apache-2.0 */
/* The subcommands of `narrows drill`: one file and one row in command_drill.c each. */
#ifndef NODE_COMMAND_DRILL_H
#define NODE_COMMAND_DRILL_H

#include "node/command.h"

/* Each gets the words after `drill`, its own name first. */
enum command_status command_drill_run(int count, char **words);
enum command_status command_drill_inject(int count, char **words);
enum command_status command_drill_score(int count, char **words);
enum command_status command_drill_report(int count, char **words);

#endif
