/* SPDX-License-Identifier: Apache-2.0 */
#include "node/decode_threads.h"

#include "base/team.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static_assert((int)NODE_DECODE_THREAD_COUNT_MAX <= (int)TEAM_COUNT_MAX, "a team has the threads");

enum {
    /* What a piece can make: an event takes a byte and a line's end, or more. With the line whose
     * start was in an earlier piece. */
    EVENT_COUNT_MAX = (NODE_DECODE_PIECE_BYTES_MAX + AIS_LINE_BYTES_MAX) / 2 + 1,
    PAYLOAD_SLACK_BYTES = 8, /* readable behind a payload; shorter than what a line has besides */
    /* What it can join: the parts in it, and those that wait. */
    ARMOUR_BYTES = NODE_DECODE_PIECE_BYTES_MAX + AIS_LINE_BYTES_MAX +
                   (int)AIS_OPEN_MESSAGE_COUNT_MAX * (int)AIS_ARMOUR_CHARS_MAX,
    /* What is kept of an event whose message is unread: always, and where there is need. */
    HEAD_BYTES = offsetof(struct ais_event, stamp),
    KEPT_BYTES = offsetof(struct ais_event, message),
};

enum { TURN_TO_READ, TURN_TO_PRINT, TURN_COUNT };

/* One thread's own. Of the large arrays only what is used is ever touched. */
struct worker {
    struct ais_decoder decoder; /* for its counts and what ais_decoder_read() needs */
    struct node_decode_page page;
    struct node_decode_step step;
    bool has_turn_to_print;
    bool is_stopping; /* what is printed goes nowhere */
    size_t event_count;
    size_t armour_size;
    char carried[AIS_LINE_BYTES_MAX]; /* the line that began in an earlier piece */
    char piece[NODE_DECODE_PIECE_BYTES_MAX + AIS_ARMOUR_BLOCK]; /* a block more to be readable */
    char armour[ARMOUR_BYTES + AIS_ARMOUR_BLOCK]; /* of events that have it not in `piece` */
    bool has_tail[EVENT_COUNT_MAX];
    unsigned char heads[EVENT_COUNT_MAX][HEAD_BYTES];
    unsigned char tails[EVENT_COUNT_MAX][KEPT_BYTES - HEAD_BYTES];
};

struct threads {
    const struct node_decode_options *options;
    struct team *team;
    struct node_decode_files *files;     /* belongs to who has the turn to read */
    struct node_decode_printer *printer; /* belongs to who has the turn to print */
    struct worker *workers[NODE_DECODE_THREAD_COUNT_MAX];
};

/* Without a stamp to be printed, and without a line, an event is half as long. */
static bool needs_tail(const struct worker *worker, const struct ais_event *event)
{
    return event->stamp.time_ms != CLOCK_UNKNOWN_MS || event->stamp.station[0] != '\0' ||
           event->stamp.is_drill || worker->page.prints_refused;
}

/* Copies what goes with the decoder's next call, and the event. */
static void keep(struct worker *worker, const struct ais_decoder *decoder, struct ais_event *event)
{
    if (event->line.start == decoder->carry) {
        memcpy(worker->carried, event->line.start, event->line.size);
        event->line.start = worker->carried;
    }
    if (event->kind == AIS_EVENT_UNREAD && event->unread.payload != NULL) {
        size_t size = (event->unread.armour.size * 6 + 7) / 8 + PAYLOAD_SLACK_BYTES;
        assert(size <= ARMOUR_BYTES - worker->armour_size);
        memcpy(worker->armour + worker->armour_size, event->unread.payload, size);
        event->unread.payload = (const uint8_t *)worker->armour + worker->armour_size;
        worker->armour_size += size;
    } else if (event->kind == AIS_EVENT_UNREAD) {
        struct ais_span *armour = &event->unread.armour;
        if (armour->start < worker->piece ||
            armour->start >= worker->piece + sizeof worker->piece) {
            assert(armour->size <= ARMOUR_BYTES - worker->armour_size);
            memcpy(worker->armour + worker->armour_size, armour->start, armour->size);
            armour->start = worker->armour + worker->armour_size;
            worker->armour_size += armour->size;
        }
        event->unread.readable = armour->size + AIS_ARMOUR_BLOCK;
    }
    assert(worker->event_count < EVENT_COUNT_MAX);
    size_t place = worker->event_count++;
    memcpy(worker->heads[place], event, HEAD_BYTES);
    worker->has_tail[place] = needs_tail(worker, event);
    if (worker->has_tail[place])
        memcpy(worker->tails[place], &event->stamp, KEPT_BYTES - HEAD_BYTES);
}

