/* SPDX-License-Identifier: Apache-2.0 */
#include "source/pacer.h"

#include "base/clock.h"
#include "net/timer.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { ASK_AGAIN_MS = 50 };

static const double WAIT_MAX_MS = 1e15; /* for ever, and yet far from the end of an int64_t */

struct source_pacer {
    struct source_pacer_options options;
    struct net_timer *timer;
    int64_t start_ms;    /* on the loop's clock: when the line of `first_ms` was due */
    int64_t first_ms;    /* CLOCK_UNKNOWN_MS before the first line */
    int64_t due_ms;      /* of the last line */
    uint64_t line_count; /* since the start or restart */
    bool has_line;       /* `line` was read and is not yet due */
    struct source_recording_line line;
};

int64_t source_pacer_due_ms(int64_t start_ms, int64_t first_ms, int64_t line_ms, double speed)
{
    assert(speed > 0);
    return start_ms + (int64_t)fmin(ceil((double)(line_ms - first_ms) / speed), WAIT_MAX_MS);
}

static void end(struct source_pacer *pacer, const char *reason)
{
    net_timer_stop(pacer->timer);
    pacer->options.on_end(pacer->options.user, reason);
}

static bool is_to_restart(const struct source_pacer *pacer)
{
    return pacer->options.is_looping && pacer->line_count > 0;
}

/* How long a round that is over has still to last. */
static int64_t rest_of_round_ms(const struct source_pacer *pacer)
{
    int64_t end_ms = pacer->start_ms + SOURCE_PACER_ROUND_MS_MIN;
    int64_t rest_ms = end_ms - net_loop_now_ms(pacer->options.loop);
    return rest_ms > 0 ? rest_ms : 0;
}

/* The first line of the next round is due with the last one of this. */
static bool restart(struct source_pacer *pacer)
{
    if (!source_recording_rewind(pacer->options.recording))
        return false;
    pacer->start_ms = pacer->due_ms;
    pacer->first_ms = CLOCK_UNKNOWN_MS;
    pacer->line_count = 0;
    if (pacer->options.on_restart != NULL)
        pacer->options.on_restart(pacer->options.user);
    return true;
}

/* A round starts when its first line is due or, where a pipe gave it late, there. */
static void start_round(struct source_pacer *pacer)
{
    int64_t now_ms = net_loop_now_ms(pacer->options.loop);
    pacer->first_ms = pacer->line.time_ms;
    if (pacer->start_ms < now_ms)
        pacer->start_ms = now_ms;
}

/* How long to wait before the line at hand is due; 0 when it is. */
static int64_t delay_ms(struct source_pacer *pacer)
{
    if (pacer->first_ms == CLOCK_UNKNOWN_MS)
        start_round(pacer);
    if (pacer->options.speed <= 0)
        return 0;
    pacer->due_ms = source_pacer_due_ms(pacer->start_ms, pacer->first_ms, pacer->line.time_ms,
                                        pacer->options.speed);
    int64_t delay = pacer->due_ms - net_loop_now_ms(pacer->options.loop);
    return delay > 0 ? delay : 0;
}

/* True with a line at hand; otherwise the end was told or the timer set. */
static bool read_line(struct source_pacer *pacer)
{
    while (!pacer->has_line) {
        switch (source_recording_next(pacer->options.recording, &pacer->line)) {
        case SOURCE_RECORDING_LINE:
            pacer->has_line = true;
            break;
        case SOURCE_RECORDING_WAIT:
            net_timer_once(pacer->timer, ASK_AGAIN_MS);
            return false;
        case SOURCE_RECORDING_END:
            if (is_to_restart(pacer) && rest_of_round_ms(pacer) > 0) {
                net_timer_once(pacer->timer, rest_of_round_ms(pacer));
                return false;
            }
            if (is_to_restart(pacer) && restart(pacer))
                break;
            end(pacer, "");
            return false;
        case SOURCE_RECORDING_FAILED:
            end(pacer, source_recording_reason(pacer->options.recording));
            return false;
        }
    }
    return true;
}

static void play(void *user)
{
    struct source_pacer *pacer = user;
    for (int played = 0; played < SOURCE_PACER_BATCH_MAX; played++) {
        if (!read_line(pacer))
            return;
        int64_t delay = delay_ms(pacer);
        if (delay > 0) {
            net_timer_once(pacer->timer, delay);
            return;
        }
        pacer->has_line = false;
        pacer->line_count++;
        pacer->options.on_line(pacer->options.user, &pacer->line);
    }
    net_timer_once(pacer->timer, 0);
}

struct source_pacer *source_pacer_new(const struct source_pacer_options *options)
{
    struct source_pacer *pacer = calloc(1, sizeof *pacer);
    if (pacer == NULL)
        return NULL;
    pacer->options = *options;
    pacer->timer = net_timer_new(options->loop, play, pacer);
    if (pacer->timer == NULL) {
        free(pacer);
        return NULL;
    }
    pacer->start_ms = net_loop_now_ms(options->loop);
    pacer->first_ms = CLOCK_UNKNOWN_MS;
    net_timer_once(pacer->timer, 0);
    return pacer;
}

void source_pacer_free(struct source_pacer *pacer)
{
    if (pacer == NULL)
        return;
    net_timer_free(pacer->timer);
    free(pacer);
}
