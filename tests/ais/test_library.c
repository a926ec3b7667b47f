/* SPDX-License-Identifier: Apache-2.0 */
/* The library's face: streams of bytes, and what comes out of them. */
#include "check.h"
#include "narrows/ais.h"

#include <pthread.h>
#include <string.h>

#define POSITION "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\n"
#define VOYAGE_1 "!AIVDM,2,1,1,A,53@ndh@2:N2TuQUc800HE99T000000000000,0*23\n"
#define VOYAGE_2 "!AIVDM,2,2,1,A,000t6@t:?6qdN=j1C4jCQhSlQh000000000,2*0C\n"

static struct narrows_ais ais;
static struct narrows_ais other;

static bool push(struct narrows_ais *to, const char *text)
{
    return narrows_ais_push(to, text, strlen(text), NULL);
}

static void a_line_and_a_message_may_be_spread_over_pieces(void)
{
    static const char text[] = POSITION VOYAGE_1 VOYAGE_2;

    for (size_t piece = 1; piece < sizeof text; piece += 7) {
        const struct ais_event *event;
        unsigned types = 0;
        narrows_ais_init(&ais, 0);
        for (size_t done = 0; done < sizeof text - 1; done += piece) {
            size_t left = sizeof text - 1 - done;
            CHECK(narrows_ais_push(&ais, text + done, left < piece ? left : piece, NULL));
            while ((event = narrows_ais_next(&ais)) != NULL)
                types = types * 10 + event->message.type;
        }
        CHECK_INT(types, 15);
        CHECK_INT(narrows_ais_counts(&ais)->messages, 2);
        CHECK_INT(narrows_ais_counts(&ais)->lines, 3);
    }
}

static void nothing_is_taken_before_the_last_piece_is_used_up(void)
{
    narrows_ais_init(&ais, 0);
    CHECK(push(&ais, POSITION "noise"));
    CHECK(!push(&ais, POSITION));
    CHECK(!narrows_ais_end(&ais));
    CHECK(narrows_ais_next(&ais) != NULL);
    CHECK(!push(&ais, POSITION));
    CHECK(!narrows_ais_end(&ais));
    CHECK(narrows_ais_next(&ais) == NULL);
    CHECK(narrows_ais_end(&ais));
    CHECK(!push(&ais, POSITION));
    const struct ais_event *event = narrows_ais_next(&ais);
    CHECK(event != NULL && event->kind == AIS_EVENT_REFUSED && event->refusal == AIS_OTHER);
    CHECK(narrows_ais_next(&ais) == NULL);
    CHECK(push(&ais, POSITION));
    CHECK(narrows_ais_next(&ais) != NULL);
    CHECK_INT(narrows_ais_counts(&ais)->messages, 2);
}

static void the_end_gives_up_what_waits(void)
{
    narrows_ais_init(&ais, 0);
    push(&ais, VOYAGE_1);
    CHECK(narrows_ais_next(&ais) == NULL);
    CHECK_INT(narrows_ais_counts(&ais)->refused[AIS_STALE_PART], 0);
    narrows_ais_end(&ais);
    CHECK(narrows_ais_next(&ais) == NULL);
    CHECK_INT(narrows_ais_counts(&ais)->refused[AIS_STALE_PART], 1);
}

static void an_arrival_says_when_and_whether_the_line_is_over(void)
{
    struct ais_arrival datagram = {.received_ms = 1234, .ends_line = true};
    const struct ais_event *event;

    narrows_ais_init(&ais, 0);
    narrows_ais_push(&ais, POSITION, sizeof POSITION - 2, &datagram);
    event = narrows_ais_next(&ais);
    CHECK(event != NULL && event->received_ms == 1234);
    CHECK(narrows_ais_next(&ais) == NULL);

    narrows_ais_init(&ais, 0);
    narrows_ais_push(&ais, POSITION, sizeof POSITION - 2, NULL);
    CHECK(narrows_ais_next(&ais) == NULL);
    narrows_ais_end(&ais);
    event = narrows_ais_next(&ais);
    CHECK(event != NULL && event->received_ms == AIS_UNKNOWN_MS);
    CHECK(event != NULL && event->stamp.time_ms == AIS_UNKNOWN_MS);
}

