/* SPDX-License-Identifier: Apache-2.0 */
/* Beacons that are not there: new messages in the dialect of the log. */
#include "ais/entry.h"
#include "ais/message_write.h"
#include "ais/sentence_write.h"
#include "drill/dialect.h"
#include "drill/inject_inside.h"

#include <stdlib.h>
#include <string.h>

/* A burst of eight messages a minute, two seconds (75 slots) apart, on both channels by turns; in
 * every fourth minute two of them are the text (ITU-R M.1371-5 annex 9, IEC 61097-14). */
enum { BURST_COUNT = 8, BURST_MS = 60000, STEP_MS = 2000, TEXT_MINUTES = 4, TEXT_AT = 4 };

static const char *const active_texts[] = {
    [DRILL_SART] = "SART ACTIVE",
    [DRILL_MOB] = "MOB ACTIVE",
    [DRILL_EPIRB] = "EPIRB ACTIVE",
};

static const char *const test_texts[] = {
    [DRILL_SART] = "SART TEST",
    [DRILL_MOB] = "MOB TEST",
    [DRILL_EPIRB] = "EPIRB TEST",
};

void inject_keep_pattern(struct drill_inject *inject)
{
    const struct inject_part *part = &inject->unit.parts[0];
    struct inject_pattern *pattern = &inject->pattern;

    if (inject->unit.part_count != 1 || !part->line.is_whole || part->group.is_there)
        return;
    pattern->is_there = false;
    pattern->line_count = part->head_count + 1;
    for (size_t i = 0; i < pattern->line_count; i++) {
        size_t content_size;
        struct inject_line line = i == 0 ? part->line : part->heads[i - 1];
        const char *bytes = inject_line_bytes(inject, line, &content_size, &pattern->sizes[i]);
        if (bytes == NULL || !line.is_whole)
            return;
        memcpy(pattern->lines[i], bytes, pattern->sizes[i]);
    }
    pattern->at = part->at;
    pattern->time_ms =
        inject->told_ms != AIS_UNKNOWN_MS ? inject->now_ms : inject->unit.stamp.time_ms;
    pattern->is_there = true;
}

static struct ais_entry number(const char *name, double value)
{
    return (struct ais_entry){.name = name, .kind = AIS_ENTRY_NUMBER, .number = value};
}

/* Message `count` of the beacon as a sentence with its line feed. */
static bool add_sentence(const struct drill_fault *fault, uint64_t count, int64_t time_ms,
                         struct text *text)
{
    char reason_bytes[128];
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);
    uint8_t payload[AIS_PAYLOAD_BYTES_MAX] = {0};
    uint64_t of_burst = count % BURST_COUNT;
    bool is_text = count / BURST_COUNT % TEXT_MINUTES == 0 && of_burst / 2 == TEXT_AT / 2;
    uint32_t mmsi = fault->mmsi[0];
    const char *words = fault->is_test ? test_texts[fault->beacon] : active_texts[fault->beacon];
    struct ais_entry text_members[] = {
        number("type", 14),
        number("mmsi", mmsi),
        {.name = "text", .kind = AIS_ENTRY_TEXT, .text = words},
    };
    struct ais_entry position_members[] = {
        number("type", 1),
        number("mmsi", mmsi),
        number("status", fault->is_test ? 15 : 14),
        number("speed", 0),
        number("lon", fault->place.longitude_deg),
        number("lat", fault->place.latitude_deg),
        number("second", (double)(time_ms / 1000 % 60)),
    };
    struct ais_entries entries = {position_members,
                                  sizeof position_members / sizeof position_members[0]};
    struct ais_event *event = calloc(1, sizeof *event);

    if (is_text)
        entries = (struct ais_entries){text_members, sizeof text_members / sizeof text_members[0]};
    if (event == NULL || !ais_entry_read(entries, event, &reason)) {
        free(event);
        return false;
    }
    struct ais_written written = ais_message_write(&event->message, payload);
    free(event);
    struct ais_wrapping wrapping = {.talker = {'A', 'I'}, .channel = of_burst % 2 ? 'B' : 'A'};
    return written.refused == NULL &&
           ais_sentence_write((struct ais_bits){payload, written.bit_count}, &wrapping, text);
}

