/* SPDX-License-Identifier: Apache-2.0 */
/* Real lines, spoilt at random: whatever comes, what is told is whole, the line behind it is not
 * touched, and it does not matter in what pieces the bytes came. */
#include "check.h"
#include "gather.h"
#include "mutate.h"
#include "strict_json.h"

enum {
    SAMPLE_LINE_COUNT = 150000,
    GOLDEN_LINE_COUNT = 20000,
    BLOCK_LINE_COUNT = 100, /* spoilt lines whose bytes are pushed once more, whole and in pieces */
    BLOCK_BYTES_MAX = BLOCK_LINE_COUNT * (MUTANT_BYTES_MAX + AIS_LINE_BYTES_MAX + 2),
    EVENTS_BYTES_MAX = 4 << 20,
    GLUED_ONE_IN = 8,
    GLUED_BYTES_MAX = AIS_LINE_BYTES_MAX / 2, /* each of the two */
    PIECE_BYTES_MAX = 700,
};

static const struct ais_arrival arrival = {.received_ms = CLOCK_UNKNOWN_MS};

/* The same bytes go to three decoders: line by line, whole blocks, random pieces. */
static struct ais_decoder by_line, by_block, by_piece;
static struct ais_decoder alone; /* of the untouched lines */

static char line_events[EVENTS_BYTES_MAX];
static char other_events[EVENTS_BYTES_MAX];
static char block[BLOCK_BYTES_MAX];
static size_t block_size;

static struct samples samples;
static uint64_t state;

/* What was met; each claim is checked once at the end. */
static struct {
    unsigned deep, messages, cut, not_json, untouched, untouched_changed, unlike_block,
        unlike_pieces;
} found;

/* An event as a line of text; a message's JSON is looked at on the way. */
static void tell(const struct ais_event *event, struct text *events)
{
    if (event->kind == AIS_EVENT_MESSAGE) {
        char bytes[AIS_JSON_BYTES_MAX];
        struct text text = text_init(bytes, sizeof bytes);
        struct json json = json_init(&text);
        ais_json_add_message(&json, event);
        found.messages++;
        found.cut += text.is_cut;
        if (!strict_json_is_object(bytes, text.size) && found.not_json++ == 0)
            printf("# no JSON: %s\n", bytes);
        text_add_bytes(events, bytes, text.size);
    } else {
        text_add(events, ais_refusal_name(event->refusal));
    }
    text_add_format(events, " line %llu\n", (unsigned long long)event->line_number);
}

/* Pushes a copy that ends where its bytes do, so that a sanitizer sees a read behind them. Adds
 * the events; the last one stays in `*last`. The number of events. */
static unsigned push(struct ais_decoder *decoder, struct ais_span bytes, struct text *events,
                     struct ais_event *last)
{
    unsigned count = 0;
    char *copy = malloc(bytes.size);
    memcpy(copy, bytes.start, bytes.size);
    ais_decoder_push(decoder, copy, bytes.size, arrival);
    while (ais_decoder_next(decoder, last)) {
        tell(last, events);
        count++;
    }
    free(copy);
    return count;
}

/* The words of a message without its line number. */
static void words_of(const struct ais_event *event, bool has_stamp, char *bytes)
{
    struct ais_event copy = *event;
    struct text text = text_init(bytes, AIS_JSON_BYTES_MAX);
    struct json json = json_init(&text);
    if (!has_stamp)
        copy.stamp = AIS_STAMP_NONE;
    ais_json_add_message(&json, &copy);
}

/* What the line gives when only a `$PGHP` that waits stands before it. False when that is anything
 * but one message. */
static bool decode_alone(struct ais_span line, bool has_stamp, char *expected)
{
    struct ais_event event;

    ais_decoder_init(&alone);
    alone.has_pghp = by_line.has_pghp;
    alone.pghp = by_line.pghp;
    alone.pghp_checksum = by_line.pghp_checksum;
    alone.last_checksum = by_line.last_checksum;
    ais_decoder_push(&alone, line.start, line.size, arrival);
    if (!ais_decoder_next(&alone, &event) || event.kind != AIS_EVENT_MESSAGE)
        return false;
    words_of(&event, has_stamp, expected);
    return !ais_decoder_next(&alone, &event) && alone.carry_size == 0;
}

