/* SPDX-License-Identifier: Apache-2.0 */
#include "source/source.h"

#include "net/stream.h"
#include "net/tcp.h"
#include "net/timer.h"
#include "net/udp.h"

#include <assert.h>
#include <stdlib.h>

enum { WATCH_INTERVAL_MS = 1000 };

struct source {
    struct source_options options;
    struct source_address address;
    enum source_state state; /* SOURCE_SILENT is not kept here but found by the clock */
    char detail[SOURCE_DETAIL_BYTES];
    uint64_t byte_count;
    uint64_t opened_count;
    int64_t heard_ms;
    int64_t opened_ms;
    int64_t retry_ms; /* how long to wait when the next attempt fails */
    bool is_inside_line;
    bool is_trying; /* `timer` is set for an attempt, and not for the watch */

    struct net_timer *timer;
    struct net_udp_receiver *udp; /* at most one of the three */
    struct net_tcp *tcp;
    struct net_stream *stream;
};

static struct text start_detail(struct source *source)
{
    return text_init(source->detail, sizeof source->detail);
}

/* Looks now and then for a TCP connection that is silent. */
static void watch(struct source *source)
{
    int64_t interval_ms = WATCH_INTERVAL_MS;
    if (interval_ms > source->options.silence_max_ms)
        interval_ms = source->options.silence_max_ms;
    net_timer_repeat(source->timer, interval_ms);
}

static void note_opened(struct source *source)
{
    source->opened_count++;
    source->opened_ms = net_loop_now_ms(source->options.loop);
    start_detail(source);
    source->state = SOURCE_WAITING;
}

static void take_bytes(struct source *source, const char *bytes, size_t size, uint32_t origin)
{
    source->byte_count += size;
    source->heard_ms = net_loop_now_ms(source->options.loop);
    source->retry_ms = source->options.retry_min_ms; /* it works, so the next loss is a new one */
    source->is_inside_line = origin == 0 && bytes[size - 1] != '\n' && bytes[size - 1] != '\r';
    source->state = SOURCE_RECEIVING;
    source->options.on_bytes(source->options.user, bytes, size, origin);
}

static void on_datagram(void *user, const char *bytes, size_t size, uint32_t sender)
{
    take_bytes(user, bytes, size, sender);
}

static void on_stream_bytes(void *user, const char *bytes, size_t size)
{
    take_bytes(user, bytes, size, 0);
}

static void close_all(struct source *source)
{
    net_udp_receiver_close(source->udp);
    net_tcp_close(source->tcp);
    net_stream_close(source->stream);
    source->udp = NULL;
    source->tcp = NULL;
    source->stream = NULL;
}

/* What comes after the gap must not be read as the rest of the line before it. */
static void end_line(struct source *source)
{
    if (!source->is_inside_line)
        return;
    source->is_inside_line = false;
    source->options.on_bytes(source->options.user, "\n", 1, 0);
}

static void give_up(struct source *source, enum source_state state, const char *reason)
{
    struct text detail = start_detail(source);
    text_add(&detail, reason);
    net_timer_stop(source->timer);
    close_all(source);
    source->state = state;
    end_line(source);
}

static void try_later(struct source *source, enum source_state state, const char *reason)
{
    int64_t delay_ms = source->retry_ms;
    source->retry_ms = 2 * delay_ms;
    if (source->retry_ms > source->options.retry_max_ms)
        source->retry_ms = source->options.retry_max_ms;

    struct text detail = start_detail(source);
    text_add_format(&detail, "%s; next try in %lld s", reason,
                    (long long)((delay_ms + 999) / 1000));
    close_all(source);
    source->is_trying = true;
    net_timer_once(source->timer, delay_ms);
    source->state = state;
    end_line(source);
}

static void on_tcp_open(void *user)
{
    note_opened(user);
}

static void on_tcp_closed(void *user, const char *reason)
{
    try_later(user, SOURCE_CONNECTING, reason);
}

static void on_stream_closed(void *user, const char *reason)
{
    struct source *source = user;
    bool is_over = source->address.kind == SOURCE_KIND_STDIN || net_stream_is_file(source->stream);
    bool is_at_end = reason[0] == '\0';
    if (is_over)
        give_up(source, is_at_end ? SOURCE_ENDED : SOURCE_FAILED, reason);
    else if (source->address.kind == SOURCE_KIND_SERIAL)
        try_later(source, SOURCE_FAILED, is_at_end ? "the serial port is gone" : reason);
    else /* a named pipe whose writer went away, perhaps to come back */
        try_later(source, SOURCE_WAITING, is_at_end ? "the writer has closed the pipe" : reason);
}

static void open_udp(struct source *source, struct text *reason)
{
    struct net_udp_receiver_options options = {.host = source->address.host,
                                               .port = source->address.port,
                                               .on_bytes = on_datagram,
                                               .user = source};
    source->udp = net_udp_receiver_open(source->options.loop, &options, reason);
    if (source->udp != NULL)
        note_opened(source);
    else
        try_later(source, SOURCE_FAILED, reason->bytes);
}

