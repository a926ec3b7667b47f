/* SPDX-License-Identifier: Apache-2.0 */
#include "node/command.h"
#include "node/version.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *name;
    enum command_status (*run)(int count, char **words);
    const char *summary;
} commands[] = {
    {"run", command_run, "the node: sources, picture, web server"},
    {"demo", command_demo, "the node on recorded or simulated traffic"},
    {"decode", command_decode,
     "sentences to JSON, tables or clean sentences, or only their totals"},
    {"encode", command_encode, "JSON or tables of messages to sentences"},
    {"import", command_import, "recorded sentences and tables into a store"},
    {"store", command_store, "checks, copies, compacts an archive"},
    {"query", command_query, "positions, tracks, vessels and voyages out of a store"},
    {"report", command_report, "passages, port calls, encounters, silences, density of a store"},
    {"replay", command_replay, "sends recorded sentences with their own timing"},
    {"drill", command_drill,
     "traffic with known truth: scenarios, faults in a log, scores, reports"},
};

enum { COMMAND_COUNT = sizeof commands / sizeof commands[0] };

static void print_help(FILE *to)
{
    fprintf(to,
            "narrows: the traffic picture of a strait, kept by the neighbours along its shores\n"
            "usage: narrows COMMAND [OPTION...]\n\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        fprintf(to, "  %-8s %s\n", commands[i].name, commands[i].summary);
    fprintf(to, "\nnarrows COMMAND --help says more. Not for navigation.\n");
}

/* A file opened later must not get the number of a standard stream that the caller closed, or what
 * is printed would go into it. In their place stands what can neither be read nor written, so that
 * this is told as it would be without. */
static bool hold_standard_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        int mode = fd == STDIN_FILENO ? O_WRONLY : O_RDONLY;
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", mode) != fd)
            return false;
    }
    return true;
}

int main(int count, char **words)
{
    if (!hold_standard_streams())
        return COMMAND_FAILED; /* there is nowhere to say it */
    if (count < 2) {
        print_help(stderr);
        return COMMAND_USAGE;
    }
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(words[1], commands[i].name) == 0)
            return (int)commands[i].run(count - 1, words + 1);
    if (strcmp(words[1], "--help") == 0 || strcmp(words[1], "-h") == 0) {
        print_help(stdout);
        return (int)command_flush_output(words[1]);
    }
    if (strcmp(words[1], "--version") == 0) {
        printf("narrows %s\n", NARROWS_VERSION);
        return (int)command_flush_output(words[1]);
    }
    fprintf(stderr, "narrows: there is no command '%s'; see narrows --help\n", words[1]);
    return COMMAND_USAGE;
}