/* A line of one sentence, with its end, and what it gives; a glued one begins with its sentence. */
static struct ais_span untouched_line(bool is_glued, char bytes[AIS_LINE_BYTES_MAX + 2],
                                      char *expected)
{
    for (;;) {
        struct ais_span line = samples_any_line(&samples, &state);
        if (line.size > (is_glued ? GLUED_BYTES_MAX : AIS_LINE_BYTES_MAX) ||
            (is_glued && !ais_sentence_starts(line.start, line.size)))
            continue;
        memcpy(bytes, line.start, line.size);
        bytes[line.size] = '\n';
        line = (struct ais_span){bytes, line.size + 1};
        if (decode_alone(line, !is_glued, expected))
            return line;
    }
}

static void add_to_block(struct ais_span bytes)
{
    memcpy(block + block_size, bytes.start, bytes.size);
    block_size += bytes.size;
}

/* A spoilt line and an untouched one behind it, on a line of its own or glued to the other. To a
 * glued one the time and station before it belong, whosever they were. */
static void push_pair(struct text *events)
{
    static char expected[AIS_JSON_BYTES_MAX], words[AIS_JSON_BYTES_MAX];
    char bytes[AIS_LINE_BYTES_MAX + 2];
    struct mutant mutant;
    struct ais_event event;

    mutant_make(&mutant, &samples, &state);
    found.deep += mutant.is_deep;
    bool is_glued = mutant.size < GLUED_BYTES_MAX && samples_below(&state, GLUED_ONE_IN) == 0;
    if (!is_glued)
        mutant_splice(&mutant, mutant.size, 0, (struct ais_span){"\n", 1});
    struct ais_span spoilt = {mutant.bytes, mutant.size};
    add_to_block(spoilt);
    push(&by_line, spoilt, events, &event);

    struct ais_span line = untouched_line(is_glued, bytes, expected);
    add_to_block(line);
    unsigned count = push(&by_line, line, events, &event);
    words[0] = '\0';
    if (count > 0 && event.kind == AIS_EVENT_MESSAGE)
        words_of(&event, !is_glued, words);
    found.untouched++;
    if (((!is_glued && count != 1) || strcmp(words, expected) != 0) &&
        found.untouched_changed++ == 0)
        printf("# %.*s\n# %.*s# alone: %s\n# here:  %s\n", (int)mutant.size, mutant.bytes,
               (int)line.size, line.start, expected, words);
}

/* The first line of two texts that is not the same. */
static void print_difference(const char *a, const char *b)
{
    size_t start = 0;
    for (size_t i = 0; a[i] == b[i] && a[i] != '\0'; i++)
        if (a[i] == '\n')
            start = i + 1;
    printf("# by line: %.*s\n# else:    %.*s\n", (int)strcspn(a + start, "\n"), a + start,
           (int)strcspn(b + start, "\n"), b + start);
}

/* The block once more in pieces of up to so many bytes; are the events the same? */
static bool gives_the_same(struct ais_decoder *decoder, size_t piece_size_max)
{
    struct text events = text_init(other_events, sizeof other_events);
    struct ais_event event;

    for (size_t done = 0; done < block_size;) {
        size_t size = 1 + samples_below(&state, piece_size_max);
        if (size > block_size - done || piece_size_max >= block_size)
            size = block_size - done;
        push(decoder, (struct ais_span){block + done, size}, &events, &event);
        done += size;
    }
    bool is_same = !events.is_cut && strcmp(other_events, line_events) == 0;
    if (!is_same && found.unlike_block + found.unlike_pieces == 0)
        print_difference(line_events, other_events);
    return is_same;
}

static void push_block(unsigned line_count)
{
    struct text events = text_init(line_events, sizeof line_events);

    block_size = 0;
    for (unsigned i = 0; i < line_count; i++)
        push_pair(&events);
    CHECK(!events.is_cut);
    found.unlike_block += !gives_the_same(&by_block, BLOCK_BYTES_MAX);
    found.unlike_pieces += !gives_the_same(&by_piece, PIECE_BYTES_MAX);
}

