/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/reader.h"
#include "node/command.h"
#include "node/message_format.h"
#include "node/print_reference.h"
#include "node/progress.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_BYTES = 1 << 18, WRITE_BYTES = 1 << 16 };

enum { OPTION_REFUSED = COMMAND_OPTION_LONG, OPTION_KEEP_BAD, OPTION_COLUMNS, OPTION_REFERENCE };

struct decode_options {
    struct node_message_format format;
    bool prints_refused;
    bool keeps_bad_checksums;
    bool wants_help;
    bool wants_reference;
};

struct decoding {
    struct decode_options options;
    struct ais_decoder *decoder; /* of the file at hand */
    struct ais_counts sum;       /* of those before it */
    char *buffer;
    uint64_t byte_count;
    uint64_t byte_total; /* 0 when it is not known */
    struct node_progress progress;
};

static const char help[] =
    "usage: narrows decode [FILE...] [OPTION...]\n\n"
    "Reads AIS sentences from files, or from standard input ('-' or no file), and writes the\n"
    "messages. What is compressed with gzip or zstd is unpacked; the content says so, not the\n"
    "name.\n\n"
    "  --format json   one object a message, with gpsd's field names and null for what is not\n"
    "                  available (the default)\n"
    "  --format csv    a table, one row a message; what is not there or available is empty\n"
    "  --columns a,b   the members of that table, named as in the objects\n"
    "  --format nmea   sentences written anew, with a TAG block where time or station are known\n"
    "  --format none   decode everything, print only the totals as one object\n"
    "  --refused       each refused line with its reason on standard error; bad_tag,\n"
    "                  stale_part and assembly_full are no lines and only counted in the totals\n"
    "  --keep-bad      decode sentences with a wrong checksum too, flagged\n"
    "  --reference     print what is decoded, every message bit by bit, and nothing else\n"
    "  --help          this text\n\n"
    "Lines may carry TAG blocks, $PGHP, USCG trailers or a time in front; `time` and `station`\n"
    "come from there. A bad line costs itself and nothing else.\n";

static enum command_status read_options(int count, char **words, struct decode_options *options)
{
    static const struct option names[] = {
        {"format", required_argument, NULL, 'f'},
        {"columns", required_argument, NULL, OPTION_COLUMNS},
        {"refused", no_argument, NULL, OPTION_REFUSED},
        {"keep-bad", no_argument, NULL, OPTION_KEEP_BAD},
        {"reference", no_argument, NULL, OPTION_REFERENCE},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };

    char reason_bytes[128];
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);

    opterr = 0;
    node_message_format_init(&options->format);
    for (int option; (option = getopt_long(count, words, ":hf:", names, NULL)) != -1;) {
        if (option == 'f' && !node_message_format_choose(&options->format, optarg))
            return command_usage_error("decode", "no format '%s', but json, csv, nmea or none",
                                       optarg);
        else if (option == OPTION_COLUMNS &&
                 !node_message_format_choose_columns(&options->format, optarg, &reason))
            return command_usage_error("decode", "%s", reason_bytes);
        else if (option == OPTION_REFUSED)
            options->prints_refused = true;
        else if (option == OPTION_KEEP_BAD)
            options->keeps_bad_checksums = true;
        else if (option == OPTION_REFERENCE)
            options->wants_reference = true;
        else if (option == 'h')
            options->wants_help = true;
        else if (option != 'f' && option != OPTION_COLUMNS)
            return command_option_error("decode", names, option, words);
    }
    return COMMAND_OK;
}

static void print_header(const struct decode_options *options)
{
    char bytes[NODE_MESSAGE_BYTES_MAX];
    struct text text = text_init(bytes, sizeof bytes);

    node_message_format_add_header(&options->format, &text);
    fwrite(bytes, 1, text.size, stdout);
}

static void print_message(const struct decode_options *options, const struct ais_event *event)
{
    char bytes[NODE_MESSAGE_BYTES_MAX];
    struct text text = text_init(bytes, sizeof bytes);

    node_message_format_add(&options->format, event, &text);
    fwrite(bytes, 1, text.size, stdout);
}

static void print_refused(const char *file, const struct ais_event *event)
{
    fprintf(stderr, "%s:%llu: %s: ", file, (unsigned long long)event->line_number,
            ais_refusal_name(event->refusal));
    for (size_t i = 0; i < event->line.size; i++) {
        unsigned char byte = (unsigned char)event->line.start[i];
        if (byte >= ' ' && byte < 127)
            fputc(byte, stderr);
        else
            fprintf(stderr, "\\x%02x", byte);
    }
    fputc('\n', stderr);
}

static void pull(struct ais_decoder *decoder, const char *file,
                 const struct decode_options *options)
{
    struct ais_event event;
    while (ais_decoder_next(decoder, &event)) {
        if (event.kind == AIS_EVENT_MESSAGE && options->format.kind != NODE_MESSAGE_NONE)
            print_message(options, &event);
        else if (event.kind == AIS_EVENT_REFUSED && options->prints_refused)
            print_refused(file, &event);
    }
}

