/* SPDX-License-Identifier: Apache-2.0 */
/* What several threads print is, to the byte, what one prints: on nasty logs of every kind cut at
 * every place. One thread is held against a decoder that gets the whole log at once. Run under
 * ThreadSanitizer too. */
#include "ais/json.h"
#include "check.h"
#include "node/decode.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { LOG_BYTES = 60000, PATH_BYTES = 64, OPEN_COUNT = 12 };

struct printed {
    bool is_done;
    char *out, *err;
    size_t out_size, err_size;
};

static struct printed decode_files(const struct node_decode_options *options, size_t count,
                                   char *const *files)
{
    struct printed printed = {0};
    struct node_decode_options own = *options;
    own.out = open_memstream(&printed.out, &printed.out_size);
    own.err = open_memstream(&printed.err, &printed.err_size);
    printed.is_done = node_decode(&own, count, files);
    fclose(own.out);
    fclose(own.err);
    return printed;
}

static void release(struct printed *printed)
{
    free(printed->out);
    free(printed->err);
}

static struct node_decode_options options_of(const char *format, bool prints_refused,
                                             bool keeps_bad_checksums)
{
    static struct node_message_format chosen;

    node_message_format_init(&chosen);
    CHECK(node_message_format_choose(&chosen, format));
    return (struct node_decode_options){.format = &chosen,
                                        .prints_refused = prints_refused,
                                        .keeps_bad_checksums = keeps_bad_checksums,
                                        .thread_count = 1,
                                        .piece_size = NODE_DECODE_PIECE_BYTES_MAX};
}

static void check_same(const struct printed *printed, const struct printed *expected)
{
    CHECK_INT(printed->is_done, expected->is_done);
    CHECK_INT(printed->out_size, expected->out_size);
    CHECK_INT(printed->err_size, expected->err_size);
    if (printed->out_size == expected->out_size && printed->err_size == expected->err_size) {
        CHECK(memcmp(printed->out, expected->out, expected->out_size) == 0);
        CHECK(memcmp(printed->err, expected->err, expected->err_size) == 0);
    }
}

/* Several numbers of threads with these sizes of pieces against one thread with large ones. */
static void check_threads(size_t count, char *const *files, const size_t *piece_sizes)
{
    static const size_t thread_counts[] = {1, 2, 3, 8};
    static const struct {
        const char *format;
        bool prints_refused, keeps_bad_checksums;
        size_t first_count; /* of the numbers of threads: the formats differ in one function only */
    } kinds[] = {{"json", false, false, 0},
                 {"json", true, true, 1},
                 {"csv", false, false, 3},
                 {"nmea", false, false, 3},
                 {"none", true, false, 2}};
    for (size_t kind = 0; kind < sizeof kinds / sizeof kinds[0]; kind++) {
        struct node_decode_options options = options_of(
            kinds[kind].format, kinds[kind].prints_refused, kinds[kind].keeps_bad_checksums);
        struct printed expected = decode_files(&options, count, files);
        for (size_t i = kinds[kind].first_count; i < sizeof thread_counts / sizeof thread_counts[0];
             i++)
            for (const size_t *size = piece_sizes; *size != 0; size++) {
                options.thread_count = thread_counts[i];
                options.piece_size = *size;
                struct printed printed = decode_files(&options, count, files);
                check_same(&printed, &expected);
                release(&printed);
            }
        release(&expected);
    }
}

/* A file with this content; its path stays good until the end. */
static char *make_file(char path[static PATH_BYTES], const char *bytes, size_t size)
{
    int fd = memfd_create("log", MFD_CLOEXEC);
    CHECK_INT(write(fd, bytes, size), (long long)size);
    snprintf(path, PATH_BYTES, "/proc/self/fd/%d", fd);
    return path;
}

static void close_file(const char *path)
{
    close((int)strtol(strrchr(path, '/') + 1, NULL, 10));
}

static void check_log(const char *bytes, size_t size, const size_t *piece_sizes)
{
    char path[PATH_BYTES];
    char *files[] = {make_file(path, bytes, size)};
    check_threads(1, files, piece_sizes);
    close_file(path);
}

static uint64_t random_below(uint64_t *state, uint64_t limit)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state % limit;
}

