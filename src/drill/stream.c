/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/stream.h"

#include "ais/stamp.h"
#include "drill/shelf.h"

#include <stdlib.h>
#include <string.h>

enum { MESSAGE_BYTES = AIS_SENTENCE_PART_COUNT_MAX * DRILL_SHELF_LINE_BYTES_MAX };

struct drill_stream {
    struct drill_simulation *simulation;
    struct drill_inject *inject; /* NULL: no faults */
    const struct drill_scenario *scenario;
    uint32_t chosen;
    struct drill_inject_line line;
    bool has_line; /* the next, not given out */
    bool is_over;  /* the simulation */
    char bytes[MESSAGE_BYTES];
};

struct drill_stream *drill_stream_new(const struct drill_scenario *scenario,
                                      const struct geo_waters *waters,
                                      const struct drill_faults *faults, struct text *reason)
{
    struct drill_stream *stream = calloc(1, sizeof *stream);
    if (stream == NULL) {
        text_add(reason, "no memory");
        return NULL;
    }
    stream->scenario = scenario;
    stream->chosen = UINT32_MAX;
    stream->simulation = drill_simulation_new(scenario, waters, reason);
    if (stream->simulation == NULL)
        goto fail;
    if (faults == NULL)
        return stream;
    stream->inject = drill_inject_new(faults, (uint64_t)scenario->seed,
                                      (struct drill_sink){NULL, NULL}, &DRILL_INJECT_ROOM);
    if (stream->inject != NULL) {
        drill_inject_start_at(stream->inject, scenario->from_ms);
        return stream;
    }
    text_add(reason, "no memory");
fail:
    drill_stream_free(stream);
    return NULL;
}

void drill_stream_free(struct drill_stream *stream)
{
    if (stream == NULL)
        return;
    drill_simulation_free(stream->simulation);
    drill_inject_free(stream->inject);
    free(stream);
}

void drill_stream_choose(struct drill_stream *stream, uint32_t stations)
{
    stream->chosen = stations;
}

static bool is_chosen(const struct drill_stream *stream, const char *station)
{
    const struct drill_scenario *scenario = stream->scenario;
    for (size_t i = 0; i < scenario->station_count; i++)
        if (strcmp(scenario->stations[i].name, station) == 0)
            return (stream->chosen >> i & 1) != 0;
    return true;
}

/* Who heard a message, by the TAG block of its first line. */
static bool is_of_chosen(const struct drill_stream *stream, const struct drill_streamed *streamed)
{
    struct ais_stamp stamp = AIS_STAMP_NONE;
    struct ais_group group;
    const char *end = memchr(streamed->bytes + 1, '\\', streamed->size - 1);
    if (stream->chosen == UINT32_MAX || streamed->bytes[0] != '\\' || end == NULL)
        return true;
    struct ais_span tag = {streamed->bytes + 1, (size_t)(end - streamed->bytes) - 1};
    ais_stamp_read_tag(tag, &stamp, &group);
    return is_chosen(stream, stamp.station);
}

void drill_stream_truth(struct drill_stream *stream, const struct drill_truth_sink *sink)
{
    drill_simulation_truth(stream->simulation, sink);
}

/* A line whose turn it is, with what the stations hear given to the injector until there is one. It
 * runs ahead of that: a fault may put a line before what was heard earlier. */
static bool next_line(struct drill_stream *stream)
{
    struct drill_heard heard;
    while (!stream->has_line && !drill_inject_next(stream->inject, &stream->line)) {
        if (stream->is_over)
            return false;
        if (drill_simulation_next(stream->simulation, &heard)) {
            drill_inject_give(stream->inject, heard.line, heard.size, heard.true_ms);
        } else {
            drill_inject_give_end(stream->inject);
            stream->is_over = true;
        }
    }
    stream->has_line = true;
    return true;
}

/* Whether another sentence of the same message follows this line's. */
static bool is_unfinished(const struct drill_inject_line *line)
{
    struct ais_sentence sentence;
    size_t size = line->size;
    while (size > 0 && (line->bytes[size - 1] == '\n' || line->bytes[size - 1] == '\r'))
        size--;
    size_t at = size;
    while (at > 0 && line->bytes[at - 1] != '\\')
        at--;
    return ais_sentence_parse(line->bytes + at, size - at, &sentence) == AIS_DECODED &&
           sentence.part < sentence.total;
}

static bool next_with_faults(struct drill_stream *stream, struct drill_streamed *streamed)
{
    struct text text = text_init(stream->bytes, sizeof stream->bytes);
    bool goes_on = true;
    for (size_t i = 0; goes_on && i < AIS_SENTENCE_PART_COUNT_MAX && next_line(stream); i++) {
        if (i == 0)
            streamed->due_ms = stream->line.due_ms;
        if (stream->line.due_ms != streamed->due_ms)
            break;
        goes_on = is_unfinished(&stream->line);
        text_add_bytes(&text, stream->line.bytes, stream->line.size);
        stream->has_line = false;
    }
    streamed->bytes = stream->bytes;
    streamed->size = text.size;
    return text.size > 0;
}

bool drill_stream_next(struct drill_stream *stream, struct drill_streamed *streamed)
{
    struct drill_heard heard;
    if (stream->inject != NULL) {
        do {
            if (!next_with_faults(stream, streamed))
                return false;
        } while (!is_of_chosen(stream, streamed));
        return true;
    }
    do {
        if (!drill_simulation_next(stream->simulation, &heard))
            return false;
    } while (!is_chosen(stream, heard.station));
    *streamed = (struct drill_streamed){heard.true_ms, heard.line, heard.size};
    return true;
}

const struct drill_inject *drill_stream_inject(const struct drill_stream *stream)
{
    return stream->inject;
}

/* The rows behind the first, which says what drill it is: the simulation's row does. */
static void pass_fault(void *context, const char *bytes, size_t size)
{
    const struct drill_sink *rows = context;
    static const char first[] = "{\"truth\":\"drill\"";
    if (size < sizeof first || memcmp(bytes, first, sizeof first - 1) != 0)
        rows->write(rows->context, bytes, size);
}

void drill_stream_add_fault_truth(const struct drill_stream *stream, struct drill_sink rows)
{
    if (stream->inject != NULL)
        drill_inject_add_truth(stream->inject, "", (struct drill_sink){&rows, pass_fault});
}