/* A line of the pattern at another time, around the sentence where it has one. */
static void add_line(struct drill_inject *inject, size_t index, struct ais_span sentence,
                     int64_t time_ms)
{
    const struct inject_pattern *pattern = &inject->pattern;
    char line_bytes[2 * DRILL_SHELF_LINE_BYTES_MAX];
    char bytes[DRILL_SHELF_LINE_BYTES_MAX + 1];
    struct text line = text_init(line_bytes, sizeof line_bytes);
    struct text text = text_init(bytes, sizeof bytes);
    const char *old = pattern->lines[index];
    size_t size = pattern->sizes[index];
    int64_t shift_ms = pattern->time_ms == AIS_UNKNOWN_MS ? 0 : time_ms - pattern->time_ms;
    uint8_t checksum = ais_sentence_checksum(sentence.start + 1, sentence.size - 4);

    if (index == 0) {
        const char *star = memchr(old + pattern->at, '*', size - pattern->at);
        size_t behind = star != NULL ? (size_t)(star - old) + 3 : size - 1;
        text_add_bytes(&line, old, pattern->at);
        text_add_bytes(&line, sentence.start, sentence.size);
        text_add_bytes(&line, old + behind, size - behind);
    } else {
        drill_dialect_add_head(&line, (struct ais_span){old, size}, checksum);
    }
    drill_dialect_add_shifted(&text, (struct ais_span){line_bytes, line.size}, shift_ms);
    if (!line.is_cut && !text.is_cut)
        inject_add_line(inject, inject->base_ms + time_ms, bytes, text.size);
}

static void send(struct drill_inject *inject, size_t index, int64_t time_ms)
{
    const struct drill_fault *fault = &inject->faults.faults[index];
    struct inject_fault_state *state = &inject->states[index];
    char bytes[AIS_SENTENCES_BYTES_MAX + 1];
    struct text text = text_init(bytes, sizeof bytes);

    if (!add_sentence(fault, state->sent, time_ms, &text)) {
        state->done.refused++;
        return;
    }
    if (inject->pattern.is_there) {
        struct ais_span sentence = {bytes, text.size - 1};
        for (size_t i = 1; i < inject->pattern.line_count; i++)
            add_line(inject, i, sentence, time_ms);
        add_line(inject, 0, sentence, time_ms);
        state->done.lines += inject->pattern.line_count;
    } else {
        inject_add_line(inject, inject->base_ms + time_ms, bytes, text.size);
        state->done.lines++;
    }
    inject_count(inject, index, 0, time_ms);
}

void inject_send_beacons(struct drill_inject *inject, int64_t until_ms)
{
    for (size_t i = 0; i < inject->faults.count && inject->has_beacons; i++) {
        const struct drill_fault *fault = &inject->faults.faults[i];
        uint64_t *sent = &inject->states[i].sent;
        int64_t from_ms = drill_moment_time_ms(fault->from, inject->counts.start_ms);
        int64_t end_ms = drill_moment_time_ms(fault->until, inject->counts.start_ms);
        bool is_gap = until_ms - inject->now_ms > BURST_MS;

        if (fault->kind != DRILL_BEACON)
            continue;
        for (;; ++*sent) {
            int64_t time_ms = from_ms + (int64_t)(*sent / BURST_COUNT * BURST_MS) +
                              (int64_t)(*sent % BURST_COUNT * STEP_MS);
            if (time_ms > until_ms || (end_ms != AIS_UNKNOWN_MS && time_ms >= end_ms))
                break;
            if (time_ms >= inject->now_ms && !is_gap)
                send(inject, i, time_ms);
        }
    }
}