static void add_sentence(struct text *log, const char *body, bool is_good)
{
    unsigned checksum = ais_sentence_checksum(body + 1, strlen(body) - 1);
    text_add_format(log, "%s*%02X", body, is_good ? checksum : checksum ^ 1);
}

static void add_single(struct text *log, uint64_t *state)
{
    static const char *const payloads[] = {
        "177KQJ5000G?tO`K>RA1wUbN0TKH,0",
        "B6CdCm0t3`tba35f@V9faHi7kP06,0",
        "402VG9iuiAmJh<@Rj`@uQk?000S:,0",
        "177KQJ5000G?tO`K>RA1wUbN0TK~,0",
        "177KQJ5,0",
        "0,0",
        "077KQJ5000G?tO`K>RA1wUbN0TKH,0",
        "177KQJ5000 ?tO`K>RA1wUbN0TKH,0",
        "H42O55i18tMET00000000000000,2",
        "H42O55q18tMET00000000000000,2",
        "177KQJ5000G?tO`K>RA1wUbN0TKHHHH,0",
    };
    char body[128];
    char channel = "AB12"[random_below(state, 4)];
    const char *payload = payloads[random_below(state, sizeof payloads / sizeof payloads[0])];
    snprintf(body, sizeof body, "!AIVDM,1,1,,%c,%s", channel, payload);
    add_sentence(log, body, random_below(state, 12) > 0);
}

/* A message in several sentences, of which some are still to come. */
struct waiting {
    bool is_used;
    unsigned total, sequence;
    unsigned parts_missing; /* bit n: part n */
    unsigned group;
};

static const char voyage[] =
    "55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp888888888880";

static void add_part(struct text *log, uint64_t *state, struct waiting *waiting, unsigned part)
{
    size_t size = sizeof voyage / waiting->total;
    size_t start = (part - 1) * size;
    char body[160];
    snprintf(body, sizeof body, "!AIVDM,%u,%u,%u,A,%.*s,%d", waiting->total, part,
             waiting->sequence, part == waiting->total ? 99 : (int)size, voyage + start,
             part == waiting->total ? 2 : 0);
    if (random_below(state, 30) == 0)
        body[18] = " ~!\\\r"[random_below(state, 5)];
    if (waiting->group > 0) {
        char tag[64];
        snprintf(tag, sizeof tag, "g:%u-%u-%u,s:st%u", part, waiting->total, waiting->group,
                 waiting->group % 5);
        text_add_format(log, "\\%s*%02X\\", tag, ais_sentence_checksum(tag, strlen(tag)));
    }
    add_sentence(log, body, true);
    if (random_below(state, 20) > 0)
        waiting->parts_missing &= ~(1u << part);
}

/* One of the parts still missing of a message that is open, or the first to come of a new one. */
static void add_some_part(struct text *log, uint64_t *state, struct waiting open[static OPEN_COUNT])
{
    struct waiting *waiting = &open[random_below(state, OPEN_COUNT)];
    if (waiting->parts_missing == 0 || random_below(state, 30) == 0) {
        waiting->total = 2 + (unsigned)random_below(state, 4);
        waiting->sequence = (unsigned)random_below(state, 10);
        waiting->group = random_below(state, 2) > 0 ? (unsigned)random_below(state, 9000) + 1 : 0;
        waiting->parts_missing = (2u << waiting->total) - 2u;
    }
    unsigned part = 1;
    while ((waiting->parts_missing & 1u << part) == 0 ||
           (random_below(state, 8) == 0 && waiting->parts_missing >> (part + 1) != 0))
        part++;
    add_part(log, state, waiting, part);
}

/* Seconds that go on slowly, now and then too far for parts to be joined. */
static unsigned second_of(const struct text *log, uint64_t *state)
{
    unsigned jump = random_below(state, 30) == 0 ? 15 : 0;
    return (unsigned)(log->size / 2000 + random_below(state, 3)) + jump;
}

static void add_pghp(struct text *log, uint64_t *state)
{
    char body[96];
    unsigned second = second_of(log, state) % 60;
    unsigned millisecond = (unsigned)random_below(state, 1000);
    unsigned checksum = random_below(state, 2) > 0 ? 0x5Cu : (unsigned)random_below(state, 256);
    snprintf(body, sizeof body, "$PGHP,1,2018,11,19,11,0,%u,%u,219,,2190047,1,%02X", second,
             millisecond, checksum);
    add_sentence(log, body, random_below(state, 15) > 0);
}

