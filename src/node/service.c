/* SPDX-License-Identifier: Apache-2.0 */
#include "node/service.h"

#include "base/clock.h"
#include "base/log.h"
#include "net/timer.h"
#include "node/archive.h"
#include "node/input.h"
#include "node/places.h"
#include "node/rate_meter.h"
#include "node/version.h"
#include "server/server.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { TICK_MS = 1000, TELL_INTERVAL_MS = 60000 };

struct service {
    const struct node_service_options *options;
    struct net_loop *loop;
    struct net_timer *tick;
    struct node_archive *archive;      /* NULL: nothing is kept */
    char store[SOURCE_PATH_BYTES + 8]; /* its folder */
    struct node_pipeline *pipeline;
    struct server *server;
    size_t input_count;
    struct node_input *inputs[NODE_SOURCE_COUNT_MAX + 1]; /* the sources, and a drill */
    struct node_drill_options drill;
    const char *drill_waters; /* the path of the drill's waters file, or NULL */
    struct node_rate_meter rate;
    struct node_live_clock clock;
    int64_t started_ms;   /* steady */
    bool has_ended;       /* the recording, played once */
    bool is_not_storing;  /* as the operator was told */
    uint64_t told_full;   /* refusals of the full picture that the operator was told of */
    int64_t told_full_ms; /* steady */
    enum command_status status;
};

static enum command_status fail(const struct node_service_options *options, const char *what,
                                const char *why)
{
    fprintf(stderr, "narrows %s: %s: %s\n", options->command, what, why);
    return COMMAND_FAILED;
}

static void add_counts(struct server_status *status, const struct ais_counts *counts,
                       uint64_t refused[static AIS_REFUSAL_COUNT])
{
    status->message_count += counts->messages;
    for (size_t i = 0; i < AIS_MESSAGE_TYPE_COUNT; i++)
        status->message_count_by_type[i] += counts->by_type[i];
    for (size_t i = 0; i < AIS_REFUSAL_COUNT; i++)
        refused[i] += counts->refused[i];
}

static void fill_archive(struct service *service, struct server_status_archive *archive)
{
    if (service->archive == NULL)
        return;
    const struct node_archive_state *state = node_archive_state(service->archive);
    *archive = (struct server_status_archive){
        .is_there = true,
        .is_storing = state->is_storing,
        .reason = state->reason,
        .position_count = state->position_count,
        .open_count = state->open_position_count,
        .lost_count = state->lost_count,
    };
}

static void fill_status(void *user, struct server_status *status)
{
    static const char *const modes[] = {"live", "replay", "demo"};
    struct service *service = user;
    const struct node_service_options *options = service->options;
    uint64_t refused[AIS_REFUSAL_COUNT] = {0};

    status->name = options->config->name;
    status->version = NARROWS_VERSION;
    status->mode = modes[options->mode];
    status->is_drill = options->config->is_drill;
    status->speed = options->mode == NODE_MODE_LIVE ? (double)NAN : options->speed;
    status->uptime_s = (clock_steady_ms() - service->started_ms) / 1000;
    status->target_count_max = options->config->targets_max;
    status->time_doubted_count = node_pipeline_doubted_count(service->pipeline);
    fill_archive(service, &status->archive);
    status->messages_per_second = node_rate_meter_per_second(&service->rate);
    for (size_t i = 0; i < service->input_count; i++) {
        node_input_fill_status(service->inputs[i], &status->sources[status->source_count++]);
        add_counts(status, node_input_counts(service->inputs[i]), refused);
    }
    for (size_t i = AIS_DECODED + 1; i < AIS_REFUSAL_COUNT; i++)
        if (refused[i] > 0)
            status->refusals[status->refusal_count++] =
                (struct server_status_count){ais_refusal_name((enum ais_refusal)i), refused[i]};
    uint64_t nameless = evidence_stations_refused_count(node_pipeline_stations(service->pipeline));
    if (nameless > 0)
        status->refusals[status->refusal_count++] =
            (struct server_status_count){"station_table_full", nameless};
}

static void follow_clock(struct service *service)
{
    int64_t steady_ms = clock_steady_ms();
    int64_t step_ms = node_live_clock_follow(&service->clock, clock_utc_ms(), steady_ms);

    if (step_ms != 0) {
        log_line("the machine's clock was set by %+.1f s; the picture begins anew",
                 (double)step_ms / 1000);
        node_pipeline_clear(service->pipeline);
    }
    node_pipeline_advance(service->pipeline, node_live_clock_now_ms(&service->clock, steady_ms));
}

