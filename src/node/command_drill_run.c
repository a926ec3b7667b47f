/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "net/loop.h"
#include "net/timer.h"
#include "net/udp.h"
#include "node/command_drill.h"
#include "node/drill_files.h"
#include "node/drill_scene.h"
#include "source/address.h"
#include "source/pacer.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BATCH_MAX = 256, PROGRESS_MS = 1000 };

enum {
    OPTION_OUTPUT = COMMAND_OPTION_LONG,
    OPTION_TRUTH,
    OPTION_POSITIONS,
    OPTION_SPEED,
    OPTION_START,
    OPTION_STATIONS
};

static const char command[] = "drill run";

static const char help[] =
    "usage: narrows drill run SCENARIO [OPTION...]\n\n"
    "Plays a scenario (a file, or the name of one that comes with the program, as hormuz;\n"
    "docs/drills.md says how to write one) as its stations hear it: sentences\n"
    "with TAG blocks that mark them as of a drill. The same scenario gives the same bytes on any\n"
    "machine.\n\n"
    "  --output FILE           there instead of standard output ('-')\n"
    "  --output udp://HOST:PORT  to a node, in the drill's own time\n"
    "  --truth FILE            what was really so, as JSON lines\n"
    "  --start TIME            as if its 'from' were that time, 2026-11-22T14:00:00Z\n"
    "  --stations LIST         what these of its stations hear (khasab,larak); the truth is the "
    "same\n"
    "  --positions SECONDS     in the truth the place of each ship, so often\n"
    "  --speed N               N times as fast as it happens, 0.001 at least; 0: as fast as it\n"
    "                          goes; without this option 1 over UDP, 0 into a file\n"
    "  --help                  this text\n";

struct run {
    const char *scenario_path, *output, *truth_path, *stations;
    int64_t begin_ms; /* AIS_UNKNOWN_MS: as the scenario says */
    double positions_s, speed;
    bool has_speed, wants_help, is_udp;
    struct source_address address;

    struct node_drill_scene scene;
    struct drill_stream *stream;
    FILE *file, *truth;
    struct net_loop *loop;
    struct net_timer *timer;
    struct net_udp_sender *sender;
    struct drill_streamed next; /* while it waits for its time */
    bool has_next, has_failed;
    int64_t start_ms, first_ms, shown_ms;
    uint64_t sent_count, refused_count;
};

static enum command_status read_options(int count, char **words, struct run *run)
{
    static const struct option names[] = {
        {"output", required_argument, NULL, OPTION_OUTPUT},
        {"truth", required_argument, NULL, OPTION_TRUTH},
        {"positions", required_argument, NULL, OPTION_POSITIONS},
        {"speed", required_argument, NULL, OPTION_SPEED},
        {"start", required_argument, NULL, OPTION_START},
        {"stations", required_argument, NULL, OPTION_STATIONS},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    opterr = 0;
    for (int option; (option = getopt_long(count, words, ":h", names, NULL)) != -1;) {
        if (option == OPTION_OUTPUT)
            run->output = optarg;
        else if (option == OPTION_TRUTH)
            run->truth_path = optarg;
        else if (option == OPTION_POSITIONS && !command_read_speed(optarg, &run->positions_s))
            return command_usage_error("drill run", "no number of seconds '%s'", optarg);
        else if (option == OPTION_SPEED && !command_read_speed(optarg, &run->speed))
            return command_speed_error("drill run", optarg);
        else if (option == OPTION_START && !ais_stamp_read_time(optarg, &run->begin_ms))
            return command_usage_error("drill run", "--start '%s' is no time, such as %s", optarg,
                                       "2026-11-22T14:00:00Z");
        else if (option == OPTION_STATIONS)
            run->stations = optarg;
        else if (option == 'h')
            run->wants_help = true;
        else if (option == '?' || option == ':')
            return command_option_error("drill run", names, option, words);
        run->has_speed |= option == OPTION_SPEED;
    }
    if (run->wants_help)
        return COMMAND_OK;
    if (count - optind != 1)
        return command_usage_error("drill run", "one SCENARIO is needed");
    run->scenario_path = words[optind];
    run->is_udp = run->output != NULL && strncmp(run->output, "udp:", 4) == 0;
    if (!run->is_udp)
        return COMMAND_OK;
    enum source_address_error error = source_address_parse(run->output, &run->address);
    if (error != SOURCE_ADDRESS_OK)
        return command_usage_error("drill run", "--output '%s' %s", run->output,
                                   source_address_error_words(error));
    if (run->address.port == 0 || run->address.host[0] == '\0')
        return command_usage_error("drill run", "--output '%s' is no place to send to",
                                   run->output);
    if (!run->has_speed)
        run->speed = 1;
    return COMMAND_OK;
}

static bool load(struct run *run)
{
    char bytes[512];
    struct text reason = text_init(bytes, sizeof bytes);

    bool is_loaded = node_drill_scene_load(&run->scene, run->scenario_path, &reason) &&
                     node_drill_scene_choose(&run->scene, run->stations, &reason);
    if (is_loaded && run->begin_ms != AIS_UNKNOWN_MS)
        run->scene.scenario->from_ms = run->begin_ms;
    if (is_loaded)
        run->stream = node_drill_scene_play(&run->scene, &reason);
    if (run->stream == NULL)
        fprintf(stderr, "narrows drill run: %s: %s\n", run->scenario_path, bytes);
    return run->stream != NULL;
}

static void on_row(void *user, const char *row, size_t size)
{
    struct run *run = user;
    fwrite(row, 1, size, run->truth);
    fputc('\n', run->truth);
}

static bool open_outputs(struct run *run)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    if (run->truth_path != NULL) {
        run->truth = node_drill_create(command, run->truth_path);
        if (run->truth == NULL)
            return false;
        drill_stream_truth(run->stream, &(struct drill_truth_sink){on_row, run, run->positions_s});
    }
    if (!run->is_udp) {
        run->file = node_drill_create(command, run->output);
        return run->file != NULL;
    }
    run->sender = net_udp_sender_open(run->address.host, run->address.port, &reason);
    if (run->sender == NULL)
        fprintf(stderr, "narrows drill run: cannot send to %s: %s\n", run->output, bytes);
    return run->sender != NULL;
}

