#include "source/pacer.h"

#include "base/clock.h"
#include "net/timer.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { ASK_AGAIN_MS = 50 };

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
    return start_ms + (int64_t)ceil((double)(line_ms - first_ms) / speed);
}

static void end(struct source_pacer *pacer, const char *reason)
{
    net_timer_stop(pacer->timer);
    pacer->options.on_end(pacer->options.user, reason);
}

/* The first line of the next round is due with the last one of this. */
static bool restart(struct source_pacer *pacer)
{
    if (!pacer->options.is_looping || pacer->line_count == 0 ||
        !source_recording_rewind(pacer->options.recording))
        return false;
    pacer->start_ms = pacer->due_ms;
    pacer->first_ms = CLOCK_UNKNOWN_MS;
    pacer->line_count = 0;
    if (pacer->options.on_restart != NULL)
        pacer->options.on_restart(pacer->options.user);
    return true;
}

/* How long to wait before the line at hand is due; 0 when it is. */
static int64_t delay_ms(struct source_pacer *pacer)
{
    if (pacer->options.speed <= 0)
        return 0;
    if (pacer->first_ms == CLOCK_UNKNOWN_MS)
        pacer->first_ms = pacer->line.time_ms;
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
            if (restart(pacer))
                break;
            end(pacer, "");
            return false;
        case SOURCE_RECORDING_FAILED:
            end(pacer, "the recording can be read no further");
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