/* At most one line a minute. */
static void tell_when_full(struct service *service)
{
    uint64_t refused = track_picture_counts(node_pipeline_picture(service->pipeline)).refused_full;
    int64_t now_ms = clock_steady_ms();

    if (refused == service->told_full ||
        (service->told_full > 0 && now_ms - service->told_full_ms < TELL_INTERVAL_MS))
        return;
    log_line("the picture is full: %llu reports of new targets were refused; raise targets_max, "
             "or look for a source that makes up identities",
             (unsigned long long)(refused - service->told_full));
    service->told_full = refused;
    service->told_full_ms = now_ms;
}

/* One line when the disk begins to refuse, one when it takes again. */
static void tell_of_archive(struct service *service)
{
    if (service->archive == NULL)
        return;
    const struct node_archive_state *state = node_archive_state(service->archive);
    if (service->is_not_storing == !state->is_storing)
        return;
    service->is_not_storing = !state->is_storing;
    if (service->is_not_storing)
        log_line("the archive cannot be written: %s; the picture goes on, what is heard waits in "
                 "memory; free space on the disk, or mend it",
                 state->reason);
    else
        log_line("the archive is written again");
}

static void on_tick(void *user)
{
    struct service *service = user;
    uint64_t messages = 0;

    for (size_t i = 0; i < service->input_count; i++) {
        node_input_tick(service->inputs[i]);
        messages += node_input_counts(service->inputs[i])->messages;
    }
    node_rate_meter_tick(&service->rate, messages);
    if (service->options->mode == NODE_MODE_LIVE)
        follow_clock(service);
    tell_when_full(service);
    tell_of_archive(service);
}

static bool print_digest(const struct service *service)
{
    uint8_t digest[DIGEST_BYTES];
    if (!track_picture_digest(node_pipeline_picture(service->pipeline), digest))
        return false;
    printf("digest ");
    for (size_t i = 0; i < DIGEST_BYTES; i++)
        printf("%02x", digest[i]);
    putchar('\n');
    return fflush(stdout) == 0;
}

static void on_recording_end(void *user, const char *reason)
{
    struct service *service = user;
    const struct node_service_options *options = service->options;

    service->has_ended = true;
    if (reason[0] != '\0')
        service->status = fail(options, options->recording, reason);
    else if (options->prints_digest && !print_digest(service))
        service->status = fail(options, "cannot print the digest", "no memory, or a closed output");
    if (options->prints_digest || reason[0] != '\0')
        net_loop_stop(service->loop);
    else
        log_line("the recording is at its end; the picture stays until Ctrl-C");
}

static bool open_recording(struct service *service)
{
    const struct node_service_options *options = service->options;
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);

    service->inputs[0] = node_input_open_recording(
        service->loop, service->pipeline,
        &(struct node_input_recording){.path = options->recording,
                                       .speed = options->speed,
                                       .is_looping = options->mode == NODE_MODE_DEMO,
                                       .on_end = on_recording_end,
                                       .user = service},
        &reason);
    if (service->inputs[0] == NULL) {
        service->status = fail(options, options->recording, bytes);
        return false;
    }
    service->input_count = 1;
    return true;
}

/* True also where there is none to be played. */
static bool open_drill(struct service *service)
{
    const struct node_service_options *options = service->options;
    char bytes[512];
    struct text reason = text_init(bytes, sizeof bytes);

    if (options->drill == NULL)
        return true;
    service->drill = (struct node_drill_options){options->drill, options->config->drill_start_ms,
                                                 options->config->drill_stations};
    struct node_input *input = node_input_open_drill(service->loop, service->pipeline,
                                                     &service->clock, &service->drill, &reason);
    if (input == NULL) {
        service->status = fail(options, options->drill, bytes);
        return false;
    }
    service->inputs[service->input_count++] = input;
    service->drill_waters = node_input_drill_waters(input);
    return true;
}

static bool open_inputs(struct service *service)
{
    const struct node_config *config = service->options->config;

    if (service->options->mode != NODE_MODE_LIVE)
        return open_recording(service);
    for (size_t i = 0; i < config->source_count; i++) {
        service->inputs[i] = node_input_open_source(service->loop, service->pipeline,
                                                    &service->clock, &config->sources[i]);
        if (service->inputs[i] == NULL) {
            service->status = fail(service->options, config->sources[i].name, "no memory");
            return false;
        }
        service->input_count++;
    }
    return open_drill(service);
}

/* Where nobody takes these words the node lives on: the map is there. */
static void print_address(const struct service *service)
{
    const char *address = service->options->config->http.address;
    const char *greeting = service->options->greeting;
    bool is_every = strcmp(address, "0.0.0.0") == 0 || strcmp(address, "::") == 0;
    char bytes[NODE_ADDRESS_BYTES + 32];
    struct text map = text_init(bytes, sizeof bytes);

    if (is_every)
        address = "127.0.0.1";
    text_add_format(&map, strchr(address, ':') != NULL ? "http://[%s]:%u/" : "http://%s:%u/",
                    address, server_port(service->server));
    if (printf("map at %s\n", bytes) < 0 || (greeting != NULL && puts(greeting) < 0) ||
        fflush(stdout) != 0)
        log_line("map at %s; this cannot be printed: %s", bytes, strerror(errno));
}