static void a_bad_checksum_is_kept_only_by_wish(void)
{
    static const char text[] = "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5D\n";
    const struct ais_event *event;

    narrows_ais_init(&ais, 0);
    push(&ais, text);
    event = narrows_ais_next(&ais);
    CHECK(event != NULL && event->refusal == AIS_BAD_CHECKSUM);
    narrows_ais_init(&ais, NARROWS_AIS_KEEP_BAD_CHECKSUMS);
    push(&ais, text);
    event = narrows_ais_next(&ais);
    CHECK(event != NULL && event->message.flags == AIS_FLAG_BAD_CHECKSUM);
}

static void a_refusal_shows_its_line(void)
{
    narrows_ais_init(&ais, 0);
    push(&ais, POSITION "!AIVDM,1,1,,B,1,0*74\n");
    CHECK(narrows_ais_next(&ais) != NULL);
    const struct ais_event *event = narrows_ais_next(&ais);
    CHECK(event != NULL && event->kind == AIS_EVENT_REFUSED);
    CHECK_TEXT(narrows_ais_refusal_name(event->refusal), "bad_checksum");
    CHECK_INT(event->line_number, 2);
    CHECK_INT(event->line.size, strlen("!AIVDM,1,1,,B,1,0*74"));
    CHECK(memcmp(event->line.start, "!AIVDM,1,1,,B,1,0*74", event->line.size) == 0);
}

static void streams_side_by_side_mix_nothing(void)
{
    narrows_ais_init(&ais, 0);
    narrows_ais_init(&other, 0);
    push(&ais, VOYAGE_1);
    push(&other, VOYAGE_2);
    CHECK(narrows_ais_next(&ais) == NULL);
    CHECK(narrows_ais_next(&other) == NULL);
    push(&ais, VOYAGE_2);
    CHECK(narrows_ais_next(&ais) != NULL);
    CHECK_INT(narrows_ais_counts(&other)->messages, 0);
    narrows_ais_init(&ais, 0);
    CHECK_INT(narrows_ais_counts(&ais)->messages, 0);
    CHECK_INT(narrows_ais_counts(&ais)->lines, 0);
}

/* Decodes a text over and over; what it came to. */
static void *decode_over_and_over(void *context)
{
    static const char text[] = POSITION VOYAGE_1 VOYAGE_2 "noise\n";
    char json[NARROWS_AIS_JSON_BYTES_MAX];
    uintptr_t sum = 0;

    narrows_ais_init(context, 0);
    for (int times = 0; times < 500; times++) {
        const struct ais_event *event;
        narrows_ais_push(context, text, sizeof text - 1, NULL);
        while ((event = narrows_ais_next(context)) != NULL) {
            struct narrows_ais_field field = {0};
            sum += narrows_ais_json(event, json, sizeof json);
            while (event->kind == AIS_EVENT_MESSAGE &&
                   narrows_ais_field_next(&event->message, &field))
                sum += field.is_available;
        }
    }
    sum += narrows_ais_counts(context)->messages;
    return (void *)sum;
}

/* Under the thread sanitizer this also shows that there is nothing to race for. */
static void threads_with_a_context_each_come_to_the_same(void)
{
    struct narrows_ais *contexts[2] = {&ais, &other};
    pthread_t threads[2];
    void *sums[2] = {NULL, NULL};

    for (size_t i = 0; i < 2; i++)
        CHECK_INT(pthread_create(&threads[i], NULL, decode_over_and_over, contexts[i]), 0);
    for (size_t i = 0; i < 2; i++)
        CHECK_INT(pthread_join(threads[i], &sums[i]), 0);
    CHECK(sums[0] == sums[1]);
    CHECK_INT(narrows_ais_counts(&ais)->messages, 1000);
    CHECK_INT(narrows_ais_counts(&other)->refused[AIS_OTHER], 500);
}

static void a_copy_of_an_event_stays_good(void)
{
    char before[NARROWS_AIS_JSON_BYTES_MAX];
    char after[NARROWS_AIS_JSON_BYTES_MAX];

    narrows_ais_init(&ais, 0);
    push(&ais, POSITION VOYAGE_1 VOYAGE_2);
    const struct ais_event *event = narrows_ais_next(&ais);
    struct ais_event copy = *event;
    CHECK(narrows_ais_json(event, before, sizeof before) > 100);
    CHECK(narrows_ais_next(&ais) != NULL);
    CHECK_INT(event->message.type, 5); /* the same memory */
    narrows_ais_json(&copy, after, sizeof after);
    CHECK_TEXT(after, before);
    CHECK_REAL(narrows_ais_value(&copy.message, &copy.message.fields.position.latitude_min_e4),
               47.582833, 1e-6);
}