/* With the turn to read. False when there is nothing more. */
static bool read_step(struct threads *threads, struct worker *worker)
{
    struct node_decode_files *files = threads->files;
    struct ais_event event;

    if (worker->is_stopping)
        node_decode_files_give_up(files);
    worker->event_count = 0;
    worker->armour_size = 0;
    node_decode_files_next(files, worker->piece, threads->options->piece_size, &worker->step);
    if (worker->step.is_over)
        return false;
    while (ais_decoder_next(files->decoder, &event))
        if (event.kind == AIS_EVENT_UNREAD || worker->page.prints_refused)
            keep(worker, files->decoder, &event);
    return true;
}

static void print_page(struct threads *threads, struct worker *worker, size_t place)
{
    if (!worker->has_turn_to_print) {
        team_take_turn(threads->team, TURN_TO_PRINT, place);
        node_decode_printer_begin(threads->printer, &worker->step);
    }
    worker->has_turn_to_print = true;
    node_decode_printer_print(threads->printer, &worker->page);
}

static void finish_step(struct threads *threads, struct worker *worker, size_t place)
{
    struct ais_event event;

    for (size_t i = 0; i < worker->event_count; i++) {
        memcpy(&event, worker->heads[i], HEAD_BYTES);
        event.stamp = AIS_STAMP_NONE;
        event.line = (struct ais_span){0};
        if (worker->has_tail[i])
            memcpy(&event.stamp, worker->tails[i], KEPT_BYTES - HEAD_BYTES);
        if (event.kind == AIS_EVENT_UNREAD)
            ais_decoder_read(&worker->decoder, &event);
        if (!node_decode_page_has_room(&worker->page))
            print_page(threads, worker, place);
        node_decode_page_add(&worker->page, worker->step.file, &event);
    }
    print_page(threads, worker, place);
    node_decode_printer_end(threads->printer, &worker->step);
    worker->is_stopping = threads->printer->error != 0;
    worker->has_turn_to_print = false;
}

static void work(void *user, size_t place)
{
    struct threads *threads = user;
    struct worker *worker = threads->workers[place];

    for (bool has_step = true; has_step;) {
        team_take_turn(threads->team, TURN_TO_READ, place);
        has_step = read_step(threads, worker);
        team_pass_turn(threads->team, TURN_TO_READ, place);
        if (has_step)
            finish_step(threads, worker, place);
        else
            team_take_turn(threads->team, TURN_TO_PRINT, place);
        team_pass_turn(threads->team, TURN_TO_PRINT, place);
    }
}

static struct worker *new_worker(const struct node_decode_options *options)
{
    struct worker *worker = malloc(sizeof *worker);
    if (worker == NULL)
        return NULL;
    memset(worker, 0, offsetof(struct worker, carried));
    ais_decoder_init(&worker->decoder);
    if (!node_decode_page_init(&worker->page, options->format, options->prints_refused)) {
        free(worker);
        return NULL;
    }
    return worker;
}

static bool add_workers(struct threads *threads)
{
    for (size_t i = 0; i < threads->options->thread_count; i++) {
        threads->workers[i] = new_worker(threads->options);
        if (threads->workers[i] == NULL)
            return false;
    }
    return true;
}

static void free_workers(struct threads *threads)
{
    for (size_t i = 0; i < NODE_DECODE_THREAD_COUNT_MAX; i++) {
        if (threads->workers[i] != NULL)
            node_decode_page_release(&threads->workers[i]->page);
        free(threads->workers[i]);
    }
}

bool node_decode_on_threads(const struct node_decode_options *options,
                            struct node_decode_files *files, struct node_decode_printer *printer,
                            struct ais_counts *counts)
{
    struct threads threads = {.options = options, .files = files, .printer = printer};

    threads.team = team_new(options->thread_count, TURN_COUNT);
    bool is_ready = threads.team != NULL && add_workers(&threads);
    if (is_ready) {
        files->leaves_unread = true;
        team_run(threads.team, work, &threads);
        for (size_t i = 0; i < options->thread_count; i++)
            node_decode_add_counts(counts, &threads.workers[i]->decoder.counts);
    }
    free_workers(&threads);
    team_free(threads.team);
    return is_ready;
}