static void add_time(struct text *log, uint64_t *state)
{
    char tag[64];
    snprintf(tag, sizeof tag, "c:%u,s:north", 1542625200 + second_of(log, state));
    unsigned checksum = ais_sentence_checksum(tag, strlen(tag));
    text_add_format(log, "\\%s*%02X\\", tag, random_below(state, 9) > 0 ? checksum : 0);
}

static void add_noise(struct text *log, uint64_t *state)
{
    static const char odd[] = "!$\\,*\r\n0AWw`12 \t\x80";
    for (uint64_t i = random_below(state, 12); i > 0; i--)
        text_add_char(log, odd[random_below(state, sizeof odd)]);
}

/* Shorter or longer than the limit, or by far. */
static void add_long(struct text *log, uint64_t *state)
{
    static const int sizes[] = {1000, 1023, 1024, 1025, 1100, 2050, 5000};
    int size = sizes[random_below(state, sizeof sizes / sizeof sizes[0])];
    for (int i = 0; i < size; i++)
        text_add_char(log, i % 400 == 0 ? '!' : 'x');
}

static void add_line(struct text *log, uint64_t *state, struct waiting open[static OPEN_COUNT])
{
    uint64_t kind = random_below(state, 100);
    if (kind < 15)
        add_time(log, state);
    if (kind < 50)
        add_single(log, state);
    else if (kind < 82)
        add_some_part(log, state, open);
    else if (kind < 93)
        add_pghp(log, state);
    else if (kind < 97)
        add_noise(log, state);
    else if (kind < 99)
        add_long(log, state);
    if (kind % 11 == 0) /* glued behind */
        add_single(log, state);
}

/* More messages than can be open. */
static void add_flood(struct text *log, uint64_t *state)
{
    for (unsigned i = 0; i < AIS_OPEN_MESSAGE_COUNT_MAX + 10; i++) {
        add_part(log, state, &(struct waiting){.total = 2, .sequence = 1, .group = 20000 + i}, 1);
        text_add_char(log, '\r');
    }
}

static char log_bytes[LOG_BYTES];

/* `ends` are the line ends to choose from. The last line has none. */
static size_t make_log(uint64_t seed, size_t size_max, const char *const ends[static 3])
{
    struct waiting open[OPEN_COUNT] = {0};
    struct text log = text_init(log_bytes, size_max);
    uint64_t state = seed * 7919 + 1;
    bool has_flood = size_max < LOG_BYTES;
    while (!log.is_cut) {
        if (!has_flood && log.size > LOG_BYTES / 2) {
            add_flood(&log, &state);
            has_flood = true;
        }
        add_line(&log, &state, open);
        text_add(&log, ends[random_below(&state, 3)]);
    }
    return log.size;
}

static const char *const all_ends[] = {"\n", "\r\n", "\r"};
static const char *const feeds[] = {"\n", "\n", "\n"};
static const char *const returns[] = {"\r", "\r", "\r"};

static void one_thread_prints_what_a_decoder_gives(void)
{
    static struct ais_decoder decoder;
    static char expected[LOG_BYTES * 10];
    struct text text = text_init(expected, sizeof expected);
    struct ais_event event;
    char path[PATH_BYTES];
    size_t size = make_log(1, LOG_BYTES, all_ends);
    char *files[] = {make_file(path, log_bytes, size)};
    struct node_decode_options options = options_of("json", false, false);

    ais_decoder_init(&decoder);
    ais_decoder_push(&decoder, log_bytes, size,
                     (struct ais_arrival){.received_ms = CLOCK_UNKNOWN_MS, .ends_line = true});
    while (ais_decoder_next(&decoder, &event))
        if (event.kind == AIS_EVENT_MESSAGE) {
            struct json json = json_init(&text);
            ais_json_add_message(&json, &event);
            text_add_char(&text, '\n');
        }
    CHECK(!text.is_cut);
    CHECK(decoder.counts.by_type[5] > 15);
    for (size_t i = AIS_DECODED + 1; i < AIS_REFUSAL_COUNT; i++)
        if (decoder.counts.refused[i] == 0 && i != AIS_DRILL) /* which only a node refuses */
            CHECK_TEXT(ais_refusal_name((enum ais_refusal)i), "in the log");
    struct printed printed = decode_files(&options, 1, files);
    CHECK_TEXT(printed.out, expected);
    CHECK_TEXT(printed.err, "");
    CHECK(printed.is_done);
    release(&printed);
    close_file(path);
}