static void show_progress(struct run *run)
{
    char bytes[40];
    struct text time = text_init(bytes, sizeof bytes);
    int64_t now_ms = clock_steady_ms();
    double length_ms = run->scene.scenario->minutes * 60000;
    if (isatty(STDERR_FILENO) != 1 || (run->output == NULL && isatty(STDOUT_FILENO) == 1) ||
        now_ms < run->shown_ms + PROGRESS_MS)
        return;
    run->shown_ms = now_ms;
    text_add_time(&time, run->next.due_ms);
    fprintf(stderr, "\r%llu messages, it is %s, %.0f %% ", (unsigned long long)run->sent_count,
            bytes, (double)(run->next.due_ms - run->scene.scenario->from_ms) / length_ms * 100);
}

/* A sentence a datagram would break groups: a message goes as a whole. */
static bool put(struct run *run)
{
    run->sent_count++;
    if (run->sender != NULL) {
        if (!net_udp_sender_send(run->sender, run->next.bytes, run->next.size))
            run->refused_count++;
        return true;
    }
    return fwrite(run->next.bytes, 1, run->next.size, run->file) == run->next.size;
}

static void end_faults(struct run *run)
{
    const struct drill_inject *inject = drill_stream_inject(run->stream);
    if (inject == NULL)
        return;
    if (run->truth != NULL)
        drill_stream_add_fault_truth(run->stream,
                                     (struct drill_sink){run->truth, node_drill_write});
    node_drill_tell_faults(command, inject, run->scene.faults);
}

static void play_all(struct run *run)
{
    while (!run->has_failed && drill_stream_next(run->stream, &run->next)) {
        run->has_failed = !put(run);
        if (run->sent_count % (UINT64_C(16) * BATCH_MAX) == 0)
            show_progress(run);
    }
}

/* All that is due, then waits for the next; none is early. */
static void on_time(void *user)
{
    struct run *run = user;
    for (int i = 0; i < BATCH_MAX; i++) {
        if (!run->has_next)
            run->has_next = drill_stream_next(run->stream, &run->next);
        if (!run->has_next || run->has_failed) {
            net_loop_stop(run->loop);
            return;
        }
        int64_t now_ms = clock_steady_ms();
        int64_t due_ms =
            source_pacer_due_ms(run->start_ms, run->first_ms, run->next.due_ms, run->speed);
        if (due_ms > now_ms) {
            if (run->file != NULL)
                fflush(run->file);
            net_timer_once(run->timer, due_ms - now_ms);
            return;
        }
        run->has_failed = !put(run);
        run->has_next = false;
        show_progress(run);
    }
    net_timer_once(run->timer, 0);
}

static bool play_paced(struct run *run)
{
    run->loop = net_loop_new();
    run->timer = run->loop == NULL ? NULL : net_timer_new(run->loop, on_time, run);
    if (run->timer == NULL) {
        fprintf(stderr, "narrows drill run: no memory\n");
        return false;
    }
    run->start_ms = clock_steady_ms();
    run->first_ms = run->scene.scenario->from_ms;
    net_timer_once(run->timer, 0);
    net_loop_stop_on_signals(run->loop);
    net_loop_run(run->loop);
    return true;
}

static enum command_status play(struct run *run)
{
    bool is_good = true;
    if (run->speed == 0)
        play_all(run);
    else
        is_good = play_paced(run);
    end_faults(run);
    if (run->shown_ms > 0)
        fputc('\n', stderr);
    if (run->refused_count > 0)
        fprintf(stderr, "narrows drill run: %llu messages were not taken by the network\n",
                (unsigned long long)run->refused_count);
    return is_good ? COMMAND_OK : COMMAND_FAILED;
}

enum command_status command_drill_run(int count, char **words)
{
    struct run run = {.stations = "", .begin_ms = AIS_UNKNOWN_MS};
    enum command_status status = read_options(count, words, &run);
    if (status != COMMAND_OK)
        return status;
    if (run.wants_help)
        return command_print_help("drill run", help);
    status = COMMAND_FAILED;
    if (load(&run) && open_outputs(&run))
        status = play(&run);
    bool is_closed = node_drill_close(command, run.output, run.file);
    is_closed &= node_drill_close(command, run.truth_path, run.truth);
    if (run.sender != NULL)
        net_udp_sender_close(run.sender);
    net_timer_free(run.timer);
    if (run.loop != NULL)
        net_loop_free(run.loop);
    drill_stream_free(run.stream);
    node_drill_scene_release(&run.scene);
    return is_closed ? status : COMMAND_FAILED;
}
