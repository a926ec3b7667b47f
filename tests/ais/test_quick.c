/* SPDX-License-Identifier: Apache-2.0 */
/* The straight path against the way that everything can go, and against messages that one decoder
 * leaves unread and another reads: the same messages, refusals and counts, on the golden sentences,
 * on lines spoilt at random, and on every sample. */
#include "ais/quick.h"
#include "check.h"
#include "gather.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { LOG_BYTES_MAX = 5 << 20, PIECE_BYTES = 1 << 16, PATH_BYTES = 1024, SPOILT_ROUNDS = 300 };

static struct ais_decoder quick, slow, leaving, reading;

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* The next event of a decoder as JSON; false when there is none. */
static bool next_json(struct ais_decoder *decoder, char *bytes, size_t size_max)
{
    struct ais_event event;
    struct text text = text_init(bytes, size_max);
    struct json json = json_init(&text);

    if (!ais_decoder_next(decoder, &event))
        return false;
    if (event.kind == AIS_EVENT_UNREAD)
        ais_decoder_read(&reading, &event);
    if (event.kind == AIS_EVENT_MESSAGE)
        ais_json_add_message(&json, &event);
    else
        text_add(&text, ais_refusal_name(event.refusal));
    text_add_format(&text, " line %llu ", (unsigned long long)event.line_number);
    text_add_bytes(&text, event.line.start, event.line.size);
    return true;
}

/* Pulls both empty; the number of events that differ. */
static unsigned compare_events(void)
{
    static char quick_json[AIS_JSON_BYTES_MAX * 2], slow_json[AIS_JSON_BYTES_MAX * 2],
        left_json[AIS_JSON_BYTES_MAX * 2];
    unsigned wrong = 0;

    for (bool has_more = true; has_more;) {
        has_more = next_json(&quick, quick_json, sizeof quick_json);
        if (next_json(&slow, slow_json, sizeof slow_json) != has_more ||
            next_json(&leaving, left_json, sizeof left_json) != has_more)
            return wrong + 1;
        if (has_more && strcmp(quick_json, slow_json) != 0 && wrong++ == 0)
            printf("# quick: %s\n# slow:  %s\n", quick_json, slow_json);
        if (has_more && strcmp(quick_json, left_json) != 0 && wrong++ == 0)
            printf("# quick: %s\n# left:  %s\n", quick_json, left_json);
    }
    return wrong;
}

static bool is_refusing_drills;

static void check_same(const char *bytes, size_t size, size_t piece_size)
{
    struct ais_arrival arrival = {.received_ms = CLOCK_UNKNOWN_MS};
    unsigned wrong = 0;

    ais_decoder_init(&quick);
    ais_decoder_init(&slow);
    ais_decoder_init(&leaving);
    ais_decoder_init(&reading);
    leaving.leaves_unread = true;
    slow.is_quick = false;
    quick.refuses_drills = is_refusing_drills;
    slow.refuses_drills = is_refusing_drills;
    leaving.refuses_drills = is_refusing_drills;
    struct ais_armour ways[3];
    slow.armour = ways[ais_armour_ways(ways) - 1];
    for (size_t done = 0; done < size; done += piece_size) {
        size_t piece = size - done < piece_size ? size - done : piece_size;
        ais_decoder_push(&quick, bytes + done, piece, arrival);
        ais_decoder_push(&slow, bytes + done, piece, arrival);
        ais_decoder_push(&leaving, bytes + done, piece, arrival);
        wrong += compare_events();
    }
    ais_decoder_end(&quick);
    ais_decoder_end(&slow);
    ais_decoder_end(&leaving);
    wrong += compare_events();
    CHECK_INT(wrong, 0);
    CHECK(memcmp(&quick.counts, &slow.counts, sizeof quick.counts) == 0);
    CHECK_INT(leaving.counts.sentences, quick.counts.sentences);
    CHECK_INT(leaving.counts.messages, 0);
    CHECK(memcmp(reading.counts.by_type, quick.counts.by_type, sizeof quick.counts.by_type) == 0);
    for (size_t i = 0; i < AIS_REFUSAL_COUNT; i++)
        CHECK_INT(leaving.counts.refused[i] + reading.counts.refused[i], quick.counts.refused[i]);
}

