#include "ais/json.h"
#include "node/command.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READ_BYTES = 1 << 18 };

enum format { FORMAT_JSON, FORMAT_NONE };

struct decode_options {
    enum format format;
    bool prints_refused;
    bool keeps_bad_checksums;
    bool wants_help;
};

static const char help[] =
    "usage: narrows decode [FILE...] [OPTION...]\n\n"
    "Reads AIS sentences from files, or from standard input ('-' or no file), and writes one\n"
    "JSON object a message, with gpsd's field names and null for what is not available.\n\n"
    "  --format json   one object a message (the default)\n"
    "  --format none   decode everything, print only the totals as one object\n"
    "  --refused       each refused line with its reason on standard error\n"
    "  --keep-bad      decode sentences with a wrong checksum too, flagged\n"
    "  --help          this text\n\n"
    "Lines may carry TAG blocks, $PGHP, USCG trailers or a time in front; `time` and `station`\n"
    "come from there. A bad line costs itself and nothing else.\n";

static enum command_status read_options(int count, char **words, struct decode_options *options)
{
    static const struct option names[] = {
        {"format", required_argument, NULL, 'f'},
        {"refused", no_argument, NULL, 'r'},
        {"keep-bad", no_argument, NULL, 'k'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };

    opterr = 0;
    for (int option; (option = getopt_long(count, words, "hf:", names, NULL)) != -1;) {
        if (option == 'f' && strcmp(optarg, "json") == 0)
            options->format = FORMAT_JSON;
        else if (option == 'f' && strcmp(optarg, "none") == 0)
            options->format = FORMAT_NONE;
        else if (option == 'f')
            return command_usage_error("decode", "no format '%s', but json or none", optarg);
        else if (option == 'r')
            options->prints_refused = true;
        else if (option == 'k')
            options->keeps_bad_checksums = true;
        else if (option == 'h')
            options->wants_help = true;
        else
            return command_usage_error("decode", "unknown or incomplete option '%s'",
                                       words[optind - 1]);
    }
    return COMMAND_OK;
}

static void print_message(const struct ais_event *event)
{
    char bytes[AIS_JSON_BYTES_MAX];
    struct text text = text_init(bytes, sizeof bytes);
    struct json json = json_init(&text);

    ais_json_add_message(&json, event);
    text_add_char(&text, '\n');
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
        if (event.kind == AIS_EVENT_MESSAGE && options->format == FORMAT_JSON)
            print_message(&event);
        else if (event.kind == AIS_EVENT_REFUSED && options->prints_refused)
            print_refused(file, &event);
    }
}

/* False when reading or writing fails; says why. */
static bool decode_file(struct ais_decoder *decoder, const char *file, char *buffer,
                        const struct decode_options *options)
{
    bool is_input = strcmp(file, "-") == 0;
    int fd = is_input ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
    ssize_t size = fd < 0 ? -1 : 0;

    while (fd >= 0 && (size = read(fd, buffer, READ_BYTES)) > 0) {
        ais_decoder_push(decoder, buffer, (size_t)size,
                         (struct ais_arrival){.received_ms = CLOCK_UNKNOWN_MS});
        pull(decoder, file, options);
        if (ferror(stdout))
            break;
    }
    if (size < 0)
        fprintf(stderr, "narrows decode: cannot read %s: %s\n", file, strerror(errno));
    if (fd >= 0 && !is_input)
        close(fd);
    ais_decoder_end(decoder);
    pull(decoder, file, options);
    return size >= 0;
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

static void print_counts(const struct ais_counts *counts)
{
    char bytes[AIS_JSON_BYTES_MAX];
    struct text text = text_init(bytes, sizeof bytes);
    struct json json = json_init(&text);

    ais_json_add_counts(&json, counts);
    puts(bytes);
}

enum command_status command_decode(int count, char **words)
{
    static char *const standard_input[] = {(char *)"-"};
    struct decode_options options = {0};
    struct ais_counts sum = {0};
    enum command_status status = read_options(count, words, &options);
    if (status != COMMAND_OK)
        return status;
    if (options.wants_help) {
        fputs(help, stdout);
        return COMMAND_OK;
    }

    struct ais_decoder *decoder = malloc(sizeof *decoder);
    char *buffer = malloc(READ_BYTES);
    if (decoder == NULL || buffer == NULL) {
        fprintf(stderr, "narrows decode: no memory\n");
        free(decoder);
        free(buffer);
        return COMMAND_FAILED;
    }
    char *const *files = optind < count ? words + optind : standard_input;
    int file_count = optind < count ? count - optind : 1;
    for (int i = 0; i < file_count; i++) {
        ais_decoder_init(decoder);
        decoder->keeps_bad_checksums = options.keeps_bad_checksums;
        if (!decode_file(decoder, files[i], buffer, &options))
            status = COMMAND_FAILED;
        add_counts(&sum, &decoder->counts);
    }
    if (options.format == FORMAT_NONE)
        print_counts(&sum);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "narrows decode: cannot write: %s\n", strerror(errno));
        status = COMMAND_FAILED;
    }
    free(decoder);
    free(buffer);
    return status;
}