static void add_counts(struct ais_counts *sum, const struct ais_counts *counts)
{
    sum->sentences += counts->sentences;
    sum->messages += counts->messages;
    for (size_t i = 0; i < AIS_MESSAGE_TYPE_COUNT; i++)
        sum->by_type[i] += counts->by_type[i];
    for (size_t i = 0; i < AIS_REFUSAL_COUNT; i++)
        sum->refused[i] += counts->refused[i];
}

/* The bytes of all files together, as they are stored; 0 when one of them is no file, but a pipe.
 */
static uint64_t total_size(int count, char *const *files)
{
    uint64_t total = 0;
    struct stat status;

    for (int i = 0; i < count; i++) {
        bool is_input = strcmp(files[i], "-") == 0;
        if ((is_input ? fstat(STDIN_FILENO, &status) : stat(files[i], &status)) != 0)
            continue; /* said when its turn comes */
        if (!S_ISREG(status.st_mode))
            return 0;
        total += (uint64_t)status.st_size;
    }
    return total;
}

static void show_progress(struct decoding *decoding)
{
    node_progress_show(
        &decoding->progress,
        (struct node_progress_done){
            .byte_count = decoding->byte_count,
            .byte_total = decoding->byte_total,
            .sentence_count = decoding->sum.sentences + decoding->decoder->counts.sentences,
        },
        clock_steady_ms());
}

static void say_reading_failed(struct decoding *decoding, const char *file, const char *reason)
{
    node_progress_erase(&decoding->progress);
    fprintf(stderr, "narrows decode: cannot read %s: %s\n", file, reason);
}

/* Reads and decodes to the end; false when reading fails. */
static bool decode_pieces(struct decoding *decoding, struct reader *reader, const char *file)
{
    uint64_t bytes_before = decoding->byte_count;
    ssize_t size;
    while ((size = reader_read(reader, decoding->buffer, READ_BYTES)) > 0) {
        ais_decoder_push(decoding->decoder, decoding->buffer, (size_t)size,
                         (struct ais_arrival){.received_ms = CLOCK_UNKNOWN_MS});
        pull(decoding->decoder, file, &decoding->options);
        fflush(stdout); /* who reads a live feed gets it with each piece */
        decoding->byte_count = bytes_before + reader_byte_count(reader);
        show_progress(decoding);
        if (ferror(stdout))
            break;
    }
    return size != READER_FAILED;
}

/* False when reading fails; says why. */
static bool decode_file(struct decoding *decoding, const char *file)
{
    struct ais_decoder *decoder = decoding->decoder;
    char reason_bytes[128];
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);
    struct reader *reader = reader_open(file, READER_BLOCKS, &reason);

    if (reader == NULL) {
        say_reading_failed(decoding, file, reason_bytes);
        return false;
    }
    ais_decoder_init(decoder);
    decoder->keeps_bad_checksums = decoding->options.keeps_bad_checksums;
    bool is_read = decode_pieces(decoding, reader, file);
    if (!is_read)
        say_reading_failed(decoding, file, reader_reason(reader));
    reader_close(reader);
    ais_decoder_end(decoder);
    pull(decoder, file, &decoding->options);
    add_counts(&decoding->sum, &decoder->counts);
    return is_read;
}

static void print_counts(const struct ais_counts *counts)
{
    char bytes[AIS_JSON_BYTES_MAX];
    struct text text = text_init(bytes, sizeof bytes);
    struct json json = json_init(&text);

    ais_json_add_counts(&json, counts);
    puts(bytes);
}

static enum command_status decode_files(struct decoding *decoding, int count, char *const *files)
{
    enum command_status status = COMMAND_OK;

    decoding->byte_total = total_size(count, files);
    decoding->progress = node_progress_init(clock_steady_ms());
    if (decoding->options.prints_refused)
        decoding->progress.is_wanted = false; /* the lines stand there */
    print_header(&decoding->options);
    for (int i = 0; i < count; i++)
        if (!decode_file(decoding, files[i]))
            status = COMMAND_FAILED;
    node_progress_erase(&decoding->progress);
    if (decoding->options.format.kind == NODE_MESSAGE_NONE)
        print_counts(&decoding->sum);
    if (command_flush_output("decode") != COMMAND_OK)
        status = COMMAND_FAILED;
    return status;
}

enum command_status command_decode(int count, char **words)
{
    static char *const standard_input[] = {(char *)"-"};
    struct decoding decoding = {0};
    enum command_status status = read_options(count, words, &decoding.options);
    if (status != COMMAND_OK)
        return status;
    if (decoding.options.wants_help)
        return command_print_help("decode", help);
    if (decoding.options.wants_reference)
        return node_print_reference();

    decoding.decoder = malloc(sizeof *decoding.decoder);
    decoding.buffer = malloc(READ_BYTES);
    setvbuf(stdout, NULL, _IOFBF, WRITE_BYTES);
    if (decoding.decoder == NULL || decoding.buffer == NULL) {
        fprintf(stderr, "narrows decode: no memory\n");
        status = COMMAND_FAILED;
    } else if (optind < count) {
        status = decode_files(&decoding, count - optind, words + optind);
    } else {
        status = decode_files(&decoding, 1, standard_input);
    }
    free(decoding.decoder);
    free(decoding.buffer);
    return status;
}
