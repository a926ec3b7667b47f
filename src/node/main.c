#include "node/command.h"
#include "node/version.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    enum command_status (*run)(int count, char **words);
    const char *summary;
} commands[] = {
    {"run", command_run, "the node: sources, picture, web server"},
    {"demo", command_demo, "the node on recorded traffic, looping"},
    {"decode", command_decode, "sentences to JSON, or only their totals"},
    {"replay", command_replay, "sends recorded sentences with their own timing"},
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

int main(int count, char **words)
{
    if (count < 2) {
        print_help(stderr);
        return COMMAND_USAGE;
    }
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(words[1], commands[i].name) == 0)
            return (int)commands[i].run(count - 1, words + 1);
    if (strcmp(words[1], "--help") == 0 || strcmp(words[1], "-h") == 0) {
        print_help(stdout);
        return COMMAND_OK;
    }
    if (strcmp(words[1], "--version") == 0) {
        printf("narrows %s\n", NARROWS_VERSION);
        return COMMAND_OK;
    }
    fprintf(stderr, "narrows: there is no command '%s'; see narrows --help\n", words[1]);
    return COMMAND_USAGE;
}