static size_t read_file(const char *path, char *bytes, size_t size_max)
{
    FILE *file = fopen(path, "r");
    size_t size = file != NULL ? fread(bytes, 1, size_max, file) : 0;
    if (file != NULL)
        fclose(file);
    return size;
}

static char *log_bytes;

static size_t read_golden(void)
{
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "%s/tests/golden/messages.txt", getenv("NARROWS_ROOT"));
    return read_file(path, log_bytes, LOG_BYTES_MAX);
}

static void agrees_on_the_golden_sentences(void)
{
    size_t size = read_golden();
    CHECK(size > 10000);
    check_same(log_bytes, size, PIECE_BYTES);
    check_same(log_bytes, size, 1000);
    CHECK(quick.counts.messages > 90);
}

/* The golden sentences with a TAG block of one of several kinds before each. */
static size_t read_tagged(void)
{
    static const char *const blocks[] = {"s:rEV07,c:1334337317",        "s:r,c:1334337317123",
                                         "s:Khasab, mole,c:1334337317", "c:1334337317,s:rEV07",
                                         "s:rEV*7,c:1334337317",        "s:rEV07,c:17",
                                         "s:r,c:1334337317,d:drill",    "d:drill,s:r"};
    char *golden = malloc(LOG_BYTES_MAX);
    size_t left = read_golden();
    struct text text = text_init(golden, LOG_BYTES_MAX);
    const char *line = log_bytes;
    unsigned number = 0;

    for (size_t size; left > 0; line += size, left -= size) {
        const char *end = memchr(line, '\n', left);
        size = end != NULL ? (size_t)(end - line) + 1 : left;
        const char *block = blocks[number++ % (sizeof blocks / sizeof blocks[0])];
        if (line[0] == '!')
            text_add_format(&text, "\\%s*%02X\\", block,
                            ais_sentence_checksum(block, strlen(block)));
        text_add_bytes(&text, line, size);
    }
    memcpy(log_bytes, golden, text.size);
    free(golden);
    return text.size;
}

static void agrees_on_tag_blocks(void)
{
    size_t size = read_tagged();
    CHECK(size > 10000);
    check_same(log_bytes, size, PIECE_BYTES);
    CHECK(quick.counts.messages > 90);
    CHECK(quick.log_time_ms != CLOCK_UNKNOWN_MS);
    uint64_t messages = quick.counts.messages;
    is_refusing_drills = true;
    check_same(log_bytes, size, PIECE_BYTES);
    CHECK(quick.counts.refused[AIS_DRILL] > 10);
    CHECK(quick.counts.messages < messages);
    is_refusing_drills = false;
}

/* With enough behind it for the straight path. */
static void check_same_line(struct text *text)
{
    text_add_char(text, '\n');
    while (text->size < 2 * AIS_QUICK_INPUT_MIN)
        text_add(text, "noise\n");
    check_same(text->bytes, text->size, text->size);
}

/* A part whose payload is none, with a checksum that fits. */
static void agrees_on_parts_that_are_malformed(void)
{
    static const char *const payloads[] = {"5000,0000", "5000 0000", "5000!AIVDM,0000",
                                           "5000~0000", "5000*0000", "5000\\0000",
                                           "500000000"};
    static char bytes[1024];

    for (size_t i = 0; i < sizeof payloads / sizeof payloads[0]; i++) {
        struct text text = text_init(bytes, sizeof bytes);
        text_add_format(&text, "!AIVDM,2,1,1,A,%s,0", payloads[i]);
        text_add_format(&text, "*%02X", ais_sentence_checksum(bytes + 1, text.size - 1));
        check_same_line(&text);
    }
}

/* A TAG block is no longer than its line, whatever its checksum says. */
static void agrees_on_a_TAG_block_with_a_line_end_inside(void)
{
    static const char *const insides[] = {"c:15000\r00000", "c:15000\n00000", "c:1500000000"};
    static char bytes[1024];

    for (size_t i = 0; i < sizeof insides / sizeof insides[0]; i++) {
        struct text text = text_init(bytes, sizeof bytes);
        text_add_format(&text, "\\%s*%02X\\", insides[i],
                        ais_sentence_checksum(insides[i], strlen(insides[i])));
        text_add(&text, "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C");
        check_same_line(&text);
        CHECK_INT(quick.counts.messages, 1);
        CHECK_INT(quick.counts.refused[AIS_BAD_TAG], i < 2 ? 2 : 0);
    }
}