static void check_lines(unsigned line_count)
{
    memset(&found, 0, sizeof found);
    state = UINT64_C(0x9e3779b97f4a7c15);
    ais_decoder_init(&by_line);
    ais_decoder_init(&by_block);
    ais_decoder_init(&by_piece);
    for (unsigned done = 0; done < line_count; done += BLOCK_LINE_COUNT)
        push_block(BLOCK_LINE_COUNT);

    CHECK_INT(found.untouched, line_count);
    CHECK_INT(found.cut, 0);
    CHECK_INT(found.not_json, 0);
    CHECK_INT(found.untouched_changed, 0);
    CHECK_INT(found.unlike_block, 0);
    CHECK_INT(found.unlike_pieces, 0);
    CHECK(memcmp(&by_line.counts, &by_block.counts, sizeof by_line.counts) == 0);
    CHECK(memcmp(&by_line.counts, &by_piece.counts, sizeof by_line.counts) == 0);

    /* The lines were spoilt enough, and not too much, to say something. */
    CHECK(found.deep > line_count / 3);
    CHECK(by_line.counts.messages > line_count + line_count / 4);
    for (unsigned type = 1; type < AIS_MESSAGE_TYPE_COUNT; type++)
        CHECK(by_line.counts.by_type[type] > 0);
}

static void spoilt_golden_lines_spoil_nothing_else(void)
{
    char path[SAMPLES_PATH_BYTES];
    snprintf(path, sizeof path, "%s/tests/golden/messages.txt", getenv("NARROWS_ROOT"));
    samples_add_file(&samples, path);
    CHECK_INT(samples.file_count, 1);
    if (samples.file_count == 1) {
        struct samples_file *file = &samples.files[0];
        size_t count = 0;
        for (size_t i = 0; i < file->line_count; i++)
            if (file->lines[i].start[0] == '!')
                file->lines[count++] = file->lines[i];
        file->line_count = count;
        check_lines(GOLDEN_LINE_COUNT);
    }
    samples_release(&samples);
}

static void spoilt_lines_of_the_samples_spoil_nothing_else(void)
{
    samples_add_all(&samples);
    if (samples.file_count == 0)
        check_skip("no samples; NARROWS_SAMPLES names their folder");
    else
        check_lines(SAMPLE_LINE_COUNT);
    for (unsigned i = AIS_DECODED + 1; samples.file_count > 0 && i < AIS_REFUSAL_COUNT; i++)
        CHECK(by_line.counts.refused[i] > 0 || i == AIS_DRILL); /* refused by wish only */
    samples_release(&samples);
}

static void what_is_no_json_is_seen(void)
{
    static const struct {
        const char *text;
        bool is_object;
    } cases[] = {
        {"{}", true},
        {"{\"a\":-0.5e+7,\"b\":[1,\"\\u00fF\\\"\",[],{}],\"c\":{\"a\":null}}", true},
        {"", false},
        {"[]", false},
        {"{", false},
        {"{}}", false},
        {"{\"a\":1,}", false},
        {"{\"a\":1]", false},
        {"{\"a\":1 }", false},
        {"{\"a\":01}", false},
        {"{\"a\":1.}", false},
        {"{\"a\":nan}", false},
        {"{\"a\":}", false},
        {"{\"a\":[1,]}", false},
        {"{\"a\":\"\\x\"}", false},
        {"{\"a\":\"\n\"}", false},
        {"{\"a\":\"\x80\"}", false},
        {"{\"a\":\"}", false},
        {"{\"a\":1,\"a\":2}", false},
        {"{\"a\" 1}", false},
        {"{1:1}", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (strict_json_is_object(cases[i].text, strlen(cases[i].text)) != cases[i].is_object)
            printf("# %s\n", cases[i].text);
        CHECK_INT(strict_json_is_object(cases[i].text, strlen(cases[i].text)), cases[i].is_object);
    }
}

int main(void)
{
    RUN(what_is_no_json_is_seen);
    RUN(spoilt_golden_lines_spoil_nothing_else);
    RUN(spoilt_lines_of_the_samples_spoil_nothing_else);
    return check_summary();
}