static void threads_agree_on_nasty_logs(void)
{
    static const size_t piece_sizes[] = {331, 4099, 0};
    check_log(log_bytes, make_log(1, LOG_BYTES, all_ends), piece_sizes);
    check_log(log_bytes, make_log(2, LOG_BYTES, feeds), piece_sizes);
    check_log(log_bytes, make_log(3, LOG_BYTES, returns), piece_sizes);
}

static void threads_agree_wherever_the_pieces_end(void)
{
    static const size_t piece_sizes[] = {1, 13, 97, 0};
    for (uint64_t seed = 1; seed <= 2; seed++)
        check_log(log_bytes, make_log(seed, 1500, seed % 2 > 0 ? all_ends : feeds), piece_sizes);
}

static void threads_agree_where_there_is_little_or_nothing(void)
{
    static const size_t piece_sizes[] = {1, 4099, 0};
    static const char *const logs[] = {
        "",
        "\r",
        "x",
        "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C",
    };
    for (size_t i = 0; i < sizeof logs / sizeof logs[0]; i++)
        check_log(logs[i], strlen(logs[i]), piece_sizes);
    check_threads(0, NULL, piece_sizes);
}

/* Every second byte an event, each of which prints more than its page holds. */
static void threads_agree_where_pages_are_full(void)
{
    static const size_t piece_sizes[] = {NODE_DECODE_PIECE_BYTES_MAX, 0};
    static char bytes[NODE_DECODE_PIECE_BYTES_MAX + 3000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = i % 2 > 0 ? '\n' : '\0';
    check_log(bytes, sizeof bytes, piece_sizes);
}

static void threads_agree_on_several_files_and_what_cannot_be_read(void)
{
    static const size_t piece_sizes[] = {64, 5000, 0};
    char paths[3][PATH_BYTES];
    size_t size = make_log(5, LOG_BYTES, feeds);
    char cut[] = "\x1f\x8b\x08\0\0\0\0\0\0\3cut";
    char *files[] = {make_file(paths[0], log_bytes, size / 2), (char *)"/nowhere/log.nmea",
                     make_file(paths[1], cut, sizeof cut - 1), (char *)"/",
                     make_file(paths[2], log_bytes + size / 2, size - size / 2)};
    struct node_decode_options options = options_of("json", false, false);
    struct printed printed = decode_files(&options, 5, files);
    CHECK(!printed.is_done);
    CHECK(strstr(printed.err, "cannot read /nowhere/log.nmea: No such file") != NULL);
    CHECK(strstr(printed.err, "data are cut short\n") != NULL);
    release(&printed);
    check_threads(5, files, piece_sizes);
    for (size_t i = 0; i < 3; i++)
        close_file(paths[i]);
}

static void a_failing_write_ends_all_threads(void)
{
    char path[PATH_BYTES];
    size_t size = make_log(6, LOG_BYTES, feeds);
    char *files[] = {make_file(path, log_bytes, size), (char *)"/nowhere/log.nmea"};
    for (size_t threads = 1; threads <= 8; threads++) {
        struct node_decode_options options = options_of("json", false, false);
        char *err = NULL;
        size_t err_size = 0;
        options.thread_count = threads;
        options.piece_size = 1000;
        options.out = fopen("/dev/full", "w");
        options.err = open_memstream(&err, &err_size);
        CHECK(!node_decode(&options, 2, files));
        fclose(options.out);
        fclose(options.err);
        CHECK_TEXT(err, "narrows decode: cannot write: No space left on device\n");
        free(err);
    }
    close_file(path);
}

int main(void)
{
    RUN(one_thread_prints_what_a_decoder_gives);
    RUN(threads_agree_on_nasty_logs);
    RUN(threads_agree_wherever_the_pieces_end);
    RUN(threads_agree_where_there_is_little_or_nothing);
    RUN(threads_agree_where_pages_are_full);
    RUN(threads_agree_on_several_files_and_what_cannot_be_read);
    RUN(a_failing_write_ends_all_threads);
    return check_summary();
}
