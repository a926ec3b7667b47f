/* SPDX-License-Identifier: Apache-2.0 */
#include "node/input.h"

#include "base/clock.h"
#include "base/log.h"
#include "net/timer.h"
#include "node/rate_meter.h"
#include "source/pacer.h"
#include "source/source.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    DRILL_TICK_MS = 100,
    DRILL_GAP_MS_MAX = 60000, /* the clock was set, or the machine slept */
};

struct node_input {
    struct net_loop *loop;
    struct node_pipeline *pipeline;
    struct node_feed *feed;
    struct node_rate_meter rate;
    const char *name;
    const char *from;

    struct node_drill_play *drill; /* or NULL */
    struct net_timer *drill_timer;
    int64_t drill_ms; /* UTC: it is played as far as here */
    char drill_detail[64];

    struct source *source; /* a live one, or NULL */
    const struct node_live_clock *clock;

    struct node_input_recording recording;
    struct source_recording *log;
    struct source_pacer *pacer;
    uint64_t byte_count;
    int64_t heard_ms; /* steady; CLOCK_UNKNOWN_MS before the first line */
    bool has_ended;
};

static void on_bytes(void *user, const char *bytes, size_t size, uint32_t origin)
{
    struct node_input *input = user;
    int64_t now_ms = node_live_clock_now_ms(input->clock, clock_steady_ms());
    node_feed_take(
        input->feed, bytes, size,
        (struct ais_arrival){.received_ms = now_ms, .origin = origin, .ends_line = origin != 0});
}

static void on_line(void *user, const struct source_recording_line *line)
{
    struct node_input *input = user;
    input->byte_count += line->size;
    input->heard_ms = net_loop_now_ms(input->loop);
    node_feed_take(input->feed, line->bytes, line->size,
                   (struct ais_arrival){.received_ms = line->time_ms});
}

static void on_restart(void *user)
{
    struct node_input *input = user;
    node_feed_end(input->feed);
    node_pipeline_clear(input->pipeline);
}

static void on_end(void *user, const char *reason)
{
    struct node_input *input = user;
    input->has_ended = true;
    node_feed_end(input->feed);
    input->recording.on_end(input->recording.user, reason);
}

static struct node_input *new_input(struct net_loop *loop, struct node_pipeline *pipeline,
                                    const char *name, const char *station)
{
    struct node_input *input = calloc(1, sizeof *input);
    if (input == NULL)
        return NULL;
    input->loop = loop;
    input->pipeline = pipeline;
    input->name = name;
    input->heard_ms = CLOCK_UNKNOWN_MS;
    input->feed = node_feed_new(pipeline, station);
    if (input->feed == NULL) {
        free(input);
        return NULL;
    }
    return input;
}

struct node_input *node_input_open_source(struct net_loop *loop, struct node_pipeline *pipeline,
                                          const struct node_live_clock *clock,
                                          const struct node_source_config *config)
{
    struct node_input *input = new_input(
        loop, pipeline, config->name, config->station[0] != '\0' ? config->station : config->name);
    if (input == NULL)
        return NULL;
    input->from = config->from;
    input->clock = clock;
    input->source = source_new(&(struct source_options){
        .loop = loop, .address = &config->address, .on_bytes = on_bytes, .user = input});
    if (input->source == NULL) {
        node_input_close(input);
        return NULL;
    }
    return input;
}

struct node_input *node_input_open_recording(struct net_loop *loop, struct node_pipeline *pipeline,
                                             const struct node_input_recording *recording,
                                             struct text *reason)
{
    /* Where a log names no station, none is known: the file is not one. */
    struct node_input *input = new_input(loop, pipeline, "recording", "");
    if (input == NULL) {
        text_add(reason, "no memory");
        return NULL;
    }
    input->from = recording->path;
    input->recording = *recording;
    input->log = source_recording_open(recording->path, reason);
    if (input->log != NULL)
        input->pacer = source_pacer_new(&(struct source_pacer_options){
            .loop = loop,
            .recording = input->log,
            .speed = recording->speed,
            .is_looping = recording->is_looping,
            .on_line = on_line,
            .on_restart = on_restart,
            .on_end = on_end,
            .user = input,
        });
    if (input->pacer == NULL) {
        node_input_close(input);
        return NULL;
    }
    return input;
}

/* As far as the clock is. */
static void play_drill(struct node_input *input)
{
    struct drill_streamed heard;
    int64_t now_ms = node_live_clock_now_ms(input->clock, clock_steady_ms());

    while (node_drill_play_next(input->drill, now_ms, &heard)) {
        input->byte_count += heard.size;
        input->heard_ms = net_loop_now_ms(input->loop);
        node_feed_take(input->feed, heard.bytes, heard.size,
                       (struct ais_arrival){.received_ms = heard.due_ms});
    }
    input->drill_ms = now_ms;
}