static bool serve(struct service *service)
{
    const struct node_config *config = service->options->config;
    char page[NODE_PATH_BYTES];
    char bytes[512];
    struct text error = text_init(bytes, sizeof bytes);

    if (!node_places_page(page)) {
        service->status = fail(service->options, "the map's page is missing beside the program",
                               "run make, which builds it");
        return false;
    }
    service->server = server_new(
        &(struct server_options){
            .loop = service->loop,
            .address = config->http.address,
            .port = config->http.port,
            .page_dir = page,
            .host_name = config->host[0] != '\0' ? config->host : NULL,
            .waters_path = config->waters[0] != '\0' ? config->waters : service->drill_waters,
            .store_dir = service->archive != NULL ? service->store : NULL,
            .is_drill = config->is_drill,
            .picture = node_pipeline_picture(service->pipeline),
            .target_count_max = config->targets_max,
            .stations = node_pipeline_stations(service->pipeline),
            .fill_status = fill_status,
            .user = service,
        },
        &error);
    if (service->server == NULL) {
        fprintf(stderr, "narrows %s: %s\n", service->options->command, bytes);
        service->status = COMMAND_FAILED;
        return false;
    }
    print_address(service);
    return true;
}

/* The archive of a drill is one of its own: it never mixes with what was real. */
static bool open_archive(struct service *service)
{
    const struct node_service_options *options = service->options;
    const char *store = options->config->store;
    char bytes[512];
    struct text reason = text_init(bytes, sizeof bytes);

    if (store[0] == '\0')
        return true;
    snprintf(service->store, sizeof service->store, "%s%s", store,
             options->config->is_drill ? "/drill" : "");
    if (options->config->is_drill && mkdir(store, 0755) < 0 && errno != EEXIST) {
        service->status = fail(options, store, strerror(errno));
        return false;
    }
    service->archive = node_archive_open(service->store, &options->config->keep, &reason);
    if (service->archive == NULL)
        service->status = fail(options, service->store, bytes);
    return service->archive != NULL;
}

static bool start(struct service *service)
{
    const struct node_service_options *options = service->options;

    if (!open_archive(service))
        return false;
    service->loop = net_loop_new();
    service->pipeline = node_pipeline_new(&(struct node_pipeline_options){
        .clock = options->mode == NODE_MODE_LIVE ? EVIDENCE_CLOCK_LIVE : EVIDENCE_CLOCK_LOG,
        .target_count_max = options->config->targets_max,
        .keep_lost_ms = options->config->keep_lost_ms,
        .archive = service->archive,
        .is_drill = options->config->is_drill,
    });
    if (service->loop != NULL)
        service->tick = net_timer_new(service->loop, on_tick, service);
    if (service->tick == NULL || service->pipeline == NULL) {
        service->status = fail(options, "cannot start", "no memory or no file descriptor left");
        return false;
    }
    node_live_clock_init(&service->clock, clock_utc_ms(), clock_steady_ms());
    net_timer_repeat(service->tick, TICK_MS);
    net_loop_stop_on_signals(service->loop);
    return open_inputs(service) && (!options->is_serving || serve(service));
}

static void stop(struct service *service)
{
    if (service->server != NULL)
        server_free(service->server);
    for (size_t i = 0; i < service->input_count; i++)
        node_input_close(service->inputs[i]);
    if (service->tick != NULL)
        net_timer_free(service->tick);
    node_pipeline_free(service->pipeline);
    node_archive_close(service->archive);
    if (service->loop != NULL)
        net_loop_free(service->loop);
}

enum command_status node_service_run(const struct node_service_options *options)
{
    static_assert((int)NODE_SOURCE_COUNT_MAX + 1 <= (int)SERVER_STATUS_SOURCE_COUNT_MAX,
                  "every source has its row in the status");
    static_assert((int)AIS_REFUSAL_COUNT + 1 <= (int)SERVER_STATUS_REFUSAL_COUNT_MAX,
                  "every reason has its row in the status");
    static_assert((int)AIS_MESSAGE_TYPE_COUNT == (int)TRACK_MESSAGE_TYPE_COUNT,
                  "every type has its count in the status");
    struct service service = {.options = options, .started_ms = clock_steady_ms()};

    signal(SIGPIPE, SIG_IGN); /* an output or a peer that is gone is told by the call */
    signal(SIGXFSZ, SIG_IGN); /* as is a file that may not grow */
    if (start(&service)) {
        net_loop_run(service.loop);
        if (options->prints_digest && !service.has_ended)
            service.status = fail(options, options->recording, "stopped before its end; no digest");
    }
    stop(&service);
    return service.status;
}