static void open_tcp(struct source *source)
{
    struct net_tcp_options options = {.host = source->address.host,
                                      .port = source->address.port,
                                      .on_open = on_tcp_open,
                                      .on_bytes = on_stream_bytes,
                                      .on_closed = on_tcp_closed,
                                      .user = source};
    source->tcp = net_tcp_open(source->options.loop, &options);
    if (source->tcp == NULL) {
        try_later(source, SOURCE_CONNECTING, "no memory");
        return;
    }
    /* An attempt that gets no answer at all is given up like a connection that is silent. */
    source->opened_ms = net_loop_now_ms(source->options.loop);
    watch(source);
}

static void open_stream(struct source *source, struct text *reason)
{
    bool is_serial = source->address.kind == SOURCE_KIND_SERIAL;
    struct net_stream_options options = {
        .path = source->address.kind == SOURCE_KIND_STDIN ? "" : source->address.path,
        .baud = is_serial ? source->address.baud : 0,
        .on_bytes = on_stream_bytes,
        .on_closed = on_stream_closed,
        .user = source};
    source->stream = net_stream_open(source->options.loop, &options, reason);
    if (source->stream != NULL)
        note_opened(source);
    else if (is_serial || source->opened_count > 0) /* a pipe that was there may come back */
        try_later(source, SOURCE_FAILED, reason->bytes);
    else
        give_up(source, SOURCE_FAILED, reason->bytes);
}

static void try_to_open(struct source *source)
{
    char reason_bytes[SOURCE_DETAIL_BYTES];
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);
    switch (source->address.kind) {
    case SOURCE_KIND_UDP:
        open_udp(source, &reason);
        break;
    case SOURCE_KIND_TCP:
        open_tcp(source);
        break;
    case SOURCE_KIND_SERIAL:
    case SOURCE_KIND_FILE:
    case SOURCE_KIND_STDIN:
        open_stream(source, &reason);
        break;
    }
}

static void on_time(void *user)
{
    struct source *source = user;
    if (source->is_trying) {
        source->is_trying = false;
        try_to_open(source);
        return;
    }
    int64_t now_ms = net_loop_now_ms(source->options.loop);
    int64_t since_ms = source->heard_ms > source->opened_ms ? source->heard_ms : source->opened_ms;
    if (source->tcp != NULL && now_ms - since_ms >= source->options.silence_max_ms)
        try_later(source, SOURCE_CONNECTING,
                  source->state == SOURCE_CONNECTING ? "no answer" : "nothing came for too long");
}

static void set_defaults(struct source_options *options)
{
    if (options->retry_min_ms == 0)
        options->retry_min_ms = SOURCE_RETRY_MIN_MS;
    if (options->retry_max_ms == 0)
        options->retry_max_ms = SOURCE_RETRY_MAX_MS;
    if (options->silence_max_ms == 0)
        options->silence_max_ms = SOURCE_SILENCE_MAX_MS;
}

struct source *source_new(const struct source_options *options)
{
    struct source *source = calloc(1, sizeof *source);
    if (source == NULL)
        return NULL;
    source->timer = net_timer_new(options->loop, on_time, source);
    if (source->timer == NULL) {
        free(source);
        return NULL;
    }
    source->options = *options;
    source->address = *options->address;
    source->options.address = &source->address;
    set_defaults(&source->options);
    source->heard_ms = CLOCK_UNKNOWN_MS;
    source->opened_ms = CLOCK_UNKNOWN_MS;
    source->retry_ms = source->options.retry_min_ms;
    source->state = source->address.kind == SOURCE_KIND_TCP ? SOURCE_CONNECTING : SOURCE_WAITING;
    try_to_open(source);
    return source;
}

void source_free(struct source *source)
{
    if (source == NULL)
        return;
    close_all(source);
    net_timer_free(source->timer);
    free(source);
}

struct source_status source_status(const struct source *source)
{
    enum source_state state = source->state;
    int64_t now_ms = net_loop_now_ms(source->options.loop);
    if (state == SOURCE_RECEIVING && now_ms - source->heard_ms > SOURCE_SILENT_MS)
        state = SOURCE_SILENT;
    return (struct source_status){.state = state,
                                  .detail = source->detail,
                                  .byte_count = source->byte_count,
                                  .opened_count = source->opened_count,
                                  .heard_ms = source->heard_ms};
}

uint16_t source_port(const struct source *source)
{
    return source->udp != NULL ? net_udp_receiver_port(source->udp) : 0;
}

const char *source_state_name(enum source_state state)
{
    static const char *const names[SOURCE_STATE_COUNT] = {
        [SOURCE_WAITING] = "waiting", [SOURCE_RECEIVING] = "receiving",
        [SOURCE_SILENT] = "silent",   [SOURCE_CONNECTING] = "connecting",
        [SOURCE_ENDED] = "ended",     [SOURCE_FAILED] = "failed",
    };
    assert(state < SOURCE_STATE_COUNT);
    return names[state];
}