static void json_is_whole_or_nothing(void)
{
    char whole[NARROWS_AIS_JSON_BYTES_MAX];
    char cut[NARROWS_AIS_JSON_BYTES_MAX + 1];

    narrows_ais_init(&ais, 0);
    push(&ais, POSITION "noise\n");
    const struct ais_event *event = narrows_ais_next(&ais);
    size_t size = narrows_ais_json(event, whole, sizeof whole);
    CHECK_INT(size, strlen(whole));
    CHECK(whole[0] == '{' && whole[size - 1] == '}');
    for (size_t room = 0; room < sizeof whole; room++) {
        memset(cut, 'x', sizeof cut);
        size_t written = narrows_ais_json(event, cut, room);
        CHECK(written == 0 || written == size);
        CHECK(room <= size ? written == 0 : true);
        CHECK(room == 0 || strcmp(cut, written > 0 ? whole : "") == 0);
        CHECK_INT(cut[room], 'x');
    }
    CHECK_INT(narrows_ais_json(event, cut, sizeof whole), size);
    event = narrows_ais_next(&ais);
    CHECK(event->kind == AIS_EVENT_REFUSED);
    CHECK_INT(narrows_ais_json(event, cut, sizeof cut), 0);
    CHECK_TEXT(cut, "");
}

static void names_are_for_what_there_is(void)
{
    for (unsigned i = 0; i < AIS_REFUSAL_COUNT; i++)
        CHECK(narrows_ais_refusal_name((enum ais_refusal)i) != NULL);
    CHECK(narrows_ais_refusal_name(AIS_REFUSAL_COUNT) == NULL);
    CHECK_TEXT(narrows_ais_refusal_name(AIS_TOO_SHORT), "too_short");
    for (unsigned i = 0; i < AIS_FLAG_COUNT; i++)
        CHECK(narrows_ais_flag_name((enum ais_flag)(1u << i)) != NULL);
    CHECK_TEXT(narrows_ais_flag_name(AIS_FLAG_TRUNCATED), "truncated");
    CHECK(narrows_ais_flag_name((enum ais_flag)0) == NULL);
    CHECK(narrows_ais_flag_name((enum ais_flag)3) == NULL);
    CHECK(narrows_ais_flag_name((enum ais_flag)(1u << AIS_FLAG_COUNT)) == NULL);
    CHECK_TEXT(narrows_ais_version(), NARROWS_VERSION);
}

/* A program built with the headers of one release runs with the library of a later one of the same
 * soversion. What stands here may only change together with that number (src/meson.build); what
 * may grow without it, applications and counts of refusals, stands at the end. */
static void public_structs_are_those_of_soversion_0(void)
{
    if (sizeof(void *) != 8) {
        check_skip("the figures are those of 64 bits");
        return;
    }
    CHECK_INT(sizeof(struct narrows_ais), 65536);
    CHECK_INT(sizeof(struct ais_arrival), 16);
    CHECK_INT(sizeof(struct ais_stamp), 48);
    CHECK_INT(offsetof(struct ais_event, stamp), 72);
    CHECK_INT(offsetof(struct ais_event, is_own), 25);
    CHECK_INT(offsetof(struct ais_event, message), 136);
    CHECK_INT(offsetof(struct ais_message, fields), 32);
    CHECK_INT(sizeof(((struct ais_message *)0)->fields), 172);
    CHECK_INT(offsetof(struct ais_message, application), 208);
    CHECK_INT(offsetof(struct ais_counts, by_type), 24);
    CHECK_INT(offsetof(struct ais_counts, refused), 256);
    CHECK_INT(sizeof(struct narrows_ais_field), 96);
    CHECK_INT(AIS_OTHER, 11);
}

int main(void)
{
    RUN(a_line_and_a_message_may_be_spread_over_pieces);
    RUN(nothing_is_taken_before_the_last_piece_is_used_up);
    RUN(the_end_gives_up_what_waits);
    RUN(an_arrival_says_when_and_whether_the_line_is_over);
    RUN(a_bad_checksum_is_kept_only_by_wish);
    RUN(a_refusal_shows_its_line);
    RUN(streams_side_by_side_mix_nothing);
    RUN(threads_with_a_context_each_come_to_the_same);
    RUN(a_copy_of_an_event_stays_good);
    RUN(json_is_whole_or_nothing);
    RUN(names_are_for_what_there_is);
    RUN(public_structs_are_those_of_soversion_0);
    return check_summary();
}
