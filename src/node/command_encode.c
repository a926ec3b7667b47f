/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/entry.h"
#include "ais/message_write.h"
#include "ais/sentence_write.h"
#include "node/command.h"
#include "node/entries.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES_MAX = 1 << 16, REASON_BYTES = 512, WRITE_BYTES = 1 << 16 };

enum { OPTION_TALKER = COMMAND_OPTION_LONG, OPTION_TAG };

struct encode_options {
    bool is_csv;
    bool has_tags;
    bool wants_help;
    char talker[2];
};

struct encoding {
    struct encode_options options;
    struct node_entries *entries;
    struct csv csv;
    char line[LINE_BYTES_MAX];
    uint64_t skipped; /* objects of another class */
    uint64_t bad;
    uint32_t group_count; /* messages of several parts so far */
};

static const char help[] =
    "usage: narrows encode [FILE...] [OPTION...]\n\n"
    "Reads messages from files, or from standard input ('-' or no file), in the names and units\n"
    "in which narrows decode writes them, and writes AIS sentences.\n\n"
    "  --format json   one object a line (the default); those of another class than AIS are\n"
    "                  skipped\n"
    "  --format csv    a table whose first line names its columns (RFC 4180)\n"
    "  --talker AI     two letters: who speaks, AB for a base station\n"
    "  --tag           a TAG block before each sentence, with time, station and group\n"
    "  --help          this text\n\n"
    "A message needs type and mmsi, and part in type 24; of what is not there it says \"not\n"
    "available\". channel, own (true: VDO) and, with --tag, time and station are told as they\n"
    "are; what is of a drill is marked so always. A bad line is told with its reason on\n"
    "standard error, and costs itself and nothing else; the exit status is then 1.\n";

static bool is_talker(const char *words)
{
    return strlen(words) == 2 && strspn(words, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == 2;
}

static enum command_status read_options(int count, char **words, struct encode_options *options)
{
    static const struct option names[] = {
        {"format", required_argument, NULL, 'f'},
        {"talker", required_argument, NULL, OPTION_TALKER},
        {"tag", no_argument, NULL, OPTION_TAG},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };

    opterr = 0;
    memcpy(options->talker, "AI", sizeof options->talker);
    for (int option; (option = getopt_long(count, words, ":hf:", names, NULL)) != -1;) {
        if (option == 'f' && (strcmp(optarg, "json") == 0 || strcmp(optarg, "csv") == 0))
            options->is_csv = optarg[0] == 'c';
        else if (option == 'f')
            return command_usage_error("encode", "no format '%s', but json or csv", optarg);
        else if (option == OPTION_TALKER && is_talker(optarg))
            memcpy(options->talker, optarg, sizeof options->talker);
        else if (option == OPTION_TALKER)
            return command_usage_error("encode", "no talker '%s', but two capital letters", optarg);
        else if (option == OPTION_TAG)
            options->has_tags = true;
        else if (option == 'h')
            options->wants_help = true;
        else
            return command_option_error("encode", names, option, words);
    }
    return COMMAND_OK;
}

/* Reasons hold words of the input, which may be anything. */
static void refuse(struct encoding *encoding, const char *file, uint64_t line, const char *reason)
{
    encoding->bad++;
    fprintf(stderr, "%s:%llu: ", file, (unsigned long long)line);
    for (const char *at = reason; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte >= ' ' && byte < 127)
            fputc(byte, stderr);
        else
            fprintf(stderr, "\\x%02x", byte);
    }
    fputc('\n', stderr);
}

static bool is_of_another_class(struct ais_entries object)
{
    for (size_t i = 0; i < object.count; i++) {
        const struct ais_entry *entry = &object.members[i];
        bool is_text = entry->kind == AIS_ENTRY_TEXT || entry->kind == AIS_ENTRY_WORD;
        if (strcmp(entry->name, "class") == 0)
            return !is_text || strcmp(entry->text, "AIS") != 0;
    }
    return false;
}

/* False, and the reason, when it is no message. */
static bool encode_object(struct encoding *encoding, struct ais_entries object, struct text *reason)
{
    struct ais_event event;
    uint8_t payload[AIS_PAYLOAD_BYTES_MAX];
    char bytes[AIS_SENTENCES_BYTES_MAX + 1];
    struct text sentences = text_init(bytes, sizeof bytes);

    if (!ais_entry_read(object, &event, reason))
        return false;
    struct ais_written written = ais_message_write(&event.message, payload);
    if (written.refused != NULL) {
        text_add_format(reason, "%s: left out before what is there, or too long for the message",
                        written.refused);
        return false;
    }
    /* Without --tag too: what is of a drill must not come out as real. */
    struct ais_stamp mark = AIS_STAMP_NONE;
    mark.is_drill = event.stamp.is_drill;
    uint32_t number = encoding->group_count;
    struct ais_wrapping wrapping = {
        .talker = {encoding->options.talker[0], encoding->options.talker[1]},
        .is_own = event.is_own,
        .channel = event.channel,
        .sequence = (uint8_t)(number % 10),
        .group = 1 + number % (AIS_GROUP_COUNT - 1),
        .stamp = encoding->options.has_tags ? &event.stamp : &mark,
    };
    if (!ais_sentence_write((struct ais_bits){payload, written.bit_count}, &wrapping, &sentences)) {
        text_add(reason, "too long for nine sentences");
        return false;
    }
    encoding->group_count += strchr(bytes, '\n') != bytes + sentences.size - 1;
    fwrite(bytes, 1, sentences.size, stdout);
    return true;
}

