/* SPDX-License-Identifier: Apache-2.0 */
#include "net/timer.h"
#include "net/udp.h"
#include "node/command.h"
#include "source/address.h"
#include "source/pacer.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
    "usage: narrows replay FILE --to udp://HOST:PORT [OPTION...]\n\n"
    "Sends the lines of a recorded log as datagrams, one a line, with the log's own timing.\n"
    "A log without times is sent at 50 lines a second. '-' is standard input.\n\n"
    "  --to udp://HOST:PORT   where to\n"
    "  --speed N              N times as fast, 0.001 at least; 0: as fast as it goes (then a\n"
    "                         busy receiver may miss some); 1 without this option\n"
    "  --loop                 again and again\n"
    "  --help                 this text\n";

enum { PROGRESS_INTERVAL_MS = 1000 };

enum { OPTION_TO = COMMAND_OPTION_LONG, OPTION_SPEED, OPTION_LOOP };

struct replay {
    const char *file;
    const char *to;
    double speed;
    bool is_looping;
    bool wants_help;

    struct source_address address;
    struct net_loop *loop;
    struct net_udp_sender *sender;
    uint64_t sent_count;
    uint64_t refused_count; /* datagrams that the system did not take */
    int64_t log_time_ms;
    enum command_status status;
};

static enum command_status read_options(int count, char **words, struct replay *replay)
{
    static const struct option names[] = {
        {"to", required_argument, NULL, OPTION_TO},
        {"speed", required_argument, NULL, OPTION_SPEED},
        {"loop", no_argument, NULL, OPTION_LOOP},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };

    opterr = 0;
    for (int option; (option = getopt_long(count, words, ":h", names, NULL)) != -1;) {
        if (option == OPTION_TO)
            replay->to = optarg;
        else if (option == OPTION_SPEED && !command_read_speed(optarg, &replay->speed))
            return command_speed_error("replay", optarg);
        else if (option == OPTION_LOOP)
            replay->is_looping = true;
        else if (option == 'h')
            replay->wants_help = true;
        else if (option == '?' || option == ':')
            return command_option_error("replay", names, option, words);
    }
    if (replay->wants_help)
        return COMMAND_OK;
    if (count - optind != 1)
        return command_usage_error("replay", "one FILE to send is needed");
    if (replay->to == NULL)
        return command_usage_error("replay", "--to udp://HOST:PORT is needed");
    replay->file = words[optind];

    enum source_address_error error = source_address_parse(replay->to, &replay->address);
    if (error != SOURCE_ADDRESS_OK)
        return command_usage_error("replay", "--to '%s' %s", replay->to,
                                   source_address_error_words(error));
    if (replay->address.kind != SOURCE_KIND_UDP || replay->address.port == 0 ||
        replay->address.host[0] == '\0')
        return command_usage_error("replay", "--to '%s' is no place to send to; udp://HOST:PORT",
                                   replay->to);
    return COMMAND_OK;
}

static void on_line(void *user, const struct source_recording_line *line)
{
    struct replay *replay = user;
    if (net_udp_sender_send(replay->sender, line->bytes, line->size))
        replay->sent_count++;
    else
        replay->refused_count++;
    replay->log_time_ms = line->time_ms;
}

static void on_end(void *user, const char *reason)
{
    struct replay *replay = user;
    if (reason[0] != '\0') {
        fprintf(stderr, "narrows replay: cannot read %s: %s\n", replay->file, reason);
        replay->status = COMMAND_FAILED;
    }
    net_loop_stop(replay->loop);
}

static void on_restart(void *user)
{
    (void)user; /* the lines start over by themselves */
}

static void show_progress(void *user)
{
    struct replay *replay = user;
    char bytes[40];
    struct text time = text_init(bytes, sizeof bytes);

    text_add_time(&time, replay->log_time_ms);
    fprintf(stderr, "\r%llu lines sent, the log is at %s ", (unsigned long long)replay->sent_count,
            bytes);
}

static enum command_status play(struct replay *replay, struct source_recording *recording)
{
    struct source_pacer *pacer = source_pacer_new(&(struct source_pacer_options){
        .loop = replay->loop,
        .recording = recording,
        .speed = replay->speed,
        .is_looping = replay->is_looping,
        .on_line = on_line,
        .on_restart = on_restart,
        .on_end = on_end,
        .user = replay,
    });
    struct net_timer *progress = net_timer_new(replay->loop, show_progress, replay);
    if (pacer == NULL || progress == NULL) {
        fprintf(stderr, "narrows replay: no memory\n");
        replay->status = COMMAND_FAILED;
    } else {
        bool is_terminal = isatty(STDERR_FILENO) == 1;
        if (is_terminal)
            net_timer_repeat(progress, PROGRESS_INTERVAL_MS);
        net_loop_stop_on_signals(replay->loop);
        net_loop_run(replay->loop);
        if (is_terminal)
            fputc('\n', stderr);
        if (replay->refused_count > 0)
            fprintf(stderr, "narrows replay: %llu lines were not taken by the network\n",
                    (unsigned long long)replay->refused_count);
    }
    net_timer_free(progress);
    source_pacer_free(pacer);
    return replay->status;
}

enum command_status command_replay(int count, char **words)
{
    struct replay replay = {.speed = 1};
    char reason_bytes[256];
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);
    enum command_status status = read_options(count, words, &replay);

    if (status != COMMAND_OK)
        return status;
    if (replay.wants_help)
        return command_print_help("replay", help);
    status = command_check_files("replay");
    if (status != COMMAND_OK)
        return status;
    struct source_recording *recording = source_recording_open(replay.file, &reason);
    if (recording == NULL) {
        fprintf(stderr, "narrows replay: cannot read %s: %s\n", replay.file, reason_bytes);
        return COMMAND_FAILED;
    }
    replay.loop = net_loop_new();
    replay.sender = net_udp_sender_open(replay.address.host, replay.address.port, &reason);
    if (replay.loop == NULL || replay.sender == NULL) {
        fprintf(stderr, "narrows replay: cannot send to %s: %s\n", replay.to, reason_bytes);
        status = COMMAND_FAILED;
    } else {
        status = play(&replay, recording);
    }
    if (replay.sender != NULL)
        net_udp_sender_close(replay.sender);
    source_recording_close(recording);
    if (replay.loop != NULL)
        net_loop_free(replay.loop);
    return status;
}
