/* SPDX-License-Identifier: Apache-2.0 */
#include "base/team.h"
#include "node/command.h"
#include "node/decode.h"
#include "node/print_reference.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPTION_REFUSED = COMMAND_OPTION_LONG,
    OPTION_KEEP_BAD,
    OPTION_COLUMNS,
    OPTION_THREADS,
    OPTION_REFERENCE,
};

static const char help[] =
    "usage: narrows decode [FILE...] [OPTION...]\n\n"
    "Reads AIS sentences from files, or from standard input ('-' or no file), and writes the\n"
    "messages. What is compressed with gzip, zstd or zip is unpacked; the content says so, not\n"
    "the name.\n\n"
    "  --format json   one object a message, with gpsd's field names and null for what is not\n"
    "                  available (the default)\n"
    "  --format csv    a table, one row a message; what is not there or available is empty\n"
    "  --columns a,b   the members of that table, named as in the objects\n"
    "  --format nmea   sentences written anew, with a TAG block where time or station are known\n"
    "  --format none   decode everything, print only the totals as one object\n"
    "  --refused       each refused line with its reason on standard error; bad_tag,\n"
    "                  stale_part and assembly_full are no lines and only counted in the totals\n"
    "  --keep-bad      decode sentences with a wrong checksum too, flagged\n"
    "  --threads N     decode with N threads, 1 (the default) to 64; 0: one a processor. What\n"
    "                  is printed is the same\n"
    "  --reference     print what is decoded, every message bit by bit, and nothing else\n"
    "  --help          this text\n\n"
    "Lines may carry TAG blocks, $PGHP, USCG trailers or a time in front; `time` and `station`\n"
    "come from there. A bad line costs itself and nothing else.\n";

/* Digits only: 1 to NODE_DECODE_THREAD_COUNT_MAX, or 0 for one a processor. */
static bool read_thread_count(const char *words, size_t *count)
{
    size_t value = 0;
    size_t size = strspn(words, "0123456789");
    for (size_t i = 0; i < size && value <= NODE_DECODE_THREAD_COUNT_MAX; i++)
        value = value * 10 + (size_t)(words[i] - '0');
    if (size == 0 || words[size] != '\0' || value > NODE_DECODE_THREAD_COUNT_MAX)
        return false;
    *count = value > 0 ? value : team_processor_count();
    return true;
}

struct words {
    struct node_decode_options options;
    struct node_message_format format;
    bool wants_help;
    bool wants_reference;
};

/* What an option says. COMMAND_OK, or what is wrong with it is said. */
static enum command_status take_option(int option, void *user)
{
    struct words *said = user;
    char bytes[128];
    struct text reason = text_init(bytes, sizeof bytes);

    switch (option) {
    case 'f':
        if (!node_message_format_choose(&said->format, optarg))
            return command_usage_error("decode", "no format '%s', but json, csv, nmea or none",
                                       optarg);
        break;
    case OPTION_COLUMNS:
        if (!node_message_format_choose_columns(&said->format, optarg, &reason))
            return command_usage_error("decode", "%s", bytes);
        break;
    case OPTION_THREADS:
        if (!read_thread_count(optarg, &said->options.thread_count))
            return command_usage_error("decode", "no number of threads '%s', but 0 to %d", optarg,
                                       NODE_DECODE_THREAD_COUNT_MAX);
        break;
    case OPTION_REFUSED:
        said->options.prints_refused = true;
        break;
    case OPTION_KEEP_BAD:
        said->options.keeps_bad_checksums = true;
        break;
    case OPTION_REFERENCE:
        said->wants_reference = true;
        break;
    default:
        said->wants_help = true;
        break;
    }
    return COMMAND_OK;
}

static enum command_status read_words(int count, char **words, struct words *said)
{
    static const struct option names[] = {
        {"format", required_argument, NULL, 'f'},
        {"columns", required_argument, NULL, OPTION_COLUMNS},
        {"refused", no_argument, NULL, OPTION_REFUSED},
        {"keep-bad", no_argument, NULL, OPTION_KEEP_BAD},
        {"threads", required_argument, NULL, OPTION_THREADS},
        {"reference", no_argument, NULL, OPTION_REFERENCE},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };

    return command_read_options(&(struct command_options){"decode", ":hf:", names}, count, words,
                                take_option, said);
}

enum command_status command_decode(int count, char **words)
{
    static char *const standard_input[] = {(char *)"-"};
    struct words said = {
        .options = {.format = &said.format,
                    .thread_count = 1,
                    .piece_size = NODE_DECODE_PIECE_BYTES_MAX,
                    .out = stdout,
                    .err = stderr},
    };

    node_message_format_init(&said.format);
    enum command_status status = read_words(count, words, &said);
    if (status != COMMAND_OK)
        return status;
    if (said.wants_help)
        return command_print_help("decode", help);
    if (said.wants_reference)
        return node_print_reference();
    bool is_done = optind < count
                       ? node_decode(&said.options, (size_t)(count - optind), words + optind)
                       : node_decode(&said.options, 1, standard_input);
    return is_done ? COMMAND_OK : COMMAND_FAILED;
}