static void encode_line(struct encoding *encoding, const char *file, uint64_t number, size_t size)
{
    char bytes[REASON_BYTES];
    struct text reason = text_init(bytes, sizeof bytes);
    struct ais_entries object;

    if (strspn(encoding->line, " \t\r") == size)
        return;
    bool is_read =
        node_entries_read_json(encoding->entries, encoding->line, size, &object, &reason);
    if (is_read && is_of_another_class(object))
        encoding->skipped++;
    else if (!is_read || !encode_object(encoding, object, &reason))
        refuse(encoding, file, number, bytes);
}

static void encode_json(struct encoding *encoding, const char *file, FILE *input)
{
    uint64_t number = 1;
    size_t size = 0;

    for (int byte; (byte = getc_unlocked(input)) != EOF || size > 0;) {
        if (byte != '\n' && byte != EOF) {
            if (size < LINE_BYTES_MAX)
                encoding->line[size++] = (char)byte;
            continue;
        }
        if (size == LINE_BYTES_MAX) {
            refuse(encoding, file, number, "a line that is too long");
        } else {
            encoding->line[size] = '\0';
            encode_line(encoding, file, number, size);
        }
        number++;
        size = 0;
    }
}

static void encode_row(struct encoding *encoding, const char *file)
{
    char bytes[REASON_BYTES];
    struct text reason = text_init(bytes, sizeof bytes);
    struct ais_entries object;
    const struct csv *csv = &encoding->csv;

    if (csv->cell_count == 1 && csv_cell(csv, 0)[0] == '\0')
        return;
    bool is_read = node_entries_read_row(encoding->entries, csv, &object, &reason);
    if (is_read && is_of_another_class(object))
        encoding->skipped++;
    else if (!is_read || !encode_object(encoding, object, &reason))
        refuse(encoding, file, csv->line_number, bytes);
}

static void encode_csv(struct encoding *encoding, const char *file, FILE *input)
{
    char bytes[REASON_BYTES];
    struct text reason = text_init(bytes, sizeof bytes);
    bool has_header = false;
    int byte;

    csv_init(&encoding->csv);
    do {
        byte = getc_unlocked(input);
        enum csv_result result =
            byte != EOF ? csv_push(&encoding->csv, (char)byte) : csv_end(&encoding->csv);
        if (result == CSV_BAD) {
            refuse(encoding, file, encoding->csv.line_number,
                   "no record: quotation marks amiss, or too long");
        } else if (result == CSV_RECORD && has_header) {
            encode_row(encoding, file);
            continue;
        }
        if (result != CSV_MORE && !has_header) {
            has_header = result == CSV_RECORD &&
                         node_entries_read_header(encoding->entries, &encoding->csv, &reason);
            if (reason.size > 0)
                refuse(encoding, file, encoding->csv.line_number, bytes);
            if (!has_header)
                return; /* without its columns a table says nothing */
        }
    } while (byte != EOF);
}

/* False when reading fails; says why. */
static bool encode_file(struct encoding *encoding, const char *file)
{
    bool is_input = strcmp(file, "-") == 0;
    FILE *input = is_input ? stdin : fopen(file, "re");

    if (input != NULL && encoding->options.is_csv)
        encode_csv(encoding, file, input);
    else if (input != NULL)
        encode_json(encoding, file, input);
    bool is_read = input != NULL && !ferror(input);
    if (!is_read)
        fprintf(stderr, "narrows encode: cannot read %s: %s\n", file, strerror(errno));
    if (input != NULL && !is_input)
        fclose(input);
    return is_read;
}

static enum command_status encode_files(struct encoding *encoding, int count, char *const *files)
{
    enum command_status status = COMMAND_OK;

    for (int i = 0; i < count; i++)
        if (!encode_file(encoding, files[i]))
            status = COMMAND_FAILED;
    if (encoding->skipped > 0)
        fprintf(stderr, "narrows encode: %llu of another class than AIS skipped\n",
                (unsigned long long)encoding->skipped);
    if (encoding->bad > 0 || command_flush_output("encode") != COMMAND_OK)
        status = COMMAND_FAILED;
    return status;
}

enum command_status command_encode(int count, char **words)
{
    static char *const standard_input[] = {(char *)"-"};
    struct encode_options options = {0};
    enum command_status status = read_options(count, words, &options);
    if (status != COMMAND_OK)
        return status;
    if (options.wants_help)
        return command_print_help("encode", help);

    struct encoding *encoding = calloc(1, sizeof *encoding);
    struct node_entries *entries = node_entries_new();
    setvbuf(stdout, NULL, _IOFBF, WRITE_BYTES);
    if (encoding == NULL || entries == NULL) {
        fprintf(stderr, "narrows encode: no memory\n");
        status = COMMAND_FAILED;
    } else {
        encoding->options = options;
        encoding->entries = entries;
        status = optind < count ? encode_files(encoding, count - optind, words + optind)
                                : encode_files(encoding, 1, standard_input);
    }
    node_entries_free(entries);
    free(encoding);
    return status;
}
