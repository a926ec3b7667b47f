/* SPDX-License-Identifier: Apache-2.0 */
#include "node/import.h"

#include "base/clock.h"
#include "base/team.h"
#include "evidence/intake.h"
#include "node/import_batch.h"
#include "node/import_reading.h"
#include "node/progress.h"

#include <stdlib.h>
#include <unistd.h>

/* Two threads in turn fill a batch and give it: while one reads and decodes, the other keeps what
 * it has read. */
enum { THREAD_COUNT = 2 };

enum { TURN_TO_READ, TURN_TO_GIVE, TURN_COUNT };

struct worker {
    bool is_stopping; /* the sink took no more */
    struct node_import_batch batch;
};

struct importing {
    const struct node_import_options *options;
    struct team *team;

    /* These belong to who has the turn to read. */
    struct node_import_reading *reading;
    struct node_progress progress;
    uint64_t byte_total;
    uint64_t read_count; /* messages */

    /* These to who has the turn to give. */
    struct evidence_intake *intake;
    struct ais_event event;
    bool has_stopped;

    struct node_import_totals *totals; /* what is refused is counted by the first, the rest here */
    struct worker *workers[THREAD_COUNT];
};

/* With the turn to read. False when there is nothing more. */
static bool fill(struct importing *importing, struct worker *worker)
{
    node_import_batch_clear(&worker->batch);
    if (worker->is_stopping)
        return false;
    while (node_import_batch_has_room(&worker->batch)) {
        const struct ais_event *event = node_import_reading_next(importing->reading);
        if (event == NULL)
            break;
        node_import_batch_add(&worker->batch, event);
        importing->read_count++;
    }
    node_progress_show(&importing->progress,
                       (struct node_progress_done){
                           .byte_count = node_import_reading_byte_count(importing->reading),
                           .byte_total = importing->byte_total,
                           .sentence_count = importing->read_count,
                           .unit = "messages"},
                       clock_steady_ms());
    return worker->batch.size > 0;
}

/* A station is new when it has the highest number. */
static bool give_station(struct importing *importing, uint16_t number)
{
    const struct node_import_sink *sink = &importing->options->sink;
    const struct evidence_stations *stations = evidence_intake_stations(importing->intake);

    if (number <= importing->totals->station_count)
        return true;
    importing->totals->station_count = number;
    return sink->take_station == NULL ||
           sink->take_station(sink->user, number, evidence_stations_get(stations, number)->name);
}

/* With the turn to give. False when the sink takes no more. */
static bool give(struct importing *importing, struct worker *worker)
{
    const struct node_import_sink *sink = &importing->options->sink;

    while (node_import_batch_next(&worker->batch, &importing->event)) {
        struct evidence_report report =
            evidence_intake_take(importing->intake, &importing->event, importing->options->station);
        if (!give_station(importing, report.station))
            return false;
        if (sink->take_report != NULL && !sink->take_report(sink->user, &report))
            return false;
        node_import_totals_take(importing->totals, &report);
    }
    return true;
}

static void work(void *user, size_t place)
{
    struct importing *importing = user;
    struct worker *worker = importing->workers[place];

    for (bool has_batch = true; has_batch;) {
        team_take_turn(importing->team, TURN_TO_READ, place);
        has_batch = fill(importing, worker);
        team_pass_turn(importing->team, TURN_TO_READ, place);
        team_take_turn(importing->team, TURN_TO_GIVE, place);
        if (!importing->has_stopped)
            importing->has_stopped = !give(importing, worker);
        worker->is_stopping = importing->has_stopped;
        team_pass_turn(importing->team, TURN_TO_GIVE, place);
    }
}

static bool prepare(struct importing *importing, size_t count, char *const *names)
{
    importing->team = team_new(THREAD_COUNT, TURN_COUNT);
    importing->intake = evidence_intake_new(EVIDENCE_CLOCK_LOG);
    importing->reading = node_import_reading_new(importing->options, count, names,
                                                 importing->totals, &importing->progress);
    bool is_ready =
        importing->team != NULL && importing->intake != NULL && importing->reading != NULL;
    for (size_t i = 0; i < THREAD_COUNT; i++) {
        importing->workers[i] = malloc(sizeof *importing->workers[i]);
        if (importing->workers[i] == NULL)
            return false;
        importing->workers[i]->is_stopping = false;
    }
    return is_ready;
}

bool node_import(const struct node_import_options *options, size_t count, char *const *names,
                 struct node_import_totals *totals)
{
    struct importing importing = {.options = options,
                                  .totals = totals,
                                  .progress = node_progress_init(clock_steady_ms()),
                                  .byte_total = node_progress_byte_total(count, names)};
    bool is_done = false;

    importing.progress.is_wanted = isatty(STDERR_FILENO) == 1; /* the totals come behind it */
    node_import_totals_init(totals);
    if (prepare(&importing, count, names)) {
        team_run(importing.team, work, &importing);
        node_progress_erase(&importing.progress);
        totals->byte_count = node_import_reading_byte_count(importing.reading);
        totals->doubted_count = evidence_intake_doubted_count(importing.intake);
        is_done = node_import_reading_is_sound(importing.reading) && !importing.has_stopped;
    } else {
        fprintf(options->err, "narrows import: no memory\n");
    }
    for (size_t i = 0; i < THREAD_COUNT; i++)
        free(importing.workers[i]);
    node_import_reading_free(importing.reading);
    evidence_intake_free(importing.intake);
    team_free(importing.team);
    return is_done;
}