/* One to eight bytes of the whole are changed, taken out or doubled, again and again. */
static void check_spoilt(size_t size)
{
    static const char likely[] = "!$\\,*\r\n0AWw`12";
    uint64_t state = 7;

    for (unsigned round = 0; round < SPOILT_ROUNDS; round++) {
        for (uint64_t i = next_random(&state) % 100; i < 100; i++) {
            size_t place = next_random(&state) % (size - 1);
            switch (next_random(&state) % 3) {
            case 0:
                log_bytes[place] = likely[next_random(&state) % (sizeof likely - 1)];
                break;
            case 1:
                memmove(log_bytes + place, log_bytes + place + 1, size - place - 1);
                break;
            default:
                memmove(log_bytes + place + 1, log_bytes + place, size - place - 1);
                break;
            }
        }
        check_same(log_bytes, size, 1 + next_random(&state) % PIECE_BYTES);
    }
}

static void agrees_on_spoilt_lines(void)
{
    check_spoilt(read_golden());
}

static void agrees_on_spoilt_tag_blocks(void)
{
    check_spoilt(read_tagged());
}

/* A part of several with a byte in it that ends it, or makes it no sentence. Its checksum is right,
 * and there is enough behind it for the straight path. */
static void agrees_on_parts_with_odd_bytes_in_them(void)
{
    static const char odd[] = " \r\n!$\\,*~\0\x80";
    char body[64], lines[1024];

    for (size_t i = 0; i < sizeof odd - 1; i++) {
        struct text text = text_init(lines, sizeof lines);
        snprintf(body, sizeof body, "AIVDM,2,1,3,A,55?MbV02;H;s<HtKR20EHE:0@T4@D,0");
        size_t size = strlen(body);
        body[20] = odd[i];
        text_add_char(&text, '!');
        text_add_bytes(&text, body, size);
        text_add_format(&text, "*%02X\n", ais_sentence_checksum(body, size));
        for (size_t line = 0; line < 8; line++)
            text_add(&text, "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\n");
        check_same(lines, text.size, PIECE_BYTES);
        CHECK_INT(quick.counts.messages, 8);
    }
}

/* Every file of every folder in the samples' `nmea`. */
static void agrees_on_every_sample(void)
{
    char root[PATH_BYTES], folder[PATH_BYTES * 2], path[PATH_BYTES * 4];
    const char *samples = getenv("NARROWS_SAMPLES");
    struct dirent **folders, **files;

    snprintf(root, sizeof root, "%s/nmea", samples != NULL ? samples : "");
    if (samples == NULL)
        snprintf(root, sizeof root, "%s/../shared/data/nmea", getenv("NARROWS_ROOT"));
    int folder_count = scandir(root, &folders, NULL, alphasort);
    if (folder_count < 0)
        check_skip("no samples; NARROWS_SAMPLES names their folder");
    for (int d = 0; d < folder_count; d++) {
        snprintf(folder, sizeof folder, "%s/%s", root, folders[d]->d_name);
        int file_count =
            folders[d]->d_name[0] == '.' ? 0 : scandir(folder, &files, NULL, alphasort);
        for (int f = 0; f < file_count; f++) {
            snprintf(path, sizeof path, "%s/%s", folder, files[f]->d_name);
            size_t size = read_file(path, log_bytes, LOG_BYTES_MAX);
            check_same(log_bytes, size, PIECE_BYTES);
            free(files[f]);
        }
        if (file_count > 0)
            free(files);
        free(folders[d]);
    }
    if (folder_count > 0)
        free(folders);
}

int main(void)
{
    log_bytes = malloc(LOG_BYTES_MAX);
    RUN(agrees_on_the_golden_sentences);
    RUN(agrees_on_tag_blocks);
    RUN(agrees_on_parts_that_are_malformed);
    RUN(agrees_on_a_TAG_block_with_a_line_end_inside);
    RUN(agrees_on_spoilt_lines);
    RUN(agrees_on_spoilt_tag_blocks);
    RUN(agrees_on_parts_with_odd_bytes_in_them);
    RUN(agrees_on_every_sample);
    free(log_bytes);
    return check_summary();
}