static bool begin_drill(struct node_input *input, struct text *reason)
{
    int64_t now_ms = node_live_clock_now_ms(input->clock, clock_steady_ms());
    struct text detail = text_init(input->drill_detail, sizeof input->drill_detail);
    if (!node_drill_play_begin(input->drill, now_ms, reason))
        return false;
    text_add(&detail, "begins at ");
    text_add_time(&detail, node_drill_play_begin_ms(input->drill));
    play_drill(input);
    return true;
}

static void on_drill_tick(void *user)
{
    struct node_input *input = user;
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    int64_t now_ms = node_live_clock_now_ms(input->clock, clock_steady_ms());
    int64_t gap_ms = now_ms - input->drill_ms;

    if (!node_drill_play_is_over(input->drill, now_ms) && gap_ms >= 0 &&
        gap_ms < DRILL_GAP_MS_MAX) {
        play_drill(input);
        return;
    }
    node_feed_end(input->feed);
    node_pipeline_clear(input->pipeline);
    if (!begin_drill(input, &reason)) {
        log_line("the drill cannot begin anew: %s", bytes);
        input->has_ended = true;
        net_timer_stop(input->drill_timer);
    }
}

struct node_input *node_input_open_drill(struct net_loop *loop, struct node_pipeline *pipeline,
                                         const struct node_live_clock *clock,
                                         const struct node_drill_options *options,
                                         struct text *reason)
{
    struct node_input *input = new_input(loop, pipeline, "drill", "drill");
    if (input == NULL) {
        text_add(reason, "no memory");
        return NULL;
    }
    input->from = options->path;
    input->clock = clock;
    input->drill = node_drill_play_open(options, reason);
    if (input->drill != NULL)
        input->drill_timer = net_timer_new(loop, on_drill_tick, input);
    if (input->drill_timer == NULL || !begin_drill(input, reason)) {
        node_input_close(input);
        return NULL;
    }
    net_timer_repeat(input->drill_timer, DRILL_TICK_MS);
    return input;
}

const char *node_input_drill_waters(const struct node_input *input)
{
    const char *path = input->drill != NULL ? node_drill_play_waters(input->drill) : "";
    return path[0] != '\0' ? path : NULL;
}

void node_input_close(struct node_input *input)
{
    if (input == NULL)
        return;
    if (input->drill_timer != NULL)
        net_timer_free(input->drill_timer);
    node_drill_play_close(input->drill);
    if (input->source != NULL)
        source_free(input->source);
    if (input->pacer != NULL)
        source_pacer_free(input->pacer);
    if (input->log != NULL)
        source_recording_close(input->log);
    node_feed_free(input->feed);
    free(input);
}

const struct ais_counts *node_input_counts(const struct node_input *input)
{
    return node_feed_counts(input->feed);
}

void node_input_tick(struct node_input *input)
{
    node_rate_meter_tick(&input->rate, node_feed_counts(input->feed)->messages);
}

static uint64_t refused_count(const struct ais_counts *counts)
{
    uint64_t count = 0;
    for (size_t i = AIS_DECODED + 1; i < AIS_REFUSAL_COUNT; i++)
        count += counts->refused[i];
    return count;
}

/* A recording is in the state that a live source would be in. */
static struct source_status status_of(const struct node_input *input)
{
    if (input->source != NULL)
        return source_status(input->source);
    struct source_status status = {
        .state = SOURCE_RECEIVING,
        .detail = "",
        .byte_count = input->byte_count,
        .heard_ms = input->heard_ms,
    };
    if (input->has_ended)
        status.state = SOURCE_ENDED;
    else if (input->heard_ms == CLOCK_UNKNOWN_MS)
        status.state = SOURCE_WAITING;
    else if (net_loop_now_ms(input->loop) - input->heard_ms > SOURCE_SILENT_MS)
        status.state = SOURCE_SILENT;
    if (input->drill != NULL && node_drill_play_begin_ms(input->drill) > input->drill_ms)
        status.detail = input->drill_detail;
    return status;
}

void node_input_fill_status(const struct node_input *input, struct server_status_source *status)
{
    struct source_status source = status_of(input);
    const struct ais_counts *counts = node_feed_counts(input->feed);
    bool is_heard = source.heard_ms != CLOCK_UNKNOWN_MS;
    int64_t silent_ms = is_heard ? net_loop_now_ms(input->loop) - source.heard_ms : 0;

    *status = (struct server_status_source){
        .name = input->name,
        .from = input->from,
        .state = source_state_name(source.state),
        .detail = source.detail,
        .heard_ms = is_heard ? clock_utc_ms() - silent_ms : CLOCK_UNKNOWN_MS,
        .silent_s = is_heard ? (double)silent_ms / 1000 : (double)NAN,
        .byte_count = source.byte_count,
        .message_count = counts->messages,
        .messages_per_second = node_rate_meter_per_second(&input->rate),
        .refused_count = refused_count(counts),
        .is_up = source.state == SOURCE_WAITING || source.state == SOURCE_RECEIVING ||
                 source.state == SOURCE_SILENT,
    };
}
